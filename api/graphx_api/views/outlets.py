"""Stories, outlets and authors, and who takes from whom.

In:   a graph store.
Out:  models.
"""

from typing import Final

import pyarrow as pa

from graphx.errors import NotFoundError
from graphx.store.protocol import GraphStore
from graphx.views.rows import AuditRow, OutletEdgeRow, OutletRow, StoryRow, rows
from graphx_api import lineage, models, outlets
from graphx_api.paging import Key, Slice, decode

_SIZE_SHAPE: Final = (int, str)


def story_page(graph: GraphStore, piece: Slice) -> models.Page[lineage.Story]:
    """List stories, the largest first."""
    table = _after("stories", graph, piece)
    page, link = piece.next_link("stories", list(rows(table, StoryRow)), _story_key)
    return models.Page(items=[lineage.Story.model_validate(row) for row in page], next=link)


def outlet_page(graph: GraphStore, piece: Slice) -> models.Page[outlets.Outlet]:
    """List outlets, those with the most articles first."""
    table = _after("outlets", graph, piece)
    page, link = piece.next_link("outlets", list(rows(table, OutletRow)), _outlet_key)
    return models.Page(items=[outlets.Outlet.model_validate(row) for row in page], next=link)


def author_page(graph: GraphStore, piece: Slice) -> models.Page[outlets.Author]:
    """List authors, those with the most articles first."""
    table = _after("authors", graph, piece)
    authors = [outlets.Author.model_validate(row) for row in table.to_pylist()]
    page, link = piece.next_link("authors", authors, lambda row: (row.articles, row.author_id))
    return models.Page(items=page, next=link)


def outlet_detail(graph: GraphStore, outlet_id: str) -> outlets.OutletDetail:
    """Return one outlet with the edges from and to it.

    Raises
    ------
    NotFoundError
        There is none with that id.
    """
    found = next(rows(graph.fetch("outlet", outlet_id=outlet_id), OutletRow), None)
    if found is None:
        raise NotFoundError("outlet", outlet_id)
    return outlets.OutletDetail(
        **outlets.Outlet.model_validate(found).model_dump(),
        edges=_edges(graph.fetch("outlet_edges", outlet_id=outlet_id)),
    )


def outlet_network(graph: GraphStore) -> outlets.OutletNetwork:
    """Return every edge between two outlets."""
    return outlets.OutletNetwork(edges=_edges(graph.fetch("network_outlets")))


def audit_page(graph: GraphStore, piece: Slice) -> models.Page[outlets.Audit]:
    """List what outlets did with the credits of what they took, those that took most first."""
    table = _after("audit", graph, piece)
    page, link = piece.next_link("audit", list(rows(table, AuditRow)), _audit_key)
    return models.Page(items=[outlets.Audit.model_validate(row) for row in page], next=link)


def outlet_audit(graph: GraphStore, outlet_id: str) -> outlets.Audit:
    """Return the audit of one outlet; all zero where it took nothing.

    Raises
    ------
    NotFoundError
        There is none with that id.
    """
    found = next(rows(graph.fetch("outlet_audit", outlet_id=outlet_id), AuditRow), None)
    if found is not None:
        return outlets.Audit.model_validate(found)
    outlet = next(rows(graph.fetch("outlet", outlet_id=outlet_id), OutletRow), None)
    if outlet is None:
        raise NotFoundError("outlet", outlet_id)
    return outlets.Audit.model_validate(AuditRow.of_nothing(outlet.outlet_id, outlet.name))


def _after(kind: str, graph: GraphStore, piece: Slice) -> pa.Table:
    size, name = decode(kind, piece.cursor, _SIZE_SHAPE) if piece.cursor else (None, None)
    return graph.fetch(kind, after_size=size, after_id=name, limit=piece.limit + 1)


def _edges(table: pa.Table) -> list[outlets.OutletEdge]:
    return [outlets.OutletEdge.model_validate(row) for row in rows(table, OutletEdgeRow)]


def _audit_key(row: AuditRow) -> Key:
    return (row.taken, row.outlet_id)


def _story_key(row: StoryRow) -> Key:
    return (row.articles + row.stubs, row.story_id)


def _outlet_key(row: OutletRow) -> Key:
    return (row.articles + row.stub_articles, row.outlet_id)
