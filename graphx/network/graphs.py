"""networkx graphs of a store.

In:   any graph store.
Out:  directed graphs whose edges point the way text travelled: from source to copy.

Contradicted derivations, siblings and undecided pairs are never drawn as copying.
"""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

import networkx as nx

from graphx.model import Status
from graphx.store.protocol import GraphStore
from graphx.views.rows import ArticleRow, OutletEdgeRow, OutletRow, rows

PAGE_ROWS: Final = 1000


def article_graph(store: GraphStore) -> "nx.DiGraph[str]":
    """Articles and who took it from whom.

    Returns
    -------
    networkx.DiGraph
        A node an article (stubs have ``collected=False``) with ``title``, ``outlet_id``,
        ``outlet_name``, ``published``, ``story_id``, ``cluster_id`` where known; an edge a
        derivation, source to copy, with ``probability`` (0 to 1), ``status``, ``kind`` and
        ``lag_seconds`` where known.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    for article in all_articles(store):
        graph.add_node(article.article_id, **_known(asdict(article), _ARTICLE_FACTS))
    for edge in store.fetch("network_derivations").to_pylist():
        if edge["status"] != Status.CONTRADICTED:
            facts = _known(edge, ("probability", "status", "kind", "lag_seconds"))
            graph.add_edge(edge["source_id"], edge["copy_id"], **facts)
    return graph


def outlet_graph(store: GraphStore) -> "nx.DiGraph[str]":
    """Outlets and how often each took from each.

    Returns
    -------
    networkx.DiGraph
        A node an outlet with ``name``, ``kind``, ``articles``, ``taken``, ``given``,
        ``stub_articles`` and what else is known; an edge from source outlet to copying outlet with
        ``weight`` (derivations that are not contradicted), ``confirmed``, ``claimed``,
        ``uncredited`` and ``mean_lag_seconds`` where known.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    for outlet in all_outlets(store):
        graph.add_node(outlet.outlet_id, **_known(asdict(outlet), _OUTLET_FACTS))
    for edge in rows(store.fetch("network_outlets"), OutletEdgeRow):
        weight = edge.derivations - edge.contradicted
        if weight > 0:
            facts = _known(asdict(edge), _OUTLET_EDGE_FACTS)
            graph.add_edge(edge.source_outlet_id, edge.copy_outlet_id, weight=weight, **facts)
    return graph


_ARTICLE_FACTS: Final = (
    "id",
    "title",
    "url",
    "outlet_id",
    "outlet_name",
    "published",
    "language",
    "words",
    "collected",
    "cluster_id",
    "story_id",
    "origin_probability",
)
_OUTLET_FACTS: Final = (
    "name",
    "domain",
    "kind",
    "country",
    "articles",
    "taken",
    "given",
    "stub_articles",
)
_OUTLET_EDGE_FACTS: Final = ("confirmed", "claimed", "uncredited", "mean_lag_seconds")


def _known(row: dict[str, object], names: tuple[str, ...]) -> dict[str, object]:
    """Return the facts that are not null: formats such as GraphML have no null."""
    return {name: row[name] for name in names if row[name] is not None}


def all_articles(store: GraphStore) -> Iterator[ArticleRow]:
    """Every article of `store`, stubs included, a page at a time."""
    after: dict[str, object] = {"after_time": None, "after_id": None}
    while page := list(rows(store.fetch("articles", limit=PAGE_ROWS, **after), ArticleRow)):
        yield from page
        after = {"after_time": page[-1].published_earliest, "after_id": page[-1].article_id}


def all_outlets(store: GraphStore) -> Iterator[OutletRow]:
    """Every outlet of `store`, the busiest first, a page at a time."""
    after: dict[str, object] = {"after_size": None, "after_id": None}
    while page := list(rows(store.fetch("outlets", limit=PAGE_ROWS, **after), OutletRow)):
        yield from page
        last = page[-1]
        after = {"after_size": last.articles + last.stub_articles, "after_id": last.outlet_id}
