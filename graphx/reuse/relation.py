"""Name how two texts are related by what they share.

In:   numbers of shared and of all distinct shingles.
Out:  a `Relation`, or nothing; `Match`, and its row of `schema.MATCHED`.
"""

from dataclasses import dataclass

from graphx.model import Relation, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationLimits:
    """What each relation takes; the first that fits names the pair."""

    duplicate_jaccard: float = 0.5
    contained: float = 0.8
    duplicate_length: float = 0.4  # shorter over longer, of a contained text that is a duplicate
    partial: float = 0.25
    quotation_shingles: int = 15


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


def relate(shared: int, left: int, right: int, limits: RelationLimits) -> Relation | None:
    """Name the relation of two texts by their distinct shingles.

    Examples
    --------
    >>> relate(80, 100, 1000, RelationLimits()).value
    'excerpt'
    >>> relate(14, 100, 1000, RelationLimits()) is None
    True
    """
    if not shared:
        return None
    shorter, longer = sorted((left, right))
    contained = shared / shorter
    if shared / (left + right - shared) >= limits.duplicate_jaccard:
        return Relation.NEAR_DUPLICATE
    if contained >= limits.contained:
        alike = shorter >= limits.duplicate_length * longer
        return Relation.NEAR_DUPLICATE if alike else Relation.EXCERPT
    if contained >= limits.partial:
        return Relation.PARTIAL
    return Relation.QUOTATION if shared >= limits.quotation_shingles else None


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
