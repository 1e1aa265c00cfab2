"""What a page shows outside its article, and the counters in it.

In:   the visible blocks of a page, the extracted text.
Out:  blocks that are not in the text, one string each; addresses of republication counters.

Extractors of article text drop asides, footers and notes, and with them most lines like
"Originally published by …"; here they are kept.  Comments, menus and lists of other articles say
nothing about this one and are left out.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from graphx_ingest.extract.dom import Block

_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:comments?(?:list|area|section|-body|-content|-text)?|disqus\w*|respond"
    r"|commentlist|replies"
    r"|related\w*|recommend\w*|read-?more|more-(?:stories|news|from|in)|most-?(?:read|popular"
    r"|viewed)|trending|popular"
    r"|latest|teasers?|nav(?:igation|bar)?|menu\w*|breadcrumbs?|share\w*|sharing|social\w*"
    r"|cookie\w*|consent|gdpr"
    r"|newsletter\w*|promo\w*|advert\w*|ads?|sponsor\w*|outbrain|taboola|carousel|pagination"
    r"|search\w*|login|popup"
    r"|modal)(?:$|[\s_-])|^nav\b|^(?:form|menu|dialog)\b",
)
# What they say of its source, they say of a picture, or of somebody's message.
_OTHER_WORKS = re.compile(
    r"^figcaption\b|(?:^|[\s_-])(?:caption(?:-text)?|captioned|photo-?credits?|image-?credits?"
    r"|twitter-tweet|instagram-media|fb-post|tiktok-embed|bluesky-embed|mastodon-embed"
    r"|reddit-embed\w*)(?:$|[\s_-])"
)
_WORD = re.compile(r"\w+")
_SHINGLE: Final = 4
_INSIDE_SHARE: Final = 0.7
_BLOCK_WORDS: Final = range(2, 200)
_MAX_BLOCKS: Final = 500
_LINKED_SHARE: Final = 0.9

_COUNTER = re.compile(
    r"republi|syndicat|(?:^|[./_-])(?:pixel|count|counter|counts|tracker|beacon)(?:[./_?-]|$)",
    re.IGNORECASE,
)
_MEASUREMENT = re.compile(
    r"google|doubleclick|facebook|scorecardresearch|quantserve|chartbeat|comscore|twitter"
    r"|linkedin|bing\."
    r"|adnxs|criteo|hotjar|newrelic|nr-data|parsely|amazon-adsystem|taboola|outbrain|yandex"
    r"|mail\.ru|liveinternet"
    r"|vgwort|ioam|wordpress|wp\.com|gravatar|statcounter|histats|mixpanel|segment|adobe|omtrdc"
    r"|krxd|moatads",
    re.IGNORECASE,
)


def margins_of(blocks: Iterable[Block], text: str) -> tuple[str, ...]:
    """Choose the blocks that stand outside the article's text.

    Parameters
    ----------
    blocks : iterable of Block
        All visible blocks of the page.
    text : str
        The extracted text.
    """
    shingles = _shingles(_words(text))
    lines = {tuple(_words(line)) for line in text.splitlines()}
    found: dict[str, None] = {}
    for block in blocks:
        words = _words(block.text)
        if len(words) not in _BLOCK_WORDS or is_elsewhere(block) or _of_another_work(block):
            continue
        if tuple(words) in lines or _inside(words, shingles):
            continue
        found.setdefault(block.text)
        if len(found) == _MAX_BLOCKS:
            break
    return tuple(found)


def is_elsewhere(block: Block) -> bool:
    """Whether a block belongs to comments, menus or lists of other articles."""
    if any(_names_elsewhere(name) for name in block.path):
        return True
    # A list item that is all link leads to another page.
    listed = any(name.split(" ", 1)[0] == "li" for name in block.path)
    return listed and block.linked >= _LINKED_SHARE * len(block.text)


def _of_another_work(block: Block) -> bool:
    return any(_names_another_work(name) for name in block.path)


@lru_cache(4096)
def _names_another_work(name: str) -> bool:
    return _OTHER_WORKS.search(name) is not None


@lru_cache(4096)
def _names_elsewhere(name: str) -> bool:
    return _ELSEWHERE.search(name) is not None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _shingles(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[at:] for at in range(_SHINGLE)), strict=False))


def _inside(words: list[str], shingles: set[tuple[str, ...]]) -> bool:
    own = _shingles(words)
    return bool(own) and len(own & shingles) >= _INSIDE_SHARE * len(own)


def pixels_of(tree: HtmlElement, url: str | None) -> tuple[str, ...]:
    """Addresses of images and scripts that count readers for another publication."""
    own = urlsplit(url).hostname if url else None
    found: dict[str, None] = {}
    for element in tree.iter("img", "script", "iframe"):
        address = (element.get("src") or element.get("data-src") or "").strip()
        if not address or address.startswith("data:"):
            continue
        try:
            address = urljoin(url or "", address)
            host = urlsplit(address).hostname
        except ValueError:
            continue
        if host is None or host == own or _MEASUREMENT.search(host):
            continue
        if _COUNTER.search(address):
            found.setdefault(address)
    return tuple(found)
