"""``graphx outlets``."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphx.cli import options

if TYPE_CHECKING:
    from graphx.views.rows import OutletRow

_COLUMNS = ("outlet_id", "name", "domain", "aliases", "kind", "articles", "taken", "given")


@click.command(epilog="Example:  graphx outlets -w seeds.graphx")
@options.optional_workspace
@options.store
@click.option("--review", is_flag=True, help="List the doubtful ones, and why each is.")
@click.option("--boilerplate", is_flag=True, help="List the passages each repeats.")
@options.as_json
def outlets(
    workspace: Path | None, store_url: str | None, review: bool, boilerplate: bool, as_json: bool
) -> None:
    """List outlets: how many articles each has, how many it took, how many it gave.

    "taken" counts articles that are copies in a derivation, "given" the derivations from its
    articles, "not collected" its articles that others credit and nobody read.

    With --review: outlets no list knows, and what each resembles; a row in the workspace's
    aliases.csv settles a doubt, and the next build follows it.

    With --boilerplate: what each outlet repeats across its articles; it weighs nothing in a match.
    """
    from graphx.cli.columns import show_table
    from graphx.cli.records import write_record
    from graphx.cli.stores import open_named
    from graphx.network.graphs import all_outlets

    if boilerplate:
        _boilerplate(workspace, as_json)
        return
    with open_named(workspace, store_url) as store:
        found = list(all_outlets(store))
    if review:
        _review(found, workspace, as_json)
        return
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
    show_table(head, body, nothing="no article here names its outlet")


def _review(found: "Sequence[OutletRow]", workspace: Path | None, as_json: bool) -> None:
    from graphx.cli.columns import show_table
    from graphx.cli.records import write_record
    from graphx.entities.outlets import Outlet, OutletRegistry
    from graphx.entities.review import doubtful
    from graphx.steps.entities import outlet_registry

    registry = outlet_registry(workspace) if workspace else OutletRegistry.packaged()
    seen = [
        Outlet(outlet_id=o.outlet_id, name=o.name, domain=o.domain, aliases=tuple(o.aliases))
        for o in found
    ]
    doubts = doubtful(seen, registry)
    if as_json:
        for doubt in doubts:
            write_record(asdict(doubt))
        return
    body = [(d.outlet_id, d.name, d.domain or "", "; ".join(d.reasons)) for d in doubts]
    head = ("outlet_id", "name", "domain", "evidence")
    show_table(head, body, nothing="no outlet here is doubtful")


def _boilerplate(workspace: Path | None, as_json: bool) -> None:
    from graphx.cli.columns import show_table
    from graphx.cli.records import write_record
    from graphx.store.workspace import Workspace

    if workspace is None:
        raise click.UsageError("boilerplate is kept in a workspace; name it with -w DIR")
    with Workspace.open(workspace).snapshot() as snapshot:
        passages = snapshot.table("boilerplate", ["outlet_id", "text", "articles"]).to_pylist()
    if as_json:
        for passage in passages:
            write_record(passage)
        return
    body = [(row["outlet_id"], row["articles"], row["text"]) for row in passages]
    head = ("outlet_id", "articles", "passage")
    show_table(head, body, nothing="no outlet here repeats a passage that was learned")
