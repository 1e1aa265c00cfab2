"""Read one snapshot of a workspace: a graph store, and the texts and tables behind it.

In:   a workspace directory, possibly being written at this moment.
Out:  rows of the snapshot that was current at the start, for as long as it is held.

A shared lock on the snapshot's manifest keeps its parts from being cleared away.
"""

import contextlib
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import pyarrow as pa

from graphx import schema
from graphx.errors import InvalidValueError, StoreError, WorkspaceFormatError
from graphx.reuse.lookup import PostingLookup
from graphx.reuse.recipe import SketchRecipe
from graphx.store import durable
from graphx.store.closing import Closing
from graphx.store.embedded import Database
from graphx.store.flat import FlatTexts, laid_out
from graphx.store.held import hold_current
from graphx.store.manifest import PARTS, Manifest, Part
from graphx.store.parts import part_path, rows_among
from graphx.store.queries import QUERIES, bind
from graphx.store.shape import table_schema
from graphx.store.shelf import Shelf, Shown
from graphx.store.streams import (
    BATCH_ROWS,
    selected,
    sorted_postings,
    stream_parts,
    wanted_columns,
)
from graphx.store.textsearch import TextIndex, hits
from graphx.store.workspace_queries import WORKSPACE_QUERIES

if TYPE_CHECKING:
    from graphx.store.opening import Credentials

SCHEME: Final = "workspace:"

_ALL_QUERIES: Final = {**QUERIES, **WORKSPACE_QUERIES}


class Snapshot(Closing):
    """The rows of a workspace as they were at one commit.

    Parameters
    ----------
    directory : Path
        The workspace; its current snapshot is held until `close`.

    Raises
    ------
    NotFoundError
        There is no such directory.
    WorkspaceFormatError
        It is no workspace, damaged, or of another version.

    Notes
    -----
    Safe to ask from several threads.  The database opens with the first question.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory.absolute()
        self._manifest, self._lock = hold_current(self._directory)
        self._opening = threading.Lock()
        self._indexing = threading.Lock()
        self._database: Database | None = None
        self._index: TextIndex | None = None
        self._closed = False
        try:
            _check_files(self._directory, self._manifest)
        except BaseException:
            self.close()
            raise

    @classmethod
    def open(cls, url: str, credentials: "Credentials | None" = None) -> Self:
        """Open ``workspace:<path>`` or a plain path; a directory asks for no credentials."""
        if credentials is not None:
            raise InvalidValueError("credentials", credentials, "none: a workspace takes none")
        return cls(Path(url.removeprefix(SCHEME)))

    @property
    def url(self) -> str:
        """``workspace:`` and the absolute path."""
        return f"{SCHEME}{self._directory}"

    @property
    def snapshot(self) -> int:
        """Number of the snapshot; 0 is the empty one."""
        return self._manifest.number

    @property
    def created(self) -> datetime:
        """When the snapshot was made, in UTC."""
        return self._manifest.created

    @property
    def settings(self) -> Mapping[str, str]:
        """Small facts kept with the tables, such as recipe digests."""
        return self._manifest.settings

    def fetch(self, name: str, /, **parameters: object) -> pa.Table:
        """Answer a question of `QUERIES` or `WORKSPACE_QUERIES`.

        Parameters
        ----------
        name : str
        **parameters
            Values for the query's parameters; one left out is null.

        Raises
        ------
        UnknownNameError
            No such query, or a parameter it does not take.
        StoreError
            The workspace is damaged or closed.
        """
        query, values = bind(_ALL_QUERIES, name, parameters)
        return self._open_database().ask(name, values, query.returns)

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Return a whole table, sorted by its key, or some of its columns in that order."""
        wanted = wanted_columns(name, columns)
        keys = [key for key in schema.KEYS[name] if key not in wanted]
        rows = pa.Table.from_batches(
            self.batches(name, [*wanted, *keys]), selected(name, [*wanted, *keys])
        )
        if len(self._manifest.parts(name)) > 1:
            rows = rows.sort_by([(key, "ascending") for key in schema.KEYS[name]])
        return rows.select(wanted)

    def batches(
        self,
        name: str,
        columns: Sequence[str] | None = None,
        *,
        rows_per_batch: int = BATCH_ROWS,
    ) -> Iterator[pa.RecordBatch]:
        """Stream a table part by part; rows are sorted by key within a part only."""
        self._refuse_closed()
        return stream_parts(
            self._directory, name, self._manifest.parts(name), columns, rows_per_batch
        )

    def among(
        self, name: str, keys: Sequence[str], *, rows_per_batch: int = BATCH_ROWS
    ) -> Iterator[pa.RecordBatch]:
        """Stream the rows of a table whose first key is among `keys`, in the order of `batches`.

        Groups of rows that hold none of them are not read.
        """
        self._refuse_closed()
        return self._rows_among(name, self._manifest.parts(name), keys, rows_per_batch)

    def _rows_among(
        self, name: str, parts: Iterable[Part], keys: Sequence[str], rows_per_batch: int
    ) -> Iterator[pa.RecordBatch]:
        shape = table_schema(name)
        key = schema.KEYS[name][0]
        wanted = pa.array(keys, shape.field(key).type)
        for part in parts:
            for batch in rows_among(
                self._directory, part, shape.names, key, wanted, rows_per_batch
            ):
                yield pa.RecordBatch.from_arrays(batch.columns, schema=shape)

    def shelf(self, article_ids: Sequence[str], folder: Path, shown: Shown) -> Shelf:
        """Open the texts of some articles, to be read in any order.

        Where a part's texts are not laid out beside it, the wanted ones are, in `folder`.

        Raises
        ------
        StoreError
            What lies beside a part is damaged.
        """
        self._refuse_closed()
        files: list[FlatTexts] = []
        try:
            parts = self._manifest.parts("texts")
            files.extend(self._flat(part, article_ids, folder) for part in parts)
            return Shelf(files, article_ids, shown)
        except BaseException:
            for file in files:
                file.close()
            raise

    def lookup(self, recipe: SketchRecipe) -> PostingLookup:
        """Open the kept hashes of all articles, to be looked up.

        Raises
        ------
        RecipeMismatchError
            Articles were sketched by another recipe.
        StoreError
            What lies beside a part is damaged.
        """
        self._refuse_closed()
        parts = self._manifest.parts("postings")
        return PostingLookup(tuple(sorted_postings(self._directory, parts, recipe)))

    def _flat(self, part: Part, article_ids: Sequence[str], folder: Path) -> FlatTexts:
        name = f"{PARTS}/{part.beside}"
        with contextlib.suppress(FileNotFoundError):
            return FlatTexts((self._directory / name).open("rb"), name)
        with durable.refusals(folder):
            file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - `FlatTexts` closes it
            rows = self._rows_among("texts", [part], article_ids, BATCH_ROWS)
            return laid_out(rows, file, name)

    def count(self, name: str) -> int:
        """Count the rows of a table without reading them."""
        table_schema(name)
        return sum(part.rows for part in self._manifest.parts(name))

    def texts(self, article_ids: Sequence[str]) -> pa.Table:
        """Return the stored texts of some articles, ordered by id; unknown ids have no row."""
        return self.fetch("texts", article_ids=list(article_ids))

    def search(
        self,
        words: str,
        *,
        limit: int = 20,
        after_score: float | None = None,
        after_id: str | None = None,
    ) -> pa.Table:
        """Find articles that have every word in title, text, id, url or outlet, best first.

        Parameters
        ----------
        words : str
            As typed; nothing in it is syntax.  Case and diacritics do not matter.
        limit : int
            Rows of one page.
        after_score, after_id : optional
            Both of the last row of the page before.

        Returns
        -------
        pyarrow.Table
            Of `graphx.store.textsearch.HIT`.

        Raises
        ------
        InvalidValueError
            Too many words, or only half of the page's key.
        StoreError
            The index cannot be made or read.

        Notes
        -----
        The first search of a snapshot makes its index; `prepare_search` does so beforehand.
        """
        if (after_score is None) != (after_id is None):
            raise InvalidValueError("after", (after_score, after_id), "both score and id, or none")
        if limit < 1:
            raise InvalidValueError("limit", limit, "at least 1")
        after = None if after_score is None or after_id is None else (after_score, after_id)
        found = self.prepare_search().find(words, limit, after)
        return hits(found, self.texts([article_id for article_id, _ in found]), words)

    def prepare_search(self) -> TextIndex:
        """Make the word index now, where it is not there yet."""
        database = self._open_database()
        # Its own lock: other questions need not wait while the index is made.
        with self._indexing:
            if self._index is None:
                self._index = TextIndex(self._directory, self._manifest, database)
            return self._index

    def close(self) -> None:
        """Let go of the snapshot; a second call does nothing."""
        self._closed = True
        with self._opening:
            if self._database is not None:
                self._database.close()
                self._database = None
        with self._indexing:
            if self._index is not None:
                self._index.close()
                self._index = None
        self._lock.release()

    def _refuse_closed(self) -> None:
        if self._closed:
            raise StoreError(f"the snapshot of {self._directory} is closed; open it again")

    def _open_database(self) -> Database:
        with self._opening:
            self._refuse_closed()
            if self._database is None:
                self._database = Database(
                    {
                        name: [part_path(self._directory, part) for part in parts]
                        for name, parts in self._manifest.tables.items()
                    }
                )
            return self._database


def _check_files(directory: Path, manifest: Manifest) -> None:
    """Notice a part that is missing or cut short before anybody trusts an answer."""
    for parts in manifest.tables.values():
        for part in parts:
            try:
                size = part_path(directory, part).stat().st_size
            except OSError as error:
                reason = f"{PARTS}/{part.name} cannot be read ({error.strerror}); restore it"
                raise WorkspaceFormatError(str(directory), reason) from error
            if size != part.bytes:
                reason = f"{PARTS}/{part.name} has {size} bytes, not {part.bytes}; restore it"
                raise WorkspaceFormatError(str(directory), reason)
