"""Sum over every tree where determinants are too coarse: article by article.

In:   weights of every possible source of every article.
Out:  the probability of every one of them, and the sum over all trees.

Where two texts are most probably one another's source and hardly anything else is either's, the
determinants of `graphx.lineage.tree` are differences of numbers far larger than themselves.  Here
an article is left out of all trees by giving its sources to its copies; nothing is subtracted on
the way, so every sum is exact to the last digits (Grassmann, Taksar & Heyman, Regenerative analysis
and steady state distributions for Markov chains, 1985).  Then articles are put back one by one, and
the probabilities follow.  It takes about twelve times as long (1,000 articles).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Eliminated(NamedTuple):
    """Probabilities of edges, shape (n + 1, n), the last row that of the root; log of the sum."""

    edges: NDArray[np.float64]
    log_total: float


def eliminated(scores: NDArray[np.float64]) -> Eliminated:
    """Sum over every spanning tree.

    Parameters
    ----------
    scores : ndarray of float64, shape (n + 1, n)
        ``scores[u, v]`` says how often u is v's source, at most 1, not a logarithm; row n is the
        root's.  From the root there is a way to every article.

    Examples
    --------
    >>> found = eliminated(np.array([[0.0, 3.0], [1.0, 0.0], [1.0, 1.0]]))
    >>> found.edges.round(2).tolist(), round(np.exp(found.log_total))
    ([[0.0, 0.6], [0.2, 0.0], [0.8, 0.4]], 5)
    """
    n = scores.shape[1]
    left = scores.copy()
    left[np.arange(n), np.arange(n)] = 0.0
    rows = np.append(np.arange(n), n)
    taken: list[tuple[NDArray[np.float64], NDArray[np.float64]]] = []
    log_total = 0.0
    for k in reversed(range(n)):
        above = np.append(rows[:k], n)
        into = left[above, k]
        pivot = into.sum()
        log_total += float(np.log(pivot))
        share, out = into / pivot, left[k, :k].copy()
        taken.append((share, out))
        detour = np.outer(share, out)
        detour[np.arange(k), np.arange(k)] = 0.0
        left[:k, :k] += detour[:-1]
        left[n, :k] += detour[-1]

    found = np.zeros((n + 1, n))
    for k in range(n):
        share, out = taken.pop()
        detour = np.outer(share, out)
        detour[np.arange(k), np.arange(k)] = 0.0
        whole = np.concatenate([left[:k, :k], left[n:, :k]])
        known = np.concatenate([found[:k, :k], found[n:, :k]])
        # What is left of a number after its detours is too small to count where it is not exact.
        np.maximum(whole, detour, out=whole)
        through = known * np.divide(detour, whole, out=np.zeros_like(whole), where=whole > 0)
        known -= through
        whole -= detour
        left[:k, :k], left[n, :k] = whole[:-1], whole[-1]
        found[:k, :k], found[n, :k] = known[:-1], known[-1]
        found[k, :k] = through.sum(axis=0)
        source = share * (1.0 - through.sum()) + through.sum(axis=1)
        found[:k, k], found[n, k] = source[:-1], source[-1]
    return Eliminated(np.clip(found, 0.0, 1.0), log_total)
