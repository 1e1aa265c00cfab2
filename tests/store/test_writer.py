import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphx import schema
from graphx.errors import InvalidValueError, StoreError, UnknownNameError, WorkspaceLockedError
from graphx.store import parts
from graphx.store.history import Event
from graphx.store.workspace import Workspace
from tests import running

Row = dict[str, object]


def batch(table: str, rows: Sequence[Row]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(list(rows), schema=schema.TABLES[table])


def problem(source: str, line: int | None = None) -> Row:
    return {"source": source, "line": line, "stage": "read", "error": "E", "message": "m"}


def sibling(left: int, right: int, probability: float = 0.5) -> Row:
    return {"left_id": f"a{left}", "right_id": f"a{right}", "probability": probability}


def held(workspace: Workspace, table: str) -> list[Row]:
    with workspace.snapshot() as snapshot:
        return snapshot.table(table).to_pylist()


problems = st.lists(
    st.builds(problem, st.sampled_from("abc"), st.none() | st.integers(0, 3)), max_size=12
)
cuts = st.lists(st.integers(1, 5), min_size=1, max_size=4)


def cut(table: str, rows: Sequence[Row], sizes: Sequence[int]) -> list[pa.RecordBatch]:
    batches, start = [], 0
    while start < len(rows):
        size = sizes[len(batches) % len(sizes)]
        batches.append(batch(table, rows[start : start + size]))
        start += size
    return batches


def by_key(rows: Sequence[Row]) -> list[Row]:
    """One row a key, sorted as the schema says, null last."""
    unique = {(row["source"], row["line"]): row for row in rows}
    return sorted(
        unique.values(), key=lambda row: (row["source"], row["line"] is None, row["line"] or 0)
    )


@settings(max_examples=25, deadline=None)
@given(rows=problems, sizes=cuts, calls=st.integers(1, 3), data=st.data())
def test_the_table_does_not_depend_on_batches_order_or_calls(rows, sizes, calls, data):
    shuffled = data.draw(st.permutations(rows))
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create_or_open(Path(folder) / "w")
        with workspace.writer() as writer:
            for start in range(calls):
                writer.append("problems", cut("problems", shuffled[start::calls], sizes))
            writer.commit()
        assert held(workspace, "problems") == by_key(rows)


@settings(max_examples=15, deadline=None)
@given(rows=problems, sizes=cuts, chunk=st.integers(1, 4), data=st.data())
def test_a_part_has_the_same_bytes_however_its_rows_came(rows, sizes, chunk, data):
    shuffled = data.draw(st.permutations(rows))
    names = []
    for order, most in ((rows, parts.CHUNK_ROWS), (shuffled, chunk)):
        with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            patch.setattr(parts, "CHUNK_ROWS", most)
            patch.setattr(parts, "GROUP_ROWS", 3)
            workspace = Workspace.create_or_open(Path(folder) / "w")
            with workspace.writer() as writer:
                writer.replace("problems", cut("problems", order, sizes))
                writer.commit()
            names.append(
                sorted(path.name for path in (workspace.path / "parts").glob("problems-*"))
            )
    assert names[0] == names[1]


@settings(max_examples=15, deadline=None)
@given(before=problems, rows=problems, gone=st.sets(st.sampled_from("abc")))
def test_removed_rows_were_never_there(before, rows, gone):
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create_or_open(Path(folder) / "w")
        with workspace.writer() as writer:
            writer.append("problems", [batch("problems", before)])
            writer.append("problems", [batch("problems", rows)])
            count = writer.count("problems")
            removed = writer.remove("problems", "source", gone)
            assert writer.count("problems") == count - removed
            writer.commit()
        kept = [row for row in [*before, *rows] if row["source"] not in gone]
        assert held(workspace, "problems") == by_key(kept)


def test_removing_and_appending_replaces_a_row(workspace):
    with workspace.writer() as writer:
        writer.append("siblings", [batch("siblings", [sibling(1, 2, 0.1), sibling(3, 4)])])
        writer.remove("siblings", "left_id", ["a1"])
        writer.append("siblings", [batch("siblings", [sibling(1, 2, 0.9)])])
        writer.commit()
    assert held(workspace, "siblings") == [sibling(1, 2, 0.9), sibling(3, 4)]


def test_a_row_whose_key_is_there_is_left_out(workspace):
    with workspace.writer() as writer:
        assert writer.append("siblings", [batch("siblings", [sibling(1, 2, 0.1)])]) == 1
        assert writer.append("siblings", [batch("siblings", [sibling(1, 2), sibling(5, 6)])]) == 1
        writer.commit()
    assert held(workspace, "siblings") == [sibling(1, 2, 0.1), sibling(5, 6)]


def test_running_twice_is_running_once(workspace, small_graph: Mapping[str, pa.Table]):
    numbers = []
    for _ in range(2):
        with workspace.writer() as writer:
            for name, table in small_graph.items():
                if name != "history":  # a commit adds its own lines
                    writer.replace(name, table.to_batches())
            writer.append("problems", [batch("problems", [problem("x")])])
            writer.set("recipe", "r1")
            numbers.append(writer.commit([Event(event="built", subject="graph", detail="d")]))
    assert numbers == [1, 1]
    assert len(held(workspace, "history")) == 1


def test_replacing_makes_the_rows_the_whole_table(workspace):
    with workspace.writer() as writer:
        writer.append("siblings", [batch("siblings", [sibling(1, 2)])])
        writer.commit()
        assert writer.replace("siblings", [batch("siblings", [sibling(3, 4)])]) == 1
        writer.commit()
        assert held(workspace, "siblings") == [sibling(3, 4)]
        assert writer.replace("siblings", []) == 0
        writer.commit()
    assert held(workspace, "siblings") == []


def test_what_is_written_can_be_read_before_it_counts(workspace):
    with workspace.writer() as writer:
        writer.append("siblings", [batch("siblings", [sibling(1, 2)])])
        assert writer.count("siblings") == 1
        assert [b.to_pylist() for b in writer.batches("siblings", ["right_id"])] == [
            [{"right_id": "a2"}]
        ]
        assert held(workspace, "siblings") == []


def test_leaving_without_a_commit_leaves_no_trace(workspace):
    with workspace.writer() as writer:
        writer.append("siblings", [batch("siblings", [sibling(1, 2)])])
    with pytest.raises(UnknownNameError), workspace.writer() as writer:
        writer.append("siblings", [batch("siblings", [sibling(1, 2)])]) and writer.count("tweets")
    assert held(workspace, "siblings") == []
    assert list((workspace.path / "parts").iterdir()) == []
    assert not list(workspace.path.glob(".tmp-*"))


def test_a_stage_that_fails_leaves_the_table_as_it_was(workspace):
    def failing():
        yield batch("siblings", [sibling(1, 2)])
        raise OSError("the stage's own trouble")

    with workspace.writer() as writer:
        with pytest.raises(OSError, match="own trouble"):
            writer.append("siblings", failing())
        assert writer.commit() == 0


@pytest.mark.parametrize(
    ("columns", "named"),
    [
        ({"left_id": ["a"], "right_id": ["b"]}, "probability"),
        ({"left_id": ["a"], "right_id": ["b"], "probability": [0.1], "odd": [1]}, "odd"),
        ({"left_id": ["a"], "right_id": [7], "probability": [0.1]}, "siblings.right_id"),
        ({"left_id": ["a"], "right_id": [None], "probability": [0.1]}, "siblings.right_id"),
    ],
)
def test_rows_that_do_not_fit_are_refused_by_name(workspace, columns, named):
    if columns["right_id"] == [None]:
        columns["right_id"] = pa.array([None], pa.string())
    with workspace.writer() as writer:
        with pytest.raises(InvalidValueError, match=named):
            writer.append("siblings", [pa.RecordBatch.from_pydict(columns)])
        assert writer.count("siblings") == 0


def test_unknown_tables_and_columns_are_named(workspace):
    with workspace.writer() as writer:
        with pytest.raises(UnknownNameError, match="'tweets'"):
            writer.append("tweets", [])
        with pytest.raises(UnknownNameError, match="'middle_id'"):
            writer.remove("siblings", "middle_id", ["a"])
        with pytest.raises(InvalidValueError, match=r"siblings\.left_id"):
            writer.remove("siblings", "left_id", [7])


def test_a_closed_writer_refuses(workspace):
    with workspace.writer() as writer:
        pass
    with pytest.raises(StoreError, match="closed"):
        writer.append("siblings", [])
    with pytest.raises(StoreError, match="closed"):
        writer.commit()


def test_a_second_writer_of_this_process_is_refused(workspace):
    with workspace.writer("graphx run one"), pytest.raises(WorkspaceLockedError) as refused:
        workspace.writer()
    assert f"process {os.getpid()}" in str(refused.value)
    assert "graphx run one" in str(refused.value)
    with workspace.writer():
        pass


_HOLD = """
import sys
from graphx.store.workspace import Workspace
with Workspace.open(sys.argv[1]).writer("graphx run held") as writer:
    writer.set("never", "committed")
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_another_process_is_named_and_its_death_frees_the_lock(workspace):
    with running.python(_HOLD, str(workspace.path)) as holder:
        assert holder.stdout.readline() == b"ready\n"
        with pytest.raises(WorkspaceLockedError) as refused:
            workspace.writer()
        assert f"process {holder.pid} " in str(refused.value)
        assert "graphx run held" in str(refused.value)
        with workspace.snapshot() as snapshot:  # readers do not wait for a writer
            assert snapshot.snapshot == 0
        holder.kill()
        holder.wait()
        with workspace.writer() as writer:
            writer.set("after", "kill")
            assert writer.commit() == 1
    assert not list(workspace.path.glob(".tmp-*"))
