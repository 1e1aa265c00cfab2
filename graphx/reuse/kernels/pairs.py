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

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphx.reuse.bands import Bands
from graphx.reuse.kernels.arrays import Halves, Hashes, Numbers, Places
from graphx.reuse.kernels.index import inverted, part_bits
from graphx.reuse.kernels.jit import compiled
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.postings import InvertedIndex, PostingLimits, longest_linked

_NOBODY = -1
_DIGIT_BITS = 11
_PAIRS_AT_A_TIME = 1 << 22


class _Lists(NamedTuple):
    """Lists, and the hubs of those that are set aside."""

    starts: Places
    members: Numbers
    hub_rows: Places
    hubs: Numbers


def compiled_posting_pairs(
    index: InvertedIndex, limits: PostingLimits, threads: int
) -> NDArray[np.int64]:
    """Pairs that share enough kept hashes, sorted."""
    articles = index.kept.size
    sizes = np.diff(index.list_starts)
    cap = longest_linked(sizes, articles, limits)
    hubs = _hubs(index, np.flatnonzero(sizes > cap), limits.hubs)
    lists = _Lists(index.list_starts, index.members, *hubs)
    total = np.cumsum(_pairs_told(*lists, articles))
    shares = max(1, -(-int(total[-1] if articles else 0) // _PAIRS_AT_A_TIME))
    edges = np.searchsorted(total, np.arange(1, shares) * _PAIRS_AT_A_TIME)
    edges = np.concatenate([[0], edges, [articles]]).astype(np.int64)

    def work(first: int, after: int) -> NDArray[np.int64]:
        found = [
            _met(*lists, index.kept, limits.min_shared, int(edges[k]), int(edges[k + 1]))
            for k in range(first, after)
        ]
        return joined(found)

    return joined(in_parts(work, shares, threads, parts=shares))


def _hubs(
    index: InvertedIndex, crowded: NDArray[np.int64], hubs: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Row of hubs of each list (-1 when it has none) and the hubs, ascending, ``n`` where none."""
    rows = np.full(index.list_starts.size - 1, _NOBODY, np.int64)
    rows[crowded] = np.arange(crowded.size)
    fullest = np.full((crowded.size, hubs), index.kept.size, np.int32)
    for row, number in enumerate(crowded.tolist()):
        members = index.members[index.list_starts[number] : index.list_starts[number + 1]]
        best = members[np.lexsort((members, -index.kept[members]))][:hubs]
        fullest[row, : best.size] = np.sort(best)
    return rows, fullest


@compiled
def _is_hub(hubs: Numbers, row: int, article: int) -> bool:
    found = False
    for hub in hubs[row]:
        found |= hub == article
    return found


@compiled
def _pairs_told(
    starts: Places, members: Numbers, hub_rows: Places, hubs: Numbers, articles: int
) -> Places:
    """How many pairs lists tell of each left article, at the most."""
    told = np.zeros(articles, np.int64)
    for number in range(starts.size - 1):
        row = hub_rows[number]
        for k in range(starts[number], starts[number + 1]):
            later = starts[number + 1] - k - 1
            if row != _NOBODY and not _is_hub(hubs, row, members[k]):
                later = min(later, hubs.shape[1] + 1)
            told[members[k]] += later
    return told


@compiled
def _met(
    starts: Places,
    members: Numbers,
    hub_rows: Places,
    hubs: Numbers,
    kept: Places,
    min_shared: int,
    first: int,
    after: int,
) -> Places:
    """Pairs of the left articles `first` to `after` that share enough, sorted."""
    bits = 1
    while (1 << bits) < kept.size:
        bits += 1
    told = 0
    for writing in range(2):
        out = np.empty(told if writing else 0, np.uint64)
        told = 0
        for number in range(starts.size - 1):
            stop = starts[number + 1]
            row = hub_rows[number]
            for k in range(starts[number], stop):
                left = members[k]
                if left < first:
                    continue
                if left >= after:
                    break
                packed = np.uint64(left - first) << np.uint64(bits)
                if row == _NOBODY or _is_hub(hubs, row, left):
                    if writing:
                        for other in range(k + 1, stop):
                            out[told + other - k - 1] = packed | np.uint64(members[other])
                    told += stop - k - 1
                    continue
                for hub in hubs[row]:
                    if left < hub < kept.size:
                        if writing:
                            out[told] = packed | np.uint64(hub)
                        told += 1
                if k + 1 < stop and not _is_hub(hubs, row, members[k + 1]):
                    if writing:
                        out[told] = packed | np.uint64(members[k + 1])
                    told += 1
    span = 1
    while (1 << span) < after - first:
        span += 1
    return _often(_radix_sorted(out, bits + span), kept, min_shared, first, bits)


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
        sizes, members = inverted(keys, once, 64, bits, 0, 1 << bits)
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
