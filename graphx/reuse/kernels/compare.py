# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Compare bodies with the compiled kernels.

In:   flat readings, what is boilerplate of each, and which pairs to compare.
Out:  numbers of shared shingles; for pairs that match, shared words and exact runs, as
      `graphx.reuse.verify` and `graphx.reuse.align` give them.
"""

import numpy as np

from graphx.reuse.kernels.arrays import Bytes, Flags, Hashes, Numbers, Places, grown
from graphx.reuse.kernels.folding import BLOCK
from graphx.reuse.kernels.jit import as_int, bytes_leading, compiled, count_ones
from graphx.reuse.kernels.shingles import shingle_row, sort_distinct
from graphx.reuse.kernels.tables import CharTables
from graphx.reuse.kernels.text import locate_words, new_room, read_words
from graphx.reuse.kernels.units import hide_shingles

_NONE = -1


@compiled
def distinct_shingles(
    raw: Bytes,
    starts: Places,
    body_starts: Places,
    body: Places,
    first: int,
    after: int,
    tables: CharTables,
    width: int,
    classes: Bytes,
    known: Hashes,
    known_begins: Places,
    known_ends: Places,
) -> tuple[Hashes, Places]:
    """Distinct shingles that count, of articles `first` to `after`, and how many each has.

    ``known[known_begins[k]:known_ends[k]]`` is the boilerplate of article k.
    """
    counts = np.zeros(after - first, np.int64)
    distinct = np.empty(as_int(starts[after] - starts[first]) // 5 + 64, np.uint64)
    room = new_room()
    used = 0
    for number in range(after - first):
        article = first + number
        own = known[known_begins[article] : known_ends[article]]
        room, words, runs, told = read_words(
            raw, starts, body_starts, body, article, tables, classes, own.size > 0, room
        )
        if used + words.size > distinct.size:
            distinct = grown(distinct, used, words.size)
        row = np.empty(words.size, np.uint64)
        counting = row[: shingle_row(words, words.size, width, row)]
        if own.size and words.size:
            hidden = np.zeros(counting.size, np.bool_)
            hide_shingles(
                raw, room, words, runs, told, classes, own, min(width, words.size), hidden
            )
            counting = counting[~hidden]
        buckets = np.empty(2 * counting.size + 3, np.int64)
        fresh = sort_distinct(counting, counting.size, buckets, distinct[used:])
        counts[number] = fresh
        used += fresh
    return distinct[:used], counts


@compiled
def read_rows(
    raw: Bytes,
    starts: Places,
    body_starts: Places,
    body: Places,
    articles: Places,
    first: int,
    after: int,
    tables: CharTables,
    width: int,
    classes: Bytes,
    known: Hashes,
    known_begins: Places,
    known_ends: Places,
) -> tuple[Places, Places, Places, Places, Hashes, Flags, Places]:
    """Words and shingles of ``articles[first:after]``, one article after the other.

    Returns code points where words begin and end, their intervals, and how many words each article
    has; shingles in order, which are hidden, and how many each article has.
    """
    words_of = np.zeros(after - first, np.int64)
    shingles_of = np.zeros(after - first, np.int64)
    begins = np.empty(1024, np.int64)
    ends = np.empty(1024, np.int64)
    intervals = np.empty(1024, np.int64)
    row = np.empty(1024, np.uint64)
    hidden = np.empty(1024, np.bool_)
    room = new_room()
    used = 0
    shingles = 0
    for number in range(after - first):
        article = articles[first + number]
        room, words, runs, told = read_words(
            raw, starts, body_starts, body, article, tables, classes, True, room
        )
        firsts, lasts, stretches = locate_words(raw, room, words.size, runs)
        count = words.size
        if used + count > begins.size:
            begins = grown(begins, used, count)
            ends = grown(ends, used, count)
            intervals = grown(intervals, used, count)
        if shingles + count > row.size:
            row = grown(row, shingles, count)
            hidden = grown(hidden, shingles, count)
        start = starts[article]
        stop = starts[article + 1]
        _code_points(raw, start, stop, firsts, begins[used : used + count])
        _code_points(raw, start, stop, lasts, ends[used : used + count])
        intervals[used : used + count] = stretches
        made = shingle_row(words, count, width, row[shingles:])
        hidden[shingles : shingles + made] = False
        own = known[known_begins[article] : known_ends[article]]
        if own.size and count:
            hide_shingles(
                raw,
                room,
                words,
                runs,
                told,
                classes,
                own,
                min(width, count),
                hidden[shingles : shingles + made],
            )
        words_of[number] = count
        shingles_of[number] = made
        used += count
        shingles += made
    return (
        begins[:used],
        ends[:used],
        intervals[:used],
        words_of,
        row[:shingles],
        hidden[:shingles],
        shingles_of,
    )


@compiled
def count_shared(
    distinct: Hashes, places: Places, lefts: Places, rights: Places, first: int, after: int
) -> Places:
    """Shingles both articles of each pair `first` to `after` have."""
    shared = np.zeros(after - first, np.int64)
    for pair in range(first, after):
        left, right = lefts[pair], rights[pair]
        i, left_stop = places[left], places[left + 1]
        j, right_stop = places[right], places[right + 1]
        count = 0
        while i < left_stop and j < right_stop:
            one = distinct[i]
            other = distinct[j]
            count += one == other
            i += one <= other
            j += other <= one
        shared[pair - first] = count
    return shared


@compiled
def align_pairs(
    begins: Places,
    ends: Places,
    word_places: Places,
    row: Hashes,
    hidden: Flags,
    row_places: Places,
    lefts: Places,
    rights: Places,
    first: int,
    after: int,
    width: int,
    max_seeds: int,
    max_gap_words: int,
    max_gap_chars: int,
    min_words: int,
) -> tuple[Places, Places, Places, Places]:
    """Align pairs `first` to `after` of articles that were read by `read_rows`.

    Returns shared words; words of the longest exact run, or -1 when too many repeats hide it; how
    many joined runs each pair has; and the runs, as `graphx.reuse.align.joined_runs` gives them,
    shape (n_runs, 4): first word left and right, words left and right.
    """
    shared = np.zeros(after - first, np.int64)
    longest = np.zeros(after - first, np.int64)
    counts = np.zeros(after - first, np.int64)
    runs = np.empty((1024, 4), np.int64)
    used = 0
    for pair in range(first, after):
        one, other = lefts[pair], rights[pair]
        left = slice(row_places[one], row_places[one + 1])
        right = slice(row_places[other], row_places[other + 1])
        left_words = word_places[one + 1] - word_places[one]
        right_words = word_places[other + 1] - word_places[other]
        narrow = min(width, left_words, right_words)
        if precedes(row[right], hidden[right], row[left], hidden[left]):
            words, most, found = align_pair(
                row[right],
                hidden[right],
                row[left],
                hidden[left],
                right_words,
                left_words,
                narrow,
                max_seeds,
            )
            for number in range(found.shape[0]):
                found[number, 0], found[number, 1] = found[number, 1], found[number, 0]
        else:
            words, most, found = align_pair(
                row[left],
                hidden[left],
                row[right],
                hidden[right],
                left_words,
                right_words,
                narrow,
                max_seeds,
            )
        here = slice(word_places[one], word_places[one + 1])
        there = slice(word_places[other], word_places[other + 1])
        merged = _joined(
            found,
            begins[here],
            ends[here],
            begins[there],
            ends[there],
            max_gap_words,
            max_gap_chars,
            min_words,
        )
        if used + merged.shape[0] > runs.shape[0]:
            more = np.empty((2 * (used + merged.shape[0]), 4), np.int64)
            more[:used] = runs[:used]
            runs = more
        runs[used : used + merged.shape[0]] = merged
        used += merged.shape[0]
        shared[pair - first] = words
        longest[pair - first] = most + narrow - 1 if most >= 0 else _NONE
        counts[pair - first] = merged.shape[0]
    return shared, longest, counts, runs[:used]


@compiled
def _joined(
    found: Places,
    left_begins: Places,
    left_ends: Places,
    right_begins: Places,
    right_ends: Places,
    max_gap_words: int,
    max_gap_chars: int,
    min_words: int,
) -> Places:
    """Break exact runs at long gaps in either text, then close the small ones between them."""
    room = found.shape[0]
    for number in range(found.shape[0]):
        room += found[number, 2]
    runs = np.empty((room, 4), np.int64)
    used = 0
    for number in np.argsort(found[:, 0], kind="mergesort"):
        begin = 0
        for offset in range(1, found[number, 2] + 1):
            i = found[number, 0] + offset
            j = found[number, 1] + offset
            if offset < found[number, 2] and (
                left_begins[i] - left_ends[i - 1] <= max_gap_chars
                and right_begins[j] - right_ends[j - 1] <= max_gap_chars
            ):
                continue
            left = found[number, 0] + begin
            right = found[number, 1] + begin
            last = max(used - 1, 0)
            left_stop = runs[last, 0] + runs[last, 2]
            right_stop = runs[last, 1] + runs[last, 3]
            if (
                used > 0
                and 0 <= left - left_stop <= max_gap_words
                and 0 <= right - right_stop <= max_gap_words
                and left_begins[left] - left_ends[left_stop - 1] <= max_gap_chars
                and right_begins[right] - right_ends[right_stop - 1] <= max_gap_chars
            ):
                used -= 1
            else:
                runs[used, 0] = left
                runs[used, 1] = right
            runs[used, 2] = i - runs[used, 0]
            runs[used, 3] = j - runs[used, 1]
            used += 1
            begin = offset
    least = 0
    for number in range(used):
        least = max(least, min(runs[number, 2], runs[number, 3]))
    least = min(least, min_words)
    kept = 0
    for number in range(used):
        if min(runs[number, 2], runs[number, 3]) >= least:
            runs[kept] = runs[number]
            kept += 1
    return runs[:kept]


@compiled
def align_pair(
    left: Hashes,
    left_hidden: Flags,
    right: Hashes,
    right_hidden: Flags,
    left_words: int,
    right_words: int,
    width: int,
    max_seeds: int,
) -> tuple[int, int, Places]:
    """Align two rows of shingles.

    Returns shared words; shingles of the longest exact run, or -1 when too many repeats hide it;
    and the exact runs, shape (n_runs, 3): word on the left, word on the right, words.
    """
    bits = 4
    while (1 << bits) < 2 * right.size:
        bits += 1
    slots = np.full(1 << bits, _NONE, np.int32)  # first place of a value on the right
    shift = np.uint64(64 - bits)
    later = np.full(right.size, _NONE, np.int32)  # next place of the same value
    heads = np.full(right.size, _NONE, np.int32)  # first place of the value at each place
    repeats = np.zeros(right.size, np.int32)  # places of the value, kept at its first
    for back in range(right.size):
        j = right.size - 1 - back
        if not right_hidden[j]:
            slot = _slot(right[j], slots, right, shift)
            later[j] = slots[slot]
            slots[slot] = j
    ranks = np.zeros(right.size, np.int32)
    for j in range(right.size):
        if not right_hidden[j]:
            head = slots[_slot(right[j], slots, right, shift)]
            heads[j] = head
            ranks[j] = repeats[head]
            repeats[head] += 1
    left_heads = np.full(left.size, _NONE, np.int32)
    left_ranks = np.zeros(left.size, np.int32)
    left_repeats = np.zeros(right.size, np.int32)
    for i in range(left.size):
        if not left_hidden[i]:
            head = slots[_slot(left[i], slots, right, shift)]
            left_heads[i] = head
            if head != _NONE:
                left_ranks[i] = left_repeats[head]
                left_repeats[head] += 1
    shared = _shared_words(left_heads, heads, left_repeats, left_words, right_words, width)
    runs, complete = _runs(
        left_heads, heads, left_ranks, ranks, left_repeats, repeats, later, max_seeds
    )
    longest = 0
    for number in range(runs.shape[0]):
        longest = max(longest, runs[number, 2])
    kept = _disjoint(runs, left.size + width - 1, right.size + width - 1, width)
    return shared, longest if complete else _NONE, kept


@compiled
def _slot(value: np.uint64, slots: Numbers, right: Hashes, shift: np.uint64) -> int:
    """Slot of `value`: the one whose place on the right holds it, or a free one."""
    slot = as_int((value * np.uint64(0x9E3779B97F4A7C15)) >> shift)
    while slots[slot] != _NONE and right[slots[slot]] != value:
        slot = (slot + 1) & (slots.size - 1)
    return slot


@compiled
def _shared_words(
    left_heads: Numbers,
    heads: Numbers,
    left_repeats: Numbers,
    left_words: int,
    right_words: int,
    width: int,
) -> int:
    """Words in shared shingles on the side with fewer; on equal sides the fewer of both."""
    on_left = 0
    covered = 0  # words before this one are counted
    for i in range(left_heads.size):
        if left_heads[i] != _NONE:
            stop = i + min(width, left_words)
            on_left += stop - max(covered, i)
            covered = stop
    on_right = 0
    covered = 0
    for j in range(heads.size):
        if heads[j] != _NONE and left_repeats[heads[j]] > 0:
            stop = j + min(width, right_words)
            on_right += stop - max(covered, j)
            covered = stop
    if left_words == right_words:
        return min(on_left, on_right)
    return on_left if left_words < right_words else on_right


@compiled
def _runs(
    left_heads: Numbers,
    heads: Numbers,
    left_ranks: Numbers,
    ranks: Numbers,
    left_repeats: Numbers,
    repeats: Numbers,
    later: Numbers,
    max_seeds: int,
) -> tuple[Places, bool]:
    """All longest runs through seeds, shape (n_runs, 3), and whether every shared place seeded."""
    runs = np.empty((64, 3), np.int64)
    found = 0
    complete = True
    cursor = np.arange(heads.size).astype(np.int32)  # of a crowded value: its next place to seed
    for i in range(left_heads.size):
        head = left_heads[i]
        if head == _NONE:
            continue
        crowded = as_int(left_repeats[head]) * as_int(repeats[head]) > max_seeds
        complete &= not crowded
        j = as_int(cursor[head] if crowded else head)
        if crowded and j != _NONE:
            cursor[head] = later[j]
        while j != _NONE:
            start = _start_of_run(
                i, j, left_heads, heads, left_ranks, ranks, left_repeats, repeats, max_seeds
            )
            if start >= 0:
                stop = i + 1
                there = j + 1
                while (
                    stop < left_heads.size
                    and there < heads.size
                    and left_heads[stop] != _NONE
                    and left_heads[stop] == heads[there]
                ):
                    stop += 1
                    there += 1
                if found == runs.shape[0]:
                    bigger = np.empty((2 * found, 3), np.int64)
                    bigger[:found] = runs
                    runs = bigger
                runs[found, 0] = start
                runs[found, 1] = start + j - i
                runs[found, 2] = stop - start
                found += 1
            j = _NONE if crowded else as_int(later[j])
    return runs[:found], complete


@compiled
def _start_of_run(
    i: int,
    j: int,
    left_heads: Numbers,
    heads: Numbers,
    left_ranks: Numbers,
    ranks: Numbers,
    left_repeats: Numbers,
    repeats: Numbers,
    max_seeds: int,
) -> int:
    """Where the run through a seed begins on the left; -1 when an earlier seed is in it."""
    while i > 0 and j > 0 and left_heads[i - 1] != _NONE and left_heads[i - 1] == heads[j - 1]:
        i -= 1
        j -= 1
        head = left_heads[i]
        crowded = as_int(left_repeats[head]) * as_int(repeats[head]) > max_seeds
        if not crowded or left_ranks[i] == ranks[j]:
            return -1
    return i


@compiled
def _disjoint(runs: Places, left_words: int, right_words: int, width: int) -> Places:
    """Take runs from the longest down, each word once; lengths become words."""
    left_taken = np.zeros(left_words, np.bool_)
    right_taken = np.zeros(right_words, np.bool_)
    kept = np.empty((64, 3), np.int64)
    found = 0
    order = np.argsort(runs[:, 0], kind="mergesort")
    if order.size > 1:
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
                    bigger = np.empty((2 * found, 3), np.int64)
                    bigger[:found] = kept
                    kept = bigger
                kept[found, 0] = i + k
                kept[found, 1] = j + k
                kept[found, 2] = free
                found += 1
            k += free + 1
    return kept[:found]


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
def _code_points(raw: Bytes, start: int, stop: int, places: Places, points: Places) -> None:
    """Write the code points of ``raw[start:stop]`` before each of `places`, which never fall."""
    blocks = (stop - start) // BLOCK
    heads = np.empty(blocks + 1, np.uint64)  # which bytes of a block begin a character
    before = np.empty(blocks + 1, np.int64)
    seen = 0
    for block in range(blocks):
        heads[block] = bytes_leading(raw, start + block * BLOCK)
        before[block] = seen
        seen += as_int(count_ones(heads[block]))
    heads[blocks] = np.uint64(0)
    before[blocks] = seen
    for place in range(start + blocks * BLOCK, stop):
        leads = np.uint64((raw[place] & 0xC0) != 0x80)
        heads[blocks] |= leads << np.uint64(place - start - blocks * BLOCK)
    for number in range(places.size):
        offset = places[number] - start
        below = (np.uint64(1) << np.uint64(offset % BLOCK)) - np.uint64(1)
        block = offset // BLOCK
        points[number] = before[block] + as_int(count_ones(heads[block] & below))
