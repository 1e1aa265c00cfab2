"""The nouns: what one article is, what it says, and what was found between two.

Frozen, slotted, valid from birth.  Tables of them have Arrow schemas in `graphx.schema`.
All offsets are half-open Python code points into the stored text of the article.
"""

import enum
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from graphx.errors import InvalidValueError

# ---------------------------------------------------------------------------------------------
# Identity


def content_id(prefix: str, *parts: object) -> str:
    """Name a thing by what it is made of.

    Parameters
    ----------
    prefix : str
        One letter for the kind of thing, so that ids of two kinds never meet.
    *parts : str, int, float, None or tuples of them
        What the thing is made of, in a fixed order.

    Returns
    -------
    str
        `prefix` and 24 hexadecimal digits (96 bits) of a BLAKE2b digest.

    Examples
    --------
    >>> content_id("a", "one", 2) == content_id("a", "one", 2)
    True
    >>> content_id("a", "ab", "c") == content_id("a", "a", "bc")
    False
    """
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # A lone surrogate is legal in a Python string and in JSON, but not in UTF-8.
    data = canonical.encode("utf-8", "surrogatepass")
    return prefix + hashlib.blake2b(data, digest_size=12).hexdigest()


# ---------------------------------------------------------------------------------------------
# Words of the field


class Markup(enum.StrEnum):
    """What a document's characters are."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class CreditKind(enum.StrEnum):
    """What a credit claims; the first six make an edge."""

    REPUBLICATION = "republication"
    SYNDICATION = "syndication"
    WIRE = "wire"
    CROSS_POST = "cross_post"
    TRANSLATION = "translation"
    EXCERPT = "excerpt"
    QUOTE_SOURCE = "quote_source"
    PHOTO_CREDIT = "photo_credit"
    SELF = "self"
    NONE = "none"

    @property
    def makes_edge(self) -> bool:
        """Whether the article says its own text came from there."""
        return self in _EDGE_KINDS


_EDGE_KINDS = frozenset(
    {
        CreditKind.REPUBLICATION,
        CreditKind.SYNDICATION,
        CreditKind.WIRE,
        CreditKind.CROSS_POST,
        CreditKind.TRANSLATION,
        CreditKind.EXCERPT,
    }
)


class ClaimRole(enum.StrEnum):
    """Which way a claim points, and whether it makes an edge."""

    CREDIT = "credit"  # this text came from there
    MENTION = "mention"  # named, quoted, thanked, photographed by: no edge of lineage
    OUTGOING = "outgoing"  # this text also ran there: the claim behind an edge the other way


class ClaimField(enum.StrEnum):
    """Where in the document a claim was read; only ``text`` has offsets."""

    TEXT = "text"
    BYLINE = "byline"
    URL = "url"
    CANONICAL = "canonical"
    META = "meta"
    JSONLD = "jsonld"


class DateBasis(enum.StrEnum):
    """What a publication date was read from, the most trusted first."""

    GIVEN = "given"  # a field of the input row or the sidecar
    JSONLD = "jsonld"
    META = "meta"
    VISIBLE = "visible"
    FEED = "feed"
    URL = "url"
    DATELINE = "dateline"
    INFERRED = "inferred"  # worked out from what the text says of its own time
    CREDIT = "credit"  # a stub's date, as its credit states it


class DatePrecision(enum.StrEnum):
    """How fine a stated date is."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"
    RANGE = "range"  # an interval that no calendar unit names


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


class Relation(enum.StrEnum):
    """How much text two articles share; see `graphx.reuse`."""

    NEAR_DUPLICATE = "near_duplicate"
    EXCERPT = "excerpt"
    PARTIAL = "partial"
    QUOTATION = "quotation"


class Status(enum.StrEnum):
    """How claim and evidence of a derivation stand to one another."""

    CONFIRMED = "confirmed"
    CLAIMED = "claimed"
    UNCREDITED = "uncredited"
    CONTRADICTED = "contradicted"


# ---------------------------------------------------------------------------------------------
# Dates

_CLOCK = frozenset({DatePrecision.MINUTE, DatePrecision.SECOND})


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInterval:
    """When something was published: a closed interval, because a stated date has a precision.

    Parameters
    ----------
    earliest, latest : datetime
        Aware, in UTC; the bounds as the stated date reads, before any doubt about its zone.
    precision : DatePrecision
    basis : DateBasis
    zone_known : bool
        False when the date was written without a zone.  A clock time without a zone orders no
        finer than its calendar day.

    Raises
    ------
    InvalidValueError
        A bound is naive, or the interval runs backwards.
    """

    earliest: datetime
    latest: datetime
    precision: DatePrecision
    basis: DateBasis
    zone_known: bool = False

    def __post_init__(self) -> None:
        for name in ("earliest", "latest"):
            if getattr(self, name).utcoffset() is None:
                raise InvalidValueError(name, getattr(self, name), "a datetime with a zone")
        if self.latest < self.earliest:
            raise InvalidValueError("latest", self.latest, f"not before {self.earliest}")

    @classmethod
    def of_day(cls, day: date, basis: DateBasis) -> "DateInterval":
        """Return the interval of a calendar day whose zone nobody stated.

        Examples
        --------
        >>> DateInterval.of_day(date(2016, 2, 10), DateBasis.VISIBLE).iso()
        '2016-02-10'
        """
        return cls._of_days(day, day, "day", basis)

    @classmethod
    def of_iso(cls, written: str, basis: DateBasis) -> "DateInterval":
        """Return the interval that an ISO 8601 date of any precision stands for.

        Parameters
        ----------
        written : str
            ``2016``, ``2016-02``, ``2016-02-10``, or a datetime with or without a zone.
        basis : DateBasis

        Raises
        ------
        InvalidValueError
            It is none of these, or no day of any calendar.

        Examples
        --------
        >>> DateInterval.of_iso("2016-02", DateBasis.CREDIT).latest.isoformat()
        '2016-02-29T23:59:59+00:00'
        >>> DateInterval.of_iso("2026-03-05T10:15+02:00", DateBasis.GIVEN).iso()
        '2026-03-05T08:15Z'
        """
        text = written.strip()
        try:
            match len(text):
                case 4:
                    return cls._of_days(
                        date(int(text), 1, 1), date(int(text), 12, 31), "year", basis
                    )
                case 7:
                    first = date.fromisoformat(f"{text}-01")
                    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
                    return cls._of_days(first, last, "month", basis)
                case 8 | 10:
                    day = date.fromisoformat(text)
                    return cls._of_days(day, day, "day", basis)
            return cls._of_clock(datetime.fromisoformat(text), text, basis)
        except (ValueError, OverflowError) as error:
            raise InvalidValueError("date", written, "an ISO 8601 date or datetime") from error

    @classmethod
    def _of_days(cls, first: date, last: date, unit: str, basis: DateBasis) -> "DateInterval":
        start = datetime(first.year, first.month, first.day, tzinfo=UTC)
        end = datetime(last.year, last.month, last.day, 23, 59, 59, tzinfo=UTC)
        return cls(earliest=start, latest=end, precision=DatePrecision(unit), basis=basis)

    @classmethod
    def _of_clock(cls, moment: datetime, written: str, basis: DateBasis) -> "DateInterval":
        zone_known = moment.utcoffset() is not None
        start = moment.astimezone(UTC) if zone_known else moment.replace(tzinfo=UTC)
        to_the_second = written[11:].count(":") - (written[-6:-5] in {"+", "-"}) >= 2
        return cls(
            earliest=start,
            latest=start if to_the_second else start + timedelta(seconds=59),
            precision=DatePrecision.SECOND if to_the_second else DatePrecision.MINUTE,
            basis=basis,
            zone_known=zone_known,
        )

    @property
    def middle(self) -> datetime:
        """Middle of the stated interval; lags are counted between middles."""
        return self.earliest + (self.latest - self.earliest) / 2

    def certainly_before(self, other: "DateInterval") -> bool:
        """Whether every moment this may mean lies before every moment `other` may mean.

        Two dates of one day order nothing, nor do two clocks of one day when either lacks a zone.

        Examples
        --------
        >>> monday = DateInterval.of_day(date(2016, 2, 8), DateBasis.VISIBLE)
        >>> tuesday = DateInterval.of_day(date(2016, 2, 9), DateBasis.VISIBLE)
        >>> monday.certainly_before(tuesday), monday.certainly_before(monday)
        (True, False)
        """
        return self.bounds()[1] < other.bounds()[0]

    def bounds(self) -> tuple[datetime, datetime]:
        """First and last moment this may mean, as far as it may order anything."""
        if self.zone_known or self.precision not in _CLOCK:
            return self.earliest, self.latest
        first = self.earliest.replace(hour=0, minute=0, second=0)
        last = self.latest.replace(hour=23, minute=59, second=59)
        return first, last

    def iso(self) -> str:
        """Write the date as finely as it is known, ISO 8601; a range as ``start/end``."""
        match self.precision:
            case DatePrecision.YEAR:
                return f"{self.earliest:%Y}"
            case DatePrecision.MONTH:
                return f"{self.earliest:%Y-%m}"
            case DatePrecision.DAY:
                return f"{self.earliest:%Y-%m-%d}"
            case DatePrecision.RANGE:
                return f"{self.earliest:%Y-%m-%d}/{self.latest:%Y-%m-%d}"
            case DatePrecision.MINUTE:
                return f"{self.earliest:%Y-%m-%dT%H:%M}" + ("Z" if self.zone_known else "")
            case DatePrecision.SECOND:
                return f"{self.earliest:%Y-%m-%dT%H:%M:%S}" + ("Z" if self.zone_known else "")


# ---------------------------------------------------------------------------------------------
# One document


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
class Claim:
    """One thing a document says of where its text came from or went, with the words that say it.

    ``source_name`` is as written; null when the words name nobody ("reprinted with permission").
    ``start`` and ``end`` are null unless ``field`` is ``text``.
    """

    role: ClaimRole
    kind: CreditKind
    rule: str
    quote: str
    confidence: float
    field: ClaimField = ClaimField.TEXT
    start: int | None = None
    end: int | None = None
    source_name: str | None = None
    source_domain: str | None = None
    source_url: str | None = None
    author: str | None = None
    date: str | None = None

    def __post_init__(self) -> None:
        if (self.field is ClaimField.TEXT) != (self.start is not None and self.end is not None):
            raise InvalidValueError("start, end", (self.start, self.end), "offsets exactly in text")
        if not 0.0 <= self.confidence <= 1.0:
            raise InvalidValueError("confidence", self.confidence, "a number from 0 to 1")
        if self.role is ClaimRole.CREDIT and not self.kind.makes_edge:
            raise InvalidValueError("kind", self.kind, "a kind that makes an edge")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A document, or a part of one, that could not be used; never a stop and never silence."""

    source: str
    line: int | None
    stage: str
    error: str
    message: str


# ---------------------------------------------------------------------------------------------
# Between documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One stretch of shared text; offsets are half-open code points in each stored text."""

    left_start: int
    left_end: int
    right_start: int
    right_end: int

    def __post_init__(self) -> None:
        if not (0 <= self.left_start < self.left_end and 0 <= self.right_start < self.right_end):
            raise InvalidValueError(
                "span",
                (self.left_start, self.left_end, self.right_start, self.right_end),
                "0 <= start < end on both sides",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """One reason for or against "the source gave the copy its text".

    ``weight`` is a log-odds: positive speaks for it.  ``detail`` is a sentence; the quotes are the
    words that were seen in the copy (left) and in the source (right).
    """

    name: str
    weight: float
    detail: str
    left_quote: str | None = None
    right_quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A claim whose outlet is known: one row of ``credits``, ``mentions`` or ``outgoing``."""

    credit_id: str
    article_id: str
    kind: CreditKind
    quote: str
    rule: str
    confidence: float
    field: ClaimField = ClaimField.TEXT
    start: int | None = None
    end: int | None = None
    source_name: str | None = None
    source_outlet_name: str | None = None
    source_outlet_id: str | None = None
    source_domain: str | None = None
    source_url: str | None = None
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How much text two articles share, counted exactly; ``left_id < right_id``."""

    left_id: str
    right_id: str
    relation: Relation
    jaccard: float
    left_containment: float
    right_containment: float
    shared_words: int
    longest_words: int

    def __post_init__(self) -> None:
        if self.left_id >= self.right_id:
            raise InvalidValueError("left_id", self.left_id, f"an id before {self.right_id!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """The copy took its text from the source, as far as claims and evidence tell.

    ``kind`` is the kind of the credit, or the relation of the match where nothing is credited.
    ``probability`` is that the copy took its words from this source or from a word-for-word twin
    of it, which no text can tell apart.
    ``lag_seconds`` lies between the middles of both dates; null unless they have an order.
    ``stability`` is the share of rounds in which the derivation held while dates were moved within
    their intervals; null where that was not tried.
    ``prior`` is the log-odds before any clue: what is known of two texts this much alike.
    """

    copy_id: str
    source_id: str
    story_id: str
    kind: CreditKind | Relation
    status: Status
    reason: str
    probability: float
    lag_seconds: float | None = None
    stability: float | None = None
    prior: float | None = None
    clues: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """Both articles took shared text from a third one; undirected, ``left_id < right_id``."""

    left_id: str
    right_id: str
    probability: float
    clues: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """The texts match and nobody can tell who came first; undirected, ``left_id < right_id``."""

    left_id: str
    right_id: str
    left_is_source: float
    right_is_source: float
    common_source: float
