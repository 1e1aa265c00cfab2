# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Lay Python strings out as Arrow does, without encoding one after the other.

In:   a list of strings.
Out:  the array of strings `pyarrow` makes of it.

All are joined, and read where they lie: a byte, two or four a character (PEP 393).  Sixty-four
characters of ASCII are copied at a time.  Python's own encoder goes one by one, and Arrow has every
string keep a second copy of itself.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import pyarrow as pa
from numba import carray  # type: ignore[attr-defined]
from numpy.typing import NDArray

from graphx.reuse.kernels.arrays import Bytes, Places, grown
from graphx.reuse.kernels.jit import (
    as_int,
    compiled,
    narrow_block,
    text_parts,
    trailing_zeros,
)

_Chars: TypeAlias = NDArray[np.uint8] | NDArray[np.uint16] | NDArray[np.uint32]

BLOCK = 64
_SLACK = 1024
_AT_A_TIME = 64  # texts that are joined: these stay in the cache, and in memory used before
_SURROGATE = -1
_ONE, _TWO, _FOUR = np.uint8, np.uint16, np.uint32


def string_array(texts: Sequence[str]) -> pa.Array:
    """Return an array of `texts`, as ``pyarrow.array`` does.

    Raises
    ------
    UnicodeEncodeError
        A text holds half of a surrogate pair.
    """
    places = np.zeros(len(texts) + 1, np.int64)
    # Arrow keeps memory it has used before for the next batch.
    room = pa.allocate_buffer(sum(map(len, texts)) * 9 // 8 + _SLACK)
    out = np.frombuffer(room, np.uint8)
    for first in range(0, len(texts), _AT_A_TIME):
        part = texts[first : first + _AT_A_TIME]
        sizes = np.fromiter(map(len, part), np.int64, len(part))
        out = _write("".join(part), sizes, places[first : first + len(part) + 1], out)
        if places[first + len(part)] > np.iinfo(np.int32).max or places[first + len(part)] < 0:
            return pa.array(texts, pa.string())  # it says what is wrong
    buffers = pa.py_buffer(places.astype(np.int32)), pa.py_buffer(out)
    return pa.StringArray.from_buffers(len(texts), *buffers)


@compiled
def _write(text: str, sizes: Places, places: Places, out: Bytes) -> Bytes:
    """Write texts of so many characters, one after the other, as UTF-8; where each ends.

    The first begins at ``places[0]``.  Returns `out`, or a larger copy.
    """
    data, size, kind = text_parts(text)
    if kind == 1:
        return _write_all(carray(data, size, _ONE), sizes, places, out)
    if kind == 2:
        return _write_all(carray(data, size, _TWO), sizes, places, out)
    return _write_all(carray(data, size, _FOUR), sizes, places, out)


@compiled
def _write_all(chars: _Chars, sizes: Places, places: Places, out: Bytes) -> Bytes:
    here = 0
    at = places[0]
    for number in range(sizes.size):
        stop = here + sizes[number]
        while here < stop:
            here, at = _write_while_room(chars, here, stop, out, at)
            if at == _SURROGATE:
                places[-1] = _SURROGATE
                return out
            if here < stop:
                out = grown(out, at, chars.size - here)
        places[number + 1] = at
    return out


@compiled
def _write_while_room(chars: _Chars, here: int, stop: int, out: Bytes, at: int) -> tuple[int, int]:
    most = out.size - 6 * BLOCK
    whole = min(stop, chars.size - 2 * BLOCK + 1)
    while here < stop and at < most:
        if here < whole:
            others = narrow_block(chars, here, out, at)
            block = min(stop - here, BLOCK)
            if block < BLOCK:
                others &= (np.uint64(1) << np.uint64(block)) - np.uint64(1)
            first = here
            here += block
            at += block
            while others:  # what follows one is written once more, behind it
                place = first + as_int(trailing_zeros(others))
                others &= others - np.uint64(1)
                behind = _write_point(as_int(chars[place]), out, at - (here - place))
                if behind == _SURROGATE:
                    return here, behind
                narrow_block(chars, place + 1, out, behind)
                at = behind + (here - place - 1)
            continue
        at = _write_point(as_int(chars[here]), out, at)
        here += 1
        if at == _SURROGATE:
            break
    return here, at


@compiled
def _write_point(point: int, out: Bytes, at: int) -> int:
    if point < 0x80:
        out[at] = point
        return at + 1
    if point < 0x800:
        out[at] = 0xC0 | (point >> 6)
        out[at + 1] = 0x80 | (point & 0x3F)
        return at + 2
    if point < 0x10000:
        out[at] = 0xE0 | (point >> 12)
        out[at + 1] = 0x80 | ((point >> 6) & 0x3F)
        out[at + 2] = 0x80 | (point & 0x3F)
        return _SURROGATE if 0xD800 <= point < 0xE000 else at + 3
    out[at] = 0xF0 | (point >> 18)
    out[at + 1] = 0x80 | ((point >> 12) & 0x3F)
    out[at + 2] = 0x80 | ((point >> 6) & 0x3F)
    out[at + 3] = 0x80 | (point & 0x3F)
    return at + 4
