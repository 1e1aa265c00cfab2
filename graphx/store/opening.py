"""Open a store by its address.

In:   ``workspace:<path>``, a plain path, or the address of a server.
Out:  a `graphx.store.protocol.GraphStore`.
"""

import importlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, cast

from graphx.errors import UnknownNameError
from graphx.store.protocol import GraphStore

_NEO4J: Final = "graphx.store.neo4j_store:Neo4jStore"

STORES: Final[Mapping[str, str]] = {
    "workspace": "graphx.store.snapshot:Snapshot",
    "neo4j": _NEO4J,
    "neo4j+s": _NEO4J,
    "neo4j+ssc": _NEO4J,
    "bolt": _NEO4J,
    "bolt+s": _NEO4J,
    "bolt+ssc": _NEO4J,
}
"""Every store by the scheme of its address, as ``module:Class``; imported when it is opened."""

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Who asks a server.

    Examples
    --------
    >>> Credentials(username="reader", password="secret")
    Credentials(username='reader')
    """

    username: str
    password: str = field(repr=False)


def open_store(url: str, credentials: Credentials | None = None) -> GraphStore:
    """Open the store `url` names.

    Parameters
    ----------
    url : str
        ``workspace:<path>``, a plain path to a workspace, or ``neo4j://host:7687``.
    credentials : Credentials, optional
        For a server; a workspace takes none.

    Raises
    ------
    UnknownNameError
        No store has that scheme.
    NotFoundError
        There is no workspace at that path.
    StoreError
        The store refused.
    """
    module, _, name = STORES[_scheme(url)].partition(":")
    store = getattr(importlib.import_module(module), name)
    return cast("GraphStore", store.open(url, credentials))


def _scheme(url: str) -> str:
    found = _SCHEME.match(url)
    # A path may hold a colon; only "://" makes an address of a server.
    if found is None or url.startswith("workspace:"):
        return "workspace"
    scheme = found[1].lower()
    if scheme not in STORES:
        raise UnknownNameError("store", scheme, tuple(STORES))
    return scheme
