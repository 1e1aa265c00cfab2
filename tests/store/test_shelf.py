"""Texts laid out flat are the texts that were given, in any order and as often as asked."""

from pathlib import Path

import pyarrow as pa
import pytest

from graphx import schema
from graphx.store.shelf import Shelf

TEXTS = {"a": "Rain fell.", "b": "Überschwemmung 洪水", "c": ""}


def batches() -> list[pa.RecordBatch]:
    begin, end = (field.name for field in schema.READING.field("body").type.value_type)
    rows = [
        {
            "article_id": name,
            "outlet_id": None if name == "b" else f"{name}.example",
            "language": "en",
            "text": text,
            "body": [{begin: 0, end: len(text)}],
        }
        for name, text in TEXTS.items()
    ]
    return [pa.RecordBatch.from_pylist([row], schema=schema.READING) for row in rows]


def test_readings_come_back_in_the_order_asked_and_again(tmp_path: Path) -> None:
    given = {batch.column("article_id")[0].as_py(): batch.to_pylist()[0] for batch in batches()}
    with Shelf(batches(), tmp_path) as shelf:
        assert len(shelf) == 3
        for asked in (["c", "a", "b", "a"], [], ["b"]):
            assert shelf.read(asked).to_pylist() == [given[name] for name in asked]
        sizes = shelf.bytes_of(["b", "a"]).tolist()
    assert sizes == [len(TEXTS[name].encode()) for name in ("b", "a")]


def test_nothing_lies_in_the_folder_and_a_closed_one_reads_no_more(tmp_path: Path) -> None:
    with Shelf(batches(), tmp_path) as shelf:
        assert list(tmp_path.iterdir()) == []
    with pytest.raises(ValueError, match="closed"):
        shelf.read(["a"])
