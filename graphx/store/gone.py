"""Rows of a part that count no more.

In:   rows of a part in their order; numbers of those that were removed since it was written.
Out:  the others.

A part is never changed, so to remove a row is to write the part anew.  Where parts are large and
a few of their rows go each time, those are named in the manifest instead, and the part is written
anew once many are.  So it is with `MARKED` tables, which nobody reads but graphx: in the files of
any other every row counts.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
import pyarrow as pa

MARKED: Final = frozenset({"postings"})
"""Tables whose removed rows are named.  An addition of a hundredth to 100,000 articles takes rows
from every part, two in a hundred, and wrote 400 MB anew for them."""

MOST_SHARE: Final = 0.125
"""A part of which more is gone is written anew."""

Gone = tuple[int, ...]
"""Numbers of rows in the file of a part, ascending."""


def remaining(
    batches: Iterable[pa.RecordBatch], gone: Gone, first: int = 0
) -> Iterator[pa.RecordBatch]:
    """Leave out the rows that are gone.

    Parameters
    ----------
    batches : iterable of RecordBatch
        Consecutive rows of a part.
    gone : tuple of int
    first : int
        Number of their first row in the part.

    Examples
    --------
    >>> rows = pa.record_batch({"a": [5, 6, 7]})
    >>> [batch["a"].to_pylist() for batch in remaining([rows, rows], (1, 3))]
    [[5, 7], [6, 7]]
    """
    numbers = np.array(gone, np.int64)
    for batch in batches:
        begin, end = np.searchsorted(numbers, (first, first + batch.num_rows))
        kept = np.ones(batch.num_rows, bool)
        kept[numbers[begin:end] - first] = False
        first += batch.num_rows
        yield batch if begin == end else batch.filter(pa.array(kept))


def after(gone: Gone, removed: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Gone:
    """Return what is gone once some of the remaining rows are removed, too.

    Examples
    --------
    >>> after((1,), np.array([False, True, True]))
    (1, 2, 3)
    """
    count = removed.size + len(gone)
    still = np.setdiff1d(np.arange(count), np.array(gone, np.int64), assume_unique=True)
    return tuple(sorted([*gone, *still[removed].tolist()]))
