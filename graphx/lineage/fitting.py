"""Fit the weights of the clues to stories whose truth is known.

In:   weighed edges of stories, and which of them are true.
Out:  weights that make the true trees as probable as they can be.

The log-likelihood of a story is log P(its true tree), by the same sum over trees that judges it;
where word-for-word twins cannot be told apart, every tree that names one of them is true.  Its
gradient is the usual one of a conditional random field: how often a clue is seen on the true edges
less how often on all edges (Koo et al. 2007; Smith & Smith 2007).  A weak Gaussian prior around the
starting weights keeps what is never seen where it was.  Only a ratio of log-odds is learned from
simulated habits, so few and monotone clues are fitted, and signs are never turned.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.tree import Sources, sparse_source_probabilities

_ROUNDS: Final = 250
_STEP: Final = 0.08
_DECAY: Final = (0.9, 0.999)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One story to learn from.

    Parameters
    ----------
    sources, copies : ndarray of int64, shape (n_edges,)
    seen : ndarray of float64, shape (n_edges, n_clues)
        Strength of each clue on each edge, priors of relations among them.
    true_edges : ndarray of bool, shape (n_edges,)
    true_roots : ndarray of bool, shape (n,)
        Articles whose source is none of these; one without a true edge is one of them.
    """

    sources: NDArray[np.int64]
    copies: NDArray[np.int64]
    seen: NDArray[np.float64]
    true_edges: NDArray[np.bool_]
    true_roots: NDArray[np.bool_]


def fit(
    lessons: Sequence[Lesson], start: NDArray[np.float64], *, prior_width: float = 2.0
) -> NDArray[np.float64]:
    """Climb the likelihood of `lessons` (Kingma & Ba, Adam, 2015).

    Parameters
    ----------
    lessons : sequence of Lesson
    start : ndarray of float64, shape (n_clues,)
        Weights to begin with, and the middle of the prior; a weight keeps its sign.
    prior_width : float
        Standard deviation of the prior, in log-odds.

    Returns
    -------
    ndarray of float64, shape (n_clues,)
    """
    weights = start.copy()
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    sign = np.sign(start)
    for round_number in range(1, _ROUNDS + 1):
        gradient = sum((_gradient(lesson, weights) for lesson in lessons), np.zeros_like(weights))
        gradient -= (weights - start) / prior_width**2
        first = _DECAY[0] * first + (1 - _DECAY[0]) * gradient
        second = _DECAY[1] * second + (1 - _DECAY[1]) * gradient**2
        step = first / (1 - _DECAY[0] ** round_number)
        scale = np.sqrt(second / (1 - _DECAY[1] ** round_number)) + 1e-8
        weights += _STEP * step / scale
        weights = np.where((sign != 0) & (np.sign(weights) != sign), 0.0, weights)
    return weights


def _gradient(lesson: Lesson, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    scores = lesson.seen @ weights
    expected = _edges(lesson, scores, np.ones(scores.size, bool), np.ones_like(lesson.true_roots))
    observed = _edges(lesson, scores, lesson.true_edges, lesson.true_roots)
    gradient: NDArray[np.float64] = (observed - expected) @ lesson.seen
    return gradient


def _edges(
    lesson: Lesson,
    scores: NDArray[np.float64],
    edges: NDArray[np.bool_],
    roots: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Probability of each edge among the trees that use only these edges and roots."""
    told = np.zeros(scores.size)
    probabilities, _ = sparse_source_probabilities(
        Sources(
            sources=lesson.sources[edges],
            copies=lesson.copies[edges],
            weights=scores[edges],
            # Twins of the true source may close a circle; a faint root keeps a tree possible.
            root_weights=np.where(roots, 0.0, -25.0),
        )
    )
    told[edges] = probabilities
    return told


def weights_table(names: Sequence[str], weights: NDArray[np.float64]) -> Mapping[str, float]:
    """Name fitted weights, rounded to what a reader can hold on to."""
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}
