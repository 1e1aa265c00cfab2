"""What the README shows is what the commands print."""

import re
import shlex
from pathlib import Path

import pytest

from graphx import pipeline
from graphx.cli.main import COMMANDS, main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_trace_is_what_the_command_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = re.search(r"```console\n\$ graphx (trace .*)\n((?:.*\n)*?)```", README)
    assert found is not None
    monkeypatch.chdir(tmp_path)
    pipeline.run([str(ROOT / "seeds" / "articles")], Path("seeds.graphx"))
    with pytest.raises(SystemExit):
        main(shlex.split(found[1]))
    assert capsys.readouterr().out == found[2]


def test_every_command_it_names_exists() -> None:
    named = set(re.findall(r"^\$ graphx ([a-z]+)", README, re.MULTILINE))
    assert named
    assert named <= set(COMMANDS)
