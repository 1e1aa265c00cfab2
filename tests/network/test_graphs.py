"""Graphs and exports of a small store."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import networkx as nx
import pyarrow as pa
import pytest

from graphx import schema
from graphx.errors import UnknownNameError
from graphx.network import graphs
from graphx.network.exports import RECORDS, graphml, json_lines
from graphx.network.graphs import all_articles, all_outlets, article_graph, outlet_graph
from graphx.store.snapshot import Snapshot
from graphx.store.workspace import Workspace


@pytest.fixture
def snapshot(small_graph: Mapping[str, pa.Table], tmp_path: Path) -> Iterator[Snapshot]:
    workspace = Workspace.create_or_open(tmp_path / "w.graphx")
    with workspace.writer() as writer:
        for name, table in small_graph.items():
            writer.replace(name, table.to_batches())
        writer.commit()
    with workspace.snapshot() as opened:
        yield opened


def test_edges_of_articles_point_from_source_to_copy(snapshot: Snapshot) -> None:
    graph = article_graph(snapshot)
    assert set(graph.edges) == {("a1", "a2"), ("a1", "a3"), ("z1", "a3")}
    assert graph.edges["a1", "a2"]["probability"] == 0.95
    assert graph.edges["a1", "a2"]["lag_seconds"] == 21600.0
    assert "lag_seconds" not in graph.edges["a1", "a3"]
    assert graph.nodes["z1"]["collected"] is False


def test_siblings_and_undecided_pairs_are_no_edges(snapshot: Snapshot) -> None:
    graph = article_graph(snapshot)
    assert not graph.has_edge("a2", "b1")
    assert not graph.has_edge("b1", "b2")
    assert not graph.has_edge("b2", "b1")


def test_contradicted_derivations_are_no_edges(
    small_graph: Mapping[str, pa.Table], tmp_path: Path
) -> None:
    workspace = Workspace.create_or_open(tmp_path / "w.graphx")
    rows = small_graph["derivations"].to_pylist()
    rows[0]["status"] = "contradicted"
    with workspace.writer() as writer:
        for name, table in small_graph.items():
            writer.replace(name, table.to_batches())
        batch = pa.RecordBatch.from_pylist(rows, schema=schema.DERIVATION)
        writer.replace("derivations", [batch])
        writer.commit()
    with workspace.snapshot() as snapshot:
        assert not article_graph(snapshot).has_edge("a1", "a2")
        assert not outlet_graph(snapshot).has_edge("north.example", "south.example")


def test_outlets_are_weighted_by_their_derivations(snapshot: Snapshot) -> None:
    graph = outlet_graph(snapshot)
    assert graph.edges["north.example", "south.example"]["weight"] == 1
    assert graph.edges["~west-report", "east.example"]["claimed"] == 1
    assert graph.nodes["north.example"]["name"] == "North Wire"


def test_pages_concatenated_are_the_whole_list(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [row.article_id for row in all_articles(snapshot)]
    outlets = [row.outlet_id for row in all_outlets(snapshot)]
    monkeypatch.setattr(graphs, "PAGE_ROWS", 2)
    assert [row.article_id for row in all_articles(snapshot)] == whole
    assert [row.outlet_id for row in all_outlets(snapshot)] == outlets
    assert len(whole) == len(set(whole)) == 6


@pytest.mark.parametrize("nodes", ["articles", "outlets"])
def test_graphml_survives_a_round_trip(snapshot: Snapshot, nodes: str) -> None:
    graph = graphs_by_name()[nodes](snapshot)
    again = nx.parse_graphml(graphml(snapshot, nodes).decode())
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(again.edges) == list(graph.edges)


def graphs_by_name() -> dict[str, object]:
    return {"articles": article_graph, "outlets": outlet_graph}


def test_characters_that_xml_forbids_are_replaced(
    small_graph: Mapping[str, pa.Table], tmp_path: Path
) -> None:
    rows = small_graph["articles"].to_pylist()
    rows[0]["title"] = "a\x00b\x0bc\ufffed <&> \U0001f600"
    workspace = Workspace.create_or_open(tmp_path / "w.graphx")
    with workspace.writer() as writer:
        writer.replace("articles", [pa.RecordBatch.from_pylist(rows, schema=schema.ARTICLE)])
        writer.commit()
    with workspace.snapshot() as snapshot:
        graph = nx.parse_graphml(graphml(snapshot, "articles").decode())
    assert graph.nodes["a1"]["title"] == "a\ufffdb\ufffdc\ufffdd <&> \U0001f600"


def test_an_unknown_graph_is_refused(snapshot: Snapshot) -> None:
    with pytest.raises(UnknownNameError, match="articles, outlets"):
        graphml(snapshot, "people")


def test_every_record_is_exported_with_its_name(snapshot: Snapshot) -> None:
    records = [json.loads(line) for line in json_lines(snapshot)]
    for table, name in RECORDS.items():
        found = [record for record in records if record["record"] == name]
        assert len(found) == snapshot.count(table)
    article = next(r for r in records if r["record"] == "article" and r["article_id"] == "a1")
    assert article["published_earliest"] == "2026-03-05T00:00:00Z"
