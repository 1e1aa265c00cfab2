"""Changes with a direction: once the first text is known, it is known who changed what.

In:   the texts of near-duplicates as rows of columns, one of them, or their common text, as the
      first.
Out:  for every two of them, in how many places one reads as the first text does and the other was
      changed.

A copy hardly undoes what its source has changed, so a text with changes of its own was not the
source of one that lacks them: a separative error (Maas, Textual Criticism, 1958).  Two texts alone
do not tell which of them was changed; the first text does.
"""

from collections.abc import Sequence

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
