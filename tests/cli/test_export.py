"""``graphx export``."""

from pathlib import Path

import networkx as nx
import pytest

from tests.cli.conftest import SEEDS, Graphx


@pytest.mark.parametrize("nodes", ["articles", "outlets"])
def test_graphml_is_read_back_by_networkx(graphx: Graphx, workspace: Path, nodes: str) -> None:
    said = graphx("export", "graphml", "--nodes", nodes, "-w", workspace)
    graph = nx.parse_graphml(said.out)
    assert graph.number_of_edges() == 2
    assert graph.is_directed()


def test_export_jsonl_keeps_the_ids_that_were_given(graphx: Graphx, workspace: Path) -> None:
    records = graphx("export", "jsonl", "-w", workspace).records()
    articles = [record for record in records if record["record"] == "article"]
    given = {path.stem for path in SEEDS.iterdir()}
    assert {record["id"] for record in articles if record["collected"]} == given
