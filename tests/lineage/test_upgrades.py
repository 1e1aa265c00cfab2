"""A credited text arrives: the claim on its stub is confirmed or contradicted, and kept."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graphx import pipeline
from graphx.store.workspace import Workspace

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"
COPY = SEEDS / "004_95df8f811cc4e79d.txt"

Tables = dict[str, list[dict[str, object]]]


def tables(workspace: Path) -> Tables:
    with Workspace.open(workspace).snapshot() as snapshot:
        return {
            name: snapshot.table(name).to_pylist()
            for name in ("articles", "derivations", "history", "siblings")
        }


@pytest.fixture
def arrive(tmp_path: Path) -> Callable[[str], Tables]:
    """Run the samples, then a simulated text at the credited domain with that date."""

    def run(published: str) -> Tables:
        workspace = tmp_path / "w.graphx"
        pipeline.run([str(SEEDS)], workspace)
        body = COPY.read_text("utf-8")
        start, end = body.index("Recent peace talks"), body.index("This tacit alliance")
        row = {
            "id": "simulated-original",
            "simulated": True,
            "url": "https://www.counterpunch.org/simulated/aleppo",
            "outlet": "CounterPunch",
            "title": "Simulated original",
            "published": published,
            "text": body[start:end],
        }
        arriving = tmp_path / "arriving.jsonl"
        arriving.write_text(json.dumps(row), encoding="utf-8")
        pipeline.run([str(arriving)], workspace)
        return tables(workspace)

    return run


def derivation_of_copy(found: Tables) -> dict[str, object]:
    names = {row["article_id"]: row["id"] for row in found["articles"]}
    [edge] = [row for row in found["derivations"] if names[row["copy_id"]] == COPY.stem]
    assert names[edge["source_id"]] == "simulated-original"
    return edge


def test_the_samples_are_claimed_from_two_stubs_and_share_a_source(tmp_path: Path) -> None:
    pipeline.run([str(SEEDS)], tmp_path / "w.graphx")
    found = tables(tmp_path / "w.graphx")
    articles = {row["article_id"]: row for row in found["articles"]}
    claims = {
        str(articles[row["copy_id"]]["id"])[:3]: articles[row["source_id"]]["outlet_name"]
        for row in found["derivations"]
    }
    assert claims == {"000": "Moon of Alabama", "004": "CounterPunch"}
    assert {row["status"] for row in found["derivations"]} == {"claimed"}
    [pair] = found["siblings"]
    ends = {str(articles[pair[side]]["id"])[:3] for side in ("left_id", "right_id")}
    assert ends == {"002", "004"}


def test_the_arrival_of_the_credited_text_confirms(arrive: Callable[[str], Tables]) -> None:
    found = arrive("2016-02-08")
    edge = derivation_of_copy(found)
    assert edge["status"] == "confirmed"
    [event] = [row for row in found["history"] if row["event"] == "confirmed"]
    assert event["subject"] == edge["copy_id"]
    assert "claimed before" in str(event["detail"])


def test_a_credited_text_that_came_later_contradicts(arrive: Callable[[str], Tables]) -> None:
    found = arrive("2016-03-01")
    edge = derivation_of_copy(found)
    assert edge["status"] == "contradicted"
    assert str(edge["reason"]).startswith("dates disagree")
    assert [row["subject"] for row in found["history"] if row["event"] == "contradicted"] == [
        edge["copy_id"]
    ]
