"""Tables of plain text."""

import unicodedata
from collections.abc import Iterator, Sequence

import click


def table_lines(head: Sequence[str], body: Sequence[Sequence[str | int]]) -> Iterator[str]:
    """Align `body` under `head`; numbers to the right.

    Examples
    --------
    >>> list(table_lines(("outlet", "taken"), [("South Post", 12)]))
    ['outlet      taken', 'South Post     12']
    """
    cells = [[str(value) for value in row] for row in (head, *body)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    numeric = [all(isinstance(row[i], int) for row in body) for i in range(len(head))]
    for row in cells:
        yield "  ".join(
            " " * (width - _width(cell)) + cell if right else cell + " " * (width - _width(cell))
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ).rstrip()


def show_table(head: Sequence[str], body: Sequence[Sequence[str | int]], *, nothing: str) -> None:
    """Print a table; where it has no row, say `nothing` beside the output."""
    if not body:
        click.echo(f"graphx: {nothing}", err=True)
        return
    for line in table_lines(head, body):
        click.echo(line)


def _width(text: str) -> int:
    """Columns of a terminal that `text` takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
