# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Find pairs whose signatures agree somewhere, with the compiled kernels.

In:   signatures.
Out:  the same pairs as `graphx.reuse.bands.band_pairs`, each packed into one number.

Most signatures agree with no other in a band.  What comes alone to a bit of a small table is left
out, and the rest is sorted; a pair that agrees in several bands is told in the first only.
"""

import numpy as np
from numpy.typing import NDArray

from graphx.reuse.bands import Bands
from graphx.reuse.kernels.arrays import Halves, Hashes, Numbers, Places, grown
from graphx.reuse.kernels.index import sort_row
from graphx.reuse.kernels.jit import as_int, compiled
from graphx.reuse.kernels.threads import in_parts, joined

_RADIX = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xD1342543DE82EF95)
_FILTER_BITS = 4  # so many bits of a table a signature, as a power of two


def compiled_band_pairs(
    signatures: NDArray[np.uint32], cut: Bands, threads: int
) -> NDArray[np.int64]:
    """Pairs of articles that agree in a band, in no order."""

    def work(first: int, after: int) -> NDArray[np.int64]:
        return _bands(signatures, cut.rows, first, after)

    return joined(in_parts(work, cut.bands, threads))


@compiled
def _bands(signatures: Halves, rows: int, first: int, after: int) -> Places:
    """Pairs whose first agreeing band lies in `first` to `after`."""
    articles = signatures.shape[0]
    keys = np.empty(articles + 1, np.uint64)
    owners = np.empty(articles + 1, np.int32)
    bits = 6
    while (1 << bits) < (articles << _FILTER_BITS):
        bits += 1
    once = np.empty(1 << (bits - 6), np.uint64)
    twice = np.empty(1 << (bits - 6), np.uint64)
    buckets = np.empty(2 * articles + 3, np.int64)
    row = np.empty(articles, np.uint64)
    members = np.empty(articles, np.int32)
    found = np.empty(1024, np.int64)
    pairs = 0
    for band in range(first, after):
        start = band * rows
        count = _again(signatures, start, rows, bits, once, twice, keys, owners)
        sort_row(keys, owners, 0, count, 64, buckets, row, members)
        begin = 0
        while begin < count:
            stop = begin + 1
            while stop < count and row[stop] == row[begin]:
                stop += 1
            for here in range(begin, stop):
                for there in range(here + 1, stop):
                    one = members[here]
                    other = members[there]
                    if not _agree(signatures, one, other, start, rows):
                        continue  # two bands that hash alike
                    if _agreed_before(signatures, one, other, band, rows):
                        continue
                    if pairs == found.size:
                        found = grown(found, pairs, pairs)
                    found[pairs] = np.int64(one) * articles + other
                    pairs += 1
            begin = stop
    return found[:pairs].copy()


@compiled
def _again(
    signatures: Halves,
    start: int,
    rows: int,
    bits: int,
    once: Hashes,
    twice: Hashes,
    keys: Hashes,
    owners: Numbers,
) -> int:
    """Write the hash of a band of each signature that may agree with another; return how many."""
    once[:] = 0
    twice[:] = 0
    down = np.uint64(64 - bits)
    articles = signatures.shape[0]
    for article in range(articles):
        key = np.uint64(0)
        for k in range(start, start + rows):
            key = (key ^ np.uint64(signatures[article, k])) * _RADIX
            key ^= key >> np.uint64(29)
        key *= _SECOND
        keys[article] = key
        bit = key >> down
        flag = np.uint64(1) << (bit & np.uint64(63))
        cell = as_int(bit >> np.uint64(6))
        twice[cell] |= once[cell] & flag
        once[cell] |= flag
    used = 0
    for article in range(articles):
        bit = keys[article] >> down
        keys[used] = keys[article]
        owners[used] = article
        met = twice[as_int(bit >> np.uint64(6))] >> (bit & np.uint64(63)) & np.uint64(1)
        used += as_int(met)
    return used


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
