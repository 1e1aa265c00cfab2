"""Remove rows of a part.

In:   a part, and the values of a column whose rows go.
Out:  the part itself where it has none of them, with a mark, or written again without them.
"""

import dataclasses
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graphx.errors import InvalidValueError, UnknownNameError
from graphx.store.gone import MARKED, MOST_SHARE, after
from graphx.store.manifest import Part
from graphx.store.parts import GROUP_ROWS, read_part, write_part
from graphx.store.shape import table_schema
from graphx.store.streams import stream_parts


def values_of(table: str, column: str, values: Iterable[object]) -> pa.Array:
    """Read values as those of a column of `table`; null is none of them.

    Raises
    ------
    UnknownNameError
        There is no such column.
    InvalidValueError
        A value of another type than the column's.
    """
    shape = table_schema(table)
    if column not in shape.names:
        raise UnknownNameError(f"column of {table}", column, shape.names)
    kind = shape.field(column).type
    given = list(values)
    try:
        return pa.array(given, kind).drop_null()
    except (pa.ArrowException, TypeError, UnicodeError) as error:
        raise InvalidValueError(f"values of {table}.{column}", given[:3], str(kind)) from error


def without(
    directory: Path, table: str, part: Part, column: str, wanted: pa.Array
) -> tuple[Part, ...]:
    """Return a part of `table` less the rows whose `column` is one of `wanted`."""
    column_alone = read_part(directory, part, [column], GROUP_ROWS)
    flags = [_among(batch.column(column), wanted).to_numpy(False) for batch in column_alone]
    removed = np.concatenate(flags)
    if not removed.any():
        return (part,)
    if table in MARKED:
        gone = after(part.gone, removed)
        rows = removed.size - int(removed.sum())
        if len(gone) <= MOST_SHARE * (rows + len(gone)):
            return (dataclasses.replace(part, rows=rows, gone=gone),)
    whole = stream_parts(directory, table, (part,), None, GROUP_ROWS)
    kept = (
        pa.Table.from_batches([batch.filter(pc.invert(_among(batch.column(column), wanted)))])
        for batch in whole
    )
    return write_part(directory, table, kept)


def _among(column: pa.Array, wanted: pa.Array) -> pa.Array:
    return pc.fill_null(pc.is_in(column, value_set=wanted), False)
