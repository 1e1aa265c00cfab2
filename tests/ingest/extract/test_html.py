"""Pages: the article in them, and what they say of it outside its text."""

import json

import pytest

from graphx.model import DateBasis, Document, Markup, StretchKind
from graphx_ingest.extract import Extraction, extract
from graphx_ingest.extract.linked_data import read_linked_data

PARAGRAPHS = [
    f"Rain fell on the town {when}, and the old bridge at the mill was closed by noon, said Ada."
    for when in ("all night", "on Tuesday", "for the third day", "again in the evening", "at last")
]
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def page(head: str = "", before: str = "", after: str = "", url: str | None = None) -> Extraction:
    content = (
        f"<!doctype html><html lang=en><head>{head}</head><body><nav><a href=/>Home</a></nav>"
        f"{before}<article><h1>Rain closes the mill bridge</h1>{BODY}</article>{after}"
    )
    return extract(Document(id="1", source="a.html", content=content, markup=Markup.HTML, url=url))


def linked(**node: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle"} | node
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_the_text_is_the_articles_paragraphs() -> None:
    article = page().article
    assert article.text.splitlines() == PARAGRAPHS
    assert (article.title, article.language) == ("Rain closes the mill bridge", "en")


def test_a_copy_that_points_to_its_source_stays_where_it_was_fetched() -> None:
    wire = "https://wire.example/2026/03/04/rain"
    found = page(
        head=f'<link rel=canonical href="{wire}"><meta property=og:url content="{wire}">'
        '<meta property="article:published_time" content="2026-03-05T09:00:00+01:00">',
        url="https://south.example/rain",
    )
    assert found.page is not None
    assert found.article.url == "https://south.example/rain"
    assert found.article.outlet_domain == "south.example"
    assert found.article.canonical_url == found.page.canonical_url == found.page.og_url == wire
    assert found.article.published is not None
    assert found.article.published.iso() == "2026-03-05T08:00:00Z"
    assert found.article.published.basis is DateBasis.META


def test_a_canonical_address_is_no_date_of_the_copy() -> None:
    head = '<link rel=canonical href="https://wire.example/2026/03/04/rain">'
    assert page(head=head, url="https://south.example/rain").article.published is None
    article = page(head=head, url="https://south.example/2026/03/05/rain").article
    assert article.published is not None
    assert (article.published.iso(), article.published.basis) == ("2026-03-05", DateBasis.URL)


@pytest.mark.parametrize(
    ("head", "before", "basis"),
    [
        (linked(headline="Rain", datePublished="2026-03-05"), "", DateBasis.JSONLD),
        ('<meta name="date" content="2026-03-05">', "", DateBasis.META),
        ("", '<time class="published" datetime="2026-03-05">Thursday</time>', DateBasis.VISIBLE),
    ],
)
def test_a_date_says_what_it_was_read_from(head: str, before: str, basis: DateBasis) -> None:
    article = page(head=head, before=before).article
    assert article.published is not None
    assert (article.published.iso(), article.published.basis) == ("2026-03-05", basis)


@pytest.mark.parametrize(
    ("head", "before", "authors"),
    [
        (linked(author=[{"name": "Ada Example"}, "Bo Example"]), "", ("Ada Example", "Bo Example")),
        (linked(author={"@type": "Organization", "name": "North Wire"}), "", ("North Wire",)),
        (
            linked(author={"@type": "Organization", "name": "North Wire"}),
            "<span class=byline>By Ada Example</span>",
            ("Ada Example",),
        ),
        ('<meta name=author content="Ada Example">', "", ("Ada Example",)),
        ('<meta name=author content="https://north.example/ada">', "", ()),
        ("", '<a rel=author href=/ada>Ada Example</a>', ("Ada Example",)),
        ("", "<i class=byline><a>Ada Example</a><a>Bo Day</a></i>", ("Ada Example", "Bo Day")),
        ("", "<p>Tuesday | Von: Ada Example</p>", ("Ada Example",)),
        ("", "<p>By Ada Example</p>", ("Ada Example",)),
        ("", "<div class=comment-author>Ada Example</div>", ()),
    ],
)  # fmt: skip
def test_people_are_found_where_publishers_put_them(
    head: str, before: str, authors: tuple[str, ...]
) -> None:
    assert page(head=head, before=before).article.authors == authors


@pytest.mark.parametrize(
    "head",
    [
        linked(headline="Rain closes the bridge"),
        (
            "<meta property=og:title content='Rain closes the bridge - North Wire'>"
            "<meta property=og:site_name content='North Wire'><style></style>"
        ),
    ],
)
def test_a_title_is_what_the_publisher_calls_it_without_the_publisher(head: str) -> None:
    content = f"<html><head>{head}</head><body>{BODY}</body></html>"
    article = extract(Document(id="1", source="a", content=content, markup=Markup.HTML)).article
    assert article.title == "Rain closes the bridge"


@pytest.mark.parametrize(
    "note",
    [
        "<aside>Originally published by North Wire.</aside>",
        "<footer>Originally published by North Wire.</footer>",
        '<p class="syndication-note">Originally published by North Wire.</p>',
        "<div><b>Originally</b> published by <a href=https://north.example>North Wire</a>.</div>",
    ],
)
def test_a_note_outside_the_text_is_a_margin(note: str) -> None:
    found = page(after=note)
    said = "Originally published by North Wire."
    assert found.page is not None
    assert said in found.page.margins or said in found.article.text


@pytest.mark.parametrize(
    "block",
    [
        "<div hidden>Originally published by North Wire.</div>",
        "<div style='display: none'>Originally published by North Wire.</div>",
        "<div aria-hidden=true>Originally published by North Wire.</div>",
        "<script>Originally published by North Wire.</script>",
        "<template><p>Originally published by North Wire.</p></template>",
        "<noscript>Originally published by North Wire.</noscript>",
        "<!-- Originally published by North Wire. -->",
        "<section id=comments><p>Originally published by North Wire.</p></section>",
        "<ul class=related><li>Originally published by North Wire.</ul>",
        "<nav>Originally published by North Wire.</nav>",
    ],
)
def test_what_is_hidden_or_about_other_things_is_nowhere(block: str) -> None:
    found = page(after=block)
    assert found.page is not None
    assert "Originally" not in found.article.text
    assert not any("Originally" in margin for margin in found.page.margins)


def test_margins_do_not_repeat_the_text() -> None:
    found = page(after="<footer>North Wire, Mill Street 1</footer>")
    assert found.page is not None
    assert not set(found.page.margins) & set(PARAGRAPHS)
    assert "North Wire, Mill Street 1" in found.page.margins


def test_counters_of_republished_articles_are_kept_and_measurement_is_not() -> None:
    found = page(
        after='<img src="https://counter.wire.example/content/7/count.gif" width=1>'
        '<img src="https://www.googletagmanager.com/pixel.gif"><img src="/pixel.gif">'
        '<script src="https://pixel.north.example/republication-tracker.js"></script>',
        url="https://south.example/rain",
    )
    assert found.page is not None
    assert found.page.pixels == (
        "https://counter.wire.example/content/7/count.gif",
        "https://pixel.north.example/republication-tracker.js",
    )


def test_a_fragment_is_taken_whole() -> None:
    content = "<h2>Rain closes bridge</h2><p>Rain fell.</p><p><i>First published by North Wire.</i>"
    article = extract(Document(id="1", source="-:1", content=content, markup=Markup.HTML)).article
    assert "Rain fell.\nFirst published by North Wire." in article.text


def test_an_article_repeated_in_linked_data_settles_what_belongs_to_it() -> None:
    teaser = "<p>Snow closed the pass, and forty cars had to turn back at the last inn.</p>"
    found = page(
        head=linked(headline="Rain", articleBody=" ".join(PARAGRAPHS)),
        after=f"<article>{teaser}</article>",
    )
    assert found.article.text.splitlines() == PARAGRAPHS


def test_stretches_of_an_extracted_text_are_in_it() -> None:
    note = (
        "Editor's note: this report was changed after it appeared on Tuesday in the printed paper."
    )
    content = f"<html><body><article><p>{note}</p>{BODY}</article></body></html>"
    article = extract(Document(id="1", source="a", content=content, markup=Markup.HTML)).article
    (stretch,) = article.stretches
    assert (stretch.kind, article.text[stretch.start : stretch.end]) == (
        StretchKind.EDITOR_NOTE,
        note,
    )


@pytest.mark.parametrize(
    "content",
    [
        "",
        " ",
        "<",
        "<html>",
        "<script>",
        "<p>\0rain</p>",
        "<div>" * 5000 + "rain",
        "<b>" * 5000 + "rain",
        "<?xml version='1.0' encoding='latin-1'?><html><body><p>rain</p></body></html>",
        "<link rel=canonical href='http://[::1'><img src='http://[::1'>rain",
        linked(author={"@id": "#a"}, publisher=[[[[[[[[["x"]]]]]]]]]) + "rain",
        '<script type="application/ld+json">{"@graph": [' + "[" * 50_000 + "</script>rain",
        '<script type="application/ld+json">{"@type": 7, "author": null,}</script>rain',
    ],
)
def test_no_page_stops_extraction(content: str) -> None:
    document = Document(
        id="1", source="a", content=content, markup=Markup.HTML, url="https://north.example/a"
    )
    assert isinstance(extract(document).article.text, str)


def test_linked_data_follows_references_lists_and_graphs() -> None:
    script = json.dumps(
        [
            {
                "@graph": [
                    {
                        "@type": ["Thing", "ReportageNewsArticle"],
                        "headline": "Rain &amp; snow",
                        "author": [{"@id": "#ada"}, {"name": ["Bo Example"]}],
                        "publisher": {"@id": "#north"},
                        "isBasedOn": [{"url": "https://wire.example/a"}, "East Daily"],
                        "mainEntityOfPage": {"@id": "https://north.example/a"},
                        "inLanguage": "en-GB",
                    },
                    {"@id": "#ada", "@type": "Person", "name": "Ada Example"},
                    {
                        "@id": "#north",
                        "@type": "Organization",
                        "name": "North Wire",
                        "url": "https://north.example",
                    },
                ]
            },
            {"@type": "WebPage", "isBasedOn": "https://wire.example/b"},
            {"@type": "WebSite", "name": "North Wire"},
        ]
    )
    first, second = (node.facts for node in read_linked_data([f"<!--{script}-->"]))
    assert (first.kind, first.headline) == ("ReportageNewsArticle", "Rain & snow")
    assert first.authors == ("Ada Example", "Bo Example")
    assert (first.publisher, first.publisher_url) == ("North Wire", "https://north.example")
    assert first.based_on == ("https://wire.example/a", "East Daily")
    assert (first.url, first.in_language) == ("https://north.example/a", "en-GB")
    assert second.based_on == ("https://wire.example/b",)
