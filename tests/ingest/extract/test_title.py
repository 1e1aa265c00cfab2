"""Titles: what linked data, meta tags and the shown headline agree on."""

import json

import pytest

from graphx.model import Document, Markup
from graphx_ingest.extract import extract

BODY = (
    "<p>Rain fell on the town all night, and the old bridge was closed by noon, said Ada.</p>" * 9
)
SEARCH, READERS = "Mill bridge closed after heavy rain", "The night the old bridge gave way"


def title(head: str = "", heading: str = "", linked: str | None = None) -> str | None:
    data = json.dumps({"@type": "NewsArticle", "headline": linked}) if linked else "{}"
    content = (
        f"<!doctype html><html><head>{head}"
        f'<script type="application/ld+json">{data}</script></head>'
        f"<body>{heading}<article>{BODY}</article></body></html>"
    )
    document = Document(id="1", source="a.html", content=content, markup=Markup.HTML)
    return extract(document).article.title


def shared(text: str) -> str:
    return (
        f'<meta property="og:title" content="{text}"><meta property="og:site_name" content="Oak">'
    )


@pytest.mark.parametrize(
    ("linked", "meta", "heading", "expected"),
    [
        (SEARCH, READERS, READERS, READERS),
        (SEARCH, READERS, SEARCH, SEARCH),
        (SEARCH, SEARCH, READERS, SEARCH),
        (SEARCH, "A third wording of it", READERS, SEARCH),
        (None, SEARCH, SEARCH, SEARCH),
    ],
)
def test_two_of_three_say_what_an_article_is_called(
    linked: str | None, meta: str, heading: str, expected: str
) -> None:
    assert title(shared(meta), f"<h1>{heading}</h1>", linked) == expected


@pytest.mark.parametrize(
    "unseen",
    [
        f"<nav><ol><li><a>News</a><li><h1>{SEARCH}</h1></ol></nav>",
        f"<div class=breadcrumbs__bar><h1>{SEARCH}</h1></div>",
        f'<div style="display: none"><section><h1>{SEARCH}</h1></section></div>',
        f"<h1 class=visually-hidden>{SEARCH}</h1>",
    ],
)
def test_a_heading_readers_do_not_see_as_one_is_no_headline(unseen: str) -> None:
    assert title(shared(READERS), f"{unseen}<h2>{READERS}</h2>", SEARCH) == READERS


@pytest.mark.parametrize("kicker", ["<span class=overline>Weather</span> ", "<b>Weather: </b>"])
def test_a_kicker_is_no_part_of_the_headline(kicker: str) -> None:
    heading = f"<h1>{kicker}<span>{READERS}</span></h1>"
    assert title(shared(READERS), heading, SEARCH) == READERS


def test_a_kicker_is_dropped_when_the_page_states_no_title() -> None:
    heading = f"<h1><span class=kicker>Weather</span> <span>{READERS}</span></h1>"
    assert title("", heading) == READERS


def test_a_link_to_another_article_is_no_headline() -> None:
    heading = f"<h2><a href=/b>{READERS}</a></h2><h1>{SEARCH}</h1>"
    assert title(shared(READERS), heading, SEARCH) == SEARCH


def test_the_title_a_page_states_is_found_among_its_first_headings() -> None:
    heading = f"<h1>Morning edition</h1><h1>{READERS}</h1>"
    assert title(f"<title>{READERS} - Oak</title>", heading) == READERS


@pytest.mark.parametrize("behind", [" - Oak", " | Oak Daily", " - Weather", ": Oak Online"])
def test_what_is_set_off_behind_the_whole_title_is_cut(behind: str) -> None:
    assert title(shared(READERS + behind), f"<h1>{READERS}</h1>") == READERS


def test_what_linked_data_has_too_is_not_cut() -> None:
    longer = f"{READERS}: what we know"
    assert title(shared(longer), f"<h1>{READERS}</h1>", longer) == longer


@pytest.mark.parametrize("words", ["Rain", "雨で橋が閉鎖"])
def test_a_title_may_be_one_word(words: str) -> None:
    assert title(f"<title>{words}</title>", f"<h1>{words}</h1>") == words


def test_spaces_and_marks_do_not_divide_two_places() -> None:
    heading = "<h1><span>Weather</span>The night the ‘bridge’ gave way</h1>"
    stated = "Weather: The night the 'bridge' gave way"
    assert title(shared(stated), heading, SEARCH) == stated
