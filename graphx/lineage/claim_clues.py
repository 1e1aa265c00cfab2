"""Clues of what articles say: credits, notes, mentions, bylines.

In:   a `Pair`.
Out:  a `Sighting`, or nothing; see `graphx.lineage.clues`.
"""

from typing import Final

from graphx.lineage.evidence import Pair, Witness, names, naming, same_address
from graphx.lineage.sightings import Sighting
from graphx.model import Credit, CreditKind, DateBasis, DateInterval

_HANDED_ON: Final = 0.4
"""What a credit counts that a nearer text, which may be the source, prints as well."""

_DATELINES: Final = frozenset({"dateline", "bare_dateline", "possible_dateline"})


def credits_the_other(pair: Pair) -> Sighting | None:
    """The copy names the source's outlet or address as the place its text came from."""
    credit = names(pair.copy.credits, pair.source)
    if credit is None or names(pair.source.credits, pair.copy) is not None:
        return None
    source = credit.source_outlet_name or pair.source.name
    times = len(naming(pair.copy.credits, pair.source))
    return Sighting(
        name="credits_the_other",
        strength=_HANDED_ON if pair.is_handed_on else 1.0,
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


def reads_translated(pair: Pair) -> Sighting | None:
    """The names and figures of the source stand in the copy too, in the same order.

    The two are in different languages, and the copy credits the source's outlet.
    """
    seen = pair.translation
    if seen is None:
        return None
    return Sighting(
        name="reads_translated",
        strength=_HANDED_ON if pair.is_handed_on else 1.0,
        detail=seen.words,
        left_quote=seen.copy_quote,
        right_quote=seen.source_quote,
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
    if other.source_outlet_id is None or _credited_alike(pair):
        return None
    return Sighting(
        name="credits_somebody_else",
        detail=f"the copy credits {other.source_outlet_name}, not {pair.source.name}",
        left_quote=other.quote,
    )


def keeps_the_credit(pair: Pair) -> Sighting | None:
    """Both credit the same third outlet: each may have taken the text from there.

    Whoever copies a translation prints its credit as well: there it says nothing.
    """
    alike = _credited_alike(pair)
    if not alike or names(pair.copy.credits, pair.source) is not None:
        return None
    if any(credit.kind is CreditKind.TRANSLATION for credit in alike):
        return None
    credit = alike[0]
    return Sighting(
        name="keeps_the_credit",
        detail=f"both credit {credit.source_outlet_name}",
        left_quote=credit.quote,
    )


def _credited_alike(pair: Pair) -> list[Credit]:
    """Credits of the copy that name an outlet the source credits as well."""
    if not pair.source.credits or not pair.copy.credits:
        return []
    theirs = {credit.source_outlet_id for credit in pair.source.credits} - {None}
    return [credit for credit in pair.copy.credits if credit.source_outlet_id in theirs]


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
    if pair.is_handed_on:
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
    ours = _datelines(pair.copy)
    if not ours or not pair.source.collected:
        return None
    theirs = _datelines(pair.source)
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
