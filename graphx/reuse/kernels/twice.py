# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Find the units that an outlet may have twice.

In:   units of all articles, article by article, where they lie.
Out:  those of one outlet that may occur twice in it, in the order of its articles.

Most occur once.  A unit sets one of eight times as many bits as the outlet has units, and a second
one that comes to it another, in the next word: a filter of Bloom's with one function.  The units of
an outlet are gone over twice, and its bits stay in the cache.
"""

from typing import NamedTuple

import numpy as np
from numba import carray  # type: ignore[attr-defined]
from numpy.typing import NDArray

from graphx.reuse.kernels.arrays import Hashes, Numbers, Places
from graphx.reuse.kernels.jit import as_int, compiled, pointer

_FILTER_BITS = 3  # so many bits of a table a unit and up to twice as many, as a power of two
_FEWEST_BITS = 10
_HASH = np.uint64
_NUMBER = np.int32


class UnitRows(NamedTuple):
    """Units of all articles; somebody else must hold the memory.

    Parameters
    ----------
    hashes, firsts : ndarray of uintp, shape (n_articles,)
        Where hash (uint64) and first word (int32) of each unit of an article lie.
    counts : ndarray of int64, shape (n_articles,)
        Units of each.
    words : ndarray of int64, shape (n_articles,)
        Words of each.
    """

    hashes: NDArray[np.uintp]
    firsts: NDArray[np.uintp]
    counts: Places
    words: Places


class Twice(NamedTuple):
    """Units an outlet may have twice; the arrays are scratch for as many as it has at all.

    Parameters
    ----------
    hashes : ndarray of uint64
    owners : ndarray of int32
        Which article of the outlet each stands in, from 0.
    firsts, words : ndarray of int32
        Number of the first word of each, and how many it has.
    cells : ndarray of uint64
        The filter.
    """

    hashes: Hashes
    owners: Numbers
    firsts: Numbers
    words: Numbers
    cells: Hashes


@compiled
def new_twice(units: int) -> Twice:
    """Scratch for outlets that have so many units at most."""
    return Twice(
        np.empty(units + 1, np.uint64),
        np.empty(units + 1, np.int32),
        np.empty(units + 1, np.int32),
        np.empty(units + 1, np.int32),
        np.empty(2 << (_table_bits(units) - 6), np.uint64),
    )


@compiled
def _table_bits(units: int) -> int:
    bits = _FEWEST_BITS
    while (1 << bits) < (units << _FILTER_BITS):
        bits += 1
    return bits


@compiled
def find_twice(rows: UnitRows, articles: Places, twice: Twice) -> int:
    """Write the units of these articles that may be there twice; return how many."""
    units = 0
    for article in articles:
        units += rows.counts[article]
    bits = _table_bits(units)
    shift = np.uint64(64 - bits)
    cells = twice.cells
    cells[: 2 << (bits - 6)] = 0
    for article in articles:
        hashes = carray(pointer(rows.hashes[article]), rows.counts[article], _HASH)
        for unit in range(rows.counts[article]):
            place = hashes[unit] >> shift
            bit = np.uint64(1) << (place & np.uint64(63))
            cell = 2 * as_int(place >> np.uint64(6))
            cells[cell + 1] |= cells[cell] & bit
            cells[cell] |= bit
    found = 0
    for number in range(articles.size):
        article = articles[number]
        count = rows.counts[article]
        hashes = carray(pointer(rows.hashes[article]), count, _HASH)
        firsts = carray(pointer(rows.firsts[article]), count, _NUMBER)
        for unit in range(count):
            value = hashes[unit]
            place = value >> shift
            end = firsts[unit + 1] if unit + 1 < count else rows.words[article]
            twice.hashes[found] = value
            twice.owners[found] = number
            twice.firsts[found] = firsts[unit]
            twice.words[found] = end - firsts[unit]
            met = cells[2 * as_int(place >> np.uint64(6)) + 1] >> (place & np.uint64(63))
            found += as_int(met & np.uint64(1))
    return found
