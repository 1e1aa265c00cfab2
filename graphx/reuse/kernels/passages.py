# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Turn exact runs into passages of the stored texts.

In:   exact runs of words, and both texts as UTF-8 with the places of their words.
Out:  joined runs, and passages in code points, as `graphx.reuse.align` gives them.

Everything is told in bytes, because words are found in bytes; code points are counted for the ends
of passages alone.
"""

from typing import NamedTuple

import numpy as np

from graphx.reuse.kernels.arrays import Bytes, Numbers, Places
from graphx.reuse.kernels.folding import BLOCK, byte_place, decode
from graphx.reuse.kernels.jit import as_int, bytes_leading, compiled, count_ones
from graphx.reuse.kernels.tables import CharTables

_SPACES = np.array([chr(point).isspace() for point in range(0x3001)])  # there are none behind


class Text(NamedTuple):
    """One side of a pair.

    Parameters
    ----------
    raw : ndarray of uint8, shape (n_bytes,)
    stretches : ndarray of int64, shape (n_stretches, 2)
        Half-open bytes that are body.
    firsts, lasts : ndarray of int32, shape (n_words,)
        First byte of each word, and one past its last.
    widest : int
        Bytes of the widest gap between two words.
    """

    raw: Bytes
    stretches: Places
    firsts: Numbers
    lasts: Numbers
    widest: int


@compiled
def byte_stretches(raw: Bytes, body: Places) -> Places:
    """Bytes of stretches that are given in code points."""
    stretches = np.empty(body.shape, np.int64)
    here = 0
    seen = 0
    for number in range(body.shape[0]):
        here = byte_place(raw, here, raw.size, body[number, 0] - seen)
        stretches[number, 0] = here
        here = byte_place(raw, here, raw.size, body[number, 1] - body[number, 0])
        stretches[number, 1] = here
        seen = body[number, 1]
    return stretches


@compiled
def joined_runs(
    found: Places,
    left: Text,
    right: Text,
    max_gap_words: int,
    max_gap_chars: int,
    min_words: int,
) -> Places:
    """Break exact runs at long gaps in either text, then close the small ones between them.

    `found` is as `disjoint_runs` gives it; a row of what is returned is a first word left and
    right, and words left and right.
    """
    broken = max(left.widest, right.widest) > max_gap_chars  # bytes, so there may be no long gap
    room = found.shape[0]
    if broken:
        room += found[:, 2].sum()
    runs = np.empty((room, 4), np.int64)
    used = 0
    for number in np.argsort(found[:, 0], kind="mergesort"):
        begin = 0
        for offset in range(1 if broken else found[number, 2], found[number, 2] + 1):
            i = found[number, 0] + offset
            j = found[number, 1] + offset
            if offset < found[number, 2] and (
                not _far(left, i - 1, i, max_gap_chars) and not _far(right, j - 1, j, max_gap_chars)
            ):
                continue
            first = found[number, 0] + begin
            second = found[number, 1] + begin
            last = max(used - 1, 0)
            left_stop = runs[last, 0] + runs[last, 2]
            right_stop = runs[last, 1] + runs[last, 3]
            if (
                used > 0
                and 0 <= first - left_stop <= max_gap_words
                and 0 <= second - right_stop <= max_gap_words
                and not _far(left, left_stop - 1, first, max_gap_chars)
                and not _far(right, right_stop - 1, second, max_gap_chars)
            ):
                used -= 1
            else:
                runs[used, 0] = first
                runs[used, 1] = second
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
def _far(text: Text, word: int, other: int, max_gap_chars: int) -> bool:
    """Whether more characters lie between a word and a later one."""
    stop = as_int(text.firsts[other])
    place = as_int(text.lasts[word])
    if stop - place <= max_gap_chars:  # no more characters than bytes
        return False
    chars = 0
    while place < stop:
        chars += (text.raw[place] & 0xC0) != 0x80
        place += 1
    return chars > max_gap_chars


@compiled
def widened(runs: Places, left: Text, right: Text, tables: CharTables) -> Places:
    """Take in what stands around the words on both sides alike: punctuation, a space after it.

    A row of what is returned is the half-open bytes of a passage, left and right.
    """
    spans = np.empty(runs.shape, np.int64)
    for number in range(runs.shape[0]):
        left_word = runs[number, 0] + runs[number, 2]
        right_word = runs[number, 1] + runs[number, 3]
        here = as_int(left.lasts[left_word - 1])
        there = as_int(right.lasts[right_word - 1])
        stop = _room_after(left, left_word)
        right_stop = _room_after(right, right_word)
        while here < stop and there < right_stop:
            one, size = decode(left.raw, here)
            other, right_size = decode(right.raw, there)
            if not _alike(one, other, tables):
                break
            here += size
            there += right_size
        spans[number, 1] = _past_space(left.raw, here, stop)
        spans[number, 3] = _past_space(right.raw, there, right_stop)
    left_ends = np.sort(spans[:, 1])
    right_ends = np.sort(spans[:, 3])
    for number in range(runs.shape[0]):
        here = as_int(left.firsts[runs[number, 0]])
        there = as_int(right.firsts[runs[number, 1]])
        floor = _room_before(left, runs[number, 0], left_ends)
        right_floor = _room_before(right, runs[number, 1], right_ends)
        while here > floor and there > right_floor:
            before = _char_before(left.raw, here)
            right_before = _char_before(right.raw, there)
            one, _ = decode(left.raw, before)
            other, _ = decode(right.raw, right_before)
            if _is_space(one) or not _alike(one, other, tables):
                break
            here = before
            there = right_before
        spans[number, 0] = here
        spans[number, 2] = there
    return spans


@compiled
def _room_after(text: Text, word: int) -> int:
    """Where the next word begins, or the stretch ends in which the one before lies."""
    stop = as_int(text.stretches[_stretch_of(text, word - 1), 1])
    return min(stop, as_int(text.firsts[word])) if word < text.firsts.size else stop


@compiled
def _room_before(text: Text, word: int, taken: Places) -> int:
    """Where the last word, the last passage or the stretch before a word has its end or begin."""
    floor = as_int(text.stretches[_stretch_of(text, word), 0])
    if word > 0:
        floor = max(floor, as_int(text.lasts[word - 1]))
    passed = np.searchsorted(taken, as_int(text.firsts[word]), side="right")
    return max(floor, taken[passed - 1]) if passed > 0 else floor


@compiled
def _stretch_of(text: Text, word: int) -> int:
    """In which stretch a word lies."""
    low = 0
    high = text.stretches.shape[0] - 1
    while low < high:
        middle = (low + high + 1) // 2
        if text.stretches[middle, 0] <= text.firsts[word]:
            low = middle
        else:
            high = middle - 1
    return low


@compiled
def _past_space(raw: Bytes, end: int, stop: int) -> int:
    """Move `end` past one space, unless a space stands before it already."""
    if end >= stop:
        return end
    point, size = decode(raw, end)
    before, _ = decode(raw, _char_before(raw, end))
    return end + size if _is_space(point) and not _is_space(before) else end


@compiled
def _char_before(raw: Bytes, place: int) -> int:
    place -= 1
    while raw[place] & 0xC0 == 0x80:
        place -= 1
    return place


@compiled
def _is_space(point: int) -> bool:
    return point < _SPACES.size and _SPACES[point]


@compiled
def _alike(one: int, other: int, tables: CharTables) -> bool:
    """Whether matching sees no difference between two characters."""
    if one == other or (_is_space(one) and _is_space(other)):
        return True
    count = tables.expansions[one]
    if count == 0 or tables.expansions[other] != count:
        return False
    first = tables.first[one]
    second = tables.first[other]
    for k in range(count):  # noqa: SIM110  # numba compiles no generators
        if tables.bytes_[first + k] != tables.bytes_[second + k]:
            return False
    return True


@compiled
def code_points(raw: Bytes, table: Places) -> Places:
    """How many characters begin before each of some places."""
    places = table.copy().reshape(-1)
    points = np.empty(places.size, np.int64)
    here = 0
    seen = 0
    for number in np.argsort(places):
        place = places[number]
        while here + BLOCK <= place:
            seen += as_int(count_ones(bytes_leading(raw, here)))
            here += BLOCK
        if here + BLOCK <= raw.size:
            below = (np.uint64(1) << np.uint64(place - here)) - np.uint64(1)
            points[number] = seen + as_int(count_ones(bytes_leading(raw, here) & below))
        else:
            rest = 0
            for byte in range(here, place):
                rest += (raw[byte] & 0xC0) != 0x80
            points[number] = seen + rest
    return points.reshape(table.shape)
