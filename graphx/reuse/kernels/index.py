# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Build the inverted index with the compiled kernels.

In:   kept hashes of all articles, with their places.
Out:  `graphx.reuse.postings.InvertedIndex`.

Hashes come dealt out to parts that fit the cache (`graphx.reuse.kernels.dealing`).  Most occur once
in the whole collection: of each part those are left out that come alone to a bit of a small table.
The rest is dealt out to small buckets, and what is left to sort is sorted by insertion: linear
time.
"""

from typing import TypeVar

import numpy as np
from numba import carray  # type: ignore[attr-defined]
from numpy.typing import NDArray

from graphx.reuse.kernels.arrays import Bytes, Hashes, Numbers, Places, room
from graphx.reuse.kernels.dealing import CHUNK, PART_BITS, PLACE_BITS, Dealt, Piece, all_dealt
from graphx.reuse.kernels.jit import as_int, compiled, pointer
from graphx.reuse.kernels.threads import in_parts
from graphx.reuse.postings import HASH_BITS, InvertedIndex, Kept

_T = TypeVar("_T", Places, Numbers)
_FILTER_BITS = 3  # so many bits of a table a hash and up to twice as many, as a power of two
_HASH = np.uint64
_OWNER = np.uint64((1 << PLACE_BITS) - 1)
_TO_REST = np.uint64(PLACE_BITS)


def compiled_invert(batches: Kept, threads: int = 1) -> InvertedIndex:
    """Build the index; see `graphx.reuse.postings.invert`.

    Hashes need not be sorted; those an article has twice count once.
    """
    highest = max((int(values.max()) for values, _ in batches if values.size), default=0)
    top = highest.bit_length()
    piece = Piece(sum(values.size for values, _ in batches), block_bits=0)
    articles = 0
    for values, counts in batches:  # nothing is hidden: the place of a hash is its article
        piece.add(values, counts, articles, top)
        articles += counts.size
    kept = np.concatenate([np.zeros(0, np.int64), *(counts for _, counts in batches)])
    return inverted(all_dealt([piece]), kept, top, threads)


def inverted(dealt: Dealt, kept: Places, top: int, threads: int) -> InvertedIndex:
    """Build the index of dealt hashes.

    Parameters
    ----------
    dealt : Dealt
    kept : ndarray of int64, shape (n_articles,)
        Hashes of each article, repeats included.
    top : int
        Bits of a hash.
    threads : int
    """
    ends = np.append(0, np.cumsum(dealt.sizes, dtype=np.int64))[dealt.starts]
    members = room(int(ends[-1]), np.zeros(0, np.int32))  # what is not written to takes no memory
    firsts = room(int(ends[-1]) // 2 + (2 << PART_BITS), np.zeros(0, np.int64))
    bits = min(max(top - PART_BITS, 0), HASH_BITS - PART_BITS)

    def grouped(first: int, after: int) -> tuple[Places, Numbers, Places]:
        begin, end = int(ends[first]), int(ends[after])
        own = firsts[begin // 2 + first : end // 2 + after], members[begin:end]
        columns = dealt.chunks, dealt.sizes, dealt.starts[first : after + 1]
        lists, entries, repeats = group(*columns, kept.size, bits, *own)
        return own[0][:lists], own[1][:entries], repeats

    parts = in_parts(grouped, 1 << PART_BITS, threads)
    lists = listed = 0
    for number, (part_starts, part_members, repeats) in enumerate(parts):
        if number:  # moved together where they lie: no memory is new
            _move(part_starts, firsts, lists, listed)
            _move(part_members, members, listed, 0)
        lists += part_starts.size
        listed += part_members.size
        kept = kept - repeats
    firsts[lists] = listed
    return InvertedIndex(firsts[: lists + 1], members[:listed], kept)


@compiled
def _move(values: _T, memory: _T, place: int, more: int) -> None:
    """Write values, each so much more, from a place on that is not behind theirs."""
    for k in range(values.size):
        memory[place + k] = values[k] + more


@compiled
def group(
    chunks: NDArray[np.uintp],
    chunk_sizes: Bytes,
    starts: Places,
    articles: int,
    bits: int,
    firsts: Places,
    members: Numbers,
) -> tuple[int, int, Places]:
    """Write members of the lists of two articles and more in some parts, and where each begins.

    Hashes of a part differ in `bits` bits.  Returns how many lists and members there are, and how
    many hashes of each article were there before.
    """
    largest = 0
    for part in range(starts.size - 1):
        size = as_int(chunk_sizes[starts[part] : starts[part + 1]].sum())
        largest = max(largest, size)
    cells = np.empty(2 << (_filter_bits(largest, bits) - 6), np.uint64)
    values = np.empty(largest + CHUNK, np.uint64)
    row = np.empty(largest + 2, np.uint64)
    buckets = np.empty(2 * largest + 3, np.int32)
    repeats = np.zeros(articles, np.int64)
    lists = 0
    entries = 0
    for part in range(starts.size - 1):
        count = _gathered(chunks, chunk_sizes, starts[part], starts[part + 1], values)
        count = _again(values, count, bits, cells)
        _sort(values, count, bits, buckets, row)
        count = _distinct(row, count, repeats)
        lists, entries = _listed(row, count, firsts, members, lists, entries)
    return lists, entries, repeats


@compiled
def _filter_bits(count: int, most: int) -> int:
    """Bits that tell a place in the table of so many hashes, as a power of two."""
    bits = 6
    while (1 << bits) < (count << _FILTER_BITS):
        bits += 1
    return max(min(bits, most), 6)


@compiled
def _gathered(
    chunks: NDArray[np.uintp], sizes: Bytes, first: int, after: int, values: Hashes
) -> int:
    """Write the hashes of some chunks one after the other; return how many."""
    count = 0
    for chunk in range(first, after):
        entries = carray(pointer(chunks[chunk]), CHUNK, _HASH)
        for k in range(CHUNK):  # all of a chunk at once, and what is too much is overwritten
            values[count + k] = entries[k]
        count += as_int(sizes[chunk])
    return count


@compiled
def _again(values: Hashes, count: int, bits: int, cells: Hashes) -> int:
    """Leave out hashes that occur once; return how many there are then.

    A hash sets one of eight times as many bits as there are hashes or more, and a second one that
    comes to it another, in the next word: a filter of Bloom's with one function.
    """
    table = _filter_bits(count, bits)
    cells[: 2 << (table - 6)] = 0
    down = np.uint64(PLACE_BITS + max(bits - table, 0))
    mask = np.uint64((1 << table) - 1)
    for k in range(count):
        bit = (values[k] >> down) & mask
        cell = 2 * as_int(bit >> np.uint64(6))
        flag = np.uint64(1) << (bit & np.uint64(63))
        cells[cell + 1] |= cells[cell] & flag
        cells[cell] |= flag
    used = 0
    for k in range(count):
        value = values[k]
        bit = (value >> down) & mask
        met = cells[2 * as_int(bit >> np.uint64(6)) + 1] >> (bit & np.uint64(63))
        values[used] = value
        used += as_int(met & np.uint64(1))
    return used


@compiled
def _distinct(row: Hashes, count: int, repeats: Places) -> int:
    """Leave out the hashes an article has a second time; return how many there are then."""
    used = min(count, 1)
    for k in range(1, count):
        value = row[k]
        if value == row[used - 1]:
            repeats[as_int(value & _OWNER)] += 1
        else:
            row[used] = value
            used += 1
    return used


@compiled
def _listed(
    row: Hashes, count: int, firsts: Places, members: Numbers, lists: int, entries: int
) -> tuple[int, int]:
    """Append the lists of two articles and more; return how many lists and members there are.

    A hash is in one that equals the hash before it or the next.  There is a place behind the last.
    """
    if count == 0:
        return lists, entries
    row[count] = ~row[count - 1]
    before = ~row[0]
    for k in range(count):
        joins = ((row[k] ^ before) >> _TO_REST) == 0
        before = row[k]
        goes_on = ((row[k + 1] ^ before) >> _TO_REST) == 0
        firsts[lists] = entries
        lists += goes_on and not joins
        members[entries] = before & _OWNER
        entries += goes_on or joins
    return lists, entries


@compiled
def _sort(values: Hashes, count: int, bits: int, buckets: Numbers, row: Hashes) -> None:
    """Write `count` values to `row`, sorted; above the place they differ in `bits` bits."""
    of_bucket = 0
    while (1 << of_bucket) < count:
        of_bucket += 1
    of_bucket = min(of_bucket, bits)
    shift = np.uint64(PLACE_BITS + bits - of_bucket)
    mask = np.uint64((1 << of_bucket) - 1)
    buckets[: (1 << of_bucket) + 1] = 0
    for k in range(count):
        buckets[as_int((values[k] >> shift) & mask) + 1] += 1
    for bucket in range(1 << of_bucket):
        buckets[bucket + 1] += buckets[bucket]
    for k in range(count):
        bucket = as_int((values[k] >> shift) & mask)
        row[buckets[bucket]] = values[k]
        buckets[bucket] += 1
    for k in range(1, count):
        value = row[k]
        place = k
        while place > 0 and row[place - 1] > value:
            row[place] = row[place - 1]
            place -= 1
        row[place] = value


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
