"""What a scorer returns.

In:   counts.
Out:  `Figure`: one measured number with what it is to reach and how many cases it rests on.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured number; `value` is None where there was no case to measure."""

    set: str
    name: str
    value: float | None
    count: int
    reach: float | None = None
    at_most: bool = False

    @property
    def reached(self) -> bool | None:
        """Whether the number is where it is to be; None where nothing is stated."""
        if self.reach is None or self.value is None:
            return None
        return self.value <= self.reach if self.at_most else self.value >= self.reach


@dataclass(slots=True)
class Tally:
    """Cases counted, and those of them that were right."""

    right: int = 0
    count: int = 0

    def add(self, right: bool) -> None:
        """Count one case."""
        self.count += 1
        self.right += right

    @property
    def share(self) -> float | None:
        """Share of the cases that were right."""
        return self.right / self.count if self.count else None


def expected_calibration_error(cases: Iterable[tuple[float, bool]], bins: int = 10) -> float | None:
    """Mean distance of stated probability and observed share, over equal bins of probability.

    Naeini, Cooper & Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning
    (2015).

    Examples
    --------
    >>> expected_calibration_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)])
    0.0
    """
    told: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    total = 0
    for probability, right in cases:
        told[min(bins - 1, int(probability * bins))].append((probability, right))
        total += 1
    if not total:
        return None
    return (
        sum(
            abs(sum(p for p, _ in group) - sum(right for _, right in group))
            for group in told
            if group
        )
        / total
    )
