"""Find the articles one text may share words with, among many that were sketched before.

In:   the kept hashes (`schema.POSTING`) of all articles; the kept hashes of one text.
Out:  ids of articles that share enough of them, the most shared first; the index of all.

A posting is one 64-bit number: the lower 48 bits of the hash, and the number of the article among
at most 65,536.  Sorted, all postings of a hash stand in one row; so many articles of news make a
segment of 150 MB, which need not be in memory.  Two hashes meet by chance once in 280 million
million.
"""

import mmap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx import schema
from graphx.reuse.postings import InvertedIndex, PostingLimits
from graphx.reuse.recipe import SketchRecipe

_ROW_BITS: Final = np.uint64(16)
_ROW: Final = np.uint64(0xFFFF)
_HASH_BITS: Final = 48
_RANGE_POSTINGS: Final = 1 << 17  # so many are sorted in a processor's cache
_LET_GO: Final = 8  # ranges that are read before their pages leave memory

NOBODY: Final = -1
"""Number of an article that does not count."""


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Postings of some articles, at most `MOST`.

    Parameters
    ----------
    postings : ndarray of uint64, shape (n_postings,)
        Sorted: the lower bits of a hash, then the number of the article that has it.
    article_ids : pyarrow.Array of string, shape (n_articles,)
        Null where postings are nobody's any more.
    counts : ndarray of int64, shape (n_articles,)
        Postings of each.
    mapped : mmap, optional
        The file that the postings lie in.
    """

    MOST: ClassVar[int] = 1 << 16

    postings: NDArray[np.uint64]
    article_ids: pa.Array
    counts: NDArray[np.int64]
    mapped: mmap.mmap | None = None

    @classmethod
    def of(cls, batch: pa.RecordBatch) -> "Segment":
        """Sort the kept hashes of a batch of `schema.POSTING`."""
        column = batch.column("hashes")
        numbers = np.arange(batch.num_rows, dtype=np.uint16)
        counts = pc.list_value_length(column).to_numpy(zero_copy_only=False).astype(np.int64)
        owners = np.repeat(numbers, counts)
        hashes = pc.list_flatten(column).to_numpy(zero_copy_only=False)
        postings = hashes << _ROW_BITS
        postings |= owners
        postings.sort()
        return cls(postings, batch.column("article_id"), counts)

    def let_go(self) -> None:
        """Have what was read of the file leave memory; it is read again where it is asked for."""
        if self.mapped is not None and hasattr(mmap, "MADV_DONTNEED"):
            self.mapped.madvise(mmap.MADV_DONTNEED)

    def sharing(self, hashes: NDArray[np.uint64], limits: PostingLimits) -> list[tuple[int, str]]:
        """Return how many of `hashes` articles share, and which, where they share enough."""
        keys = hashes << _ROW_BITS
        starts = np.searchsorted(self.postings, keys, "left").tolist()
        ends = np.searchsorted(self.postings, keys | _ROW, "right").tolist()
        met = [self.postings[a:b] for a, b in zip(starts, ends, strict=True) if a < b]
        owners = np.concatenate([np.zeros(0, np.uint64), *met]) & _ROW
        shared = np.bincount(owners.astype(np.int64), minlength=self.counts.size)
        needed = np.minimum(limits.needed(self.counts), limits.needed(np.array([hashes.size])))
        found = np.flatnonzero((shared > 0) & (shared >= needed))
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

    def sharing(
        self, hashes: NDArray[np.uint64], limits: PostingLimits, *, most: int
    ) -> tuple[str, ...]:
        """Return the articles that share as many of `hashes` as they or the text need.

        Parameters
        ----------
        hashes : ndarray of uint64, shape (n_hashes,)
            Kept hashes of the text, distinct.
        limits : PostingLimits
        most : int
            Articles to return at the most: those that share most, ties by id.
        """
        found = [one for segment in self.segments for one in segment.sharing(hashes, limits)]
        return tuple(name for _, name in sorted((-shared, name) for shared, name in found)[:most])


def joined_lists(
    segments: Sequence[Segment], numbers: Sequence[NDArray[np.int64]], articles: int
) -> InvertedIndex:
    """Join the lists of all segments, a range of hashes at a time.

    Parameters
    ----------
    segments : sequence of Segment
    numbers : sequence of ndarray of int64, each of shape (n_articles of the segment,)
        Number of each one's articles in the index; `NOBODY` where it does not count.
    articles : int
        Articles of the index.

    Returns
    -------
    InvertedIndex
        Of the lower bits of hashes: what two hashes meet in by chance, they meet in here.
    """
    kept = np.zeros(articles, np.int64)
    for segment, own in zip(segments, numbers, strict=True):
        kept[own[own != NOBODY]] = segment.counts[own != NOBODY]
    postings = sum(segment.postings.size for segment in segments)
    number_bits = articles.bit_length()
    ranges = max(postings // _RANGE_POSTINGS, 1).bit_length()
    # What is left of a hash in its range and the number of an article are sorted as one number.
    ranges = max(ranges, _HASH_BITS + number_bits - 64)
    down = np.uint64(_HASH_BITS - ranges + int(_ROW_BITS))
    firsts = np.arange(1, 1 << ranges, dtype=np.uint64) << down
    everybody = [bool((own != NOBODY).all()) for own in numbers]
    edges = []
    for segment in segments:
        inner = np.searchsorted(segment.postings, firsts).tolist()
        edges.append([0, *inner, segment.postings.size])
        segment.let_go()  # looking for so many places has touched most of it
    # Room for more than there can be: what is not written to takes no memory.
    starts, members = np.empty(postings // 2 + 1, np.int64), np.empty(postings, np.int32)
    starts[0] = lists = listed = 0
    for number in range(1 << ranges):
        entries = [np.zeros(0, np.uint64)]
        columns = zip(segments, numbers, everybody, edges, strict=True)
        for segment, own, whole, edge in columns:
            some = segment.postings[edge[number] : edge[number + 1]]
            owners = own[some.astype(np.uint16)]  # the lowest bits
            packed = some >> _ROW_BITS
            packed <<= np.uint64(number_bits)
            packed |= owners.view(np.uint64)
            entries.append(packed if whole else packed[owners != NOBODY])
        ends, own_members = _lists(np.concatenate(entries), number_bits)
        starts[lists + 1 : lists + 1 + ends.size] = listed + ends
        members[listed : listed + own_members.size] = own_members
        lists, listed = lists + ends.size, listed + own_members.size
        if number % _LET_GO == 0 or number == (1 << ranges) - 1:
            for segment in segments:
                segment.let_go()
    return InvertedIndex(starts[: lists + 1], members[:listed], kept)


def _lists(
    entries: NDArray[np.uint64], number_bits: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Find the lists of two and more: their ends, their members. Entries end in a number."""
    entries.sort(kind="stable")  # a sorted row from each segment: they are merged
    hashes = entries >> np.uint64(number_bits)
    same = np.zeros(entries.size, bool)
    np.equal(hashes[1:], hashes[:-1], out=same[:-1])
    shared = same.copy()
    shared[1:] |= same[:-1]
    ends = np.flatnonzero(shared & ~same)
    numbers = entries[shared] & np.uint64((1 << number_bits) - 1)
    # The last member of each list, among those that are in one.
    return np.cumsum(shared)[ends], numbers.astype(np.int32)
