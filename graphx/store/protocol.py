"""What a graph store is: something that answers the questions of `graphx.store.queries`."""

from types import TracebackType
from typing import Protocol, Self

import pyarrow as pa


class GraphStore(Protocol):
    """A graph of outlets, authors, articles and stories that can be asked.

    Stores are safe to ask from several threads.
    """

    @property
    def url(self) -> str:
        """Name of the store, without credentials."""

    @property
    def snapshot(self) -> int:
        """Number of the workspace snapshot the answers come from."""

    def fetch(self, name: str, /, **parameters: object) -> pa.Table:
        """Answer one question.

        Parameters
        ----------
        name : str
            A name in `graphx.store.queries.QUERIES`.
        **parameters
            Values for the query's parameters; one left out is null.

        Returns
        -------
        pyarrow.Table
            Of the query's schema.

        Raises
        ------
        UnknownNameError
            No such query, or a parameter it does not take.
        StoreError
            The back end refused.
        """

    def close(self) -> None:
        """Let go of the snapshot or the server."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
