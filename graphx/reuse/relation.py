"""Name how two texts are related by what they share.

In:   numbers of shared and of all distinct shingles.
Out:  a `Relation`, or nothing; `Match`, and its row of `schema.MATCHED`.
"""

from dataclasses import astuple, dataclass
from typing import Final, TypeAlias

from graphx.model import Relation, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationLimits:
    """What each relation takes; the first that fits names the pair."""

    duplicate_jaccard: float = 0.5
    contained: float = 0.8
    duplicate_length: float = 0.4  # shorter over longer, of a contained text that is a duplicate
    partial: float = 0.25
    quotation_shingles: int = 15

    @property
    def numbers(self) -> "Limits":
        """All of them in order, as the kernels take them."""
        jaccard, contained, length, partial, quotation = astuple(self)
        return float(jaccard), float(contained), float(length), float(partial), int(quotation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A row of `schema.MATCH` without its ids, and the passages."""

    relation: Relation
    jaccard: float
    left_containment: float
    right_containment: float
    shared_words: int
    longest_words: int
    spans: tuple[Span, ...]


Limits: TypeAlias = tuple[float, float, float, float, int]
"""`RelationLimits` in the order of its fields."""

NOT_RELATED: Final = -1

RELATIONS: Final = (
    Relation.NEAR_DUPLICATE,
    Relation.EXCERPT,
    Relation.PARTIAL,
    Relation.QUOTATION,
)
"""What the numbers of `relation_number` stand for."""


def relation_number(shared: int, left: int, right: int, limits: Limits) -> int:
    """Return the place in `RELATIONS` of how two texts are related, or `NOT_RELATED`.

    Written so that it can be compiled: see `relate`.
    """
    jaccard, contained, length, partial, quotation = limits
    if shared == 0:
        return NOT_RELATED
    shorter = min(left, right)
    share = shared / shorter
    if shared / (left + right - shared) >= jaccard:
        return 0
    if share >= contained:
        return 0 if shorter >= length * max(left, right) else 1
    if share >= partial:
        return 2
    return 3 if shared >= quotation else NOT_RELATED


def relate(shared: int, left: int, right: int, limits: RelationLimits) -> Relation | None:
    """Name the relation of two texts by their distinct shingles.

    Examples
    --------
    >>> relate(80, 100, 1000, RelationLimits()).value
    'excerpt'
    >>> relate(14, 100, 1000, RelationLimits()) is None
    True
    """
    number = relation_number(shared, left, right, limits.numbers)
    return None if number == NOT_RELATED else RELATIONS[number]


def match_row(left_id: str, right_id: str, match: Match) -> dict[str, object]:
    """Write a match as a row of `schema.MATCHED`."""
    return {
        "left_id": left_id,
        "right_id": right_id,
        "relation": match.relation.value,
        "jaccard": match.jaccard,
        "left_containment": match.left_containment,
        "right_containment": match.right_containment,
        "shared_words": match.shared_words,
        "longest_words": match.longest_words,
        "spans": [
            {
                "left_start": span.left_start,
                "left_end": span.left_end,
                "right_start": span.right_start,
                "right_end": span.right_end,
            }
            for span in match.spans
        ],
    }
