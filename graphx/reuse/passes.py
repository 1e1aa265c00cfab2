"""Propose pairs from sketches that lie on disk, within a bound of memory.

In:   ``signatures`` and ``postings``, streamed as often as asked, in any order.
Out:  the pairs of `graphx.reuse.candidates`, as numbers.

Kept hashes are spread evenly, so the index is built a range of hashes at a time, and of each range
only the lists of two articles and more are kept.  Signatures are compared some bands at a time.
With room enough, one pass over each table is all.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx.reuse.bands import Bands
from graphx.reuse.candidates import Proposing
from graphx.reuse.postings import InvertedIndex

Stream = Callable[[Sequence[str]], Iterator[pa.RecordBatch]]
"""Gives these columns of the batches of a table from the beginning."""

_BYTES_PER_HASH: Final = 40  # its value and owner, twice, and what sorting needs
_HASH_BITS: Final = 64
_HIGHEST: Final = (1 << _HASH_BITS) - 1
_MOST_PASSES: Final = 256

_POSTINGS: Final = ["article_id", "hashes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SketchPasses:
    """Sketches of some articles on disk.

    Parameters
    ----------
    article_ids : pyarrow.Array of string
        Sorted and distinct.
    signatures, postings : callable
        Stream `schema.SIGNATURE` and `schema.POSTING`, each article once, in any order.
    memory : int, optional
        Bytes that may be held at once, about; no bound when not given.
    """

    article_ids: pa.Array
    signatures: Stream
    postings: Stream
    memory: int | None = None

    def pairs(self, proposing: Proposing) -> NDArray[np.int64]:
        """Propose pairs, each packed into one number, ``left * n_articles + right``, sorted.

        Raises
        ------
        RecipeMismatchError
            A sketch was made by another recipe.
        """
        telling = self._telling(proposing)
        articles = np.flatnonzero(telling)
        if articles.size < 2:
            return np.zeros(0, np.int64)
        # What has no shingle has no number here, or all such would agree in every band.
        number = np.where(telling, np.cumsum(telling) - 1, -1)
        index = self._index(proposing, number, articles.size)
        met = proposing.meeting(index)
        agreeing = (
            proposing.agreeing(self._values(first, after, number, articles.size), cut)
            for first, after, cut in self._groups(proposing, articles.size)
        )
        for pairs in agreeing:
            met = np.union1d(met, pairs)
        left, right = np.divmod(met, articles.size)
        packed: NDArray[np.int64] = articles[left] * len(self.article_ids) + articles[right]
        return packed

    def _rows(self, batch: pa.RecordBatch) -> NDArray[np.int64]:
        places = pc.index_in(batch.column("article_id"), value_set=self.article_ids)
        rows: NDArray[np.int64] = places.to_numpy(zero_copy_only=False).astype(np.int64)
        return rows

    def _telling(self, proposing: Proposing) -> NDArray[np.bool_]:
        """Which articles have a shingle."""
        telling = np.zeros(len(self.article_ids), bool)
        for batch in self.signatures(["article_id", "recipe", "shingles"]):
            for digest in pc.unique(batch.column("recipe")).to_pylist():
                proposing.recipe.require(digest)
            telling[self._rows(batch)] = batch.column("shingles").to_numpy() > 0
        return telling

    def _groups(self, proposing: Proposing, articles: int) -> Iterator[tuple[int, int, Bands]]:
        """Yield the values of a signature that are looked at in one pass, and how they are cut."""
        cut = proposing.bands
        a_band = articles * cut.rows * np.dtype(np.uint32).itemsize
        at_once = cut.bands if self.memory is None else self.memory // (4 * a_band)
        at_once = min(max(1, at_once), cut.bands)
        for first in range(0, cut.bands, at_once):
            bands = min(at_once, cut.bands - first)
            part = Bands(bands=bands, rows=cut.rows)
            yield first * cut.rows, (first + bands) * cut.rows, part

    def _values(
        self, first: int, after: int, number: NDArray[np.int64], articles: int
    ) -> NDArray[np.uint32]:
        """Values `first` to `after` of all signatures, shape (n_articles, after - first)."""
        values = np.empty((articles, after - first), np.uint32)
        for batch in self.signatures(["article_id", "signature"]):
            column = batch.column("signature")
            rows = number[self._rows(batch)]
            all_values = column.flatten().to_numpy().reshape(len(column), -1)
            values[rows[rows >= 0]] = all_values[rows >= 0, first:after]
        return values

    def _index(
        self, proposing: Proposing, number: NDArray[np.int64], articles: int
    ) -> InvertedIndex:
        if self.memory is None:
            return proposing.inverted([self._hashes(0, _HIGHEST, number, articles)])
        kept = np.zeros(articles, np.int64)
        for batch in self.postings(_POSTINGS):
            rows = number[self._rows(batch)]
            counts = pc.list_value_length(batch.column("hashes")).to_numpy()
            kept[rows[rows >= 0]] = counts[rows >= 0]
        sizes, members = [], []
        for first, last in self._ranges(proposing, int(kept.sum())):
            part = proposing.inverted([self._hashes(first, last, number, articles)])
            sizes.append(np.diff(part.list_starts).astype(np.int32))
            members.append(part.members)
        starts = np.zeros(1 + sum(part.size for part in sizes), np.int64)
        np.cumsum(np.concatenate(sizes), out=starts[1:])
        return InvertedIndex(starts, np.concatenate(members), kept)

    def _at_most(self, bytes_each: int) -> int | None:
        """How many things of so many bytes may be held; None where there is no bound."""
        return None if self.memory is None else max(1, self.memory // (4 * bytes_each))

    def _ranges(self, proposing: Proposing, hashes: int) -> list[tuple[int, int]]:
        """Ranges of kept hashes, both ends included, with about equally many in each."""
        room = self._at_most(_BYTES_PER_HASH)
        passes = 1 if room is None else min(_MOST_PASSES, -(-hashes // room))
        highest = (1 << _HASH_BITS) // proposing.recipe.scale
        edges = [highest * k // max(1, passes) for k in range(max(1, passes))]
        return [(a, b - 1) for a, b in pairwise([*edges, 1 << _HASH_BITS])]

    def _hashes(
        self, first: int, last: int, number: NDArray[np.int64], articles: int
    ) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """Kept hashes from `first` to `last`, one article after the other, and counts of each."""
        kept = np.zeros(articles, np.int64)
        found = []
        for batch in self.postings(_POSTINGS):
            column = batch.column("hashes")
            rows = number[self._rows(batch)]
            counts = pc.list_value_length(column).to_numpy().astype(np.int64)
            hashes = column.flatten().to_numpy()
            inside = (hashes >= np.uint64(first)) & (hashes <= np.uint64(last))
            inside &= np.repeat(rows >= 0, counts)
            if not inside.all():
                ends, passed = np.cumsum(counts), np.append(0, np.cumsum(inside))
                counts, hashes = passed[ends] - passed[ends - counts], hashes[inside]
            rows, counts = rows[rows >= 0], counts[rows >= 0]
            kept[rows] = counts
            found.append((rows, counts, hashes))
        starts = np.cumsum(kept) - kept
        flat = np.empty(kept.sum(), np.uint64)
        for rows, counts, hashes in found:
            ends = np.cumsum(counts)
            sides = (starts[rows].tolist(), (ends - counts).tolist(), ends.tolist())
            for place, begin, end in zip(*sides, strict=True):  # hundreds of hashes at once
                flat[place : place + end - begin] = hashes[begin:end]
        return flat, kept
