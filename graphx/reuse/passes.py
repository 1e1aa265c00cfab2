"""Propose pairs from sketches that lie on disk, within a bound of memory.

In:   ``signatures``, streamed as often as asked, in any order; ``postings``, sorted by hash.
Out:  the pairs of `graphx.reuse.candidates`, as numbers.

Postings are read a range of hashes at a time, and of each range only the lists of two articles and
more are kept (`graphx.reuse.lookup.joined_lists`).  Signatures are compared some bands at a time.
With room enough, one pass over them is all.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx.reuse.bands import Bands
from graphx.reuse.candidates import Proposing
from graphx.reuse.lookup import NOBODY, Segment, joined_lists

Stream = Callable[[Sequence[str]], Iterator[pa.RecordBatch]]
"""Gives these columns of the batches of a table from the beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SketchPasses:
    """Sketches of some articles on disk.

    Parameters
    ----------
    article_ids : pyarrow.Array of string
        Sorted and distinct.
    signatures : callable
        Streams `schema.SIGNATURE`, each article once, in any order.
    postings : sequence of Segment
        Kept hashes, each article once, in any order.
    memory : int, optional
        Bytes that may be held at once, about; no bound when not given.
    """

    article_ids: pa.Array
    signatures: Stream
    postings: Sequence[Segment]
    memory: int | None = None

    def pairs(self, proposing: Proposing) -> NDArray[np.int64]:
        """Propose pairs, each packed into one number, ``left * n_articles + right``, sorted.

        Raises
        ------
        RecipeMismatchError
            A sketch was made by another recipe.
        """
        signed, telling = self._signed(proposing)
        articles = np.flatnonzero(telling)
        if articles.size < 2:
            return np.zeros(0, np.int64)
        # What has no shingle has no number here, or all such would agree in every band.
        number = np.append(np.where(telling, np.cumsum(telling) - 1, NOBODY), NOBODY)
        met = proposing.meeting(
            joined_lists(self.postings, self._owners(number), int(articles.size))
        )
        rows = number[signed]
        agreeing = (
            proposing.agreeing(self._values(first, after, rows, articles.size), cut)
            for first, after, cut in self._groups(proposing, articles.size)
        )
        for pairs in agreeing:
            met = np.union1d(met, pairs)
        left, right = np.divmod(met, articles.size)
        packed: NDArray[np.int64] = articles[left] * len(self.article_ids) + articles[right]
        return packed

    def _places(self, names: Sequence[pa.Array]) -> NDArray[np.int64]:
        """Places of articles among all; -1 of one that is not among them.

        All at once: each look-up makes a table of all articles first.
        """
        column = pa.chunked_array(names, pa.string())
        places = pc.fill_null(pc.index_in(column, value_set=self.article_ids), NOBODY)
        rows: NDArray[np.int64] = places.to_numpy().astype(np.int64)
        return rows

    def _signed(self, proposing: Proposing) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Place of each signature's article, as they stream; which articles have a shingle."""
        batches = list(self.signatures(["article_id", "recipe", "shingles"]))
        for batch in batches:
            for digest in pc.unique(batch.column("recipe")).to_pylist():
                proposing.recipe.require(digest)
        rows = self._places([batch.column("article_id") for batch in batches])
        shingles = [batch.column("shingles").to_numpy() for batch in batches]
        telling = np.zeros(len(self.article_ids), bool)
        told = np.concatenate([np.zeros(0, np.int64), *shingles]) > 0
        telling[rows[rows >= 0]] = told[rows >= 0]
        return rows, telling

    def _owners(self, number: NDArray[np.int64]) -> list[NDArray[np.int64]]:
        """Numbers of each segment's articles, from those of all places."""
        owners = number[self._places([segment.article_ids for segment in self.postings])]
        ends = np.cumsum([len(segment.article_ids) for segment in self.postings])
        return np.split(owners, ends[:-1]) if len(self.postings) else []

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
        self, first: int, after: int, rows: NDArray[np.int64], articles: int
    ) -> NDArray[np.uint32]:
        """Values `first` to `after` of all signatures, shape (n_articles, after - first).

        ``rows`` are the numbers of their articles, as the signatures stream.
        """
        values = np.empty((articles, after - first), np.uint32)
        done = 0
        for batch in self.signatures(["signature"]):
            column = batch.column("signature")
            own, done = rows[done : done + len(column)], done + len(column)
            all_values = column.flatten().to_numpy().reshape(len(column), -1)
            values[own[own >= 0]] = all_values[own >= 0, first:after]
        return values
