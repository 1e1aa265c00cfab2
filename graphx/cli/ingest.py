"""``graphx ingest``."""

import sys
from pathlib import Path

import click

from graphx.cli import options


@click.command(epilog="Example:  graphx ingest 'news/*.jsonl.gz' -w news.graphx")
@options.inputs
@options.workspace
@options.memory
@options.as_json
def ingest(inputs: tuple[str, ...], workspace: Path, memory: int | None, as_json: bool) -> int:
    """Read articles into a workspace, without working anything out between them.

    Run "graphx build" afterwards.
    """
    from graphx import pipeline
    from graphx.cli.progress import ProgressLine
    from graphx.cli.summary import report

    stdin = sys.stdin.buffer
    summary = pipeline.ingest(inputs, workspace, ProgressLine(), stdin=stdin, memory=memory)
    return report(summary, workspace, as_json=as_json)
