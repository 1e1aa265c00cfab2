"""Clear away what no snapshot needs any more.

In:   a workspace directory whose writer's lock is held.
Out:  the same without old snapshots nobody reads, parts nobody names and unfinished files.
"""

import contextlib
import shutil
from pathlib import Path

from graphx.errors import GraphxError
from graphx.store import durable
from graphx.store.lock import FileLock
from graphx.store.manifest import PARTS, SEARCH, SNAPSHOTS, Manifest, read_manifest
from graphx.store.textsearch import index_name


def clear(directory: Path, current: int) -> None:
    """Remove what neither snapshot `current` nor a snapshot some reader holds needs.

    A file that cannot be removed stays until the next commit: the commit before was done.
    """
    with contextlib.suppress(OSError, GraphxError):
        kept = list(_clear_snapshots(directory, current))
        named = frozenset[str]().union(*(manifest.file_names() for manifest in kept))
        for path in (directory / PARTS).iterdir():
            if path.name not in named:
                durable.unlink(path)
        _clear_indexes(directory / SEARCH, frozenset(map(index_name, kept)))


def clear_unfinished(directory: Path) -> None:
    """Remove what a writer that was killed left half written."""
    with contextlib.suppress(OSError):
        for folder in (directory, directory / PARTS, directory / SNAPSHOTS):
            for path in folder.glob(f"{durable.TEMPORARY}*"):
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    durable.unlink(path)


def _clear_snapshots(directory: Path, current: int) -> list[Manifest]:
    kept = [read_manifest(directory, current)]
    for path in (directory / SNAPSHOTS).glob("*.json"):
        if path.stem == str(current) or not path.stem.isdecimal():
            continue
        try:
            lock = FileLock.acquire(path, shared=False, wait=False)
        except BlockingIOError:  # a reader holds it
            kept.append(read_manifest(directory, int(path.stem)))
            continue
        try:
            # Removed while locked: a reader waiting for it finds that its name is gone.
            durable.unlink(path)
        finally:
            lock.release()
    return kept


def _clear_indexes(folder: Path, named: frozenset[str]) -> None:
    # Whoever makes an index holds this lock, so that what looks unfinished here is abandoned.
    lock = FileLock.acquire(folder / "lock", shared=False, wait=False, create=True)
    try:
        for path in folder.iterdir():
            if path.name != "lock" and path.name not in named:
                durable.unlink(path)
    finally:
        lock.release()
