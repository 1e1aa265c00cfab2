# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Leave out the units that their outlet has once.

In:   units of all articles, in the order of the articles, in parts.
Out:  `Met`: those that their outlet may have twice.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from graphx.reuse.kernels.arrays import Hashes, Numbers, Places
from graphx.reuse.kernels.jit import as_int, compiled
from graphx.reuse.kernels.threads import joined

_RADIX = np.uint64(0x9E3779B97F4A7C15)


class UnitPart(NamedTuple):
    """Units of consecutive articles, as in `graphx.reuse.survey.Survey`."""

    units: Hashes
    firsts: Numbers
    counts: Places
    words: Places


class Met(NamedTuple):
    """Units their outlet may have twice, in the order of the articles.

    Parameters
    ----------
    owners : ndarray of int32, shape (n_met,)
        Number of the article each stands in.
    units : ndarray of uint64, shape (n_met,)
    firsts, words : ndarray of int32, shape (n_met,)
        Number of the first word of each, and how many it has.
    """

    owners: Numbers
    units: Hashes
    firsts: Numbers
    words: Numbers


def met_twice(parts: Sequence[UnitPart], outlet_of: Places) -> Met:
    """Return the units that their outlet may have twice; outlets below 0 have none.

    Most occur once.  A unit sets one of eight times as many bits as there are units, and a second
    one that comes to it another, in the next word: so says a filter of Bloom's with one function.
    """
    bits = max(10, (8 * sum(part.units.size for part in parts)).bit_length())
    cells = np.zeros(2 << (bits - 6), np.uint64)
    edges = np.cumsum([0, *(part.counts.size for part in parts)]).tolist()
    for part, first in zip(parts, edges, strict=False):
        _mark(part.units, part.counts, outlet_of, first, bits, cells)
    met = [
        _met(*part, outlet_of, first, bits, cells)
        for part, first in zip(parts, edges, strict=False)
    ]
    none = np.zeros(0, np.int32), np.zeros(0, np.uint64), np.zeros(0, np.int32)
    return Met(*(joined(list(column)) for column in zip(*met or [(*none, none[2])], strict=True)))


@compiled
def _mark(
    units: Hashes,
    counts: Places,
    outlet_of: Places,
    first: int,
    bits: int,
    cells: Hashes,
) -> None:
    """Set the bits of units of articles from `first` on."""
    shift = np.uint64(64 - bits)
    unit = 0
    for article in range(counts.size):
        outlet = outlet_of[first + article]
        stop = unit + counts[article]
        if outlet >= 0:
            for k in range(unit, stop):
                place = _place(units[k], outlet, shift)
                bit = np.uint64(1) << (place & np.uint64(63))
                cell = 2 * as_int(place >> np.uint64(6))
                cells[cell + 1] |= cells[cell] & bit
                cells[cell] |= bit
        unit = stop


@compiled
def _met(
    units: Hashes,
    firsts: Numbers,
    counts: Places,
    words: Places,
    outlet_of: Places,
    first: int,
    bits: int,
    cells: Hashes,
) -> tuple[Numbers, Hashes, Numbers, Numbers]:
    """Columns of `Met` of articles from `first` on."""
    shift = np.uint64(64 - bits)
    again = np.empty(units.size + 1, np.int32)
    owners = np.empty(units.size + 1, np.int32)
    found = 0
    unit = 0
    for article in range(counts.size):
        outlet = outlet_of[first + article]
        stop = unit + counts[article]
        if outlet >= 0:
            for k in range(unit, stop):
                place = _place(units[k], outlet, shift)
                again[found] = k
                owners[found] = article
                met = cells[2 * as_int(place >> np.uint64(6)) + 1] >> (place & np.uint64(63))
                found += as_int(met & np.uint64(1))
        unit = stop
    met_units = np.empty(found, np.uint64)
    met_firsts = np.empty(found, np.int32)
    met_words = np.empty(found, np.int32)
    article = -1
    last = -1
    for k in range(found):
        while owners[k] != article:
            article += 1
            last += counts[article]
        unit = again[k]
        end = words[article] if unit == last else firsts[unit + 1]
        met_units[k] = units[unit]
        met_firsts[k] = firsts[unit]
        met_words[k] = end - firsts[unit]
    return (owners[:found] + first).astype(np.int32), met_units, met_firsts, met_words


@compiled
def _place(value: np.uint64, outlet: int, shift: np.uint64) -> np.uint64:
    """Bit of a unit of an outlet."""
    return ((value ^ np.uint64(outlet) * _RADIX) * _RADIX) >> shift
