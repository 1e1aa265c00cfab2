"""Sketch articles: a MinHash signature and some shingles of each.

In:   `schema.READING`.
Out:  `schema.SKETCH`, one row an article, in order.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphx import schema
from graphx.reuse import kernels
from graphx.reuse.boilerplate import Boilerplate, hidden_shingles
from graphx.reuse.reading import Body, read_body, readings
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.shingles import kept_shingles, shingle_hashes
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


class SketchColumns(NamedTuple):
    """Sketches of a batch, column by column.

    Parameters
    ----------
    shingles : ndarray of int64, shape (n_articles,)
    signatures : ndarray of uint32, n_articles * permutations values
    hashes : ndarray of uint64, shape (kept.sum(),)
        Kept hashes, one article after the other.
    kept : ndarray of int64, shape (n_articles,)
        How many hashes each has.
    """

    shingles: NDArray[np.int64]
    signatures: NDArray[np.uint32]
    hashes: NDArray[np.uint64]
    kept: NDArray[np.int64]


def sketch_body(
    body: Body, recipe: SketchRecipe, hidden_words: NDArray[np.bool_] | None = None
) -> Sketch:
    """Sketch one body.

    Shingles whose words are all hidden (`Boilerplate.hidden_words`) are not kept in the postings,
    where every article of an outlet would meet every other; the signature is of the whole body.

    Examples
    --------
    >>> from graphx.reuse.reading import read_body
    >>> sketch_body(read_body("one two three four five six", ((0, 27),)), SketchRecipe()).shingles
    2
    """
    row = shingle_hashes(body.hashes, recipe.shingle_words)
    distinct = np.unique(row)
    kept = kept_shingles(body.hashes, recipe.shingle_words, recipe.scale)
    if hidden_words is not None:
        kept &= ~hidden_shingles(hidden_words, recipe.shingle_words)
    return Sketch(distinct.size, signature(distinct, recipe), np.unique(row[kept]))


def sketch_columns(
    batch: pa.RecordBatch,
    recipe: SketchRecipe,
    boilerplate: Boilerplate,
    *,
    passages: bool = True,
) -> SketchColumns:
    """Sketch the articles of a batch of `schema.READING`."""
    sketches = []
    for reading in readings(batch):
        body = read_body(reading.text, reading.body)
        hidden = boilerplate.hidden_words(reading.outlet_id, body)
        if not passages:
            hidden = np.ones(len(body), bool)
        sketches.append(sketch_body(body, recipe, hidden))
    return SketchColumns(
        np.array([sketch.shingles for sketch in sketches], np.int64),
        np.concatenate([np.zeros(0, np.uint32), *(sketch.signature for sketch in sketches)]),
        np.concatenate([np.zeros(0, np.uint64), *(sketch.hashes for sketch in sketches)]),
        np.array([sketch.hashes.size for sketch in sketches], np.int64),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketching:
    """The stage that sketches articles."""

    recipe: SketchRecipe = field(default_factory=SketchRecipe)
    boilerplate: Boilerplate = field(default_factory=Boilerplate.nothing)
    passages: bool = True  # keep hashes; signatures alone find near-duplicates and nothing else
    compiled: bool = True  # where numba is installed
    threads: int = 2
    name: ClassVar[str] = "sketch"
    reads: ClassVar[pa.Schema] = schema.READING
    writes: ClassVar[pa.Schema] = schema.SKETCH

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Sketch the articles of each batch."""
        for batch in batches:
            if kernels.usable(self.compiled):
                from graphx.reuse.kernels.sketch import compiled_sketch_columns

                columns = compiled_sketch_columns(
                    batch, self.recipe, self.boilerplate, self.threads, passages=self.passages
                )
            else:
                columns = sketch_columns(
                    batch, self.recipe, self.boilerplate, passages=self.passages
                )
            yield self._written(batch.column("article_id"), columns)

    def _written(self, article_ids: pa.Array, columns: SketchColumns) -> pa.RecordBatch:
        offsets = np.concatenate([[0], np.cumsum(columns.kept)]).astype(np.int32)
        values = pa.array(columns.signatures.reshape(-1))
        return pa.RecordBatch.from_arrays(
            [
                article_ids,
                pa.array([self.recipe.digest] * len(article_ids), pa.string()),
                pa.array(columns.shingles),
                pa.FixedSizeListArray.from_arrays(values, self.recipe.permutations),
                pa.ListArray.from_arrays(pa.array(offsets), pa.array(columns.hashes)),
            ],
            schema=self.writes,
        )
