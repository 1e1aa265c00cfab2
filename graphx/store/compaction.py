"""Make few parts of many.

In:   the parts of a table.
Out:  as many as a reader opens gladly; the same rows.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from graphx.store.manifest import Part
from graphx.store.merge import merged
from graphx.store.parts import part_path, write_part

MOST_PARTS: Final = 16
"""A table with more parts is compacted by the next commit."""


def compacted(directory: Path, table: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Merge the parts of `table` where they are too many; else they are returned as they are."""
    if len(parts) <= MOST_PARTS:
        return tuple(parts)
    parts = sorted(parts, key=lambda part: (part.rows, part.name))
    # A part larger than all others together stays: it is not copied for a handful of rows.
    stays = tuple(parts[-1:]) if parts[-1].rows > sum(p.rows for p in parts[:-1]) else ()
    merging = parts[: len(parts) - len(stays)]
    paths = [part_path(directory, part) for part in merging]
    rows = merged(table, paths, [part.gone for part in merging])
    return (*stays, *write_part(directory, table, rows))
