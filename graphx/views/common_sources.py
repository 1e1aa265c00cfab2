"""Texts that nobody collected, told by the articles that share them.

In:   siblings: pairs that took their words from a third text, neither from the other.
Out:  `CommonSource` values: one for all articles that such pairs connect.

A wire story that five hundred outlets run makes 125,000 pairs that all say the same.  Who reads
them wants to know how many articles there are, and how sure that is.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graphx.model import Sibling
from graphx.views.origins import is_quotation

MOST_PAIRS: Final = 40
"""Pairs of one common source that are still told one by one: those of nine articles or so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonSource:
    """Articles that pairs of siblings connect; ``low`` and ``high`` bound what a pair is told."""

    articles: tuple[str, ...]
    pairs: int
    low: float
    high: float

    @property
    def is_large(self) -> bool:
        """Whether its pairs are too many to be told one by one."""
        return self.pairs > MOST_PAIRS


def common_sources(siblings: Iterable[Sibling]) -> tuple[CommonSource, ...]:
    """Put pairs of siblings together.

    Parameters
    ----------
    siblings : iterable of Sibling
        Pairs that only quote the same words are passed over: a quotation has no copies.

    Returns
    -------
    tuple of CommonSource
        The largest first.

    Examples
    --------
    >>> pairs = [Sibling(left_id=a, right_id=b, probability=p, clues=())
    ...          for a, b, p in [("a", "b", 0.9), ("b", "c", 0.8), ("x", "y", 0.7)]]
    >>> [(each.articles, each.pairs, each.low) for each in common_sources(pairs)]
    [(('a', 'b', 'c'), 2, 0.8), (('x', 'y'), 1, 0.7)]
    """
    beside: dict[str, set[str]] = defaultdict(set)
    told: dict[str, list[float]] = defaultdict(list)
    for pair in siblings:
        if not is_quotation(pair):
            beside[pair.left_id].add(pair.right_id)
            beside[pair.right_id].add(pair.left_id)
            told[pair.left_id].append(pair.probability)
    sources = []
    for first in sorted(beside):
        if first not in beside:
            continue
        waiting = [first]
        members = {first}
        while waiting:
            fresh = beside.pop(waiting.pop()) - members
            members |= fresh
            waiting.extend(fresh)
        probabilities = [p for name in members for p in told.get(name, ())]
        sources.append(
            CommonSource(
                articles=tuple(sorted(members)),
                pairs=len(probabilities),
                low=min(probabilities),
                high=max(probabilities),
            )
        )
    return tuple(sorted(sources, key=lambda source: (-len(source.articles), source.articles)))


def told_pairs(
    siblings: Iterable[Sibling], sources: Iterable[CommonSource], article_id: str | None
) -> tuple[Sibling, ...]:
    """Keep the pairs that say more than the common sources do.

    Returns
    -------
    tuple of Sibling
        Shared quotations, pairs of small common sources, and those of the article named.
    """
    large = {name for source in sources if source.is_large for name in source.articles}
    return tuple(
        pair
        for pair in siblings
        if article_id in (pair.left_id, pair.right_id)
        or pair.left_id not in large
        or is_quotation(pair)
    )
