"""Hold rows to the schema of a table or a question.

In:   batches somebody made, or an answer of a database.
Out:  the same rows with exactly the declared columns, types and nullability.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import pyarrow as pa

from graphx import schema
from graphx.errors import InvalidValueError, StoreError, UnknownNameError

_KNOWN: Final = tuple(schema.TABLES)


def table_schema(table: str) -> pa.Schema:
    """Return the schema of a table of the workspace.

    Raises
    ------
    UnknownNameError
        There is no such table.
    """
    if table not in schema.TABLES:
        raise UnknownNameError("table", table, _KNOWN)
    return schema.TABLES[table]


def checked(table: str, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Pass on `batches` that fit `table`, columns in order, without empty ones.

    Raises
    ------
    InvalidValueError
        A column is missing, unknown, of another type, or null where it must not be.
    """
    shape = table_schema(table)
    for batch in batches:
        if set(batch.schema.names) != set(shape.names) or len(batch.schema) != len(shape):
            odd = sorted(set(batch.schema.names) ^ set(shape.names)) or batch.schema.names
            raise InvalidValueError(f"columns of {table}", odd, f"exactly {', '.join(shape.names)}")
        if batch.num_rows:
            columns = [_column(table, field, batch.column(field.name)) for field in shape]
            yield pa.RecordBatch.from_arrays(columns, schema=shape)


def _column(table: str, field: pa.Field, column: pa.Array) -> pa.Array:
    if column.null_count and not field.nullable:
        raise InvalidValueError(f"{table}.{field.name}", None, f"{field.type}, never null")
    if column.type == field.type:
        return column
    # Nested types may differ in the names of their insides only; flat types must be the same.
    if pa.types.is_nested(field.type) and pa.types.is_nested(column.type):
        try:
            return column.cast(field.type)
        except pa.ArrowException as error:
            raise InvalidValueError(
                f"{table}.{field.name}", str(column.type), str(field.type)
            ) from error
    raise InvalidValueError(f"{table}.{field.name}", str(column.type), str(field.type))


def conform(name: str, answer: pa.Table, shape: pa.Schema) -> pa.Table:
    """Give the answer to question `name` exactly the declared columns, types and nullability.

    Raises
    ------
    StoreError
        The database gave other columns, or null where that is not declared.
    """
    if answer.column_names != shape.names:
        raise StoreError(f"query {name} gave columns {answer.column_names}, not {shape.names}")
    columns = []
    for field, column in zip(shape, answer.columns, strict=True):
        if column.null_count and not field.nullable:
            raise StoreError(f"query {name} gave null in {field.name}, which is never null")
        columns.append(column if column.type == field.type else column.cast(field.type))
    return pa.Table.from_arrays(columns, schema=shape)
