"""Changes with a direction: once the first text is known, it is known who changed what.

In:   the texts of near-duplicates as rows of columns, one of them, or their common text, as the
      first.
Out:  for every two of them, in how many places one reads as the first text does and the other was
      changed, and in how many both were changed to the same words.

A copy hardly undoes what its source has changed, so a text with changes of its own was not the
source of one that lacks them: a separative error (Maas, Textual Criticism, 1958).  Two who change
a text hardly make one change, so texts that share one have it from one another: a conjunctive
error.  Two texts alone do not tell which of them was changed; the first text does.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.sides import Columns


class Changes:
    """The changes that near-duplicates made, under every text that may be the first.

    Parameters
    ----------
    rows : sequence of ndarray of int64
        Columns of every text in order, none above `alone`; empty where a text is not known.
    common : ndarray of int64
        Columns of what the texts have in common.
    alone : int
        The column that stands for what only one text has; nobody has it.
    stems : ndarray of int64, shape (n_stems,)
        Texts that may be the source of others.

    Examples
    --------
    The first text is 0, 1, 2, ...; the second lacks some of its middle, the third some of its end.

    >>> first = np.arange(60)
    >>> rows = first, np.delete(first, np.s_[20:30]), first[:50]
    >>> Changes(rows, first, 60, np.arange(3)).undone(0).tolist()
    [[0.0, 0.0, 0.0], [1.0, 0.0, 1.0], [1.0, 1.0, 0.0]]

    The second and the third have put the same words into the first.

    >>> rows = first[:40], np.insert(first[:40], 20, [50, 51]), np.insert(first[:30], 20, [50, 51])
    >>> changes = Changes(rows, first[:40], 60, np.arange(3))
    >>> changes.repeated(0)[1].tolist(), changes.made(0).tolist()
    ([0.0, 1.0, 1.0], [0.0, 1.0, 1.0])
    """

    def __init__(
        self, rows: Sequence[Columns], common: Columns, alone: int, stems: NDArray[np.int64]
    ) -> None:
        self._rows = (*rows, common)
        self._stems = stems
        self._has = np.zeros((len(rows), alone + 1), np.float32)
        for marks, row in zip(self._has, rows, strict=True):
            marks[row] = 1.0
        self._has[:, alone] = 0.0
        self._joints, self._follows = _joints(rows, alone)
        self._edges = np.array([_edges(row, alone) for row in self._rows], np.int64)
        self._known: dict[int, NDArray[np.float64]] = {}

    def undone(self, first: int) -> NDArray[np.float64]:
        """Count places where a copy would have undone what its source changed.

        Parameters
        ----------
        first : int
            Place of the first text; after all texts comes what they have in common.

        Returns
        -------
        ndarray of float64, shape (n_stems, n_texts)
            ``[source, copy]``: stretches of the first text that `copy` has and `source` lacks.
        """
        if first not in self._known:
            has = self._has[:, self._rows[first]]
            lacks = 1.0 - has[self._stems]
            # A stretch begins where its place counts and the one before it does not.
            inside = lacks @ has.T
            joined = (lacks[:, 1:] * lacks[:, :-1]) @ (has[:, 1:] * has[:, :-1]).T
            self._known[first] = (inside - joined).astype(np.float64)
        return self._known[first]

    def made(self, first: int) -> NDArray[np.float64]:
        """Count the places where each text was changed.

        Parameters
        ----------
        first : int
            As for `undone`.

        Returns
        -------
        ndarray of float64, shape (n_texts,)
            Stretches of each text that the first text lacks and some other text has; its beginning
            and its end, where some other text begins or ends there too.
        """
        columns, joints = self._new(first)
        made = self._has[:, columns].sum(axis=1) - self._follows[:, joints].sum(axis=1)
        for edges in self._cut(first):
            made += (edges[:, None] == edges).sum(axis=1) > 1
        return np.asarray(made, np.float64)

    def repeated(self, first: int) -> NDArray[np.float64]:
        """Count places where a copy has what its source changed, as the source has it.

        Parameters
        ----------
        first : int
            As for `undone`.

        Returns
        -------
        ndarray of float64, shape (n_stems, n_texts)
            ``[source, copy]``: stretches of `source` that the first text lacks and `copy` has; the
            beginning and the end, where both leave out what stands there in the first text.
        """
        columns, joints = self._new(first)
        inside = self._has[np.ix_(self._stems, columns)] @ self._has[:, columns].T
        left, right = self._joints[:, joints]
        both = self._has[:, left] * self._has[:, right]
        joined = self._follows[np.ix_(self._stems, joints)].astype(np.float32) @ both.T
        repeated = (inside - joined).astype(np.float64)
        for edges in self._cut(first):
            repeated += edges[self._stems][:, None] == edges
        return repeated

    def _cut(self, first: int) -> Iterator[NDArray[np.float64]]:
        """Yield where each text begins, and then where it ends, in the midst of the first text.

        Nowhere (not a number) where it begins or ends as that does, or with other words; nothing
        where that holds for all.
        """
        apart = (self._edges[:-1] != self._edges[first]).T
        if not apart.any():
            return
        inside = np.zeros(self._has.shape[1], bool)
        inside[self._rows[first]] = True
        inside[-1] = False
        for texts, other in zip(self._edges[:-1].T, apart, strict=True):
            cut = other & inside[texts]
            if cut.any():
                yield np.where(cut, texts, np.nan)

    def _new(self, first: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the columns that the first text lacks, and the joints of two such columns."""
        new = np.ones(self._has.shape[1], bool)
        new[self._rows[first]] = False
        new[-1] = False
        left, right = self._joints
        return np.flatnonzero(new), np.flatnonzero(new[left] & new[right])


def _edges(row: Columns, alone: int) -> tuple[int, int]:
    """Return the first and the last column of a text that some other has too."""
    shared = np.flatnonzero(row < alone)
    if not shared.size:
        return alone, alone
    return int(row[shared[0]]), int(row[shared[-1]])


def _joints(rows: Sequence[Columns], alone: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Give every two columns that follow one another in some text a number.

    Returns
    -------
    joints : ndarray of int64, shape (2, n_joints)
    follows : ndarray of bool, shape (n_texts, n_joints)
        Which texts have them so.
    """
    shared = [(row[1:] < alone) & (row[:-1] < alone) for row in rows]
    codes = [(row[:-1] * alone + row[1:])[kept] for row, kept in zip(rows, shared, strict=True)]
    known, numbers = np.unique(np.concatenate(codes), return_inverse=True)
    follows = np.zeros((len(rows), known.size), bool)
    follows[np.repeat(np.arange(len(rows)), [code.size for code in codes]), numbers] = True
    return np.stack([known // max(1, alone), known % max(1, alone)]), follows
