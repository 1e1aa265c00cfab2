"""The matrix-tree sums against every tree counted one by one."""

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from graphx.lineage.elimination import eliminated
from graphx.lineage.tree import (
    Sources,
    TreeSums,
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


def test_articles_without_any_source_and_stubs_that_only_give() -> None:
    drawn = Sources(
        sources=np.array([0, 0, 3]),
        copies=np.array([1, 2, 2]),
        weights=np.array([40.0, 0.0, 0.0]),
        root_weights=np.array([0.0, -40.0, 0.0, 0.0, -40.0]),
    )
    sums = sparse_source_probabilities(drawn)
    np.testing.assert_allclose(sums.edges, [1.0, 1 / 3, 1 / 3], atol=1e-12)
    np.testing.assert_allclose(sums.roots, [1.0, 0.0, 1 / 3, 1.0, 1.0], atol=1e-12)


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
    dense = source_probabilities(given_)
    blocks = sparse_source_probabilities(given_)
    np.testing.assert_allclose(blocks.edges, dense.edges, atol=1e-9)
    np.testing.assert_allclose(blocks.roots, dense.roots, atol=1e-9)


def test_determinants_and_elimination_agree() -> None:
    drawn = _random_sources(9, 60, 0.2)
    scores = np.zeros((61, 60))
    scores[drawn.sources, drawn.copies] = np.exp(drawn.weights - 20)
    scores[60] = np.exp(drawn.root_weights - 20)
    found, sums = eliminated(scores), source_probabilities(drawn)
    np.testing.assert_allclose(found.edges[drawn.sources, drawn.copies], sums.edges, atol=1e-9)
    np.testing.assert_allclose(found.edges[60], sums.roots, atol=1e-9)
    laplacian = np.diag(scores.sum(axis=0)) - scores[:60]
    assert found.log_total == pytest.approx(np.linalg.slogdet(laplacian)[1])


def test_a_block_too_large_is_cut_and_still_sums_to_one() -> None:
    given_ = _random_sources(8, 80, 0.3)
    sums = sparse_source_probabilities(given_, largest_block=10)
    totals = sums.roots.copy()
    np.add.at(totals, given_.copies, sums.edges)
    np.testing.assert_allclose(totals, 1.0, atol=1e-9)


def test_texts_that_may_be_either_s_copy_stay_in_one_part() -> None:
    """Twenty pairs, each of two near twins, all in one ring."""
    first = np.arange(0, 40, 2)
    ring = (first + 2) % 40
    given_ = Sources(
        sources=np.concatenate([first, first + 1, first]),
        copies=np.concatenate([first + 1, first, ring]),
        weights=np.repeat([3.0, 3.0, 0.0], 20),
        root_weights=np.zeros(40),
    )
    whole = sparse_source_probabilities(given_)
    cut = sparse_source_probabilities(given_, largest_block=10)
    np.testing.assert_allclose(cut.edges, whole.edges, atol=0.02)
    np.testing.assert_allclose(cut.roots, whole.roots, atol=0.02)
