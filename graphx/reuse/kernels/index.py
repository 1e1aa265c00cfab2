# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Build the inverted index with the compiled kernels.

In:   kept hashes of all articles.
Out:  `graphx.reuse.postings.InvertedIndex`.

Hashes are spread evenly.  One pass deals them out by their highest bits to parts that fit the
cache, in the order of articles; each part is dealt out to small buckets, and what is left to sort
is sorted by insertion: linear time, and stable.  Lists are written over what they were made of.
"""

import numpy as np

from graphx.reuse.kernels.arrays import Hashes, Numbers, Places
from graphx.reuse.kernels.jit import as_int, compiled
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.postings import InvertedIndex, Kept

_PART_BITS = 12  # hashes of a part, about
_MOST_BITS = 11  # of parts: more would not stay in the cache while hashes are dealt out


def compiled_invert(batches: Kept, threads: int = 1) -> InvertedIndex:
    """Build the index; see `graphx.reuse.postings.invert`.

    Hashes need not be sorted; those an article has twice count once.
    """
    sizes = [counts.size for _, counts in batches]
    hashes = sum(values.size for values, _ in batches)
    top = int(max((values.max() for values, _ in batches if values.size), default=0)).bit_length()
    bits = part_bits(hashes, top)
    shift = min(top - bits, 63)
    firsts = np.concatenate([[0], np.cumsum(sizes)])

    def counted(first: int, after: int) -> Places:
        counts = np.zeros(1 << bits, np.int64)
        for values, _ in batches[first:after]:
            count_parts(values, shift, counts)
        return counts

    # Arrays as large as these are made here, because NumPy asks for large pages of memory.
    dealt, owners = np.empty(hashes, np.uint64), np.empty(hashes, np.int32)
    shares = in_parts(lambda first, after: (first, after), len(batches), threads)
    counts = np.array(in_parts(counted, len(batches), threads)).reshape(len(shares), -1)
    places = np.cumsum(counts.T).reshape(-1, len(shares)).T
    starts = np.append(0, places[-1])
    filled = dict(zip(shares, places - counts, strict=True))

    def deal_some(first: int, after: int) -> None:
        own = filled[first, after].copy()
        for number in range(first, after):
            values, kept = batches[number]
            deal(values, kept, int(firsts[number]), shift, own, dealt, owners)

    in_parts(deal_some, len(batches), threads)

    def grouped(first: int, after: int) -> tuple[Places, Numbers, Places]:
        return group(dealt, owners, starts, first, after, top - bits, int(firsts[-1]))

    parts = in_parts(grouped, 1 << bits, threads)
    list_sizes, members, repeats = zip(*parts, strict=True)
    kept = np.concatenate([np.zeros(0, np.int64), *(counts for _, counts in batches)])
    list_starts = np.concatenate([[0], np.cumsum(joined(list(list_sizes)))])
    return InvertedIndex(list_starts, joined(list(members)), kept - sum(repeats))


def part_bits(hashes: int, top: int) -> int:
    """Choose how many of the highest of `top` bits tell in which part a hash is."""
    return min(max(0, hashes.bit_length() - _PART_BITS), _MOST_BITS, top)


@compiled
def count_parts(hashes: Hashes, shift: int, counts: Places) -> None:
    """Add how many hashes fall in each part."""
    for value in hashes:
        counts[as_int(value >> np.uint64(shift)) & (counts.size - 1)] += 1


@compiled
def deal(
    hashes: Hashes,
    kept: Places,
    first: int,
    shift: int,
    filled: Places,
    dealt: Hashes,
    owners: Numbers,
) -> None:
    """Write hashes to their parts, from where those are filled to; articles count from `first`."""
    k = 0
    for article in range(kept.size):
        for _ in range(kept[article]):
            value = hashes[k]
            k += 1
            part = as_int(value >> np.uint64(shift)) & (filled.size - 1)
            place = filled[part]
            dealt[place] = value
            owners[place] = first + article
            filled[part] = place + 1


@compiled
def group(
    dealt: Hashes,
    owners: Numbers,
    starts: Places,
    first: int,
    after: int,
    top: int,
    articles: int,
) -> tuple[Places, Numbers, Places]:
    """Sizes and members of the lists of two articles and more in some parts.

    Hashes of a part differ in the lowest `top` bits.

    They are written over `dealt` and `owners`, where they take less room than what was read so
    far.  Also returns how many hashes of each article were there before.
    """
    largest = 0
    for part in range(first, after):
        largest = max(largest, starts[part + 1] - starts[part])
    buckets = np.empty(2 * largest + 3, np.int64)
    row = np.empty(largest, np.uint64)
    row_owners = np.empty(largest, np.int32)
    repeats = np.zeros(articles, np.int64)
    sizes = dealt[starts[first] : starts[after]].view(np.int64)
    members = owners[starts[first] : starts[after]]
    lists = 0
    entries = 0
    for part in range(first, after):
        count = starts[part + 1] - starts[part]
        sort_row(dealt, owners, starts[part], count, top, buckets, row, row_owners)
        k = 0
        while k < count:
            begin = entries
            members[entries] = row_owners[k]
            entries += 1
            stop = k + 1
            while stop < count and row[stop] == row[k]:
                owner = row_owners[stop]
                if owner == members[entries - 1]:
                    repeats[owner] += 1
                else:
                    members[entries] = owner
                    entries += 1
                stop += 1
            if entries - begin > 1:
                sizes[lists] = entries - begin
                lists += 1
            else:
                entries = begin
            k = stop
    return sizes[:lists], members[:entries], repeats


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
