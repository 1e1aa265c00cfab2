"""What the service says of itself, of a search, and of a text somebody pastes.

The nouns of the graph are in `graphx_api.models`.
"""

import enum
from datetime import datetime

from pydantic import ConfigDict, Field

from graphx_api.models import Article, Claim, Model, Offset, Overlap, Passage, Probability


class MatchedBy(enum.StrEnum):
    """Where a search found what was asked for."""

    ID = "id"
    URL = "url"
    TITLE = "title"
    TEXT = "text"
    RECORD = "record"  # spread over outlet, id and url


class Words(Model):
    """Where words stand."""

    start: Offset = Field(description="first code point in `snippet`")
    end: Offset = Field(description="one past the last")


class Hit(Model):
    """One article a search found."""

    article: Article = Field(description="the article")
    matched: MatchedBy = Field(description="where the words, the id or the URL stand")
    snippet: str | None = Field(description="part of the text; null where it has none")
    words: list[Words] = Field(description="the words asked for, within `snippet`")


class CheckedText(Model):
    """A text to check."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"text": "Originally appeared at NorthWire\n\nThe bridge …"}]
        },
    )

    text: str = Field(min_length=1, description="the text; nothing of it is kept")


class CheckedMatch(Overlap):
    """One article that shares text with the checked text, which is `left` of its passages."""

    article: Article = Field(description="the article")
    text_containment: Probability = Field(description="share of the text's 5-grams found there")
    article_containment: Probability = Field(description="share of the article's found here")
    passages: list[Passage] = Field(description="what they share, in the text's order")


class CheckReport(Model):
    """What the text says of its source, and where its passages appear."""

    credits: list[Claim] = Field(description="this text came from there")
    mentions: list[Claim] = Field(description="named, quoted or thanked")
    outgoing: list[Claim] = Field(description="this text also ran there")
    matches: list[CheckedMatch] = Field(description="articles that share text, most first")


class Counts(Model):
    """How much there is of everything."""

    articles: int = Field(ge=0, description="collected articles")
    stubs: int = Field(ge=0, description="credited articles never collected")
    outlets: int = Field(ge=0, description="outlets of both")
    authors: int = Field(ge=0, description="names seen in bylines")
    stories: int = Field(ge=0, description="stories")
    credits: int = Field(ge=0, description="credits that make an edge")
    mentions: int = Field(ge=0, description="sources named, quoted or thanked")
    matches: int = Field(ge=0, description="pairs that share text")
    derivations: int = Field(ge=0, description="pairs where one probably took from the other")
    siblings: int = Field(ge=0, description="pairs that took from a third text")
    undecided: int = Field(ge=0, description="pairs nobody can order")


class Health(Model):
    """Whether the service answers, and from what."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "status": "ok",
                    "version": "0.1.0",
                    "store": "workspace",
                    "workspace_snapshot": 3,
                    "workspace_created": "2026-03-06T08:00:00Z",
                    "store_snapshot": 3,
                    "projection_behind": False,
                    "counts": {
                        "articles": 5,
                        "stubs": 1,
                        "outlets": 4,
                        "authors": 2,
                        "stories": 2,
                        "credits": 4,
                        "mentions": 1,
                        "matches": 4,
                        "derivations": 3,
                        "siblings": 1,
                        "undecided": 1,
                    },
                }
            ]
        }
    )

    status: str = Field(description="`ok`; anything else is a problem with status 503")
    version: str = Field(description="version of graphx")
    store: str = Field(description="kind of store that answers graph queries")
    workspace_snapshot: int = Field(description="snapshot texts and search are answered from")
    workspace_created: datetime = Field(description="when it was made")
    store_snapshot: int = Field(description="snapshot graph queries are answered from")
    projection_behind: bool = Field(description="whether the store holds an older snapshot")
    counts: Counts = Field(description="what the store holds")
