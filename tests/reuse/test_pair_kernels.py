"""Every compiled kernel that proposes or orders pairs gives what its plain twin gives."""

from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.reuse.bands import Bands, band_pairs
from graphx.reuse.postings import PostingLimits, invert, posting_pairs
from graphx.reuse.walks import walk_order

pytest.importorskip("numba", reason="numba is not installed: there are no kernels to compare")


@given(
    st.lists(
        st.sets(st.one_of(st.integers(0, 20), st.integers(0, (1 << 64) - 1)), max_size=10),
        max_size=14,
    ),
    st.integers(1, 3),
    st.sampled_from([0, 5, 1000]),
    st.integers(1, 3),
    st.sampled_from([0, 4, 16]),
)
def test_posting_pairs(sets, threads, budget, hubs, short_kept):
    from graphx.reuse.kernels.index import compiled_invert
    from graphx.reuse.kernels.pairs import compiled_posting_pairs

    hashes = np.array([value for values in sets for value in sorted(values)], np.uint64)
    counts = np.array([len(values) for values in sets], np.int64)
    index = invert(hashes, counts)
    limits = PostingLimits(
        short_kept=short_kept,
        short_shared=2,
        always_linked=2,
        pairs_floor=budget,
        pairs_per_article=0,
        hubs=hubs,
    )
    ends = np.append(0, np.cumsum(counts)).tolist()
    rows = [slice(first, first + 3) for first in range(0, len(sets), 3)]  # a batch each
    kept = [(hashes[ends[row.start] : ends[min(row.stop, len(sets))]], counts[row]) for row in rows]
    for quick, one in zip(compiled_invert(kept, threads), index, strict=True):
        assert quick.tolist() == one.tolist()
    plain = posting_pairs(index, limits) @ (len(sets), 1)
    assert compiled_posting_pairs(index, limits, threads).tolist() == plain.tolist()


@pytest.mark.parametrize("at_a_time", [1, 3])
def test_pairs_are_those_of_one_pass_however_few_ranges_one_takes(monkeypatch, at_a_time):
    from graphx.reuse.kernels import pairs

    numbers = np.random.default_rng(7).integers(0, 60, (40, 12)).astype(np.uint64)
    sets = [np.unique(row) for row in numbers]
    index = invert(np.concatenate(sets), np.array([row.size for row in sets]))
    limits = PostingLimits(always_linked=2, pairs_floor=1000, pairs_per_article=0, hubs=2)
    whole = pairs.compiled_posting_pairs(index, limits, 2)
    monkeypatch.setattr(pairs, "_RANGE_PAIRS", 8)
    laid_out = mock.Mock(wraps=pairs._Ranges.laid_out)
    monkeypatch.setattr(pairs._Ranges, "laid_out", lambda *given: laid_out(*given))
    monkeypatch.setattr(pairs, "_RANGES_AT_A_TIME", at_a_time)
    assert pairs.compiled_posting_pairs(index, limits, 2).tolist() == whole.tolist()
    assert whole.size
    assert laid_out.call_count > 5


@given(st.sets(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=30))
def test_walk_order(drawn):
    pairs = np.array([pair for pair in sorted(drawn) if pair[0] < pair[1]], np.int64).reshape(-1, 2)
    plain = walk_order(pairs, 13, compiled=False)
    assert sorted(plain.tolist()) == list(range(len(pairs)))
    assert walk_order(pairs, 13).tolist() == plain.tolist()


@given(st.integers(0, 1 << 30), st.integers(0, 20), st.integers(1, 3))
def test_band_pairs(seed, articles, threads):
    from graphx.reuse.kernels.bands import compiled_band_pairs

    source = np.random.default_rng(seed)
    signatures = source.integers(0, 4, (articles, 128), np.uint32)
    plain = band_pairs(signatures, Bands()) @ (articles, 1)
    quick = compiled_band_pairs(signatures, Bands(), threads)
    assert sorted(quick.tolist()) == plain.tolist()


@pytest.mark.parametrize("shared", [299, 300])
def test_more_may_be_needed_than_is_counted_at_first(shared):
    from graphx.reuse.kernels.pairs import compiled_posting_pairs

    sets = [np.arange(400), np.arange(400 - shared, 800 - shared)]
    index = invert(np.concatenate(sets).astype(np.uint64), np.array([400, 400]))
    limits = PostingLimits(min_shared=300)
    wanted = (posting_pairs(index, limits) @ (2, 1)).tolist()
    assert wanted == ([1] if shared >= 300 else [])
    assert compiled_posting_pairs(index, limits, 1).tolist() == wanted
