"""``graphx run``."""

import sys
from pathlib import Path

import click

from graphx.cli import options


@click.command(epilog="Example:  graphx run seeds/articles -w seeds.graphx")
@options.inputs
@options.workspace
@options.recipe
@options.memory
@options.as_json
def run(
    inputs: tuple[str, ...],
    workspace: Path,
    recipe: str | None,
    memory: int | None,
    as_json: bool,
) -> int:
    """Read articles and work everything out.

    INPUT is a file, a folder, a quoted pattern such as 'news/*.html', or - for standard input:
    plain text, Markdown, HTML, JSON Lines or CSV, each also as .gz.  Running twice is running once.
    """
    from graphx import pipeline
    from graphx.cli.progress import ProgressLine
    from graphx.cli.summary import report

    stdin = sys.stdin.buffer
    summary = pipeline.run(
        inputs, workspace, ProgressLine(), stdin=stdin, recipe=recipe, memory=memory
    )
    return report(summary, workspace, as_json=as_json)
