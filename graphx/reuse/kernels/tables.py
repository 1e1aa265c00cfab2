"""What the kernels know of each character, filled in as characters are met.

In:   code points.
Out:  arrays: to which folded characters a code point folds, and what each does to a word.

The tables are made from `graphx.text`, so a kernel cannot fold a character otherwise.
"""

from threading import Lock
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphx.text.normalise import LAST_CODE_POINT, fold
from graphx.text.words import CharClass, char_class

UNKNOWN: Final = -1
NOT_PLAIN: Final = 255


class CharTables(NamedTuple):
    """Arrays a kernel takes; rows are never changed once written.

    Parameters
    ----------
    first : ndarray of int32, shape (n_code_points,)
        Row of the code point's first folded character, or -1 when it was not met before.
    expansions : ndarray of uint8, shape (n_code_points,)
        How many folded characters it has.
    plain : ndarray of uint8, shape (n_code_points,)
        What the code point folds to when that is one ASCII character: a letter or a digit, zero
        for what separates words; `NOT_PLAIN` when it is anything else.
    classes : ndarray of uint8, shape (n_rows,)
        `graphx.text.words.CharClass` of each folded character.
    sizes : ndarray of uint8, shape (n_rows,)
        Its bytes in UTF-8.
    bytes_ : ndarray of uint32, shape (n_rows,)
        Those bytes, the first lowest.
    """

    first: NDArray[np.int32]
    expansions: NDArray[np.uint8]
    plain: NDArray[np.uint8]
    classes: NDArray[np.uint8]
    sizes: NDArray[np.uint8]
    bytes_: NDArray[np.uint32]


_lock: Final = Lock()
_tables = CharTables(
    np.full(LAST_CODE_POINT + 1, UNKNOWN, np.int32),
    np.zeros(LAST_CODE_POINT + 1, np.uint8),
    np.full(LAST_CODE_POINT + 1, NOT_PLAIN, np.uint8),
    np.zeros(0, np.uint8),
    np.zeros(0, np.uint8),
    np.zeros(0, np.uint32),
)


def char_tables() -> CharTables:
    """Return the tables as they stand."""
    return _tables


def learn_chars(points: list[int]) -> CharTables:
    """Add code points to the tables and return them."""
    global _tables
    with _lock:
        new = [point for point in sorted(set(points)) if _tables.first[point] == UNKNOWN]
        row = _tables.classes.size
        chars: list[str] = []
        rows = {}
        for point in new:
            rows[point] = row + len(chars)
            folded = fold(chr(point))
            chars.extend(folded)
            if len(folded) == 1:
                _tables.plain[point] = _plain(folded)
            _tables.expansions[point] = row + len(chars) - rows[point]
        encoded = [char.encode("utf-8", "surrogatepass") for char in chars]
        tables = CharTables(
            _tables.first,
            _tables.expansions,
            _tables.plain,
            _extended(_tables.classes, [char_class(char) for char in chars]),
            _extended(_tables.sizes, [len(data) for data in encoded]),
            _extended(_tables.bytes_, [int.from_bytes(data, "little") for data in encoded]),
        )
        for point, place in rows.items():
            tables.first[point] = place
        _tables = tables
        return tables


def _plain(char: str) -> int:
    kind = char_class(char)
    if kind == CharClass.SEPARATOR:
        return 0
    return ord(char) if char.isascii() and kind == CharClass.LETTER else NOT_PLAIN


def _extended(array: NDArray[Any], values: list[int]) -> NDArray[Any]:
    return np.concatenate([array, np.array(values, array.dtype)])


learn_chars(list(range(128)))
