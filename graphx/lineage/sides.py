"""What one text has that another lacks, for many pairs of texts at once.

In:   texts as rows of columns, pairs of (text, other text).
Out:  a `Side` for each.

Rows lie one behind the other and are never spread out into a table of texts by columns, so that
memory grows with the words of a story and not with their square.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

JOINT: Final = 4
"""Shingles (word 5-grams) across a place where words were only left out."""

PASSAGE_WORDS: Final = 12
"""Words in a row from which on a change is a passage, not an edit: about a sentence."""

PARAGRAPH_WORDS: Final = 25
"""Words before or after all that is shared from which on they are a paragraph, no notice."""

_WORDS_AT_ONCE: Final = 1_000_000

Columns = NDArray[np.int64]
"""One text, a column for each shingle in order."""


class Side(NamedTuple):
    """What one text has that another lacks."""

    places: int
    passages: int
    head: int
    foot: int
    own: float
    shares: bool


def sides(rows: Sequence[Columns], alone: int, pairs: NDArray[np.int64]) -> list[Side]:
    """Return what the first text of each pair has that the second lacks, in the order of `pairs`.

    Parameters
    ----------
    rows : sequence of ndarray of int64
        Columns of every text, none above `alone`.
    alone : int
        The column that stands for what only one text has; nobody has it.
    pairs : ndarray of int64, shape (n_pairs, 2)
        Places in `rows`, sorted by the second.

    Examples
    --------
    >>> rows = np.arange(100), np.arange(60)
    >>> sides(rows, 100, np.array([[0, 1]]))
    [Side(places=0, passages=0, head=0, foot=40, own=0.4, shares=True)]
    """
    has = np.zeros(alone + 1, bool)
    sizes = np.array([row.size for row in rows], np.int64)
    words = np.cumsum(sizes[pairs[:, 0]])
    found: list[Side] = []
    marks: list[NDArray[np.bool_]] = []
    read = 0
    bounds = np.flatnonzero(np.diff(pairs[:, 1])) + 1
    for group in np.split(pairs, bounds) if len(pairs) else ():
        other = rows[group[0, 1]]
        has[other] = True
        has[alone] = False
        marks += [has[rows[name]] for name in group[:, 0].tolist()]
        has[other] = False
        if words[len(found) + len(marks) - 1] >= read + _WORDS_AT_ONCE:
            found += sides_of(marks)
            read = words[len(found) - 1]
            marks = []
    return found + sides_of(marks)


def sides_of(found: Sequence[NDArray[np.bool_]]) -> list[Side]:
    """Read marks: a text for each row, true where the other text has the shingle as well."""
    sizes = np.array([row.size for row in found], np.int64)
    ends = np.cumsum(sizes)
    begins = ends - sizes
    hits = np.flatnonzero(np.concatenate([np.zeros(0, bool), *found]))
    low, high = np.searchsorted(hits, begins), np.searchsorted(hits, ends)
    shares = high > low
    padded = np.append(hits, 0)
    first = np.where(shares, padded[np.where(shares, low, -1)] - begins, 0)
    last = np.where(shares, padded[np.where(shares, high - 1, -1)] - begins, sizes - 1)
    # What lies between two hits of one text is a place; where nothing is shared, all but the ends.
    between = np.diff(hits) - 1
    text = np.repeat(np.arange(sizes.size), high - low)
    inner = np.flatnonzero((between > 0) & (text[1:] == text[:-1]))
    unshared = np.flatnonzero(~shares & (sizes > 2))
    text = np.concatenate([text[inner], unshared])
    length = np.concatenate([between[inner], sizes[unshared] - 2])
    long = length >= JOINT + PASSAGE_WORDS
    count = sizes.size
    places = np.bincount(text, minlength=count)
    passages = np.bincount(text[long], minlength=count)
    words = np.bincount(text[long], length[long], minlength=count)
    own = (words + first + sizes - 1 - last) / np.maximum(sizes, 1)
    columns = places, passages, first, sizes - 1 - last, own, shares
    return list(map(Side, *(column.tolist() for column in columns)))
