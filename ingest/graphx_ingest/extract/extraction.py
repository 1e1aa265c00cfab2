"""From a document to an article: what it says of itself, under what was given with it.

In:   a `graphx.model.Document`.
Out:  `Extraction`: the article, and for HTML what its page says outside the text.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from graphx.entities.authors import people_in_byline
from graphx.model import Article, DateBasis, Document, Markup
from graphx_ingest.dates import read_date, read_moment
from graphx_ingest.extract.findings import Findings
from graphx_ingest.extract.language import language_of
from graphx_ingest.extract.prose import read_prose
from graphx_ingest.page import Page

_LANGUAGE_TAG = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """An article, and the page it was cut from when the document was HTML."""

    article: Article
    page: Page | None


def extract(document: Document) -> Extraction:
    """Say what `document` is.

    Fields given with the document win over what it says of itself; a date that was given has basis
    ``given``.

    Raises
    ------
    InvalidValueError
        A given date that is none.

    Examples
    --------
    >>> document = Document(id="1", source="-", content="Rain fell.", markup=Markup.TEXT,
    ...     url="https://www.north.example:443/rain", published="2016-02-10")
    >>> article = extract(document).article
    >>> article.outlet_domain, article.published.iso(), article.published.basis.value
    ('north.example', '2016-02-10', 'given')
    """
    found = _findings(document)
    byline = _fuller_byline(document, found)
    article = Article(
        article_id=document.article_id,
        id=document.id,
        source=document.source,
        markup=document.markup,
        text=found.text,
        url=document.url,
        canonical_url=found.page.canonical_url if found.page else None,
        title=document.title or found.title,
        outlet_name=document.outlet or found.outlet_name,
        outlet_domain=_host(document.url),
        byline=byline,
        authors=_authors(document, found),
        published=(
            read_date(document.published, DateBasis.GIVEN)
            if document.published
            else found.published
        ),
        fetched_at=(
            read_moment(document.fetched_at, "fetched_at") if document.fetched_at else None
        ),
        language=_language(document, found),
        stretches=found.stretches,
    )
    return Extraction(article=article, page=found.page)


def _findings(document: Document) -> Findings:
    if document.content is None:
        return Findings(text="")
    if document.markup is Markup.HTML:
        # lxml and trafilatura take a third of a second to import; plain text needs neither.
        from graphx_ingest.extract.html import read_html

        return read_html(document.content, url=document.url, title=document.title)
    return read_prose(document.content, title=document.title, byline=document.byline)


def _fuller_byline(document: Document, found: Findings) -> str | None:
    """Byline of the page if it holds what was given, as one that says whose writer it is does."""
    given = (document.byline,) if document.byline else document.authors
    if found.byline and all(name in found.byline for name in given):
        return found.byline
    return ", ".join(given) or None


def _authors(document: Document, found: Findings) -> tuple[str, ...]:
    if document.authors:
        named = (people_in_byline(given) or (given,) for given in document.authors)
        return tuple(dict.fromkeys(person for people in named for person in people))
    return people_in_byline(document.byline) if document.byline else found.authors


def _host(url: str | None) -> str | None:
    """Return the host of an address, without port and ``www.``."""
    if url is None:
        return None
    try:
        host = urlsplit(url if "://" in url else f"//{url}").hostname
    except ValueError:
        return None
    host = (host or "").removeprefix("www.").strip(".")
    return host if "." in host else None


def _language(document: Document, found: Findings) -> str | None:
    return _code(document.language) or language_of(_body(found)) or _code(found.language)


def _code(tag: str | None) -> str | None:
    """Return the ISO 639-1 code a language tag (RFC 5646) begins with."""
    found = _LANGUAGE_TAG.fullmatch(tag or "")
    return found[1].lower() if found else None


def _body(found: Findings) -> str:
    parts = []
    start = 0
    for stretch in found.stretches:
        parts.append(found.text[start : stretch.start])
        start = stretch.end
    parts.append(found.text[start:])
    return "".join(parts)
