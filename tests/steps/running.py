"""Rows taken in by one run or several, and the tables they become."""

import json
from collections.abc import Sequence
from pathlib import Path

from graphx import pipeline, schema
from graphx.reuse.engine import ReuseConfig
from graphx.store.workspace import Workspace

Row = dict[str, object]
Tables = dict[str, list[Row]]


def ran(
    folder: Path,
    runs: Sequence[Sequence[Row]],
    *,
    memory: int | None = None,
    reuse: ReuseConfig | None = None,
) -> Tables:
    """Run every part in turn; each row is a file of its own, whatever run it comes in.

    Every table but the history, which tells increments apart on purpose; without the folder's name.
    """
    for part in runs:
        files = []
        for row in part:
            file = folder / f"{row['id']}.jsonl"
            file.write_text(json.dumps(row), "utf-8")
            files.append(str(file))
        pipeline.ingest(files, folder / "w.graphx", memory=memory)
        pipeline.build(folder / "w.graphx", memory=memory, reuse=reuse)
    found = {name: table(folder, name) for name in schema.TABLES if name != "history"}
    where = str(folder)
    return {
        name: [
            {
                key: value.replace(where, "") if isinstance(value, str) else value
                for key, value in row.items()
            }
            for row in rows
        ]
        for name, rows in found.items()
    }


def table(folder: Path, name: str) -> list[Row]:
    """One table of what was run there."""
    with Workspace.open(folder / "w.graphx").snapshot() as snapshot:
        rows: list[Row] = snapshot.table(name).to_pylist()
        return rows
