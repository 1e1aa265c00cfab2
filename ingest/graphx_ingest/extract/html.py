"""HTML: the article in a page, and what the page says of it.

In:   the characters of a page or fragment, the address it was fetched from.
Out:  `Findings` with a `Page`.
"""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urljoin

from lxml.html import HtmlElement

from graphx.model import Stretch, StretchKind
from graphx_ingest.extract.body import body_of
from graphx_ingest.extract.dom import blocks_of, meta_of, parse, scripts_of
from graphx_ingest.extract.findings import Findings
from graphx_ingest.extract.linked_data import ArticleNode, read_linked_data
from graphx_ingest.extract.links import links_of
from graphx_ingest.extract.margins import margins_of, pixels_of
from graphx_ingest.extract.marking import Marking
from graphx_ingest.extract.metadata import (
    Markings,
    authors_of,
    outlet_of,
    published_of,
)
from graphx_ingest.extract.prose import mark_by_words, stretches_of
from graphx_ingest.extract.title import title_of
from graphx_ingest.extract.units import units_of
from graphx_ingest.page import Page

_NO_TEXT: Final = frozenset(
    {
        StretchKind.TITLE,
        StretchKind.BYLINE,
        StretchKind.DATELINE,
        StretchKind.COMMENTS,
        StretchKind.NAVIGATION,
        StretchKind.RELATED_LINKS,
        StretchKind.FOOTER,
    }
)
"""Lines that are dropped from an extracted text; what they say is read from the page."""


def read_html(markup: str, url: str | None = None, title: str | None = None) -> Findings:
    """Find the article in a page.

    Parameters
    ----------
    markup : str
        A page or a fragment of one.
    url : str, optional
        Where it was fetched; nothing the page says replaces it.
    title : str, optional
        As given.
    """
    tree = parse(markup)
    meta = meta_of(tree)
    nodes = read_linked_data(scripts_of(tree))
    main = _main(nodes)
    page = Markings(tree=tree, meta=meta, facts=main.facts if main else None)
    blocks = tuple(blocks_of(tree))
    byline, authors = authors_of(page, blocks)
    title = title or title_of(page)
    body = body_of(markup, tree, blocks, main.body if main else None)
    text, stretches = _cleaned(body, title, byline)
    canonical, shared = _canonical(tree, url), next(iter(meta.get("og:url", ())), None)
    return Findings(
        text=text,
        stretches=stretches,
        title=title,
        byline=byline,
        authors=authors,
        outlet_name=outlet_of(page),
        published=published_of(page, url),
        language=tree.get("lang"),
        page=Page(
            canonical_url=canonical,
            og_url=shared,
            site_name=next(iter(meta.get("og:site_name", ())), None),
            meta=meta,
            linked_data=tuple(node.facts for node in nodes),
            margins=margins_of(blocks, text),
            # Links to a page's own site say nothing, even where nobody knows where it was fetched.
            links=links_of(blocks, text, url or shared or canonical),
            pixels=pixels_of(tree, url),
        ),
    )


def _cleaned(body: str, title: str | None, byline: str | None) -> tuple[str, tuple[Stretch, ...]]:
    """Drop lines that are no text of the article, and mark those that are no body."""
    marking = Marking(body, units_of(body))
    mark_by_words(marking, title, byline)
    lines: list[str] = []
    spans: list[tuple[int, int]] = []
    kinds: list[StretchKind | None] = []
    start = 0
    for unit, kind in zip(marking.units, marking.kinds, strict=True):
        if kind in _NO_TEXT:
            continue
        lines.append(body[unit.start : unit.end])
        spans.append((start, start + len(lines[-1])))
        kinds.append(kind)
        start += len(lines[-1]) + 1
    return "\n".join(lines), stretches_of(spans, kinds)


def _main(nodes: Sequence[ArticleNode]) -> ArticleNode | None:
    """Choose the node the page is about: the first that says what an article's node says."""
    return max(nodes, key=_said, default=None)


def _said(node: ArticleNode) -> int:
    facts = node.facts
    return sum(map(bool, (facts.headline, facts.published, facts.authors, facts.publisher)))


def _canonical(tree: HtmlElement, url: str | None) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            address = str(link.get("href") or "").strip()
            if address:
                try:
                    return urljoin(url or "", address)
                except ValueError:
                    return address
    return None
