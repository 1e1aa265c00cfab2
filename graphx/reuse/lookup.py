"""Find the articles one text may share words with, among many that were sketched before.

In:   the kept hashes (`schema.POSTING`) of all articles; the kept hashes of one text.
Out:  ids of articles that share enough of them, the most shared first.

A posting is one 64-bit number: the lower 48 bits of the hash, and the number of the article among
at most 65,536.  Sorted, all postings of a hash stand in one row; so many articles of news make a
segment of 150 MB, which need not be in memory.  Two hashes meet by chance once in 280 million
million.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx import schema
from graphx.reuse.recipe import SketchRecipe

_ROW_BITS: Final = np.uint64(16)
_ROW: Final = np.uint64(0xFFFF)


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Postings of some articles, at most `MOST`.

    Parameters
    ----------
    postings : ndarray of uint64, shape (n_postings,)
        Sorted: the lower bits of a hash, then the number of the article that has it.
    article_ids : pyarrow.Array of string, shape (n_articles,)
        Null where postings are nobody's any more.
    """

    MOST: ClassVar[int] = 1 << 16

    postings: NDArray[np.uint64]
    article_ids: pa.Array

    @classmethod
    def of(cls, batch: pa.RecordBatch) -> "Segment":
        """Sort the kept hashes of a batch of `schema.POSTING`."""
        column = batch.column("hashes")
        numbers = np.arange(batch.num_rows, dtype=np.uint16)
        owners = np.repeat(numbers, pc.list_value_length(column).to_numpy(zero_copy_only=False))
        hashes = pc.list_flatten(column).to_numpy(zero_copy_only=False)
        postings = hashes << _ROW_BITS
        postings |= owners
        postings.sort()
        return cls(postings, batch.column("article_id"))

    def sharing(self, hashes: NDArray[np.uint64], least: int) -> list[tuple[int, str]]:
        """Return how many of `hashes` articles share, and which, where they share `least`."""
        keys = hashes << _ROW_BITS
        starts = np.searchsorted(self.postings, keys, "left").tolist()
        ends = np.searchsorted(self.postings, keys | _ROW, "right").tolist()
        met = [self.postings[a:b] for a, b in zip(starts, ends, strict=True) if a < b]
        owners = np.concatenate([np.zeros(0, np.uint64), *met]) & _ROW
        shared = np.bincount(owners.astype(np.int64), minlength=1)
        found = np.flatnonzero(shared >= least)
        ids = self.article_ids.take(pa.array(found)).to_pylist()
        pairs = zip(shared[found].tolist(), ids, strict=True)
        return [(count, name) for count, name in pairs if name is not None]


@dataclass(frozen=True, slots=True, eq=False)
class PostingLookup:
    """Postings of all articles; opened once, asked often, from any thread."""

    segments: tuple[Segment, ...]

    @classmethod
    def of(cls, postings: Iterable[pa.RecordBatch], recipe: SketchRecipe) -> "PostingLookup":
        """Load batches of `schema.POSTING`, in any order.

        Raises
        ------
        RecipeMismatchError
            A sketch was made by another recipe.
        """
        segments = []
        table = pa.Table.from_batches(postings, schema.POSTING).combine_chunks()
        for batch in table.to_batches(max_chunksize=Segment.MOST):
            for digest in pc.unique(batch.column("recipe")).to_pylist():
                recipe.require(digest)
            segments.append(Segment.of(batch))
        return cls(tuple(segments))

    def __len__(self) -> int:
        return sum(len(one.article_ids) - one.article_ids.null_count for one in self.segments)

    def sharing(self, hashes: NDArray[np.uint64], *, min_shared: int, most: int) -> tuple[str, ...]:
        """Return the articles that share at least `min_shared` of `hashes`.

        Parameters
        ----------
        hashes : ndarray of uint64, shape (n_hashes,)
            Kept hashes of the text, distinct; with fewer than `min_shared`, all must be shared.
        min_shared : int
        most : int
            Articles to return at the most: those that share most, ties by id.
        """
        least = max(1, min(min_shared, hashes.size))
        found = [one for segment in self.segments for one in segment.sharing(hashes, least)]
        return tuple(name for _, name in sorted((-shared, name) for shared, name in found)[:most])
