"""What the command sets up before any command runs, and what all commands have."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graphx.cli.main import COMMANDS, cli, main
from tests.cli.conftest import SEEDS, Graphx


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(graphx: Graphx, name: str) -> None:
    said = graphx(name, "--help")
    assert said.status == 0
    assert "Example:" in said.out
    command = cli.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    assert command.name == name


def test_the_examples_over_the_samples_work(
    graphx: Graphx, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "seeds").symlink_to(SEEDS.parent)
    shutil.copytree(workspace, tmp_path / "seeds.graphx")
    monkeypatch.chdir(tmp_path)
    tried = set()
    for name in COMMANDS:
        command = cli.get_command(None, name)  # type: ignore[arg-type]
        example = str(getattr(command, "epilog", "")).removeprefix("Example:").partition(" > ")[0]
        if "seeds" in example and "neo4j:" not in example:
            said = graphx(*shlex.split(example)[1:])
            assert (said.status, bool(said.out)) == (0, True), example
            tried.add(name)
    assert tried >= {"run", "trace", "origins", "credits", "outlets", "audit", "export"}


def test_help_lists_every_command_and_imports_no_heavy_package() -> None:
    code = (
        "import sys; sys.argv = ['graphx', '--help']\n"
        "from graphx.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pyarrow', 'duckdb', 'networkx', 'fastapi', 'trafilatura', 'neo4j', 'numpy'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert all(name in said.stdout for name in COMMANDS)


def test_a_reader_that_goes_away_is_no_error(workspace: Path) -> None:
    writing = subprocess.Popen(
        [sys.executable, "-m", "graphx.cli", "export", "jsonl", "-w", str(workspace)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert writing.stdout is not None
    assert writing.stderr is not None
    writing.stdout.close()  # before a word was written
    assert writing.stderr.read() == b""
    writing.stderr.close()
    assert writing.wait() == 0


@pytest.mark.parametrize(("set_before", "then"), [(None, "1"), ("4", "4")])
def test_linear_algebra_has_one_thread_unless_somebody_asked_for_more(
    monkeypatch: pytest.MonkeyPatch, set_before: str | None, then: str
) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", set_before or "")
    if set_before is None:
        monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    with pytest.raises(SystemExit):
        main(["--version"])
    assert os.environ["OPENBLAS_NUM_THREADS"] == then
