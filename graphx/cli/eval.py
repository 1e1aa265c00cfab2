"""``graphx eval``."""

from collections.abc import Iterable
from pathlib import Path

import click

from graphx.cli import options


@click.command(name="eval", epilog="Example:  graphx eval simulated ../labelled")
@click.argument("sets", nargs=-1, metavar="[SET|FOLDER]…")
@options.as_json
def eval(sets: tuple[str, ...], as_json: bool) -> int:  # noqa: A001 - the command's name
    """Measure graphx on data whose truth is known.

    SET is one that graphx makes itself; all of them by default.  FOLDER holds folders of labelled
    data, or is one; those that nothing here measures are named and passed over.  The exit status is
    1 when a figure is not where it is to be.
    """
    from dataclasses import asdict

    from graphx.cli.columns import table_lines
    from graphx.cli.records import write_record
    from graphx.evaluation.scorers import measure, measure_folder

    figures = []
    for name in sets:
        if not Path(name).is_dir():
            figures += measure([name])
            continue
        measured = measure_folder(Path(name))
        figures += measured.figures
        _tell_unknown(measured.unknown)
    if not sets:
        figures = measure()
    elif not figures:
        raise click.UsageError(f"nothing in {', '.join(sets)} is a set that can be measured")
    if as_json:
        for figure in figures:
            write_record(asdict(figure) | {"reached": figure.reached})
    else:
        head = ("set", "figure", "value", "to reach", "cases", "")
        body = []
        for figure in figures:
            value = "–" if figure.value is None else f"{figure.value:.3f}"
            sign = "≤" if figure.at_most else "≥"
            reach = "" if figure.reach is None else f"{sign} {figure.reach:g}"
            mark = {True: "yes", False: "NO", None: ""}[figure.reached]
            body.append((figure.set, figure.name, value, reach, figure.count, mark))
        for line in table_lines(head, body):
            click.echo(line)
    return 1 if any(figure.reached is False for figure in figures) else 0


def _tell_unknown(names: Iterable[str]) -> None:
    for name in names:
        click.echo(f"not measured: {name}", err=True)
