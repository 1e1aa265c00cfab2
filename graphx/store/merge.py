"""Merge sorted runs, and find which rows a table already holds.

In:   Parquet files sorted by the key of their table.
Out:  their rows in one order; or the rows of a chunk whose key none of the files has.

DuckDB does both outside memory: it works within `SORT_MEMORY` and spills into the scratch
directory.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, cast

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from duckdb import ColumnExpression, FunctionExpression

from graphx import schema
from graphx.errors import StoreError
from graphx.store.embedded import connect, parquet
from graphx.store.shape import conform, table_schema

SORT_MEMORY: Final = "1GB"

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


def merged(table: str, runs: Sequence[Path], scratch: Path, rows: int) -> Iterator[pa.Table]:
    """Merge sorted files of one table, about `rows` rows at a time.

    Raises
    ------
    StoreError
        A file is damaged, or there is no room to spill.
    """
    shape = table_schema(table)
    order = [ColumnExpression(key).asc().nulls_last() for key in schema.KEYS[table]]
    try:
        with connect(memory_limit=SORT_MEMORY, temp_directory=str(scratch)) as connection:
            for batch in parquet(connection, runs).sort(*order).to_arrow_reader(rows):
                yield conform(f"merge of {table}", pa.Table.from_batches([batch]), shape)
    except (duckdb.Error, OSError, pa.ArrowException) as error:
        raise StoreError(f"cannot merge the parts of {table}: {error}") from error


def absent(table: str, chunk: pa.Table, parts: Sequence[Path], scratch: Path) -> pa.Table:
    """Return the rows of `chunk` whose key no row of `parts` has.

    Raises
    ------
    StoreError
        A part is damaged, or there is no room to spill.
    """
    # Structures compare equal where both hold null, which plain columns do not.
    key = FunctionExpression("row", *map(ColumnExpression, schema.KEYS[table])).alias("key")
    numbered = chunk.select(schema.KEYS[table]).append_column(
        "place", pa.array(np.arange(chunk.num_rows))
    )
    try:
        with connect(memory_limit=SORT_MEMORY, temp_directory=str(scratch)) as connection:
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
