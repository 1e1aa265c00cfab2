"""Merge sorted runs, and find which rows a table already holds.

In:   Parquet files sorted by the key of their table.
Out:  their rows in one order; or the rows of a chunk whose key none of the files has.

The merge holds `_HEAD_ROWS` rows of each run and nothing else.  DuckDB's own sort was tried and
left: with rows as wide as texts it ran out of a memory limit instead of spilling.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from pathlib import Path
from typing import Final, cast

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from duckdb import ColumnExpression, FunctionExpression

from graphx import schema
from graphx.errors import StoreError
from graphx.store.embedded import connect, parquet
from graphx.store.gone import Gone, remaining
from graphx.store.shape import table_schema

KEY_MEMORY: Final = "1GB"
"""What DuckDB may use to compare keys before it spills."""

_HEAD_ROWS: Final = 1_024  # of 5 kB texts, 5 MB a run
_BUFFER_BYTES: Final = 1 << 18

Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


def same_as_previous(rows: pa.Table, keys: Sequence[str]) -> Flags:
    """Whether each row has the key of the row before it; null equals null."""
    same = np.ones(rows.num_rows, np.bool_)
    same[0] = False
    for key in keys:
        column = rows.column(key)
        left, right = column.slice(0, len(column) - 1), column.slice(1)
        equal = pc.fill_null(pc.equal(left, right), False)
        both_null = pc.and_(pc.is_null(left), pc.is_null(right))
        same[1:] &= pc.or_(equal, both_null).to_numpy()
    return same


def merged(table: str, runs: Sequence[Path], gone: Sequence[Gone] = ()) -> Iterator[pa.Table]:
    """Merge sorted files of one table, a bounded number of rows at a time.

    Parameters
    ----------
    table : str
    runs : sequence of Path
    gone : sequence of tuple of int
        Rows of each file that do not count; none where nothing is given.

    Raises
    ------
    StoreError
        A file is missing or damaged.
    """
    order = [(key, "ascending") for key in schema.KEYS[table]]
    batches = [_rows(table, *run) for run in zip(runs, gone or repeat(()), strict=False)]
    heads = [next(rows, None) for rows in batches]
    while any(head is not None for head in heads):
        held = [(place, head) for place, head in enumerate(heads) if head is not None]
        rows = pa.concat_tables([head for _, head in held]).combine_chunks()
        # What a run has not shown yet comes after the last row it shows: up to the first such
        # row, nothing can come in between.
        sizes = np.array([head.num_rows for _, head in held])
        ends = np.cumsum(sizes)
        indices = pc.sort_indices(rows.select(schema.KEYS[table]), sort_keys=order).to_numpy()
        safe = indices[: int(np.flatnonzero(np.isin(indices, ends - 1))[0]) + 1]
        yield rows.take(pa.array(safe))
        taken = np.bincount(np.searchsorted(ends, safe, side="right"), minlength=len(held))
        for (place, head), count in zip(held, taken.tolist(), strict=True):
            rest = head.slice(count)
            heads[place] = rest if rest.num_rows else next(batches[place], None)


def absent_by_key(key: str, chunk: pa.Table, known: Iterable[pa.RecordBatch]) -> pa.Table:
    """Return the rows of `chunk` whose `key` is in no batch of `known`: what one column tells."""
    names = chunk.column(key).combine_chunks()
    fresh = np.ones(chunk.num_rows, np.bool_)
    for batch in known:
        there = batch.column(key).filter(pc.is_in(batch.column(key), value_set=names))
        if len(there):
            fresh &= ~pc.is_in(names, value_set=there).to_numpy(zero_copy_only=False)
    return chunk if fresh.all() else cast("pa.Table", chunk.filter(pa.array(fresh)))


def absent(
    table: str,
    chunk: pa.Table,
    parts: Sequence[Path],
    scratch: Path,
    memory: str = KEY_MEMORY,
) -> pa.Table:
    """Return the rows of `chunk` whose key no row of `parts` has.

    DuckDB may use `memory` before it spills to `scratch`; it is asked only where a row of `parts`
    begins its key as one of `chunk` does.

    Raises
    ------
    StoreError
        A part is missing or damaged, or there is no room to spill.
    """
    if not _meets(table, chunk, parts):
        return chunk
    # Structures compare equal where both hold null, which plain columns do not.
    key = FunctionExpression("row", *map(ColumnExpression, schema.KEYS[table])).alias("key")
    numbered = chunk.select(schema.KEYS[table]).append_column(
        "place", pa.array(np.arange(chunk.num_rows))
    )
    try:
        with connect(memory_limit=memory, temp_directory=str(scratch)) as connection:
            fresh = connection.from_arrow(numbered).select(ColumnExpression("place"), key)
            known = parquet(connection, parts).select(key)
            found = fresh.join(known, "key", how="semi").select(ColumnExpression("place"))
            places = found.to_arrow_table().column("place").to_numpy()
    except (duckdb.Error, OSError, pa.ArrowException) as error:
        raise StoreError(f"cannot compare with the parts of {table}: {error}") from error
    if not len(places):
        return chunk
    keep = np.ones(chunk.num_rows, np.bool_)
    keep[places] = False
    return cast("pa.Table", chunk.filter(pa.array(keep)))


def _meets(table: str, chunk: pa.Table, parts: Iterable[Path]) -> bool:
    """Whether any row of `parts` has the first column of its key from a row of `chunk`."""
    first = schema.KEYS[table][0]
    firsts = pc.unique(chunk.column(first))
    try:
        columns = (pq.read_table(part, columns=[first]).column(first) for part in parts)
        return any(pc.any(pc.is_in(column, value_set=firsts)).as_py() for column in columns)
    except (OSError, pa.ArrowException) as error:
        raise StoreError(f"cannot compare with the parts of {table}: {error}") from error


def _rows(table: str, run: Path, gone: Gone) -> Iterator[pa.Table]:
    shape = table_schema(table)
    try:
        # Pages are read as they are needed, not a whole group of every run at once.
        with pq.ParquetFile(
            run, buffer_size=_BUFFER_BYTES, pre_buffer=False, page_checksum_verification=True
        ) as file:
            for batch in remaining(file.iter_batches(batch_size=_HEAD_ROWS), gone):
                if batch.num_rows:
                    yield pa.Table.from_arrays(batch.columns, schema=shape)
    except (OSError, pa.ArrowException) as error:
        raise StoreError(f"cannot merge the parts of {table}: {run.name}: {error}") from error
