from types import MappingProxyType

import pytest

from graphx.model import Article, ClaimField, ClaimRole, CreditKind, Markup
from graphx_ingest.credits import find_claims
from graphx_ingest.page import LinkedData, Page

TEXT = "The bridge reopened on Monday."
URL = "https://www.south.example/news/bridge"
NORTH = "https://north.example/bridge"


def claims(
    page: Page, text: str = TEXT, url: str | None = URL
) -> list[tuple[str, str, str | None]]:
    article = Article(
        article_id="a1", id="1", source="-", markup=Markup.HTML, text=text, url=url,
        outlet_domain="south.example" if url else None,
    )  # fmt: skip
    return [
        (claim.kind.value, claim.rule, claim.source_domain or claim.source_name)
        for claim in find_claims(article, page)
        if claim.role is ClaimRole.CREDIT
    ]


def metas(**fields: str) -> MappingProxyType[str, tuple[str, ...]]:
    return MappingProxyType({key.replace("_", "-"): (value,) for key, value in fields.items()})


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (Page(canonical_url=NORTH), ("syndication", "canonical", "north.example")),
        (Page(og_url=NORTH), ("syndication", "og_url", "north.example")),
        (
            Page(meta=metas(syndication_source=NORTH)),
            ("syndication", "syndication-source", "north.example"),
        ),
        (
            Page(linked_data=(LinkedData(kind="NewsArticle", based_on=(NORTH,)),)),
            ("republication", "is_based_on", "north.example"),
        ),
        (
            Page(linked_data=(LinkedData(kind="NewsArticle", translation_of=NORTH),)),
            ("translation", "translation_of_work", "north.example"),
        ),
        (
            Page(linked_data=(LinkedData(kind="NewsArticle", publisher="Associated Press"),)),
            ("wire", "publisher", "Associated Press"),
        ),
        (
            Page(pixels=("https://counter.theconversation.com/content/1/count.gif",)),
            ("republication", "republication_pixel", "theconversation.com"),
        ),
        (
            Page(pixels=("https://north.example/plugins/republication-tracker-tool/pixel.php",)),
            ("republication", "republication_pixel", "north.example"),
        ),
    ],
)
def test_markup_that_leads_elsewhere_credits(page: Page, expected: tuple[str, str, str]) -> None:
    assert claims(page) == [expected]


@pytest.mark.parametrize(
    "page",
    [
        Page(canonical_url="https://amp.south.example/news/bridge", og_url=URL),
        Page(canonical_url="/news/bridge"),
        Page(meta=metas(original_source=URL, syndication_source=URL)),
        Page(
            linked_data=(LinkedData(kind="NewsArticle", based_on=(URL,), publisher="South Post"),)
        ),
        Page(canonical_url="https://southpost.wordpress.com/news/bridge"),
        Page(canonical_url="https://south.test/news/bridge"),
        Page(pixels=("https://metrics.example/pixel.gif",)),
        Page(linked_data=(LinkedData(kind="ImageObject", publisher="Associated Press"),)),
    ],
)
def test_markup_that_leads_home_credits_nobody(page: Page) -> None:
    assert claims(page) == []


def test_without_an_address_the_shared_one_is_home() -> None:
    assert claims(Page(canonical_url=NORTH, og_url=URL), url=None) == [
        ("syndication", "canonical", "north.example")
    ]
    assert claims(Page(canonical_url=NORTH), url=None) == []


def test_an_archived_copy_is_no_republication() -> None:
    page = Page(canonical_url=NORTH)
    assert claims(page, url="https://archive.org/details/bridge") == []


def test_tags_in_a_text_are_read_where_they_stand() -> None:
    text = f'<link rel="canonical" href="{NORTH}" />\n<meta property="og:url" content="{URL}" />'
    article = Article(
        article_id="a1", id="1", source="-", markup=Markup.TEXT, text=text,
        outlet_domain="south.example",
    )  # fmt: skip
    (claim,) = find_claims(article)
    assert (claim.kind, claim.field, claim.quote) == (
        CreditKind.SYNDICATION,
        ClaimField.TEXT,
        NORTH,
    )
