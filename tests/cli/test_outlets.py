"""``graphx outlets``, and what it and ``graphx audit`` say where nothing is to be listed."""

from pathlib import Path

import pytest

from tests.cli.conftest import Graphx, write_rows


def test_outlets_json_follows_the_contract(graphx: Graphx, workspace: Path) -> None:
    records = graphx("outlets", "-w", workspace, "--json").records()
    moon = next(record for record in records if record["outlet_id"] == "moonofalabama.org")
    assert set(moon) == {
        "outlet_id",
        "name",
        "domain",
        "aliases",
        "kind",
        "articles",
        "taken",
        "given",
        "stub_articles",
    }
    assert (moon["articles"], moon["given"], moon["stub_articles"]) == (0, 1, 1)
    assert "MoonOfAlabama" in moon["aliases"]  # type: ignore[operator]
    table = graphx("outlets", "-w", workspace).out
    assert "Moon of Alabama" in table


def test_outlets_review_lists_what_no_list_knows(graphx: Graphx, tmp_path: Path) -> None:
    rows = [
        {
            "id": "1",
            "url": "https://harbour.example/1",
            "outlet": "Harbour Lights",
            "text": "Rain.",
        },
        {"id": "2", "outlet": "South Post", "text": "Rain.\n\nSource: https://harbour.example/1"},
    ]
    file = write_rows(tmp_path, *rows)
    place = tmp_path / "w.graphx"
    graphx("run", file, "-w", place)
    doubts = graphx("outlets", "--review", "-w", place, "--json").records()
    [doubt] = [doubt for doubt in doubts if doubt["outlet_id"] == "harbour.example"]
    assert set(doubt) == {"outlet_id", "name", "domain", "reasons"}
    assert doubt["name"] == "Harbour Lights"
    assert all(doubt["reasons"] for doubt in doubts)
    head, *table = graphx("outlets", "--review", "-w", place).out.splitlines()
    assert head.split() == ["outlet_id", "name", "domain", "evidence"]
    assert len(table) == len(doubts)


def test_outlets_boilerplate_lists_what_an_outlet_repeats(graphx: Graphx, tmp_path: Path) -> None:
    footer = "Support North Wire with a small gift today and every day."
    bodies = [
        " ".join(f"{word}{number}" for word in ("rain", "river", "bridge", "town") * 10)
        for number in range(4)
    ]
    rows = [
        {"id": str(n), "outlet": "North Wire", "text": f"{body}\n\n{footer}"}
        for n, body in enumerate(bodies)
    ]
    file = write_rows(tmp_path, *rows)
    graphx("run", file, "-w", tmp_path / "w.graphx")
    said = graphx("outlets", "--boilerplate", "-w", tmp_path / "w.graphx")
    assert said.status == 0
    assert "support north wire with a small gift today and every day" in said.out
    [record] = graphx("outlets", "--boilerplate", "-w", tmp_path / "w.graphx", "--json").records()
    assert record["articles"] == 4


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("audit",), "no outlet took a text from another"),
        (("outlets",), "no article here names its outlet"),
        (("outlets", "--review"), "no outlet here is doubtful"),
        (("outlets", "--boilerplate"), "no outlet here repeats a passage"),
    ],
)
def test_an_empty_list_says_why_beside_the_output(
    graphx: Graphx, tmp_path: Path, command: tuple[str, ...], told: str
) -> None:
    (tmp_path / "one.txt").write_text("Some words of news.", "utf-8")
    graphx("run", tmp_path / "one.txt", "-w", tmp_path / "w.graphx")
    said = graphx(*command, "-w", tmp_path / "w.graphx")
    assert (said.status, said.out) == (0, "")
    assert told in said.err
