"""The few things a workspace does to a disk, each at one place.

In:   paths and bytes.
Out:  files that are there whole or not at all, even when the machine stops in between.

Every write, sync, rename and removal of a workspace goes through these functions, so that a test
can let any one of them fail.  The order (write to a temporary name, sync the file, rename, sync
the directory) follows Pillai et al., All file systems are not created equal, OSDI 2014.
"""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from graphx.errors import StoreError

TEMPORARY: Final = ".tmp-"
"""How the names of unfinished files begin; the one writer removes what an earlier one left."""

_ADVICE: Final = {
    errno.ENOSPC: "free some space and run again",
    errno.EDQUOT: "free some space and run again",
    errno.EACCES: "check the permissions",
    errno.EPERM: "check the permissions",
    errno.EROFS: "the file system is read-only; use another place",
}


def temporary_name(directory: Path) -> Path:
    """Return a name in `directory` that nobody else will use."""
    return directory / f"{TEMPORARY}{secrets.token_hex(8)}"


def create(path: Path) -> BinaryIO:
    """Open a new file for writing; it must not be there."""
    return path.open("xb")


def write(file: BinaryIO, data: bytes | memoryview) -> None:
    """Write all of `data`."""
    file.write(data)


def sync(file: BinaryIO) -> None:
    """Return when what was written is on the disk."""
    file.flush()
    os.fsync(file.fileno())


def rename(source: Path, target: Path) -> None:
    """Give `source` the name `target` at one stroke, over what was there."""
    source.replace(target)


def sync_directory(path: Path) -> None:
    """Return when the names in `path` are on the disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def unlink(path: Path) -> None:
    """Remove one file."""
    path.unlink()


def make_directory(path: Path) -> None:
    """Make `path` and what lies above it, where missing."""
    path.mkdir(parents=True, exist_ok=True)


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` under `path` so that a reader sees the old file or the new one, whole."""
    temporary = temporary_name(path.parent)
    try:
        with create(temporary) as file:
            write(file, data)
            sync(file)
        rename(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_directory(path.parent)


@contextlib.contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn what the system refuses while writing under `path` into a `StoreError`."""
    try:
        yield
    except OSError as error:
        advice = _ADVICE.get(error.errno or 0, "look at the disk and run again")
        reason = error.strerror or str(error)
        sentence = f"cannot write to {path}: {reason}; {advice} (the last snapshot is whole)"
        raise StoreError(sentence) from error
