# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Propose pairs with the compiled kernels.

In:   the index of `graphx.reuse.postings`, or signatures.
Out:  the same pairs as `posting_pairs` and `band_pairs`, each packed into one number,
      ``left * n_articles + right``.

Every list tells its pairs; equal ones meet by radix sort, a range of left articles at a time, so
that memory stays bounded.  Signatures are inverted band by band like kept hashes; a pair that
agrees in several bands is told in the first only.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphx.reuse.bands import Bands
from graphx.reuse.kernels.arrays import Halves, Hashes, Numbers, Places
from graphx.reuse.kernels.index import count_parts, deal, group, part_bits
from graphx.reuse.kernels.jit import as_int, compiled
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.postings import InvertedIndex, PostingLimits, longest_linked

_NOBODY = -1
_DIGIT_BITS = 11
_RANGE_PAIRS = 1 << 16
PAIRS_AT_A_TIME = 1 << 26
"""Pairs lists tell that are held at once, equal ones many times; 8 bytes each."""

_RADIX = np.uint64(0x9E3779B97F4A7C15)


class _Lists(NamedTuple):
    """Lists, and the hubs of those that are set aside."""

    starts: Places
    members: Numbers
    hub_rows: Places
    hubs: Numbers


def compiled_posting_pairs(
    index: InvertedIndex, limits: PostingLimits, threads: int, most_pairs: int = PAIRS_AT_A_TIME
) -> NDArray[np.int64]:
    """Pairs that share enough kept hashes, sorted; about `most_pairs` are looked at together."""
    articles = index.kept.size
    sizes = np.diff(index.list_starts)
    cap = longest_linked(sizes, articles, limits)
    hubs = _hubs(index, np.flatnonzero(sizes > cap), limits.hubs)
    lists = _Lists(index.list_starts, index.members, *hubs)
    edges = np.linspace(0, sizes.size, threads + 1).astype(np.int64)
    shares = list(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))
    told = np.array([_pairs_told(*lists, articles, *share) for share in shares])
    ranges = _Ranges.of(told)
    found = [np.zeros(0, np.int64)]
    for first, after in ranges.affordable(most_pairs):
        found += _met(lists, index.kept, limits.min_shared, shares, ranges, first, after, threads)
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

    def affordable(self, most_pairs: int) -> Iterator[tuple[int, int]]:
        """Yield ranges that are worked through together."""
        total = np.cumsum(self.counts.sum(axis=0))
        first = 0
        while first < total.size:
            before = total[first - 1] if first else 0
            after = int(np.searchsorted(total, before + most_pairs, "right"))
            yield first, max(after, first + 1)
            first = max(after, first + 1)


def _met(
    lists: _Lists,
    kept: Places,
    min_shared: int,
    shares: list[tuple[int, int]],
    ranges: _Ranges,
    first: int,
    after: int,
    threads: int,
) -> list[Places]:
    """Pairs of the left articles of ranges `first` to `after` that share enough, sorted."""
    counts = ranges.counts[:, first:after]
    places = np.cumsum(counts.T).reshape(-1, len(shares)).T
    filled = places - counts
    edges = ranges.edges[first : after + 1]
    told = np.empty(int(places[-1, -1]), np.uint64)
    range_of = np.repeat(np.arange(edges.size - 1), np.diff(edges)).astype(np.int32)
    bits = max(kept.size - 1, 1).bit_length()
    lowest = int(edges[0])

    def tell(share: int, _: int) -> None:
        own = filled[share].copy()
        _tell(*lists, *shares[share], kept.size, lowest, range_of, bits, own, told)

    in_parts(tell, len(shares), threads)
    few = bool((kept < min_shared).any())

    def often(share: int, until: int) -> NDArray[np.int64]:
        found = [np.zeros(0, np.int64)]
        for number in range(share, until):
            begin = int(filled[0, number])
            pairs = told[begin : int(places[-1, number])]
            rest = _frequent(pairs, kept, min_shared, few, lowest, bits)
            found.append(_often(rest, kept, min_shared, lowest, bits))
        return np.concatenate(found)

    return in_parts(often, edges.size - 1, threads)


def _hubs(
    index: InvertedIndex, crowded: NDArray[np.int64], hubs: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Row of hubs of each list (-1 when it has none) and the hubs, ascending, ``n`` where none."""
    rows = np.full(index.list_starts.size - 1, _NOBODY, np.int64)
    rows[crowded] = np.arange(crowded.size)
    fullest = np.full((crowded.size, hubs), index.kept.size, np.int32)
    if hubs:
        _fullest(index.list_starts, index.members, index.kept, crowded, fullest)
    fullest.sort(axis=1)
    return rows, fullest


@compiled
def _fullest(
    starts: Places, members: Numbers, kept: Places, crowded: Places, fullest: Numbers
) -> None:
    """Write the fullest members of each crowded list, the fullest first, ties in their order."""
    for row in range(crowded.size):
        found = 0
        for k in range(starts[crowded[row]], starts[crowded[row] + 1]):
            member = members[k]
            place = found
            while place > 0 and kept[fullest[row, place - 1]] < kept[member]:
                place -= 1
            if place == fullest.shape[1]:
                continue
            found = min(found + 1, fullest.shape[1])
            for behind in range(found - 1, place, -1):
                fullest[row, behind] = fullest[row, behind - 1]
            fullest[row, place] = member


@compiled
def _is_hub(hubs: Numbers, row: int, article: int) -> bool:
    found = False
    for hub in hubs[row]:
        found |= hub == article
    return found


@compiled
def _pairs_told(
    starts: Places,
    members: Numbers,
    hub_rows: Places,
    hubs: Numbers,
    articles: int,
    first: int,
    after: int,
) -> Places:
    """How many pairs lists `first` to `after` tell of each left article."""
    told = np.zeros(articles, np.int64)
    for number in range(first, after):
        row = hub_rows[number]
        stop = starts[number + 1]
        for k in range(starts[number], stop):
            left = members[k]
            if row == _NOBODY or _is_hub(hubs, row, left):
                told[left] += stop - k - 1
                continue
            for hub in hubs[row]:
                told[left] += left < hub < articles
            told[left] += k + 1 < stop and not _is_hub(hubs, row, members[k + 1])
    return told


@compiled
def _tell(
    starts: Places,
    members: Numbers,
    hub_rows: Places,
    hubs: Numbers,
    first: int,
    after: int,
    articles: int,
    lowest: int,
    range_of: Numbers,
    bits: int,
    filled: Places,
    told: Hashes,
) -> None:
    """Write the pairs that lists `first` to `after` tell, each to the range of its left article."""
    for number in range(first, after):
        stop = starts[number + 1]
        row = hub_rows[number]
        for k in range(starts[number], stop):
            left = as_int(members[k]) - lowest
            if left < 0:
                continue
            if left >= range_of.size:
                break
            place = filled[range_of[left]]
            packed = np.uint64(left) << np.uint64(bits)
            if row == _NOBODY or _is_hub(hubs, row, members[k]):
                for other in range(k + 1, stop):
                    told[place] = packed | np.uint64(members[other])
                    place += 1
            else:
                for hub in hubs[row]:
                    if members[k] < hub < articles:
                        told[place] = packed | np.uint64(hub)
                        place += 1
                if k + 1 < stop and not _is_hub(hubs, row, members[k + 1]):
                    told[place] = packed | np.uint64(members[k + 1])
                    place += 1
            filled[range_of[left]] = place


@compiled
def _frequent(
    told: Hashes, kept: Places, min_shared: int, few: bool, lowest: int, bits: int
) -> Hashes:
    """Sort the pairs that may stand in enough lists: most stand in one or two.

    Pairs are counted in a table of small counters where several may fall on one.
    """
    size = 6
    while (1 << size) < 2 * told.size:
        size += 1
    shift = np.uint64(64 - size)
    counters = np.zeros(1 << size, np.uint8)
    for pair in told:
        place = as_int((pair * _RADIX) >> shift)
        counters[place] += counters[place] < np.uint8(255)
    rest = np.empty(told.size, np.uint64)
    found = 0
    mask = np.uint64((1 << bits) - 1)
    for pair in told:
        needed = min(min_shared, 255)
        if few:
            left = lowest + as_int(pair >> np.uint64(bits))
            needed = min(needed, kept[left], kept[as_int(pair & mask)])
        rest[found] = pair
        found += as_int(counters[as_int((pair * _RADIX) >> shift)]) >= needed
    highest = np.uint64(0)
    for pair in rest[:found]:
        highest = max(highest, pair)
    used = 1
    while highest >> np.uint64(used):
        used += 1
    return _radix_sorted(rest[:found], used)


@compiled
def _radix_sorted(values: Hashes, bits: int) -> Hashes:
    """Sort numbers of so many bits, least significant digit first."""
    other = np.empty_like(values)
    digits = max(1, (bits + _DIGIT_BITS - 1) // _DIGIT_BITS)
    width = (bits + digits - 1) // digits
    mask = np.uint64((1 << width) - 1)
    places = np.empty(1 << width, np.int64)
    for digit in range(digits):
        shift = np.uint64(digit * width)
        places[:] = 0
        for value in values:
            places[(value >> shift) & mask] += 1
        total = 0
        for k in range(places.size):
            count = places[k]
            places[k] = total
            total += count
        for value in values:
            place = places[(value >> shift) & mask]
            other[place] = value
            places[(value >> shift) & mask] = place + 1
        values, other = other, values
    return values


@compiled
def _often(values: Hashes, kept: Places, min_shared: int, first: int, bits: int) -> Places:
    """Pairs that stand in enough lists."""
    found = np.empty(values.size, np.int64)
    pairs = 0
    mask = np.uint64((1 << bits) - 1)
    k = 0
    while k < values.size:
        stop = k + 1
        while stop < values.size and values[stop] == values[k]:
            stop += 1
        left = first + np.int64(values[k] >> np.uint64(bits))
        right = np.int64(values[k] & mask)
        if stop - k >= min_shared or stop - k >= min(kept[left], kept[right]):
            found[pairs] = left * kept.size + right
            pairs += 1
        k = stop
    return found[:pairs].copy()


def compiled_band_pairs(
    signatures: NDArray[np.uint32], cut: Bands, threads: int
) -> NDArray[np.int64]:
    """Pairs of articles that agree in a band, in no order."""
    bits = part_bits(signatures.shape[0], 64)

    def work(first: int, after: int) -> NDArray[np.int64]:
        return _bands(signatures, cut.rows, bits, first, after)

    return joined(in_parts(work, cut.bands, threads))


@compiled
def _bands(signatures: Halves, rows: int, bits: int, first: int, after: int) -> Places:
    """Pairs whose first agreeing band lies in `first` to `after`."""
    articles = signatures.shape[0]
    keys = np.empty(articles, np.uint64)
    once = np.ones(articles, np.int64)
    dealt = np.empty(articles, np.uint64)
    owners = np.empty(articles, np.int32)
    starts = np.zeros((1 << bits) + 1, np.int64)
    shift = min(64 - bits, 63)
    found = np.empty(1024, np.int64)
    pairs = 0
    for band in range(first, after):
        start = band * rows
        for article in range(articles):
            key = np.uint64(0)
            for k in range(start, start + rows):
                key = (key ^ np.uint64(signatures[article, k])) * np.uint64(0x9E3779B97F4A7C15)
                key ^= key >> np.uint64(29)
            keys[article] = key * np.uint64(0xD1342543DE82EF95)
        starts[:] = 0
        count_parts(keys, shift, starts[1:])
        for part in range(1 << bits):
            starts[part + 1] += starts[part]
        deal(keys, once, 0, shift, starts[:-1].copy(), dealt, owners)
        sizes, members, _ = group(dealt, owners, starts, 0, 1 << bits, 64 - bits, 0)
        stop = 0
        for size in sizes:
            begin = stop
            stop += size
            for here in range(begin, stop):
                for there in range(here + 1, stop):
                    one = members[here]
                    other = members[there]
                    if not _agree(signatures, one, other, start, rows):
                        continue  # two bands that hash alike
                    if _agreed_before(signatures, one, other, band, rows):
                        continue
                    if pairs == found.size:
                        bigger = np.empty(2 * pairs, np.int64)
                        bigger[:pairs] = found
                        found = bigger
                    found[pairs] = np.int64(one) * articles + other
                    pairs += 1
    return found[:pairs].copy()


@compiled
def _agree(signatures: Halves, one: int, other: int, start: int, rows: int) -> bool:
    agree = True
    for k in range(start, start + rows):
        agree &= signatures[one, k] == signatures[other, k]
    return agree


@compiled
def _agreed_before(signatures: Halves, one: int, other: int, band: int, rows: int) -> bool:
    earlier = 0
    while earlier < band and not _agree(signatures, one, other, earlier * rows, rows):
        earlier += 1
    return earlier < band
