"""The matrix-tree sums against every tree counted one by one."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from graphx.lineage.blocks import sparse_source_probabilities
from graphx.lineage.elimination import eliminated
from graphx.lineage.tree import Sources, TreeSums, source_probabilities
from tests.lineage.trees import count_trees, random_sources, sources


@pytest.mark.parametrize("summed", [source_probabilities, sparse_source_probabilities])
@settings(deadline=None, max_examples=80)
@given(data=st.data(), n=st.integers(1, 4), far=st.sampled_from([8, 40]))
def test_sums_equal_every_tree_counted(
    summed: Callable[[Sources], TreeSums], data: st.DataObject, n: int, far: int
) -> None:
    numbers = st.floats(-far, far, allow_nan=False)
    weights = data.draw(arrays(np.float64, (n, n), elements=st.one_of(numbers, st.just(-np.inf))))
    root_weights = data.draw(arrays(np.float64, (n,), elements=numbers))
    drawn = sources(weights, root_weights)
    sums = summed(drawn)
    slow_edges, slow_roots = count_trees(weights, root_weights)
    np.testing.assert_allclose(sums.edges, slow_edges[drawn.sources, drawn.copies], atol=1e-9)
    np.testing.assert_allclose(sums.roots, slow_roots, atol=1e-9)


def test_two_texts_of_one_another_are_told_apart_by_next_to_nothing() -> None:
    """Both are surely copies of each other; which was first hangs on the odds of 1 in e^40."""
    weights = np.array([[-np.inf, 40.0], [40.0, -np.inf]])
    sums = source_probabilities(sources(weights, np.array([-40.0, -41.0])))
    first = 1 / (1 + np.exp(-1.0))
    np.testing.assert_allclose(sums.roots, [first, 1 - first], atol=1e-12)
    np.testing.assert_allclose(sums.edges, [first, 1 - first], atol=1e-12)


def test_every_article_has_exactly_one_source() -> None:
    rng = np.random.default_rng(3)
    drawn = sources(rng.normal(0, 5, (60, 60)), rng.normal(0, 5, 60))
    sums = source_probabilities(drawn)
    np.testing.assert_allclose(np.bincount(drawn.copies, sums.edges) + sums.roots, 1.0)


@pytest.mark.parametrize("shift", [-600.0, 600.0])
def test_weights_far_from_zero_stay_within_floating_point(shift: float) -> None:
    weights = np.array([[-np.inf, 1.0], [0.0, -np.inf]])
    far = source_probabilities(sources(weights + shift, np.zeros(2) + shift))
    near = source_probabilities(sources(weights, np.zeros(2)))
    np.testing.assert_allclose(far.edges, near.edges)
    np.testing.assert_allclose(far.roots, near.roots)


def test_determinants_and_elimination_agree() -> None:
    drawn = random_sources(9, 60, 0.2)
    scores = np.zeros((61, 60))
    scores[drawn.sources, drawn.copies] = np.exp(drawn.weights - 20)
    scores[60] = np.exp(drawn.root_weights - 20)
    found, sums = eliminated(scores), source_probabilities(drawn)
    np.testing.assert_allclose(found.edges[drawn.sources, drawn.copies], sums.edges, atol=1e-9)
    np.testing.assert_allclose(found.edges[60], sums.roots, atol=1e-9)
    laplacian = np.diag(scores.sum(axis=0)) - scores[:60]
    assert found.log_total == pytest.approx(np.linalg.slogdet(laplacian)[1])
