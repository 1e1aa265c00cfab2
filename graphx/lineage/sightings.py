"""A clue that was seen: what it saw, and how strongly.

In:   nothing.
Out:  `Sighting`, which the weights turn into a `Clue` with its log-odds.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from graphx.lineage.weights import WEIGHTS
from graphx.model import Clue


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
