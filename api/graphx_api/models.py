"""What the service says of articles, their credits and the text they share, field by field.

Offsets are half-open Unicode code points into an article's text (not UTF-16 units).  Times are
UTC.  Probabilities lie between 0 and 1.  Fields may be added; none is renamed.
"""

from datetime import datetime
from typing import Annotated, Any, Final, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from graphx.model import (
    ClaimField,
    CreditKind,
    DateBasis,
    DatePrecision,
    Relation,
    StretchKind,
)

Item = TypeVar("Item")

Probability = Annotated[float, Field(ge=0, le=1)]
Offset = Annotated[int, Field(ge=0)]

_ARTICLE_EXAMPLE: Final[dict[str, Any]] = {
    "article_id": "a1f0c5e2b7d94a6380c1d2e3f",
    "id": "bridge-2026",
    "url": "https://north.example/bridge",
    "canonical_url": None,
    "title": "Bridge reopens after flood",
    "outlet_id": "north.example",
    "outlet_name": "North Wire",
    "byline": "By Ada Example",
    "authors": ["Ada Example"],
    "published": "2026-03-05T00:00Z",
    "published_earliest": "2026-03-05T00:00:00Z",
    "published_latest": "2026-03-05T00:00:59Z",
    "date_precision": "minute",
    "date_basis": "given",
    "date_zone_known": True,
    "language": "en",
    "words": 120,
    "collected": True,
    "cluster_id": "k0d1e2f3a4b5c6d7e8f9a0b1c",
    "story_id": "s5a6b7c8d9e0f1a2b3c4d5e6f",
    "origin_probability": 0.97,
}


class Model(BaseModel):
    """What all answers have in common: values, read from rows of the same field names."""

    model_config = ConfigDict(frozen=True, from_attributes=True, populate_by_name=True)


class Page(Model, Generic[Item]):
    """One page of a list."""

    items: list[Item] = Field(description="rows of this page, in the list's order")
    next: str | None = Field(description="path of the next page; null on the last one")


class Article(Model):
    """One article; a stub, credited and never collected, when `collected` is false."""

    model_config = ConfigDict(json_schema_extra={"examples": [_ARTICLE_EXAMPLE]})

    article_id: str = Field(description="digest that names the article")
    id: str | None = Field(description="id as given with the document; null for a stub")
    url: str | None = Field(description="where the document was fetched")
    canonical_url: str | None = Field(description="canonical link of the page")
    title: str | None = Field(description="headline")
    outlet_id: str | None = Field(description="publisher")
    outlet_name: str | None = Field(description="publisher's name")
    byline: str | None = Field(description="byline as written")
    authors: list[str] = Field(description="people named as authors")
    published: str | None = Field(description="publication date as finely as it is known")
    published_earliest: datetime | None = Field(description="first moment it may mean")
    published_latest: datetime | None = Field(description="last moment it may mean")
    date_precision: DatePrecision | None = Field(description="how fine the date is")
    date_basis: DateBasis | None = Field(description="what the date was read from")
    date_zone_known: bool | None = Field(description="whether it was written with a zone")
    language: str | None = Field(description="ISO 639-1")
    words: int = Field(ge=0, description="words of the body; 0 for a stub")
    collected: bool = Field(description="false for a stub")
    cluster_id: str = Field(description="near-duplicates of one text")
    story_id: str = Field(description="everything that reuse and credits connect")
    origin_probability: Probability = Field(
        description="probability that its source is not among the story's articles"
    )


class Stretch(Model):
    """A part of a text that is not its body and takes no part in matching."""

    kind: StretchKind = Field(description="what it is")
    start: Offset = Field(description="first code point")
    end: Offset = Field(description="one past the last code point")


class ArticleText(Article):
    """One article with its text."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                _ARTICLE_EXAMPLE
                | {
                    "text": "Bridge reopens after flood\nThe bridge is open again.",
                    "stretches": [{"kind": "title", "start": 0, "end": 26}],
                }
            ]
        }
    )

    text: str | None = Field(description="text all offsets refer to; null for a stub")
    stretches: list[Stretch] = Field(description="its parts that are no body, in order")


class Claim(Model):
    """One thing a text says of where it came from or went."""

    kind: CreditKind = Field(description="what it claims")
    source_name: str | None = Field(description="the source as written")
    source_outlet_name: str | None = Field(description="name of the outlet that is")
    source_outlet_id: str | None = Field(description="the outlet that is")
    source_domain: str | None = Field(description="registered domain of that outlet")
    source_url: str | None = Field(description="link inside the words")
    author: str | None = Field(description="author the credit names")
    date: str | None = Field(description="date the credit names")
    field: ClaimField = Field(description="where it was read; only `text` has offsets")
    start: Offset | None = Field(description="first code point in the text")
    end: Offset | None = Field(description="one past the last code point")
    quote: str = Field(description="the words that say it")
    rule: str = Field(description="name of the rule that read it")
    confidence: Probability = Field(description="how likely the reading is right")


class Credit(Claim):
    """One thing an article says of where its text came from or went."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "credit_id": "c0123456789abcdef01234567",
                    "article_id": "a1f0c5e2b7d94a6380c1d2e3f",
                    "kind": "republication",
                    "source_name": "NorthWire",
                    "source_outlet_name": "North Wire",
                    "source_outlet_id": "north.example",
                    "source_domain": "north.example",
                    "source_url": None,
                    "author": None,
                    "date": None,
                    "field": "text",
                    "start": 27,
                    "end": 59,
                    "quote": "Originally appeared at NorthWire",
                    "rule": "originally_appeared",
                    "confidence": 0.9,
                }
            ]
        }
    )

    credit_id: str = Field(description="digest that names the claim")
    article_id: str = Field(description="article that says it")


class Credits(Model):
    """Everything an article says of sources; only `credits` make edges of lineage."""

    credits: list[Credit] = Field(description="this text came from there")
    mentions: list[Credit] = Field(description="named, quoted or thanked: no edge")
    outgoing: list[Credit] = Field(description="this text also ran there")


class Passage(Model):
    """One stretch of text two articles share, with its words on both sides."""

    left_start: Offset = Field(description="first code point in left")
    left_end: Offset = Field(description="one past the last in left")
    right_start: Offset = Field(description="first code point in right")
    right_end: Offset = Field(description="one past the last in right")
    left_text: str = Field(description="the words in left")
    right_text: str = Field(description="the words in right")


class Overlap(Model):
    """How much text two documents share, counted exactly."""

    relation: Relation = Field(description="how much they share, in a word")
    jaccard: Probability = Field(description="shared word 5-grams over all of both")
    shared_words: int = Field(ge=0, description="words of the shorter side that are shared")
    longest_words: int = Field(ge=0, description="words of the longest shared passage")


class Match(Overlap):
    """How much text two articles share, counted exactly; `left_id` < `right_id`."""

    left_id: str = Field(description="the smaller id")
    right_id: str = Field(description="the larger id")
    left_containment: Probability = Field(description="share of left's 5-grams right has")
    right_containment: Probability = Field(description="share of right's 5-grams left has")
    left_title: str | None = Field(description="headline of left")
    right_title: str | None = Field(description="headline of right")
    left_outlet_name: str | None = Field(description="publisher of left")
    right_outlet_name: str | None = Field(description="publisher of right")
    passages: list[Passage] = Field(description="what they share, in left's order")


class Comparison(Model):
    """Two articles side by side; `left` and `right` are as asked for."""

    left: Article = Field(description="first article asked for")
    right: Article = Field(description="second article asked for")
    match: Match | None = Field(
        description="how much they share; its left and right may be the other way round"
    )
    passages: list[Passage] = Field(description="what they share, sides as asked for")
