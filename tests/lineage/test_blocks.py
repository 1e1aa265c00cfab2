"""Sums block by block against those by one determinant."""

import numpy as np
import pytest

from graphx.lineage.blocks import sparse_source_probabilities
from graphx.lineage.tree import Sources, source_probabilities
from tests.lineage.trees import random_sources


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


@pytest.mark.parametrize("share", [0.01, 0.03, 0.1, 0.5])
def test_blocks_change_no_probability(share: float) -> None:
    given_ = random_sources(7, 60, share)
    dense = source_probabilities(given_)
    blocks = sparse_source_probabilities(given_)
    np.testing.assert_allclose(blocks.edges, dense.edges, atol=1e-9)
    np.testing.assert_allclose(blocks.roots, dense.roots, atol=1e-9)


def test_a_block_too_large_is_cut_and_still_sums_to_one() -> None:
    given_ = random_sources(8, 80, 0.3)
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
