# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Read whole batches once with the compiled kernels.

In:   `schema.READING`.
Out:  `graphx.reuse.survey.Survey`, all that is kept of an article's text.
"""

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphx.reuse.kernels.arrays import Bytes, Halves, Hashes, Numbers, Places, grown
from graphx.reuse.kernels.flat import flat_readings, known_chars
from graphx.reuse.kernels.jit import (
    LANES,
    as_int,
    compiled,
    count_ones,
    least_permuted,
    trailing_zeros,
    words_below,
)
from graphx.reuse.kernels.shingles import count_distinct, shingle_row
from graphx.reuse.kernels.tables import CharTables
from graphx.reuse.kernels.text import new_room, read_words
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.kernels.units import cut_article
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.signature import permutations
from graphx.reuse.survey import Survey
from graphx.text.units import GAP_CLASSES

_NONE = 0
BLOCK = 64


def compiled_survey(
    batch: pa.RecordBatch, recipe: SketchRecipe, threads: int, *, passages: bool, units: bool
) -> Survey:
    """Read the articles of a batch of `schema.READING` once, in threads."""
    parts = surveys(batch, recipe, threads, passages=passages, units=units)
    return Survey(*(joined(list(column)) for column in zip(*parts, strict=True)))


def surveys(
    batch: pa.RecordBatch, recipe: SketchRecipe, threads: int, *, passages: bool, units: bool
) -> list[Survey]:
    """Return the survey of a batch in parts, of consecutive articles."""
    counted = counted_surveys(batch, recipe, threads, passages=passages, units=units)
    return [survey for _, survey in counted]


def counted_surveys(
    batch: pa.RecordBatch,
    recipe: SketchRecipe,
    threads: int,
    *,
    passages: bool,
    units: bool,
    counting: bool = False,
) -> list[tuple[Places, Survey]]:
    """Return how many distinct shingles each article has, where they are counted, and surveys."""
    flat = flat_readings(batch.column("text"), batch.column("body"))
    tables = known_chars(flat)
    scale = recipe.scale if passages else _NONE

    def work(first: int, after: int) -> tuple[NDArray[Any], ...]:
        return survey_articles(
            *flat,
            first,
            after,
            tables,
            recipe.shingle_words,
            scale,
            *permutations(recipe),
            GAP_CLASSES,
            units,
            counting,
        )

    parts = in_parts(work, batch.num_rows, threads)
    return [(part[0], Survey(*part[1:])) for part in parts]


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
    whole = least.size - least.size % LANES
    for k in range(0, whole, LANES):
        least_permuted(values, factors, summands, least, k)
    for k in range(whole, least.size):
        first = np.uint32(0xFFFFFFFF)
        for i in range(values.size):
            first = min(first, np.uint32(values[i] * factors[k] + summands[k]))
        least[k] = first


@compiled
def keep(
    words: Hashes,
    row: Hashes,
    count: int,
    width: int,
    scale: int,
    kept: Hashes,
    places: Numbers,
    used: int,
) -> int:
    """Append kept hashes of a row of `count` shingles, and their places.

    Which are kept is told by `graphx.reuse.shingles.kept_shingles`.  There must be room for `BLOCK`
    words more.  Returns how many there are then.
    """
    first = (width - scale) // 2 if words.size >= width else 0
    after = first + (scale if words.size >= width else 1)
    middle = first + (after - first) // 2
    for base in range(0, count, BLOCK):
        least = ~np.uint64(0)
        for other in range(first, middle):
            least &= words_below(words, base + middle, base + other)
        for other in range(middle + 1, after):
            least &= ~words_below(words, base + other, base + middle)
        if count - base < BLOCK:
            least &= (np.uint64(1) << np.uint64(count - base)) - np.uint64(1)
        stop = used + as_int(count_ones(least))
        k = used
        while k < stop:  # four at a time, past the last one where need be, spare most branches
            for _ in range(4):
                place = base + as_int(trailing_zeros(least) & np.uint64(63))
                kept[k] = row[place]
                places[k] = place
                least &= least - np.uint64(1)
                k += 1
        used = stop
    return used


@compiled
def survey_articles(
    raw: Bytes,
    starts: Places,
    body_starts: Places,
    body: Places,
    first: int,
    after: int,
    tables: CharTables,
    width: int,
    scale: int,
    factors: Halves,
    summands: Halves,
    classes: Bytes,
    with_units: bool,
    counting: bool,
) -> tuple[Places, Halves, Hashes, Numbers, Places, Hashes, Numbers, Places, Places]:
    """Read articles `first` to `after`; one shingle in `scale` is kept.  See `Survey`.

    With `counting`, the first array tells how many distinct shingles each has.
    """
    articles = after - first
    shingles = np.zeros(articles, np.int64)
    signatures = np.empty((articles, factors.size), np.uint32)
    likely = 1024 + (as_int(starts[after] - starts[first]) // 9 if scale else 0)
    kept = np.empty(likely, np.uint64)
    places = np.empty(likely, np.int32)
    kept_counts = np.zeros(articles, np.int64)
    units = np.empty(1024, np.uint64)
    firsts = np.empty(1024, np.int32)
    unit_counts = np.zeros(articles, np.int64)
    word_counts = np.zeros(articles, np.int64)
    room = new_room()
    row = np.empty(1024, np.uint64)
    mixed = np.empty(1024, np.uint32)
    met = np.empty(1024, np.uint64)
    used = 0
    units_used = 0
    for number in range(articles):
        room, hashes, runs, told = read_words(
            raw, starts, body_starts, body, first + number, tables, classes, with_units, room
        )
        words = hashes.size
        word_counts[number] = words
        if row.size < words + BLOCK:
            row = np.empty(2 * (words + BLOCK), np.uint64)
            mixed = np.empty(2 * (words + BLOCK), np.uint32)
        count = shingle_row(hashes, words, width, row)
        minhash(row, count, factors, summands, mixed, signatures[number])
        if counting:
            shingles[number] = count_distinct(row, count, met)
        if scale:
            if used + count + 4 > kept.size:
                kept = grown(kept, used, count)
                places = grown(places, used, count)
            before = used
            used = keep(hashes, row, count, width, scale, kept, places, used)
            kept_counts[number] = used - before
        if with_units:
            if units_used + words > units.size:
                units = grown(units, units_used, words)
                firsts = grown(firsts, units_used, words)
            cut = cut_article(
                raw, room, hashes, runs, told, classes, units[units_used:], firsts[units_used:]
            )
            unit_counts[number] = cut
            units_used += cut
    return (
        shingles,
        signatures,
        kept[:used],
        places[:used],
        kept_counts,
        units[:units_used],
        firsts[:units_used],
        unit_counts,
        word_counts,
    )
