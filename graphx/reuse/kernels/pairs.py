# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Propose pairs over shared hashes with the compiled kernels.

In:   the index of `graphx.reuse.postings`.
Out:  the same pairs as `posting_pairs`, each packed into one number, ``left * n_articles + right``.

Every list tells its pairs, and writes each to the range of its left article.  There most pairs are
seen to stand in too few lists by counting in a small table; of the rest, equal ones meet by radix
sort.  To touch memory for the first time costs more than to go over the lists again: so pairs are
written to memory that was used before, as many ranges at a time as it holds.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphx.reuse.kernels.arrays import Bytes, Halves, Numbers, Packed, Places, room
from graphx.reuse.kernels.jit import compiled
from graphx.reuse.kernels.often import MOST_COUNTED, frequent, often_told
from graphx.reuse.kernels.telling import (
    BLOCK,
    Lists,
    fullest_members,
    list_sizes,
    longer,
    pairs_told,
    tell,
)
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.postings import InvertedIndex, PostingLimits, longest_linked

_RANGE_PAIRS = 1 << 16
_PAIRS_AT_A_TIME = 1 << 23
_RANGES_AT_A_TIME = 1 << 16  # numbers of sixteen bits: that of each article is asked in no order
_HALF_BITS = 32


def compiled_posting_pairs(
    index: InvertedIndex,
    limits: PostingLimits,
    threads: int,
    spare: Sequence[Bytes] = (),
    fewest_pairs: int = _PAIRS_AT_A_TIME,
) -> NDArray[np.int64]:
    """Pairs that share enough kept hashes, sorted.

    `spare` is written over.  Where it does not hold as many pairs as the lists have members, or
    `fewest_pairs`, more memory is taken: so the lists are gone over as often in a large collection
    as in a small one.
    """
    articles = index.kept.size
    cap = longest_linked(list_sizes(index.list_starts), articles, limits)
    aside = longer(index.list_starts, cap)
    kept = index.kept.astype(np.int32)  # asked of articles in no order: small, to stay near

    def fullest(first: int, after: int) -> Numbers:
        rows = aside[first:after]
        return fullest_members(index.list_starts, rows, index.members, kept, limits.hubs)

    hubs = joined(in_parts(fullest, aside.size, threads))
    lists = Lists(index.list_starts, index.members, cap, hubs, limits.hubs)
    edges = np.linspace(0, index.list_starts.size - 1, threads + 1).astype(np.int64)
    rows = np.searchsorted(aside, edges)
    shares = list(zip(edges[:-1].tolist(), edges[1:].tolist(), rows.tolist(), strict=False))

    def count(share: int, _: int) -> Halves:
        return pairs_told(lists, *shares[share], articles)

    told = np.array(in_parts(count, len(shares), threads), np.int64)
    ranges = _Ranges.of(told)
    kind = np.zeros(0, ranges.kind(articles))
    blocks = [*spare]
    wanted = min(int(ranges.counts.sum()), max(fewest_pairs, index.members.size))
    wanted += ranges.counts.size * BLOCK
    wanted -= sum(block.size for block in blocks) // kind.itemsize
    if wanted > 0:
        blocks.append(room(wanted * kind.itemsize, np.zeros(0, np.uint8)))
    needed = limits.needed(index.kept)
    found = [np.zeros(0, np.int64)]
    first = 0
    while first < ranges.edges.size - 1:
        areas = ranges.laid_out(first, blocks, kind)
        found += _met(lists, needed, shares, ranges, first, areas)
        first += len(areas)
    return np.concatenate(found)


class _Ranges(NamedTuple):
    """Ranges of left articles.

    Parameters
    ----------
    edges : ndarray of int64, shape (n_ranges + 1,)
    counts : ndarray of int64, shape (n_shares, n_ranges)
        Pairs that each share of the lists tells of each range.
    """

    edges: Places
    counts: Places

    @classmethod
    def of(cls, told: Places) -> "_Ranges":
        """Cut articles into ranges of so many pairs; `told` has shape (n_shares, n_articles)."""
        total = np.cumsum(told.sum(axis=0))
        wanted = np.arange(_RANGE_PAIRS, total[-1] if total.size else 0, _RANGE_PAIRS)
        edges = np.unique(np.concatenate([[0], np.searchsorted(total, wanted), [total.size]]))
        edges = edges.astype(np.int64)
        return cls(edges, np.add.reduceat(told, edges[:-1], axis=1) if total.size else told)

    def kind(self, articles: int) -> np.dtype[Any]:
        """Return the smallest numbers that hold a pair: the left one counts from its range."""
        most = int(np.diff(self.edges).max(initial=1)) * (1 << _number_bits(articles))
        return np.dtype(np.uint32 if most <= 1 << _HALF_BITS else np.uint64)

    def laid_out(self, first: int, blocks: list[Bytes], kind: Packed) -> list[Packed]:
        """Return room for the pairs of each range from `first` on, as many as blocks hold.

        Every share of the lists has its own part of it, and some places behind its last pair.
        """
        counts = self.counts[:, first : first + _RANGES_AT_A_TIME]
        sizes = (counts + BLOCK).sum(axis=0) * kind.itemsize
        areas: list[Packed] = []
        number, begin = 0, 0
        for size in sizes.tolist():
            while number < len(blocks) and begin + size > blocks[number].size:
                number, begin = number + 1, 0
            if number == len(blocks):
                if areas:
                    break
                blocks.append(room(size, np.zeros(0, np.uint8)))  # one range, larger than any
            areas.append(blocks[number][begin : begin + size].view(kind.dtype))
            begin += size
        return areas


def _number_bits(articles: int) -> int:
    return max(articles - 1, 1).bit_length()


def _met(
    lists: Lists,
    needed: Numbers,
    shares: list[tuple[int, int, int]],
    ranges: _Ranges,
    first: int,
    areas: list[Packed],
) -> list[Places]:
    """Pairs of the left articles of ranges from `first` on that share enough, sorted.

    `areas` are room for all that the lists tell of each of these ranges.
    """
    after = first + len(areas)
    counts = ranges.counts[:, first:after]
    begins = np.cumsum(counts + BLOCK, axis=0) - counts - BLOCK
    addresses = np.array([area.ctypes.data for area in areas], np.uintp)
    edges = ranges.edges[first : after + 1]
    range_of = np.repeat(np.arange(edges.size - 1), np.diff(edges)).astype(np.uint16)
    bits = _number_bits(needed.size)
    kind = np.zeros(0, areas[0].dtype)

    def work(share: int, _: int) -> None:
        places = addresses + (begins[share] * kind.itemsize).astype(np.uintp)
        tell(lists, *shares[share], needed.size, edges, range_of, bits, kind, places)

    in_parts(work, len(shares), len(shares))
    least, most = (min(int(one), MOST_COUNTED) for one in (needed.min(), needed.max()))

    def often(number: int, until: int) -> NDArray[np.int64]:
        found = [np.zeros(0, np.int64)]
        for part in range(number, until):
            pairs = _together(areas[part], begins[:, part], counts[:, part])
            lowest = int(edges[part])
            rest = frequent(pairs, needed, least, most, lowest, bits)
            found.append(often_told(rest, needed, lowest, bits))
        return np.concatenate(found)

    return in_parts(often, len(areas), len(shares))


@compiled
def _together(area: Packed, begins: Places, counts: Places) -> Packed:
    """Move the pairs of all shares of the lists together."""
    used = counts[0]
    for share in range(1, counts.size):
        for k in range(begins[share], begins[share] + counts[share]):
            area[used] = area[k]
            used += 1
    return area[:used]
