# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Find pairs whose signatures agree somewhere, with the compiled kernels.

In:   signatures.
Out:  the same pairs as `graphx.reuse.bands.band_pairs`, each packed into one number.

Most signatures agree with no other in a band.  What comes alone to a bit of a small table is left
out, and the rest is sorted; a pair that agrees in several bands is told in the first only.  Four
bands are hashed together: four times four values lie in one line of the cache.
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
_FILTER_BITS = 3  # so many bits of a table a signature, as a power of two
_TOGETHER = 4


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
    keys = np.empty((_TOGETHER, articles), np.uint64)
    again = np.empty(articles + 1, np.uint64)
    owners = np.empty(articles + 1, np.int32)
    bits = 6
    while (1 << bits) < (articles << _FILTER_BITS):
        bits += 1
    cells = np.empty(2 << (bits - 6), np.uint64)
    buckets = np.empty(2 * articles + 3, np.int64)
    row = np.empty(articles, np.uint64)
    members = np.empty(articles, np.int32)
    found = np.empty(1024, np.int64)
    pairs = 0
    for band in range(first, after):
        start = band * rows
        number = (band - first) % _TOGETHER
        if number == 0:
            _hash_bands(signatures, start, rows, min(_TOGETHER, after - band), keys)
        count = _again(keys[number], bits, cells, again, owners)
        sort_row(again, owners, 0, count, 64, buckets, row, members)
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
def _hash_bands(signatures: Halves, start: int, rows: int, bands: int, keys: Hashes) -> None:
    """Write the hash of each of some bands of each signature, the first from value `start` on."""
    for article in range(signatures.shape[0]):
        place = start
        for band in range(bands):
            key = np.uint64(0)
            for k in range(place, place + rows):
                key = (key ^ np.uint64(signatures[article, k])) * _RADIX
                key ^= key >> np.uint64(29)
            keys[band, article] = key * _SECOND
            place += rows


@compiled
def _again(keys: Hashes, bits: int, cells: Hashes, again: Hashes, owners: Numbers) -> int:
    """Write hashes of a band that may agree with another, and whose they are; return how many."""
    cells[:] = 0
    down = np.uint64(64 - bits)
    for key in keys:
        bit = key >> down
        flag = np.uint64(1) << (bit & np.uint64(63))
        cell = 2 * as_int(bit >> np.uint64(6))
        cells[cell + 1] |= cells[cell] & flag
        cells[cell] |= flag
    used = 0
    for article in range(keys.size):
        bit = keys[article] >> down
        again[used] = keys[article]
        owners[used] = article
        met = cells[2 * as_int(bit >> np.uint64(6)) + 1] >> (bit & np.uint64(63)) & np.uint64(1)
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
