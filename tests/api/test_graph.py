"""Stories, outlets and authors over either store."""

from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from graphx_api.app import create_app
from graphx_api.settings import Settings
from tests.api.conftest import LOCAL


def test_the_largest_story_comes_first(client):
    items = client.get("/api/v1/stories").json()["items"]
    assert [item["story_id"] for item in items] == ["s1", "s2"]
    assert items[0]["stubs"] == 1


def test_a_story_is_its_trace_without_an_article(client):
    story = client.get("/api/v1/stories/s1").json()
    trace = client.get("/api/v1/articles/a1/trace").json()
    del trace["article"]
    assert story == trace


@pytest.mark.parametrize("outlet_id", ["north.example", "~west-report"])
def test_outlets_go_by_domain_or_name(client, outlet_id):
    for written in (outlet_id, quote(outlet_id, safe="")):
        assert client.get(f"/api/v1/outlets/{written}").json()["outlet_id"] == outlet_id


def test_an_outlet_has_its_edges(client):
    outlet = client.get("/api/v1/outlets/east.example").json()
    ends = {(edge["copy_outlet_id"], edge["source_outlet_id"]) for edge in outlet["edges"]}
    assert ends == {("east.example", "north.example"), ("east.example", "~west-report")}


def test_an_outlet_has_its_audit(client):
    south = client.get("/api/v1/outlets/south.example/audit").json()
    assert (south["outlet_name"], south["taken"], south["credited"]) == ("South Post", 1, 1)
    assert (south["credited_low"], south["added"], south["lags"]) == (0.21, 1, 1)
    listed = client.get("/api/v1/audit").json()["items"]
    assert [row["outlet_id"] for row in listed] == ["east.example", "south.example"]
    assert listed[1] == south


def test_an_outlet_that_took_nothing_has_an_open_audit(client):
    west = client.get(f"/api/v1/outlets/{quote('~west-report', safe='')}/audit").json()
    assert (west["outlet_name"], west["taken"]) == ("West Report", 0)
    assert (west["credited_low"], west["credited_high"]) == (0.0, 1.0)
    assert west["median_lag_seconds"] is None


def test_an_unknown_outlet_has_no_audit(client):
    answer = client.get("/api/v1/outlets/nobody.example/audit")
    assert answer.status_code == 404
    assert "nobody.example" in answer.json()["detail"]


def test_audits_are_paged(client):
    first = client.get("/api/v1/audit?limit=1").json()
    second = client.get(first["next"]).json()
    assert [row["outlet_id"] for row in (*first["items"], *second["items"])] == [
        "east.example",
        "south.example",
    ]
    assert second["next"] is None


def test_copies_have_one_origin_and_strangers_two(client):
    copies = client.get("/api/v1/origins?article=a1&article=a2").json()
    assert copies["count"] == 1
    assert copies["origins"] == [{"heads": ["a1"], "members": ["a1", "a2"]}]
    assert client.get("/api/v1/origins?article=a2&article=b1").json()["count"] == 2
    twins = client.get("/api/v1/origins?article=b1&article=b2").json()
    assert (twins["count"], twins["low"], twins["high"]) == (1, 1, 1)


def test_origins_are_of_known_articles(client):
    assert client.get("/api/v1/origins?article=a1&article=nope").status_code == 404
    assert client.get("/api/v1/origins").status_code == 422
    many = "&".join(f"article=a{i}" for i in range(201))
    assert client.get(f"/api/v1/origins?{many}").status_code == 422


def test_the_network_holds_every_edge_once(client):
    edges = client.get("/api/v1/network/outlets").json()["edges"]
    ends = [(edge["copy_outlet_id"], edge["source_outlet_id"]) for edge in edges]
    assert len(set(ends)) == len(ends) == 3
    south = next(edge for edge in edges if edge["copy_outlet_id"] == "south.example")
    assert (south["derivations"], south["confirmed"], south["mean_lag_seconds"]) == (1, 1, 21600.0)


def test_authors_are_listed_by_articles(client):
    items = client.get("/api/v1/authors").json()["items"]
    assert [(item["name"], item["articles"]) for item in items] == [
        ("Ada Example", 2),
        ("Bo Example", 1),
    ]


def test_a_projection_of_an_older_snapshot_is_told(directory):
    class Behind:
        url = "neo4j://graph.example:7687"
        snapshot = 0

        def __init__(self, graph):
            self.fetch = graph.fetch

        def close(self):
            pass

    with TestClient(create_app(Settings(workspace=directory)), base_url=LOCAL) as client:
        lender = client.app.state.lender
        with lender.lease() as sources:
            lender._server = Behind(sources.graph)
        health = client.get("/api/v1/health").json()
    assert (health["workspace_snapshot"], health["store_snapshot"]) == (1, 0)
    assert health["projection_behind"] is True


def test_health_says_what_answers(client, request):
    health = client.get("/api/v1/health").json()
    assert health["status"] == "ok"
    assert health["store"] == ("workspace" if "local" in request.node.name else "neo4j")
    assert health["workspace_snapshot"] == health["store_snapshot"] == 1
    assert health["projection_behind"] is False
    assert health["counts"]["articles"] == 5
    assert health["counts"]["stubs"] == 1
