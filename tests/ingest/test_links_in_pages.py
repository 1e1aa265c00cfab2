"""What a page's links say of the credits in its text, and of those beside it."""

import pytest

from graphx.model import Claim, ClaimRole, Document, Markup
from graphx_ingest.understand import understand

PROSE = "".join(
    f"<p>Rain fell on the valley for a {day} day and the bridge stayed closed to all traffic while "
    "the crews worked on the second pier of the old crossing, damaged by the spring floods.</p>"
    for day in ("third", "fourth", "fifth", "sixth")
)
URL = "https://dissent.example/2026/bridge"


def credits(
    *, above: str = "", amid: str = "", below: str = "", beside: str = "", fragment: bool = False
) -> list[Claim]:
    article = f"{above}{PROSE}{amid}{PROSE}{below}"
    page = (
        "<html><head><title>Bridge reopens | South Post</title></head><body><nav><a href=/>Home</a>"
        f"</nav><main><article><h1>Bridge reopens</h1>{article}</article>{beside}</main>"
        "<footer><p>South Post, Harbour Street</p></footer></body></html>"
    )
    document = Document(
        id="1",
        source="-",
        markup=Markup.HTML,
        content=article if fragment else page,
        url="https://south.example/2026/03/bridge",
    )
    found, claims = understand(document)
    for claim in claims:
        if claim.start is not None and claim.end is not None:
            assert claim.quote == found.text[claim.start : claim.end]
    return [claim for claim in claims if claim.role is ClaimRole.CREDIT]


@pytest.mark.parametrize(
    "note",
    [
        "<p>This report was first published by <a href='{}'>The Daily Dissent</a> and is here.</p>",
        "<p>This report was first published by the <a href='{}'><em>Daily Dissent</em></a>.</p>",
        "<p><em>Republished from <a href='{}'>\nThe Daily\n Dissent</a></em></p>",
        "<p>Via <a href='{}'>The Daily Dissent</a></p>",
        "<p>As <a href='{}'>the Daily Dissent</a> reported:</p>",
        "<p><a href='{}'>The Daily Dissent</a> writes:</p>",
        "<p>Source: <a href='{}'>The Daily Dissent</a></p>",
        "<p>(Source: <a href='{}'>The Daily Dissent</a>)</p>",
        "<p>Originally at <a href='{}'>The Daily Dissent</a></p>",
        "<p>From <a href='{}'>The Daily Dissent</a>:</p>",
        "<p><a href='{}'>Via The Daily Dissent</a></p>",
        "<p class=note><a href='{}'>From The Daily Dissent</a>:</p>",
    ],
)
@pytest.mark.parametrize("place", ["above", "below", "fragment"])
def test_a_linked_name_is_whole_and_has_its_address(note: str, place: str) -> None:
    written = note.format(URL)
    given = {"above": {"above": written}, "below": {"below": written}}
    (claim,) = credits(**given[place]) if place in given else credits(below=written, fragment=True)
    assert (claim.source_url, claim.source_domain) == (URL, "dissent.example")
    assert (claim.source_name or "").lower().removeprefix("the ") == "daily dissent"


@pytest.mark.parametrize(
    "note",
    [
        "<p>The story <a href='{}'>was first reported here</a>.</p>",
        "<p>This article was originally published <a href='{}'>here</a>.</p>",
        "<p><a href='{}'>Originally published here</a></p>",
        "<p>Read the <a href='{}'>original article</a>.</p>",
    ],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_a_link_names_a_source_that_the_words_leave_out(note: str, place: str) -> None:
    (claim,) = credits(**{place: note.format(URL)})
    assert (claim.source_domain, claim.source_url) == ("dissent.example", URL)


@pytest.mark.parametrize(
    "amid",
    [
        "<p>The Times <a href='{}'>reported</a> on Monday that the bridge is closed.</p>",
        "<p>The bridge, <a href='{}'>The Daily Dissent</a> reported, was never safe.</p>",
        "<p>As <a href='{}'>The Daily Dissent</a> reported:</p>",
        "<p>The closing was first reported <a href='{}'>here</a>.</p>",
        "<p>Her novel was <a href='{}'>first published here</a>.</p>",
        "<p>See <a href='{}'>The Daily Dissent</a> for more.</p>",
        "<p><a href='{}'>The Daily Dissent</a></p>",
        "<p>From <a href='{}'>The Daily Dissent</a>:</p>",
        "<figure><figcaption>Source: <a href='{}'>The Daily Dissent</a></figcaption></figure>",
    ],
)
def test_links_amid_a_text_are_no_credits(amid: str) -> None:
    assert credits(amid=amid.format(URL)) == []


@pytest.mark.parametrize(
    "beside",
    [
        "<aside><h3>From <a href='{}'>The Daily Dissent</a>:</h3><p>Ten bridges to see</p></aside>",
        "<div class=chart><p>Source: <a href='{}'>Harbour Institute</a></p></div>",
        "<ul><li><a href='{}'>The Daily Dissent</a> writes:</li></ul>",
        "<div class=related><p><a href='{}'>First published here</a></p></div>",
    ],
)
def test_links_outside_the_article_are_no_credits(beside: str) -> None:
    assert credits(beside=beside.format(URL)) == []


def test_a_link_to_the_site_itself_credits_nothing() -> None:
    note = "<p>As <a href='https://south.example/a'>the Harbour Ledger</a> reported:</p>"
    assert credits(above=note) == []


@pytest.mark.parametrize("words", ["Original article", "Read the original", "https://{}/"])
@pytest.mark.parametrize("place", ["above", "below"])
def test_a_link_alone_beside_the_text_may_credit_a_collected_outlet(words: str, place: str) -> None:
    note = f"<p><a href='{URL}'>{words.format('dissent.example')}</a></p>"
    given = {"above": note if place == "above" else "", "below": note if place == "below" else ""}
    document = Document(
        id="1",
        source="-",
        markup=Markup.HTML,
        content=f"<html><body><article>{given['above']}{PROSE}{given['below']}</article></body></html>",
        url="https://south.example/2026/03/bridge",
    )
    article, claims = understand(document)
    (claim,) = [claim for claim in claims if claim.rule == "possible_address"]
    assert (claim.role, claim.source_url) == (ClaimRole.POSSIBLE, URL)
    assert article.text[claim.start : claim.end] == claim.quote


@pytest.mark.parametrize(
    "own",
    [
        "<meta property='og:url' content='https://www.south.example/2026/bridge'>",
        "<link rel=canonical href='https://south.example/2026/bridge'>",
    ],
)
def test_a_link_to_the_pages_own_site_leaves_the_name_as_it_is(own: str) -> None:
    note = "<p>Provided by <a href='https://south.example/partners/1'>Harbour Space Agency</a></p>"
    document = Document(
        id="1",
        source="-",
        markup=Markup.HTML,
        content=f"<html><head>{own}</head><body><article>{PROSE}{note}</article></body></html>",
    )
    _, claims = understand(document)
    told = [claim for claim in claims if claim.role is ClaimRole.CREDIT]
    assert [(claim.source_name, claim.source_url) for claim in told] == [
        ("Harbour Space Agency", None)
    ]
