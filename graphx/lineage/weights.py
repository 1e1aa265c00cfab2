"""How much each clue weighs, in one table.

Every number is a log-odds, per place where a clue counts places.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from graphx.model import Relation

WEIGHTS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "credits_the_other": 4.0,
        "credits_the_address": 1.0,
        "credit_fits_the_date": 0.5,
        "credited_by_the_other": -4.0,
        "credits_somebody_else": -0.5,
        "repeats_its_credit": 0.5,
        "says_it_ran_there": 3.0,
        "names_the_other": 0.7,
        "byline_at_home": 1.0,
        "published_earlier": 2.0,
        "published_later": -5.0,
        "is_contained": 1.0,
        "mostly_unlike": -4.0,
        "another_is_nearer": -1.0,
        "both_have_changes": -1.0,
        "stands_with_the_others": 0.5,
        "preface_added": 0.5,
        "cut_from_the_end": 0.5,
        "same_headline": 0.5,
        "corrected_later": 0.5,
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

ADDRESS_PRIOR: Final = -3.0
"""The same for a collected article whose address is credited and whose text does not match."""

DECIDED: Final = 0.6
"""A direction is told from this probability on; below it the answer is *undecided*."""
