"""What a document says of where its text came from or went."""

import enum
from dataclasses import dataclass
from typing import Final

from graphx.errors import InvalidValueError


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
    POSSIBLE = "possible"  # a credit if the name is an outlet of the collection, else nothing


class ClaimField(enum.StrEnum):
    """Where in the document a claim was read; only ``text`` has offsets."""

    TEXT = "text"
    BYLINE = "byline"
    URL = "url"
    CANONICAL = "canonical"
    META = "meta"
    JSONLD = "jsonld"


_CREDITING: Final = frozenset({ClaimRole.CREDIT, ClaimRole.POSSIBLE})


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
        if self.role in _CREDITING and not self.kind.makes_edge:
            raise InvalidValueError("kind", self.kind, "a kind that makes an edge")


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
