"""HTML: the article in a page, and what the page says of it.

In:   the characters of a page or fragment, the address it was fetched from.
Out:  `Findings` with a `Page`.
"""

from collections.abc import Sequence
from urllib.parse import urljoin

from lxml.html import HtmlElement

from graphx_ingest.extract.body import body_of
from graphx_ingest.extract.dom import blocks_of, meta_of, parse, scripts_of
from graphx_ingest.extract.findings import Findings
from graphx_ingest.extract.linked_data import ArticleNode, read_linked_data
from graphx_ingest.extract.margins import margins_of, pixels_of
from graphx_ingest.extract.metadata import (
    Markings,
    authors_of,
    outlet_of,
    published_of,
    title_of,
)
from graphx_ingest.page import Page


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
    text = body_of(markup, main.body if main else None)
    byline, authors = authors_of(page)
    return Findings(
        text=text,
        title=title or title_of(page),
        byline=byline,
        authors=authors,
        outlet_name=outlet_of(page),
        published=published_of(page, markup, url),
        language=tree.get("lang"),
        page=Page(
            canonical_url=_canonical(tree, url),
            og_url=next(iter(meta.get("og:url", ())), None),
            site_name=next(iter(meta.get("og:site_name", ())), None),
            meta=meta,
            linked_data=tuple(node.facts for node in nodes),
            margins=margins_of(blocks_of(tree), text),
            pixels=pixels_of(tree, url),
        ),
    )


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
