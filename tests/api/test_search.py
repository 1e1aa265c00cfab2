import pytest


def found(client, words, **parameters):
    return client.get("/api/v1/search", params={"q": words, **parameters}).json()["items"]


def test_words_of_a_title_find_its_article(local):
    hits = found(local, "BRIDGE flood")
    assert hits[0]["article"]["article_id"] == "a1"
    assert hits[0]["matched"] == "title"


def test_words_of_a_text_are_pointed_at(local):
    [hit] = found(local, "engineer")
    assert (hit["article"]["article_id"], hit["matched"]) == ("a1", "text")
    [place] = hit["words"]
    assert hit["snippet"][place["start"] : place["end"]] == "engineer"


def test_accents_do_not_matter(local):
    assert {hit["article"]["article_id"] for hit in found(local, "resolution 12")} == {"b1", "b2"}


@pytest.mark.parametrize(
    ("name", "matched"),
    [("a2", "id"), ("https://south.example/2026/bridge", "url"), (" a2 ", "id")],
)
def test_an_id_or_url_finds_its_article_first(local, name, matched):
    hits = found(local, name)
    assert (hits[0]["article"]["article_id"], hits[0]["matched"]) == ("a2", matched)
    assert [hit["article"]["article_id"] for hit in hits].count("a2") == 1


def test_pages_put_together_are_the_hits(local):
    whole = found(local, "bridge")
    assert len(whole) > 2
    link, pages = "/api/v1/search?q=bridge&limit=1", []
    while link:
        page = local.get(link).json()
        pages += page["items"]
        link = page["next"]
    assert pages == whole


@pytest.mark.parametrize(
    "words",
    ['"', "AND", "title:bridge", "bridge*", "NEAR(a b)", "' OR 1=1", "\x00", "(", "^a", "🌉"],
)
def test_nothing_typed_is_syntax(local, words):
    assert local.get("/api/v1/search", params={"q": words}).status_code == 200
