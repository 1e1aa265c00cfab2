"""``graphx check``."""

from pathlib import Path
from typing import TextIO

import click

from graphx.cli import options


@click.command(epilog="Example:  graphx check article.txt -w news.graphx")
@click.argument("file", default="-", type=click.File("r", encoding="utf-8", errors="replace"))
@options.workspace
@options.as_json
def check(file: TextIO, workspace: Path, as_json: bool) -> None:
    """Show what a text credits, and where its passages appear in the workspace.

    FILE is a text; without it, or with -, the text is read from standard input.
    """
    from graphx.check import Checker
    from graphx.cli.checked import checked_lines, checked_record
    from graphx.cli.records import write_record
    from graphx.store.workspace import Workspace

    text = file.read()
    with Workspace.open(workspace).snapshot() as snapshot:
        found = Checker.of(workspace, snapshot).check(text)
    if as_json:
        write_record(checked_record(found))
        return
    for line in checked_lines(found):
        click.echo(line)
