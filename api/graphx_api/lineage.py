"""What the service says of stories, outlets and authors, field by field.

A derivation has a direction, from source to copy; siblings and undecided pairs have none.
"""

from datetime import datetime

from pydantic import ConfigDict, Field

from graphx.model import CreditKind, Relation, Status
from graphx_api.models import Article, Model, Probability


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
