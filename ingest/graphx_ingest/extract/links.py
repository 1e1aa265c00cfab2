"""The links of a page that lead to other sites, with the blocks they stand in.

In:   the visible blocks of a page, the extracted text, the page's own address.
Out:  `PageLink`, in page order.

Extracted text has no links, and a credit's link says more than its words: which outlet "the Ledger"
is, and that "first reported here" names one at all.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urljoin, urlsplit

from graphx.entities.domains import registered_domain
from graphx_ingest.extract.dom import Block, squeezed
from graphx_ingest.page import PageLink

_HOST = re.compile(r"(?:https?:)?//(?P<host>[^/?#\s\\]{3,260})", re.IGNORECASE)
_MAX_LINKS: Final = 1000
_MAX_WORDS_CHARS: Final = 300  # a longer link is a teaser


def links_of(blocks: Sequence[Block], text: str, url: str | None) -> tuple[PageLink, ...]:
    """Choose the links that lead to another registered domain than the page's own.

    Parameters
    ----------
    blocks : sequence of Block
        All visible blocks of the page.
    text : str
        The extracted text.
    url : str or None
        Where the page was fetched.

    Examples
    --------
    >>> from graphx_ingest.extract.dom import blocks_of, parse
    >>> page = "<p>Via <a href='//north.example/a'>North Wire</a>, <a href='/b'>more</a></p>"
    >>> [link] = links_of([*blocks_of(parse(page))], "Rain fell.", "https://south.example/a")
    >>> link.block[link.start : link.end], link.url, link.beside
    ('North Wire', 'https://north.example/a', False)
    """
    own = registered_domain(url) if url else None
    found: list[tuple[int, PageLink]] = []
    for number, block in enumerate(blocks):
        for anchor in block.anchors:
            if anchor.end - anchor.start > _MAX_WORDS_CHARS:
                continue
            address = _address(url, anchor.href, own)
            if address is None:
                continue
            link = PageLink(block=block.text, start=anchor.start, end=anchor.end, url=address)
            found.append((number, link))
        if len(found) >= _MAX_LINKS:
            break
    beside = _beside(blocks, text) if found else frozenset()
    return tuple(replace(link, beside=True) if number in beside else link for number, link in found)


def _address(base: str | None, href: str, own: str | None) -> str | None:
    """Absolute address of another site that a link leads to."""
    host = _HOST.match(href)
    if host is None or registered_domain(host["host"]) in {own, None}:
        return None  # most links of a page stay on its site
    try:
        address = urljoin(base or "https:", href)
        return address if urlsplit(address).hostname else None
    except ValueError:
        return None


def _beside(blocks: Sequence[Block], text: str) -> frozenset[int]:
    """Numbers of the blocks that stand beside the text's paragraphs, above or below them all."""
    lines = {squeezed(line) for line in text.splitlines()}
    inside = [number for number, block in enumerate(blocks) if block.text in lines]
    if not inside:
        return frozenset()
    parents = {blocks[number].path[:-1] for number in inside}
    edges = (range(inside[0]), range(inside[-1] + 1, len(blocks)))
    return frozenset(
        number for edge in edges for number in edge if blocks[number].path[:-1] in parents
    )
