"""How much each clue weighs, in one table.

Every number is a log-odds, per place where a clue counts places.  They were fitted by
``graphx lineage fit`` (`graphx.lineage.fitting`) on four simulated corpora of 250 articles, seeds
1 to 4, two of them without any credit, and rounded.  Where the simulator's habits are not
everybody's they were moved towards caution: ``published_later`` (fitted -1.6: a simulated clock is
wrong more often than a real one), ``same_headline`` (1.8), ``names_the_other`` (2.4).
``is_contained`` (0.6) and the prior of excerpts (0.0) stay where a longer text is the likelier
source of an excerpt without a date.  What the simulator has too few cases of is an estimate:
``says_it_ran_there``, ``byline_at_home``, ``credit_fits_the_date``,
``shared_quotation``, the priors of stubs, quotations and addresses.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from graphx.model import Relation

WEIGHTS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "credits_the_other": 4.4,
        "credits_the_address": 2.1,
        "credit_fits_the_date": 0.5,
        "credited_by_the_other": -4.0,
        "credits_somebody_else": -2.7,
        "says_it_ran_there": 3.0,
        "names_the_other": 2.0,
        "byline_at_home": 1.0,
        "published_earlier": 0.5,
        "published_later": -2.5,
        "is_contained": 1.1,
        "mostly_unlike": -3.6,
        "another_is_nearer": -0.7,
        "both_have_changes": -0.6,
        "stands_with_the_others": 0.8,
        "preface_added": 0.2,
        "cut_from_the_end": 0.3,
        "same_headline": 1.0,
        "shared_quotation": 2.0,
    }
)
"""Log-odds that the source gave the copy its text, by clue."""

RELATION_PRIOR: Final[Mapping[Relation, float]] = MappingProxyType(
    {
        Relation.NEAR_DUPLICATE: 2.4,
        Relation.EXCERPT: 0.4,
        Relation.PARTIAL: 0.0,
        Relation.QUOTATION: -4.0,
    }
)
"""Log-odds of direct copying against a source nobody collected, before any clue."""

STUB_PRIOR: Final = -0.5
"""The same for a credited article nobody collected, without the credit that speaks for it."""

ADDRESS_PRIOR: Final = -3.0
"""The same for a collected article whose address is credited and whose text does not match."""

DECIDED: Final = 0.6
"""A direction is told from this probability on; below it the answer is *undecided*."""
