# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Build the inverted index with the compiled kernels.

In:   kept hashes of all articles.
Out:  `graphx.reuse.postings.InvertedIndex`.

Hashes are spread evenly, so one pass deals them out to small buckets by their highest bits, in
the order of articles, and each bucket is sorted by insertion: linear time, and stable.
"""

import numpy as np

from graphx.reuse.kernels.arrays import Hashes, Numbers, Places
from graphx.reuse.kernels.jit import as_int, compiled
from graphx.reuse.postings import InvertedIndex

_BUCKET = 8


def compiled_invert(hashes: Hashes, kept: Places) -> InvertedIndex:
    """Build the index; see `graphx.reuse.postings.invert`."""
    highest = int(hashes.max()) if hashes.size else 0
    bits = max(1, (hashes.size // _BUCKET).bit_length())
    shift = max(0, highest.bit_length() - bits)
    return InvertedIndex(*_inverted(hashes, kept, np.uint64(shift), (highest >> shift) + 1), kept)


@compiled
def _inverted(
    hashes: Hashes, kept: Places, shift: np.uint64, buckets: int
) -> tuple[Places, Numbers, Places, Numbers]:
    places = np.zeros(buckets + 1, np.int64)
    for value in hashes:
        places[as_int(value >> shift) + 1] += 1
    for bucket in range(buckets):
        places[bucket + 1] += places[bucket]
    filled = places.copy()
    dealt = np.empty(hashes.size, np.uint64)
    owners = np.empty(hashes.size, np.int32)
    at = 0
    for article in range(kept.size):
        for k in range(at, at + kept[article]):
            bucket = as_int(hashes[k] >> shift)
            place = filled[bucket]
            # A bucket is filled in order: greater hashes move up, equal ones stay before.
            while place > places[bucket] and dealt[place - 1] > hashes[k]:
                dealt[place] = dealt[place - 1]
                owners[place] = owners[place - 1]
                place -= 1
            dealt[place] = hashes[k]
            owners[place] = article
            filled[bucket] += 1
        at += kept[article]
    return _lists(dealt, owners, kept.size)


@compiled
def _lists(
    dealt: Hashes, owners: Numbers, articles: int
) -> tuple[Places, Numbers, Places, Numbers]:
    """Keep the hashes of two articles and more; number them; list them article by article."""
    lists = 0
    entries = 0
    k = 0
    while k < dealt.size:
        stop = k + 1
        while stop < dealt.size and dealt[stop] == dealt[k]:
            stop += 1
        if stop - k > 1:
            lists += 1
            entries += stop - k
        k = stop
    list_starts = np.zeros(lists + 1, np.int64)
    members = np.empty(entries, np.int32)
    numbers = np.empty(entries, np.int32)
    article_starts = np.zeros(articles + 1, np.int64)
    number = 0
    entry = 0
    k = 0
    while k < dealt.size:
        stop = k + 1
        while stop < dealt.size and dealt[stop] == dealt[k]:
            stop += 1
        if stop - k > 1:
            for member in owners[k:stop]:
                members[entry] = member
                article_starts[member + 1] += 1
                entry += 1
            number += 1
            list_starts[number] = entry
        k = stop
    for article in range(articles):
        article_starts[article + 1] += article_starts[article]
    next_place = article_starts[:-1].copy()
    for number in range(lists):
        for member in members[list_starts[number] : list_starts[number + 1]]:
            numbers[next_place[member]] = number
            next_place[member] += 1
    return list_starts, members, article_starts, numbers
