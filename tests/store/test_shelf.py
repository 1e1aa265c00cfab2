"""Texts laid out flat are the texts that were given, in any order and as often as asked."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from graphx import schema
from graphx.errors import StoreError
from graphx.store.flat import FlatTexts, FlatWriter
from graphx.store.shelf import Shelf
from graphx.store.workspace import Workspace

TEXTS = {"a": "Rain fell.", "b": "Überschwemmung 洪水", "c": "", "d": "Sun."}
ROWS = {
    name: {
        "article_id": name,
        "text": text,
        "stretches": [{"kind": "title", "start": 0, "end": 2}] if name == "b" else [],
    }
    for name, text in TEXTS.items()
}

Opened = Callable[..., Shelf]


def as_they_are(rows: pa.RecordBatch) -> pa.RecordBatch:
    return rows


def batch(*names: str) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([ROWS[name] for name in names], schema=schema.TEXT)


def written(workspace: Path) -> Workspace:
    """Two parts of two texts each."""
    place = Workspace.create_or_open(workspace)
    with place.writer() as writer:
        writer.append("texts", [batch("c", "a")])
        writer.append("texts", [batch("d", "b")])
        writer.commit()
    return place


@pytest.mark.parametrize("beside", [True, False], ids=["beside the parts", "made when needed"])
def test_rows_come_back_in_the_order_asked_and_again(tmp_path: Path, beside: bool) -> None:
    place = written(tmp_path / "w.graphx")
    flat = list((place.path / "parts").glob("*.flat"))
    assert len(flat) == 2
    for path in [] if beside else flat:
        path.unlink()
    folder = tmp_path / "passing"
    folder.mkdir()
    with (
        place.snapshot() as snapshot,
        snapshot.shelf(["b", "a", "?", "c"], folder, as_they_are) as shelf,
    ):
        assert len(shelf) == 3
        for asked in (["c", "a", "b", "a"], [], ["b"]):
            assert shelf.read(asked).to_pylist() == [ROWS[name] for name in asked]
        sizes = shelf.bytes_of(["b", "a"]).tolist()
        streamed = [row for rows in shelf.batches(2) for row in rows.to_pylist()]
        assert list(folder.iterdir()) == []
    assert sizes == [len(TEXTS[name].encode()) for name in ("b", "a")]
    assert sorted(streamed, key=lambda row: row["article_id"]) == [ROWS[name] for name in "abc"]
    with pytest.raises(ValueError, match="closed"):
        shelf.read(["a"])


def test_what_lies_beside_a_part_goes_with_it(tmp_path: Path) -> None:
    place = written(tmp_path / "w.graphx")
    with place.writer() as writer:
        writer.replace("texts", [batch("a")])
        writer.commit()
    parts = place.path / "parts"
    [part], [flat] = parts.glob("texts-*.parquet"), parts.glob("*.flat")
    assert part.stem == flat.stem
    with place.writer() as writer:
        writer.replace("texts", [batch("b")])
    assert [*parts.glob("*.flat")] == [flat]


@pytest.mark.parametrize("harm", ["cut short", "a text changed", "something else"])
def test_a_damaged_file_is_noticed(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "x.flat"
    with path.open("wb") as file:
        flat = FlatWriter(file)
        flat.add(pa.Table.from_batches([batch("a", "d")]))
        flat.finish()
    data = path.read_bytes()
    path.write_bytes(
        {
            "cut short": data[:-1],
            "a text changed": b"r" + data[1:],
            "something else": b"{}",
        }[harm]
    )
    with pytest.raises(StoreError, match=r"x\.flat is damaged; remove it"), path.open("rb") as file:
        Shelf([FlatTexts(file, "x.flat")], ["a"], as_they_are).read(["a"])
