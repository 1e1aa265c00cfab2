# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Build the inverted index with the compiled kernels.

In:   kept hashes of all articles, with their places.
Out:  `graphx.reuse.postings.InvertedIndex`.

Hashes come dealt out to parts that fit the cache (`graphx.reuse.kernels.dealing`).  Most occur once
in the whole collection: of each part those are left out that come alone to a bit of a small table,
and what stands in hidden places.  The rest is dealt out to
small buckets, and what is left to sort is sorted by insertion: linear time, and stable.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numba import carray  # type: ignore[attr-defined]
from numpy.typing import NDArray

from graphx.reuse.kernels.arrays import Hashes, Numbers, Places
from graphx.reuse.kernels.dealing import BLOCK_BITS, PART_BITS, Dealt, deal
from graphx.reuse.kernels.jit import as_int, compiled, pointer
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.postings import InvertedIndex, Kept

_BLOCK = 1 << BLOCK_BITS
_FILTER_BITS = 4  # so many bits of a table a hash, as a power of two
_HASH, _PLACE = np.uint64, np.uint32


def compiled_invert(batches: Kept, threads: int = 1) -> InvertedIndex:
    """Build the index; see `graphx.reuse.postings.invert`.

    Hashes need not be sorted; those an article has twice count once.
    """
    highest = max((int(values.max()) for values, _ in batches if values.size), default=0)
    top = highest.bit_length()

    def dealt(number: int, _: int) -> Dealt:
        values, counts = batches[number]
        # One place an article is enough where nothing is hidden.
        room = np.empty(values.size, np.uint64), np.empty(values.size, np.uint32)
        nowhere, one = np.zeros(values.size, np.int32), np.ones(counts.size, np.int64)
        return deal(values, nowhere, counts, one, top, room)

    parts = in_parts(dealt, len(batches), threads, parts=len(batches)) if len(batches) else []
    kept = np.concatenate([np.zeros(0, np.int64), *(counts for _, counts in batches)])
    nothing = np.zeros(sum(part.kept.size for part in parts), np.uint64)
    return inverted(parts, nothing, np.arange(kept.size), kept, top, threads)


def inverted(
    dealt: Sequence[Dealt],
    hidden: Hashes,
    numbers: Places,
    kept: Places,
    top: int,
    threads: int,
) -> InvertedIndex:
    """Build the index of dealt hashes.

    Parameters
    ----------
    dealt : sequence of Dealt
        Of consecutive articles.
    hidden : ndarray of uint64, shape (n_blocks,)
        Which places of each block do not count.
    numbers : ndarray of int64, shape (n_articles,)
        Number of each article in the index.
    kept : ndarray of int64, shape (n_articles,)
        Hashes of each article that count, by its number in the index, repeats included.
    top : int
        Bits of a hash.
    threads : int
    """
    hashes, places, starts = _pointers(dealt)
    blocks = np.concatenate([np.zeros(0, np.int64), *(one.blocks for one in dealt)])
    owners = np.repeat(numbers, blocks).astype(np.int32)
    bases = np.cumsum([0, *(one.kept.size for one in dealt)])
    ordered = bool((np.diff(numbers[blocks > 0]) > 0).all())
    # Arrays as large as these are made here, because NumPy asks for large pages of memory; what
    # is not written to takes none.
    ends = starts.sum(axis=0)
    sizes, members = np.empty(int(ends[-1]) // 2, np.int32), np.empty(int(ends[-1]), np.int32)

    def grouped(first: int, after: int) -> tuple[Numbers, Numbers, Places]:
        begin, end = int(ends[first]), int(ends[after])
        own = sizes[begin // 2 : end // 2 + 1], members[begin:end]
        columns = (hashes, places, starts, bases, first, after, hidden, owners)
        lists, entries, repeats = group(*columns, ordered, kept.size, max(top - PART_BITS, 0), *own)
        return own[0][:lists], own[1][:entries], repeats

    parts = in_parts(grouped, 1 << PART_BITS, threads)
    list_sizes, listed, repeats = zip(*parts, strict=True)
    list_starts = np.zeros(1 + sum(part.size for part in list_sizes), np.int64)
    np.cumsum(joined(list(list_sizes)), out=list_starts[1:])
    return InvertedIndex(list_starts, joined(list(listed)), kept - sum(repeats))


def _pointers(dealt: Sequence[Dealt]) -> tuple[NDArray[Any], NDArray[Any], NDArray[np.int64]]:
    """Where hashes and places of each lie, and the starts of their parts."""
    starts = np.zeros((len(dealt), (1 << PART_BITS) + 1), np.int64)
    for row, one in enumerate(dealt):
        starts[row] = one.starts
    hashes = np.array([one.hashes.ctypes.data for one in dealt], np.uintp)
    return hashes, np.array([one.places.ctypes.data for one in dealt], np.uintp), starts


@compiled
def group(
    hashes_at: NDArray[np.uintp],
    places_at: NDArray[np.uintp],
    starts: NDArray[np.int64],
    bases: Places,
    first: int,
    after: int,
    hidden: Hashes,
    owners: Numbers,
    ordered: bool,
    articles: int,
    top: int,
    sizes: Numbers,
    members: Numbers,
) -> tuple[int, int, Places]:
    """Write sizes and members of the lists of two articles and more in some parts.

    Hashes of a part differ in the lowest `top` bits.  Returns how many lists and members there
    are, and how many hashes of each article were there before.
    """
    largest = 0
    for part in range(first, after):
        count = 0
        for one in range(starts.shape[0]):
            count += starts[one, part + 1] - starts[one, part]
        largest = max(largest, count)
    bits = 6
    while (1 << bits) < (largest << _FILTER_BITS):
        bits += 1
    once = np.empty(1 << (bits - 6), np.uint64)
    twice = np.empty(1 << (bits - 6), np.uint64)
    values = np.empty(largest + 1, np.uint64)
    places = np.empty(largest + 1, np.int64)
    numbers = np.empty(largest + 1, np.int32)
    buckets = np.empty(2 * largest + 3, np.int64)
    row = np.empty(largest, np.uint64)
    row_owners = np.empty(largest, np.int32)
    repeats = np.zeros(articles, np.int64)
    lists = 0
    entries = 0
    for part in range(first, after):
        count = _again(hashes_at, places_at, starts, bases, part, top, once, twice, values, places)
        count = _visible(hidden, owners, values, places, numbers, count)
        sort_row(values, numbers, 0, count, top, buckets, row, row_owners)
        k = 0
        while k < count:
            stop = k + 1
            while stop < count and row[stop] == row[k]:
                stop += 1
            if stop - k > 1:
                if not ordered:
                    row_owners[k:stop].sort()
                begin = entries
                members[entries] = row_owners[k]
                entries += 1
                for other in range(k + 1, stop):
                    if row_owners[other] == members[entries - 1]:
                        repeats[row_owners[other]] += 1
                    else:
                        members[entries] = row_owners[other]
                        entries += 1
                if entries - begin > 1:
                    sizes[lists] = entries - begin
                    lists += 1
                else:
                    entries = begin
            k = stop
    return lists, entries, repeats


@compiled
def _again(
    hashes_at: NDArray[np.uintp],
    places_at: NDArray[np.uintp],
    starts: NDArray[np.int64],
    bases: Places,
    part: int,
    top: int,
    once: Hashes,
    twice: Hashes,
    values: Hashes,
    places: Places,
) -> int:
    """Write hashes of a part that may occur twice, and their places; return how many.

    A hash sets one of sixteen times as many bits as there are hashes, and a second one that comes
    to it another: a filter of Bloom's with one function.
    """
    count = 0
    for one in range(starts.shape[0]):
        count += starts[one, part + 1] - starts[one, part]
    bits = 6
    while (1 << bits) < (count << _FILTER_BITS):
        bits += 1
    bits = min(bits, max(top, 6))
    cells = 1 << (bits - 6)
    down = np.uint64(max(top - bits, 0))
    mask = np.uint64((1 << bits) - 1)
    once[:cells] = 0
    twice[:cells] = 0
    for one in range(starts.shape[0]):
        begin = starts[one, part]
        found = carray(
            pointer(hashes_at[one] + np.uintp(8 * begin)), starts[one, part + 1] - begin, _HASH
        )
        for value in found:
            bit = (value >> down) & mask
            cell = as_int(bit >> np.uint64(6))
            flag = np.uint64(1) << (bit & np.uint64(63))
            twice[cell] |= once[cell] & flag
            once[cell] |= flag
    used = 0
    for one in range(starts.shape[0]):
        begin = starts[one, part]
        size = starts[one, part + 1] - begin
        found = carray(pointer(hashes_at[one] + np.uintp(8 * begin)), size, _HASH)
        where = carray(pointer(places_at[one] + np.uintp(4 * begin)), size, _PLACE)
        base = bases[one] << BLOCK_BITS
        for k in range(size):
            bit = (found[k] >> down) & mask
            values[used] = found[k]
            places[used] = base + as_int(where[k])
            met = twice[as_int(bit >> np.uint64(6))] >> (bit & np.uint64(63)) & np.uint64(1)
            used += as_int(met)
    return used


@compiled
def _visible(
    hidden: Hashes, owners: Numbers, values: Hashes, places: Places, numbers: Numbers, count: int
) -> int:
    """Leave out hashes in hidden places; write whose the others are, and return how many."""
    used = 0
    for k in range(count):
        block = places[k] >> BLOCK_BITS
        bit = hidden[block] >> np.uint64(places[k] & (_BLOCK - 1)) & np.uint64(1)
        values[used] = values[k]
        numbers[used] = owners[block]
        used += 1 - as_int(bit)
    return used


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
