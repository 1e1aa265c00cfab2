"""Who is whose source, over all the trees a story may have grown as.

In:   log-odds of every possible source of every article, and of a source nobody collected.
Out:  the probability of every one of them.

Each article took its text from one other article or from the *unobserved source*, the virtual
root; so the spread is a spanning tree, and P(tree) is proportional to the product of exp(weight)
over its edges.  Summing over every tree is a determinant: the matrix-tree theorem for directed
graphs (Tutte 1948; Koo, Globerson, Carreras & Collins 2007; Smith & Smith 2007; used for
reprints by Xu & Smith 2018).
"""

import numpy as np
from numpy.typing import NDArray


def source_probabilities(
    weights: NDArray[np.float64], root_weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Probability of every edge of a random spanning tree.

    Parameters
    ----------
    weights : ndarray of float64, shape (n, n)
        ``weights[u, v]`` is the log-odds that u is v's source; ``-inf`` where it cannot be.
        The diagonal is ignored.
    root_weights : ndarray of float64, shape (n,)
        Log-odds that v's source is the unobserved one; finite.

    Returns
    -------
    edges : ndarray of float64, shape (n, n)
        ``edges[u, v]`` is P(u is v's source).
    roots : ndarray of float64, shape (n,)
        P(v's source was not observed).  ``edges[:, v].sum() + roots[v]`` is 1.

    Notes
    -----
    Each column is scaled by its largest weight first; that multiplies every tree by the same
    factor, so the probabilities stay and the numbers stay within floating point.

    Examples
    --------
    >>> free = np.log(np.array([[0.0, 3.0], [1.0, 0.0]]), where=~np.eye(2, dtype=bool),
    ...               out=np.zeros((2, 2)))
    >>> edges, roots = source_probabilities(free, np.zeros(2))
    >>> edges.round(2).tolist(), roots.round(2).tolist()
    ([[0.0, 0.6], [0.2, 0.0]], [0.8, 0.4])
    """
    n = root_weights.size
    free = weights.copy()
    np.fill_diagonal(free, -np.inf)
    top = np.maximum(free.max(axis=0, initial=-np.inf), root_weights)
    scores = np.exp(free - top)
    root_scores = np.exp(root_weights - top)

    laplacian = np.diag(scores.sum(axis=0) + root_scores) - scores
    inverse = np.linalg.solve(laplacian, np.eye(n))
    # d log det(L) / d score: the root edge of v stands in L[v, v] alone, the edge u -> v in
    # L[v, v] and, with a minus, in L[u, v].
    own = np.diag(inverse)
    edges = scores * (own[np.newaxis, :] - inverse.T)
    roots = root_scores * own
    return np.clip(edges, 0.0, 1.0), np.clip(roots, 0.0, 1.0)
