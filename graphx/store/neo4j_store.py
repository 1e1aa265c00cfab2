"""A Neo4j server as a graph store.

In:   the address of a server that `graphx.store.projection` loaded a snapshot into.
Out:  the same answers the workspace gives, from ``neo4j/<name>.cypher``.

Every answer is read in one transaction with the projection's own node, so that a graph that is
between two snapshots is refused instead of told as either.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final, Self

import pyarrow as pa

from graphx.errors import InvalidValueError, StoreError
from graphx.store.bolt import Connection
from graphx.store.closing import Closing
from graphx.store.opening import Credentials
from graphx.store.queries import QUERIES, bind

LAYOUT: Final = 2
"""Version of the labels, edges and properties; raised when older projections cannot be read."""

COMPLETE: Final = "complete"

_STATE: Final = pa.schema(
    [
        pa.field("state", pa.string(), nullable=False),
        pa.field("snapshot", pa.int64(), nullable=False),
        pa.field("layout", pa.int64(), nullable=False),
    ]
)
_STATE_QUESTION: Final[tuple[str, Mapping[str, object], pa.Schema]] = (
    "projection/state",
    {},
    _STATE,
)


class Neo4jStore(Closing):
    """The graph of one workspace snapshot, on a Neo4j server.

    Parameters
    ----------
    connection : Connection
        The store closes it.

    Notes
    -----
    Safe to ask from several threads.  Opening succeeds before anything was loaded, because
    loading needs a store to load into; asking does not.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @classmethod
    def open(cls, url: str, credentials: Credentials | None = None) -> Self:
        """Connect to ``neo4j://host:7687/database``; see `Connection.open` for what it raises."""
        return cls(Connection.open(url, credentials))

    def __repr__(self) -> str:
        return f"Neo4jStore({self.url!r})"

    @property
    def url(self) -> str:
        """Address of the server and its database, without credentials."""
        return self.connection.url

    @property
    def snapshot(self) -> int:
        """Number of the workspace snapshot the server holds now.

        Raises
        ------
        StoreError
            Nothing was loaded, or the last load did not reach its end.
        """
        return self._loaded(self.connection.read(*_STATE_QUESTION))

    def fetch(self, name: str, /, **parameters: object) -> pa.Table:
        """Answer a question of `QUERIES`.

        Parameters
        ----------
        name : str
        **parameters
            Values for the query's parameters; one left out is null.

        Raises
        ------
        UnknownNameError
            No such query, or a parameter it does not take.
        InvalidValueError
            A parameter has a value the server cannot hold.
        StoreError
            Nothing was loaded, or the server refused.
        """
        query, given = bind(QUERIES, name, parameters)
        values = {parameter: _value(parameter, value) for parameter, value in given.items()}
        question = (name, values, query.returns)
        state, answer = self.connection.read_all((_STATE_QUESTION, question))
        self._loaded(state)
        return answer

    def close(self) -> None:
        """Let go of the server; a second call does nothing."""
        self.connection.close()

    def _loaded(self, state: pa.Table) -> int:
        load = f"run: graphx load {self.url}"
        if state.num_rows == 0:
            raise StoreError(f"{self.url} holds no graph; {load}")
        row = state.to_pylist()[0]
        if row["layout"] != LAYOUT:
            raise StoreError(
                f"{self.url} was loaded by another version of graphx "
                f"(layout {row['layout']}, this one reads {LAYOUT}); {load}"
            )
        if row["state"] != COMPLETE:
            raise StoreError(
                f"{self.url} holds part of snapshot {row['snapshot']}; "
                f"wait for the load that is running, or {load}"
            )
        return int(row["snapshot"])


def _value(name: str, value: object) -> object:
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise InvalidValueError(name, value, "a datetime with a zone")
        return value.astimezone(UTC)
    return value
