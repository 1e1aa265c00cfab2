import numpy as np
from datasketch import MinHashLSH
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from graphx.reuse.bands import Bands, band_pairs
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.signature import to_datasketch


def peers(signatures):
    index = MinHashLSH(num_perm=128, params=(32, 4))
    minhashes = [to_datasketch(row, SketchRecipe()) for row in signatures]
    for number, minhash in enumerate(minhashes):
        index.insert(number, minhash)
    return sorted(
        [number, other]
        for number, minhash in enumerate(minhashes)
        for other in index.query(minhash)
        if number < other
    )


@given(arrays(np.uint32, st.tuples(st.integers(0, 8), st.just(128)), elements=st.integers(0, 2)))
def test_pairs_are_those_of_datasketch(signatures):
    assert band_pairs(signatures, Bands()).tolist() == peers(signatures)


def test_pairs_of_a_crowd_are_those_of_datasketch():
    source = np.random.default_rng(5)
    base = source.integers(0, 1 << 32, (30, 128), np.uint32)
    signatures = base[source.integers(0, 30, 300)]
    changed = source.random(signatures.shape) < source.random((300, 1))
    signatures = np.where(
        changed, source.integers(0, 1 << 32, signatures.shape, np.uint32), signatures
    )
    found = band_pairs(signatures, Bands()).tolist()
    assert len(found) > 100
    assert found == peers(signatures)
