"""``graphx audit``."""

from pathlib import Path

import click

from graphx.cli import options


@click.command(epilog="Example:  graphx audit -w seeds.graphx")
@options.optional_workspace
@options.store
@options.as_json
def audit(workspace: Path | None, store_url: str | None, as_json: bool) -> None:
    """List outlets that take texts: what share they credit, and what becomes of credits.

    "credited" and "uncredited" are shares of the taken texts, "names another" is the share that
    credits another outlet than the texts suggest, each with its 95 % interval; the lag is a median
    with its interval, of so many. "kept", "replaced", "absent" and "added" count what became of the
    credit the source printed.
    """
    from dataclasses import asdict

    from graphx.cli.audited import HEAD, audit_cells
    from graphx.cli.columns import show_table
    from graphx.cli.records import write_record
    from graphx.cli.stores import open_named
    from graphx.views.rows import AuditRow, rows

    with open_named(workspace, store_url) as store:
        audited = list(rows(store.fetch("audit"), AuditRow))
    if as_json:
        for row in audited:
            write_record(asdict(row))
        return
    show_table(
        HEAD, [audit_cells(row) for row in audited], nothing="no outlet took a text from another"
    )
