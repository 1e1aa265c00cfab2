"""Sketch whole batches with the compiled kernels.

In:   `schema.READING`.
Out:  columns of `schema.SKETCH`.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TypeVar

import numpy as np
import pyarrow as pa

from graphx.reuse.kernels.flat import flat_readings, known_chars
from graphx.reuse.kernels.text import sketch_articles
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.signature import permutations
from graphx.reuse.sketch import SketchColumns

_R = TypeVar("_R")


def compiled_sketch_columns(
    batch: pa.RecordBatch, recipe: SketchRecipe, threads: int
) -> SketchColumns:
    """Sketch the articles of a batch of `schema.READING`, in threads."""
    flat = flat_readings(batch.column("text"), batch.column("body"))
    tables = known_chars(flat)
    factors, summands = permutations(recipe)
    limit = np.uint64(((1 << 64) - 1) // recipe.scale)

    def work(first: int, after: int) -> SketchColumns:
        return SketchColumns(
            *sketch_articles(
                *flat, first, after, tables, recipe.shingle_words, limit, factors, summands
            )
        )

    parts = in_parts(work, batch.num_rows, threads)
    return SketchColumns(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def in_parts(
    work: Callable[[int, int], _R], rows: int, threads: int, parts: int | None = None
) -> list[_R]:
    """Call `work` on consecutive ranges of rows, in threads, and return what it gave in order."""
    edges = np.linspace(0, rows, max(1, min(parts or threads, rows)) + 1).astype(int).tolist()
    ranges = list(pairwise(edges))
    if threads == 1 or len(ranges) == 1:
        return [work(*part) for part in ranges]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda part: work(*part), ranges))
