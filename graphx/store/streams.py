"""Tables as streams, from the parts they lie in.

In:   parts of a table, in the workspace's directory.
Out:  batches of the columns that are asked for; kept hashes, to be looked up.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa

from graphx.errors import InvalidValueError, UnknownNameError
from graphx.reuse.lookup import PostingLookup, Segment
from graphx.reuse.recipe import SketchRecipe
from graphx.store.lists import mapped_segments
from graphx.store.manifest import PARTS, Part
from graphx.store.parts import read_part
from graphx.store.shape import table_schema

BATCH_ROWS: Final = 8_192


def stream_parts(
    directory: Path,
    name: str,
    parts: Sequence[Part],
    columns: Sequence[str] | None,
    rows_per_batch: int,
) -> Iterator[pa.RecordBatch]:
    """Stream columns of some parts of a table, with the table's own types and meanings."""
    wanted = wanted_columns(name, columns)
    shape = selected(name, wanted)
    if rows_per_batch < 1:
        raise InvalidValueError("rows_per_batch", rows_per_batch, "at least 1")
    return (
        pa.RecordBatch.from_arrays([batch.column(column) for column in wanted], schema=shape)
        for part in parts
        for batch in read_part(directory, part, wanted, rows_per_batch)
    )


def sorted_postings(
    directory: Path, parts: Sequence[Part], recipe: SketchRecipe
) -> Iterator[Segment]:
    """Open what lies beside parts of ``postings``, or sort them where it is missing."""
    for part in parts:
        name = f"{PARTS}/{part.beside}"
        try:
            yield from mapped_segments(directory / name, name, recipe, part.gone)
        except FileNotFoundError:
            rows = stream_parts(directory, "postings", [part], None, BATCH_ROWS)
            yield from PostingLookup.of(rows, recipe).segments


def wanted_columns(name: str, columns: Sequence[str] | None) -> list[str]:
    """Return these columns of a table, all when none are named.

    Raises
    ------
    UnknownNameError
        It has no such column.
    """
    known = table_schema(name).names
    for column in columns or ():
        if column not in known:
            raise UnknownNameError(f"column of {name}", column, known)
    return list(known if columns is None else columns)


def selected(name: str, columns: Sequence[str]) -> pa.Schema:
    """Return the schema of some columns of a table, with its own types and meanings."""
    return pa.schema([table_schema(name).field(column) for column in columns])
