"""Who is whose source, over all the trees a story may have grown as.

In:   log-odds of every possible source of every article, and of a source nobody collected.
Out:  the probability of every one of them.

Each article took its text from one other article or from the *unobserved source*, the virtual
root; so the spread is a spanning tree, and P(tree) is proportional to the product of exp(weight)
over its edges.  Summing over every tree is a determinant: the matrix-tree theorem for directed
graphs (Tutte 1948; Koo, Globerson, Carreras & Collins 2007; Smith & Smith 2007; used for
reprints by Xu & Smith 2018).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

LARGEST_BLOCK: Final = 2000
"""Articles whose trees are summed in one determinant: two seconds on two cores."""

_THINNED_TO: Final = (8, 4, 2, 1)


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
    log_total : float
        Logarithm of the sum itself: of exp(weight), multiplied along each tree.
    """

    edges: NDArray[np.float64]
    roots: NDArray[np.float64]
    log_total: float


def source_probabilities(
    weights: NDArray[np.float64], root_weights: NDArray[np.float64]
) -> TreeSums:
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
    TreeSums
        ``edges[u, v]`` is P(u is v's source), shape (n, n).

    Notes
    -----
    Each column is scaled by its largest weight first; that multiplies every tree by the same
    factor, so the probabilities stay and the numbers stay within floating point.

    Examples
    --------
    >>> free = np.log(np.array([[0.0, 3.0], [1.0, 0.0]]), where=~np.eye(2, dtype=bool),
    ...               out=np.zeros((2, 2)))
    >>> sums = source_probabilities(free, np.zeros(2))
    >>> sums.edges.round(2).tolist(), sums.roots.round(2).tolist(), round(np.exp(sums.log_total))
    ([[0.0, 0.6], [0.2, 0.0]], [0.8, 0.4], 5)
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
    log_total = float(np.linalg.slogdet(laplacian)[1] + top.sum())
    return TreeSums(np.clip(edges, 0.0, 1.0), np.clip(roots, 0.0, 1.0), log_total)


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
        In a larger block, each article keeps only its most probable sources inside it, as many as
        split it far enough: the one approximation made.

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
    kept = np.ones(given.weights.size, bool)
    block = _blocks(n, given.sources, given.copies)
    for most in _THINNED_TO:
        large = np.bincount(block, minlength=1) > largest_block
        if not large.any():
            break
        inside = kept & (block[given.sources] == block[given.copies]) & large[block[given.copies]]
        kept &= ~inside | (_rank(given, inside) < most)
        block = _blocks(n, given.sources[kept], given.copies[kept])

    edges, roots = np.zeros(given.weights.size), np.ones(n)
    order = np.argsort(block, kind="stable")
    bounds = np.flatnonzero(np.diff(block[order])) + 1
    by_copy = np.flatnonzero(kept)[np.argsort(given.copies[kept], kind="stable")]
    starts = np.searchsorted(given.copies[by_copy], np.arange(n + 1))
    log_total = 0.0
    for members in np.split(order, bounds):
        into = np.concatenate([by_copy[starts[v] : starts[v + 1]] for v in members])
        if into.size:
            log_total += _sum_block(given, members, into, block, edges, roots)
        else:
            log_total += float(given.root_weights[members].sum())
    return TreeSums(edges, roots, log_total)


def _sum_block(
    given: Sources,
    members: NDArray[np.int64],
    into: NDArray[np.int64],
    block: NDArray[np.int64],
    edges: NDArray[np.float64],
    roots: NDArray[np.float64],
) -> float:
    """Fill in the edges into one block; what comes from outside it is a root to it."""
    place = {int(v): i for i, v in enumerate(members)}
    copies = np.fromiter((place[int(v)] for v in given.copies[into]), np.int64, into.size)
    inner = block[given.sources[into]] == block[members[0]]
    outside = given.root_weights[members].copy()
    np.logaddexp.at(outside, copies[~inner], given.weights[into[~inner]])
    weights = np.full((members.size, members.size), -np.inf)
    sources = np.fromiter(
        (place[int(u)] for u in given.sources[into[inner]]), np.int64, int(inner.sum())
    )
    weights[sources, copies[inner]] = given.weights[into[inner]]
    sums = source_probabilities(weights, outside)
    edges[into[inner]] = sums.edges[sources, copies[inner]]
    share = np.exp(given.weights[into[~inner]] - outside[copies[~inner]])
    edges[into[~inner]] = sums.roots[copies[~inner]] * share
    roots[members] = sums.roots * np.exp(given.root_weights[members] - outside)
    return sums.log_total


def _rank(given: Sources, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Rank each chosen edge among those of its copy, the heaviest first; others rank last."""
    rank = np.full(given.weights.size, np.iinfo(np.int64).max)
    at = np.flatnonzero(chosen)
    order = at[np.lexsort((given.sources[at], -given.weights[at], given.copies[at]))]
    copies = given.copies[order]
    first = np.searchsorted(copies, copies)
    rank[order] = np.arange(order.size) - first
    return rank


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


def most_probable_tree(edges: Mapping[tuple[str, str], float]) -> dict[str, str]:
    """Choose one source for each copy, without circles, so that the product is largest.

    Parameters
    ----------
    edges : mapping of (str, str) to float
        Probability by (copy, source), above 0.

    Returns
    -------
    dict of str to str
        Source by copy; a copy all of whose sources would close a circle is missing.

    Notes
    -----
    Chu & Liu (1965), Edmonds (1967), with a root to fall back on that is never better than an
    edge.  Ties go to the smaller source.

    Examples
    --------
    >>> most_probable_tree({("b", "a"): 0.9, ("a", "b"): 0.2, ("c", "b"): 0.5, ("c", "a"): 0.4})
    {'b': 'a', 'c': 'b'}
    """
    names = sorted({name for pair in edges for name in pair})
    place = {name: i + 1 for i, name in enumerate(names)}
    floor = min((np.log(p) for p in edges.values()), default=0.0) * (len(names) + 1) - 1.0
    scores = {
        (place[source], place[copy]): float(np.log(probability))
        for (copy, source), probability in edges.items()
    }
    scores |= {(0, place[name]): float(floor) for name in names}
    chosen = _arborescence(scores)
    return {
        names[copy - 1]: names[source - 1] for copy, source in sorted(chosen.items()) if source != 0
    }


def _arborescence(scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Heaviest choice of one source per node that reaches every node from node 0."""
    best: dict[int, int] = {}
    for (source, copy), score in sorted(scores.items()):
        if source != copy and (copy not in best or score > scores[best[copy], copy]):
            best[copy] = source
    circles = _circles(best)
    if not circles:
        return best
    # Each circle becomes one node; entering it at v costs what v's best edge would have brought.
    # All circles at once: the depth of the recursion is logarithmic.
    above = max(max(pair) for pair in scores) + 1
    inside = {node: above + i for i, circle in enumerate(circles) for node in circle}
    contracted: dict[tuple[int, int], float] = {}
    entry: dict[tuple[int, int], tuple[int, int]] = {}
    for (source, copy), score in sorted(scores.items()):
        key = inside.get(source, source), inside.get(copy, copy)
        if key[0] == key[1]:
            continue
        value = score - scores[best[copy], copy] if copy in inside else score
        if key not in contracted or value > contracted[key]:
            contracted[key] = value
            entry[key] = source, copy
    solved = _arborescence(contracted)
    chosen = {copy: best[copy] for copy in inside}
    for copy, source in solved.items():
        real_source, real_copy = entry[source, copy]
        chosen[real_copy] = real_source
    return chosen


def _circles(best: Mapping[int, int]) -> list[Sequence[int]]:
    """Every circle of a choice of one source per node; no two share a node."""
    circles: list[Sequence[int]] = []
    met: dict[int, int] = {}
    for start in best:
        path, node = [], start
        while node in best and node not in met:
            met[node] = start
            path.append(node)
            node = best[node]
        if met.get(node) == start:
            circles.append(path[path.index(node) :])
    return circles
