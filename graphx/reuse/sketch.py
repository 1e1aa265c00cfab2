"""Sketch articles: a MinHash signature and a FracMinHash each.

In:   `schema.READING`.
Out:  `schema.SKETCH`, one row an article, in order.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphx import schema
from graphx.reuse.reading import Body, read_body, readings
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.shingles import kept_hashes, shingle_hashes
from graphx.reuse.signature import signature


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """Sketch of one body.

    Parameters
    ----------
    shingles : int
        Distinct shingles of the body; 0 when there is nothing to compare.
    signature : ndarray of uint32, shape (permutations,)
    hashes : ndarray of uint64, shape (about shingles / scale,)
        Kept shingle hashes, sorted, distinct.
    """

    shingles: int
    signature: NDArray[np.uint32]
    hashes: NDArray[np.uint64]


def sketch_body(body: Body, recipe: SketchRecipe) -> Sketch:
    """Sketch one body.

    Examples
    --------
    >>> from graphx.reuse.reading import read_body
    >>> sketch_body(read_body("one two three four five six", ((0, 27),)), SketchRecipe()).shingles
    2
    """
    distinct = np.unique(shingle_hashes(body.hashes, recipe.shingle_words))
    return Sketch(distinct.size, signature(distinct, recipe), kept_hashes(distinct, recipe.scale))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketching:
    """The stage that sketches articles."""

    recipe: SketchRecipe = field(default_factory=SketchRecipe)
    name: ClassVar[str] = "sketch"
    reads: ClassVar[pa.Schema] = schema.READING
    writes: ClassVar[pa.Schema] = schema.SKETCH

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Sketch the articles of each batch."""
        for batch in batches:
            sketches = [
                sketch_body(read_body(reading.text, reading.body), self.recipe)
                for reading in readings(batch)
            ]
            yield sketch_batch(batch.column("article_id"), sketches, self.recipe)


def sketch_batch(
    article_ids: pa.Array, sketches: list[Sketch], recipe: SketchRecipe
) -> pa.RecordBatch:
    """Write sketches as a batch of `schema.SKETCH`."""
    width = recipe.permutations
    values = np.concatenate([np.zeros(0, np.uint32), *(s.signature for s in sketches)])
    hashes = np.concatenate([np.zeros(0, np.uint64), *(s.hashes for s in sketches)])
    offsets = np.cumsum([0, *(s.hashes.size for s in sketches)], dtype=np.int32)
    return pa.RecordBatch.from_arrays(
        [
            article_ids,
            pa.array([recipe.digest] * len(sketches), pa.string()),
            pa.array([s.shingles for s in sketches], pa.int64()),
            pa.FixedSizeListArray.from_arrays(pa.array(values), width),
            pa.ListArray.from_arrays(pa.array(offsets), pa.array(hashes)),
        ],
        schema=schema.SKETCH,
    )
