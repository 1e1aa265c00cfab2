"""One connection to a Neo4j server: statements that are files, and errors that are graphx's own.

In:   an address, credentials, the name of a ``neo4j/*.cypher`` file and its parameters.
Out:  Arrow tables of a declared schema, or the numbers a writing statement returns.

Nothing is ever formatted into Cypher.  The password is handed to the driver and kept nowhere.
"""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Final, LiteralString, Self
from urllib.parse import SplitResult, urlsplit

import pyarrow as pa
from neo4j import (
    Driver,
    GraphDatabase,
    ManagedTransaction,
    NotificationMinimumSeverity,
    Record,
    Result,
    Session,
)
from neo4j.exceptions import (
    ClientError,
    ConfigurationError,
    ConnectionPoolError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)
from neo4j.time import DateTime

from graphx.errors import (
    InvalidValueError,
    StoreAccessError,
    StoreError,
    StoreUnavailableError,
    UnknownNameError,
)
from graphx.store.opening import Credentials
from graphx.store.shape import conform

# What the driver logs is also raised; without a handler Python would print it besides.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

SCHEMES: Final = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")

_CONNECT_SECONDS: Final = 3.0  # to a host that drops packets; a closed port answers at once
_HANDSHAKE_SECONDS: Final = 5.0  # to a port that listens and says nothing; more than connecting
_RETRY_SECONDS: Final = 5.0  # how long the driver repeats what a busy server put off
_CHUNK_ROWS: Final = 8_192  # of an answer, between the wire and Arrow

_CREDENTIALS: Final = "set NEO4J_USERNAME and NEO4J_PASSWORD to a login the server knows"


class Connection:
    """A pool of connections to one database of one server; safe to use from several threads."""

    def __init__(self, url: str, database: str | None, driver: Driver) -> None:
        self.url = url
        self._database = database
        self._driver = driver

    def __repr__(self) -> str:
        return f"Connection({self.url!r})"

    @classmethod
    def open(cls, url: str, credentials: Credentials | None = None) -> Self:
        """Connect to ``neo4j://host:7687/database``; without a database, to the user's own.

        Raises
        ------
        UnknownNameError
            The scheme is not one of `SCHEMES`.
        InvalidValueError
            The address holds a password, or is no address.
        StoreUnavailableError
            No server answers there.
        StoreAccessError
            The server knows no such login or database.
        """
        address, database = parse(url)
        auth = (credentials.username, credentials.password) if credentials else None
        with _explained(url, database):
            try:
                driver = GraphDatabase.driver(
                    address,
                    auth=auth,
                    connection_timeout=_CONNECT_SECONDS,
                    connection_acquisition_timeout=_HANDSHAKE_SECONDS,
                    max_transaction_retry_time=_RETRY_SECONDS,
                    notifications_min_severity=NotificationMinimumSeverity.OFF,
                    warn_notification_severity=NotificationMinimumSeverity.OFF,
                )
            except (ConfigurationError, ValueError) as error:
                raise InvalidValueError("store", url, "neo4j://host:7687/database") from error
        connection = cls(url, database, driver)
        try:
            # Asked once and not repeated, so that a wrong address is known at once.
            connection.batched("projection/ping", {})
        except BaseException:
            driver.close()
            raise
        return connection

    def read(self, statement: str, parameters: Mapping[str, object], shape: pa.Schema) -> pa.Table:
        """Answer one reading statement with the columns of `shape`."""
        return self.read_all(((statement, parameters, shape),))[0]

    def read_all(
        self, questions: Sequence[tuple[str, Mapping[str, object], pa.Schema]]
    ) -> list[pa.Table]:
        """Answer several reading statements in one transaction, in order.

        Raises
        ------
        InvalidValueError
            A parameter is of a type the server does not know.
        StoreError
            The server refused, or answered with other columns.
        """

        def work(transaction: ManagedTransaction) -> list[pa.Table]:
            return [
                _table(name, _run(transaction, text(name), values), shape)
                for name, values, shape in questions
            ]

        with self._session() as session:
            return session.execute_read(work)

    def write(self, statement: str, parameters: Mapping[str, object]) -> int:
        """Run one writing statement and return the number in its only row, 0 without one.

        The driver repeats it when the server asks for that, so it must bear repeating.
        """

        def work(transaction: ManagedTransaction) -> int:
            return _number(_run(transaction, text(statement), parameters))

        with self._session() as session:
            return session.execute_write(work)

    def batched(self, statement: str, parameters: Mapping[str, object]) -> int:
        """Run a statement that opens transactions of its own, as `write` does otherwise."""
        return self._alone(text(statement), parameters)

    def define(self, statements: str) -> None:
        """Run the definitions in a file, one after the other; they are parted by semicolons."""
        for definition in text(statements).split(";"):
            if definition.strip():
                self._alone(definition, {})

    def _alone(self, statement: LiteralString, parameters: Mapping[str, object]) -> int:
        with self._session() as session:
            return _number(_run(session, statement, parameters))

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with (
            _explained(self.url, self._database),
            self._driver.session(database=self._database, fetch_size=_CHUNK_ROWS) as session,
        ):
            yield session

    def close(self) -> None:
        """Let go of the server; a second call does nothing."""
        self._driver.close()


@cache
def text(name: str) -> LiteralString:
    """Text of ``neo4j/<name>.cypher``."""
    file = resources.files("graphx.store").joinpath("neo4j", f"{name}.cypher")
    return file.read_text("utf-8")


def parse(url: str) -> tuple[str, str | None]:
    """Part an address into what the driver takes and the name of a database.

    Examples
    --------
    >>> parse("neo4j://graph.example:7687/news")
    ('neo4j://graph.example:7687', 'news')
    >>> parse("bolt://graph.example")
    ('bolt://graph.example', None)
    """
    if "@" in url:
        # It would end up in histories, process lists and logs.
        shown: str = re.sub(r"//.*@", "//…@", url, count=1)
        expected = "an address without a login; " + _CREDENTIALS
        raise InvalidValueError("store", shown, expected)
    parts = _split(url)
    if parts.scheme not in SCHEMES:
        raise UnknownNameError("scheme", parts.scheme, SCHEMES)
    database = parts.path.strip("/")
    if not parts.hostname or "/" in database or parts.fragment:
        raise InvalidValueError("store", url, "neo4j://host:7687/database")
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{parts.netloc}{query}", database or None


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise InvalidValueError("store", url, "neo4j://host:7687/database") from error
    return parts


@contextmanager
def _explained(url: str, database: str | None) -> Iterator[None]:
    """Raise graphx's errors for the driver's."""
    try:
        yield
    except (ServiceUnavailable, SessionExpired, ConnectionPoolError) as error:
        raise StoreUnavailableError(url) from error
    except ClientError as error:
        raise _refusal(url, database, error) from error
    except (Neo4jError, DriverError) as error:
        raise StoreError(f"Neo4j at {url} failed: {error}") from error


def _refusal(url: str, database: str | None, error: ClientError) -> StoreError:
    code = error.code or ""
    if code.startswith("Neo.ClientError.Security."):
        return StoreAccessError(url, f"{_reason(error)}; {_CREDENTIALS}")
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return StoreAccessError(url, f"there is no database {database!r}; name one it has")
    return StoreError(f"Neo4j at {url} refused: {_reason(error)}")


def _reason(error: Neo4jError) -> str:
    return (error.message or "it gave no reason").rstrip(". ")


def _run(
    runner: ManagedTransaction | Session, statement: LiteralString, values: Mapping[str, object]
) -> Result:
    try:
        return runner.run(statement, dict(values))
    except (UnicodeError, TypeError, OverflowError, ValueError) as error:
        # The driver could not write a parameter: a lone surrogate, a number beyond 64 bits.
        raise InvalidValueError("parameter", str(error), "a value Neo4j can hold") from error


def _number(result: Result) -> int:
    row = result.single()
    return int(row[0]) if row is not None else 0


def _table(name: str, result: Result, shape: pa.Schema) -> pa.Table:
    """Give an answer the declared types; its columns must be the declared ones already."""
    names = list(result.keys())
    if names != shape.names:
        raise StoreError(f"query {name} gave columns {names}, not {shape.names}")
    try:
        batches = [_batch(chunk, shape) for chunk in iter(lambda: result.fetch(_CHUNK_ROWS), [])]
    except pa.ArrowException as error:
        raise StoreError(f"query {name} gave a value of another type: {error}") from error
    return conform(name, pa.Table.from_batches(batches, _unchecked(shape)), shape)


def _batch(records: Sequence[Record], shape: pa.Schema) -> pa.RecordBatch:
    columns = zip(*(record.values() for record in records), strict=True)
    arrays = [
        pa.array(map(_native, column), type=field.type)
        for field, column in zip(shape, columns, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=_unchecked(shape))


def _unchecked(shape: pa.Schema) -> pa.Schema:
    """Return `shape` with null allowed everywhere; `conform` says where it is not."""
    return pa.schema([pa.field(field.name, field.type) for field in shape])


def _native(value: object) -> object:
    if isinstance(value, DateTime):
        moment: datetime = value.to_native()
        return moment
    return value
