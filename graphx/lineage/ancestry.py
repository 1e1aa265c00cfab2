"""Who goes back to whom in one story, by what was decided.

In:   a `Story`, its decided derivations, every weighed edge.
Out:  chains from each article to the first text it goes back to.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.stories import Story
from graphx.lineage.weighing import Edges, Weighed
from graphx.lineage.weights import DECIDED
from graphx.model import Derivation

_STEPS: Final = 5
"""Copies of copies that are followed to see whether one text goes back to another."""

_WALKED_ARTICLES: Final = 500
"""In a larger story only direct sources are."""


class Ancestry:
    """Who goes back to whom, by the most probable decided derivations."""

    def __init__(self, story: Story, derivations: Iterable[Derivation], weighed: Weighed) -> None:
        self._stubs = {w.article_id for w in story.witnesses if not w.collected}
        self._source: dict[str, tuple[str, float]] = {}
        for told in derivations:
            if told.probability >= DECIDED:
                self._source[told.copy_id] = told.source_id, told.probability
        self._place = {witness.article_id: i for i, witness in enumerate(story.witnesses)}
        self._edges = weighed.edges
        few = len(self._place) <= _WALKED_ARTICLES
        self._reach = _reach(weighed.edges, self._place) if few else None
        for (copy, source), open_edge in weighed.edges.items():
            if open_edge.is_open and open_edge.probability >= DECIDED:
                self._source[copy] = source, open_edge.probability
        for i, lost in enumerate(weighed.lost):
            for copy, share in lost.shares.items():
                if share >= DECIDED:
                    self._source[copy] = f"~{i}", share
                    self._stubs.add(f"~{i}")
        self._chains: dict[str, tuple[str, ...]] = {}
        self._matching = matching(story)

    def chain(self, name: str) -> tuple[str, ...]:
        """Return the article and everything it goes back to."""
        if name not in self._chains:
            found = [name]
            while found[-1] in self._source and self._source[found[-1]][0] not in found:
                found.append(self._source[found[-1]][0])
            self._chains[name] = tuple(found)
        return self._chains[name]

    def head(self, name: str) -> str:
        """Return the text it goes back to in the end."""
        return self.chain(name)[-1]

    def shared(self, left: str, right: str) -> str | None:
        """Return the nearest text both go back to; one of the two itself counts."""
        beside = set(self.chain(right))
        return next((name for name in self.chain(left) if name in beside), None)

    def relates(self, left: str, right: str) -> float:
        """Bound on the probability that one of the two goes back to the other."""
        return min(1.0, self._leads(left, right) + self._leads(right, left))

    def _leads(self, source: str, copy: str) -> float:
        if self._reach is not None:
            return float(self._reach[self._place[source], self._place[copy]])
        edge = self._edges.get((copy, source))
        return edge.probability if edge is not None else 0.0

    def shares_text(self, left: str, right: str) -> bool:
        """Whether the two match, as far as is known: one of a text nobody has is not."""
        if self.is_stub(left) or self.is_stub(right):
            return True
        return (left, right) in self._matching or (right, left) in self._matching

    def is_stub(self, name: str) -> bool:
        """Whether it is a text that was not collected."""
        return name in self._stubs

    def probability(self, name: str) -> float:
        """Probability that the article goes back to the head of its chain."""
        product = 1.0
        for step in self.chain(name)[:-1]:
            product *= self._source[step][1]
        return product


def _reach(edges: Edges, place: Mapping[str, int]) -> NDArray[np.float64]:
    """Add up every path of a few steps: a bound on going back to, shape (source, copy)."""
    step = np.zeros((len(place), len(place)))
    for (copy, source), edge in edges.items():
        step[place[source], place[copy]] = edge.probability
    walks = total = step
    for _ in range(_STEPS - 1):
        walks = walks @ step
        total = total + walks
    return total


def matching(story: Story) -> set[tuple[str, str]]:
    """Return the pairs of articles that share text."""
    return {(pair.match.left_id, pair.match.right_id) for pair in story.pairs if pair.match}
