"""``graphx trace``."""

from pathlib import Path

import click

from graphx.cli import options


@click.command(epilog='Example:  graphx trace "Putin\'s Aleppo Gamble Pays Off" -w seeds.graphx')
@click.argument("article")
@options.optional_workspace
@options.store
@options.as_json
def trace(article: str, workspace: Path | None, store_url: str | None, as_json: bool) -> None:
    """Show where ARTICLE came from and who reused it.

    ARTICLE is an id, a URL, or words of a title.
    """
    from graphx.cli.records import write_record
    from graphx.cli.stores import open_named
    from graphx.cli.tree import trace_lines
    from graphx.store.snapshot import Snapshot
    from graphx.views.trace import find_article, trace_article

    with open_named(workspace, store_url) as store:
        found = trace_article(store, find_article(store, article).article_id)
        story = found.story.story_id
        kept = isinstance(store, Snapshot)  # a server holds no history
        changes = store.fetch("story_changes", story_id=story).to_pylist() if kept else []
    if as_json:
        write_record(found.record())
        return
    for line in trace_lines(found):
        click.echo(line)
    for change in changes:
        click.echo(f"\n{change['at']:%Y-%m-%d}  {change['detail']}")
