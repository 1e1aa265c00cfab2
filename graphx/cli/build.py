"""``graphx build``."""

from pathlib import Path

import click

from graphx.cli import options


@click.command(epilog="Example:  graphx build -w news.graphx")
@options.workspace
@options.recipe
@options.memory
@options.as_json
def build(workspace: Path, recipe: str | None, memory: int | None, as_json: bool) -> int:
    """Work out matches, stories and derivations between the documents of a workspace."""
    from graphx import pipeline
    from graphx.cli.progress import ProgressLine
    from graphx.cli.summary import report

    return report(
        pipeline.build(workspace, recipe=recipe, memory=memory, progress=ProgressLine()),
        workspace,
        as_json=as_json,
    )
