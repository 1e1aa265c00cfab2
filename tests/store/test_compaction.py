"""Many parts become few."""

import json

import pyarrow as pa

from graphx import schema
from graphx.store.compaction import MOST_PARTS
from graphx.store.workspace import Workspace

Row = dict[str, object]


def sibling(left: int, right: int) -> Row:
    return {"left_id": f"a{left}", "right_id": f"a{right}", "probability": 0.5}


def batch(*rows: Row) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(list(rows), schema=schema.SIBLING)


def held(workspace: Workspace) -> list[Row]:
    with workspace.snapshot() as snapshot:
        return snapshot.table("siblings").to_pylist()


def parts_of(workspace: Workspace) -> list[str]:
    number = int((workspace.path / "CURRENT").read_text())
    manifest = json.loads((workspace.path / "snapshots" / f"{number}.json").read_text())
    return [part["name"] for part in manifest["tables"]["siblings"]]


def test_many_parts_become_few_and_the_rows_stay(workspace):
    rows = [sibling(number, number + 1) for number in range(MOST_PARTS + 4)]
    with workspace.writer() as writer:
        for row in reversed(rows):
            writer.append("siblings", [batch(row)])
        writer.commit()
    assert len(parts_of(workspace)) == 1
    assert held(workspace) == sorted(rows, key=lambda row: (row["left_id"], row["right_id"]))


def test_a_part_larger_than_all_others_is_not_copied(workspace):
    many = [sibling(number, 9_000) for number in range(1_000)]
    with workspace.writer() as writer:
        writer.append("siblings", [batch(*many)])
        writer.commit()
        [large] = parts_of(workspace)
        for number in range(MOST_PARTS + 1):
            writer.append("siblings", [batch(sibling(number, 9_001))])
        writer.commit()
    names = parts_of(workspace)
    assert large in names
    assert len(names) == 2
    assert len(held(workspace)) == 1_000 + MOST_PARTS + 1
