"""The matrix-tree sums against every tree counted one by one."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from graphx.lineage.tree import source_probabilities


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
    edges, roots = source_probabilities(weights, root_weights)
    slow_edges, slow_roots = count_trees(weights, root_weights)
    np.testing.assert_allclose(edges, slow_edges, atol=1e-9)
    np.testing.assert_allclose(roots, slow_roots, atol=1e-9)


def test_every_article_has_exactly_one_source() -> None:
    rng = np.random.default_rng(3)
    edges, roots = source_probabilities(rng.normal(0, 5, (60, 60)), rng.normal(0, 5, 60))
    np.testing.assert_allclose(edges.sum(axis=0) + roots, 1.0)


@pytest.mark.parametrize("shift", [-600.0, 600.0])
def test_weights_far_from_zero_stay_within_floating_point(shift: float) -> None:
    weights = np.array([[-np.inf, 1.0], [0.0, -np.inf]])
    edges, roots = source_probabilities(weights + shift, np.zeros(2) + shift)
    expected, expected_roots = source_probabilities(weights, np.zeros(2))
    np.testing.assert_allclose(edges, expected)
    np.testing.assert_allclose(roots, expected_roots)
