"""What a web page says of itself outside its article text.

Extraction fills it, the credit rules read it; neither knows the other.  Nothing here replaces the
address a document was fetched from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_EMPTY: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedData:
    """The facts of one JSON-LD node that bear on where a text came from.

    ``kind`` is its ``@type``; the others hold names or addresses as written, empty where absent.
    """

    kind: str
    url: str | None = None
    headline: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    publisher_url: str | None = None
    based_on: tuple[str, ...] = ()  # isBasedOn: names or addresses
    source_organization: str | None = None
    credit_text: str | None = None
    translation_of: str | None = None
    in_language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A link to another site in a visible block of a page.

    Its words are ``block[start:end]``; ``url`` is absolute.  It stands ``beside`` the article's
    text when its block is none of the text's, but belongs to the element that holds the text's
    paragraphs, above the first of them or below the last: extractors drop short paragraphs there
    that are mostly links.
    """

    block: str
    start: int
    end: int
    url: str
    beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The markup of one HTML document.

    ``meta`` maps a lower-case ``name`` or ``property`` to its contents in page order.
    ``margins`` are the visible blocks of the page that are not part of the article's text (asides,
    notes, footers), one string each, in page order: credits often stand there.
    ``links`` are those of visible blocks that lead to other sites, in page order.
    ``pixels`` are addresses of counting images and scripts that name another publication.
    """

    canonical_url: str | None = None
    og_url: str | None = None
    site_name: str | None = None
    meta: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _EMPTY)
    linked_data: tuple[LinkedData, ...] = ()
    margins: tuple[str, ...] = ()
    links: tuple[PageLink, ...] = ()
    pixels: tuple[str, ...] = ()
