# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Find where two rows of shingles agree.

In:   the shingles of two articles in order, hidden ones marked.
Out:  how many they share, how many words those cover, and exact runs of them, as
      `graphx.reuse.align` gives them.

A place of a shingle on the right is its number: the first place where it stands.  The numbers of
the right row and those of the left, `NONE` where the right has no such shingle, are all that runs
are made of.
"""

from typing import Final, NamedTuple

import numpy as np

from graphx.reuse.kernels.arrays import Flags, Hashes, Numbers, Places
from graphx.reuse.kernels.jit import as_int, compiled
from graphx.reuse.kernels.shingles import stir

NONE: Final = -1
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_STEP = np.uint64(0xD1342543DE82EF95)
_NOTHING = np.uint64(0)


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


@compiled
def maximal_runs(seeds: Seeds, left: int, right: int, max_seeds: int) -> tuple[Places, bool]:
    """All longest runs through seeds, shape (n_runs, 3), and whether every shared place seeded.

    A row is a place on the left, one on the right, and shingles.
    """
    _, left_heads, heads, left_ranks, ranks, left_repeats, repeats, later, cursor = seeds
    runs = np.empty((16, 3), np.int64)
    found = 0
    complete = True
    stop = 0  # of the run that was found last
    for j in range(right):
        cursor[j] = j  # of a crowded value: its next place to seed
    for i in range(left):
        head = left_heads[i]
        if head == NONE:
            continue
        crowded = as_int(left_repeats[head]) * as_int(repeats[head]) > max_seeds
        complete &= not crowded
        if i < stop and repeats[head] == 1 and not crowded:
            continue  # its only place on the right is in that run
        j = as_int(cursor[head] if crowded else head)
        if crowded and j != NONE:
            cursor[head] = later[j]
        while j != NONE:
            start = i
            begin = j
            fresh = True
            while (
                start > 0
                and begin > 0
                and left_heads[start - 1] != NONE
                and left_heads[start - 1] == heads[begin - 1]
            ):
                start -= 1
                begin -= 1
                before = left_heads[start]
                often = as_int(left_repeats[before]) * as_int(repeats[before]) > max_seeds
                if not often or left_ranks[start] == ranks[begin]:
                    fresh = False  # an earlier seed is in this run
                    break
            if fresh:
                stop = i + 1
                there = j + 1
                while (
                    stop < left
                    and there < right
                    and left_heads[stop] != NONE
                    and left_heads[stop] == heads[there]
                ):
                    stop += 1
                    there += 1
                if found == runs.shape[0]:
                    runs = more_rows(runs, found)
                runs[found, 0] = start
                runs[found, 1] = begin
                runs[found, 2] = stop - start
                found += 1
            j = NONE if crowded else as_int(later[j])
    return runs[:found], complete


@compiled
def disjoint_runs(runs: Places, left_words: int, right_words: int, width: int) -> Places:
    """Take runs from the longest down, each word once; lengths become words."""
    kept = np.empty((runs.shape[0], 3), np.int64)
    if runs.shape[0] == 1:
        kept[:] = runs
        kept[0, 2] += width - 1
        return kept
    left_taken = np.zeros(left_words, np.bool_)
    right_taken = np.zeros(right_words, np.bool_)
    found = 0
    order = np.argsort(runs[:, 0], kind="mergesort")
    order = order[np.argsort((runs[:, 0] + runs[:, 1])[order], kind="mergesort")]
    order = order[np.argsort(np.abs(runs[:, 0] - runs[:, 1])[order], kind="mergesort")]
    order = order[np.argsort(-runs[order, 2], kind="mergesort")]
    for number in order:
        i = runs[number, 0]
        j = runs[number, 1]
        words = runs[number, 2] + width - 1
        k = 0
        while k < words:
            free = 0
            while k + free < words and not (left_taken[i + k + free] or right_taken[j + k + free]):
                free += 1
            if free >= width:
                left_taken[i + k : i + k + free] = True
                right_taken[j + k : j + k + free] = True
                if found == kept.shape[0]:
                    kept = more_rows(kept, found)
                kept[found, 0] = i + k
                kept[found, 1] = j + k
                kept[found, 2] = free
                found += 1
            k += free + 1
    return kept[:found]


@compiled
def more_rows(table: Places, used: int) -> Places:
    """Return a table with the same rows, and room for as many again."""
    bigger = np.empty((2 * used + 16, table.shape[1]), np.int64)
    bigger[:used] = table[:used]
    return bigger


@compiled
def longest_run(left: Numbers, right: Numbers, known: int) -> int:
    """How many numbers in a row two rows share at most; `known` in a row are surely shared.

    As `graphx.reuse.align.longest_run`: rows of one length are hashed and looked up, and the
    length is found by bisection.  `NONE` equals nothing.
    """
    low = known
    high = min(left.size, right.size)
    middle = low + 1  # mostly there are no more
    while low < high:
        if _share_a_row(left, right, middle):
            low = middle
        else:
            high = middle - 1
        middle = (low + high + 1) // 2
    return low


@compiled
def _share_a_row(left: Numbers, right: Numbers, length: int) -> bool:
    bits = 4
    while (1 << bits) < 2 * right.size:
        bits += 1
    table = np.zeros(1 << bits, np.uint64)
    shift = np.uint64(64 - bits)
    last = (1 << bits) - 1
    for value in _row_hashes(right, length):
        slot = as_int(value >> shift)
        while table[slot] != _NOTHING and table[slot] != value:
            slot = (slot + 1) & last
        table[slot] = value
    for value in _row_hashes(left, length):
        slot = as_int(value >> shift)
        while table[slot] != _NOTHING and table[slot] != value:
            slot = (slot + 1) & last
        if value != _NOTHING and table[slot] == value:
            return True
    return False


@compiled
def _row_hashes(row: Numbers, length: int) -> Hashes:
    """Hash of every `length` numbers in a row, by doubling; zero where `NONE` is among them."""
    hashed = np.zeros(row.size - length + 1, np.uint64)
    doubled = np.empty(row.size, np.uint64)  # hash of `span` numbers from each place on
    for k in range(row.size):
        doubled[k] = stir(np.uint64(row[k] + 1))
    place = 0
    span = 1
    while span <= length:
        if length & span:
            for k in range(hashed.size):
                hashed[k] = stir(hashed[k] * _STEP + doubled[place + k])
            place += span
        for k in range(row.size - 2 * span + 1):
            doubled[k] = stir(doubled[k] * _STEP + doubled[k + span])
        span *= 2
    free = 0  # the first place from which no `NONE` was met
    for k in range(row.size):
        if row[k] == NONE:
            free = k + 1
        if k + 1 >= length and free > k + 1 - length:
            hashed[k + 1 - length] = _NOTHING
    return hashed
