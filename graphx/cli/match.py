"""``graphx match``."""

import click

from graphx.cli import options


@click.command(epilog="Example:  graphx match articles.jsonl --json > matches.jsonl")
@options.inputs
@options.recipe
@options.as_json
def match(inputs: tuple[str, ...], recipe: str | None, as_json: bool) -> int:
    """Print matches and stories of articles, without keeping a workspace.

    With --json first a line a match, then a line an article with its cluster and story.
    """
    import sys
    import tempfile
    from pathlib import Path

    from graphx import pipeline
    from graphx.cli.matches import match_lines, match_records
    from graphx.cli.progress import ProgressLine
    from graphx.cli.records import write_record
    from graphx.cli.summary import problem_lines
    from graphx.store.workspace import Workspace

    with tempfile.TemporaryDirectory(prefix="graphx-") as folder:
        place = Path(folder) / "match.graphx"
        stdin = sys.stdin.buffer
        summary = pipeline.run(inputs, place, ProgressLine(), stdin=stdin, recipe=recipe)
        with Workspace.open(place).snapshot() as snapshot:
            if as_json:
                for record in match_records(snapshot):
                    write_record(record)
            else:
                for line in match_lines(snapshot):
                    click.echo(line)
        for line in problem_lines(place):
            click.echo(line, err=True)
    return 1 if summary.problems else 0
