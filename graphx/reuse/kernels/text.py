# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Words and shingles of articles, read from their UTF-8 bytes.

In:   one buffer of bytes that holds many texts, and the intervals of each that are body.
Out:  word hashes and places; signatures and kept hashes.

Two steps over each interval.  First it is folded into a scratch buffer in which words stand apart
by zero bytes: ASCII in one loop the compiler turns into vector instructions, other characters
through the tables of `graphx.reuse.kernels.tables`.  Then words are cut out of it eight bytes at a
time: the first zero byte of a block is found by the carry of a subtraction (Warren, Hacker's
Delight, 2nd ed., section 6-1) and ends the word.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graphx.reuse.kernels.arrays import Bytes, Hashes, Numbers, Places
from graphx.reuse.kernels.jit import as_int, compiled, read_word, trailing_zeros, write_word
from graphx.reuse.kernels.tables import CharTables

_T = TypeVar("_T", bound=np.generic)

_ONES = np.uint64(0x0101010101010101)
_HIGHS = np.uint64(0x8080808080808080)
_FULL = np.uint64(0xFFFFFFFFFFFFFFFF)
_RADIX = np.uint64(0x9E3779B97F4A7C15)
_SLACK = 128  # more bytes than one character can fold to

_SEPARATOR, _LETTER, _SOLO, _MARK = 0, 1, 2, 3


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
        if place + 8 <= raw.size and (read_word(raw, place) & _HIGHS) == np.uint64(0):
            place += 8
            continue
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
    while place + 8 <= stop and seen + 8 <= point:
        # Bytes 10xxxxxx go on with a character: count those that do not.
        word = read_word(raw, place)
        going_on = (word >> np.uint64(7)) & ~(word >> np.uint64(6)) & _ONES
        seen += 8 - as_int((going_on * _ONES) >> np.uint64(56))
        place += 8
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
    low: Bytes,
    out: Bytes,
    origins: Places,
    located: bool,
) -> tuple[Bytes, Places, int]:
    """Fold ``raw[start:stop]`` into `out`; words apart by zeros, a zero at the end.

    `low` is scratch of at least the size and 16 bytes.  With `located`, `origins` gets the byte of
    `raw` that each byte of `out` came from.  Returns the buffers, grown where they had to be, and
    the number of bytes.
    """
    size = stop - start
    text = raw[start:stop]
    plain = low[:size]
    high = np.uint8(0)
    for i in range(text.size):
        byte = text[i]
        lower = np.uint8(byte | np.uint8(0x20))
        letter = np.uint8(lower - np.uint8(97)) < np.uint8(26)
        other = (np.uint8(byte - np.uint8(48)) < np.uint8(10)) | (byte >= np.uint8(128))
        kept = np.uint8(0)
        if other:
            kept = byte
        if letter:
            kept = lower
        plain[i] = kept
        high = np.uint8(high | byte)
    low[size : size + 16] = 0
    if high < np.uint8(128):
        out[: size + 16] = low[: size + 16]
        if located:
            for i in range(size + 1):
                origins[i] = start + i
        return out, origins, size
    first, count, classes, sizes, chars = tables
    last = _SEPARATOR
    at = 0
    i = 0
    while i < size:
        if out.size - at < size - i + 2 * _SLACK:
            out = grown(out, at, size - i)
            if located:
                origins = grown(origins, at, size - i)
        if low[i] < np.uint8(128):
            if last == _SOLO:
                out[at] = 0
                if located:
                    origins[at] = start + i
                at += 1
            # Whole blocks of ASCII, then what is left of the last one.
            since = at
            shift = i - at
            word = read_word(low, i)
            while i + 8 <= size and (word & _HIGHS) == np.uint64(0):
                write_word(out, at, word)
                at += 8
                i += 8
                word = read_word(low, i)
            rest = min(as_int(trailing_zeros(word & _HIGHS) >> np.uint64(3)), size - i)
            write_word(out, at, word)
            at += rest
            i += rest
            if located:
                for k in range(since, at):
                    origins[k] = start + shift + k
            last = _LETTER if out[at - 1] else _SEPARATOR
            continue
        point, char_bytes = decode(low, i)
        for row in range(first[point], first[point] + as_int(count[point])):
            kind = classes[row]
            if kind == _MARK:
                if last == _SEPARATOR:
                    continue
            elif kind in (_SEPARATOR, _SOLO) or last == _SOLO:
                out[at] = 0
                if located:
                    origins[at] = start + i
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
                if located:
                    origins[at] = start + i
                at += 1
        i += char_bytes
    out[at : at + 16] = 0
    if located:
        origins[at] = stop
    return out, origins, at


@compiled
def _zero_byte(word: np.uint64) -> int:
    """Bytes of `word` before its first zero byte, 8 when it has none."""
    return as_int(trailing_zeros((word - _ONES) & ~word & _HIGHS) >> np.uint64(3))


@compiled
def cut_words(
    folded: Bytes, size: int, hashes: Hashes, firsts: Places, lasts: Places, words: int
) -> int:
    """Hash the words of a folded buffer from number `words` on; return the new number.

    `firsts` and `lasts` get where each word begins in `folded` and the zero that ends it; arrays
    of no size get nothing.
    """
    located = firsts.size > 0
    i = 0
    while i < size:
        block = read_word(folded, i)
        length = _zero_byte(block)
        if length == 0:
            i += 1
            continue
        if length < 8:
            block &= _FULL >> np.uint64(64 - 8 * length)
            value = stir(np.uint64(length) ^ block)
        else:
            part = 8
            while part == 8:
                part = _zero_byte(read_word(folded, i + length))
                length += part
            value = np.uint64(length)
            for k in range(0, length - 7, 8):
                value = stir(value ^ read_word(folded, i + k))
            rest = length & 7
            if rest:
                block = read_word(folded, i + length - rest)
                value = stir(value ^ (block & (_FULL >> np.uint64(64 - 8 * rest))))
        hashes[words] = value
        if located:
            firsts[words] = i
            lasts[words] = i + length
        words += 1
        i += length + 1
    return words


@compiled
def shingle_row(words: Hashes, count: int, width: int, row: Hashes) -> int:
    """Hash every `width` words in a row into `row`; return how many shingles there are."""
    if count == 0:
        return 0
    if count < width:
        width = count
    leaving = np.uint64(1)
    for _ in range(width):
        leaving *= _RADIX
    value = np.uint64(0)
    shingles = 0
    for i in range(count):
        value = value * _RADIX + words[i]
        if i >= width:
            value -= words[i - width] * leaving
        if i >= width - 1:
            row[shingles] = stir(value)
            shingles += 1
    return shingles


@compiled
def sort_distinct(values: Hashes, count: int, counts: Places, out: Hashes) -> int:
    """Write the distinct of ``values[:count]`` to `out`, sorted; return how many.

    Hashes are spread evenly, so as many buckets as values, each then sorted by insertion, take
    linear time.  `counts` is scratch for a power of two above `count`, and one more.
    """
    if count == 0:
        return 0
    bits = 1
    while (1 << bits) < count:
        bits += 1
    shift = np.uint64(64 - bits)
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
def read_words(
    raw: Bytes,
    starts: Places,
    body_starts: Places,
    body: Places,
    article: int,
    tables: CharTables,
    located: bool,
) -> tuple[Hashes, Places, Places, Places]:
    """Words of one article: hashes, and with `located` first byte, last byte and interval."""
    start = starts[article]
    stop = starts[article + 1]
    low = np.empty(stop - start + 16, np.uint8)
    out = np.empty(stop - start + 2 * _SLACK, np.uint8)
    origins = np.empty(out.size if located else 0, np.int64)
    most = (stop - start) // 2 + 2
    hashes = np.empty(most, np.uint64)
    firsts = np.empty(most if located else 0, np.int64)
    lasts = np.empty(firsts.size, np.int64)
    stretch = np.empty(firsts.size, np.int64)
    words = 0
    for number in range(body_starts[article], body_starts[article + 1]):
        here = byte_place(raw, start, stop, body[number, 0])
        there = byte_place(raw, here, stop, body[number, 1] - body[number, 0])
        out, origins, size = fold_bytes(raw, here, there, tables, low, out, origins, located)
        before = words
        if words + size // 2 + 1 > hashes.size:
            hashes = grown(hashes, words, size)
            if located:
                firsts = grown(firsts, words, size)
                lasts = grown(lasts, words, size)
                stretch = grown(stretch, words, size)
        words = cut_words(out, size, hashes, firsts, lasts, words)
        if located:
            for k in range(before, words):
                ending = lasts[k]
                first = origins[firsts[k]]
                final = origins[ending - 1]
                firsts[k] = first
                lasts[k] = max(origins[ending], _next_char(raw, final))
                stretch[k] = number - body_starts[article]
    return hashes[:words], firsts[:words], lasts[:words], stretch[:words]


@compiled
def _next_char(raw: Bytes, place: int) -> int:
    return place + decode(raw, place)[1]
