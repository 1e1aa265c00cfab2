from datetime import UTC, datetime

import pyarrow as pa
import pytest
from pyarrow import parquet as pq

from graphx import schema
from graphx.store import parts
from graphx.store.compaction import MOST_PARTS
from graphx.store.workspace import Workspace

AT = datetime(2026, 3, 5, 12, 30, 15, 123_456, tzinfo=UTC)


def value(kind: pa.DataType, number: int) -> object:
    """A value of any type a table has, different for each number."""
    if pa.types.is_struct(kind):
        return {field.name: value(field.type, number) for field in kind}
    if pa.types.is_fixed_size_list(kind):
        return [(number + place) * 33_554_431 % 2**32 for place in range(kind.list_size)]
    if pa.types.is_list(kind):
        return [value(kind.value_type, number + place) for place in range(number % 3)]
    if pa.types.is_boolean(kind):
        return number % 2 == 0
    if pa.types.is_uint64(kind):
        return 2**64 - 1 - number
    if pa.types.is_integer(kind):
        return number
    if pa.types.is_floating(kind):
        return number / 7
    if pa.types.is_timestamp(kind):
        return AT.replace(day=number % 28 + 1)
    return f"Zoë’s {number:03d}\x00\u2028 \U0001f4f0"


def some_rows(table: str) -> pa.Table:
    """Twenty rows out of order, with nulls where the table allows them."""
    shape = schema.TABLES[table]
    numbers = [number * 7 % 20 for number in range(20)]
    rows = [
        {
            field.name: None
            if field.nullable and number % 4 == place % 4
            else value(field.type, number)
            for place, field in enumerate(shape)
        }
        for number in numbers
    ]
    return pa.Table.from_pylist(rows, schema=shape)


def by_key(table: str, rows: pa.Table) -> pa.Table:
    return rows.sort_by([(key, "ascending") for key in schema.KEYS[table]])


@pytest.mark.parametrize("table", schema.TABLES)
@pytest.mark.parametrize("chunk_rows", [3, 1_000], ids=["spilled", "in memory"])
def test_every_type_of_column_comes_back_as_it_was(workspace, monkeypatch, table, chunk_rows):
    monkeypatch.setattr(parts, "CHUNK_ROWS", chunk_rows)
    rows = some_rows(table)
    with workspace.writer() as writer:
        assert writer.append(table, rows.to_batches(max_chunksize=3)) == 20
        assert writer.append(table, rows.to_batches()) == 0
        writer.set("keep", "history out of it")
        writer.commit()
    with workspace.snapshot() as snapshot:
        assert snapshot.table(table).equals(by_key(table, rows), check_metadata=True)


@pytest.mark.parametrize("table", ["articles", "texts", "signatures", "postings", "claims"])
def test_compacting_changes_no_row(workspace, table):
    rows = some_rows(table)
    with workspace.writer() as writer:
        for place in range(MOST_PARTS + 1):
            writer.append(table, rows.slice(place, 1).to_batches())
        writer.commit()
    with workspace.snapshot() as snapshot:
        assert sum(1 for _ in snapshot.batches(table)) == 1
        assert snapshot.table(table).equals(by_key(table, rows.slice(0, MOST_PARTS + 1)))


def test_rows_are_read_whole_by_anyone_with_parquet(workspace):
    rows = some_rows("postings")
    with workspace.writer() as writer:
        writer.append("postings", rows.to_batches())
        writer.commit()
    [path] = (workspace.path / "parts").glob("*.parquet")
    assert pq.read_table(path).equals(by_key("postings", rows))


def test_rows_of_many_runs_are_sorted(tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "CHUNK_BYTES", 4 << 20)
    monkeypatch.setattr(parts, "MOST_RUNS", 3)
    count, words = 8_000, "word " * 1_500  # 60 MB of text in 15 runs

    def batches():
        for start in range(0, count, 500):
            rows = [
                {"article_id": f"a{number * 7_919 % count:06d}", "text": f"{number} {words}"}
                | {"stretches": []}
                for number in range(start, start + 500)
            ]
            yield pa.RecordBatch.from_pylist(rows, schema=schema.TEXT)

    workspace = Workspace.create_or_open(tmp_path / "w")
    with workspace.writer() as writer:
        assert writer.append("texts", batches()) == count
        writer.commit()
    with workspace.snapshot() as snapshot:
        ids = snapshot.table("texts", ["article_id"]).column("article_id").to_pylist()
    assert ids == [f"a{number:06d}" for number in range(count)]
