"""``graphx run``, and its two halves ``ingest`` and ``build``."""

import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import SEEDS, Graphx


def test_run_prints_a_summary_on_stdout_and_progress_on_stderr(
    graphx: Graphx, tmp_path: Path
) -> None:
    said = graphx("run", SEEDS, "-w", tmp_path / "w.graphx")
    assert said.status == 0
    assert "documents    5 read (5 new, 0 changed, 0 known)" in said.out
    assert "derivations  2 (claimed 2); pairs with a common source 1" in said.out
    assert "documents read: 5" in said.err
    again = graphx("run", SEEDS, "-w", tmp_path / "w.graphx")
    assert "0 new, 0 changed, 5 known" in again.out


def test_a_small_run_waits_for_no_compiler(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from graphx.cli.main import main\n"
        f"try: main(['run', {str(SEEDS)!r}, '-w', {str(tmp_path / 'w.graphx')!r}])\n"
        "except SystemExit: pass\n"
        "assert 'numba' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)


def test_ingest_and_build_are_the_two_halves_of_run(
    graphx: Graphx, tmp_path: Path, workspace: Path
) -> None:
    place = tmp_path / "w.graphx"
    taken = graphx("ingest", SEEDS, "-w", place)
    assert taken.status == 0
    assert taken.out.splitlines()[-1].split(maxsplit=1) == ["next", f"graphx build -w {place}"]
    for command in (("trace", "Aleppo Gamble"), ("outlets",), ("audit",)):
        early = graphx(*command, "-w", place)
        assert (early.status, early.out) == (2, "")
        assert f"was never built; run: graphx build -w {place}" in early.err
    assert graphx("build", "-w", place).status == 0
    whole = graphx("export", "jsonl", "-w", workspace).records()
    halves = graphx("export", "jsonl", "-w", place).records()
    assert [r for r in whole if r["record"] != "history"] == [
        r for r in halves if r["record"] != "history"
    ]


def test_a_document_that_fails_is_told_and_makes_the_status_one(
    graphx: Graphx, tmp_path: Path
) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text("Some words of news.", "utf-8")
    said = graphx("run", tmp_path / "bad.txt", tmp_path / "good.txt", "-w", tmp_path / "w.graphx")
    assert said.status == 1
    assert "1 problem" in said.out
    assert "bad.txt" in said.err
