import itertools
import multiprocessing
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphx import schema
from graphx.errors import InvalidValueError, StoreError
from graphx.store import textsearch
from graphx.store.textsearch import MOST_WORDS, fold, match_expression
from graphx.store.workspace import Workspace


def put_texts(workspace: Workspace, **texts: str) -> None:
    rows = [{"article_id": name, "text": text, "stretches": []} for name, text in texts.items()]
    with workspace.writer() as writer:
        writer.replace("texts", [pa.RecordBatch.from_pylist(rows, schema=schema.TEXT)])
        writer.commit()


@pytest.fixture
def read(workspace, small_graph):
    """The small graph with the texts of two articles."""
    with workspace.writer() as writer:
        for name, table in small_graph.items():
            writer.append(name, table.to_batches())
        writer.commit()
    with workspace.writer() as writer:
        rows = [
            {
                "article_id": "a1",
                "text": "The Élysée said the bridge would reopen.",
                "stretches": [],
            },
            {"article_id": "a3", "text": f"{'word ' * 200}a bridge at last", "stretches": []},
        ]
        writer.append("texts", [pa.RecordBatch.from_pylist(rows, schema=schema.TEXT)])
        writer.commit()
    with workspace.snapshot() as snapshot:
        yield snapshot


def found(snapshot, words: str, **page: object) -> list[str]:
    return snapshot.search(words, **page).column("article_id").to_pylist()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("elysee", {"a1"}),
        ("BRIDGE", {"a1", "a2", "a3"}),
        ("bridge flood", {"a1"}),
        ("south post", {"a2", "b2"}),
        ("north.example", {"a1"}),
        ("z1", set()),
        ("west report", {"z1"}),
        ("nothing-of-the-kind", set()),
        ("", set()),
        ("- * ( )", set()),
    ],
)
def test_words_are_found_in_title_text_address_and_outlet(read, words, expected):
    assert set(found(read, words)) == expected


@pytest.mark.parametrize(
    "typed",
    ['"', 'bridge"', "bri*", "title:bridge", "NEAR(a b)", "a AND", "^bridge", "NOT x", "{a}"],
)
def test_nothing_typed_is_syntax(read, typed):
    found(read, typed)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_a_search(typed):
    with textsearch.sqlite3.connect(":memory:") as connection:
        connection.executescript(textsearch.query_text("create"))
        match = match_expression(typed)
        values = {"words": match, "after_score": None, "after_id": None, "limit": 1}
        if match:
            assert connection.execute(textsearch.query_text("search"), values).fetchall() == []
    connection.close()


def test_the_snippet_lies_in_the_text_where_the_words_are(read):
    rows = {row["article_id"]: row for row in read.search("bridge").to_pylist()}
    text = read.texts(["a3"]).column("text")[0].as_py()
    row = rows["a3"]
    assert text[row["start"] : row["end"]] == row["snippet"]
    assert [text[span["start"] : span["end"]] for span in row["spans"]] == ["bridge"]
    assert rows["a2"]["snippet"] is None
    assert rows["a2"]["spans"] == []


def test_marks_fall_on_letters_with_diacritics(read):
    [row] = read.search("elysee").to_pylist()
    [span] = row["spans"]
    assert row["snippet"][span["start"] : span["end"]] == "Élysée"


@pytest.mark.parametrize("limit", [1, 2])
def test_pages_join_without_gap_or_repeat(read, limit):
    whole = read.search("bridge").to_pylist()
    seen = []
    key: dict[str, object] = {}
    while rows := read.search("bridge", limit=limit, **key).to_pylist():
        seen += rows
        key = {"after_score": rows[-1]["score"], "after_id": rows[-1]["article_id"]}
    assert seen == whole
    order = [(-row["score"], row["article_id"]) for row in whole]
    assert order == sorted(order)


def test_equal_scores_are_ordered_by_id(workspace):
    put_texts(workspace, **dict.fromkeys(("c", "a", "b"), "same words here"))
    with workspace.snapshot() as snapshot:
        assert found(snapshot, "same words") == ["a", "b", "c"]


def test_a_snapshot_finds_its_own_texts(workspace):
    put_texts(workspace, a="old words")
    with workspace.snapshot() as before:
        assert found(before, "old") == ["a"]
        put_texts(workspace, a="new words")
        with workspace.snapshot() as after:
            assert found(after, "old") == []
            assert found(after, "new") == ["a"]
        assert found(before, "old") == ["a"]
    put_texts(workspace, a="newer words")
    assert list((workspace.path / "search").glob("*.sqlite")) == []


def test_snapshots_with_the_same_texts_share_an_index(workspace):
    put_texts(workspace, a="words")
    with workspace.snapshot() as snapshot:
        found(snapshot, "words")
    with workspace.writer() as writer:
        writer.set("recipe", "other")
        writer.commit()
    [index] = (workspace.path / "search").glob("*.sqlite")
    made = index.stat().st_mtime_ns
    with workspace.snapshot() as snapshot:
        assert found(snapshot, "words") == ["a"]
    assert index.stat().st_mtime_ns == made


def _search(path: Path) -> list[str]:
    with Workspace.open(path).snapshot() as snapshot:
        return found(snapshot, "words")


def test_processes_that_search_at_once_all_find(workspace):
    put_texts(workspace, **{f"a{number}": "words " * 50 for number in range(15)})
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        answers = pool.map(_search, itertools.repeat(workspace.path, 3))
    assert answers == [sorted(f"a{number}" for number in range(15))] * 3
    assert [path.suffix for path in sorted((workspace.path / "search").iterdir())] == [
        ".sqlite",
        "",
    ]


def test_a_workspace_that_may_not_be_written_is_searched_all_the_same(workspace):
    put_texts(workspace, a="words")
    folder = workspace.path / "search"
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_text("in the way")
    with workspace.snapshot() as snapshot:
        assert found(snapshot, "words") == ["a"]
    assert folder.read_text() == "in the way"


def test_a_damaged_index_is_told(workspace):
    put_texts(workspace, a="words")
    with workspace.snapshot() as snapshot:
        found(snapshot, "words")
        [index] = (workspace.path / "search").glob("*.sqlite")
        index.write_bytes(b"x" * 8_192)
        with pytest.raises(StoreError, match="made again"):
            found(snapshot, "words")
        index.unlink()
    with workspace.snapshot() as snapshot:
        assert found(snapshot, "words") == ["a"]


def test_a_page_needs_its_whole_key(read):
    with pytest.raises(InvalidValueError, match="both"):
        read.search("bridge", after_id="a1")
    with pytest.raises(InvalidValueError, match="limit"):
        read.search("bridge", limit=0)
    with pytest.raises(InvalidValueError, match="words"):
        read.search("word " * (MOST_WORDS + 1))


@given(st.text())
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)
