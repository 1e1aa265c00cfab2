"""Rows that are named as gone are gone, however a part is read."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphx import schema
from graphx.errors import WorkspaceFormatError
from graphx.reuse.postings import PostingLimits
from graphx.reuse.recipe import SketchRecipe
from graphx.store import compaction
from graphx.store.gone import MOST_SHARE, after, remaining
from graphx.store.workspace import Workspace

RECIPE = SketchRecipe()


def postings(numbers: Sequence[int]) -> pa.RecordBatch:
    """Article ``a<n>`` has the hashes ``n`` and ``1000``."""
    rows = [
        {"article_id": f"a{n:03d}", "recipe": RECIPE.digest, "hashes": [n, 1000]} for n in numbers
    ]
    return pa.RecordBatch.from_pylist(rows, schema=schema.POSTING)


def held(place: Workspace) -> list[str]:
    with place.snapshot() as snapshot:
        return snapshot.table("postings").column("article_id").to_pylist()  # type: ignore[no-any-return]


@given(rows=st.integers(1, 40), data=st.data())
def test_what_remains_is_what_was_not_removed(rows: int, data: st.DataObject) -> None:
    gone: tuple[int, ...] = ()
    stays = list(range(rows))
    for _ in range(2):
        removed = np.array([data.draw(st.booleans()) for _ in stays], bool)
        gone = after(gone, removed)
        stays = [row for row, taken in zip(stays, removed.tolist(), strict=True) if not taken]
        cut = data.draw(st.integers(1, rows))
        batches = pa.table({"row": range(rows)}).to_batches(max_chunksize=cut)
        left = [row for batch in remaining(batches, gone) for row in batch["row"].to_pylist()]
        assert left == stays


@settings(max_examples=15)
@given(
    steps=st.lists(
        st.tuples(st.booleans(), st.sets(st.integers(0, 99), min_size=1, max_size=5)), max_size=8
    )
)
def test_adding_and_removing_rows_is_as_with_a_set(steps: list[tuple[bool, set[int]]]) -> None:
    with TemporaryDirectory() as folder:
        place = Workspace.create_or_open(Path(folder) / "w.graphx")
        there = set(range(80))
        with place.writer() as writer:
            writer.append("postings", [postings(sorted(there))])
            writer.commit()
        for adds, numbers in steps:
            with place.writer() as writer:
                if adds:
                    added = writer.append("postings", [postings(sorted(numbers))])
                    assert added == len(numbers - there)
                    there |= numbers
                else:
                    names = [f"a{n:03d}" for n in numbers]
                    assert writer.remove("postings", "article_id", names) == len(numbers & there)
                    there -= numbers
                writer.commit()
            names = [f"a{n:03d}" for n in sorted(there)]
            assert held(place) == names
            with place.snapshot() as snapshot:
                some = [row for b in snapshot.among("postings", names[:7]) for row in b.to_pylist()]
                assert sorted(row["article_id"] for row in some) == names[:7]
                lookup = snapshot.lookup(RECIPE)
                found = lookup.sharing(
                    np.array([1000], np.uint64), PostingLimits(min_shared=1), most=200
                )
                assert sorted(found) == names
                assert len(lookup) == len(names)


def test_a_few_rows_are_named_and_many_are_written_anew(workspace: Workspace) -> None:
    with workspace.writer() as writer:
        writer.append("postings", [postings(range(80))])
        writer.commit()
    with workspace.writer() as writer:
        files = {path.name for path in (workspace.path / "parts").iterdir()}
        few = int(MOST_SHARE * 80)
        writer.remove("postings", "article_id", [f"a{n:03d}" for n in range(few)])
        assert {path.name for path in (workspace.path / "parts").iterdir()} == files
        writer.remove("postings", "article_id", [f"a{few:03d}"])
        assert {path.name for path in (workspace.path / "parts").iterdir()} > files
        writer.commit()
    assert held(workspace) == [f"a{n:03d}" for n in range(few + 1, 80)]


def test_compacting_leaves_out_what_is_gone(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compaction, "MOST_PARTS", 2)
    with workspace.writer() as writer:
        for start in (0, 40, 80):
            writer.append("postings", [postings(range(start, start + 40))])
        writer.remove("postings", "article_id", ["a003", "a045", "a090"])
        writer.commit()
    gone = {3, 45, 90}
    assert held(workspace) == [f"a{n:03d}" for n in range(120) if n not in gone]


@pytest.mark.parametrize("gone", ["x", "-1", "3 3", "4 1"])
def test_a_manifest_that_names_no_rows_is_damaged(workspace: Workspace, gone: str) -> None:
    with workspace.writer() as writer:
        writer.append("postings", [postings(range(80))])
        writer.remove("postings", "article_id", ["a001"])
        number = writer.commit()
    path = workspace.path / "snapshots" / f"{number}.json"
    text = path.read_text("utf-8")
    assert '"gone": "1"' in text
    path.write_text(text.replace('"gone": "1"', f'"gone": "{gone}"'), "utf-8")
    with pytest.raises(WorkspaceFormatError, match="damaged"):
        workspace.snapshot()
