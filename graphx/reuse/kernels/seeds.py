# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Find where two rows of shingles agree.

In:   the shingles of two articles in order, hidden ones marked.
Out:  how many they share, how many words those cover, and `Seeds`.

A place of a shingle on the right is its number: the first place where it stands.  The numbers of
the right row and those of the left, `NONE` where the right has no such shingle, are all that runs
are made of.
"""

from typing import Final, NamedTuple

import numpy as np

from graphx.reuse.kernels.arrays import Flags, Hashes, Numbers
from graphx.reuse.kernels.jit import as_int, compiled

NONE: Final = -1
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


class Seeds(NamedTuple):
    """Where two rows agree.

    Parameters
    ----------
    slots : ndarray of int32
        Hash table of the first places on the right.
    left_heads, heads : ndarray of int32
        Number of the shingle at each place, left and right; `NONE` for one that is hidden or, on
        the left, not shared.
    left_ranks, ranks : ndarray of int32
        How many places before it hold the same shingle.
    left_repeats, repeats : ndarray of int32
        How often shingle number k stands on the left and on the right.
    later, tails : ndarray of int32
        The next place on the right of the same shingle, and its last.
    """

    slots: Numbers
    left_heads: Numbers
    heads: Numbers
    left_ranks: Numbers
    ranks: Numbers
    left_repeats: Numbers
    repeats: Numbers
    later: Numbers
    tails: Numbers


@compiled
def _bits(right: int) -> int:
    """Bits of a hash table that holds so many shingles and is mostly free."""
    bits = 4
    while (1 << bits) < 4 * right:
        bits += 1
    return bits


@compiled
def room_for_seeds(seeds: Seeds, left: int, right: int) -> Seeds:
    """Return scratch for rows of so many shingles; `seeds` where it is large enough."""
    if seeds.left_heads.size >= left and seeds.heads.size >= right:
        return seeds
    return new_seeds(2 * left, 2 * right)


@compiled
def new_seeds(left: int, right: int) -> Seeds:
    """Scratch for rows of so many shingles."""
    return Seeds(
        np.empty(1 << _bits(right), np.int32),
        np.empty(left, np.int32),
        np.empty(right, np.int32),
        np.empty(left, np.int32),
        np.empty(right, np.int32),
        np.empty(right, np.int32),
        np.empty(right, np.int32),
        np.empty(right, np.int32),
        np.empty(right, np.int32),
    )


@compiled
def find_seeds(
    left: Hashes, left_hidden: Flags, right: Hashes, right_hidden: Flags, seeds: Seeds
) -> int:
    """Write where two rows agree; return how many different shingles they share."""
    slots, left_heads, heads, left_ranks, ranks, left_repeats, repeats, later, tails = seeds
    bits = _bits(right.size)
    slots[: 1 << bits] = NONE
    shift = np.uint64(64 - bits)
    last = (1 << bits) - 1
    for j in range(right.size):
        heads[j] = NONE
        if right_hidden[j]:
            continue
        value = right[j]
        slot = as_int((value * _SPREAD) >> shift)
        while slots[slot] != NONE and right[slots[slot]] != value:
            slot = (slot + 1) & last
        head = as_int(slots[slot])
        later[j] = NONE
        if head == NONE:
            head = j
            slots[slot] = j
            repeats[j] = 0
            left_repeats[j] = 0
        else:
            later[tails[head]] = j
        heads[j] = head
        tails[head] = j
        ranks[j] = repeats[head]
        repeats[head] += 1
    shared = 0
    after = right.size  # the place on the right behind the last shared shingle
    for i in range(left.size):
        left_heads[i] = NONE
        if left_hidden[i]:
            continue
        value = left[i]
        if after < right.size and right[after] == value and not right_hidden[after]:
            head = as_int(heads[after])  # the text goes on there, as it mostly does
        else:
            slot = as_int((value * _SPREAD) >> shift)
            while slots[slot] != NONE and right[slots[slot]] != value:
                slot = (slot + 1) & last
            head = as_int(slots[slot])
            after = head if head != NONE else right.size
        after += 1
        if head != NONE:
            left_heads[i] = head
            left_ranks[i] = left_repeats[head]
            shared += left_repeats[head] == 0
            left_repeats[head] += 1
    return shared


@compiled
def precedes(left: Hashes, left_hidden: Flags, right: Hashes, right_hidden: Flags) -> bool:
    """Whether the left row comes first in the order of a dictionary, hidden shingles as zeros."""
    for k in range(min(left.size, right.size)):
        one = np.uint64(0) if left_hidden[k] else left[k]
        other = np.uint64(0) if right_hidden[k] else right[k]
        if one != other:
            return bool(one < other)
    return left.size < right.size


@compiled
def shared_words(
    seeds: Seeds, left: int, right: int, left_words: int, right_words: int, width: int
) -> int:
    """Words in shared shingles on the side with fewer; on equal sides the fewer of both.

    `left` and `right` are numbers of shingles.
    """
    left_heads = seeds.left_heads
    heads = seeds.heads
    left_repeats = seeds.left_repeats
    on_left = 0
    covered = 0  # words before this one are counted
    for i in range(left):
        if left_heads[i] != NONE:
            stop = i + min(width, left_words)
            on_left += stop - max(covered, i)
            covered = stop
    on_right = 0
    covered = 0
    for j in range(right):
        if heads[j] != NONE and left_repeats[heads[j]] > 0:
            stop = j + min(width, right_words)
            on_right += stop - max(covered, j)
            covered = stop
    if left_words == right_words:
        return min(on_left, on_right)
    return on_left if left_words < right_words else on_right
