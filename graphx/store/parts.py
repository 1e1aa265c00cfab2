"""Parts: immutable Parquet files, sorted by the key of their table and named by their bytes.

In:   checked batches in any order and cut in any way.
Out:  a part; the same rows give the same bytes.

A table has one row a key (`graphx.schema.KEYS`).  Rows of one key collapse into the one whose
written form is the least, so that the order of arrival does not matter.

Memory: a chunk of at most `CHUNK_ROWS` rows or `CHUNK_BYTES` bytes is sorted in memory; more rows
are spilled as sorted runs to a scratch directory and merged, at most `MOST_RUNS` at a time.  What
is written is cut anew into groups of `GROUP_ROWS` rows, so that neither batches nor runs leave a
trace in the file.
"""

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from graphx import schema
from graphx.errors import WorkspaceFormatError
from graphx.store import durable
from graphx.store.cuts import CutsWriter
from graphx.store.flat import FlatWriter
from graphx.store.gone import remaining
from graphx.store.lists import ListsWriter
from graphx.store.manifest import PARTS, Part
from graphx.store.merge import merged, same_as_previous
from graphx.store.shape import table_schema

CHUNK_ROWS: Final = 250_000
CHUNK_BYTES: Final = 128 << 20
GROUP_ROWS: Final = 16_384  # a group of 5 kB texts is about 80 MB while it is written
MOST_RUNS: Final = 64  # runs open at once; with 5 kB texts their heads hold 320 MB
_BUFFER_BYTES: Final = 1 << 20

_BESIDE: Final[Mapping[str, Callable[[BinaryIO], FlatWriter | ListsWriter | CutsWriter]]] = {
    "texts": FlatWriter,
    "postings": ListsWriter,
    "units": CutsWriter,
}

Keep = Callable[[pa.Table], pa.Table]
"""What of a sorted chunk is to be kept."""


def part_path(directory: Path, part: Part) -> Path:
    """Return where a part lies in the workspace `directory`."""
    return directory / PARTS / part.name


def read_part(
    directory: Path, part: Part, columns: Sequence[str], rows: int
) -> Iterator[pa.RecordBatch]:
    """Read `columns` of one part in order, at most `rows` rows at a time.

    Raises
    ------
    WorkspaceFormatError
        The file is missing or damaged.
    """
    with _opened(directory, part) as file:
        batches = file.iter_batches(batch_size=rows, columns=list(columns))
        yield from remaining(batches, part.gone) if part.gone else batches


def rows_among(
    directory: Path, part: Part, columns: Sequence[str], key: str, wanted: pa.Array, rows: int
) -> Iterator[pa.RecordBatch]:
    """Read the rows of one part whose `key` is among `wanted`, at most `rows` rows at a time.

    Raises
    ------
    WorkspaceFormatError
        The file is missing or damaged.
    """
    with _opened(directory, part) as file:
        first = 0
        for group in range(file.num_row_groups):
            keys = file.read_row_group(group, columns=[key]).column(key)
            start, first = first, first + len(keys)
            if not pc.any(pc.is_in(keys, value_set=wanted)).as_py():
                continue
            batches = file.iter_batches(rows, row_groups=[group], columns=list(columns))
            for batch in remaining(batches, part.gone, start):
                found = batch.filter(pc.is_in(batch.column(key), value_set=wanted))
                if found.num_rows:
                    yield found


@contextlib.contextmanager
def _opened(directory: Path, part: Part) -> Iterator[pq.ParquetFile]:
    try:
        # Pages are read as they are needed, not a whole group of rows at once.
        with pq.ParquetFile(
            part_path(directory, part),
            buffer_size=_BUFFER_BYTES,
            pre_buffer=False,
            page_checksum_verification=True,
        ) as file:
            yield file
    except (OSError, pa.ArrowException) as error:
        reason = f"{PARTS}/{part.name} is missing or damaged ({error}); restore it, or build again"
        raise WorkspaceFormatError(str(directory), reason) from error


def sorted_rows(
    table: str,
    batches: Iterable[pa.RecordBatch],
    scratch: Path,
    keep: Keep,
    chunk_bytes: int | None = None,
) -> Iterator[pa.Table]:
    """Sort checked batches by the key of `table`; rows of one key collapse into one.

    Parameters
    ----------
    table : str
    batches : iterable of RecordBatch
        Of the table's schema.
    scratch : Path
        Directory for what does not fit into memory.
    keep : callable
        Asked what to keep of every sorted chunk.
    chunk_bytes : int, optional
        What is sorted in memory at the most; `CHUNK_BYTES` by default.
    """
    runs: list[Path] = []
    sort = [(name, "ascending") for name in schema.KEYS[table]]
    chunk = pa.schema([]).empty_table()
    for gathered in _chunks(table, batches, chunk_bytes or CHUNK_BYTES):
        if chunk.num_rows:
            runs.append(_spill(table, [chunk], scratch))
        chunk = keep(gathered.sort_by(sort))
    if runs and chunk.num_rows:
        runs.append(_spill(table, [chunk], scratch))
    while len(runs) > MOST_RUNS:
        runs = [*runs[MOST_RUNS:], _spill(table, merged(table, runs[:MOST_RUNS]), scratch)]
    pieces = merged(table, runs) if runs else iter([chunk])
    yield from _one_row_a_key(table, pieces)


def write_part(directory: Path, table: str, pieces: Iterable[pa.Table]) -> tuple[Part, ...]:
    """Write sorted `pieces` as one part of `table`; no rows, no part.

    The file is on the disk when this returns; its name is, when the directory is synced.
    """
    groups = _groups(pieces)
    first = next(groups, None)
    if first is None:
        return ()
    groups = chain([first], groups)
    folder = directory / PARTS
    temporary = durable.temporary_name(folder)
    beside = durable.temporary_name(folder) if table in _BESIDE else None
    try:
        with durable.refusals(directory):
            file = durable.create(temporary)
        with file, _beside(beside, table, directory) as shown:
            sink = _HashedFile(file, directory)
            # Parquet comes in crumbs; they are gathered before they are digested and written.
            with pa.BufferedOutputStream(pa.PythonFile(sink, mode="w"), _BUFFER_BYTES) as buffer:
                rows = _write_groups(buffer, table, map(shown, groups))
            with durable.refusals(directory):
                durable.sync(file)
        part = Part(name=f"{table}-{sink.hexdigest()}.parquet", rows=rows, bytes=sink.size)
        with durable.refusals(directory):
            if beside is not None and part.beside is not None:
                durable.rename(beside, folder / part.beside)
            durable.rename(temporary, folder / part.name)
    except BaseException:
        for unfinished in filter(None, (temporary, beside)):
            with contextlib.suppress(OSError):
                unfinished.unlink()
        raise
    return (part,)


@contextlib.contextmanager
def _beside(
    path: Path | None, table: str, directory: Path
) -> Iterator[Callable[[pa.Table], pa.Table]]:
    """Write what lies beside a part under `path` while its groups pass; nothing without a path."""
    if path is None:
        yield lambda group: group
        return
    with durable.refusals(directory):
        file = durable.create(path)
    with file:
        writer = _BESIDE[table](file)

        def shown(group: pa.Table) -> pa.Table:
            with durable.refusals(directory):
                writer.add(group)
            return group

        yield shown
        with durable.refusals(directory):
            writer.finish()
            durable.sync(file)


def _write_groups(buffer: pa.BufferedOutputStream, table: str, groups: Iterable[pa.Table]) -> int:
    rows = 0
    # Checksums of pages let a reader notice bytes that changed on the disk.
    with pq.ParquetWriter(
        buffer,
        table_schema(table),
        compression=_compression(table_schema(table)),
        use_dictionary=_repeating(table_schema(table)),
        write_page_checksum=True,
    ) as writer:
        for group in groups:
            writer.write_table(group, row_group_size=GROUP_ROWS)
            rows += group.num_rows
    return rows


def _compression(fields: pa.Schema) -> dict[str, str]:
    """How the columns of a Parquet file are compressed: what does not repeat gains nothing.

    Examples
    --------
    >>> _compression(schema.POSTING)
    {'article_id': 'zstd', 'recipe': 'zstd', 'hashes.list.element': 'none'}
    """
    repeating = dict.fromkeys(_repeating(fields), "zstd")
    return {name: repeating.get(name, "none") for name in _leaves(fields)}


def _repeating(fields: Iterable[pa.Field]) -> list[str]:
    """Columns of a Parquet file whose values may repeat.

    Hashes (unsigned numbers) hardly do, and looking for those that do took four fifths of the time
    of writing them, and most of the time of reading.

    Examples
    --------
    >>> _repeating(schema.SIGNATURE)
    ['article_id', 'recipe', 'shingles']
    """
    leaves = _leaves(fields).items()
    return [name for name, kind in leaves if not pa.types.is_unsigned_integer(kind)]


def _leaves(fields: Iterable[pa.Field], place: str = "") -> dict[str, pa.DataType]:
    """Columns of a Parquet file as it names them, and what they hold."""
    found: dict[str, pa.DataType] = {}
    for field in fields:
        name = place + field.name
        if pa.types.is_list(field.type) or pa.types.is_fixed_size_list(field.type):
            element = field.type.value_field.with_name("element")
            found |= _leaves([element], f"{name}.list.")
        elif pa.types.is_struct(field.type):
            found |= _leaves(field.type, f"{name}.")
        else:
            found[name] = field.type
    return found


def _chunks(table: str, batches: Iterable[pa.RecordBatch], chunk_bytes: int) -> Iterator[pa.Table]:
    shape = table_schema(table)
    held: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in batches:
        held.append(batch)
        rows += batch.num_rows
        size += batch.nbytes
        if rows >= CHUNK_ROWS or size >= chunk_bytes:
            yield pa.Table.from_batches(held, shape)
            held, rows, size = [], 0, 0
    if held:
        yield pa.Table.from_batches(held, shape)


def _spill(table: str, pieces: Iterable[pa.Table], scratch: Path) -> Path:
    path = durable.temporary_name(scratch).with_suffix(".parquet")
    with (
        durable.refusals(scratch),
        pq.ParquetWriter(path, table_schema(table), compression="lz4") as writer,
    ):
        for piece in pieces:
            writer.write_table(piece, row_group_size=GROUP_ROWS)
    return path


def _one_row_a_key(table: str, pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
    keys = schema.KEYS[table]
    held: pa.Table | None = None  # the last row seen: its key may come once more
    for piece in pieces:
        if piece.num_rows == 0:
            continue
        rows = piece if held is None else pa.concat_tables([held, piece])
        repeats = same_as_previous(rows, keys)
        if repeats.any():
            rows = _least(rows, repeats)
        yield rows.slice(0, rows.num_rows - 1)
        held = rows.slice(rows.num_rows - 1)
    if held is not None:
        yield held


def _least(rows: pa.Table, repeats: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> pa.Table:
    starts = np.flatnonzero(~repeats)
    sizes = np.diff(np.append(starts, len(repeats)))
    chosen = starts.copy()
    for place in np.flatnonzero(sizes > 1):
        start, size = int(starts[place]), int(sizes[place])
        written = [repr(row) for row in rows.slice(start, size).to_pylist()]
        chosen[place] = start + min(range(size), key=written.__getitem__)
    return rows.take(pa.array(chosen))


def _groups(pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Cut `pieces` anew into groups of `GROUP_ROWS` rows, each contiguous in memory."""
    held: list[pa.Table] = []
    rows = 0
    for piece in pieces:
        rest = piece
        while rows + rest.num_rows >= GROUP_ROWS:
            head = rest.slice(0, GROUP_ROWS - rows)
            # The writer ends a page where a chunk of memory ends: chunks must not show.
            yield pa.concat_tables([*held, head]).combine_chunks()
            rest = rest.slice(head.num_rows)
            held, rows = [], 0
        if rest.num_rows:
            held.append(rest)
            rows += rest.num_rows
    if held:
        yield pa.concat_tables(held).combine_chunks()


class _HashedFile:
    """A sink for Parquet that digests what passes."""

    def __init__(self, file: BinaryIO, directory: Path) -> None:
        self._file = file
        self._directory = directory
        self._digest = hashlib.blake2b(digest_size=16)
        self.size = 0
        self.closed = False

    def write(self, data: bytes) -> int:
        data = bytes(data)
        with durable.refusals(self._directory):
            durable.write(self._file, data)
        self._digest.update(data)
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back here."""

    def close(self) -> None:
        """Leave the file open: its owner syncs it first."""
        self.closed = True

    def hexdigest(self) -> str:
        return self._digest.hexdigest()
