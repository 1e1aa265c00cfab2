"""``graphx eval``."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphx.cli import options

if TYPE_CHECKING:
    from graphx.evaluation.figures import Figure


@click.command(name="eval", epilog="Example:  graphx eval invented.truth.jsonl -w invented.graphx")
@click.argument("sets", nargs=-1, metavar="[SET|FOLDER|TRUTH]…")
@options.optional_workspace
@options.as_json
def eval(sets: tuple[str, ...], workspace: Path | None, as_json: bool) -> int:  # noqa: A001 - the command's name
    """Measure graphx on data whose truth is known.

    SET is one that graphx makes itself; all of them by default.  FOLDER holds folders of labelled
    data, or is one; those that nothing here measures are named and passed over.  TRUTH is the file
    that "graphx simulate" wrote beside its articles: what the workspace of -w says of lineage is
    held against it.  The exit status is 1 when a figure is not where it is to be.
    """
    from dataclasses import asdict

    from graphx.cli.records import write_record
    from graphx.evaluation.scorers import measure

    figures = [figure for name in sets for figure in _measured(name, workspace)]
    if not sets:
        figures = measure()
    elif not figures:
        raise click.UsageError(f"nothing in {', '.join(sets)} is a set that can be measured")
    if as_json:
        for figure in figures:
            write_record(asdict(figure) | {"reached": figure.reached})
    else:
        _print_table(figures)
    return 1 if any(figure.reached is False for figure in figures) else 0


def _measured(name: str, workspace: Path | None) -> "Iterable[Figure]":
    """Measure what one argument names."""
    from graphx.cli.stores import open_built
    from graphx.evaluation.scorers import measure, measure_folder
    from graphx.evaluation.simulated.corpora import score_corpus

    place = Path(name)
    if place.is_dir():
        measured = measure_folder(place)
        for unknown in measured.unknown:
            click.echo(f"not measured: {unknown}", err=True)
        return measured.figures
    if not place.is_file():
        return measure([name])
    if workspace is None:
        raise click.UsageError(f"name the workspace that {name} tells the truth of with -w DIR")
    with open_built(workspace) as snapshot:
        return score_corpus(place, snapshot)


def _print_table(figures: "Iterable[Figure]") -> None:
    from graphx.cli.columns import table_lines

    body = []
    for figure in figures:
        value = "–" if figure.value is None else f"{figure.value:.3f}"
        sign = "≤" if figure.at_most else "≥"
        reach = "" if figure.reach is None else f"{sign} {figure.reach:g}"
        mark = {True: "yes", False: "NO", None: ""}[figure.reached]
        body.append((figure.set, figure.name, value, reach, figure.count, mark))
    for line in table_lines(("set", "figure", "value", "to reach", "cases", ""), body):
        click.echo(line)
