# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Sketch whole batches with the compiled kernels.

In:   `schema.READING`.
Out:  columns of `schema.SKETCH`.
"""

import numpy as np
import pyarrow as pa

from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.kernels.arrays import Bytes, Halves, Hashes, Places
from graphx.reuse.kernels.flat import flat_readings, known_chars, known_units
from graphx.reuse.kernels.jit import compiled
from graphx.reuse.kernels.tables import CharTables
from graphx.reuse.kernels.text import grown, read_words, shingle_row, sort_distinct
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.kernels.units import hide_shingles
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.signature import permutations
from graphx.reuse.sketch import SketchColumns
from graphx.text.units import GAP_CLASSES


def compiled_sketch_columns(
    batch: pa.RecordBatch, recipe: SketchRecipe, boilerplate: Boilerplate, threads: int
) -> SketchColumns:
    """Sketch the articles of a batch of `schema.READING`, in threads."""
    flat = flat_readings(batch.column("text"), batch.column("body"))
    tables = known_chars(flat)
    units = known_units(boilerplate, batch.column("outlet_id").to_pylist())
    limit = np.uint64(((1 << 64) - 1) // recipe.scale)

    def work(first: int, after: int) -> SketchColumns:
        return SketchColumns(
            *sketch_articles(
                *flat,
                first,
                after,
                tables,
                recipe.shingle_words,
                limit,
                *permutations(recipe),
                GAP_CLASSES,
                *units,
            )
        )

    parts = in_parts(work, batch.num_rows, threads)
    return SketchColumns(*(joined(list(column)) for column in zip(*parts, strict=True)))


@compiled
def minhash(
    row: Hashes, count: int, factors: Halves, summands: Halves, mixed: Halves, least: Halves
) -> None:
    """Write the MinHash signature of a row of shingle hashes to `least`."""
    for i in range(count):
        value = np.uint32(row[i] >> np.uint64(32))
        value = np.uint32((value ^ (value >> np.uint32(16))) * np.uint32(0x85EBCA6B))
        value = np.uint32((value ^ (value >> np.uint32(13))) * np.uint32(0xC2B2AE35))
        mixed[i] = value ^ (value >> np.uint32(16))
    values = mixed[:count]
    whole = least.size - least.size % 4
    for k in range(0, whole, 4):  # four at a time keep the vector units busy
        first = second = third = fourth = np.uint32(0xFFFFFFFF)
        for i in range(values.size):
            value = values[i]
            first = min(first, np.uint32(value * factors[k] + summands[k]))
            second = min(second, np.uint32(value * factors[k + 1] + summands[k + 1]))
            third = min(third, np.uint32(value * factors[k + 2] + summands[k + 2]))
            fourth = min(fourth, np.uint32(value * factors[k + 3] + summands[k + 3]))
        least[k] = first
        least[k + 1] = second
        least[k + 2] = third
        least[k + 3] = fourth
    for k in range(whole, least.size):
        first = np.uint32(0xFFFFFFFF)
        for i in range(values.size):
            first = min(first, np.uint32(values[i] * factors[k] + summands[k]))
        least[k] = first


@compiled
def sketch_articles(
    raw: Bytes,
    starts: Places,
    body_starts: Places,
    body: Places,
    first: int,
    after: int,
    tables: CharTables,
    width: int,
    limit: np.uint64,
    factors: Halves,
    summands: Halves,
    classes: Bytes,
    known: Hashes,
    known_starts: Places,
) -> tuple[Places, Halves, Hashes, Places]:
    """Sketch articles `first` to `after`; ``known[known_starts[k]:…]`` is boilerplate of article k.

    Returns numbers of distinct shingles, signatures, kept hashes one article after the other, and
    how many each has.
    """
    articles = after - first
    shingles = np.zeros(articles, np.int64)
    signatures = np.empty((articles, factors.size), np.uint32)
    kept_counts = np.zeros(articles, np.int64)
    kept = np.empty(1024, np.uint64)
    used = 0
    for number in range(articles):
        article = first + number
        own = known[known_starts[article] : known_starts[article + 1]]
        words, begins, ends, intervals = read_words(
            raw, starts, body_starts, body, article, tables, own.size > 0
        )
        row = np.empty(words.size, np.uint64)
        count = shingle_row(words, words.size, width, row)
        mixed = np.empty(count, np.uint32)
        minhash(row, count, factors, summands, mixed, signatures[number])
        buckets = np.empty(2 * count + 3, np.int64)
        different = np.empty(count, np.uint64)
        distinct = sort_distinct(row, count, buckets, different)
        shingles[number] = distinct
        if own.size and count:
            hidden = np.zeros(count, np.bool_)
            hide_shingles(
                raw, words, begins, ends, intervals, classes, own, min(width, words.size), hidden
            )
            counting = row[:count][~hidden]
            distinct = sort_distinct(counting, counting.size, buckets, different)
        if used + distinct > kept.size:
            kept = grown(kept, used, distinct)
        place = 0
        while place < distinct and different[place] <= limit:
            kept[used + place] = different[place]
            place += 1
        kept_counts[number] = place
        used += place
    return shingles, signatures, kept[:used], kept_counts
