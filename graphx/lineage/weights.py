"""How much each clue weighs, in one table.

Every number is a log-odds.  They are first estimates, set by hand so that a credit outweighs a
date, a date outweighs the shape of the overlap, and nothing but dates that exclude it can
silence a credit; they were not fitted on data.  What a probability made of them means is said
wherever one is shown: "as far as these clues tell".
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from graphx.model import Relation

WEIGHTS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "credits_the_other": 4.0,
        "credited_by_the_other": -4.0,
        "says_it_ran_there": 3.0,
        "published_earlier": 2.0,
        "published_later": -6.0,
        "is_contained": 1.0,
        "shared_quotation": 2.0,
    }
)
"""Log-odds that the source gave the copy its text, by clue."""

RELATION_PRIOR: Final[Mapping[Relation, float]] = MappingProxyType(
    {
        Relation.NEAR_DUPLICATE: 0.5,
        Relation.EXCERPT: 0.5,
        Relation.PARTIAL: -0.5,
        Relation.QUOTATION: -4.0,
    }
)
"""Log-odds of direct copying against a source nobody collected, before any clue."""

STUB_PRIOR: Final = 0.0
"""The same for a credited article nobody collected: the credit itself is what speaks for it."""

DECIDED: Final = 0.6
"""A direction is told from this probability on; below it the answer is *undecided*.

Two clues of one date each give .92, none gives .38: any bound between tells the same cases apart.
"""
