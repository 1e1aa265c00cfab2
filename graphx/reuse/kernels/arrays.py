"""Names for the arrays kernels take; all are contiguous, of any length.  How one grows."""

from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from graphx.reuse.kernels.jit import compiled

Bytes: TypeAlias = NDArray[np.uint8]
Flags: TypeAlias = NDArray[np.bool_]
Hashes: TypeAlias = NDArray[np.uint64]
Halves: TypeAlias = NDArray[np.uint32]
Numbers: TypeAlias = NDArray[np.int32]
Places: TypeAlias = NDArray[np.int64]
Packed: TypeAlias = NDArray[np.uint32] | NDArray[np.uint64]

_T = TypeVar("_T", bound=np.generic)

_SLACK = 256


@compiled
def room(size: int, kind: NDArray[_T]) -> NDArray[_T]:
    """Return memory for so many numbers of the kind of those in `kind`.

    NumPy asks the system for large pages, from four megabytes on.  Where a virtual machine has to
    ask its host for them in turn, to touch them for the first time costs four times as much as
    small ones (2.7 and .7 seconds a gigabyte), and else saves a tenth of a second a gigabyte.
    """
    return np.empty(size, kind.dtype)


@compiled
def grown(array: NDArray[_T], used: int, more: int) -> NDArray[_T]:
    """Return a copy of ``array[:used]`` with room for `more` and for as much again."""
    bigger = np.empty(2 * (used + more + 2 * _SLACK), array.dtype)
    bigger[:used] = array[:used]
    return bigger


@compiled
def more_rows(table: Places, used: int) -> Places:
    """Return a table with the same rows, and room for as many again."""
    bigger = np.empty((2 * used + 16, table.shape[1]), np.int64)
    bigger[:used] = table[:used]
    return bigger
