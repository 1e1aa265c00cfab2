"""What the service says of stories and of who took it from whom, field by field.

A derivation has a direction, from source to copy; siblings and undecided pairs have none.
"""

from datetime import datetime

from pydantic import ConfigDict, Field

from graphx.lineage.audit import CreditFate
from graphx.lineage.edits import EditKind
from graphx.model import CreditKind, Relation, Status
from graphx_api.models import Article, Model, Offset, Probability


class Clue(Model):
    """One reason for or against an edge."""

    name: str = Field(description="name of the clue")
    weight: float = Field(description="log-odds; positive speaks for the edge")
    detail: str = Field(description="what was seen, in a sentence")
    left_quote: str | None = Field(description="words seen in the copy, or in left")
    right_quote: str | None = Field(description="words seen in the source, or in right")


class Edit(Model):
    """One thing that was done to a text on its way; offsets are null where there is no place."""

    edit: EditKind = Field(description="what was done")
    copy_start: Offset | None = Field(description="first code point in the copy that shows it")
    copy_end: Offset | None = Field(description="one past the last")
    source_start: Offset | None = Field(description="first code point in the source")
    source_end: Offset | None = Field(description="one past the last")


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
                    "stability": 1.0,
                    "decided": True,
                    "prior": 2.4,
                    "credit": "added",
                    "edits": [
                        {
                            "edit": "preface_added",
                            "copy_start": 0,
                            "copy_end": 32,
                            "source_start": None,
                            "source_end": None,
                        }
                    ],
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
        description="kind of the credit; relation of the match where no credit was found"
    )
    status: Status = Field(description="how claim and evidence stand to one another")
    reason: str = Field(description="why that status, in a sentence")
    probability: Probability = Field(description="that the copy took its text from this source")
    lag_seconds: float | None = Field(description="seconds between the middles of both dates")
    stability: Probability | None = Field(
        description="share of rounds it held in while dates were moved within their intervals; "
        "null where that was not tried"
    )
    decided: bool = Field(description="whether it is told as more than possible")
    prior: float | None = Field(description="log-odds before any clue")
    clues: list[Clue] = Field(
        description="what speaks for and against it; with the prior their weights add up to the "
        "log-odds against a source nobody collected"
    )
    credit: CreditFate | None = Field(
        description="what became of the source's credit in the copy; null where that is not told"
    )
    edits: list[Edit] = Field(description="what was done to the text, in the copy's order")


class Sibling(Model):
    """Both took shared text from a third one; no derivation, no direction."""

    left: str = Field(description="the smaller id")
    right: str = Field(description="the larger id")
    probability: Probability = Field(description="that both took it from a third text")
    clues: list[Clue] = Field(description="what speaks for and against it")


class CommonSource(Model):
    """Articles that siblings connect: two of them probably took their words from a third text.

    An article that another of them is derived from is no sibling of that one.
    """

    articles: list[str] = Field(description="article ids")
    pairs: int = Field(ge=1, description="pairs of them that are siblings")
    low: Probability = Field(description="the least probability of such a pair")
    high: Probability = Field(description="the highest")


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


class Branch(Model):
    """Where a copy hangs in the tree the story most probably grew as."""

    copy_id: str = Field(alias="copy", description="article")
    source: str = Field(description="article it hangs under")
    probability: Probability = Field(description="that it took its text from there")
    decided: bool = Field(description="false: draw it as undecided, it is no statement")


class OriginGroup(Model):
    """One origin, and the articles that go back to it."""

    heads: list[str] = Field(description="texts at its head, collected or only credited")
    members: list[str] = Field(description="articles asked for that go back to them")


class IndependentOrigins(Model):
    """How many origins stand behind some articles."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "count": 1,
                    "low": 1,
                    "high": 2,
                    "origins": [
                        {
                            "heads": ["a1f0c5e2b7d94a6380c1d2e3f"],
                            "members": ["a1f0c5e2b7d94a6380c1d2e3f", "a9d8c7b6a5f4e3d2c1b0a9f8e"],
                        }
                    ],
                }
            ]
        }
    )

    count: int = Field(ge=0, description="origins in the most probable reading")
    low: int = Field(ge=0, description="lower bound of 90 %")
    high: int = Field(ge=0, description="upper bound of 90 %")
    origins: list[OriginGroup] = Field(description="each with who goes back to it")


class Change(Model):
    """What the arrival of a credited text did to a claim."""

    snapshot: int = Field(ge=0, description="number of the snapshot that brought it")
    at: datetime = Field(description="when that was made")
    event: Status = Field(description="what the claim became")
    subject: str = Field(description="article that made the claim")
    detail: str = Field(description="what changed, in a sentence")


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


class Cluster(Model):
    """Near-duplicates of one text."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"cluster_id": "k0d1e2f3a4b5c6d7e8f9a0b1c", "articles": 3, "cohesion": 0.67}
            ]
        }
    )

    cluster_id: str = Field(description="digest that names the group")
    articles: int = Field(ge=2, description="articles of the story in it")
    cohesion: float = Field(
        ge=0, le=1, description="share of their pairs that are near-duplicates themselves"
    )


class StoryTrace(Model):
    """A story whole: its articles and every relation between them."""

    story: Story = Field(description="the story")
    articles: list[Article] = Field(
        description="its articles, oldest first; those a quotation ties to it from outside, last"
    )
    derivations: list[Derivation] = Field(description="who probably took it from whom")
    siblings: list[Sibling] = Field(
        description="pairs that took it from a third text; of a common source with more than 40 "
        "of them only those of the article asked for, unless all are asked for"
    )
    common_sources: list[CommonSource] = Field(
        description="the same together: who shares one text nobody collected, most articles first"
    )
    undecided: list[Undecided] = Field(description="pairs nobody can order")
    origins: list[Origin] = Field(description="where the story probably enters the collection")
    tree: list[Branch] = Field(description="the tree it most probably grew as, a branch a copy")
    independent_origins: IndependentOrigins = Field(
        description="origins behind the story's collected articles"
    )
    clusters: list[Cluster] = Field(description="its groups of near-duplicates, largest first")
    changes: list[Change] = Field(description="what arrivals did to claims, oldest first")


class Trace(StoryTrace):
    """The story of one article."""

    article: str = Field(description="id of the article asked for")
