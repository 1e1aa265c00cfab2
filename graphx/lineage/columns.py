"""What the texts of one story have in common, as columns of a table.

In:   each article's shingles in order, its outlet.
Out:  the number of each shingle's column; what no other text has stands in one column together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.sides import Columns

Shingles = NDArray[np.uint64]
"""Shingle hashes of one body in order, shape (n_shingles,)."""

BACKED_BY: Final = 2
"""Articles that must have a shingle, the one that is read among them."""

_NOTICE_WORDS: Final = 60
"""Words that a house's notice has at most."""

_MUCH_AGAIN: Final = 0.2
"""Share of a text from which on it says itself twice."""


def columns_of(rows: Sequence[Shingles], houses: NDArray[np.int64]) -> tuple[list[Columns], int]:
    """Give each shingle that two texts have a column, and all others one column after these.

    Parameters
    ----------
    rows : sequence of ndarray of uint64
        Shingles of each text.
    houses : ndarray of int64, shape (n_texts,)
        Number of the outlet of each.

    Returns
    -------
    rows : list of ndarray of int64
        Without the notices of each house.
    alone : int
    """
    sizes = np.array([row.size for row in rows], np.int64)
    distinct, codes = np.unique(
        np.concatenate([np.zeros(0, np.uint64), *rows]), return_inverse=True
    )
    owner = np.repeat(np.arange(sizes.size), sizes)
    kept = _told_once(codes, owner, sizes)
    if not kept.all():
        codes, owner = codes[kept], owner[kept]
        sizes = np.bincount(owner, minlength=sizes.size)
    holders = _Holders.of(codes, owner)
    kept = _without_notices(codes, holders, houses, sizes)
    if not kept.all():
        codes, owner = codes[kept], owner[kept]
        sizes = np.bincount(owner, minlength=sizes.size)
        holders = _Holders.of(codes, owner)
    backed = np.zeros(distinct.size, bool)
    backed[holders.codes[holders.counts() >= BACKED_BY]] = True
    alone = int(backed.sum())
    column = np.where(backed, np.cumsum(backed) - 1, alone)
    return np.split(column[codes], np.cumsum(sizes)[:-1]), alone


def _told_once(
    codes: NDArray[np.int64], owner: NDArray[np.int64], sizes: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Leave out what a text says twice: it does not tell at which place two texts agree.

    A text that says much of itself twice, as a page with its teaser, is read up to the repeat.
    """
    kept = np.ones(codes.size, bool)
    texts = sizes.size
    ordered = np.sort(codes * texts + owner)
    again = ordered[1:][ordered[1:] == ordered[:-1]]
    if not again.size:
        return kept
    share = np.bincount(again % texts, minlength=texts) / np.maximum(sizes, 1)
    twofold = share > _MUCH_AGAIN
    ambiguous = np.zeros(int(codes.max()) + 1, bool)
    ambiguous[(again // texts)[~twofold[again % texts]]] = True
    kept[ambiguous[codes]] = False
    ends = np.cumsum(sizes)
    for text in np.flatnonzero(twofold).tolist():
        own = codes[ends[text] - sizes[text] : ends[text]]
        first = np.zeros(own.size, bool)
        first[np.unique(own, return_index=True)[1]] = True
        kept[ends[text] - sizes[text] : ends[text]] &= first
    return kept


@dataclass(frozen=True, slots=True)
class _Holders:
    """Which texts have each shingle: ``starts`` are places in ``texts``, one for each code."""

    codes: NDArray[np.int64]
    starts: NDArray[np.int64]
    texts: NDArray[np.int64]

    @classmethod
    def of(cls, codes: NDArray[np.int64], owner: NDArray[np.int64]) -> Self:
        """Gather them from shingles in order and the text of each."""
        texts = int(owner[-1]) + 1 if owner.size else 1
        held = _distinct(codes * texts + owner)
        code = held // texts
        starts = np.flatnonzero(np.diff(code, prepend=-1))
        return cls(code[starts], starts, held % texts)

    def counts(self) -> NDArray[np.int64]:
        """Count the texts that have each."""
        return np.diff(self.starts, append=self.texts.size)


def _without_notices(
    codes: NDArray[np.int64],
    holders: _Holders,
    houses: NDArray[np.int64],
    sizes: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Leave out at both ends of each text what several texts of its outlet have and no other's.

    That is a notice of the house, too seldom seen here to be known for boilerplate.
    """
    kept = np.ones(codes.size, bool)
    if np.unique(houses).size == houses.size or not codes.size:
        return kept
    house = houses[holders.texts]
    first, last = (least.reduceat(house, holders.starts) for least in (np.minimum, np.maximum))
    noticed = np.zeros(codes.size, bool)
    noticed[holders.codes] = (first == last) & (holders.counts() >= BACKED_BY)
    others = np.flatnonzero(~noticed[codes])
    ends = np.cumsum(sizes)
    low, high = np.searchsorted(others, ends - sizes), np.searchsorted(others, ends)
    for text in np.flatnonzero(high > low).tolist():
        start, stop = int(ends[text] - sizes[text]), int(ends[text])
        head, foot = int(others[low[text]]), int(others[high[text] - 1]) + 1
        if head - start < _NOTICE_WORDS:
            kept[start:head] = False
        if stop - foot < _NOTICE_WORDS:
            kept[foot:stop] = False
    return kept


def _distinct(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sort, and keep each value once; on long rows faster than hashing."""
    ordered = np.sort(values)
    first = np.ones(ordered.size, bool)
    first[1:] = ordered[1:] != ordered[:-1]
    kept: NDArray[np.int64] = ordered[first]
    return kept
