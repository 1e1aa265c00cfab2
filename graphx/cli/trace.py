"""``graphx trace``."""

from pathlib import Path

import click

from graphx.cli import options


@click.command(epilog='Example:  graphx trace "Putin\'s Aleppo Gamble Pays Off" -w seeds.graphx')
@click.argument("article")
@options.optional_workspace
@options.store
@click.option("--all", "everything", is_flag=True, help="List what is counted otherwise.")
@options.as_json
def trace(
    article: str, workspace: Path | None, store_url: str | None, everything: bool, as_json: bool
) -> None:
    """Show where ARTICLE came from and who reused it.

    ARTICLE is an id, a URL, or words of a title. The tree is the most probable one; a dotted
    branch is undecided. Under each branch: how sure it is, why (weights of the clues as log-odds),
    and what was done to the text and to its credit.
    """
    from graphx.cli.records import write_record
    from graphx.cli.stores import open_named
    from graphx.cli.tree import trace_lines
    from graphx.views.trace import find_article, trace_article

    with open_named(workspace, store_url) as store:
        found = trace_article(store, find_article(store, article).article_id)
    if as_json:
        write_record(found.record())
        return
    for line in trace_lines(found, everything=everything):
        click.echo(line)
