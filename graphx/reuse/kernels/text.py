# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Words and shingles of articles, read from their UTF-8 bytes.

In:   one buffer of bytes that holds many texts, and the intervals of each that are body.
Out:  word hashes and places; shingles.

Three steps.  The body is folded into a scratch buffer in which words stand apart by zero bytes:
sixty-four bytes of ASCII at a time, other characters through `graphx.reuse.kernels.tables`.  Where
words begin and end is read off a bit mask of sixty-four bytes at a time, as Langdale and Lemire
find the structure of JSON (Parsing gigabytes of JSON per second, 2019).  Then words are hashed
sixteen bytes at a time, without a branch for words of up to sixteen.
"""

from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from graphx.reuse.kernels.arrays import Bytes, Hashes, Numbers, Places
from graphx.reuse.kernels.jit import (
    as_int,
    bytes_high,
    bytes_leading,
    bytes_set,
    bytes_telling,
    compiled,
    count_ones,
    fold_block,
    fold_product,
    read_word,
    trailing_zeros,
)
from graphx.reuse.kernels.tables import NOT_PLAIN, CharTables
from graphx.text.units import GapClass

_T = TypeVar("_T", bound=np.generic)

Room: TypeAlias = tuple[Bytes, Places, Numbers, Numbers, Hashes, Places, Places, Places]
"""Folded bytes, runs, tells, edges of words; hash, first byte, last byte, interval of words."""

_BLOCK = 64
_RADIX = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xD1342543DE82EF95)
_SLACK = 256  # more bytes than a block and one character can fold to
_NOTHING = np.uint64(0)

_SEPARATOR, _LETTER, _SOLO, _MARK = 0, 1, 2, 3

_SAME, NEXT_BYTES, _END = 0, 1, 2  # how a run goes on
_BREAK, _STOP, _HASH = (int(kind) for kind in (GapClass.BREAK, GapClass.STOP, GapClass.HASH))

_NOT_PLAIN = NOT_PLAIN
_MOST_COMPARISONS = 1 << 20

_FIRST_MASKS = np.array([(1 << 8 * min(n, 8)) - 1 for n in range(17)], np.uint64)
_SECOND_MASKS = np.array([(1 << 8 * max(n - 8, 0)) - 1 for n in range(17)], np.uint64)


@compiled
def stir(value: np.uint64) -> np.uint64:
    """Mix the 64 bits of `value`, as `graphx.reuse.shingles.stir` does."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@compiled
def grown(array: NDArray[_T], used: int, more: int) -> NDArray[_T]:
    """Return a copy of ``array[:used]`` with room for `more` and for as much again."""
    bigger = np.empty(2 * (used + more + 2 * _SLACK), array.dtype)
    bigger[:used] = array[:used]
    return bigger


@compiled
def unknown_chars(raw: Bytes, first: Numbers, found: Places) -> int:
    """Write code points that are not in the tables to `found`; return how many, or its size."""
    met = 0
    place = 0
    while place < raw.size:
        if place + _BLOCK <= raw.size:
            high = bytes_high(raw, place)
            if high == _NOTHING:
                place += _BLOCK
                continue
            place += as_int(trailing_zeros(high))
        point, size = decode(raw, place)
        if first[point] < 0 and point > 127:
            found[met] = point
            met += 1
            if met == found.size:
                return met
        place += size
    return met


@compiled
def decode(raw: Bytes, place: int) -> tuple[int, int]:
    """Code point at `place` of valid UTF-8, and its bytes."""
    head = as_int(raw[place])
    if head < 0x80:
        return head, 1
    if head < 0xE0:
        return ((head & 0x1F) << 6) | (as_int(raw[place + 1]) & 0x3F), 2
    middle = ((as_int(raw[place + 1]) & 0x3F) << 6) | (as_int(raw[place + 2]) & 0x3F)
    if head < 0xF0:
        return ((head & 0x0F) << 12) | middle, 3
    return ((head & 0x07) << 18) | (middle << 6) | (as_int(raw[place + 3]) & 0x3F), 4


@compiled
def byte_place(raw: Bytes, start: int, stop: int, point: int) -> int:
    """Byte at which code point number `point` of ``raw[start:stop]`` begins, from `start` on."""
    place = start
    seen = 0
    while place + _BLOCK <= stop:
        chars = as_int(count_ones(bytes_leading(raw, place)))
        if seen + chars > point:
            break
        seen += chars
        place += _BLOCK
    while place < stop:
        if raw[place] & 0xC0 != 0x80:
            if seen == point:
                return place
            seen += 1
        place += 1
    return stop


@compiled
def fold_bytes(
    raw: Bytes,
    start: int,
    stop: int,
    tables: CharTables,
    out: Bytes,
    at: int,
    runs: Places,
    run: int,
    tells: Numbers,
    told: int,
    classes: Bytes,
    telling: bool,
) -> tuple[Bytes, int, Places, int, Numbers, int]:
    """Fold ``raw[start:stop]`` into `out` from place `at` on; words apart by zeros, one at the end.

    Every row of `runs` is a place in `out`, the byte of `raw` it came from, and how the places
    after it go on: with the next bytes, with the same one, or not at all.  With `telling`, `tells`
    gets the places of characters that can end a unit, and the inverse of the last one.  Returns
    the arrays, grown where they had to be, and how much of each is used.
    """
    first, count, plain, kinds, sizes, chars = tables
    rest = np.empty(_BLOCK, np.uint8)
    last = _SEPARATOR
    ascii_run = False
    i = start
    while i < stop:
        if out.size - at < stop - i + _SLACK:
            out = grown(out, at, stop - i)
        if runs.shape[0] - run < 4:
            more = np.empty((2 * runs.shape[0], 3), np.int64)
            more[:run] = runs[:run]
            runs = more
        if tells.size - told < _BLOCK + 2:
            tells = grown(tells, told, _BLOCK)
        if raw[i] < np.uint8(128):
            if last == _SOLO:
                out[at] = 0
                run = _began(runs, run, at, i, _SAME)
                at += 1
            if not ascii_run:
                run = _began(runs, run, at, i, NEXT_BYTES)
                ascii_run = True
            taken = min(stop - i, _BLOCK)
            if taken == _BLOCK:
                high = fold_block(raw, i, out, at)
            else:
                rest[:] = 0
                for k in range(taken):
                    rest[k] = raw[i + k]
                high = fold_block(rest, 0, out, at)
            taken = min(taken, as_int(trailing_zeros(high)))
            if telling:
                marks = bytes_telling(rest, 0) if stop - i < _BLOCK else bytes_telling(raw, i)
                if taken < _BLOCK:
                    marks &= (np.uint64(1) << np.uint64(taken)) - np.uint64(1)
                while marks:
                    tells[told] = at + as_int(trailing_zeros(marks))
                    told += 1
                    marks &= marks - np.uint64(1)
            at += taken
            i += taken
            last = _LETTER if out[at - 1] else _SEPARATOR
            continue
        ascii_run = False
        point, char_bytes = decode(raw, i)
        if telling and classes[point] in (_BREAK, _STOP, _HASH):
            tells[told] = at
            told += 1
        if plain[point] != _NOT_PLAIN and last != _SOLO:
            run = _began(runs, run, at, i, _SAME)
            out[at] = plain[point]
            last = _LETTER if plain[point] else _SEPARATOR
            at += 1
            i += char_bytes
            continue
        before = at
        for row in range(first[point], first[point] + as_int(count[point])):
            kind = kinds[row]
            if kind == _MARK:
                if last == _SEPARATOR:
                    continue
            elif kind in (_SEPARATOR, _SOLO) or last == _SOLO:
                out[at] = 0
                at += 1
                last = kind
                if kind == _SEPARATOR:
                    continue
            else:
                last = kind
            data = chars[row]
            for _ in range(sizes[row]):
                out[at] = np.uint8(data & np.uint32(255))
                data >>= np.uint32(8)
                at += 1
        if at > before:
            run = _began(runs, run, before, i, _SAME)
        i += char_bytes
    out[at] = 0
    run = _began(runs, run, at, stop, _END)
    if telling:
        if told == tells.size:
            tells = grown(tells, told, 1)
        tells[told] = ~at
        told += 1
    return out, at + 1, runs, run, tells, told


@compiled
def _began(runs: Places, run: int, at: int, byte: int, step: int) -> int:
    runs[run, 0] = at
    runs[run, 1] = byte
    runs[run, 2] = step
    return run + 1


@compiled
def cut_words(folded: Bytes, size: int, edges: Numbers) -> int:
    """Write where each word begins and ends in a folded buffer; return how many words there are.

    A hundred bytes after `size` are overwritten with zeros; `edges` needs room for as many more
    numbers as a block has bytes.
    """
    folded[size : size + _BLOCK + 36] = 0
    found = 0
    open_before = _NOTHING
    for place in range(0, size, _BLOCK):
        inside = bytes_set(folded, place)
        changes = inside ^ ((inside << np.uint64(1)) | open_before)
        open_before = inside >> np.uint64(63)
        stop = found + as_int(count_ones(changes))
        k = found
        while k < stop:  # eight at a time, past the last one where need be, spare most branches
            for _ in range(8):
                edges[k] = place + as_int(trailing_zeros(changes))
                changes &= changes - np.uint64(1)
                k += 1
        found = stop
    if open_before:
        edges[found] = size
        found += 1
    return found // 2


@compiled
def hash_words(folded: Bytes, edges: Numbers, words: int, hashes: Hashes) -> None:
    """Hash each word, as `graphx.reuse.shingles.word_hash` does."""
    for number in range(words):
        start = edges[2 * number]
        length = edges[2 * number + 1] - start
        read = min(length, 16)
        first = read_word(folded, start) & _FIRST_MASKS[read]
        second = read_word(folded, start + 8) & _SECOND_MASKS[read]
        value = np.uint64(length) * _RADIX
        value = fold_product(first ^ _RADIX, second ^ _SECOND ^ value)
        while length > 16:
            start += 16
            length -= 16
            read = min(length, 16)
            first = read_word(folded, start) & _FIRST_MASKS[read]
            second = read_word(folded, start + 8) & _SECOND_MASKS[read]
            value = fold_product(first ^ _RADIX, second ^ _SECOND ^ value)
        hashes[number] = value


@compiled
def _locate(
    raw: Bytes, edges: Numbers, words: int, runs: Places, used: int, firsts: Places, lasts: Places
) -> None:
    """Write first and last byte of each word, marks that were dropped after it included."""
    run = 0
    for number in range(words):
        place = edges[2 * number]
        while run + 1 < used and runs[run + 1, 0] <= place:
            run += 1
        firsts[number] = runs[run, 1] + (runs[run, 2] == NEXT_BYTES) * (place - runs[run, 0])
        place = edges[2 * number + 1] - 1
        while run + 1 < used and runs[run + 1, 0] <= place:
            run += 1
        final = runs[run, 1] + (runs[run, 2] == NEXT_BYTES) * (place - runs[run, 0])
        place += 1
        while run + 1 < used and runs[run + 1, 0] <= place:
            run += 1
        after = runs[run, 1] + (runs[run, 2] == NEXT_BYTES) * (place - runs[run, 0])
        lasts[number] = max(after, final + decode(raw, final)[1])


@compiled
def shingle_row(words: Hashes, count: int, width: int, row: Hashes) -> int:
    """Hash every `width` words in a row into `row`; return how many shingles there are."""
    if count == 0:
        return 0
    width = min(width, count)
    shingles = count - width + 1
    for i in range(shingles):
        row[i] = words[i]
    for offset in range(1, width):
        for i in range(shingles):
            row[i] = row[i] * _RADIX + words[i + offset]
    for i in range(shingles):
        row[i] = stir(row[i])
    return shingles


@compiled
def sort_distinct(values: Hashes, count: int, counts: Places, out: Hashes, top: int = 64) -> int:
    """Write the distinct of ``values[:count]`` to `out`, sorted; return how many.

    Hashes are spread evenly, so as many buckets as values, each then sorted by insertion, take
    linear time.  `counts` is scratch for a power of two above `count`, and one more.
    """
    if count == 0:
        return 0
    bits = 1
    while (1 << bits) < count:
        bits += 1
    shift = np.uint64(max(top - bits, 0))
    counts[: (1 << bits) + 1] = 0
    for i in range(count):
        counts[as_int(values[i] >> shift) + 1] += 1
    for bucket in range(1 << bits):
        counts[bucket + 1] += counts[bucket]
    for i in range(count):
        bucket = as_int(values[i] >> shift)
        out[counts[bucket]] = values[i]
        counts[bucket] += 1
    for i in range(1, count):
        value = out[i]
        place = i
        while place > 0 and out[place - 1] > value:
            out[place] = out[place - 1]
            place -= 1
        out[place] = value
    distinct = 1
    for i in range(1, count):
        if out[i] != out[i - 1]:
            out[distinct] = out[i]
            distinct += 1
    return distinct


@compiled
def count_distinct(row: Hashes, count: int, met: Hashes) -> int:
    """How many different values ``row[:count]`` has.

    A value whose sixteen highest bits were met before is looked for among the values before it.
    `met` is scratch for that many bits.
    """
    met[:] = _NOTHING
    distinct = 0
    doubts = 0
    for i in range(count):
        value = row[i]
        cell = as_int(value >> np.uint64(54))
        bit = np.uint64(1) << ((value >> np.uint64(48)) & np.uint64(63))
        if met[cell] & bit:
            doubts += 1
            if doubts * count > _MOST_COMPARISONS:
                buckets = np.empty(2 * count + 3, np.int64)
                return sort_distinct(row, count, buckets, np.empty(count, np.uint64))
            same = 0
            for k in range(i):
                same |= row[k] == value
            distinct += 1 - same
        else:
            distinct += 1
        met[cell] |= bit
    return distinct


@compiled
def new_room() -> Room:
    """Scratch for `read_words`; it grows with the longest text and is used again for the next."""
    return (
        np.empty(_SLACK, np.uint8),
        np.empty((64, 3), np.int64),
        np.empty(_SLACK, np.int32),
        np.empty(_SLACK, np.int32),
        np.empty(_SLACK, np.uint64),
        np.empty(_SLACK, np.int64),
        np.empty(_SLACK, np.int64),
        np.empty(_SLACK, np.int64),
    )


@compiled
def read_words(
    raw: Bytes,
    starts: Places,
    body_starts: Places,
    body: Places,
    article: int,
    tables: CharTables,
    classes: Bytes,
    telling: bool,
    room: Room,
) -> tuple[Room, Hashes, int, int]:
    """Read the words of one article.

    Returns the scratch for the next one; hashes of the words; how many runs there are and, with
    `telling`, places that may end a unit.  All is good until the next call.
    """
    out, runs, tells, edges, hashes, firsts, lasts, intervals = room
    start = starts[article]
    stop = starts[article + 1]
    at = 0
    run = 0
    told = 0
    here = start
    seen = 0
    for number in range(body_starts[article], body_starts[article + 1]):
        here = byte_place(raw, here, stop, body[number, 0] - seen)
        there = byte_place(raw, here, stop, body[number, 1] - body[number, 0])
        seen = body[number, 1]
        out, at, runs, run, tells, told = fold_bytes(
            raw, here, there, tables, out, at, runs, run, tells, told, classes, telling
        )
        here = there
    if out.size < at + _SLACK:
        out = grown(out, at, _SLACK)
    if edges.size < at + 2 * _BLOCK:
        edges = np.empty(2 * at + 2 * _BLOCK, np.int32)
    words = cut_words(out, at, edges)
    if hashes.size < words:
        hashes = np.empty(2 * words, np.uint64)
        firsts = np.empty(2 * words, np.int64)
        lasts = np.empty(2 * words, np.int64)
        intervals = np.empty(2 * words, np.int64)
    hash_words(out, edges, words, hashes)
    room = (out, runs, tells, edges, hashes, firsts, lasts, intervals)
    return room, hashes[:words], run, told


@compiled
def locate_words(raw: Bytes, room: Room, words: int, run: int) -> tuple[Places, Places, Places]:
    """First byte, last byte and interval of each word that was read last."""
    _, runs, _, edges, _, firsts, lasts, intervals = room
    _locate(raw, edges, words, runs, run, firsts, lasts)
    _count_stretches(edges, words, runs, run, intervals)
    return firsts[:words], lasts[:words], intervals[:words]


@compiled
def _count_stretches(
    edges: Numbers, words: int, runs: Places, used: int, intervals: Places
) -> None:
    """Write in which folded stretch each word lies: a stretch ends with a run of its own kind."""
    stretch = 0
    run = 0
    for number in range(words):
        while run < used and runs[run, 0] <= edges[2 * number]:
            stretch += runs[run, 2] == _END
            run += 1
        intervals[number] = stretch
