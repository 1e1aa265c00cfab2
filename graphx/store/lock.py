"""Locks of a workspace: one writer, and readers whose snapshot must not be cleared away.

A lock is a ``flock`` on an open file.  The kernel lets go of it when the process ends, however it
ends, so that nothing is left to clean up after ``kill -9``.
"""

import contextlib
import fcntl
import json
import os
import platform
import weakref
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self

from graphx.errors import WorkspaceLockedError

COMMAND_CHARS: Final = 200
"""How much of a command line a refusal quotes; more would hide the sentence."""


class FileLock:
    """A held ``flock``; `release` lets go."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        _HELD.add(self)

    @classmethod
    def acquire(cls, path: Path, *, shared: bool, wait: bool, create: bool = False) -> Self:
        """Lock the file at `path`.

        Raises
        ------
        BlockingIOError
            Another holder is in the way and `wait` is false.
        OSError
            The file cannot be opened.
        """
        # A shared lock asks for no right to write: a reader may read a directory it cannot change.
        mode = os.O_RDONLY if shared else os.O_RDWR
        descriptor = os.open(path, mode | (os.O_CREAT if create else 0) | os.O_CLOEXEC, 0o666)
        try:
            kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
            fcntl.flock(descriptor, kind | (0 if wait else fcntl.LOCK_NB))
        except BaseException:
            os.close(descriptor)
            raise
        return cls(descriptor)

    @property
    def descriptor(self) -> int:
        """The open file."""
        return self._descriptor

    def still_names(self, path: Path) -> bool:
        """Whether `path` is still the file that was locked, neither removed nor replaced."""
        try:
            there = path.stat()
        except FileNotFoundError:
            return False
        return os.path.samestat(there, os.fstat(self._descriptor))

    def release(self) -> None:
        """Let go; a second call does nothing."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def __del__(self) -> None:
        self.release()


_HELD: Final[weakref.WeakSet[FileLock]] = weakref.WeakSet()


def _forget_in_child() -> None:
    # A forked worker shares the lock's open file and would hold it after its parent was killed.
    for lock in list(_HELD):
        lock.release()


os.register_at_fork(after_in_child=_forget_in_child)


def lock_for_writing(path: Path, command: str) -> FileLock:
    """Become the one writer of a workspace.

    Parameters
    ----------
    path : Path
        Directory of the workspace.
    command : str
        What the holder calls itself when another writer is refused.

    Raises
    ------
    WorkspaceLockedError
        Another process, or another writer of this one, holds the lock.
    OSError
        The lock file cannot be opened.
    """
    file = path / "lock"
    try:
        lock = FileLock.acquire(file, shared=False, wait=False, create=True)
    except BlockingIOError:
        raise WorkspaceLockedError(str(path), _holder(file)) from None
    note = {
        "pid": os.getpid(),
        "host": platform.node(),
        "command": command[:COMMAND_CHARS],
        "since": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
    }
    os.ftruncate(lock.descriptor, 0)
    os.pwrite(lock.descriptor, json.dumps(note).encode("utf-8"), 0)
    return lock


def _holder(file: Path) -> str:
    """Say who holds the lock; the note may be missing for a moment, or be half written."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        note = json.loads(file.read_bytes())
        pid, host, command, since = (note[key] for key in ("pid", "host", "command", "since"))
        return f"process {pid} on {host} ({command}) since {since}"
    return "another process"
