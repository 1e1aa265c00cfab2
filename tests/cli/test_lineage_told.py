"""What a person is told of lineage: probabilities, changes, history, audit, origins."""

import math
import re
from pathlib import Path

import pytest

from tests.cli.conftest import SEEDS, Graphx, write_rows
from tests.neo4j_server.server import Server

COPY = SEEDS / "004_95df8f811cc4e79d.txt"
WORDS = [f"{a}{b}" for a in ("bridge", "river", "mason", "toll", "arch") for b in range(60)]


def original(published: str) -> dict[str, object]:
    """A simulated text that holds the body of a sample, at the domain the sample credits."""
    body = COPY.read_text("utf-8")
    return {
        "id": "simulated-original",
        "simulated": True,
        "url": "https://www.counterpunch.org/simulated/aleppo",
        "outlet": "CounterPunch",
        "title": "Simulated original",
        "published": published,
        "text": body[body.index("Recent peace talks") : body.index("This tacit alliance")],
    }


@pytest.mark.parametrize(
    ("sample", "source"),
    [("000_8a6b3c1f", "Moon of Alabama"), ("004_95df8f811cc4e79d", "CounterPunch")],
)
def test_the_samples_are_claimed_from_texts_nobody_collected(
    graphx: Graphx, workspace: Path, sample: str, source: str
) -> None:
    [name] = [path.stem for path in SEEDS.glob(f"{sample[:3]}_*")]
    [record] = graphx("trace", name, "-w", workspace, "--json").records()
    [edge] = record["derivations"]  # type: ignore[misc]
    stub = next(a for a in record["articles"] if a["article_id"] == edge["source"])  # type: ignore[attr-defined]
    assert (edge["status"], stub["collected"], stub["outlet_name"]) == ("claimed", False, source)
    assert f"○ {source}: (text not collected)" in graphx("trace", name, "-w", workspace).out


def test_two_samples_share_a_source_and_neither_is_drawn_under_the_other(
    graphx: Graphx, workspace: Path
) -> None:
    [record] = graphx("trace", "002_7ee045f5cd09391a", "-w", workspace, "--json").records()
    names = {row["article_id"]: row["id"] for row in record["articles"]}  # type: ignore[attr-defined]
    [pair] = record["siblings"]  # type: ignore[misc]
    assert {names[pair["left"]][:3], names[pair["right"]][:3]} == {"002", "004"}
    assert record["tree"] == []


@pytest.mark.parametrize(
    ("published", "status", "why"),
    [
        ("2016-02-08", "confirmed", "the texts match"),
        ("2016-03-01", "contradicted", "dates disagree"),
    ],
)
def test_the_arrival_of_a_credited_text_is_told_with_its_history(
    graphx: Graphx, tmp_path: Path, published: str, status: str, why: str
) -> None:
    place = tmp_path / "w.graphx"
    graphx("run", SEEDS, "-w", place)
    graphx("run", write_rows(tmp_path, original(published)), "-w", place)
    [record] = graphx("trace", COPY.stem, "-w", place, "--json").records()
    [edge] = record["derivations"]  # type: ignore[misc]
    assert edge["status"] == status
    assert why in edge["reason"]
    [change] = record["changes"]  # type: ignore[misc]
    assert change["event"] == status
    assert change["detail"].startswith(f"claimed before, now {status}")
    told = graphx("trace", COPY.stem, "-w", place).out
    assert "What later arrivals did to claims:" in told
    assert change["detail"] in told
    drawn = [branch["source"] for branch in record["tree"]]  # type: ignore[attr-defined]
    assert drawn == ([edge["source"]] if status == "confirmed" else [])


def test_the_clues_add_up_to_the_probability(graphx: Graphx, workspace: Path) -> None:
    told = graphx("trace", COPY.stem, "-w", workspace).out
    numbers = [float(found) for found in re.findall(r"^ +([+-][0-9.]+) ", told, re.MULTILINE)]
    start, clue, total = numbers[:3]
    assert "before any clue" in told
    assert math.isclose(start + clue, total, abs_tol=0.11)
    [record] = graphx("trace", COPY.stem, "-w", workspace, "--json").records()
    [edge] = record["derivations"]  # type: ignore[misc]
    weight = edge["prior"] + sum(clue["weight"] for clue in edge["clues"])
    assert edge["probability"] == pytest.approx(1 / (1 + math.exp(-weight)))
    assert f"in all: p = {edge['probability']:.2f}".replace("0.", ".") in told


def test_twins_without_dates_hang_on_a_dotted_branch_and_have_one_origin(
    graphx: Graphx, tmp_path: Path
) -> None:
    text = " ".join(WORDS)
    file = write_rows(
        tmp_path,
        {"id": "one", "outlet": "North Wire", "title": "Bridge", "text": text},
        {"id": "two", "outlet": "South Post", "title": "River", "text": text},
    )
    graphx("run", file, "-w", tmp_path / "w.graphx")
    told = graphx("trace", "one", "-w", tmp_path / "w.graphx").out
    assert "└┄ ●" in told
    assert "└─" not in told
    assert "undecided · p = .4" in told
    assert "independent origins behind them: 1" in told
    [found] = graphx("origins", "one", "two", "-w", tmp_path / "w.graphx", "--json").records()
    assert (found["count"], found["low"], found["high"]) == (1, 1, 1)


def test_what_was_done_to_a_text_is_told_with_the_place(graphx: Graphx, tmp_path: Path) -> None:
    preface = "A note from the desk of South Post before the text, in words of its own."
    text = " ".join(WORDS)
    file = write_rows(
        tmp_path,
        {
            "id": "one",
            "outlet": "North Wire",
            "title": "Bridge",
            "published": "2026-03-05T08:00Z",
            "text": text,
        },
        {
            "id": "two",
            "outlet": "South Post",
            "title": "River",
            "published": "2026-03-05T10:00Z",
            "text": f"{preface}\n\n{text}\n\nOriginally published by North Wire.",
        },
    )
    graphx("run", file, "-w", tmp_path / "w.graphx")
    [record] = graphx("trace", "two", "-w", tmp_path / "w.graphx", "--json").records()
    [edge] = record["derivations"]  # type: ignore[misc]
    made = {done["edit"]: done for done in edge["edits"]}
    assert {"preface_added", "headline_changed"} <= set(made)
    assert made["preface_added"]["copy_start"] == 0
    assert edge["credit"] == "added"
    told = graphx("trace", "two", "-w", tmp_path / "w.graphx").out
    assert "preface added (0 to " in told
    assert "headline changed" in told


def test_an_audit_has_counts_and_intervals(graphx: Graphx, workspace: Path) -> None:
    records = graphx("audit", "-w", workspace, "--json").records()
    outlets = {record["outlet_name"]: record for record in records}
    assert set(outlets) == {"Global Research", "SouthFront"}
    for name in ("credited", "uncredited", "misnamed"):
        assert all(0 <= row[f"{name}_low"] <= row[f"{name}_high"] <= 1 for row in records)  # type: ignore[operator]
    assert outlets["SouthFront"]["credited"] == outlets["SouthFront"]["taken"] == 1
    told = graphx("audit", "-w", workspace).out
    assert re.search(r"Global Research +1 +100% \(21 to 100\)", told)


def test_articles_that_quote_the_same_words_have_two_origins(
    graphx: Graphx, workspace: Path
) -> None:
    asked = ("002_7ee045f5cd09391a", COPY.stem)
    [found] = graphx("origins", *asked, "-w", workspace, "--json").records()
    assert found["count"] == 2
    told = graphx("origins", *asked, "-w", workspace).out
    assert told.startswith("independent origins: 2")
    assert "○ CounterPunch: (text not collected)" in told


def test_copies_of_one_uncollected_text_have_one_origin(graphx: Graphx, tmp_path: Path) -> None:
    text = " ".join(WORDS) + "\n\nOriginally published by Inland Gazette."
    names = ("North Wire", "South Post", "East Daily")
    given = [
        {
            "id": name[:4],
            "outlet": name,
            "title": name,
            "text": text,
            "published": f"2026-03-0{day}",
        }
        for day, name in enumerate(names, start=1)
    ]
    graphx("run", write_rows(tmp_path, *given), "-w", tmp_path / "w.graphx")
    ids = [row["id"] for row in given]
    [found] = graphx("origins", *ids, "-w", tmp_path / "w.graphx", "--json").records()
    assert found["count"] == 1
    [origin] = found["origins"]  # type: ignore[misc]
    assert len(origin["members"]) == 3
    assert not set(origin["heads"]) & set(origin["members"])


@pytest.mark.neo4j
def test_either_store_tells_the_same(
    graphx: Graphx, tmp_path: Path, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "w.graphx"
    graphx("run", SEEDS, "-w", place)
    graphx("run", write_rows(tmp_path, original("2016-02-08")), "-w", place)
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_server.username)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    assert graphx("load", neo4j_server.url, "-w", place).status == 0
    for asked in (
        ("trace", COPY.stem),
        ("trace", COPY.stem, "--json"),
        ("audit",),
        ("audit", "--json"),
        ("origins", "002_7ee045f5cd09391a", COPY.stem, "simulated-original"),
        ("trace", "aleppo gamble"),
    ):
        local, remote = graphx(*asked, "-w", place), graphx(*asked, "--store", neo4j_server.url)
        assert local.status == remote.status == 0
        assert local.out == remote.out
        assert local.out
