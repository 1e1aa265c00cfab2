"""DuckDB inside this process, over the Parquet parts of one snapshot.

In:   paths of immutable files, and questions that are files with parameters.
Out:  Arrow tables and batches.

Nothing is ever formatted into SQL: views are made by the relational interface, values travel as
parameters.  What several questions say alike stands in ``duckdb/opening/``, run at the start.
Extensions are neither fetched nor loaded.
"""

import glob
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from graphx import schema
from graphx.errors import InvalidValueError, StoreError
from graphx.store.shape import conform

_OFFLINE: Final = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def connect(**settings: str) -> duckdb.DuckDBPyConnection:
    """Open an empty database in memory that never asks the network for anything."""
    return duckdb.connect(":memory:", config={**_OFFLINE, **settings})


def parquet(
    connection: duckdb.DuckDBPyConnection, paths: Sequence[Path]
) -> duckdb.DuckDBPyRelation:
    """Return the rows of Parquet files with exactly these names."""
    # DuckDB reads names as patterns: "w[b]/x.parquet" would read the file of a directory "wb".
    return connection.read_parquet([glob.escape(str(path)) for path in paths])


@cache
def query_text(name: str) -> str:
    """Text of ``duckdb/<name>.sql``."""
    file = resources.files("graphx.store").joinpath("duckdb", *f"{name}.sql".split("/"))
    return file.read_text("utf-8")


class Database:
    """Views named as the tables of a workspace, over the files that hold their rows.

    Safe to ask from several threads: every question runs on a cursor of its own.
    """

    def __init__(self, tables: Mapping[str, Sequence[Path]]) -> None:
        self._connection = connect()
        try:
            for name, shape in schema.TABLES.items():
                if paths := tables.get(name, ()):
                    parquet(self._connection, paths).create_view(name)
                else:
                    self._connection.from_arrow(shape.empty_table()).create(name)
            self._connection.execute(query_text("opening/json"))
        except (duckdb.Error, OSError) as error:
            self._connection.close()
            raise StoreError(f"cannot read the workspace's parts: {error}") from error

    def ask(self, name: str, parameters: Mapping[str, object], returns: pa.Schema) -> pa.Table:
        """Answer ``duckdb/<name>.sql`` with exactly the declared columns and types.

        Raises
        ------
        InvalidValueError
            A parameter has a value its column cannot be compared with.
        StoreError
            The database refused.
        """
        values = {key: _value(key, value) for key, value in parameters.items()}
        try:
            with self._connection.cursor() as cursor:
                answer = cursor.sql(query_text(name), params=values).to_arrow_table()
        except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
            raise InvalidValueError(
                f"parameters of {name}", values, "values of their columns' types"
            ) from error
        except (duckdb.Error, OSError, pa.ArrowException) as error:
            raise StoreError(f"query {name} failed: {error}") from error
        return conform(name, answer, returns)

    def stream(self, name: str, rows: int) -> Iterator[pa.RecordBatch]:
        """Answer ``duckdb/<name>.sql``, which takes no parameters, `rows` rows at a time.

        Raises
        ------
        StoreError
            The database refused.
        """
        try:
            with self._connection.cursor() as cursor:
                yield from cursor.sql(query_text(name)).to_arrow_reader(rows)
        except (duckdb.Error, OSError, pa.ArrowException) as error:
            raise StoreError(f"query {name} failed: {error}") from error

    def close(self) -> None:
        """Let go of the files."""
        self._connection.close()


def _value(parameter: str, value: object) -> object:
    if isinstance(value, str):
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise InvalidValueError(parameter, value, "text without lone surrogates") from error
        return value
    if isinstance(value, list | tuple):
        return [_value(parameter, item) for item in value]
    if value is None or isinstance(value, bool | int | float | datetime):
        return value
    raise InvalidValueError(parameter, value, "text, a number, a time or a list of them")
