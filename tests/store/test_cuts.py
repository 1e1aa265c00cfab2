"""Units of articles are read as they were written, from whatever holds them."""

from pathlib import Path

import pyarrow as pa
import pytest

from graphx import schema
from graphx.errors import StoreError
from graphx.reuse.units import ArticleUnits
from graphx.store.workspace import Workspace

ROWS = [
    {"article_id": "a", "hashes": [3, 1 << 63], "words": [4, 1]},
    {"article_id": "b", "hashes": [], "words": []},
    {"article_id": "c", "hashes": [7], "words": [9]},
]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Units in two parts."""
    place = Workspace.create_or_open(tmp_path / "w.graphx")
    for some in (ROWS[:2], ROWS[2:]):
        with place.writer() as writer:
            writer.append("units", [pa.RecordBatch.from_pylist(some, schema=schema.UNITS)])
            writer.commit()
    return place


def beside(workspace: Workspace) -> list[Path]:
    return sorted((workspace.path / "parts").glob("units-*.cuts"))


def read(workspace: Workspace) -> list[dict[str, object]]:
    with workspace.writer() as writer:
        return rows(writer.article_units())


def rows(units: ArticleUnits) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for place, name in enumerate(units.article_ids.to_pylist()):
        own = units.owners == place
        told = {"hashes": units.hashes[own].tolist(), "words": units.words[own].tolist()}
        found.append({"article_id": name, **told})
    return sorted(found, key=lambda row: str(row["article_id"]))


def test_units_are_read_from_beside_their_parts(workspace: Workspace) -> None:
    assert len(beside(workspace)) == 2
    assert read(workspace) == ROWS


def test_where_nothing_lies_beside_a_part_it_is_read_itself(workspace: Workspace) -> None:
    beside(workspace)[0].unlink()
    assert read(workspace) == ROWS


def test_units_of_nobody_are_none(tmp_path: Path) -> None:
    assert read(Workspace.create_or_open(tmp_path / "w.graphx")) == []


def test_removed_articles_have_no_units(workspace: Workspace) -> None:
    with workspace.writer() as writer:
        writer.remove("units", "article_id", ["a"])
        assert rows(writer.article_units()) == ROWS[1:]


@pytest.mark.parametrize("kept", [0, 9, -1])
def test_a_file_cut_short_is_told(workspace: Workspace, kept: int) -> None:
    path = beside(workspace)[0]
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(StoreError, match="damaged"):
        read(workspace)
