"""Rows of a store as values.

In:   Arrow tables of the schemas in `graphx.schema` and `graphx.store.queries`.
Out:  frozen dataclasses whose fields are the columns.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Protocol, Self, TypeVar

import pyarrow as pa

from graphx.lineage.audit import CreditFate
from graphx.lineage.edits import EditKind, TypedEdit
from graphx.lineage.weights import DECIDED
from graphx.model import Clue, CreditKind, Derivation, Relation, Sibling, Status, Undecided


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One row of ``articles``; a stub when ``collected`` is false."""

    article_id: str
    id: str | None
    source: str | None
    url: str | None
    canonical_url: str | None
    title: str | None
    outlet_id: str | None
    outlet_name: str | None
    byline: str | None
    authors: list[str]
    published: str | None
    published_earliest: datetime | None
    published_latest: datetime | None
    date_precision: str | None
    date_basis: str | None
    date_zone_known: bool | None
    language: str | None
    words: int
    collected: bool
    cluster_id: str
    story_id: str
    origin_probability: float

    @property
    def label(self) -> str:
        """Title, or what else a person would know it by."""
        if self.title:
            return self.title
        if not self.collected:
            return "(text not collected)"
        return f"(no headline: {self.id})"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """One row of ``stories``."""

    story_id: str
    title: str | None
    articles: int
    stubs: int
    outlets: int
    published_earliest: datetime | None
    published_latest: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRow:
    """One row of ``outlets``."""

    outlet_id: str
    name: str
    domain: str | None
    aliases: list[str]
    kind: str
    parent_id: str | None
    country: str | None
    articles: int
    taken: int
    given: int
    stub_articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletEdgeRow:
    """How often one outlet's articles came from another's."""

    copy_outlet_id: str
    copy_outlet_name: str
    source_outlet_id: str
    source_outlet_name: str
    derivations: int
    confirmed: int
    claimed: int
    uncredited: int
    contradicted: int
    mean_lag_seconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRow:
    """One match with what a person would call its two articles."""

    left_id: str
    right_id: str
    relation: str
    jaccard: float
    left_containment: float
    right_containment: float
    shared_words: int
    longest_words: int
    left_title: str | None
    right_title: str | None
    left_outlet_name: str | None
    right_outlet_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """What one outlet did with the credits of what it took; bounds hold with 95 %."""

    outlet_id: str
    outlet_name: str | None
    taken: int
    credited: int
    credited_low: float
    credited_high: float
    uncredited: int
    uncredited_low: float
    uncredited_high: float
    misnamed: int
    misnamed_low: float
    misnamed_high: float
    kept: int
    replaced: int
    absent: int
    added: int
    median_lag_seconds: float | None
    median_lag_low: float | None
    median_lag_high: float | None
    lags: int

    @property
    def label(self) -> str:
        """Name, or what else a person would know it by."""
        return self.outlet_name or self.outlet_id

    @classmethod
    def of_nothing(cls, outlet_id: str, outlet_name: str | None) -> Self:
        """Return the audit of an outlet that took nothing: every share is open."""
        return cls(
            outlet_id=outlet_id,
            outlet_name=outlet_name,
            taken=0,
            credited=0,
            credited_low=0.0,
            credited_high=1.0,
            uncredited=0,
            uncredited_low=0.0,
            uncredited_high=1.0,
            misnamed=0,
            misnamed_low=0.0,
            misnamed_high=1.0,
            kept=0,
            replaced=0,
            absent=0,
            added=0,
            median_lag_seconds=None,
            median_lag_low=None,
            median_lag_high=None,
            lags=0,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterRow:
    """Near-duplicates of one text: how many, and which share of their pairs match."""

    cluster_id: str
    articles: int
    cohesion: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """What the arrival of a credited text did to a claim."""

    snapshot: int
    at: datetime
    event: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedDerivation(Derivation):
    """A derivation, and what became of the source's credit and text in the copy.

    ``fate`` is null where the derivation is contradicted or undecided.
    """

    fate: CreditFate | None = None
    edits: tuple[TypedEdit, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether it is probable enough to be told as more than possible."""
        return self.status is not Status.CONTRADICTED and self.probability >= DECIDED


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Any]]


Row = TypeVar("Row", bound=_Dataclass)


def rows(table: pa.Table, kind: type[Row]) -> Iterator[Row]:
    """Read `table` as values of `kind`, whose fields are all among its columns."""
    names = [field.name for field in fields(kind)]
    for row in table.select(names).to_pylist():
        yield kind(**row)


def clues_of_json(text: str) -> tuple[Clue, ...]:
    """Read the ``clues`` column of an edge."""
    return tuple(Clue(**clue) for clue in json.loads(text))


def edits_of_json(text: str) -> tuple[TypedEdit, ...]:
    """Read the ``edits`` column of a derivation."""
    return tuple(
        TypedEdit(
            edit=EditKind(row["edit"]),
            copy=_interval(row["copy_start"], row["copy_end"]),
            source=_interval(row["source_start"], row["source_end"]),
        )
        for row in json.loads(text)
    )


def _interval(start: int | None, end: int | None) -> tuple[int, int] | None:
    return None if start is None or end is None else (start, end)


def derivations(table: pa.Table) -> Iterator[TracedDerivation]:
    """Read the rows of ``story_derivations``."""
    for row in table.to_pylist():
        kind, fate = row["kind"], row["fate"]
        yield TracedDerivation(
            **row
            | {
                "kind": CreditKind(kind) if kind in set(CreditKind) else Relation(kind),
                "status": Status(row["status"]),
                "clues": clues_of_json(row["clues"]),
                "fate": None if fate is None else CreditFate(fate),
                "edits": edits_of_json(row["edits"]),
            }
        )


def siblings(table: pa.Table) -> Iterator[Sibling]:
    """Read the rows of ``story_siblings``."""
    for row in table.to_pylist():
        yield Sibling(**row | {"clues": clues_of_json(row["clues"])})


def undecided(table: pa.Table) -> Iterator[Undecided]:
    """Read the rows of ``story_undecided``."""
    for row in table.to_pylist():
        yield Undecided(**row)
