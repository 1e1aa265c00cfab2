"""Clues: reasons for or against "this source gave this copy its text".

In:   a `Pair`.
Out:  a `Sighting`: how strongly the clue was seen, a sentence and the words that were seen; or
      None for "it does not say".

One small pure function each; a sentence of its docstring is shown to readers.  A clue is silent
when it does not know: unknown is never a middle value.  What a sighting weighs stands in
`graphx.lineage.weights`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from graphx.lineage.evidence import Pair, Witness, existed_before, names, naming, same_address
from graphx.lineage.weights import WEIGHTS
from graphx.model import Clue, CreditKind, DateBasis, DateInterval, Relation

MOST_PLACES: Final = 5
"""More places than this say no more than this many."""

MOST_PASSAGES: Final = 2
"""The same for whole passages."""

_PARTS: Final = frozenset({Relation.PARTIAL, Relation.QUOTATION})

_MUCH: Final = 0.3
_PREFACE_WORDS: Final = 8
_PARAGRAPH_WORDS: Final = 25
_DATELINES: Final = frozenset({"dateline", "bare_dateline"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A clue that was seen; `strength` multiplies its weight."""

    name: str
    detail: str
    strength: float = 1.0
    left_quote: str | None = None
    right_quote: str | None = None

    def weighed(self, weights: Mapping[str, float] = WEIGHTS) -> Clue:
        """Return the clue with its log-odds."""
        return Clue(
            name=self.name,
            weight=weights[self.name] * self.strength,
            detail=self.detail,
            left_quote=self.left_quote,
            right_quote=self.right_quote,
        )


def credits_the_other(pair: Pair) -> Sighting | None:
    """The copy names the source's outlet or address as the place its text came from."""
    credit = names(pair.copy.credits, pair.source)
    if credit is None or names(pair.source.credits, pair.copy) is not None:
        return None
    source = credit.source_outlet_name or pair.source.name
    times = len(naming(pair.copy.credits, pair.source))
    return Sighting(
        name="credits_the_other",
        detail=f"the copy credits {source}" + (f" {times} times" if times > 1 else ""),
        left_quote=credit.quote,
    )


def credits_the_address(pair: Pair) -> Sighting | None:
    """The copy links to the very page of the source as the place its text came from."""
    credit = names(pair.copy.credits, pair.source)
    if credit is None or not any(
        same_address(one.source_url, pair.source.url) for one in pair.copy.credits
    ):
        return None
    return Sighting(
        name="credits_the_address",
        detail="its credit gives the address of this very article",
        left_quote=pair.source.url,
    )


def credits_the_author(pair: Pair) -> Sighting | None:
    """The copy's credit names an author of the source."""
    authors = {name.casefold() for name in pair.source.authors}
    for credit in pair.copy.credits:
        if credit.author is not None and credit.author.casefold() in authors:
            return Sighting(
                name="credits_the_author",
                detail=f"its credit names {credit.author}, who wrote the source",
                left_quote=credit.quote,
            )
    return None


def credited_by_the_other(pair: Pair) -> Sighting | None:
    """The supposed source names the copy's outlet or address as the place its text came from."""
    credit = names(pair.source.credits, pair.copy)
    if credit is None or names(pair.copy.credits, pair.source) is not None:
        return None
    name = credit.source_outlet_name or pair.copy.name
    return Sighting(
        name="credited_by_the_other",
        detail=f"the supposed source credits {name}",
        right_quote=credit.quote,
    )


def credits_somebody_else(pair: Pair) -> Sighting | None:
    """The copy credits an outlet, and it is not the source's."""
    if not pair.copy.credits or names(pair.copy.credits, pair.source) is not None:
        return None
    other = max(pair.copy.credits, key=lambda credit: (credit.confidence, credit.credit_id))
    if other.source_outlet_id is None:
        return None
    return Sighting(
        name="credits_somebody_else",
        detail=f"the copy credits {other.source_outlet_name}, not {pair.source.name}",
        left_quote=other.quote,
    )


def credit_fits_the_date(pair: Pair) -> Sighting | None:
    """The date in the copy's credit is the date of the source."""
    credit = names(pair.copy.credits, pair.source)
    if credit is None or credit.date is None or pair.source.published is None:
        return None
    try:
        stated = DateInterval.of_iso(credit.date, DateBasis.CREDIT)
    except ValueError:
        return None  # a date only a reader understands
    apart = stated.certainly_before(
        pair.source.published
    ) or pair.source.published.certainly_before(stated)
    if apart or not pair.source.collected:
        return None
    return Sighting(
        name="credit_fits_the_date",
        detail="the date in the credit is the source's",
        left_quote=credit.date,
        right_quote=pair.source.published.iso(),
    )


def says_it_ran_there(pair: Pair) -> Sighting | None:
    """The source says that its text also ran at the copy's outlet."""
    note = names(pair.source.outgoing, pair.copy)
    if note is None:
        return None
    return Sighting(
        name="says_it_ran_there",
        detail=f"{pair.source.name} says it also ran at {pair.copy.name}",
        right_quote=note.quote,
    )


def names_the_other(pair: Pair) -> Sighting | None:
    """The copy's text names the source's outlet ("told …"), and not the other way round."""
    mention = names(pair.copy.mentions, pair.source)
    if mention is None or mention.kind is CreditKind.SELF or pair.source.outlet_id is None:
        return None
    if any(one.source_outlet_id == pair.copy.outlet_id for one in pair.source.mentions):
        return None
    return Sighting(
        name="names_the_other",
        detail=f"the copy's text names {pair.source.name}",
        left_quote=mention.quote,
    )


def agency_dateline_kept(pair: Pair) -> Sighting | None:
    """The copy keeps the agency's dateline of the source, or has one that the source lacks."""
    ours, theirs = _datelines(pair.copy), _datelines(pair.source)
    if not ours or not pair.source.collected:
        return None
    agency, quote = min(ours.items())
    if agency in theirs:
        return Sighting(
            name="agency_dateline_kept",
            detail="both have the dateline of one agency",
            left_quote=quote,
            right_quote=theirs[agency],
        )
    if agency == pair.source.outlet_id:
        return None
    return Sighting(
        name="agency_dateline_kept",
        strength=-1.0,
        detail="the copy has an agency's dateline that the supposed source lacks",
        left_quote=quote,
    )


def _datelines(witness: Witness) -> dict[str, str]:
    return {
        credit.source_outlet_id: credit.quote
        for credit in witness.credits
        if credit.rule in _DATELINES and credit.source_outlet_id is not None
    }


def byline_at_home(pair: Pair) -> Sighting | None:
    """The copy's author usually writes for the source's outlet, not for the copy's."""
    home = pair.copy.authors_homes
    if pair.source.outlet_id not in home or pair.copy.outlet_id in home:
        return None
    return Sighting(
        name="byline_at_home", detail=f"the copy's author usually writes for {pair.source.name}"
    )


def published_earlier(pair: Pair) -> Sighting | None:
    """Every moment the source may have been published lies before every moment the copy may."""
    if not existed_before(pair.source, pair.copy):
        return None
    source, copy = pair.source.published, pair.copy.published
    if source is None or copy is None:
        return Sighting(
            name="published_earlier",
            detail="the source was collected before the copy was published",
            left_quote=copy.iso() if copy else None,
        )
    return Sighting(
        name="published_earlier",
        detail=f"the source was published {describe_lag(copy.middle - source.middle)} earlier",
        left_quote=copy.iso(),
        right_quote=source.iso(),
    )


def published_later(pair: Pair) -> Sighting | None:
    """Every moment the supposed source may have been published lies after the copy's."""
    if not existed_before(pair.copy, pair.source):
        return None
    source, copy = pair.source.published, pair.copy.published
    if source is None or copy is None:
        return Sighting(
            name="published_later",
            detail="the copy was collected before the supposed source was published",
            right_quote=source.iso() if source else None,
        )
    lag = describe_lag(source.middle - copy.middle)
    return Sighting(
        name="published_later",
        detail=f"the supposed source was published {lag} later",
        left_quote=copy.iso(),
        right_quote=source.iso(),
    )


def is_contained(pair: Pair) -> Sighting | None:
    """The copy is a part of the longer source: nearly all of its words stand there."""
    if pair.match is None or pair.match.relation is not Relation.EXCERPT:
        return None
    copy, source = pair.copy_containment, pair.source_containment
    if copy is None or source is None or copy <= source:
        return None
    return Sighting(
        name="is_contained", detail=f"{copy:.0%} of the copy's text stands in the source"
    )


def mostly_unlike(pair: Pair) -> Sighting | None:
    """Both texts have much that the other lacks: they may quote a third text at length."""
    copy, source = pair.copy_containment, pair.source_containment
    if copy is None or source is None:
        return None
    own = min(1.0 - copy, 1.0 - source)
    if own < _MUCH:
        return None
    return Sighting(
        name="mostly_unlike",
        strength=own,
        detail=f"at least {own:.0%} of each text is not in the other",
    )


def another_is_nearer(pair: Pair) -> Sighting | None:
    """Another text that may be the source differs from the copy in fewer places."""
    overlap = pair.overlap
    if overlap is None or overlap.places <= overlap.nearest_places:
        return None
    return Sighting(
        name="another_is_nearer",
        strength=min(MOST_PLACES, overlap.places - overlap.nearest_places),
        detail=(
            f"it differs from the copy in {_places(overlap.places)}, "
            f"another text in {_places(overlap.nearest_places)}"
        ),
    )


def adds_passages(pair: Pair) -> Sighting | None:
    """The copy has whole passages that the supposed source lacks; copies rather leave out."""
    overlap = pair.overlap
    if overlap is None or (pair.match is not None and pair.match.relation in _PARTS):
        return None
    count = overlap.copy_passages + (overlap.copy_foot_words >= _PARAGRAPH_WORDS)
    if not count:
        return None
    return Sighting(
        name="adds_passages",
        strength=min(MOST_PASSAGES, count),
        detail=f"the copy has {count} passage{'s' * (count > 1)} that the supposed source lacks",
    )


def preface_added(pair: Pair) -> Sighting | None:
    """One of the two has words of its own before the shared text: that is mostly the copy."""
    overlap = pair.overlap
    if overlap is None:
        return None
    copy, source = overlap.copy_head_words, overlap.source_head_words
    if copy >= _PREFACE_WORDS and not source:
        return Sighting(
            name="preface_added", detail=f"the copy puts {copy} words before the shared text"
        )
    if source >= _PREFACE_WORDS and not copy:
        return Sighting(
            name="preface_added",
            strength=-1.0,
            detail=f"the supposed source has {source} words before the shared text",
        )
    return None


def cut_from_the_end(pair: Pair) -> Sighting | None:
    """The source goes on for a paragraph or more where the copy ends."""
    overlap = pair.overlap
    if overlap is None or overlap.source_foot_words < _PARAGRAPH_WORDS or overlap.copy_foot_words:
        return None
    return Sighting(
        name="cut_from_the_end",
        detail=f"the source goes on for {overlap.source_foot_words} words where the copy ends",
    )


def footer_added(pair: Pair) -> Sighting | None:
    """One of the two has a few words of its own after the shared text: that is mostly the copy."""
    overlap = pair.overlap
    if overlap is None:
        return None
    copy, source = overlap.copy_foot_words, overlap.source_foot_words
    if _PREFACE_WORDS <= copy < _PARAGRAPH_WORDS and not source:
        return Sighting(
            name="footer_added", detail=f"the copy puts {copy} words after the shared text"
        )
    if _PREFACE_WORDS <= source < _PARAGRAPH_WORDS and not copy:
        return Sighting(
            name="footer_added",
            strength=-1.0,
            detail=f"the supposed source has {source} words after the shared text",
        )
    return None


def corrected_later(pair: Pair) -> Sighting | None:
    """One of the two says that it was corrected, and the other does not: it is the later text."""
    copy, source = pair.copy.correction, pair.source.correction
    if pair.match is None or (copy is None) == (source is None):
        return None
    if copy is not None:
        return Sighting(
            name="corrected_later",
            detail="the copy carries a correction that the source lacks",
            left_quote=copy,
        )
    return Sighting(
        name="corrected_later",
        strength=-1.0,
        detail="the supposed source carries a correction that the copy lacks",
        right_quote=source,
    )


def same_headline(pair: Pair) -> Sighting | None:
    """Both run under the same headline."""
    here, there = pair.copy.title, pair.source.title
    if not here or not there or here.casefold().split() != there.casefold().split():
        return None
    return Sighting(name="same_headline", detail="both have one headline", left_quote=here)


Rule = Callable[[Pair], Sighting | None]

CLUES: Final[tuple[Rule, ...]] = (
    credits_the_other,
    credits_the_address,
    credits_the_author,
    credit_fits_the_date,
    credited_by_the_other,
    credits_somebody_else,
    says_it_ran_there,
    names_the_other,
    agency_dateline_kept,
    byline_at_home,
    published_earlier,
    published_later,
    is_contained,
    mostly_unlike,
    another_is_nearer,
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
    adds_passages,
    preface_added,
    footer_added,
    cut_from_the_end,
)
"""Clues that need nothing but the texts: what can be said of a text nobody knows."""


def sightings_of(pair: Pair) -> tuple[Sighting, ...]:
    """Return what every clue says of `pair`, in the order of `CLUES`."""
    return tuple(seen for rule in CLUES if (seen := rule(pair)) is not None)


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


def describe_lag(lag: timedelta) -> str:
    """Write a lag as a person would.

    Examples
    --------
    >>> describe_lag(timedelta(hours=6, minutes=10))
    '6 hours'
    >>> describe_lag(timedelta(days=1))
    '1 day'
    """
    seconds = abs(lag.total_seconds())
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {unit}" + ("s" if count > 1 else "")
    return "less than a minute"


def _places(count: int) -> str:
    return f"{count} place" + ("" if count == 1 else "s")
