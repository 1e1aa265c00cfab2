"""``graphx check``."""

from pathlib import Path

from tests.cli.conftest import SEEDS, Graphx, write_rows


def test_check_reads_a_text_from_a_file(graphx: Graphx, workspace: Path, tmp_path: Path) -> None:
    text = (SEEDS / "002_7ee045f5cd09391a.txt").read_text("utf-8")
    start = text.index("Member States to prevent")
    (tmp_path / "pasted.txt").write_text(
        text[start : start + 260] + "\n\nOriginally published by North Wire.\n", "utf-8"
    )
    said = graphx("check", tmp_path / "pasted.txt", "-w", workspace)
    assert "republication: North Wire" in said.out
    assert "Global Research: Putin's Aleppo Gamble Pays Off" in said.out
    [record] = graphx("check", tmp_path / "pasted.txt", "-w", workspace, "--json").records()
    assert {match["id"] for match in record["matches"]} == {  # type: ignore[attr-defined]
        "002_7ee045f5cd09391a",
        "004_95df8f811cc4e79d",
    }


def test_a_text_that_many_run_is_checked_on_one_screen(graphx: Graphx, tmp_path: Path) -> None:
    text = " ".join(f"word{n}" for n in range(90))
    rows = [{"id": f"{n}", "outlet": f"Paper {n}", "text": text} for n in range(23)]
    file = write_rows(tmp_path, *rows)
    (tmp_path / "draft.txt").write_text(text, "utf-8")
    graphx("run", file, "-w", tmp_path / "w.graphx")
    said = graphx("check", tmp_path / "draft.txt", "-w", tmp_path / "w.graphx")
    assert said.out.count("near duplicate: 100% of this text") == 20
    assert said.out.splitlines()[-1] == "  … and 3 more articles; --json lists them all"
    [record] = graphx(
        "check", tmp_path / "draft.txt", "-w", tmp_path / "w.graphx", "--json"
    ).records()
    assert len(record["matches"]) == 23  # type: ignore[arg-type]
