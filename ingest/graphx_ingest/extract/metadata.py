"""What a page says of its article in its markup: people, date, publisher, language.

In:   the tree of a page, its metadata and linked data.
Out:  one value each, or nothing.

A page says each thing several times and not always the same.  JSON-LD is what publishers write for
search engines to quote, so it is asked first, then what the page shows, then its meta tags.  The
canonical link is not asked at all: on a copy it is the address of the source, with the source's
date in it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from htmldate import find_date
from lxml.html import HtmlElement

from graphx.entities.authors import people_in_byline
from graphx.errors import InvalidValueError
from graphx.model import DateBasis, DateInterval
from graphx_ingest.dates import read_date
from graphx_ingest.extract import vocabulary
from graphx_ingest.extract.dom import Block, is_hidden, named, text_of
from graphx_ingest.extract.margins import is_elsewhere
from graphx_ingest.page import LinkedData

_META_AUTHORS: Final = (
    "author", "parsely-author", "dc.creator", "byl", "sailthru.author", "citation_author",
    "cxenseparse:author", "article:author_name", "dcterms.creator", "news_authors",
    "article:author",
)  # fmt: skip
_META_DATES: Final = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time",
    "article:published", "published_time", "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "dc.date.issued",
    "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "date",
    "article.published", "cxenseparse:recs:publishtime", "citation_publication_date",
)  # fmt: skip

_ADDRESS = re.compile(r"https?:|www\.|@|\A[\d\s]+\Z|\A\(|\b(?:facebook|twitter)\b", re.IGNORECASE)
_NAME_WORDS: Final = range(1, 6)
_BYLINE_CLASS = re.compile(r"by-?lines?|author(?!i)|\b(?:writer|contributor)s?\b")
_BAR = re.compile(r"\s[|·•–—]\s")
_NOT_BYLINE = re.compile(
    r"comment|related|teaser|recommend|avatar|newsletter|\b(?:bio|social|share|sharing)\b"
)
_ANCESTORS: Final = 6
_WRITTEN_BY: Final = frozenset(
    {"written by", "author", "verfasst von", "geschrieben von", "von", "par", "écrit par"}
)
_BYLINE_BLOCK_CHARS: Final = 80
_BYLINE_CHARS: Final = 200
_BYLINE_ELEMENTS: Final = 4

_PUBLISHED = re.compile(r"datepublished|pubdate|published")
_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Markings:
    """Where a page's facts are read: its tree, its meta tags, its main article's linked data."""

    tree: HtmlElement
    meta: Mapping[str, tuple[str, ...]]
    facts: LinkedData | None


def outlet_of(page: Markings) -> str | None:
    """Name the publisher as the page does."""
    site = page.meta.get("og:site_name")
    if site:
        return site[0]
    return page.facts.publisher if page.facts else None


def authors_of(page: Markings, blocks: Sequence[Block]) -> tuple[str | None, tuple[str, ...]]:
    """Find the byline and its people.

    Returns
    -------
    tuple
        The byline as written, and the names.  The first place that names people wins; only where
        none does, an organisation given as the author (a desk, an agency) is one.
    """
    organisation: tuple[str, tuple[str, ...]] | None = None
    for names in _author_places(page, blocks):
        given = [name for name in names if name and not _ADDRESS.search(name)]
        if any(_people(name) for name in given):
            # An agency beside a person is an author as far as the page goes.
            found = [_people(name) or _organisation(name) for name in given]
            flat = tuple(dict.fromkeys(name for part in found for name in part))
            return ", ".join(dict.fromkeys(given)), flat
        bodies = tuple(dict.fromkeys(body for name in given for body in _organisation(name)))
        if bodies and organisation is None:
            organisation = ", ".join(dict.fromkeys(given)), bodies
    return organisation or (None, ())


def _people(name: str) -> tuple[str, ...]:
    return people_in_byline(_without_opening(name))


def _organisation(name: str) -> tuple[str, ...]:
    name = _without_opening(name)
    return (name,) if len(name.split()) in _NAME_WORDS else ()


def _without_opening(name: str) -> str:
    opening = vocabulary.BYLINE.match(name)
    return name[opening.end() :] if opening else name


def _author_places(page: Markings, blocks: Sequence[Block]) -> Iterator[Sequence[str]]:
    if page.facts is not None:
        yield page.facts.authors
    for name in _META_AUTHORS:
        if name in page.meta:
            yield page.meta[name]
    for attribute in ("rel", "itemprop"):
        yield _marked(page.tree, attribute)
    for element in page.tree.iter():
        if isinstance(element.tag, str) and _is_byline(element):
            yield _parts(element)
    if page.meta.get("twitter:label1", ("",))[0].lower() in _WRITTEN_BY:
        yield page.meta.get("twitter:data1", ())
    for block in blocks:
        if len(block.text) <= _BYLINE_BLOCK_CHARS and not is_elsewhere(block):
            for part in _BAR.split(block.text):
                if vocabulary.BYLINE.match(part) and not part.endswith((".", "!", "?")):
                    yield (part,)


def _marked(tree: HtmlElement, attribute: str) -> tuple[str, ...]:
    """Names in elements marked as author, those standing together with the first."""
    found: list[str] = []
    near: HtmlElement | None = None
    for element in tree.iterfind(f".//*[@{attribute}]"):
        if "author" not in (element.get(attribute) or "").lower().split():
            continue
        if element.tag in ("meta", "link") or _is_elsewhere(element):
            continue
        around = _ancestor(element)
        if near is None:
            near = around
        if around is near and len(found) < _BYLINE_ELEMENTS:
            found.append(text_of(element)[:_BYLINE_CHARS])
    return tuple(dict.fromkeys(found))


def _ancestor(element: HtmlElement) -> HtmlElement | None:
    parent = element.getparent()
    return parent.getparent() if parent is not None else None


def _is_elsewhere(element: HtmlElement) -> bool:
    around = islice(element.iterancestors(), _ANCESTORS)
    return any(_NOT_BYLINE.search(named(ancestor)) for ancestor in around)


def _is_byline(element: HtmlElement) -> bool:
    name = (element.get("class") or "").lower()
    if not name or not _BYLINE_CLASS.search(name) or _NOT_BYLINE.search(name):
        return False
    return not is_hidden(element) and not _is_elsewhere(element)


def _parts(element: HtmlElement) -> tuple[str, ...]:
    """Names in an element's leaves: in a byline they often touch but for their elements."""
    leaves = [text_of(leaf) for leaf in element.iter() if not len(leaf) and not is_hidden(leaf)]
    names = [leaf for leaf in leaves if 1 < len(leaf.split()) < 5 and people_in_byline(leaf)]
    return tuple(names) or (text_of(element)[:_BYLINE_CHARS],)


def published_of(page: Markings, url: str | None) -> DateInterval | None:
    """Find when the article was published.

    JSON-LD and meta tags say it to the second; then a marked ``<time>``; then htmldate looks at
    the rest of the page (its canonical link taken out) and the address it was fetched from.
    """
    written = page.facts.published if page.facts else None
    if written and (found := _read(written, DateBasis.JSONLD)):
        return found
    for name in _META_DATES:
        for written in page.meta.get(name, ()):
            if found := _read(written, DateBasis.META):
                return found
    for element in page.tree.iter("time"):
        marked = " ".join((named(element), *element.keys()))
        stated = element.get("datetime") or text_of(element)
        if _PUBLISHED.search(marked) and (found := _read(stated, DateBasis.VISIBLE)):
            return found
    return _searched(page.tree, url)


def _read(written: str, basis: DateBasis) -> DateInterval | None:
    try:
        return read_date(written, basis)
    except InvalidValueError:
        return None


def _searched(tree: HtmlElement, url: str | None) -> DateInterval | None:
    in_address = _URL_DATE.search(url or "")
    searched = deepcopy(tree)
    for element in list(searched.iter("link", "meta")):
        if "canonical" in (element.get("rel") or "") or element.get("property") == "og:url":
            element.drop_tree()
    found = find_date(searched, url=url or "", extensive_search=False, original_date=True)
    if found is None:
        return None
    day = date.fromisoformat(found)
    from_address = in_address is not None and "-".join(in_address.groups()) == found
    return DateInterval.of_day(day, DateBasis.URL if from_address else DateBasis.VISIBLE)
