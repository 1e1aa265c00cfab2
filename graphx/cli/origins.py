"""``graphx origins``."""

from pathlib import Path

import click

from graphx.cli import options


@click.command(
    epilog='Example:  graphx origins "aleppo gamble" "getting desperate" -w seeds.graphx'
)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@options.optional_workspace
@options.store
@options.as_json
def origins(
    articles: tuple[str, ...], workspace: Path | None, store_url: str | None, as_json: bool
) -> None:
    """Count the independent origins behind some articles.

    Ten articles that all go back to one agency's text have one origin. Texts that were credited and
    never collected count. Each ARTICLE is an id, a URL, or words of a title.
    """
    from graphx.cli.originated import origin_lines
    from graphx.cli.records import write_record
    from graphx.cli.stores import open_named
    from graphx.views.origins import origins_behind, origins_record
    from graphx.views.trace import article_with_id, find_article

    with open_named(workspace, store_url) as store:
        asked = [find_article(store, name).article_id for name in articles]
        found = origins_behind(store, asked)
        ids = sorted({name for each in found.origins for name in (*each.heads, *each.members)})
        known = {name: article_with_id(store, name) for name in ids}
    if as_json:
        write_record(origins_record(found))
        return
    for line in origin_lines(found, known):
        click.echo(line)
