"""What the service says of articles and stories, field by field.

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
    Status,
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


class Credit(Model):
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


class Match(Model):
    """How much text two articles share, counted exactly; `left_id` < `right_id`."""

    left_id: str = Field(description="the smaller id")
    right_id: str = Field(description="the larger id")
    relation: Relation = Field(description="how much they share, in a word")
    jaccard: Probability = Field(description="shared word 5-grams over all of both")
    left_containment: Probability = Field(description="share of left's 5-grams right has")
    right_containment: Probability = Field(description="share of right's 5-grams left has")
    shared_words: int = Field(ge=0, description="words of the shorter side that are shared")
    longest_words: int = Field(ge=0, description="words of the longest shared passage")
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


class Clue(Model):
    """One reason for or against an edge."""

    name: str = Field(description="name of the clue")
    weight: float = Field(description="log-odds; positive speaks for the edge")
    detail: str = Field(description="what was seen, in a sentence")
    left_quote: str | None = Field(description="words seen in the copy, or in left")
    right_quote: str | None = Field(description="words seen in the source, or in right")


class Derivation(Model):
    """The copy probably took its text from the source."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "copy": "a9d8c7b6a5f4e3d2c1b0a9f8e",
                    "source": "a1f0c5e2b7d94a6380c1d2e3f",
                    "kind": "republication",
                    "status": "confirmed",
                    "reason": "the copy credits North Wire and the texts match",
                    "probability": 0.95,
                    "lag_seconds": 21600.0,
                    "clues": [
                        {
                            "name": "credits_the_other",
                            "weight": 3.0,
                            "detail": "the copy credits North Wire",
                            "left_quote": "Originally appeared at NorthWire",
                            "right_quote": None,
                        }
                    ],
                }
            ]
        }
    )

    copy_id: str = Field(alias="copy", description="article whose text came from the source")
    source_id: str = Field(alias="source", description="article it came from; may be a stub")
    kind: CreditKind | Relation = Field(
        description="kind of the credit; relation of the match where nothing is credited"
    )
    status: Status = Field(description="how claim and evidence stand to one another")
    reason: str = Field(description="why that status, in a sentence")
    probability: Probability = Field(description="that the copy took its text from this source")
    lag_seconds: float | None = Field(description="seconds between the middles of both dates")
    clues: list[Clue] = Field(description="what speaks for and against it")


class Sibling(Model):
    """Both took shared text from a third one; no derivation, no direction."""

    left: str = Field(description="the smaller id")
    right: str = Field(description="the larger id")
    probability: Probability = Field(description="that both took it from a third text")
    clues: list[Clue] = Field(description="what speaks for and against it")


class Undecided(Model):
    """The texts match and nobody can tell who came first; no direction."""

    left: str = Field(description="the smaller id")
    right: str = Field(description="the larger id")
    left_is_source: Probability = Field(description="that right took it from left")
    right_is_source: Probability = Field(description="that left took it from right")
    common_source: Probability = Field(description="that both took it from a third text")


class Origin(Model):
    """How probably an article's source is not among the story's articles."""

    article: str = Field(description="article id")
    probability: Probability = Field(description="that nothing in the story is its source")


class Story(Model):
    """Everything that reuse and credits connect."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "story_id": "s5a6b7c8d9e0f1a2b3c4d5e6f",
                    "title": "Bridge reopens after flood",
                    "articles": 3,
                    "stubs": 1,
                    "outlets": 4,
                    "published_earliest": "2026-03-05T00:00:00Z",
                    "published_latest": "2026-03-05T06:00:59Z",
                }
            ]
        }
    )

    story_id: str = Field(description="digest that names the story")
    title: str | None = Field(description="headline of its earliest observed article")
    articles: int = Field(ge=0, description="collected articles")
    stubs: int = Field(ge=0, description="credited articles never collected")
    outlets: int = Field(ge=0, description="outlets of both")
    published_earliest: datetime | None = Field(description="first moment of its earliest date")
    published_latest: datetime | None = Field(description="last moment of its latest date")


class StoryTrace(Model):
    """A story whole: its articles and every relation between them."""

    story: Story = Field(description="the story")
    articles: list[Article] = Field(
        description="its articles, oldest first; those a quotation ties to it from outside, last"
    )
    derivations: list[Derivation] = Field(description="who probably took it from whom")
    siblings: list[Sibling] = Field(description="pairs that took it from a third text")
    undecided: list[Undecided] = Field(description="pairs nobody can order")
    origins: list[Origin] = Field(description="where the story probably enters the collection")


class Trace(StoryTrace):
    """The story of one article."""

    article: str = Field(description="id of the article asked for")


class Outlet(Model):
    """One publisher."""

    outlet_id: str = Field(description="registered domain, or `~` and the name")
    name: str = Field(description="usual name")
    domain: str | None = Field(description="registered domain")
    aliases: list[str] = Field(description="other names seen or known")
    kind: str = Field(description="outlet, agency, …")
    parent_id: str | None = Field(description="outlet it is an edition of")
    country: str | None = Field(description="ISO 3166-1")
    articles: int = Field(ge=0, description="collected articles")
    taken: int = Field(ge=0, description="its articles that are copies in a derivation")
    given: int = Field(ge=0, description="derivations from its articles, stubs included")
    stub_articles: int = Field(ge=0, description="credited articles of it never collected")


class OutletEdge(Model):
    """How often one outlet's articles came from another's."""

    copy_outlet_id: str = Field(description="outlet that took")
    copy_outlet_name: str = Field(description="its name")
    source_outlet_id: str = Field(description="outlet it was taken from")
    source_outlet_name: str = Field(description="its name")
    derivations: int = Field(ge=0, description="derivations between the two")
    confirmed: int = Field(ge=0, description="credited, and the texts match")
    claimed: int = Field(ge=0, description="credited, the source was never collected")
    uncredited: int = Field(ge=0, description="the texts match, nothing is credited")
    contradicted: int = Field(ge=0, description="credit and evidence disagree")
    mean_lag_seconds: float | None = Field(description="over the derivations with a lag")


class OutletNetwork(Model):
    """Who takes from whom, outlet by outlet."""

    edges: list[OutletEdge] = Field(description="most derivations first")


class OutletDetail(Outlet):
    """One publisher with the edges from and to it."""

    edges: list[OutletEdge] = Field(description="edges it is an end of, most derivations first")


class Author(Model):
    """One name seen in bylines."""

    author_id: str = Field(description="digest of the name and the outlet")
    name: str = Field(description="name as written most often")
    outlet_id: str | None = Field(description="outlet the name was seen at")
    articles: int = Field(ge=0, description="articles with the name in the byline")
