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

LARGEST_BLOCK: Final = 2000
"""Articles whose trees are summed in one determinant: a second of two cores."""

PART: Final = 600
"""Articles of a part of a larger block."""

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


def sparse_source_probabilities(given: Sources, largest_block: int = LARGEST_BLOCK) -> TreeSums:
    """Probability of every edge of a random spanning tree, block by block.

    Articles that may be one another's sources in a circle form a block (a strongly connected
    component); between blocks the Laplacian is triangular, so its determinant is the product of
    the blocks' and every block is summed alone, exactly.  Where dates order the articles, blocks
    are small.

    Parameters
    ----------
    given : Sources
    largest_block : int
        A larger block is cut into parts, and a source in another part is taken for one that is
        no copy of this part's: the one approximation made.

    Returns
    -------
    TreeSums
        Edges in the order given, shape (n_edges,).

    Examples
    --------
    >>> given = Sources(sources=np.array([0, 1]), copies=np.array([1, 0]),
    ...                 weights=np.log([3.0, 1.0]), root_weights=np.zeros(2))
    >>> sums = sparse_source_probabilities(given)
    >>> sums.edges.round(2).tolist(), sums.roots.round(2).tolist()
    ([0.6, 0.2], [0.8, 0.4])
    """
    n = given.root_weights.size
    block = _blocks(n, given.sources, given.copies)
    large = np.bincount(block, minlength=1) > largest_block
    if large.any():
        block = _parts(given, block, large, min(PART, largest_block))

    edges, roots = np.zeros(given.weights.size), np.ones(n)
    order = np.argsort(block, kind="stable")
    bounds = np.flatnonzero(np.diff(block[order])) + 1
    by_copy = np.argsort(given.copies, kind="stable")
    starts = np.searchsorted(given.copies[by_copy], np.arange(n + 1))
    place = np.zeros(n, np.int64)
    for members in np.split(order, bounds):
        into = np.concatenate([by_copy[starts[v] : starts[v + 1]] for v in members])
        if into.size:
            place[members] = np.arange(members.size)
            inner = block[given.sources[into]] == block[members[0]]
            _sum_block(given, members, place, into[inner], into[~inner], TreeSums(edges, roots))
    return TreeSums(edges, roots)


def _sum_block(
    given: Sources,
    members: NDArray[np.int64],
    place: NDArray[np.int64],
    inner: NDArray[np.int64],
    outer: NDArray[np.int64],
    found: TreeSums,
) -> None:
    """Fill in the edges into one block; what comes from outside it is a root to it."""
    copies = place[given.copies[outer]]
    outside = given.root_weights[members].copy()
    np.logaddexp.at(outside, copies, given.weights[outer])
    if inner.size:
        sums = source_probabilities(
            Sources(
                sources=place[given.sources[inner]],
                copies=place[given.copies[inner]],
                weights=given.weights[inner],
                root_weights=outside,
            )
        )
        found.edges[inner] = sums.edges
        free = sums.roots
    else:
        free = np.ones(members.size)
    found.edges[outer] = free[copies] * np.exp(given.weights[outer] - outside[copies])
    found.roots[members] = free * np.exp(given.root_weights[members] - outside)


def _parts(
    given: Sources, block: NDArray[np.int64], large: NDArray[np.bool_], most: int
) -> NDArray[np.int64]:
    """Cut large blocks into parts, where it does least: texts that may be either's copy stay."""
    n = given.root_weights.size
    share = given.weights - _totals(given)[given.copies]
    inside = np.flatnonzero(
        (block[given.sources] == block[given.copies]) & large[block[given.copies]]
    )
    low = np.minimum(given.sources, given.copies)[inside]
    pairs = low * n + np.maximum(given.sources, given.copies)[inside]
    known, pair = np.unique(pairs, return_inverse=True)
    both, ways = np.zeros(known.size), np.bincount(pair)
    np.add.at(both, pair, share[inside])
    leader = np.arange(n)
    sizes = np.ones(n, np.int64)

    def find(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = int(leader[one])
        return one

    for at in np.lexsort((known, -both, -ways)).tolist():
        one, other = sorted((find(int(known[at]) // n), find(int(known[at]) % n)))
        if one != other and sizes[one] + sizes[other] <= most:
            leader[other] = one
            sizes[one] += sizes[other]
    cut = large[block]
    heads = np.array([find(v) if cut[v] else -1 for v in range(n)], np.int64)
    return np.unique(np.where(cut, heads, n + block), return_inverse=True)[1]


def _totals(given: Sources) -> NDArray[np.float64]:
    """Add up what may be each article's source, as a logarithm."""
    total = given.root_weights.copy()
    np.logaddexp.at(total, given.copies, given.weights)
    return total


def _blocks(n: int, sources: NDArray[np.int64], copies: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give each strongly connected component a number: Tarjan (1972), without recursion."""
    order = np.argsort(sources, kind="stable")
    starts = np.searchsorted(sources[order], np.arange(n + 1)).tolist()
    targets = copies[order].tolist()
    found, low, block = [-1] * n, [0] * n, [-1] * n
    stack: list[int] = []
    count = blocks = 0
    for root in range(n):
        if found[root] >= 0:
            continue
        work = [(root, starts[root])]
        found[root] = low[root] = count
        count += 1
        stack.append(root)
        while work:
            node, at = work.pop()
            if at < starts[node + 1]:
                work.append((node, at + 1))
                target = targets[at]
                if found[target] < 0:
                    found[target] = low[target] = count
                    count += 1
                    stack.append(target)
                    work.append((target, starts[target]))
                elif block[target] < 0:
                    low[node] = min(low[node], found[target])
                continue
            if work:
                above = work[-1][0]
                low[above] = min(low[above], low[node])
            if low[node] == found[node]:
                while True:
                    member = stack.pop()
                    block[member] = blocks
                    if member == node:
                        break
                blocks += 1
    return np.array(block, np.int64)
