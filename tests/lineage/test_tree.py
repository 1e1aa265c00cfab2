"""The matrix-tree sums against every tree counted one by one."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from graphx.lineage.tree import (
    Sources,
    most_probable_tree,
    source_probabilities,
    sparse_source_probabilities,
)


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


@settings(deadline=None, max_examples=60)
@given(data=st.data(), n=st.integers(1, 4))
def test_sums_equal_every_tree_counted(data: st.DataObject, n: int) -> None:
    numbers = st.floats(-8, 8, allow_nan=False)
    weights = data.draw(arrays(np.float64, (n, n), elements=st.one_of(numbers, st.just(-np.inf))))
    root_weights = data.draw(arrays(np.float64, (n,), elements=numbers))
    sums = source_probabilities(weights, root_weights)
    edges, roots = sums.edges, sums.roots
    slow_edges, slow_roots = count_trees(weights, root_weights)
    np.testing.assert_allclose(edges, slow_edges, atol=1e-9)
    np.testing.assert_allclose(roots, slow_roots, atol=1e-9)


def test_every_article_has_exactly_one_source() -> None:
    rng = np.random.default_rng(3)
    sums = source_probabilities(rng.normal(0, 5, (60, 60)), rng.normal(0, 5, 60))
    np.testing.assert_allclose(sums.edges.sum(axis=0) + sums.roots, 1.0)


@pytest.mark.parametrize("shift", [-600.0, 600.0])
def test_weights_far_from_zero_stay_within_floating_point(shift: float) -> None:
    weights = np.array([[-np.inf, 1.0], [0.0, -np.inf]])
    far = source_probabilities(weights + shift, np.zeros(2) + shift)
    near = source_probabilities(weights, np.zeros(2))
    np.testing.assert_allclose(far.edges, near.edges)
    np.testing.assert_allclose(far.roots, near.roots)
    assert far.log_total == pytest.approx(near.log_total + 2 * shift)


def _random_sources(seed: int, n: int, share: float) -> Sources:
    rng = np.random.default_rng(seed)
    edges = np.argwhere(rng.random((n, n)) < share)
    edges = edges[edges[:, 0] != edges[:, 1]]
    return Sources(
        sources=edges[:, 0],
        copies=edges[:, 1],
        weights=rng.normal(0, 4, len(edges)),
        root_weights=rng.normal(0, 1, n),
    )


@pytest.mark.parametrize("share", [0.01, 0.03, 0.1, 0.5])
def test_blocks_change_no_probability(share: float) -> None:
    given_ = _random_sources(7, 60, share)
    weights = np.full((60, 60), -np.inf)
    weights[given_.sources, given_.copies] = given_.weights
    dense = source_probabilities(weights, given_.root_weights)
    blocks = sparse_source_probabilities(given_)
    found = dense.edges[given_.sources, given_.copies]
    np.testing.assert_allclose(blocks.edges, found, atol=1e-9)
    np.testing.assert_allclose(blocks.roots, dense.roots, atol=1e-9)
    assert blocks.log_total == pytest.approx(dense.log_total)


def test_a_block_too_large_is_thinned_and_still_sums_to_one() -> None:
    given_ = _random_sources(8, 80, 0.3)
    sums = sparse_source_probabilities(given_, largest_block=10)
    totals = sums.roots.copy()
    np.add.at(totals, given_.copies, sums.edges)
    np.testing.assert_allclose(totals, 1.0, atol=1e-9)


@settings(deadline=None, max_examples=40)
@given(data=st.data(), n=st.integers(2, 4))
def test_the_most_probable_tree_is_the_best_of_all(data: st.DataObject, n: int) -> None:
    shares = st.floats(0.01, 1.0)
    table = {
        (str(copy), str(source)): data.draw(shares)
        for copy in range(n)
        for source in range(n)
        if copy != source
    }
    best = 0.0
    for sources in itertools.product(range(-1, n), repeat=n):
        if sources.count(-1) != 1 or any(s == c for c, s in enumerate(sources)) or cyclic(sources):
            continue
        product = np.prod([table[str(c), str(s)] for c, s in enumerate(sources) if s >= 0])
        best = max(best, float(product))
    tree = most_probable_tree(table)
    assert len(tree) == n - 1
    assert np.prod([table[pair] for pair in tree.items()]) == pytest.approx(best)
