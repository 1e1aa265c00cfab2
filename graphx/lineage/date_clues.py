"""Clues of dates.

In:   a `Pair`.
Out:  a `Sighting`, or nothing; see `graphx.lineage.clues`.
"""

import math
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from graphx.lineage.evidence import Pair, existed_before
from graphx.lineage.sightings import Sighting
from graphx.model import Relation

_USUAL_SLIP: Final = timedelta(hours=1)
_SOON: Final = timedelta(hours=4)
_MOST_DOUBLED: Final = 6.0
_ONE_CLOCK: Final = (
    3.0  # as much as three sure dates of other outlets; `weights` tells of the sweep
)
_PARTS: Final = frozenset({Relation.PARTIAL, Relation.QUOTATION})


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
    """Every moment the supposed source may have been published lies after the copy's.

    It weighs more the later: clocks are wrong by hours, and pages are dated anew.  One outlet's
    clock is wrong for both of its texts: its later version is hardly the source of the earlier.
    """
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
    gap = source.bounds()[0] - copy.bounds()[1]
    return Sighting(
        name="published_later",
        strength=lateness(gap, one_clock=of_one_outlet(pair)),
        detail=f"the supposed source was published {lag} later",
        left_quote=copy.iso(),
        right_quote=source.iso(),
    )


def published_soon_before(pair: Pair) -> Sighting | None:
    """The source was published nearer in time than others that have the text: copies come soon."""
    if pair.longest_lag is None or not existed_before(pair.source, pair.copy):
        return None
    source, copy = pair.source.published, pair.copy.published
    if source is None or copy is None:
        return None
    lag = copy.middle - source.middle
    strength = freshness(lag, pair.longest_lag)
    if not strength:
        return None
    return Sighting(
        name="published_soon_before",
        strength=strength,
        detail=f"the source was published {describe_lag(lag)} earlier, the first of the texts "
        f"that may be {describe_lag(pair.longest_lag)}",
        left_quote=copy.iso(),
        right_quote=source.iso(),
    )


def longest_lags(pairs: Iterable[Pair]) -> dict[str, timedelta]:
    """Return how long before each copy the first text was published that may be its whole source.

    By copy; what dates do not order is passed over.
    """
    found: dict[str, timedelta] = {}
    for pair in pairs:
        source, copy = pair.source.published, pair.copy.published
        if source is None or copy is None or not may_be_all_of(pair):
            continue
        if existed_before(pair.source, pair.copy):
            lag = copy.middle - source.middle
            found[pair.copy.article_id] = max(lag, found.get(pair.copy.article_id, lag))
    return found


def may_be_all_of(pair: Pair) -> bool:
    """Whether the copy may have all its words from the source, and not only a part."""
    return pair.match is not None and pair.match.relation not in _PARTS


def freshness(lag: timedelta, longest: timedelta) -> float:
    """Return how often the longest lag is the double of this; within hours all are alike.

    What has no date, and a text nobody has, is taken to be as old as the oldest: it was there
    before all its copies.

    Examples
    --------
    >>> freshness(timedelta(hours=6), timedelta(days=2)), freshness(timedelta(0), timedelta(0))
    (3.0, 0.0)
    """
    doubled = math.log2(max(longest, _SOON) / max(lag, _SOON))
    return min(_MOST_DOUBLED, max(0.0, doubled))


def lateness(gap: timedelta, *, one_clock: bool) -> float:
    """Return how much a source says that is dated so much later than its copy.

    Examples
    --------
    >>> lateness(timedelta(hours=1), one_clock=False)
    0.5
    """
    return _ONE_CLOCK if one_clock else gap / (gap + _USUAL_SLIP)


def of_one_outlet(pair: Pair) -> bool:
    """Whether one clock told both dates."""
    return pair.source.outlet_id is not None and pair.source.outlet_id == pair.copy.outlet_id


def own_earlier_version(pair: Pair) -> Sighting | None:
    """The source is an earlier text of the copy's own outlet, which brings its texts up to date."""
    if pair.match is None or pair.match.relation in _PARTS:
        return None
    if not of_one_outlet(pair) or not existed_before(pair.source, pair.copy):
        return None
    return Sighting(
        name="own_earlier_version", detail=f"both are of {pair.source.name}, the source first"
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
