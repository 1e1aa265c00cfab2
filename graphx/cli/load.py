"""``graphx load``."""

from pathlib import Path

import click

from graphx.cli import options


@click.command(
    epilog="Example:  NEO4J_PASSWORD=… graphx load neo4j://localhost:7687 -w seeds.graphx"
)
@click.argument("neo4j_url", metavar="NEO4J_URL")
@options.workspace
def load(neo4j_url: str, workspace: Path) -> None:
    """Load a workspace's graph into the Neo4j server at NEO4J_URL.

    Safe to repeat and to interrupt; what an older snapshot left is removed.  The environment holds
    the credentials: NEO4J_USERNAME (default neo4j) and NEO4J_PASSWORD.  A database other than the
    server's default is named in the path: neo4j://localhost:7687/news.
    """
    from graphx.cli.progress import ProgressLine
    from graphx.cli.stores import credentials_of_environment
    from graphx.store.projection import load_into
    from graphx.store.workspace import Workspace

    with Workspace.open(workspace).snapshot() as snapshot:
        summary = load_into(
            neo4j_url, credentials_of_environment(), snapshot, progress=ProgressLine()
        )
    click.echo(
        f"loaded snapshot {summary.snapshot}: {summary.nodes:,} nodes, {summary.edges:,} edges"
    )
