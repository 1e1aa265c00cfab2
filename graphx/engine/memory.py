"""Give memory that is free within the process back to the system.

In:   nothing.
Out:  nothing; what is held is as before.

Arrow and the C library keep what was freed for what comes next.  Where memory is bounded, what one
step needed is not there for the next, which needs it in other pieces: of 20,000 articles, 120 MB
stayed behind when pairs had been proposed.
"""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Final

import pyarrow as pa

_MMAP_THRESHOLD: Final = -3  # what ``mallopt`` calls it
_LARGE_BYTES: Final = 1 << 20


@contextmanager
def one_pool() -> Iterator[None]:
    """Have Arrow ask the C library for memory inside, as everything else here does.

    Of its own pool every thread takes a share, in pieces of which the system first clears 2 MB at a
    time: when a hundredth was added to 100,000 articles, the system's part of the CPU seconds was
    3.0 against 1.7, and the process grew to 890 MB against 690.

    Examples
    --------
    >>> with one_pool():
    ...     pa.default_memory_pool().backend_name
    'system'
    """
    before = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(before)


def hold_little() -> None:
    """Have large blocks go back to the system as soon as they are free, as far as it knows how.

    The GNU library otherwise keeps blocks of up to 32 MB once such were freed: while pairs of
    100,000 articles were proposed, 180 MB lay idle in between.  Arrow's own pool keeps still more,
    a share for every thread that read a file: see `one_pool`.
    """
    _found("mallopt")(_MMAP_THRESHOLD, _LARGE_BYTES)


def give_back() -> None:
    """Give free memory back, as far as the system knows how."""
    pa.default_memory_pool().release_unused()
    _found("malloc_trim")(0)


@cache
def _found(name: str) -> Callable[..., object]:
    """Find a function that only the GNU library has; one that does nothing elsewhere."""
    try:
        found: Callable[..., object] = getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError, TypeError):
        return _nothing
    return found


def _nothing(*_: int) -> None:
    pass
