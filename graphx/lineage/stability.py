"""How often a derivation holds when dates are moved about within what is known of them.

In:   a `Story`, its weighed edges.
Out:  for each edge, the share of the rounds in which it stayed its copy's decided source.

Media Cloud perturbs its link graphs in the same spirit, to say how firmly a rank stands.  Dates
are drawn anew within their intervals where these do not order them, from a generator seeded by the
article's id, so that the outcome depends on nothing else; what has no date gets none.
"""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from graphx.lineage.clues import OF_DATES
from graphx.lineage.date_clues import lateness, of_one_outlet
from graphx.lineage.evidence import Witness
from graphx.lineage.possible import Edge
from graphx.lineage.stories import Story
from graphx.lineage.weighing import Edges, Weighed, probabilities
from graphx.lineage.weights import DECIDED, WEIGHTS

ROUNDS: Final = 20
MOST_WORK: Final = 20_000
"""Rounds times edges that one story may take; above, fewer rounds, and below three none."""

_LEAST_ROUNDS: Final = 3
_DAY: Final = timedelta(days=1)


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
    listed = list(edges.values())
    drawn = [place for place, edge in enumerate(listed) if _is_open(edge)]
    if not drawn:
        return dict.fromkeys(decided, 1.0)
    rounds = min(ROUNDS, MOST_WORK // len(edges))
    if rounds < _LEAST_ROUNDS:
        return {}
    held = dict.fromkeys(decided, 0)
    weights = np.array([edge.weight() for edge in listed])
    dates = np.array([edge.of_dates() for edge in listed])
    stated = np.array([_stated(listed[place]) for place in drawn])
    doubtful = np.array([listed[place].has_two_clocks for place in drawn], bool)
    dice = {w.article_id: random.Random(w.article_id) for w in story.witnesses}
    # The dates of a few articles come in a few orders: each is judged once.
    stayed: dict[bytes, list[tuple[str, str]]] = {}
    for _ in range(rounds):
        moments = {w.article_id: _moment(w, dice[w.article_id]) for w in story.witnesses}
        told = np.array([_by_date(listed[place], moments) for place in drawn])
        order = told.tobytes()
        if order not in stayed:
            moved = weights.copy()
            moved[drawn] += told - stated
            dates[drawn] = np.where(doubtful, told, 0.0)
            found = probabilities(story, weighed.possible, moved.tolist(), dates.tolist()).edges
            stayed[order] = _stayed(listed, found.tolist(), edges)
        for key in stayed[order]:
            held[key] += 1
    return {key: count / rounds for key, count in held.items()}


def _is_open(edge: Edge) -> bool:
    """Whether both have a date and the dates do not order them for certain."""
    copy, source = edge.pair.copy.published, edge.pair.source.published
    if copy is None or source is None or not edge.pair.source.collected:
        return False
    return not (copy.certainly_before(source) or source.certainly_before(copy))


def _stated(edge: Edge) -> float:
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


def _by_date(edge: Edge, moments: Mapping[str, datetime | None]) -> float:
    """Weigh the dates of an edge as they were drawn."""
    copy = moments[edge.pair.copy.article_id]
    source = moments[edge.pair.source.article_id]
    if copy is None or source is None:
        return _stated(edge)
    if source < copy:
        return WEIGHTS["published_earlier"]
    return WEIGHTS["published_later"] * lateness(_DAY, one_clock=of_one_outlet(edge.pair))


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
