"""Write the next snapshot of a workspace.

In:   batches of rows, and the tables of the current snapshot.
Out:  new parts, then one new manifest, then one atomic change of ``CURRENT``.

Until the last step nothing a reader sees has changed; a writer that is killed leaves files nobody
names, which the next writer removes.
"""

import contextlib
import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pyarrow as pa

from graphx import schema
from graphx.engine.memory import give_back, hold_little
from graphx.errors import StoreError
from graphx.reuse.lookup import Segment
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.units import ArticleUnits
from graphx.store import durable
from graphx.store.closing import Closing
from graphx.store.compaction import compacted
from graphx.store.cuts import joined_units
from graphx.store.garbage import clear, clear_unfinished
from graphx.store.history import Event, history_rows
from graphx.store.lock import lock_for_writing
from graphx.store.manifest import (
    PARTS,
    Manifest,
    Part,
    current_number,
    file_names,
    read_manifest,
    write_current,
    write_manifest,
)
from graphx.store.merge import KEY_MEMORY, absent, absent_by_key
from graphx.store.parts import (
    CHUNK_BYTES,
    Keep,
    part_path,
    sorted_rows,
    write_part,
)
from graphx.store.removal import values_of, without
from graphx.store.shape import checked, table_schema
from graphx.store.streams import BATCH_ROWS, sorted_postings, stream_parts

LEAST_KEY_BYTES: Final = 32_000_000
"""DuckDB compares no keys in less."""

_MEMORY_PARTS: Final = (
    8  # a sorted chunk is there twice, and what it is made of and becomes besides
)


class Writer(Closing):
    """The one writer of a workspace.

    Parameters
    ----------
    directory : Path
        A workspace.
    command : str, optional
        What a second writer is told; the command line of this process by default.
    memory : int, optional
        Bytes that may be held at once, about; what is more is sorted on the disk.

    Raises
    ------
    WorkspaceLockedError
        Another process is writing.

    Notes
    -----
    Nothing counts before `commit`; leaving the ``with`` block without it, or by an exception,
    undoes everything.  `count` and `batches` read what has been written so far.
    A writer belongs to one thread.
    """

    def __init__(
        self, directory: Path, command: str | None = None, *, memory: int | None = None
    ) -> None:
        self._directory = directory.absolute()
        self._memory = memory
        if memory is not None:
            hold_little()
        with durable.refusals(self._directory):
            self._lock = lock_for_writing(
                self._directory, shlex.join(sys.argv) if command is None else command
            )
        self._closed = self._failed = False
        try:
            self._base = read_manifest(self._directory, current_number(self._directory))
            clear_unfinished(self._directory)
            self._scratch = durable.temporary_name(self._directory)
            with durable.refusals(self._directory):
                durable.make_directory(self._scratch)
        except BaseException:
            self._lock.release()
            raise
        self._kept = self._base.file_names()
        self._tables = dict(self._base.tables)
        self._settings = dict(self._base.settings)

    @property
    def snapshot(self) -> int:
        """Number of the snapshot this writer builds upon."""
        return self._base.number

    @property
    def scratch(self) -> Path:
        """A folder for what is needed until this writer is closed."""
        return self._scratch

    @property
    def settings(self) -> Mapping[str, str]:
        """Settings as written so far."""
        return dict(self._settings)

    def set(self, name: str, value: str) -> None:
        """Keep a small fact with the tables, such as the digest of a recipe."""
        self._settings[name] = value

    def append(self, table: str, batches: Iterable[pa.RecordBatch]) -> int:
        """Add rows to a table; a row whose key is there already is left out.

        To replace a row, `remove` it first.  One call makes one part, however the rows are cut
        into batches: hand over an iterator rather than calling once a batch.

        Returns
        -------
        int
            Rows added.

        Raises
        ------
        UnknownNameError
            No such table.
        InvalidValueError
            Rows that do not fit the table.
        StoreError
            The disk is full, or may not be written.
        """
        parts = self._parts(table)

        def new_only(chunk: pa.Table) -> pa.Table:
            if not parts:
                return chunk
            if len(schema.KEYS[table]) == 1:
                [key] = schema.KEYS[table]
                return absent_by_key(key, chunk, self.batches(table, [key]))
            return absent(table, chunk, self._paths(parts), self._scratch, self._key_memory)

        rows = self._sorted(table, batches, new_only)
        added = write_part(self._directory, table, rows)
        self._put(table, (*parts, *added))
        return sum(part.rows for part in added)

    def replace(self, table: str, batches: Iterable[pa.RecordBatch]) -> int:
        """Make these rows the whole table; raises as `append` does.

        Returns
        -------
        int
            Rows of the table.
        """
        self._parts(table)
        rows = self._sorted(table, batches, lambda chunk: chunk)
        self._put(table, write_part(self._directory, table, rows))
        return self.count(table)

    def remove(self, table: str, key_column: str, values: Iterable[object]) -> int:
        """Remove the rows whose `key_column` is one of `values`; null is never one of them.

        Returns
        -------
        int
            Rows removed.

        Raises
        ------
        UnknownNameError
            No such table or column.
        InvalidValueError
            A value of another type than the column's.
        """
        parts = self._parts(table)
        wanted = values_of(table, key_column, values)
        kept = tuple(
            left
            for part in parts
            for left in without(self._directory, table, part, key_column, wanted)
        )
        before = self.count(table)
        self._put(table, kept)
        return before - self.count(table)

    def give_back(self) -> None:
        """Give what is free within the process back to the system, where memory is bounded."""
        if self._memory is not None:
            give_back()

    def count(self, table: str) -> int:
        """Count the rows of a table as written so far."""
        return sum(part.rows for part in self._parts(table))

    def batches(
        self,
        table: str,
        columns: Sequence[str] | None = None,
        *,
        rows_per_batch: int = BATCH_ROWS,
    ) -> Iterator[pa.RecordBatch]:
        """Stream a table as written so far; rows are sorted by key within a part only."""
        return stream_parts(self._directory, table, self._parts(table), columns, rows_per_batch)

    def sorted_postings(self, recipe: SketchRecipe) -> Sequence[Segment]:
        """Return the kept hashes of all articles as written so far, to be looked up.

        Raises
        ------
        RecipeMismatchError
            Articles were sketched by another recipe.
        StoreError
            What lies beside a part is damaged.
        """
        return tuple(sorted_postings(self._directory, self._parts("postings"), recipe))

    def article_units(self) -> ArticleUnits:
        """Read the units of all articles as written so far.

        Raises
        ------
        StoreError
            What lies beside a part is damaged.
        """
        named = [f"{PARTS}/{part.beside}" for part in self._parts("units")]
        try:
            return joined_units([(self._directory / name, name) for name in named])
        except FileNotFoundError:  # the part is what counts
            return ArticleUnits.of(self.batches("units"))

    def commit(self, events: Iterable[Event] = ()) -> int:
        """Make what was written the current snapshot.

        Parameters
        ----------
        events : iterable of Event
            Lines for the history.

        Returns
        -------
        int
            Number of the new snapshot; of the old one when nothing changed at all, and then no
            event is kept either.
        """
        self._refuse_closed()
        if self._tables == dict(self._base.tables) and self._settings == dict(self._base.settings):
            return self._base.number
        number, now = self._base.number + 1, datetime.now(UTC)
        self.append("history", history_rows(number, now, events))
        for table in sorted(self._tables):
            self._compact(table)
        manifest = Manifest(
            number=number,
            parent=self._base.number,
            created=now,
            tables=dict(self._tables),
            settings=dict(self._settings),
        )
        self._publish(manifest)
        clear(self._directory, number)
        return number

    def close(self) -> None:
        """Give up what was not committed, and let the next writer in."""
        if self._closed:
            return
        self._closed = True
        try:
            shutil.rmtree(self._scratch, ignore_errors=True)
            written = file_names(part for parts in self._tables.values() for part in parts)
            for name in written - self._kept:
                with contextlib.suppress(OSError):
                    durable.unlink(self._directory / PARTS / name)
        finally:
            self._lock.release()

    def _publish(self, manifest: Manifest) -> None:
        # The change of CURRENT may be done when an error comes, so its parts stay from here on;
        # and the number may be taken, so that this writer must not commit again.
        self._kept |= manifest.file_names()
        self._failed = True
        with durable.refusals(self._directory):
            durable.sync_directory(self._directory / PARTS)
            write_manifest(self._directory, manifest)
            write_current(self._directory, manifest.number)
        self._failed = False
        self._base = manifest

    def _refuse_closed(self) -> None:
        if self._failed:
            raise StoreError(f"a commit to {self._directory} failed; open another writer")
        if self._closed:
            raise StoreError(f"the writer of {self._directory} is closed; open another one")

    def _parts(self, table: str) -> tuple[Part, ...]:
        self._refuse_closed()
        table_schema(table)
        return self._tables.get(table, ())

    def _paths(self, parts: Sequence[Part]) -> list[Path]:
        return [part_path(self._directory, part) for part in parts]

    @property
    def _key_memory(self) -> str:
        if self._memory is None:
            return KEY_MEMORY
        return f"{max(LEAST_KEY_BYTES, self._memory // _MEMORY_PARTS) // 1_000}KB"

    def _sorted(
        self, table: str, batches: Iterable[pa.RecordBatch], keep: Keep
    ) -> Iterator[pa.Table]:
        size = None
        if self._memory is not None:
            size = min(CHUNK_BYTES, max(1, self._memory // _MEMORY_PARTS))
        return sorted_rows(table, checked(table, batches), self._scratch, keep, size)

    def _put(self, table: str, parts: tuple[Part, ...]) -> None:
        self.give_back()  # what was held to write it
        if parts:
            self._tables[table] = parts
        else:
            self._tables.pop(table, None)

    def _compact(self, table: str) -> None:
        parts = self._parts(table)
        fewer = compacted(self._directory, table, parts)
        if fewer != parts:
            self._put(table, fewer)
