"""``graphx outlets``."""

from dataclasses import asdict
from pathlib import Path

import click

from graphx.cli import options

_COLUMNS = ("outlet_id", "name", "domain", "aliases", "kind", "articles", "taken", "given")


@click.command(epilog="Example:  graphx outlets -w seeds.graphx")
@options.optional_workspace
@options.store
@options.as_json
def outlets(workspace: Path | None, store_url: str | None, as_json: bool) -> None:
    """List outlets: how many articles each has, how many it took, how many it gave.

    "taken" counts articles that are copies in a derivation, "given" the derivations from its
    articles, "not collected" its articles that others credit and nobody read.
    """
    from graphx.cli.columns import table_lines
    from graphx.cli.records import write_record
    from graphx.cli.stores import open_named
    from graphx.network.graphs import all_outlets

    with open_named(workspace, store_url) as store:
        found = list(all_outlets(store))
    if as_json:
        for outlet in found:
            facts = asdict(outlet)
            write_record({name: facts[name] for name in (*_COLUMNS, "stub_articles")})
        return
    head = ("outlet", "domain", "kind", "articles", "taken", "given", "not collected")
    body = [
        (o.name, o.domain or "", o.kind, o.articles, o.taken, o.given, o.stub_articles)
        for o in found
    ]
    for line in table_lines(head, body):
        click.echo(line)
