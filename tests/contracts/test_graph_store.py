"""What every graph store answers, held against one small graph."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pyarrow as pa
import pytest

from graphx.errors import GraphxError, StoreError, UnknownNameError
from graphx.store.protocol import GraphStore
from graphx.store.queries import QUERIES
from tests.contracts.conftest import Fill, Tables, Twins
from tests.contracts.questions import ASKED, PAGED, QUESTIONS, Parameters, in_pages


@pytest.fixture(scope="module")
def store(fill: Fill, small_graph: Tables) -> GraphStore:
    return fill(small_graph)


@pytest.fixture(scope="module")
def twins(
    fill_workspace: Callable[..., GraphStore],
    fill_neo4j: Callable[..., GraphStore],
    small_graph: Tables,
) -> Twins:
    return Twins(fill_workspace(small_graph), fill_neo4j(small_graph))


def column(table: pa.Table, name: str) -> list[object]:
    return list(table.column(name).to_pylist())


def test_every_question_is_asked() -> None:
    assert set(QUESTIONS) == set(QUERIES)


@pytest.mark.parametrize(("name", "parameters"), ASKED)
def test_an_answer_has_the_declared_schema(
    store: GraphStore, name: str, parameters: Parameters
) -> None:
    answer = store.fetch(name, **parameters)
    assert answer.schema.equals(QUERIES[name].returns)
    answer.validate(full=True)


@pytest.mark.neo4j
@pytest.mark.parametrize(("name", "parameters"), ASKED)
def test_all_stores_give_the_same_rows_in_the_same_order(
    twins: Twins, name: str, parameters: Parameters
) -> None:
    left = twins.workspace.fetch(name, **parameters).to_pylist()
    assert twins.neo4j.fetch(name, **parameters).to_pylist() == left


def test_a_store_says_where_it_is_and_what_it_holds(store: GraphStore) -> None:
    assert store.url.startswith(("workspace:", "neo4j://"))
    assert store.snapshot == 1


def test_counts(store: GraphStore) -> None:
    assert store.fetch("counts").to_pylist() == [
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


def test_articles_come_newest_first_and_undated_last(store: GraphStore) -> None:
    answer = store.fetch("articles")
    assert column(answer, "article_id") == ["a2", "a1", "a3", "b1", "b2", "z1"]


def test_an_article_is_what_was_stored(store: GraphStore, small_graph: Tables) -> None:
    for row in small_graph["articles"].to_pylist():
        assert store.fetch("article", article_id=row["article_id"]).to_pylist() == [row]


def test_times_are_in_utc(store: GraphStore) -> None:
    found = store.fetch("article", article_id="a2").to_pylist()[0]
    assert found["published_earliest"] == datetime(2026, 3, 5, 6, tzinfo=UTC)


def test_an_article_is_found_by_any_of_its_names(store: GraphStore) -> None:
    # a2's canonical link is a1's address: both answer to it.
    answer = store.fetch("articles_named", name="https://north.example/bridge")
    assert column(answer, "article_id") == ["a1", "a2"]


def test_titles_hold_every_word(store: GraphStore) -> None:
    assert column(store.fetch("articles_titled", words=["flood", "bridge"]), "article_id") == ["a1"]
    assert column(store.fetch("articles_titled", words=["resolution"]), "article_id") == [
        "b1",
        "b2",
    ]


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("article_credits", "credits"),
        ("article_mentions", "mentions"),
        ("article_outgoing", "outgoing"),
    ],
)
def test_no_claim_is_lost_even_when_it_names_nobody(
    store: GraphStore, small_graph: Tables, name: str, table: str
) -> None:
    articles = column(small_graph["articles"], "article_id")
    told = [row for one in articles for row in store.fetch(name, article_id=one).to_pylist()]
    stored = small_graph[table].to_pylist()
    assert sorted(told, key=lambda row: row["credit_id"]) == stored


def test_matches_come_closest_first_with_both_titles(store: GraphStore) -> None:
    answer = store.fetch("article_matches", article_id="a1").to_pylist()
    told = [
        (row["left_id"], row["right_id"], row["left_outlet_name"], row["right_title"])
        for row in answer
    ]
    assert told == [
        ("a1", "a2", "North Wire", "Bridge reopens"),
        ("a1", "a3", "North Wire", None),
    ]


def test_derivations_tell_their_clues_in_order(store: GraphStore) -> None:
    answer = store.fetch("story_derivations", story_id="s1").to_pylist()
    assert [(row["copy_id"], row["source_id"]) for row in answer] == [
        ("a2", "a1"),
        ("a3", "a1"),
        ("a3", "z1"),
    ]
    clues = [json.loads(row["clues"]) for row in answer]
    assert [clue["name"] for clue in clues[0]] == ["credits_the_other", "published_earlier"]
    assert clues[0][0]["left_quote"] == "Originally appeared at NorthWire"
    assert clues[1:] == [[], []]


def test_derivations_tell_what_became_of_credit_and_text(store: GraphStore) -> None:
    first, second, third = store.fetch("story_derivations", story_id="s1").to_pylist()
    assert [row["fate"] for row in (first, second, third)] == ["added", "none", None]
    assert [row["stability"] for row in (first, second, third)] == [1.0, 0.85, None]
    assert [row["prior"] for row in (first, second, third)] == [2.4, 2.4, None]
    assert json.loads(first["edits"]) == [
        {
            "edit": "preface_added",
            "copy_start": 0,
            "copy_end": 32,
            "source_start": None,
            "source_end": None,
        },
        {
            "edit": "headline_changed",
            "copy_start": None,
            "copy_end": None,
            "source_start": None,
            "source_end": None,
        },
    ]
    assert json.loads(second["edits"])[0]["source_end"] == 134
    assert json.loads(third["edits"]) == []


def test_changes_are_those_of_claims_and_nothing_else(store: GraphStore) -> None:
    told = store.fetch("story_changes", story_id="s1").to_pylist()
    assert [(row["snapshot"], row["event"], row["subject"]) for row in told] == [
        (1, "confirmed", "a2"),
        (2, "contradicted", "a3"),
    ]
    assert told[0]["at"] == datetime(2026, 3, 5, tzinfo=UTC)
    assert store.fetch("story_changes", story_id="s2").num_rows == 0


def test_clusters_tell_how_many_of_their_pairs_match(store: GraphStore) -> None:
    told = store.fetch("story_clusters", story_id="s1").to_pylist()
    assert [(row["cluster_id"], row["articles"]) for row in told] == [("ka1", 3)]
    assert told[0]["cohesion"] == pytest.approx(2 / 3)


def test_an_audit_tells_shares_with_their_counts(store: GraphStore) -> None:
    east, south = store.fetch("audit").to_pylist()
    assert (east["outlet_name"], east["credited"], east["taken"]) == ("East Daily", 0, 1)
    assert (east["credited_high"], east["median_lag_seconds"]) == (0.79, None)
    assert store.fetch("outlet_audit", outlet_id="south.example").to_pylist() == [south]
    assert (south["added"], south["median_lag_seconds"], south["lags"]) == (1, 21600.0, 1)


def test_a_pair_across_two_stories_is_told_in_both(store: GraphStore) -> None:
    for story in ("s1", "s2"):
        answer = store.fetch("story_siblings", story_id=story).to_pylist()
        assert [(row["left_id"], row["right_id"]) for row in answer] == [("a2", "b1")]
        assert json.loads(answer[0]["clues"])[0]["left_quote"] == "“all states shall…”"


def test_who_takes_from_whom(store: GraphStore) -> None:
    edges = [
        (
            row["copy_outlet_id"],
            row["source_outlet_id"],
            row["derivations"],
            row["confirmed"],
            row["claimed"],
            row["uncredited"],
            row["contradicted"],
            row["mean_lag_seconds"],
        )
        for row in store.fetch("network_outlets").to_pylist()
    ]
    assert edges == [
        ("east.example", "north.example", 1, 0, 0, 1, 0, None),
        ("east.example", "~west-report", 1, 0, 1, 0, 0, None),
        ("south.example", "north.example", 1, 1, 0, 0, 0, 21600.0),
    ]


@pytest.mark.parametrize("name", PAGED)
@pytest.mark.parametrize("limit", [1, 2, 5, 1000])
def test_pages_joined_are_the_whole_list(store: GraphStore, name: str, limit: int) -> None:
    assert in_pages(store, name, limit).equals(store.fetch(name))


def test_an_unknown_query_is_refused_by_name(store: GraphStore) -> None:
    with pytest.raises(UnknownNameError, match="'artcles'"):
        store.fetch("artcles")


def test_an_unknown_parameter_is_refused_by_name(store: GraphStore) -> None:
    with pytest.raises(UnknownNameError, match="'article'"):
        store.fetch("article", article="a1")


def test_text_that_is_no_unicode_is_refused(store: GraphStore) -> None:
    with pytest.raises(GraphxError):
        store.fetch("article", article_id="half a pair: \ud800")


def test_a_negative_limit_is_refused(store: GraphStore) -> None:
    with pytest.raises(GraphxError):
        store.fetch("articles", limit=-1)


def test_many_threads_get_the_answers_one_gets(store: GraphStore) -> None:
    alone = [store.fetch(name, **parameters) for name, parameters in ASKED]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda asked: store.fetch(asked[0], **asked[1]), ASKED * 2))
    assert all(answer.equals(alone[i % len(alone)]) for i, answer in enumerate(together))


def test_a_closed_store_says_so(fill_workspace: Callable[..., GraphStore], small_graph: Tables):
    store = fill_workspace(small_graph)
    store.close()
    store.close()
    with pytest.raises(StoreError):
        store.fetch("counts")
