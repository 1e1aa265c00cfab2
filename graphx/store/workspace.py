"""The embedded store: a directory with immutable parts and a manifest swapped at one stroke.

In:   a path.
Out:  a `Snapshot` to read from, or the one `Writer`.

Readers hold the snapshot that was current when they came and never wait; one writer at a time
adds parts and swaps the manifest; a process killed at any moment leaves the last snapshot whole.
The layout is in `graphx.store.manifest`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self

from graphx.errors import WorkspaceFormatError
from graphx.store import durable
from graphx.store.held import hold_current
from graphx.store.lock import lock_for_writing
from graphx.store.manifest import (
    CURRENT,
    PARTS,
    SEARCH,
    SNAPSHOTS,
    Manifest,
    write_current,
    write_manifest,
)
from graphx.store.snapshot import Snapshot
from graphx.store.writer import Writer

_OWN_NAMES: Final = frozenset({CURRENT, PARTS, SEARCH, SNAPSHOTS, "lock"})


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace directory; make one with `open` or `create_or_open`."""

    path: Path

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Open a workspace that is there.

        Raises
        ------
        NotFoundError
            There is no such directory.
        WorkspaceFormatError
            It is no workspace, damaged, or of another version.
        StoreError
            It cannot be read.
        """
        directory = Path(path).absolute()
        _, lock = hold_current(directory)
        lock.release()
        return cls(directory)

    @classmethod
    def create_or_open(cls, path: Path | str) -> Self:
        """Open a workspace, making an empty one where there is nothing.

        Raises
        ------
        WorkspaceFormatError
            The directory holds other things; graphx does not write among them.
        WorkspaceLockedError
            Another process is making it at this moment.
        StoreError
            The directory cannot be made.
        """
        directory = Path(path).absolute()
        if not (directory / CURRENT).exists():
            _create(directory)
        return cls.open(directory)

    def snapshot(self) -> Snapshot:
        """Hold the current snapshot for reading; close it, or use it in a ``with`` block."""
        return Snapshot(self.path)

    def writer(self, command: str | None = None, *, memory: int | None = None) -> Writer:
        """Become the one writer, who holds about `memory` bytes at once where that is given.

        Raises
        ------
        WorkspaceLockedError
            Another process is writing; the error names it.
        """
        return Writer(self.path, command, memory=memory)


def _create(directory: Path) -> None:
    if directory.exists() and not directory.is_dir():
        raise WorkspaceFormatError(str(directory), "it is a file; name a directory")
    with durable.refusals(directory):
        durable.make_directory(directory)
        # A creation that was killed half way left only names of ours; it is completed here.
        foreign = sorted(
            entry.name
            for entry in directory.iterdir()
            if entry.name not in _OWN_NAMES and not entry.name.startswith(durable.TEMPORARY)
        )
    if foreign:
        reason = f"it holds {foreign[0]!r} and no {CURRENT}; name an empty or a new directory"
        raise WorkspaceFormatError(str(directory), reason)
    with durable.refusals(directory):
        lock = lock_for_writing(directory, "making the workspace")
        try:
            if not (directory / CURRENT).exists():
                _write_first_snapshot(directory)
        finally:
            lock.release()


def _write_first_snapshot(directory: Path) -> None:
    for name in (PARTS, SNAPSHOTS, SEARCH):
        durable.make_directory(directory / name)
    durable.sync_directory(directory)
    durable.sync_directory(directory.parent)
    first = Manifest(number=0, parent=None, created=datetime.now(UTC), tables={}, settings={})
    write_manifest(directory, first)
    write_current(directory, 0)
