"""Clues of dates: lags, slips, and what has no date."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.lineage.date_clues import (
    freshness,
    lateness,
    longest_lags,
    published_soon_before,
)
from graphx.lineage.evidence import Pair, Witness
from graphx.model import Match, Relation

Make = Callable[..., Witness]
MakeMatch = Callable[..., Match]

HOUR = timedelta(hours=1)


def test_the_longest_lag_is_that_of_the_first_text_with_all_the_words(
    witness: Make, match: MakeMatch
) -> None:
    copy = witness("c", "2026-03-05T10:00Z")
    days = {"a": "2026-03-02T10:00Z", "b": "2026-03-04T10:00Z", "d": "2026-03-06", "e": None}
    pairs = [
        Pair(copy=copy, source=witness(name, day), match=match(*sorted(("c", name))))
        for name, day in days.items()
    ]
    quoted = match("c", "q", relation=Relation.QUOTATION)
    pairs.append(Pair(copy=copy, source=witness("q", "2026-01-01"), match=quoted))
    assert longest_lags(pairs) == {"c": timedelta(days=3)}


@pytest.mark.parametrize(
    ("published", "strength"),
    [("2026-03-05T04:00Z", 4.0), ("2026-03-01T10:00Z", None), ("2026-03-05", None), (None, None)],
)
def test_the_nearer_in_time_the_likelier(
    witness: Make, match: MakeMatch, published: str | None, strength: float | None
) -> None:
    told = published_soon_before(
        Pair(
            copy=witness("c", "2026-03-05T10:00Z"),
            source=witness("a", published),
            match=match("a", "c"),
            longest_lag=timedelta(days=4),
        )
    )
    assert (told and told.strength) == strength
    assert told is None or told.detail.endswith(
        "6 hours earlier, the first of the texts that may be 4 days"
    )


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 10_000))
def test_who_is_nearer_is_never_worse_off(one: int, other: int, longest: int) -> None:
    near, far = sorted((one, other))
    told = [freshness(hours * HOUR, longest * HOUR) for hours in (near, far)]
    assert told[0] >= told[1] >= 0.0
    late = [lateness(hours * HOUR, one_clock=False) for hours in (near, far)]
    assert 0.0 <= late[0] <= late[1] < 1.0 < lateness(near * HOUR, one_clock=True)
