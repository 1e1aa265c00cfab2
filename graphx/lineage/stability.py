"""How often a derivation holds when dates are moved about within what is known of them.

In:   a `Story`, its weighed edges.
Out:  for each edge, the share of the rounds in which it stayed its copy's decided source.

Media Cloud perturbs its link graphs in the same spirit, to say how firmly a rank stands.  Dates
are drawn anew within their intervals, from a generator seeded by the article's id, so that the
outcome depends on nothing else; what has no date gets none.
"""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from operator import add
from typing import Final

from graphx.lineage.clues import OF_DATES
from graphx.lineage.date_clues import freshness, lateness, may_be_all_of, of_one_outlet
from graphx.lineage.evidence import Witness
from graphx.lineage.possible import Edge
from graphx.lineage.stories import Story
from graphx.lineage.weighing import Edges, Weighed, probabilities
from graphx.lineage.weights import DECIDED, WEIGHTS

ROUNDS: Final = 20
MOST_WORK: Final = 20_000
"""Rounds times edges that one story may take; above, fewer rounds, and below three none."""

_LEAST_ROUNDS: Final = 3


def stability_of(story: Story, weighed: Weighed) -> dict[tuple[str, str], float]:
    """Perturb the dates of a story and count how often each decided edge stays.

    Returns
    -------
    dict of (str, str) to float
        By (copy, source); empty for a story too large to be judged again.
    """
    edges = weighed.edges
    decided = [key for key, edge in edges.items() if edge.version >= DECIDED]
    if not decided:
        return {}
    open_order = [key for key, edge in edges.items() if _is_open(edge)]
    if not open_order:
        return dict.fromkeys(decided, 1.0)
    rounds = min(ROUNDS, MOST_WORK // len(edges))
    if rounds < _LEAST_ROUNDS:
        return {}
    held = dict.fromkeys(decided, 0)
    listed = list(edges.values())
    fixed = [edge.weight() - _of_dates(edge) for edge in listed]
    dice = {w.article_id: random.Random(w.article_id) for w in story.witnesses}
    # The dates of a few articles come in a few orders: each is judged once.
    stayed: dict[tuple[float, ...], list[tuple[str, str]]] = {}
    for _ in range(rounds):
        moments = {w.article_id: _moment(w, dice[w.article_id]) for w in story.witnesses}
        dates = _by_dates(listed, moments)
        weights = tuple(map(add, fixed, dates))
        if weights not in stayed:
            doubtful = [
                date if edge.has_two_clocks else 0.0
                for edge, date in zip(listed, dates, strict=True)
            ]
            told = probabilities(story, weighed.possible, weights, doubtful).edges
            stayed[weights] = _stayed(listed, told.tolist(), edges)
        for key in stayed[weights]:
            held[key] += 1
    return {key: count / rounds for key, count in held.items()}


def _is_open(edge: Edge) -> bool:
    """Whether both have a date and the dates do not order them for certain."""
    copy, source = edge.pair.copy.published, edge.pair.source.published
    if copy is None or source is None or not edge.pair.source.collected:
        return False
    return not (copy.certainly_before(source) or source.certainly_before(copy))


def _of_dates(edge: Edge) -> float:
    """Weigh the dates as they are stated."""
    return sum(
        WEIGHTS[seen.name] * seen.strength for seen in edge.sightings if seen.name in OF_DATES
    )


def _moment(witness: Witness, dice: random.Random) -> datetime | None:
    drawn = dice.random()  # drawn always, so that one article's dates do not shift another's
    if witness.published is None or not witness.collected:
        return None  # a stub's date is what its copies say: it is never after them
    earliest, latest = witness.published.bounds()
    return earliest + (latest - earliest) * drawn


def _by_dates(listed: Sequence[Edge], moments: Mapping[str, datetime | None]) -> list[float]:
    """Weigh the dates of every edge, those that were drawn where both have one."""
    lags: list[timedelta | None] = []
    longest: dict[str, timedelta] = {}
    for edge in listed:
        copy = moments[edge.pair.copy.article_id]
        source = moments[edge.pair.source.article_id]
        lag = None if copy is None or source is None else copy - source
        lags.append(lag)
        if lag is not None and lag > timedelta(0) and may_be_all_of(edge.pair):
            name = edge.pair.copy.article_id
            longest[name] = max(lag, longest.get(name, lag))
    return [
        _of_dates(edge)
        if lag is None
        else _of_lag(edge, lag, longest.get(edge.pair.copy.article_id))
        for edge, lag in zip(listed, lags, strict=True)
    ]


def _of_lag(edge: Edge, lag: timedelta, longest: timedelta | None) -> float:
    if lag <= timedelta(0):
        late = lateness(-lag, one_clock=of_one_outlet(edge.pair))
        return WEIGHTS["published_later"] * late
    fresh = 0.0 if longest is None else freshness(lag, longest)
    return WEIGHTS["published_earlier"] + WEIGHTS["published_soon_before"] * fresh


def _stayed(listed: Sequence[Edge], told: Sequence[float], edges: Edges) -> list[tuple[str, str]]:
    """Decided edges whose own source, or a twin of it, is decided again."""
    sums: dict[tuple[str, float, int], float] = {}
    keys = {}
    for edge, probability in zip(listed, told, strict=True):
        copy, source = edge.pair.copy.article_id, edge.pair.source.article_id
        known = edges[copy, source]
        # Twins of one copy have one version sum and one count of twins.
        group = copy, known.version, known.twins
        keys[copy, source] = group
        sums[group] = sums.get(group, 0.0) + probability
    return [
        key for key, edge in edges.items() if edge.version >= DECIDED and sums[keys[key]] >= DECIDED
    ]
