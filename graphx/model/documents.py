"""One document: what a reader handed over, and what was understood of it."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from graphx.errors import InvalidValueError
from graphx.model.dates import DateInterval
from graphx.model.identity import content_id


class Markup(enum.StrEnum):
    """What a document's characters are."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class StretchKind(enum.StrEnum):
    """What a stretch of a document's text is; everything but ``body`` is kept out of matching."""

    TITLE = "title"
    BYLINE = "byline"
    DATELINE = "dateline"
    CREDIT_LINE = "credit_line"
    CAPTION = "caption"
    NAVIGATION = "navigation"
    TAGS = "tags"
    RELATED_LINKS = "related_links"
    DONATION = "donation"
    EDITOR_NOTE = "editor_note"
    COMMENTS = "comments"
    BIO = "bio"
    DISCLAIMER = "disclaimer"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a reader handed over: characters, and the fields somebody gave with them.

    ``url`` is where the document was fetched; nothing a page says about itself replaces it.
    ``published`` and ``fetched_at`` are as written.  ``source`` names where the document was read
    (a path, ``-``, with ``:line`` for a row of a file) and is no part of its identity.
    """

    id: str
    source: str
    content: str | None
    markup: Markup
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    fetched_at: str | None = None
    language: str | None = None

    @property
    def article_id(self) -> str:
        """Digest of what was given as its id, its place and its characters.

        The other fields may be mended later (a date in a sidecar) and the article stays the same
        one.
        """
        return content_id("a", self.id, self.url, self.markup, self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of a text that is not its body."""

    kind: StretchKind
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidValueError("stretch", (self.start, self.end), "0 <= start < end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What was understood of one document, from itself alone.

    ``text`` is the document as it was for plain text and Markdown, the extracted text for HTML.
    ``stretches`` are sorted, do not overlap, and are kept out of matching; the rest is body.
    ``outlet_name`` is the publisher as the document names it; which outlet that is, is decided
    by `graphx.entities`.  ``outlet_domain`` is the host of ``url``.
    """

    article_id: str
    id: str
    source: str
    markup: Markup
    text: str
    url: str | None = None
    canonical_url: str | None = None
    title: str | None = None
    outlet_name: str | None = None
    outlet_domain: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    published: DateInterval | None = None
    fetched_at: datetime | None = None
    language: str | None = None
    stretches: tuple[Stretch, ...] = ()

    def body(self) -> tuple[tuple[int, int], ...]:
        """Return the half-open intervals of ``text`` that are body, in order.

        Examples
        --------
        >>> note = Stretch(kind=StretchKind.EDITOR_NOTE, start=3, end=6)
        >>> Article(article_id="a1", id="1", source="-", markup=Markup.TEXT, text="0123456789",
        ...         stretches=(note,)).body()
        ((0, 3), (6, 10))
        """
        return uncovered(len(self.text), ((s.start, s.end) for s in self.stretches))


def uncovered(length: int, cuts: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the half-open intervals of ``[0, length)`` that no cut covers, in order.

    Parameters
    ----------
    length : int
    cuts : iterable of (int, int)
        Half-open, sorted by start; they may overlap.

    Examples
    --------
    >>> uncovered(10, [(3, 6), (5, 7)])
    ((0, 3), (7, 10))
    """
    spans = []
    start = 0
    for cut_start, cut_end in cuts:
        if start < cut_start:
            spans.append((start, cut_start))
        start = max(start, cut_end)
    if start < length:
        spans.append((start, length))
    return tuple(spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A document, or a part of one, that could not be used; never a stop and never silence."""

    source: str
    line: int | None
    stage: str
    error: str
    message: str
