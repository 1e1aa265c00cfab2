# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Build the inverted index with the compiled kernels.

In:   kept hashes of all articles.
Out:  `graphx.reuse.postings.InvertedIndex`.

Hashes are spread evenly.  One pass deals them out by their highest bits to parts that fit the
cache, in the order of articles; each part is dealt out to small buckets, and what is left to sort
is sorted by insertion: linear time, and stable.
"""

import numpy as np

from graphx.reuse.kernels.arrays import Hashes, Numbers, Places
from graphx.reuse.kernels.jit import as_int, compiled
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.postings import InvertedIndex

_PART_BITS = 12  # hashes of a part, about
_MOST_BITS = 11  # of parts: more would not stay in the cache while hashes are dealt out


def compiled_invert(hashes: Hashes, kept: Places, threads: int = 1) -> InvertedIndex:
    """Build the index; see `graphx.reuse.postings.invert`."""
    top = int(hashes.max()).bit_length() if hashes.size else 0
    bits = part_bits(hashes.size, top)

    def work(first: int, after: int) -> tuple[Places, Numbers]:
        return inverted(hashes, kept, top, bits, first, after)

    parts = in_parts(work, 1 << bits, threads)
    sizes, members = (joined(list(column)) for column in zip(*parts, strict=True))
    return InvertedIndex(np.concatenate([[0], np.cumsum(sizes)]), members, kept)


def part_bits(hashes: int, top: int) -> int:
    """Choose how many of the highest of `top` bits tell in which part a hash is."""
    return min(max(0, hashes.bit_length() - _PART_BITS), _MOST_BITS, top)


@compiled
def inverted(
    hashes: Hashes, kept: Places, top: int, bits: int, first: int, after: int
) -> tuple[Places, Numbers]:
    """Sizes and members of the lists of two articles and more in some parts."""
    shift = np.uint64(top - bits)
    starts = np.zeros(after - first + 1, np.int64)
    for value in hashes:
        part = as_int(value >> shift) if bits else 0
        if first <= part < after:
            starts[part - first + 1] += 1
    largest = 0
    for part in range(after - first):
        largest = max(largest, starts[part + 1])
        starts[part + 1] += starts[part]
    dealt = np.empty(starts[-1], np.uint64)
    owners = np.empty(starts[-1], np.int32)
    filled = starts[:-1].copy()
    at = 0
    for article in range(kept.size):
        for k in range(at, at + kept[article]):
            part = as_int(hashes[k] >> shift) if bits else 0
            if first <= part < after:
                place = filled[part - first]
                dealt[place] = hashes[k]
                owners[place] = article
                filled[part - first] = place + 1
        at += kept[article]
    sizes = np.empty(starts[-1] // 2, np.int64)
    members = np.empty(starts[-1], np.int32)
    buckets = np.empty(2 * largest + 3, np.int64)
    row = np.empty(largest, np.uint64)
    row_owners = np.empty(largest, np.int32)
    lists = 0
    entries = 0
    for part in range(after - first):
        count = starts[part + 1] - starts[part]
        sort_row(dealt, owners, starts[part], count, as_int(shift), buckets, row, row_owners)
        k = 0
        while k < count:
            stop = k + 1
            while stop < count and row[stop] == row[k]:
                stop += 1
            if stop - k > 1:
                sizes[lists] = stop - k
                lists += 1
                for member in range(k, stop):
                    members[entries] = row_owners[member]
                    entries += 1
            k = stop
    return sizes[:lists].copy(), members[:entries].copy()


@compiled
def sort_row(
    hashes: Hashes,
    owners: Numbers,
    start: int,
    count: int,
    top: int,
    buckets: Places,
    row: Hashes,
    row_owners: Numbers,
) -> None:
    """Write `count` hashes from `start` on, that differ in the lowest `top` bits, to `row`."""
    bits = 0
    while (2 << bits) < count:
        bits += 1
    bits = min(bits, top)
    shift = np.uint64(top - bits)
    mask = np.uint64((1 << bits) - 1)
    buckets[: (1 << bits) + 1] = 0
    for k in range(start, start + count):
        bucket = as_int((hashes[k] >> shift) & mask) if bits else 0
        buckets[bucket + 1] += 1
    for bucket in range(1 << bits):
        buckets[bucket + 1] += buckets[bucket]
    for k in range(start, start + count):
        bucket = as_int((hashes[k] >> shift) & mask) if bits else 0
        place = buckets[bucket]
        row[place] = hashes[k]
        row_owners[place] = owners[k]
        buckets[bucket] = place + 1
    for k in range(1, count):
        value = row[k]
        owner = row_owners[k]
        place = k
        while place > 0 and row[place - 1] > value:
            row[place] = row[place - 1]
            row_owners[place] = row_owners[place - 1]
            place -= 1
        row[place] = value
        row_owners[place] = owner
