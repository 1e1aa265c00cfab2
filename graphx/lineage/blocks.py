"""The trees of a large story, block by block.

In:   log-odds of every possible source of every article, and of a source nobody collected.
Out:  the probability of every one of them, as `graphx.lineage.tree` gives them for a small one.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.tree import Sources, TreeSums, source_probabilities

LARGEST_BLOCK: Final = 2000
"""Articles whose trees are summed in one determinant: a second of two cores."""

PART: Final = 600
"""Articles of a part of a larger block."""


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
