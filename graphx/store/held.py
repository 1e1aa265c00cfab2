"""Hold the current snapshot of a workspace, whose files nobody clears away meanwhile.

In:   a workspace directory.
Out:  the manifest of its current snapshot, and the lock that keeps it.
"""

from pathlib import Path
from typing import Final

from graphx.errors import StoreError, WorkspaceFormatError
from graphx.store.lock import FileLock
from graphx.store.manifest import Manifest, current_number, manifest_path, read_manifest

_ATTEMPTS: Final = 100  # each one lost means that another commit came in between


def hold_current(directory: Path) -> tuple[Manifest, FileLock]:
    """Lock the current snapshot's manifest; try again when a commit cleared it away meanwhile.

    Raises
    ------
    NotFoundError
        There is no such directory.
    WorkspaceFormatError
        It is no workspace, damaged, or of another version.
    StoreError
        It cannot be read, or changes faster than it can be read.
    """
    for _ in range(_ATTEMPTS):
        number = current_number(directory)
        path = manifest_path(directory, number)
        try:
            lock = FileLock.acquire(path, shared=True, wait=True)
        except FileNotFoundError:
            if current_number(directory) == number:
                reason = f"CURRENT names snapshot {number}, which is missing; restore it"
                raise WorkspaceFormatError(str(directory), reason) from None
            continue
        except OSError as error:
            raise StoreError(f"cannot read {path}: {error}; check the permissions") from error
        try:
            if lock.still_names(path):
                return read_manifest(directory, number), lock
        except BaseException:
            lock.release()
            raise
        lock.release()
    raise StoreError(f"{directory} changes faster than it can be read; try again")
