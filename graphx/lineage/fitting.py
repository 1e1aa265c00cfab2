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

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.clues import OF_DATES, TEXTUAL
from graphx.lineage.kin import Bonds, breadth
from graphx.lineage.numbers import numbers_of
from graphx.lineage.possible import Possible
from graphx.lineage.sums import story_sums

_ROUNDS: Final = 120
_STEP: Final = 0.15
_DECAY: Final = (0.9, 0.999)
_FAINT: Final = -25.0
"""Twins of the true source may close a circle; a faint root keeps a tree possible."""


_IMPOSSIBLE: Final = -60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One story to learn from.

    Parameters
    ----------
    possible : Possible
    place : mapping of str to int
        Places of articles and stubs by id.
    seen : ndarray of float64, shape (n_edges, n_clues)
        Strength of each clue on each edge, priors among them.
    true_edges : ndarray of bool, shape (n_edges,)
    two_clocks : ndarray of bool, shape (n_edges,)
        Whether the dates of both sides are of two outlets.
    true_roots : ndarray of bool, shape (n,)
        Articles whose source is none of these; one without a true edge is one of them.
    lost_seen, true_lost : sequence of ndarray
        The same for the edges from each family's lost text.
    """

    possible: Possible
    place: Mapping[str, int]
    seen: NDArray[np.float64]
    true_edges: NDArray[np.bool_]
    two_clocks: NDArray[np.bool_]
    true_roots: NDArray[np.bool_]
    lost_seen: Sequence[NDArray[np.float64]]
    true_lost: Sequence[NDArray[np.bool_]]


def fit(
    lessons: Sequence[Lesson],
    start: Mapping[str, float],
    *,
    signed: Collection[str],
    held: Collection[str] = (),
    prior_width: float = 2.0,
) -> dict[str, float]:
    """Climb the likelihood of `lessons` (Kingma & Ba, Adam, 2015).

    Parameters
    ----------
    lessons : sequence of Lesson
    start : mapping of str to float
        Weights to begin with, and the middle of the prior.
    signed : collection of str
        Weights that keep their sign.
    held : collection of str
        Weights that stay as they are.
    prior_width : float
        Standard deviation of the prior, in log-odds.

    Returns
    -------
    dict of str to float
    """
    names = tuple(start)
    first_weights = np.array([start[name] for name in names])
    weights = first_weights.copy()
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    sign = np.sign(weights)
    turned = np.array([name in signed for name in names]) & (sign != 0)
    fixed = np.array([name in held for name in names])
    for round_number in range(1, _ROUNDS + 1):
        priors = dict(zip(names, weights.tolist(), strict=True))
        gradient = sum(
            (
                _counts(lesson, priors, weights, only_true=True)
                - _counts(lesson, priors, weights, only_true=False)
                for lesson in lessons
            ),
            np.zeros_like(weights),
        )
        gradient -= (weights - first_weights) / prior_width**2
        gradient[fixed] = 0.0
        first = _DECAY[0] * first + (1 - _DECAY[0]) * gradient
        second = _DECAY[1] * second + (1 - _DECAY[1]) * gradient**2
        step = first / (1 - _DECAY[0] ** round_number)
        scale = np.sqrt(second / (1 - _DECAY[1] ** round_number)) + 1e-8
        weights += _STEP * step / scale
        weights = np.where(turned & (np.sign(weights) != sign), 0.0, weights)
    return dict(zip(names, weights.tolist(), strict=True))


def _counts(
    lesson: Lesson,
    priors: Mapping[str, float],
    weights: NDArray[np.float64],
    *,
    only_true: bool,
) -> NDArray[np.float64]:
    """How often each clue is seen over all trees, or over those that may be true."""
    names = tuple(priors)
    edge_weights = lesson.seen @ weights
    textual = np.array([name in TEXTUAL for name in names])
    of_dates = np.array([name in OF_DATES for name in names])
    doubtful = lesson.seen * of_dates * lesson.two_clocks[:, None]
    of_texts = lesson.seen @ np.where(textual, weights, 0.0)
    lost_weights = [seen @ weights for seen in lesson.lost_seen]
    root_weights = np.zeros(len(lesson.place))
    if only_true:
        edge_weights = np.where(lesson.true_edges, edge_weights, _IMPOSSIBLE)
        lost_weights = [
            np.where(true, own, _IMPOSSIBLE)
            for true, own in zip(lesson.true_lost, lost_weights, strict=True)
        ]
        root_weights = np.where(lesson.true_roots, 0.0, _FAINT)
    numbers = numbers_of(
        lesson.possible,
        lesson.place,
        edge_weights,
        edge_weights - of_texts,
        lost_weights,
        doubtful @ weights,
        root_weights,
        priors,
    )
    bonds = Bonds(
        stray=priors["known_kin"], hub=priors["from_the_head"], misdated=priors["misdated"]
    )
    sums = story_sums(numbers, bonds)
    counts: NDArray[np.float64] = sums.all.edges @ lesson.seen - sums.redated @ doubtful
    for kin, found, seen in zip(numbers.kin, sums.families, lesson.lost_seen, strict=True):
        if not kin.kin.stems.size:
            continue
        counts[names.index("known_kin")] += found.strays
        counts[names.index("misdated")] += found.misdated
        own = found.heads[: kin.members.size]
        astray = kin.stray_roots(found, numbers.sources) + found.unread.sum(axis=0)
        counts[names.index("same_headline")] += astray @ kin.headed
        if nearer := priors["another_is_nearer"]:
            by_words = kin.kin.strays - kin.headed * priors["same_headline"]
            counts[names.index("another_is_nearer")] += (
                own @ kin.kin.firsts + astray @ by_words + sums.fetched[kin.outer] @ kin.relief
            ) / nearer
        counts[names.index("from_the_head")] += found.from_head
        if undoing := priors["undoes_changes"]:
            counts[names.index("undoes_changes")] += found.against / undoing
        if repeating := priors["repeats_changes"]:
            counts[names.index("repeats_changes")] += found.alike / repeating
        counts -= kin.unread_counts(found, lesson.seen, numbers.sources) * textual
        texts = found.heads[kin.members.size :]
        counts[names.index("same_headline")] -= texts.sum() * kin.has_headline
        counts[names.index("run_by_many")] += texts.sum() * breadth(kin.members.size)
        if kin.has_lost:
            counts += found.texts[-1][np.isfinite(kin.kin.texts[-1])] @ seen
            counts[names.index("lost_text")] += texts[-1]
            texts = texts[:-1]
        counts[names.index("stub_is_head")] += texts.sum()
    return counts
