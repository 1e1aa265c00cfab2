"""Clues: reasons for or against "this source gave this copy its text".

In:   a `Pair`.
Out:  a `Clue` with its log-odds, a sentence and the words that were seen, or None for "it does
      not say".

One small pure function each; a sentence of its docstring is shown to readers.  A clue is silent
when it does not know: unknown is never a middle value.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from graphx.lineage.evidence import Pair, names
from graphx.lineage.weights import WEIGHTS
from graphx.model import Clue, Relation


def _clue(
    name: str, detail: str, *, left_quote: str | None = None, right_quote: str | None = None
) -> Clue:
    return Clue(
        name=name,
        weight=WEIGHTS[name],
        detail=detail,
        left_quote=left_quote,
        right_quote=right_quote,
    )


def credits_the_other(pair: Pair) -> Clue | None:
    """The copy names the source's outlet or address as the place its text came from."""
    credit = names(pair.copy.credits, pair.source)
    if credit is None or names(pair.source.credits, pair.copy) is not None:
        return None
    source = credit.source_outlet_name or pair.source.name
    return _clue("credits_the_other", f"the copy credits {source}", left_quote=credit.quote)


def credited_by_the_other(pair: Pair) -> Clue | None:
    """The supposed source names the copy's outlet or address as the place its text came from."""
    credit = names(pair.source.credits, pair.copy)
    if credit is None or names(pair.copy.credits, pair.source) is not None:
        return None
    name = credit.source_outlet_name or pair.copy.name
    return _clue(
        "credited_by_the_other", f"the supposed source credits {name}", right_quote=credit.quote
    )


def says_it_ran_there(pair: Pair) -> Clue | None:
    """The source says that its text also ran at the copy's outlet."""
    note = names(pair.source.outgoing, pair.copy)
    if note is None:
        return None
    return _clue(
        "says_it_ran_there",
        f"{pair.source.name} says it also ran at {pair.copy.name}",
        right_quote=note.quote,
    )


def published_earlier(pair: Pair) -> Clue | None:
    """Every moment the source may have been published lies before every moment the copy may."""
    source, copy = pair.source.published, pair.copy.published
    if source is None or copy is None or not source.certainly_before(copy):
        return None
    lag = describe_lag(copy.middle - source.middle)
    return _clue(
        "published_earlier",
        f"the source was published {lag} earlier",
        left_quote=copy.iso(),
        right_quote=source.iso(),
    )


def published_later(pair: Pair) -> Clue | None:
    """Every moment the supposed source may have been published lies after the copy's."""
    source, copy = pair.source.published, pair.copy.published
    if source is None or copy is None or not copy.certainly_before(source):
        return None
    lag = describe_lag(source.middle - copy.middle)
    return _clue(
        "published_later",
        f"the supposed source was published {lag} later",
        left_quote=copy.iso(),
        right_quote=source.iso(),
    )


def is_contained(pair: Pair) -> Clue | None:
    """The copy is a part of the longer source: nearly all of its words stand there."""
    if pair.match is None or pair.match.relation is not Relation.EXCERPT:
        return None
    copy, source = pair.copy_containment, pair.source_containment
    if copy is None or source is None or copy <= source:
        return None
    return _clue("is_contained", f"{copy:.0%} of the copy's text stands in the source")


Rule = Callable[[Pair], Clue | None]

CLUES: Final[tuple[Rule, ...]] = (
    credits_the_other,
    credited_by_the_other,
    says_it_ran_there,
    published_earlier,
    published_later,
    is_contained,
)
"""Every clue, in the order they are told."""


def clues_of(pair: Pair) -> tuple[Clue, ...]:
    """Return what every clue says of `pair`, in the order of `CLUES`."""
    return tuple(clue for rule in CLUES if (clue := rule(pair)) is not None)


def shared_quotation(pair: Pair) -> Clue | None:
    """Both texts hold one short passage, and neither names the other: they quote a third text."""
    match = pair.match
    if match is None or match.relation is not Relation.QUOTATION:
        return None
    sides = (pair.copy, pair.source), (pair.source, pair.copy)
    if any(names(one.credits + one.mentions, other) is not None for one, other in sides):
        return None
    return _clue(
        "shared_quotation",
        f"{match.shared_words} shared words, the longest run {match.longest_words}, "
        "and neither names the other",
    )


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
