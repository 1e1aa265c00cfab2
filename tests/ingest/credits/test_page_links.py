"""Links of a page, placed in the text that was extracted from it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.model import Article, Markup
from graphx_ingest.credits import credit_margins, find_claims
from graphx_ingest.credits.page_links import text_links
from graphx_ingest.page import Page, PageLink

URL = "https://north.example/a"
PROSE = "Rain fell on the valley for a third day and the bridge stayed closed to all the traffic."


def link(block: str, words: str, url: str = URL) -> PageLink:
    start = block.index(words)
    return PageLink(block=block, start=start, end=start + len(words), url=url)


def placed(text: str, *links: PageLink) -> list[str]:
    return [text[found.start : found.end] for found in text_links(text, links)]


@pytest.mark.parametrize(
    "text",
    [
        "Via North Wire",
        f"{PROSE}\nVia North Wire",
        f"Via North Wire\n\n{PROSE}",
        f"{PROSE}\n- Via North Wire\n{PROSE}",
        "Via  North\u00a0Wire",
        "Via No\u00adrth W\u200bire",
    ],
)
def test_a_block_that_is_a_line_has_its_links(text: str) -> None:
    (found,) = placed(text, link("Via North Wire", "North Wire"))
    assert "".join(filter(str.isalpha, found)) == "NorthWire"


@pytest.mark.parametrize(
    "text",
    ["", "Rain fell.", "News came via North Wire.", "Via North Wire and others", "Via North Wires"],
)
def test_a_block_that_is_part_of_a_line_has_none(text: str) -> None:
    assert placed(text, link("Via North Wire", "North Wire")) == []
    assert placed("The latest News of rain", link("News", "News")) == []


def test_a_long_block_may_stand_amid_a_line() -> None:
    block = f"{PROSE} This was first published by North Wire."
    assert placed(f"Rain. {block} More rain.", link(block, "North Wire")) == ["North Wire"]


def test_words_that_a_block_repeats_are_told_apart_by_their_places() -> None:
    block = "North said so, and North said more."
    start = block.rindex("North")
    second = PageLink(block=block, start=start, end=start + 5, url=URL)
    (found,) = text_links(f"{PROSE}\n{block}", [second])
    assert found.start == len(PROSE) + 1 + start


def test_blocks_that_a_page_repeats_have_their_links_in_order() -> None:
    first, second = (link("".join(["Via ", "North"]), "North", f"{URL}/{at}") for at in (1, 2))
    text = "Via North\nRain fell.\nVia North"
    assert [found.url[-1] for found in text_links(text, [first, second])] == ["1", "2"]


def test_a_margin_is_read_with_its_links() -> None:
    article = Article(
        article_id="a1", id="1", source="-", markup=Markup.HTML, text=PROSE,
        url="https://south.example/1", outlet_domain="south.example",
    )  # fmt: skip
    margin = "As Harbour Ledger reported:"
    beside = replace(link(margin, "Harbour Ledger"), beside=True)
    assert credit_margins(article, [margin]) == ()
    assert credit_margins(article, [margin], [beside]) == (0,)
    assert credit_margins(article, [margin], [replace(beside, beside=False)]) == ()


WORDS = st.sampled_from(
    ["Via", "North Wire", "Source:", "writes:", "first published by", "The", "Guardian", "Rain.",
     "This article was", "\n", "\n\n", "(", ")", "*", "[", "](", "—", "https://n.example/a", "é"]
)  # fmt: skip
TEXTS = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)


@given(TEXTS, st.data())
def test_claims_quote_the_text_whatever_is_linked(text: str, data: st.DataObject) -> None:
    links = []
    for block in data.draw(st.lists(st.sampled_from([*text.split("\n"), "Elsewhere"]), max_size=4)):
        start = data.draw(st.integers(0, len(block)))
        end = data.draw(st.integers(start, len(block)))
        links.append(PageLink(block=block, start=start, end=end, url=URL))
    article = Article(article_id="a1", id="1", source="-", markup=Markup.HTML, text=text)
    for found in text_links(text, links):
        assert 0 <= found.start < found.end <= len(text)
    for claim in find_claims(article, Page(links=tuple(links))):
        if claim.start is not None and claim.end is not None:
            assert claim.quote == text[claim.start : claim.end]
    elsewhere = tuple(replace(one, block="Elsewhere", start=0, end=9) for one in links)
    assert find_claims(article, Page(links=elsewhere)) == find_claims(article, Page())
    assert find_claims(article, Page()) == find_claims(article)
