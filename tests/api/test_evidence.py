"""Shared passages, over either store."""

from tests.api.conftest import BODY, TEXTS


def test_matches_come_with_the_words_of_both_sides(client):
    items = client.get("/api/v1/articles/a1/matches").json()["items"]
    assert [(item["left_id"], item["right_id"]) for item in items] == [("a1", "a2"), ("a1", "a3")]
    [passage] = items[0]["passages"]
    assert passage["left_text"] == passage["right_text"] == BODY
    assert TEXTS["a1"][passage["left_start"] : passage["left_end"]] == BODY
    assert items[1]["passages"] == []


def test_pages_of_matches_are_the_list(client):
    whole = client.get("/api/v1/articles/a1/matches").json()["items"]
    first = client.get("/api/v1/articles/a1/matches?limit=1").json()
    second = client.get(first["next"]).json()
    assert first["items"] + second["items"] == whole
    assert second["next"] is None


def test_a_comparison_has_its_sides_as_asked_for(client):
    there = client.get("/api/v1/compare?left=a1&right=a2").json()
    back = client.get("/api/v1/compare?left=a2&right=a1").json()
    assert there["left"]["article_id"] == back["right"]["article_id"] == "a1"
    [forward], [mirrored] = there["passages"], back["passages"]
    assert TEXTS["a2"][mirrored["left_start"] : mirrored["left_end"]] == BODY
    assert (forward["left_start"], forward["right_start"]) == (
        mirrored["right_start"],
        mirrored["left_start"],
    )
    assert there["match"] == back["match"]
    assert there["match"]["relation"] == "near_duplicate"


def test_articles_that_share_nothing_have_no_match(client):
    compared = client.get("/api/v1/compare?left=a3&right=z1").json()
    assert compared["match"] is None
    assert compared["passages"] == []
