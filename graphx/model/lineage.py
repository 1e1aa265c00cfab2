"""Who probably took it from whom, and why."""

import enum
from dataclasses import dataclass

from graphx.model.claims import CreditKind
from graphx.model.evidence import Relation


class Status(enum.StrEnum):
    """How claim and evidence of a derivation stand to one another."""

    CONFIRMED = "confirmed"
    CLAIMED = "claimed"
    UNCREDITED = "uncredited"
    CONTRADICTED = "contradicted"


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
class Derivation:
    """The copy took its text from the source, as far as claims and evidence tell.

    ``kind`` is the kind of the credit, or the relation of the match where no credit was found.
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
