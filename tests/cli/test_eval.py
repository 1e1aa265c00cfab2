"""``graphx eval`` of a corpus that ``graphx simulate`` made."""

from pathlib import Path

from tests.cli.conftest import Graphx


def test_a_workspace_is_held_against_the_truth_beside_its_articles(
    graphx: Graphx, tmp_path: Path
) -> None:
    made, truth, place = (tmp_path / f"made{end}" for end in (".jsonl", ".truth.jsonl", ".graphx"))
    said = graphx("simulate", made, "--articles", "40")
    assert said.out.splitlines()[-1].split(maxsplit=1) == [
        "next",
        f"graphx run {made} -w DIR; graphx eval {truth} -w DIR",
    ]
    graphx("ingest", made, "-w", place)
    early = graphx("eval", truth, "-w", place)
    assert (early.status, early.out) == (2, "")
    assert f"was never built; run: graphx build -w {place}" in early.err
    graphx("build", "-w", place)
    told = graphx("eval", truth, "-w", place, "--json")
    assert told.status == 0
    figures = {record["name"]: record for record in told.records()}
    assert figures["source right, where it speaks"]["value"] > 0.8  # type: ignore[operator]
    assert figures["expected calibration error"]["count"] > 10  # type: ignore[operator]
    assert {figure["set"] for figure in figures.values()} == {"made.truth.jsonl"}
    table = graphx("eval", truth, "-w", place).out.splitlines()
    assert table[0].split() == ["set", "figure", "value", "to", "reach", "cases"]
    assert len(table) == 1 + len(figures)


def test_articles_are_no_truth_and_a_truth_needs_its_workspace(
    graphx: Graphx, tmp_path: Path, workspace: Path
) -> None:
    made, truth = tmp_path / "made.jsonl", tmp_path / "made.truth.jsonl"
    graphx("simulate", made, "--articles", "3", "--outlets", "3")
    for arguments, told in (
        ((truth,), "made.truth.jsonl tells the truth of with -w DIR"),
        ((made, "-w", workspace), "made.jsonl:1: it is no row of the truth"),
        ((truth, "-w", workspace), "no simulated article"),
    ):
        said = graphx("eval", *arguments)
        assert (said.status, said.out) == (2, "")
        assert told in said.err
