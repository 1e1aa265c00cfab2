# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Tell the pairs of lists of articles.

In:   the lists of the index of `graphx.reuse.postings`.
Out:  how many pairs they tell of each left article; those pairs, each packed into one number,
      written to the range of its left article.

A list that is not too long tells all its pairs.  In one that is set aside, a hub tells all later
members, and others the later hubs and the next member.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphx.reuse.kernels.arrays import Halves, Numbers, Packed, Places
from graphx.reuse.kernels.jit import compiled, pack_four, pack_one

BLOCK = 4
"""Pairs are written so many at a time, past the last one."""

_HALF = np.uint64(32)
_LAST = np.uint64((1 << 32) - 1)


class Lists(NamedTuple):
    """Lists, and the hubs of those that are set aside.

    Parameters
    ----------
    starts : ndarray of int64, shape (n_lists + 1,)
    members : ndarray of int32, shape (n_entries,)
    cap : int
        Longer lists are set aside.
    hubs : ndarray of int32, shape (n_aside * (most + 1),)
        Ascending, of each list set aside; `n_articles` behind the last.
    most : int
        Hubs a list.
    """

    starts: Places
    members: Numbers
    cap: int
    hubs: Numbers
    most: int


@compiled
def list_sizes(starts: Places) -> Places:
    """How many lists there are of each size, from 0 on."""
    longest = 0
    for number in range(starts.size - 1):
        longest = max(longest, starts[number + 1] - starts[number])
    lists = np.zeros(longest + 1, np.int64)
    for number in range(starts.size - 1):
        lists[starts[number + 1] - starts[number]] += 1
    return lists


@compiled
def longer(starts: Places, cap: int) -> Places:
    """Return the numbers of lists of more than `cap` articles."""
    count = 0
    for number in range(starts.size - 1):
        count += starts[number + 1] - starts[number] > cap
    aside = np.empty(count, np.int64)
    row = 0
    for number in range(starts.size - 1):
        if starts[number + 1] - starts[number] > cap:
            aside[row] = number
            row += 1
    return aside


@compiled
def fullest_members(
    starts: Places, aside: Places, members: Numbers, kept: Numbers, most: int
) -> Numbers:
    """Members of the lists set aside that have most hashes; of equally full ones the first.

    See `Lists`.
    """
    hubs = np.full((aside.size, most + 1), kept.size, np.int32)
    fullest = np.empty(most + 1, np.uint64)  # hashes of a member, and the inverse of its number
    for row in range(aside.size):
        fullest[:] = 0
        for k in range(starts[aside[row]], starts[aside[row] + 1]):
            one = (np.uint64(kept[members[k]]) << _HALF) | (_LAST - np.uint64(members[k]))
            if one > fullest[most]:
                for place in range(most + 1):  # without a branch that could be guessed wrongly
                    other = fullest[place]
                    fullest[place] = max(one, other)
                    one = min(one, other)
        used = min(most, starts[aside[row] + 1] - starts[aside[row]])
        for place in range(used):
            hubs[row, place] = _LAST - (fullest[place] & _LAST)
        hubs[row, :used].sort()
    return hubs.reshape(-1)


@compiled
def pairs_told(lists: Lists, first: int, after: int, row: int, articles: int) -> Halves:
    """How many pairs lists `first` to `after` tell of each left article.

    `row` is the number of the first of them that is set aside, among all such.
    """
    starts, members, cap, hubs, most = lists
    told = np.zeros(articles, np.uint32)  # one that is told more would have no room for them
    hub = row * (most + 1)
    for number in range(first, after):
        stop = starts[number + 1]
        if stop - starts[number] <= cap:
            for k in range(starts[number], stop):
                told[members[k]] += stop - k - 1
            continue
        later = hub + most
        while later > hub and hubs[later - 1] == articles:
            later -= 1
        for k in range(starts[number], stop - 1):
            left = members[k]
            if left == hubs[hub]:
                hub += 1
                told[left] += stop - k - 1
            else:
                told[left] += later - hub + (members[k + 1] != hubs[hub])
        row += 1
        hub = row * (most + 1)
    return told


@compiled
def tell(
    lists: Lists,
    first: int,
    after: int,
    row: int,
    articles: int,
    edges: Places,
    range_of: NDArray[np.uint16],
    bits: int,
    kind: Packed,
    addresses: NDArray[np.uintp],
) -> None:
    """Write the pairs that lists `first` to `after` tell, each to the range of its left article.

    In a list set aside, a hub tells all later members, others the later hubs and the next member.
    `addresses` are where to write the next pair of each range.
    """
    starts, members, cap, hubs, most = lists
    lowest = edges[0]
    highest = edges[-1]
    size = np.uintp(kind.itemsize)
    for number in range(first, after):
        stop = starts[number + 1]
        aside = stop - starts[number] > cap
        hub = row * (most + 1)
        row += aside
        for k in range(starts[number], stop - 1):
            left = members[k]
            if left >= highest:
                break
            is_hub = aside and left == hubs[hub]
            hub += is_hub
            if left < lowest:
                continue
            part = range_of[left - lowest]
            high = np.uint64(left - edges[part]) << np.uint64(bits)
            address = addresses[part]
            if is_hub or not aside:
                _pack(kind, members, k + 1, stop, high, address)
                addresses[part] = address + size * np.uintp(stop - k - 1)
                continue
            if members[k + 1] != hubs[hub]:
                _pack(kind, members, k + 1, k + 2, high, address)
                address += size
            later = row * (most + 1) - 1
            while later > hub and hubs[later - 1] == articles:
                later -= 1
            _pack(kind, hubs, hub, later, high, address)
            addresses[part] = address + size * np.uintp(later - hub)


@compiled
def _pack(
    kind: Packed, numbers: Numbers, first: int, after: int, high: np.uint64, address: np.uintp
) -> None:
    """Write pairs of a left article with ``numbers[first:after]``, and some more behind them."""
    size = np.uintp(kind.itemsize)
    while first < after:
        if first + BLOCK <= numbers.size:
            pack_four(kind, numbers, first, high, address)
            first += BLOCK
            address += size * np.uintp(BLOCK)
        else:
            pack_one(kind, numbers, first, high, address)
            first += 1
            address += size
