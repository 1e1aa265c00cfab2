"""What text two articles really share."""

import enum
from dataclasses import dataclass

from graphx.errors import InvalidValueError


class Relation(enum.StrEnum):
    """How much text two articles share; see `graphx.reuse`."""

    NEAR_DUPLICATE = "near_duplicate"
    EXCERPT = "excerpt"
    PARTIAL = "partial"
    QUOTATION = "quotation"


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
