"""Stores hold and compare what anybody may write, and page through ties without losing a row."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from graphx.store.protocol import GraphStore
from tests.contracts.conftest import Fill, Tables, Twins
from tests.contracts.questions import PAGED, in_pages
from tests.rows import article, credit, outlet, rows

HOSTILE = (
    "'; DROP TABLE articles; --",
    '" OR 1=1 --',
    "'}) DETACH DELETE (n) //",
    "x`}) MATCH (n) DETACH DELETE n //",
    "$name",
    "{{ name }} {name} %s \\u0027 \\",
    "%_*?[a-z]",
    "tab\tline\nreturn\r\0nul",
    "café cafe\N{COMBINING ACUTE ACCENT} ﬁ ß ſ",
    "新闻 \N{RIGHT-TO-LEFT OVERRIDE}אבג \N{ZERO WIDTH SPACE}\N{NEWSPAPER}",
    " leading and trailing ",
    "𝕏" * 999 + "é" * 3,
    "long " * 20_000,
)

EPOCH = datetime(1, 1, 2, tzinfo=UTC)
TIMES = (
    None,
    EPOCH,
    datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    datetime(2016, 2, 29, 12, tzinfo=UTC),
    datetime(2016, 2, 29, 12, 0, 0, 1, tzinfo=UTC),
    datetime(9999, 12, 30, tzinfo=UTC),
)


def odd_tables() -> Tables:
    """Articles whose dates tie, whose names are hostile, and lists whose sizes tie."""
    values = [HOSTILE[i % len(HOSTILE)] for i in range(40)]
    return {
        "articles": rows(
            "articles",
            *(
                article(
                    f"a{i:02}",
                    id=f"{i} {value}",
                    source=value,
                    url=f"https://h{i}.example/{value}",
                    title=value,
                    outlet_id=f"o{i % 7}",
                    outlet_name=value,
                    byline=value,
                    authors=[value, value],
                    collected=bool(i % 3),
                    words=i,
                    story_id=f"s{i % 9}",
                )
                | dated(TIMES[i % len(TIMES)])
                for i, value in enumerate(values)
            ),
        ),
        "stories": rows(
            "stories",
            *(
                {"story_id": f"s{i}", "title": v, "articles": i % 3, "stubs": i % 2, "outlets": 1}
                for i, v in enumerate(values[:9])
            ),
        ),
        "outlets": rows(
            "outlets",
            *(
                outlet(f"o{i}", value, aliases=[value, "b", "a"], articles=i % 2, stub_articles=1)
                for i, value in enumerate(values[:7])
            ),
        ),
        "authors": rows(
            "authors",
            *(
                {"author_id": f"p{i}", "name": value, "articles": i % 4}
                for i, value in enumerate(values)
            ),
        ),
        "credits": rows(
            "credits",
            *(
                credit(
                    f"c{i:02}",
                    f"a{i:02}",
                    source_outlet_id=f"o{i % 7}" if i % 2 else None,
                    source_name=value,
                    source_outlet_name=value,
                    source_domain=value,
                    quote=value,
                    author=value,
                    date=value,
                    start=None if i % 3 else i,
                    end=None if i % 3 else i + 1,
                )
                for i, value in enumerate(values)
            ),
        ),
        "derivations": rows(
            "derivations",
            *(
                {
                    "copy_id": f"a{i:02}",
                    "source_id": f"a{j:02}",
                    "story_id": f"s{i % 9}",
                    "kind": "republication",
                    "status": ("confirmed", "claimed", "uncredited", "contradicted")[i % 4],
                    "reason": values[i],
                    "probability": 1 / (j - i),
                    # Middles of whole seconds: sums of such lags are exact in any order.
                    "lag_seconds": None if i % 5 == 0 else i / 2,
                }
                for i in range(39)
                for j in range(i + 1, min(i + 4, 40))
            ),
        ),
        "clues": rows(
            "clues",
            *(
                {
                    "edge": "derivation",
                    "left_id": f"a{i:02}",
                    "right_id": f"a{i + 1:02}",
                    "position": position,
                    "name": f"n{position}",
                    "weight": weight,
                    "detail": values[i],
                    "left_quote": values[i],
                }
                for i in range(39)
                for position, weight in enumerate((1 / 3, -1e-300, 1e300))
            ),
        ),
    }


def dated(at: datetime | None) -> dict[str, object]:
    if at is None:
        return {}
    return {
        "published": at.isoformat(),
        "published_earliest": at,
        "published_latest": at + timedelta(microseconds=1),
        "date_precision": "second",
        "date_basis": "given",
        "date_zone_known": True,
    }


@pytest.fixture(scope="module")
def tables() -> Tables:
    return odd_tables()


@pytest.fixture(scope="module")
def store(fill: Fill, tables: Tables) -> GraphStore:
    return fill(tables)


@pytest.fixture(scope="module")
def twins(
    fill_workspace: Callable[..., GraphStore], fill_neo4j: Callable[..., GraphStore], tables: Tables
) -> Twins:
    return Twins(fill_workspace(tables), fill_neo4j(tables))


def test_articles_come_back_unharmed(store: GraphStore, tables: Tables) -> None:
    for row in tables["articles"].to_pylist():
        assert store.fetch("article", article_id=row["article_id"]).to_pylist() == [row]


def test_credits_come_back_unharmed(store: GraphStore, tables: Tables) -> None:
    for row in tables["credits"].to_pylist():
        assert store.fetch("article_credits", article_id=row["article_id"]).to_pylist() == [row]


@pytest.mark.parametrize(
    ("name", "table", "key"),
    [("outlet", "outlets", "outlet_id"), ("story", "stories", "story_id")],
)
def test_outlets_and_stories_come_back_unharmed(
    store: GraphStore, tables: Tables, name: str, table: str, key: str
) -> None:
    for row in tables[table].to_pylist():
        assert store.fetch(name, **{key: row[key]}).to_pylist() == [row]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_parameter_finds_what_it_names_and_changes_nothing(
    store: GraphStore, tables: Tables, value: str
) -> None:
    before = store.fetch("counts")
    named = [row for row in tables["articles"].to_pylist() if row["title"] == value]
    for row in named:
        for name in (row["id"], row["url"]):
            found = store.fetch("articles_named", name=name)
            assert found["article_id"].to_pylist() == [row["article_id"]]
    for name, parameter in (
        ("article", "article_id"),
        ("articles", "outlet_id"),
        ("articles_named", "name"),
        ("story", "story_id"),
        ("story_derivations", "story_id"),
        ("outlet_edges", "outlet_id"),
    ):
        assert store.fetch(name, **{parameter: value}).num_rows == 0
    assert store.fetch("counts").equals(before)


@pytest.mark.parametrize("name", PAGED)
@pytest.mark.parametrize("limit", [1, 3, 7])
def test_pages_lose_and_repeat_nothing_among_ties(store: GraphStore, name: str, limit: int) -> None:
    whole = store.fetch(name)
    assert in_pages(store, name, limit).equals(whole)
    assert whole.num_rows == len({row[0] for row in zip(whole.column(0).to_pylist(), strict=True)})


@pytest.mark.neo4j
@pytest.mark.parametrize("outlet_id", [None, "o3"])
@pytest.mark.parametrize("collected", [None, True, False])
@pytest.mark.parametrize("after_time", TIMES)
@pytest.mark.parametrize("after_id", [None, "a17"])
def test_every_way_to_ask_for_articles_is_answered_alike(
    twins: Twins,
    outlet_id: str | None,
    collected: bool | None,
    after_time: datetime | None,
    after_id: str | None,
) -> None:
    asked = {
        "outlet_id": outlet_id,
        "collected": collected,
        "after_time": after_time,
        "after_id": after_id,
        "limit": 9,
    }
    answers = [store.fetch("articles", **asked) for store in twins]
    assert answers[0].equals(answers[1])


@pytest.mark.neo4j
def test_aggregates_over_many_edges_are_answered_alike(twins: Twins) -> None:
    questions = [("network_outlets", {}), ("network_derivations", {})]
    questions += [("outlet_edges", {"outlet_id": f"o{i}"}) for i in range(7)]
    questions += [("story_derivations", {"story_id": f"s{i}"}) for i in range(9)]
    for name, parameters in questions:
        answers = [store.fetch(name, **parameters) for store in twins]
        assert answers[0].num_rows > 0
        assert answers[0].equals(answers[1])


@pytest.mark.neo4j
@pytest.mark.parametrize(
    "words",
    [["drop", "table"], ["café"], ["\N{NEWSPAPER}"], ["新闻"], ["%_*?"], ["tab\tline"], ["$name"]],
)
def test_titles_are_searched_alike(twins: Twins, words: list[str]) -> None:
    answers = [store.fetch("articles_titled", words=words) for store in twins]
    assert answers[0].num_rows > 0
    assert answers[0].equals(answers[1])


def test_a_time_in_another_zone_is_the_same_time(store: GraphStore) -> None:
    noon = datetime(2016, 2, 29, 12, tzinfo=UTC)
    asked = [
        store.fetch("articles", after_time=moment, after_id="a20")
        for moment in (noon, noon.astimezone(ZoneInfo("Asia/Kathmandu")))
    ]
    assert asked[0].num_rows > 0
    assert asked[0].equals(asked[1])
