import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pyarrow as pa
import pytest

from graphx import schema
from graphx.errors import InvalidValueError, StoreError, UnknownNameError
from graphx.store.workspace import Workspace

DAY = datetime(2026, 3, 5, tzinfo=UTC)


def column(answer: pa.Table, name: str) -> list[object]:
    return answer.column(name).to_pylist()


def texts(*rows: tuple[str, str]) -> list[pa.RecordBatch]:
    made = [{"article_id": name, "text": text, "stretches": []} for name, text in rows]
    return [pa.RecordBatch.from_pylist(made, schema=schema.TEXT)]


def commit_number(workspace: Workspace, number: int) -> None:
    rows = [
        {"left_id": f"a{row}", "right_id": str(number), "probability": 0.5}
        for row in range(number % 5 + 1)
    ]
    with workspace.writer() as writer:
        writer.replace("siblings", [pa.RecordBatch.from_pylist(rows, schema=schema.SIBLING)])
        writer.set("number", str(number))
        writer.commit()


def test_counts(graph):
    assert graph.fetch("counts").to_pylist() == [
        {
            "articles": 5,
            "stubs": 1,
            "outlets": 4,
            "authors": 2,
            "stories": 2,
            "credits": 4,
            "mentions": 1,
            "matches": 4,
            "derivations": 3,
            "siblings": 1,
            "undecided": 1,
        }
    ]


def test_articles_come_newest_first_and_undated_last(graph):
    assert column(graph.fetch("articles"), "article_id") == ["a2", "a1", "a3", "b1", "b2", "z1"]


def test_articles_are_filtered_by_outlet_and_by_being_collected(graph):
    south = graph.fetch("articles", outlet_id="south.example")
    assert column(south, "article_id") == ["a2", "b2"]
    assert column(graph.fetch("articles", collected=False), "article_id") == ["z1"]


@pytest.mark.parametrize("limit", [1, 2, 3, 4])
def test_pages_of_articles_join_without_gap_or_repeat(graph, limit):
    seen: list[object] = []
    key: dict[str, object] = {}
    while (page := graph.fetch("articles", limit=limit, **key)).num_rows:
        seen += column(page, "article_id")
        last = page.to_pylist()[-1]
        key = {"after_time": last["published_earliest"], "after_id": last["article_id"]}
    assert seen == ["a2", "a1", "a3", "b1", "b2", "z1"]


@pytest.mark.parametrize(
    ("query", "name", "size"),
    [
        ("stories", "story_id", ("articles", "stubs")),
        ("outlets", "outlet_id", ("articles", "stub_articles")),
        ("authors", "author_id", ("articles",)),
    ],
)
def test_pages_by_size_join_without_gap_or_repeat(graph, query, name, size):
    whole = graph.fetch(query)
    seen: list[object] = []
    key: dict[str, object] = {}
    while (page := graph.fetch(query, limit=1, **key)).num_rows:
        [last] = page.to_pylist()
        seen.append(last[name])
        key = {"after_size": sum(last[part] for part in size), "after_id": last[name]}
    assert seen == column(whole, name)
    assert len(seen) == graph.count(query)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a1", ["a1"]),
        ("https://north.example/bridge", ["a1", "a2"]),
        ("nobody", []),
        ("' OR 1 = 1 --", []),
    ],
)
def test_an_article_goes_by_id_and_addresses(graph, name, found):
    assert column(graph.fetch("articles_named", name=name), "article_id") == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["bridge"], ["a1", "a2"]),
        (["flood", "bridge"], ["a1"]),
        (["resolution", "12"], ["b1", "b2"]),
        (["100%"], []),
        (None, []),
    ],
)
def test_an_article_goes_by_words_of_its_title(graph, words, found):
    assert column(graph.fetch("articles_titled", words=words), "article_id") == found


def test_claims_of_an_article_come_in_the_order_of_its_text(graph):
    assert column(graph.fetch("article_credits", article_id="a2"), "credit_id") == ["c1", "c2"]
    assert column(graph.fetch("article_mentions", article_id="a1"), "credit_id") == ["m1"]
    assert column(graph.fetch("article_outgoing", article_id="a1"), "credit_id") == ["o1"]


def test_matches_of_an_article_come_closest_first_with_both_titles(graph):
    found = graph.fetch("article_matches", article_id="a2")
    assert column(found, "jaccard") == [0.9, 0.05]
    assert column(found, "left_title") == ["Bridge reopens after flood", "Bridge reopens"]
    assert column(found, "right_outlet_name") == ["South Post", None]


def test_a_story_with_its_articles_and_edges(graph):
    assert column(graph.fetch("story", story_id="s2"), "title") == ["On resolution 12"]
    members = graph.fetch("story_articles", story_id="s1")
    assert column(members, "article_id") == ["a1", "a2", "a3", "z1"]
    edges = graph.fetch("story_derivations", story_id="s1")
    assert list(zip(column(edges, "copy_id"), column(edges, "source_id"), strict=True)) == [
        ("a2", "a1"),
        ("a3", "a1"),
        ("a3", "z1"),
    ]
    assert column(graph.fetch("story_undecided", story_id="s2"), "left_id") == ["b1"]
    assert graph.fetch("story_undecided", story_id="s1").num_rows == 0


def test_clues_come_in_their_order_as_a_list(graph):
    edges = graph.fetch("story_derivations", story_id="s1")
    first, second, third = map(json.loads, column(edges, "clues"))
    assert [clue["name"] for clue in first] == ["credits_the_other", "published_earlier"]
    assert first[0] == {
        "name": "credits_the_other",
        "weight": 3.0,
        "detail": "the copy credits North Wire",
        "left_quote": "Originally appeared at NorthWire",
        "right_quote": None,
    }
    assert second == third == []


@pytest.mark.parametrize("story_id", ["s1", "s2"])
def test_siblings_of_two_stories_are_told_by_both(graph, story_id):
    [pair] = graph.fetch("story_siblings", story_id=story_id).to_pylist()
    assert (pair["left_id"], pair["right_id"]) == ("a2", "b1")
    assert [clue["name"] for clue in json.loads(pair["clues"])] == ["shared_quotation"]


def test_outlets_take_from_one_another(graph):
    edges = graph.fetch("network_outlets").to_pylist()
    assert [(edge["copy_outlet_id"], edge["source_outlet_id"]) for edge in edges] == [
        ("east.example", "north.example"),
        ("east.example", "~west-report"),
        ("south.example", "north.example"),
    ]
    assert edges[2]["mean_lag_seconds"] == 21600.0
    assert edges[0]["mean_lag_seconds"] is None
    north = graph.fetch("outlet_edges", outlet_id="north.example").to_pylist()
    assert north == [edges[0], edges[2]]


def test_a_contradicted_derivation_counts_only_as_such(workspace, small_graph):
    rows = small_graph["derivations"].to_pylist()
    rows[0]["status"] = "contradicted"
    with workspace.writer() as writer:
        for name, table in small_graph.items():
            writer.append(name, table.to_batches())
        writer.replace("derivations", [pa.RecordBatch.from_pylist(rows, schema=schema.DERIVATION)])
        writer.commit()
    with workspace.snapshot() as snapshot:
        edges = snapshot.fetch("network_outlets").to_pylist()
    [south] = [edge for edge in edges if edge["copy_outlet_id"] == "south.example"]
    assert south["derivations"] == south["confirmed"] == 0
    assert south["contradicted"] == 1
    assert south["mean_lag_seconds"] is None
    assert edges[-1] == south


def test_times_are_utc_wherever_the_question_was_asked(graph):
    east = timezone(timedelta(hours=5))
    page = graph.fetch(
        "articles", after_time=(DAY + timedelta(hours=6)).astimezone(east), after_id="a2", limit=1
    )
    assert page.column("published_earliest")[0].as_py() == DAY
    assert str(page.schema.field("published_earliest").type) == "timestamp[us, tz=UTC]"


def test_texts_and_passages(workspace):
    span = {"left_id": "a1", "right_id": "a2", "left_end": 9, "right_end": 9}
    spans = [span | {"left_start": start, "right_start": 1} for start in (5, 2)]
    with workspace.writer() as writer:
        writer.append("texts", texts(("a2", "two"), ("a1", "one")))
        writer.append("passages", [pa.RecordBatch.from_pylist(spans, schema=schema.PASSAGE)])
        writer.commit()
    with workspace.snapshot() as snapshot:
        assert column(snapshot.texts(["a2", "nobody", "a1"]), "text") == ["one", "two"]
        assert snapshot.texts([]).num_rows == 0
        assert column(snapshot.fetch("text", article_id="a2"), "text") == ["two"]
        pair = {"left_id": "a1", "right_id": "a2"}
        assert column(snapshot.fetch("pair_texts", **pair), "text") == ["one", "two"]
        assert column(snapshot.fetch("pair_passages", **pair), "left_start") == [2, 5]


def test_unknown_questions_and_parameters_are_named(graph):
    with pytest.raises(UnknownNameError, match="'everything'"):
        graph.fetch("everything")
    with pytest.raises(UnknownNameError, match="'article'"):
        graph.fetch("story", article="a1")
    with pytest.raises(UnknownNameError, match="'tweets'"):
        graph.table("tweets")
    with pytest.raises(UnknownNameError, match="'colour'"):
        graph.table("articles", ["colour"])


@pytest.mark.parametrize("value", ["\ud800", object()])
def test_a_value_no_column_can_have_is_refused(graph, value):
    with pytest.raises(InvalidValueError, match="article"):
        graph.fetch("article", article_id=value)


def test_a_table_comes_sorted_and_with_the_columns_asked_for(graph, small_graph):
    assert graph.table("matches").equals(small_graph["matches"])
    chosen = graph.table("articles", ["title", "article_id"])
    assert chosen.column_names == ["title", "article_id"]
    assert graph.table("articles", ["words"]).column_names == ["words"]


def test_batches_are_of_the_size_asked_for(graph):
    sizes = [batch.num_rows for batch in graph.batches("articles", rows_per_batch=4)]
    assert sizes == [4, 2]
    with pytest.raises(InvalidValueError, match="rows_per_batch"):
        list(graph.batches("articles", rows_per_batch=0))


def test_many_threads_may_ask_at_once(graph):
    def ask(_: int) -> tuple[int, int]:
        return graph.fetch("articles").num_rows, graph.fetch("network_outlets").num_rows

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(64))) == {(6, 3)}


def test_a_reader_keeps_its_snapshot_while_others_come_and_go(workspace):
    commit_number(workspace, 1)
    with workspace.snapshot() as first:
        for number in (2, 3):
            commit_number(workspace, number)
        assert first.snapshot == 1
        assert column(first.table("siblings"), "right_id") == ["1", "1"]
        assert first.fetch("counts").column("siblings").to_pylist() == [2]
        with workspace.snapshot() as third:
            assert column(third.table("siblings"), "right_id") == ["3"] * 4
    names = {path.name for path in (workspace.path / "snapshots").iterdir()}
    assert names == {"1.json", "3.json"}
    commit_number(workspace, 4)
    assert [path.name for path in (workspace.path / "snapshots").iterdir()] == ["4.json"]
    assert len(list((workspace.path / "parts").iterdir())) == 1


def test_readers_come_while_a_writer_commits(workspace):
    commit_number(workspace, 0)

    def read(_: int) -> bool:
        with workspace.snapshot() as snapshot:
            number = snapshot.settings["number"]
            rows = column(snapshot.table("siblings"), "right_id")
            return rows == [number] * (int(number) % 5 + 1)

    with ThreadPoolExecutor(3) as pool:
        reads = pool.map(read, range(150))
        for number in range(1, 40):
            commit_number(workspace, number)
        assert all(reads)


def test_a_closed_snapshot_refuses(workspace):
    snapshot = workspace.snapshot()
    snapshot.fetch("counts")
    snapshot.close()
    snapshot.close()
    with pytest.raises(StoreError, match="closed"):
        snapshot.fetch("counts")
    with pytest.raises(StoreError, match="closed"):
        snapshot.table("articles")
