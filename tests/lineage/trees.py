"""Trees to sum over, and every tree counted one by one."""

import itertools

import numpy as np

from graphx.lineage.tree import Sources


def count_trees(weights: np.ndarray, root_weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The slow twin: every choice of one source per article that has no cycle."""
    n = root_weights.size
    edges, roots, total = np.zeros((n, n)), np.zeros(n), 0.0
    for sources in itertools.product(range(-1, n), repeat=n):
        if any(source == copy for copy, source in enumerate(sources)) or cyclic(sources):
            continue
        score = np.exp(
            sum(
                root_weights[copy] if source < 0 else weights[source, copy]
                for copy, source in enumerate(sources)
            )
        )
        total += score
        for copy, source in enumerate(sources):
            if source < 0:
                roots[copy] += score
            else:
                edges[source, copy] += score
    return edges / total, roots / total


def cyclic(sources: tuple[int, ...]) -> bool:
    for start in range(len(sources)):
        at, steps = start, 0
        while at >= 0:
            at, steps = sources[at], steps + 1
            if steps > len(sources):
                return True
    return False


def sources(weights: np.ndarray, root_weights: np.ndarray) -> Sources:
    """Edges of a table of weights, `-inf` where there is none."""
    free = weights.copy()
    np.fill_diagonal(free, -np.inf)
    edges = np.argwhere(np.isfinite(free))
    return Sources(
        sources=edges[:, 0],
        copies=edges[:, 1],
        weights=free[edges[:, 0], edges[:, 1]],
        root_weights=root_weights,
    )


def random_sources(seed: int, n: int, share: float) -> Sources:
    rng = np.random.default_rng(seed)
    edges = np.argwhere(rng.random((n, n)) < share)
    edges = edges[edges[:, 0] != edges[:, 1]]
    return Sources(
        sources=edges[:, 0],
        copies=edges[:, 1],
        weights=rng.normal(0, 4, len(edges)),
        root_weights=rng.normal(0, 1, n),
    )
