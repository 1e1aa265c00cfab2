"""Clues: reasons for or against "this source gave this copy its text".

In:   a `Pair`.
Out:  a `Sighting`: how strongly the clue was seen, a sentence and the words that were seen; or
      None for "it does not say".

One small pure function each; a sentence of its docstring is shown to readers.  A clue is silent
when it does not know: unknown is never a middle value.  What a sighting weighs stands in
`graphx.lineage.weights`.
"""

from collections.abc import Callable
from typing import Final

from graphx.lineage.claim_clues import (
    agency_dateline_kept,
    byline_at_home,
    credit_fits_the_date,
    credited_by_the_other,
    credits_somebody_else,
    credits_the_address,
    credits_the_author,
    credits_the_other,
    keeps_the_credit,
    names_the_other,
    reads_translated,
    says_it_ran_there,
)
from graphx.lineage.date_clues import (
    own_earlier_version,
    published_earlier,
    published_later,
    published_soon_before,
)
from graphx.lineage.evidence import Pair, names
from graphx.lineage.sightings import Sighting
from graphx.lineage.text_clues import (
    adds_passages,
    another_is_nearer,
    begins_alike,
    corrected_later,
    cut_from_the_end,
    footer_added,
    is_contained,
    mostly_unlike,
    preface_added,
    same_headline,
)
from graphx.model import Clue, Relation

Rule = Callable[[Pair], Sighting | None]

CLUES: Final[tuple[Rule, ...]] = (
    credits_the_other,
    credits_the_address,
    reads_translated,
    credits_the_author,
    credit_fits_the_date,
    credited_by_the_other,
    credits_somebody_else,
    keeps_the_credit,
    says_it_ran_there,
    names_the_other,
    agency_dateline_kept,
    byline_at_home,
    published_earlier,
    published_later,
    published_soon_before,
    own_earlier_version,
    is_contained,
    mostly_unlike,
    another_is_nearer,
    begins_alike,
    adds_passages,
    preface_added,
    footer_added,
    cut_from_the_end,
    corrected_later,
    same_headline,
)
"""Every clue, in the order they are told."""


OF_TEXTS: Final[tuple[Rule, ...]] = (
    another_is_nearer,
    begins_alike,
    adds_passages,
    preface_added,
    footer_added,
    cut_from_the_end,
    same_headline,
)
"""Clues that need nothing but the texts: what can be said of a text nobody knows."""

TEXTUAL: Final = frozenset(rule.__name__ for rule in OF_TEXTS)

OF_DATES: Final = frozenset(
    rule.__name__ for rule in (published_earlier, published_later, published_soon_before)
)
"""Clues that dates give which may be wrong."""


def sightings_of(pair: Pair) -> tuple[Sighting, ...]:
    """Return what every clue says of `pair`, in the order of `CLUES`."""
    return tuple([seen for rule in CLUES if (seen := rule(pair)) is not None])


def shared_quotation(pair: Pair) -> Clue | None:
    """Both texts hold one short passage, and neither names the other: they quote a third text."""
    match = pair.match
    if match is None or match.relation is not Relation.QUOTATION:
        return None
    sides = (pair.copy, pair.source), (pair.source, pair.copy)
    if any(names(one.credits + one.mentions, other) is not None for one, other in sides):
        return None
    return Sighting(
        name="shared_quotation",
        detail=(
            f"{match.shared_words} shared words, the longest run {match.longest_words}, "
            "and neither names the other"
        ),
    ).weighed()
