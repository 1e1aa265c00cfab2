"""Where the units of a text end: lines and sentences, roughly.

In:   a text and the places of its words.
Out:  which words begin a unit.

A unit ends between two words when something between them breaks a line or separates items
(``|``, ``•``, ``##``, a full stop of a script without spaces), or ends a sentence with a space
after it.  "U.S. troops" is cut and "e.g.this" is not: what matters is that equal text is cut
equally, not that every unit is a sentence.
"""

import sys
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graphx.text.normalise import code_points


class GapClass(IntEnum):
    """What a character between two words does to a unit."""

    NOTHING = 0
    BREAK = 1
    STOP = 2  # a break when a space follows before the next word
    SPACE = 3
    HASH = 4  # a break when doubled


GAP_CLASSES: Final = np.zeros(sys.maxunicode + 1, np.uint8)
"""`GapClass` of every code point."""

for _point in range(0x3001):
    if chr(_point).isspace():
        GAP_CLASSES[_point] = GapClass.SPACE
for _char in "\n\r\v\f\x85\u2028\u2029|•·。！？｡।॥":
    GAP_CLASSES[ord(_char)] = GapClass.BREAK
for _char in ".!?…؟۔":
    GAP_CLASSES[ord(_char)] = GapClass.STOP
GAP_CLASSES[ord("#")] = GapClass.HASH


def unit_openings(
    text: str, starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.bool_]:
    r"""Tell which words begin a unit.

    Parameters
    ----------
    text : str
    starts, ends : ndarray of int64, shape (n_words,)
        Half-open places of the words.

    Returns
    -------
    ndarray of bool, shape (n_words,)
        The first word always does.

    Examples
    --------
    >>> unit_openings("A b. C\nd", np.array([0, 2, 5, 7]), np.array([1, 3, 6, 8])).tolist()
    [True, False, True, True]
    """
    opens = np.ones(starts.size, bool)
    if starts.size < 2:
        return opens
    classes = GAP_CLASSES[code_points(text)]
    gap, after = ends[:-1], starts[1:]
    breaks = np.flatnonzero(classes == GapClass.BREAK)
    opens[1:] = _next(breaks, gap) < after
    hashes = classes == GapClass.HASH
    doubled = np.flatnonzero(hashes[:-1] & hashes[1:])
    opens[1:] |= _next(doubled, gap) + 1 < after
    stop = _next(np.flatnonzero(classes == GapClass.STOP), gap)
    spaces = np.flatnonzero(classes == GapClass.SPACE)
    opens[1:] |= _next(spaces, stop) < after
    return opens


def _next(places: NDArray[np.int64], since: NDArray[np.int64]) -> NDArray[np.int64]:
    """First of `places` from each of `since` on; a place behind every text when there is none."""
    never = np.iinfo(np.int64).max - 1
    found: NDArray[np.int64] = np.append(places, never)[np.searchsorted(places, since)]
    return found
