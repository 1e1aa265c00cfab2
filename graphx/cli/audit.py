"""``graphx audit``."""

from pathlib import Path

import click

from graphx.cli import options


@click.command(epilog="Example:  graphx audit -w seeds.graphx")
@options.workspace
@options.as_json
def audit(workspace: Path, as_json: bool) -> None:
    """List outlets that take texts: what share they credit, and what becomes of credits.

    "credited" is the share of taken texts whose source is credited, with its 95 % interval; "names
    another" counts texts that credit another outlet than the texts suggest. "kept", "replaced",
    "absent" and "added" say what became of the credit the source printed.
    """
    from graphx.cli.columns import table_lines
    from graphx.cli.records import write_record
    from graphx.cli.tree import describe_lag
    from graphx.store.workspace import Workspace

    with Workspace.open(workspace).snapshot() as snapshot:
        rows = snapshot.fetch("audit").to_pylist()
    if as_json:
        for row in rows:
            write_record(row)
        return
    head = (
        *("outlet", "taken", "credited", "interval", "uncredited", "names another", "kept"),
        *("replaced", "absent", "added", "median lag", "of"),
    )
    body = []
    for row in rows:
        low, high = row["credited_low"], row["credited_high"]
        lag = row["median_lag_seconds"]
        body.append(
            (
                row["outlet_name"] or row["outlet_id"],
                row["taken"],
                f"{row['credited'] / row['taken']:.0%}",
                f"{low:.0%} to {high:.0%}",
                *(row[name] for name in ("uncredited", "misnamed", "kept", "replaced")),
                *(row[name] for name in ("absent", "added")),
                "" if lag is None else describe_lag(lag),
                row["lags"],
            )
        )
    for line in table_lines(head, body):
        click.echo(line)
