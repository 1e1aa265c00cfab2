import json
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graphx import schema
from graphx.errors import NotFoundError, StoreError, WorkspaceFormatError
from graphx.store import held, manifest
from graphx.store.workspace import Workspace


def write(workspace: Workspace, *ids: str) -> int:
    rows = [{"left_id": name, "right_id": "z", "probability": 0.5} for name in ids]
    with workspace.writer() as writer:
        writer.replace("siblings", [pa.RecordBatch.from_pylist(rows, schema=schema.SIBLING)])
        return writer.commit()


def ids(workspace: Workspace) -> list[str]:
    with workspace.snapshot() as snapshot:
        return snapshot.table("siblings").column("left_id").to_pylist()


def test_a_new_workspace_is_empty(workspace):
    with workspace.snapshot() as snapshot:
        assert snapshot.snapshot == 0
        assert {name: snapshot.count(name) for name in schema.TABLES} == dict.fromkeys(
            schema.TABLES, 0
        )
        for name, shape in schema.TABLES.items():
            assert snapshot.table(name).schema.equals(shape, check_metadata=True)


def test_opening_again_finds_what_was_written(workspace):
    write(workspace, "a", "b")
    assert ids(Workspace.create_or_open(workspace.path)) == ["a", "b"]
    assert ids(Workspace.open(str(workspace.path))) == ["a", "b"]


def test_a_relative_path_stays_the_same_place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    workspace = Workspace.create_or_open("here")
    monkeypatch.chdir("/")
    write(workspace, "a")
    assert ids(Workspace.open(tmp_path / "here")) == ["a"]


def test_a_path_is_never_read_as_a_pattern(tmp_path):
    other = Workspace.create_or_open(tmp_path / "wb")
    odd = Workspace.create_or_open(tmp_path / "w[b]")
    write(other, "other")
    write(odd, "odd")
    shutil.copytree(odd.path / "parts", other.path / "parts", dirs_exist_ok=True)
    with odd.snapshot() as snapshot:
        assert snapshot.fetch("counts").column("siblings").to_pylist() == [1]
    with odd.writer() as writer:
        rows = [{"left_id": "odd", "right_id": "z", "probability": 0.5}]
        batch = pa.RecordBatch.from_pylist(rows, schema=schema.SIBLING)
        assert writer.append("siblings", [batch]) == 0


def test_nothing_there_is_not_found(tmp_path):
    with pytest.raises(NotFoundError, match="nowhere"):
        Workspace.open(tmp_path / "nowhere")


def test_a_directory_of_other_things_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(WorkspaceFormatError, match=r"letter\.txt"):
        Workspace.create_or_open(tmp_path)
    with pytest.raises(WorkspaceFormatError, match="no file CURRENT"):
        Workspace.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_workspace(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkspaceFormatError, match="file"):
        Workspace.create_or_open(tmp_path / "file")


def test_a_creation_that_stopped_half_way_is_completed(workspace):
    (workspace.path / "CURRENT").unlink()
    assert ids(Workspace.create_or_open(workspace.path)) == []


@pytest.mark.parametrize("content", ["", "soon", "-1", "9" * 30, "1\n2\n"])
def test_a_damaged_pointer_is_told(workspace, content):
    (workspace.path / "CURRENT").write_text(content)
    with pytest.raises(WorkspaceFormatError, match="CURRENT"):
        workspace.snapshot()


def test_a_missing_manifest_is_told(workspace):
    (workspace.path / "CURRENT").write_text("7\n")
    with pytest.raises(WorkspaceFormatError, match="7"):
        workspace.snapshot()
    with pytest.raises(WorkspaceFormatError, match="7"):
        Workspace.open(workspace.path)


def test_opening_waits_for_no_commit_and_trips_over_none(workspace, monkeypatch):
    write(workspace, "a")
    seen = held.current_number(workspace.path)
    write(workspace, "b")  # clears away the snapshot that was read of
    numbers = iter([seen])
    monkeypatch.setattr(
        held, "current_number", lambda path: next(numbers, manifest.current_number(path))
    )
    assert ids(Workspace.open(workspace.path)) == ["b"]
    assert next(numbers, None) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content.update(number=99),
        lambda content: content.update(parent="none"),
        lambda content: content.update(created="soon"),
        lambda content: content.update(settings=[]),
        lambda content: content.update(tables=[]),
        lambda content: content.update(tables={"siblings": [{"name": "siblings"}]}),
        lambda content: content.update(tables={"siblings": None}),
        lambda content: content["tables"]["siblings"][0].update(name="../../secret"),
        lambda content: content["tables"].update(clues=content["tables"]["siblings"]),
        lambda content: content.pop("format"),
    ],
)
def test_a_damaged_manifest_is_told(workspace, damage):
    write(workspace, "a")
    path = manifest.manifest_path(workspace.path, 1)
    content = json.loads(path.read_text())
    damage(content)
    path.write_text(json.dumps(content))
    with pytest.raises(WorkspaceFormatError, match=r"1\.json"):
        workspace.snapshot()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000])
def test_a_manifest_that_is_no_json_is_told(workspace, content):
    manifest.manifest_path(workspace.path, 0).write_bytes(content)
    with pytest.raises(WorkspaceFormatError, match=r"0\.json"):
        Workspace.open(workspace.path)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("format", 1, "format 1, this graphx reads 2; make it again"),
        ("format", 3, "format 3, this graphx reads 2; use the graphx it is of"),
        ("columns", "other", "other columns"),
    ],
)
def test_another_version_is_told(workspace, field, value, said):
    path = manifest.manifest_path(workspace.path, 0)
    path.write_text(json.dumps(json.loads(path.read_text()) | {field: value}))
    with pytest.raises(WorkspaceFormatError, match=said):
        Workspace.open(workspace.path)


def part(workspace: Workspace):
    [path] = (workspace.path / "parts").glob("siblings-*")
    return path


def test_a_missing_part_is_told_at_once(workspace):
    write(workspace, "a")
    part(workspace).unlink()
    with pytest.raises(WorkspaceFormatError, match="siblings-"):
        workspace.snapshot()


def test_a_part_cut_short_is_told_at_once(workspace):
    write(workspace, "a")
    path = part(workspace)
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(WorkspaceFormatError, match="siblings-"):
        workspace.snapshot()


def test_bytes_that_changed_are_told_when_they_are_read(workspace):
    write(workspace, *(f"a{number}" for number in range(100)))
    path = part(workspace)
    content = bytearray(path.read_bytes())
    content[60] ^= 0xFF
    path.write_bytes(content)
    with workspace.snapshot() as snapshot, pytest.raises(WorkspaceFormatError, match="siblings-"):
        snapshot.table("siblings")


def test_a_part_that_is_no_parquet_is_a_store_error_for_a_query(workspace):
    write(workspace, "a")
    path = part(workspace)
    path.write_bytes(b"x" * path.stat().st_size)
    with workspace.snapshot() as snapshot, pytest.raises(StoreError, match="parts"):
        snapshot.fetch("counts")
    rows = [{"left_id": "q", "right_id": "z", "probability": 0.5}]
    batch = pa.RecordBatch.from_pylist(rows, schema=schema.SIBLING)
    with workspace.writer() as writer, pytest.raises(StoreError, match="siblings"):
        writer.append("siblings", [batch])


def test_the_parts_say_what_their_fields_mean(workspace):
    write(workspace, "a")
    stored = pq.read_schema(part(workspace))
    assert schema.describe(stored) == schema.describe(schema.SIBLING)
