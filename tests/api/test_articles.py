"""Articles over either store."""

import json

import pyarrow as pa
import pytest
from fastapi.testclient import TestClient

from graphx_api.app import create_app
from graphx_api.settings import Settings
from tests.api.conftest import LOCAL, TEXTS, fill
from tests.rows import rows


def test_articles_are_newest_first_and_the_undated_last(client):
    items = client.get("/api/v1/articles").json()["items"]
    assert [item["article_id"] for item in items] == ["a2", "a1", "a3", "b1", "b2", "z1"]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("collected=false", ["z1"]),
        ("outlet=south.example", ["a2", "b2"]),
        ("outlet=~west-report", ["z1"]),
        ("outlet=~west-report&collected=true", []),
        ("outlet=' OR 1=1 --", []),
    ],
)
def test_filters_choose_articles(client, query, ids):
    items = client.get(f"/api/v1/articles?{query}").json()["items"]
    assert [item["article_id"] for item in items] == ids


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 6, 7])
@pytest.mark.parametrize(
    "path", ["articles", "articles?collected=true", "stories", "outlets", "authors"]
)
def test_pages_put_together_are_the_list(client, path, limit):
    whole = client.get(f"/api/v1/{path}").json()["items"]
    link = f"/api/v1/{path}{'&' if '?' in path else '?'}limit={limit}"
    pages = []
    while link:
        page = client.get(link).json()
        assert 0 < len(page["items"]) <= limit
        pages += page["items"]
        link = page["next"]
    assert pages == whole


def test_an_article_comes_with_its_text(client):
    article = client.get("/api/v1/articles/a1").json()
    assert article["text"] == TEXTS["a1"]
    assert article["stretches"] == [{"kind": "title", "start": 0, "end": 28}]
    assert "source" not in article  # where on this machine it was read


def test_a_stub_has_no_text(client):
    article = client.get("/api/v1/articles/z1").json()
    assert article["collected"] is False
    assert article["text"] is None
    assert article["stretches"] == []


def test_credits_mentions_and_outgoing_stay_apart(client):
    said = client.get("/api/v1/articles/a1/credits").json()
    assert [len(said[name]) for name in ("credits", "mentions", "outgoing")] == [0, 1, 1]
    said = client.get("/api/v1/articles/a2/credits").json()
    assert [each["credit_id"] for each in said["credits"]] == ["c1", "c2"]
    assert said["credits"][0]["quote"] == "Originally appeared at NorthWire"
    assert said["credits"][1]["start"] is None


def test_a_trace_keeps_the_contract(client):
    trace = client.get("/api/v1/articles/a3/trace").json()
    assert trace["article"] == "a3"
    assert trace["story"]["story_id"] == "s1"
    assert [each["article_id"] for each in trace["articles"]] == ["a1", "a2", "a3", "z1", "b1"]
    edges = {(edge["copy"], edge["source"]): edge for edge in trace["derivations"]}
    assert edges.keys() == {("a2", "a1"), ("a3", "a1"), ("a3", "z1")}
    confirmed = edges["a2", "a1"]
    assert (confirmed["status"], confirmed["kind"]) == ("confirmed", "republication")
    assert confirmed["lag_seconds"] == 21600.0
    assert [clue["name"] for clue in confirmed["clues"]] == [
        "credits_the_other",
        "published_earlier",
    ]
    assert confirmed["clues"][0].keys() == {"name", "weight", "detail", "left_quote", "right_quote"}
    [pair] = trace["siblings"]
    assert (pair["left"], pair["right"]) == ("a2", "b1")
    assert {each["article"] for each in trace["origins"]} == {"a1", "a2", "a3", "z1"}
    assert trace["undecided"] == []


def test_a_trace_tells_what_became_of_credit_text_and_claims(client):
    trace = client.get("/api/v1/articles/a3/trace").json()
    edges = {(edge["copy"], edge["source"]): edge for edge in trace["derivations"]}
    confirmed, open_ = edges["a2", "a1"], edges["a3", "z1"]
    assert (confirmed["stability"], confirmed["prior"], confirmed["credit"]) == (1.0, 2.4, "added")
    assert confirmed["edits"][0] == {
        "edit": "preface_added",
        "copy_start": 0,
        "copy_end": 32,
        "source_start": None,
        "source_end": None,
    }
    assert [done["edit"] for done in confirmed["edits"]] == ["preface_added", "headline_changed"]
    assert confirmed["decided"] is True
    assert (open_["decided"], open_["stability"], open_["credit"]) == (False, None, None)
    assert trace["tree"] == [
        {"copy": "a2", "source": "a1", "probability": 0.95, "decided": True},
        {"copy": "a3", "source": "a1", "probability": 0.8, "decided": True},
    ]
    assert [(each["event"], each["subject"]) for each in trace["changes"]] == [
        ("confirmed", "a2"),
        ("contradicted", "a3"),
    ]
    assert trace["independent_origins"]["count"] == 1
    assert trace["independent_origins"]["origins"][0]["heads"] == ["a1"]


def test_pairs_of_a_large_common_source_are_listed_when_all_are_asked_for(tables, tmp_path):
    pairs = [(f"p{one}", f"p{other}") for one in range(10) for other in range(one + 1, 10)]
    told = rows(
        "siblings",
        *(
            {
                "left_id": left,
                "right_id": right,
                "story_id": "s9",
                "probability": 0.9,
                "clues": "[]",
            }
            for left, right in pairs
        ),
    )
    [paper] = [row for row in tables["articles"].to_pylist() if row["article_id"] == "a1"]
    papers = [
        paper | {"article_id": f"p{n}", "id": f"p{n}", "url": None, "story_id": "s9"}
        for n in range(10)
    ]
    [story] = [row for row in tables["stories"].to_pylist() if row["story_id"] == "s1"]
    crowded = {
        **tables,
        "articles": rows("articles", *tables["articles"].to_pylist(), *papers),
        "stories": rows(
            "stories", *tables["stories"].to_pylist(), story | {"story_id": "s9", "articles": 10}
        ),
        "siblings": pa.concat_tables([tables["siblings"], told]),
    }
    workspace = fill(tmp_path / "news.graphx", crowded).path
    with TestClient(create_app(Settings(workspace=workspace)), base_url=LOCAL) as client:
        story = client.get("/api/v1/stories/s9").json()
        own = client.get("/api/v1/articles/p3/trace").json()
        whole = client.get("/api/v1/stories/s9?all_pairs=true").json()
    [source] = story["common_sources"]
    assert source == {
        "articles": [f"p{n}" for n in range(10)],
        "pairs": 45,
        "low": 0.9,
        "high": 0.9,
    }
    assert own["common_sources"] == [source] == whole["common_sources"]
    assert [len(trace["siblings"]) for trace in (story, own, whole)] == [0, 9, 45]
    assert all("p3" in (pair["left"], pair["right"]) for pair in own["siblings"])
    assert own["independent_origins"]["count"] == 1


def test_undecided_pairs_hang_together_and_say_so(client):
    trace = client.get("/api/v1/stories/s2").json()
    [branch] = trace["tree"]
    assert {branch["copy"], branch["source"]} == {"b1", "b2"}
    assert branch["decided"] is False
    assert trace["independent_origins"]["count"] == 1


def test_undecided_pairs_have_both_probabilities(client):
    [pair] = client.get("/api/v1/articles/b2/trace").json()["undecided"]
    assert pair == {
        "left": "b1",
        "right": "b2",
        "left_is_source": 0.45,
        "right_is_source": 0.45,
        "common_source": 0.1,
    }


@pytest.mark.parametrize("name", ["../articles", "a1'--", "~", "...", "é/ü", "%", "\x00", "🌉"])
def test_strange_ids_are_looked_up_and_not_found(client, name):
    from urllib.parse import quote

    answer = client.get(f"/api/v1/articles/{quote(name, safe='')}")
    assert answer.status_code == 404
    assert json.loads(answer.text)["status"] == 404
