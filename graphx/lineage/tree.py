"""Who is whose source, over all the trees a story may have grown as.

In:   log-odds of every possible source of every article, and of a source nobody collected.
Out:  the probability of every one of them.

Each article took its text from one other article or from the *unobserved source*, the virtual
root; so the spread is a spanning tree, and P(tree) is proportional to the product of exp(weight)
over its edges.  Summing over every tree is a determinant: the matrix-tree theorem for directed
graphs (Tutte 1948; Koo, Globerson, Carreras & Collins 2007; Smith & Smith 2007; used for
reprints by Xu & Smith 2018).
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.elimination import eliminated

_COARSE: Final = 1e-10
"""Where the sum of an article's probabilities may be off 1 by more, nothing is subtracted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Possible sources of the articles of one story, sparse.

    Parameters
    ----------
    sources, copies : ndarray of int64, shape (n_edges,)
        Places of both ends; no edge twice, none from an article to itself.
    weights : ndarray of float64, shape (n_edges,)
        Log-odds of each edge; finite.
    root_weights : ndarray of float64, shape (n,)
        Log-odds that an article's source is the unobserved one; finite.
    """

    sources: NDArray[np.int64]
    copies: NDArray[np.int64]
    weights: NDArray[np.float64]
    root_weights: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TreeSums:
    """What summing over every tree gives.

    Parameters
    ----------
    edges : ndarray of float64
        Probability of every edge.
    roots : ndarray of float64, shape (n,)
        Probability that an article's source is the unobserved one; with its edges it makes 1.
    """

    edges: NDArray[np.float64]
    roots: NDArray[np.float64]


def source_probabilities(given: Sources) -> TreeSums:
    """Probability of every edge of a random spanning tree, by one determinant.

    Parameters
    ----------
    given : Sources

    Returns
    -------
    TreeSums
        Edges in the order given, shape (n_edges,).

    Notes
    -----
    The weights into each article are scaled by the largest first; that multiplies every tree by
    the same factor, so the probabilities stay and the numbers stay within floating point.  Where
    texts are one another's source and hardly anything else is, a determinant loses its digits:
    `graphx.lineage.elimination` keeps them.

    Examples
    --------
    >>> given = Sources(sources=np.array([0, 1]), copies=np.array([1, 0]),
    ...                 weights=np.log([3.0, 1.0]), root_weights=np.zeros(2))
    >>> sums = source_probabilities(given)
    >>> sums.edges.round(2).tolist(), sums.roots.round(2).tolist()
    ([0.6, 0.2], [0.8, 0.4])
    """
    n = given.root_weights.size
    top = given.root_weights.copy()
    np.maximum.at(top, given.copies, given.weights)
    scores = np.exp(given.weights - top[given.copies])
    root_scores = np.exp(given.root_weights - top)

    laplacian = np.zeros((n, n))
    laplacian[given.sources, given.copies] = -scores
    laplacian.flat[:: n + 1] = np.bincount(given.copies, scores, minlength=n) + root_scores
    try:
        inverse = np.linalg.inv(laplacian)
    except np.linalg.LinAlgError:
        return _by_elimination(given, scores, root_scores)
    # d log det(L) / d score: the root edge of v stands in L[v, v] alone, the edge u -> v in
    # L[v, v] and, with a minus, in L[u, v].
    own = np.diag(inverse)
    edges = scores * (own[given.copies] - inverse[given.copies, given.sources])
    roots = root_scores * own
    # An entry of the inverse is right to its last digits, and they are subtracted.
    if not own.max() * np.finfo(np.float64).eps < _COARSE:
        return _by_elimination(given, scores, root_scores)
    return TreeSums(np.clip(edges, 0.0, 1.0), np.clip(roots, 0.0, 1.0))


def _by_elimination(
    given: Sources, scores: NDArray[np.float64], root_scores: NDArray[np.float64]
) -> TreeSums:
    n = root_scores.size
    table = np.zeros((n + 1, n))
    table[given.sources, given.copies] = scores
    table[n] = root_scores
    found = eliminated(table).edges
    return TreeSums(found[given.sources, given.copies], found[n])


class TableSums(NamedTuple):
    """Sums over the trees of each of several tables.

    Probabilities of edges, shape (c, n, n), and of the root, shape (c, n); logarithms of the sums.
    """

    edges: NDArray[np.float64]
    roots: NDArray[np.float64]
    logs: NDArray[np.float64]


def table_sums(scores: NDArray[np.float64], root_scores: NDArray[np.float64]) -> TableSums:
    """Sum over the trees of several tables of one size, as `source_probabilities` does of edges.

    Parameters
    ----------
    scores : ndarray of float64, shape (c, n, n)
        ``scores[i, u, v]`` says how often u is v's source, at most 1, not a logarithm; 0 where u
        is v.
    root_scores : ndarray of float64, shape (c, n)

    Examples
    --------
    >>> sums = table_sums(np.array([[[0.0, 3.0], [1.0, 0.0]]]), np.ones((1, 2)))
    >>> sums.edges.round(2).tolist(), sums.roots.round(2).tolist(), np.exp(sums.logs).round()
    ([[[0.0, 0.6], [0.2, 0.0]]], [[0.8, 0.4]], array([5.]))
    """
    n = root_scores.shape[1]
    laplacian = -scores
    laplacian[:, np.arange(n), np.arange(n)] += scores.sum(axis=1) + root_scores
    try:
        inverse = np.linalg.inv(laplacian)
    except np.linalg.LinAlgError:
        inverse = np.full(laplacian.shape, np.inf)
    own = np.diagonal(inverse, axis1=1, axis2=2)
    is_fine = own.max(axis=1) * np.finfo(np.float64).eps < _COARSE
    inverse = np.where(is_fine[:, None, None], inverse, 0.0)
    own = np.diagonal(inverse, axis1=1, axis2=2)
    edges = np.clip(scores * (own[:, None, :] - inverse.transpose(0, 2, 1)), 0.0, 1.0)
    roots = np.clip(root_scores * own, 0.0, 1.0)
    logs = np.linalg.slogdet(laplacian)[1]
    for i in np.flatnonzero(~is_fine):
        found = eliminated(np.vstack([scores[i], root_scores[i]]))
        edges[i], roots[i], logs[i] = found.edges[:n], found.edges[n], found.log_total
    return TableSums(edges, roots, logs)
