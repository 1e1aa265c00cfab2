"""Links of a page to other sites, with the blocks they stand in."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx_ingest.extract.dom import Block, blocks_of, parse
from graphx_ingest.extract.links import links_of

HOME = "https://www.south.example/2026/bridge"


def blocks(markup: str) -> tuple[Block, ...]:
    return tuple(blocks_of(parse(markup)))


def found(markup: str, url: str | None = HOME) -> list[tuple[str, str]]:
    links = links_of(blocks(markup), "", url)
    return [(link.block[link.start : link.end], link.url) for link in links]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>At <a href='https://north.example/a'>North Wire</a>.</p>", "North Wire"),
        ("<p>At\n  <a href='//north.example/a'>\n  North <b>Wire</b> </a>.</p>", "North Wire"),
        ("<a href='https://north.example/a'>North Wire</a>", "North Wire"),
        ("<p> \n At<a href='HTTPS://north.example/a'> North   Wire</a></p>", "North Wire"),
        ("<p>Rain<br>At <a href='https://north.example/a'>North Wire</a></p>", "North Wire"),
    ],
)
def test_the_words_of_a_link_stand_in_their_block(markup: str, words: str) -> None:
    [(linked, url)] = found(markup)
    assert linked == words
    assert url.lower() == "https://north.example/a"


@pytest.mark.parametrize(
    "href",
    [
        "/a", "a", "#top", "", "https://south.example/b", "https://news.south.example/b",
        "mailto:ada@north.example", "javascript:void(0)", "https://", "https://[north", "//",
        "https://localhost/a", "ftp://north.example/a",
    ],
)  # fmt: skip
def test_other_links_lead_to_no_other_site(href: str) -> None:
    assert found(f"<p>At <a href='{href}'>North Wire</a></p>") == []


def test_links_that_show_no_words_or_hold_whole_blocks_are_left_out() -> None:
    assert found("<p>At <a href='https://north.example'><img src=a.png></a> home</p>") == []
    assert found("<a href='https://north.example'><div>Bridges</div><div>to see</div></a>") == []
    assert found(f"<p><a href='https://north.example'>{'rain ' * 90}</a></p>") == []


def test_without_an_address_of_its_own_a_page_has_every_link_that_is_whole() -> None:
    markup = "<p><a href='https://north.example/a'>North</a> <a href='/b'>South</a></p>"
    assert found(markup, None) == [("North", "https://north.example/a")]


def test_blocks_beside_the_text_stand_above_or_below_its_paragraphs_and_among_them() -> None:
    link = "<a href='https://north.example/a'>North Wire</a>"
    markup = (
        f"<main><p>Menu {link}</p><article><p>Via {link}</p><p>Rain fell.</p><p>Amid {link}</p>"
        f"<p>It stopped.</p><p>Source: {link}</p><aside><p>More {link}</p></aside></article></main>"
    )
    links = links_of(blocks(markup), "Rain fell.\nIt stopped.", HOME)
    beside = [link.block for link in links if link.beside]
    assert beside == ["Via North Wire", "Source: North Wire"]
    assert len(links) == 5


def test_a_page_of_links_stays_cheap() -> None:
    link = "<a href='https://north{0}.example/a'>North {0}</a> "
    markup = f"<p>{''.join(link.format(at) for at in range(20_000))}</p>"
    page = blocks(markup)
    start = time.process_time()
    assert 1000 <= len(links_of(page, "", HOME)) <= 20_000
    assert time.process_time() - start < 10


PARTS = st.lists(
    st.tuples(st.sampled_from(["", " ", "\n ", "Rain", " fell ", "é\u00a0b"]), st.booleans()),
    max_size=12,
)


@given(PARTS)
def test_any_link_has_the_words_it_shows(parts: list[tuple[str, bool]]) -> None:
    markup = "".join(
        f"<a href='https://north.example/{at}'>{text}</a>" if linked else text
        for at, (text, linked) in enumerate(parts)
    )
    shown = {str(at): " ".join(text.split()) for at, (text, linked) in enumerate(parts) if linked}
    links = links_of(blocks(f"<p>{markup}</p>"), "", HOME)
    for link in links:
        assert link.block[link.start : link.end] == shown.pop(link.url.rpartition("/")[2])
    assert not any(shown.values())
