"""What the README shows is what the commands print."""

import re
import shlex
from pathlib import Path

import click
import pytest

from graphx import pipeline
from graphx.cli.main import COMMANDS, cli, main

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_line_is_understood(page: Path) -> None:
    for line in re.findall(r"^\$ graphx (.*)$", page.read_text("utf-8"), re.MULTILINE):
        name, *arguments = shlex.split(line, comments=True)
        command = cli.get_command(click.Context(cli), name)
        assert command is not None, line
        command.make_parser(click.Context(command)).parse_args(arguments)


def test_every_command_it_names_exists() -> None:
    named = set(re.findall(r"^\$ graphx ([a-z]+)", README, re.MULTILINE))
    assert named
    assert named <= set(COMMANDS)
