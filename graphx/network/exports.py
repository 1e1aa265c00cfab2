"""Files that other tools read.

In:   any graph store (GraphML); a workspace's tables (JSON Lines).
Out:  bytes or lines, written by the caller.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from io import BytesIO
from typing import Final, Protocol

import networkx as nx
import pyarrow as pa

from graphx.errors import UnknownNameError
from graphx.network.graphs import article_graph, outlet_graph
from graphx.store.protocol import GraphStore

# XML 1.0 has no way to write these, not even as character references.
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

GRAPHS: Final[Mapping[str, "Callable[[GraphStore], nx.DiGraph[str]]"]] = {
    "articles": article_graph,
    "outlets": outlet_graph,
}
"""Graphs by the name of their nodes."""

RECORDS: Final = {
    "articles": "article",
    "credits": "credit",
    "mentions": "mention",
    "outgoing": "outgoing",
    "matches": "match",
    "passages": "passage",
    "clusters": "cluster",
    "stories": "story",
    "derivations": "derivation",
    "siblings": "sibling",
    "undecided": "undecided",
    "clues": "clue",
    "outlets": "outlet",
    "authors": "author",
    "authorships": "authorship",
    "problems": "problem",
    "history": "history",
}
"""Tables that are exported, by what one of their rows is called."""


class Tables(Protocol):
    """Something whose tables can be read whole, a batch at a time: a snapshot of a workspace."""

    def batches(self, name: str) -> Iterator[pa.RecordBatch]:
        """Rows of one table, sorted by its key within each part."""


def graphml(store: GraphStore, nodes: str) -> bytes:
    """Write a graph as GraphML.

    Parameters
    ----------
    store : GraphStore
    nodes : str
        ``articles`` or ``outlets``.

    Raises
    ------
    UnknownNameError
        No such graph.
    """
    if nodes not in GRAPHS:
        raise UnknownNameError("graph", nodes, tuple(GRAPHS))
    graph = GRAPHS[nodes](store)
    for facts in (*graph.nodes.values(), *graph.edges.values()):
        for name, value in facts.items():
            if isinstance(value, str):
                facts[name] = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value)
    file = BytesIO()
    nx.write_graphml(graph, file, named_key_ids=True)
    return file.getvalue()


def json_lines(tables: Tables) -> Iterator[str]:
    """Write every record as one line of JSON; ``record`` names its table.

    Yields
    ------
    str
        Lines without a newline, table by table.
    """
    for name, record in RECORDS.items():
        for batch in tables.batches(name):
            for row in batch.to_pylist():
                yield json.dumps(
                    {"record": record} | row, ensure_ascii=False, default=_plain, allow_nan=False
                )


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    raise TypeError(f"no JSON for {value!r}")
