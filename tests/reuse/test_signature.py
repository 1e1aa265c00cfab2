import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import given
from hypothesis import strategies as st

from graphx.errors import InvalidValueError
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.signature import from_datasketch, minhash_hash, signature, to_datasketch

RECIPE = SketchRecipe()
HASHES = st.sets(st.integers(0, (1 << 64) - 1), max_size=50)


@given(HASHES)
def test_signatures_are_those_of_datasketch(hashes):
    theirs = MinHash(num_perm=128, seed=1, scheme="affine32", hashfunc=minhash_hash)
    theirs.update_batch(hashes)
    ours = signature(np.array(sorted(hashes), np.uint64), RECIPE)
    assert ours.tolist() == theirs.hashvalues.tolist()
    assert from_datasketch(theirs, RECIPE).tolist() == ours.tolist()


@given(HASHES, HASHES)
def test_a_stored_signature_goes_on_in_datasketch(left, right):
    minhash = to_datasketch(signature(np.array(sorted(left), np.uint64), RECIPE), RECIPE)
    minhash.update_batch(right)
    both = signature(np.array(sorted(left | right), np.uint64), RECIPE)
    assert from_datasketch(minhash, RECIPE).tolist() == both.tolist()


def test_long_texts_are_worked_in_blocks():
    hashes = np.random.default_rng(1).integers(0, 1 << 63, 5000, np.uint64)
    theirs = MinHash(num_perm=128, seed=1, scheme="affine32", hashfunc=minhash_hash)
    theirs.update_batch(hashes.tolist())
    assert (signature(hashes, RECIPE) == theirs.hashvalues).all()


@pytest.mark.parametrize("other", [{"num_perm": 64}, {"seed": 2}, {"scheme": "affine64"}])
def test_signatures_made_otherwise_are_refused(other):
    with pytest.raises(InvalidValueError):
        from_datasketch(MinHash(**({"num_perm": 128, "seed": 1} | other)), RECIPE)
