"""Lists of outlets as they lie on a disk: packaged ones, and a person's own.

In:   CSV files.
Out:  their rows; what they mean together is for `graphx.entities.outlets` to say.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Final, NamedTuple

from graphx.errors import UnreadableSourceError

LISTS: Final = ("agencies.csv", "outlets.csv")
"""Packaged lists, the ones whose names win first."""


class ListedOutlet(NamedTuple):
    """One row of a list; ``|`` parts hosts and aliases, what is unknown is empty."""

    name: str
    outlet_id: str
    hosts: str = ""
    aliases: str = ""
    kind: str = "outlet"
    parent: str = ""
    country: str = ""

    def spellings(self) -> tuple[str, ...]:
        """Return the name and its aliases."""
        return (self.name, *self.aliases.split("|")) if self.aliases else (self.name,)


_COLUMNS: Final = len(ListedOutlet._fields)


def listed_rows(filename: str) -> Iterator[ListedOutlet]:
    """Yield the rows of a packaged list, a line each; only those with quotes need a CSV reader."""
    text = resources.files(__package__).joinpath(filename).read_text("utf-8")
    for line in text.split("\n")[1:]:
        if '"' in line:
            yield _row(next(csv.reader([line])))
        elif line:
            yield _row(line.rstrip("\r").split(","))


def _row(cells: Sequence[str]) -> ListedOutlet:
    return ListedOutlet._make(cells[:_COLUMNS])  # what follows says whose list it is


def own_rows(path: Path) -> Sequence[Mapping[str, str]]:
    """Read a person's own aliases: columns ``alias, outlet_id, name, domain``.

    Raises
    ------
    UnreadableSourceError
        The file cannot be read, or lacks a column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = {"alias", "outlet_id", "name", "domain"} - set(reader.fieldnames or ())
            if missing:
                raise UnreadableSourceError(str(path), f"lacks {', '.join(sorted(missing))}")
            return [{key: value or "" for key, value in row.items() if key} for row in reader]
    except (OSError, UnicodeError, csv.Error) as error:
        raise UnreadableSourceError(str(path), str(error)) from error
