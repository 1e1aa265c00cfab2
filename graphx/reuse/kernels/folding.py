# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Fold the bodies of articles, so that their words stand apart by zero bytes.

In:   one buffer of bytes that holds many texts, and the intervals of each that are body.
Out:  folded bytes, and which bytes of the text they came from.

ASCII is folded sixty-four bytes at a time; other characters through
`graphx.reuse.kernels.tables`.  The loop over blocks binds no array anew, because counting who
refers to an array costs more than folding a block: where room runs out, it returns and is called
again.
"""

import numpy as np

from graphx.reuse.kernels.arrays import Bytes, Numbers, Places, grown
from graphx.reuse.kernels.jit import (
    as_int,
    bytes_high,
    bytes_leading,
    bytes_telling,
    compiled,
    count_ones,
    fold_block,
    trailing_zeros,
)
from graphx.reuse.kernels.tables import NOT_PLAIN, CharTables
from graphx.text.units import GapClass

BLOCK = 64
SLACK = 256
"""More bytes than a block and one character can fold to."""

NEXT_BYTES, END = 1, 2
"""How a run goes on: with the next bytes, or not at all; with the same byte where neither."""

_SAME = 0
_NOTHING = np.uint64(0)
_LEADING = np.uint8(0xC0)  # bytes from here on begin a character beyond ASCII
_SEPARATOR, _LETTER, _SOLO, _MARK = 0, 1, 2, 3
_BREAK, _STOP, _SPACE, _HASH = (
    int(kind) for kind in (GapClass.BREAK, GapClass.STOP, GapClass.SPACE, GapClass.HASH)
)
_NOT_PLAIN = NOT_PLAIN
_LOOK = 5  # bytes from a full stop to behind a quote and a space


@compiled
def unknown_chars(raw: Bytes, first: Numbers, found: Places) -> int:
    """Write code points that are not in the tables to `found`; return how many, or its size."""
    met = 0
    whole = raw.size - raw.size % BLOCK
    for place in range(0, raw.size, BLOCK):
        if place < whole:
            leading = bytes_high(raw, place) & bytes_leading(raw, place)
        else:
            leading = _NOTHING
            for k in range(whole, raw.size):
                leading |= np.uint64(raw[k] >= _LEADING) << np.uint64(k - whole)
        while leading:
            point, _ = decode(raw, place + as_int(trailing_zeros(leading)))
            leading &= leading - np.uint64(1)
            if first[point] < 0:
                found[met] = point
                met += 1
                if met == found.size:
                    return met
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
    while place + BLOCK <= stop:
        chars = as_int(count_ones(bytes_leading(raw, place)))
        if seen + chars > point:
            break
        seen += chars
        place += BLOCK
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
    gets twice the places of characters that can end a unit, and one more where they surely do,
    and the inverse of the last place.  Returns the arrays, grown where they had to be, and how
    much of each is used.
    """
    last = _SEPARATOR
    here = start
    while True:
        if out.size - at < stop - here + 2 * SLACK:
            out = grown(out, at, stop - here)
        if runs.shape[0] - run < 8:
            more = np.empty((2 * runs.shape[0], 3), np.int64)
            more[:run] = runs[:run]
            runs = more
        if tells.size - told < 2 * BLOCK:
            tells = grown(tells, told, BLOCK)
        if here == stop:
            break
        here, at, run, told, last = _fold_while_room(
            raw, here, stop, tables, out, at, runs, run, tells, told, classes, telling, last
        )
    out[at] = 0
    run = _began(runs, run, at, stop, END)
    if telling:
        tells[told] = ~at
        told += 1
    return out, at + 1, runs, run, tells, told


@compiled
def _fold_while_room(
    raw: Bytes,
    here: int,
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
    last: int,
) -> tuple[int, int, int, int, int]:
    """Fold until the end, or until an array is full; return how far each of them got."""
    first, count, plain, kinds, sizes, chars = tables
    most_runs = runs.shape[0] - 4
    most_tells = tells.size - BLOCK - 2
    in_raw = raw.size - BLOCK
    rest = np.empty(BLOCK, np.uint8)
    while (
        here < stop
        and run < most_runs
        and told < most_tells
        and (out.size - at >= stop - here + SLACK)
    ):
        if raw[here] < np.uint8(128):
            if last == _SOLO:
                out[at] = 0
                run = _began(runs, run, at, here, _SAME)
                at += 1
            run = _began(runs, run, at, here, NEXT_BYTES)
            goes_on = True
            while goes_on and here < stop and run < most_runs and told < most_tells:
                if here <= in_raw:
                    high = fold_block(raw, here, out, at)
                    marks = bytes_telling(raw, here) if telling else _NOTHING
                else:
                    rest[:] = 0
                    for k in range(stop - here):
                        rest[k] = raw[here + k]
                    high = fold_block(rest, 0, out, at)
                    marks = bytes_telling(rest, 0) if telling else _NOTHING
                taken = min(stop - here, as_int(trailing_zeros(high)))
                if taken < BLOCK:
                    marks &= (np.uint64(1) << np.uint64(taken)) - np.uint64(1)
                while marks:
                    offset = as_int(trailing_zeros(marks))
                    sure = _surely_ends(raw, here + offset, stop, classes)
                    tells[told] = 2 * (at + offset) + sure
                    told += 1
                    marks &= marks - np.uint64(1)
                at += taken
                here += taken
                goes_on = taken == BLOCK
                if goes_on or here == stop:
                    continue
                # One character that folds to one byte, and ASCII again: stay in the loop.
                point, char_bytes = decode(raw, here)
                after = here + char_bytes
                if after < stop and raw[after] < np.uint8(128) and plain[point] != _NOT_PLAIN:
                    if telling and classes[point] in (_BREAK, _STOP, _HASH):
                        continue
                    out[at] = plain[point]
                    at += 1
                    here = after
                    run = _began(runs, run, at, here, NEXT_BYTES)
                    goes_on = True
            last = _LETTER if out[at - 1] else _SEPARATOR
            continue
        point, char_bytes = decode(raw, here)
        if telling and classes[point] in (_BREAK, _STOP, _HASH):
            tells[told] = 2 * at
            told += 1
        if plain[point] != _NOT_PLAIN and last != _SOLO:
            run = _began(runs, run, at, here, _SAME)
            out[at] = plain[point]
            last = _LETTER if plain[point] else _SEPARATOR
            at += 1
            here += char_bytes
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
            run = _began(runs, run, before, here, _SAME)
        here += char_bytes
    return here, at, run, told, last


@compiled
def _surely_ends(raw: Bytes, place: int, stop: int, classes: Bytes) -> bool:
    """Whether one look at a character of ASCII and the next tells that a unit ends there.

    A closing quote or bracket may stand between a full stop and the space.
    """
    kind = classes[raw[place]]
    if kind != _STOP or place + _LOOK >= stop:
        return bool(kind == _BREAK)
    place += 1
    head = raw[place]
    place += head == 0x22 or head == 0x27 or head == 0x29
    quoted = head == 0xE2 and raw[place + 1] == 0x80 and raw[place + 2] in (0x99, 0x9D)
    place += 3 * quoted
    after = classes[raw[place]]
    return bool(raw[place] < np.uint8(128) and after in (_SPACE, _BREAK))


@compiled
def _began(runs: Places, run: int, at: int, byte: int, step: int) -> int:
    runs[run, 0] = at
    runs[run, 1] = byte
    runs[run, 2] = step
    return run + 1
