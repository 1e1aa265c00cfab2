# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Propose pairs over shared hashes with the compiled kernels.

In:   the index of `graphx.reuse.postings`.
Out:  the same pairs as `posting_pairs`, each packed into one number, ``left * n_articles + right``.

Every list tells its pairs, and writes each to the range of its left article.  There most pairs are
seen to stand in too few lists by counting in a small table; of the rest, equal ones meet by radix
sort.  Some ranges are told at a time, into the same memory: to touch more of it for the first time
costs more than to go over the lists again.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphx.reuse.kernels.arrays import Numbers, Packed, Places, room
from graphx.reuse.kernels.jit import compiled
from graphx.reuse.kernels.often import frequent, often_told
from graphx.reuse.kernels.threads import in_parts
from graphx.reuse.postings import InvertedIndex, PostingLimits, longest_linked

_NOBODY = -1
_RANGE_PAIRS = 1 << 16
_PAIRS_AT_A_TIME = 1 << 23
_HALF_BITS = 32


class _Lists(NamedTuple):
    """Lists, and the hubs of those that are set aside.

    Parameters
    ----------
    starts : ndarray of int64, shape (n_lists + 1,)
    members : ndarray of int32, shape (n_entries,)
    cap : int
        Longer lists are set aside.
    hubs : ndarray of int32, shape (n_aside, n_hubs + 1)
        Ascending, of each list set aside; `n_articles` behind the last.
    """

    starts: Places
    members: Numbers
    cap: int
    hubs: NDArray[np.int32]


def compiled_posting_pairs(
    index: InvertedIndex, limits: PostingLimits, threads: int, fewest_pairs: int = _PAIRS_AT_A_TIME
) -> NDArray[np.int64]:
    """Pairs that share enough kept hashes, sorted.

    About as many pairs are looked at together as the lists have members, or `fewest_pairs`: so
    the lists are gone over as often in a large collection as in a small one.
    """
    articles = index.kept.size
    sizes = np.diff(index.list_starts)
    cap = longest_linked(sizes, articles, limits)
    aside = np.flatnonzero(sizes > cap)
    hubs = _hubs(index.list_starts, aside, index.members, index.kept, limits.hubs)
    lists = _Lists(index.list_starts, index.members, cap, hubs)
    edges = np.linspace(0, sizes.size, threads + 1).astype(np.int64)
    rows = np.searchsorted(aside, edges)
    shares = list(zip(edges[:-1].tolist(), edges[1:].tolist(), rows.tolist(), strict=False))
    told = np.array([_pairs_told(*lists, *share, articles) for share in shares])
    ranges = _Ranges.of(told)
    most_pairs = max(fewest_pairs, index.members.size)
    space = np.zeros(0, np.uint8)
    found = [np.zeros(0, np.int64)]
    for first, after in ranges.affordable(most_pairs):
        pairs = int(ranges.counts[:, first:after].sum())
        kind = ranges.kind(articles)
        if space.size < pairs * kind.itemsize:
            space = room(pairs * kind.itemsize, space)
        told = space[: pairs * kind.itemsize].view(kind)
        found += _met(lists, index.kept, limits.min_shared, shares, ranges, first, after, told)
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

    def affordable(self, most_pairs: int) -> Iterator[tuple[int, int]]:
        """Yield ranges that are worked through together."""
        total = np.cumsum(self.counts.sum(axis=0))
        first = 0
        while first < total.size:
            before = total[first - 1] if first else 0
            after = int(np.searchsorted(total, before + most_pairs, "right"))
            yield first, max(after, first + 1)
            first = max(after, first + 1)


def _number_bits(articles: int) -> int:
    return max(articles - 1, 1).bit_length()


def _met(
    lists: _Lists,
    kept: Places,
    min_shared: int,
    shares: list[tuple[int, int, int]],
    ranges: _Ranges,
    first: int,
    after: int,
    told: Packed,
) -> list[Places]:
    """Pairs of the left articles of ranges `first` to `after` that share enough, sorted.

    `told` has room for all that the lists tell of them.
    """
    counts = ranges.counts[:, first:after]
    places = np.cumsum(counts.T).reshape(-1, len(shares)).T
    filled = places - counts
    edges = ranges.edges[first : after + 1]
    range_of = np.repeat(np.arange(edges.size - 1), np.diff(edges)).astype(np.int32)
    bits = _number_bits(kept.size)

    def tell(share: int, _: int) -> None:
        own = filled[share].copy()
        _tell(*lists, *shares[share], kept.size, edges, range_of, bits, own, told)

    in_parts(tell, len(shares), len(shares))
    few = bool((kept < min_shared).any())

    def often(share: int, until: int) -> NDArray[np.int64]:
        found = [np.zeros(0, np.int64)]
        for number in range(share, until):
            pairs = told[int(filled[0, number]) : int(places[-1, number])]
            lowest = int(edges[number])
            rest = frequent(pairs, kept, min_shared, few, lowest, bits)
            found.append(often_told(rest, kept, min_shared, lowest, bits))
        return np.concatenate(found)

    return in_parts(often, edges.size - 1, len(shares))


@compiled
def _hubs(
    starts: Places, aside: Places, members: Numbers, kept: Places, most: int
) -> NDArray[np.int32]:
    """Members of the lists set aside that have most hashes; of equally full ones the first."""
    hubs = np.full((aside.size, most + 1), kept.size, np.int32)
    fullest = np.empty(most + 1, np.int32)
    fullness = np.empty(most + 1, np.int64)
    for row in range(aside.size):
        used = 0
        for k in range(starts[aside[row]], starts[aside[row] + 1]):
            own = kept[members[k]]
            if used == most and most and fullness[most - 1] >= own:
                continue
            place = used
            while place > 0 and fullness[place - 1] < own:
                fullest[place] = fullest[place - 1]
                fullness[place] = fullness[place - 1]
                place -= 1
            fullest[place] = members[k]
            fullness[place] = own
            used = min(used + 1, most)
        hubs[row, :used] = np.sort(fullest[:used])
    return hubs


@compiled
def _pairs_told(
    starts: Places,
    members: Numbers,
    cap: int,
    hubs: NDArray[np.int32],
    first: int,
    after: int,
    row: int,
    articles: int,
) -> Places:
    """How many pairs lists `first` to `after` tell of each left article.

    `row` is the number of the first of them that is set aside, among all such.
    """
    told = np.zeros(articles, np.int64)
    for number in range(first, after):
        stop = starts[number + 1]
        if stop - starts[number] <= cap:
            for k in range(starts[number], stop):
                told[members[k]] += stop - k - 1
            continue
        passed = 0
        later = hubs.shape[1] - 1
        while later > 0 and hubs[row, later - 1] == articles:
            later -= 1
        for k in range(starts[number], stop - 1):
            left = members[k]
            if left == hubs[row, passed]:
                passed += 1
                told[left] += stop - k - 1
            else:
                told[left] += later - passed + (members[k + 1] != hubs[row, passed])
        row += 1
    return told


@compiled
def _tell(
    starts: Places,
    members: Numbers,
    cap: int,
    hubs: NDArray[np.int32],
    first: int,
    after: int,
    row: int,
    articles: int,
    edges: Places,
    range_of: Numbers,
    bits: int,
    filled: Places,
    told: Packed,
) -> None:
    """Write the pairs that lists `first` to `after` tell, each to the range of its left article.

    In a list set aside, a hub tells all later members, others the later hubs and the next member.
    """
    lowest = edges[0]
    highest = edges[-1]
    for number in range(first, after):
        stop = starts[number + 1]
        aside = stop - starts[number] > cap
        row += aside
        passed = 0
        for k in range(starts[number], stop - 1):
            left = members[k]
            if left >= highest:
                break
            is_hub = aside and left == hubs[row - 1, passed]
            passed += is_hub
            if left < lowest:
                continue
            part = range_of[left - lowest]
            place = filled[part]
            packed = np.uint64(left - edges[part]) << np.uint64(bits)
            if is_hub or not aside:
                for other in range(k + 1, stop):
                    told[place] = packed | np.uint64(members[other])
                    place += 1
            else:
                if members[k + 1] != hubs[row - 1, passed]:
                    told[place] = packed | np.uint64(members[k + 1])
                    place += 1
                hub = passed
                while hubs[row - 1, hub] < articles:
                    told[place] = packed | np.uint64(hubs[row - 1, hub])
                    place += 1
                    hub += 1
            filled[part] = place
