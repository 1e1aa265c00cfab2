"""Propose pairs of articles that probably share text.

In:   sketches (`schema.SKETCH`), any order, any batches, one recipe.
Out:  candidates (`schema.CANDIDATE`), sorted, each unordered pair once, ``left_id < right_id``.

Two indexes are asked: shared rare shingles find excerpts and quotations (`graphx.reuse.postings`),
agreeing signatures find near-duplicates however common their text is (`graphx.reuse.bands`).
Articles are numbered in the order of their ids, so nothing depends on the order they came in.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx import schema
from graphx.reuse import kernels
from graphx.reuse.bands import Bands, band_pairs
from graphx.reuse.postings import InvertedIndex, Kept, PostingLimits, invert, posting_pairs
from graphx.reuse.recipe import SketchRecipe

_BATCH_PAIRS = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposing:
    """The stage that proposes pairs; it holds all sketches, and no text."""

    recipe: SketchRecipe = field(default_factory=SketchRecipe)
    limits: PostingLimits = field(default_factory=PostingLimits)
    bands: Bands = field(default_factory=Bands)
    compiled: bool = True  # where numba is installed
    threads: int = 2
    name: ClassVar[str] = "candidates"
    reads: ClassVar[pa.Schema] = schema.SKETCH
    writes: ClassVar[pa.Schema] = schema.CANDIDATE

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Propose pairs among all articles of `batches`.

        Raises
        ------
        RecipeMismatchError
            A sketch was made by another recipe.
        """
        sketches = self._collect(batches)
        hashes = sketches.column("hashes")
        counts = pc.list_value_length(hashes).to_numpy().astype(np.int64)
        pairs = self.pairs(
            _flat(sketches.column("signature")).reshape(-1, self.recipe.permutations),
            self.inverted([(_flat(hashes), counts)]),
        )
        yield from named_pairs(pairs, sketches.column("article_id").combine_chunks())

    def _collect(self, batches: Iterable[pa.RecordBatch]) -> pa.Table:
        """All sketches that have a shingle, sorted by id."""
        table = pa.Table.from_batches(batches, schema=self.reads)
        for digest in pc.unique(table.column("recipe")).to_pylist():
            self.recipe.require(digest)
        order = pc.sort_indices(table.column("article_id")).to_numpy()
        telling = table.column("shingles").to_numpy()[order] > 0
        if telling.all() and (order[1:] > order[:-1]).all():
            return table.combine_chunks()
        return table.take(pa.array(order[telling])).combine_chunks()

    def pairs(
        self,
        signatures: NDArray[np.uint32],
        index: InvertedIndex | None,
        spare: Sequence[NDArray[np.uint8]] = (),
    ) -> NDArray[np.int64]:
        """Propose pairs of article numbers, shape (n_pairs, 2), sorted, distinct.

        Parameters
        ----------
        signatures : ndarray of uint32, shape (n_articles, permutations)
            Of articles in the order of their ids; none without shingles.
        index : InvertedIndex or None
            Of the kept hashes of these articles; without it, signatures alone propose.
        spare : sequence of ndarray of uint8
            Memory to write over: to touch new memory takes time.
        """
        articles = len(signatures)
        if articles < 2:
            return np.zeros((0, 2), np.int64)
        packed = self.agreeing(signatures, self.bands)
        if index is not None:
            packed = np.concatenate([packed, self.meeting(index, spare)])
        return np.column_stack(np.divmod(np.unique(packed), articles))

    def agreeing(self, signatures: NDArray[np.uint32], cut: Bands) -> NDArray[np.int64]:
        """Pairs of rows that agree in a band of `cut`, each packed into one number."""
        if kernels.usable(self.compiled):
            from graphx.reuse.kernels.bands import compiled_band_pairs

            return compiled_band_pairs(signatures, cut, self.threads)
        return band_pairs(signatures, cut) @ (len(signatures), 1)

    def inverted(self, kept: Kept) -> InvertedIndex:
        """Build the index of kept hashes; see `graphx.reuse.postings.invert`."""
        if kernels.usable(self.compiled):
            from graphx.reuse.kernels.index import compiled_invert

            return compiled_invert(kept, self.threads)
        hashes = np.concatenate([np.zeros(0, np.uint64), *(values for values, _ in kept)])
        return invert(hashes, np.concatenate([counts for _, counts in kept]))

    def meeting(
        self, index: InvertedIndex, spare: Sequence[NDArray[np.uint8]] = ()
    ) -> NDArray[np.int64]:
        """Pairs that share enough kept hashes, each packed into one number, sorted.

        `spare` is written over.
        """
        if kernels.usable(self.compiled) and index.members.size:
            from graphx.reuse.kernels.pairs import compiled_posting_pairs

            return compiled_posting_pairs(index, self.limits, self.threads, spare)
        return posting_pairs(index, self.limits) @ (index.kept.size, 1)


def named_pairs(pairs: NDArray[np.int64], ids: pa.Array) -> Iterator[pa.RecordBatch]:
    """Write pairs of numbers as batches of `schema.CANDIDATE`; `ids` in order of the numbers."""
    for start in range(0, len(pairs), _BATCH_PAIRS):
        left, right = pairs[start : start + _BATCH_PAIRS].T
        yield pa.RecordBatch.from_arrays([ids.take(left), ids.take(right)], schema=schema.CANDIDATE)


def _flat(lists: pa.ChunkedArray) -> NDArray[Any]:
    """Values of a column of lists, one list after the other."""
    values: NDArray[Any] = pc.list_flatten(lists).to_numpy()
    return values
