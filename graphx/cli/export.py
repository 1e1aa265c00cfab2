"""``graphx export``."""

from pathlib import Path

import click

from graphx.cli import options


@click.command(epilog="Example:  graphx export graphml -w seeds.graphx > outlets.graphml")
@click.argument("format", type=click.Choice(["graphml", "jsonl"]))
@options.optional_workspace
@options.store
@click.option(
    "--nodes",
    type=click.Choice(["outlets", "articles"]),
    default="outlets",
    show_default=True,
    help="What a node of the GraphML graph is.",
)
def export(format: str, workspace: Path | None, store_url: str | None, nodes: str) -> None:
    """Write the graph to standard output.

    graphml holds articles or outlets with edges from source to copy; jsonl holds every record of
    a workspace, one a line, its kind in "record".
    """
    from graphx.cli.stores import open_named
    from graphx.network.exports import graphml, json_lines
    from graphx.store.workspace import Workspace

    if format == "graphml":
        with open_named(workspace, store_url) as store:
            click.echo(graphml(store, nodes), nl=False)
        return
    if workspace is None or store_url is not None:
        raise click.UsageError("jsonl is written from a workspace; name it with -w DIR")
    with Workspace.open(workspace).snapshot() as snapshot:
        for line in json_lines(snapshot):
            click.echo(line)
