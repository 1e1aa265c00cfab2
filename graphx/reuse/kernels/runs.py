# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Put seeds together to runs.

In:   where two rows of shingles agree.
Out:  exact runs, and how long the longest is, as `graphx.reuse.align` gives them.
"""

import numpy as np

from graphx.reuse.kernels.arrays import Hashes, Numbers, Places, more_rows
from graphx.reuse.kernels.jit import as_int, compiled
from graphx.reuse.kernels.seeds import NONE, Seeds
from graphx.reuse.kernels.shingles import stir

_STEP = np.uint64(0xD1342543DE82EF95)
_NOTHING = np.uint64(0)


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
