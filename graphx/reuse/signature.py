"""MinHash signatures, bit for bit those of datasketch.

In:   distinct shingle hashes of a text.
Out:  its signature, shape (permutations,), uint32.

Broder, On the resemblance and containment of documents (1997).  A signature equals
``datasketch.MinHash(num_perm, seed, scheme="affine32", hashfunc=minhash_hash)`` after an update
with each shingle hash, so that stored signatures can be used with datasketch and the other way
round.
"""

from functools import cache
from typing import Final

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from graphx.errors import InvalidValueError
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.shingles import minhash_values

_SCHEME: Final = "affine32"


def minhash_hash(shingle: int) -> int:
    """Hash function to give datasketch, for 64-bit shingle hashes."""
    return shingle >> 32


@cache
def permutations(recipe: SketchRecipe) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return factors and summands of the recipe's permutations, shapes (permutations,)."""
    factors, summands = MinHash(
        num_perm=recipe.permutations, seed=recipe.seed, scheme=_SCHEME
    ).permutations
    return np.asarray(factors, np.uint32), np.asarray(summands, np.uint32)


def premix(values: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Mix 32-bit hashes before they are permuted (the finaliser of MurmurHash3)."""
    values = (values ^ (values >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    values = (values ^ (values >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return values ^ (values >> np.uint32(16))


def signature(distinct: NDArray[np.uint64], recipe: SketchRecipe) -> NDArray[np.uint32]:
    """Return the MinHash signature of a set of shingle hashes.

    Parameters
    ----------
    distinct : ndarray of uint64, shape (n_shingles,)
    recipe : SketchRecipe

    Returns
    -------
    ndarray of uint32, shape (recipe.permutations,)
        All ones for a text without shingles.
    """
    factors, summands = permutations(recipe)
    least = np.full(factors.size, np.iinfo(np.uint32).max, np.uint32)
    values = premix(minhash_values(distinct))
    for block in np.array_split(values, max(1, values.size // 1024)):
        if block.size:
            permuted = block[:, None] * factors + summands
            np.minimum(least, permuted.min(axis=0), out=least)
    return least


def to_datasketch(values: NDArray[np.uint32], recipe: SketchRecipe) -> MinHash:
    """Return a stored signature as a datasketch object that can be updated and compared."""
    return MinHash(
        num_perm=recipe.permutations,
        seed=recipe.seed,
        scheme=_SCHEME,
        hashfunc=minhash_hash,
        hashvalues=values,
    )


def from_datasketch(minhash: MinHash, recipe: SketchRecipe) -> NDArray[np.uint32]:
    """Return the signature of a datasketch object.

    Raises
    ------
    InvalidValueError
        It was made with other permutations than the recipe's.
    """
    found = (minhash.scheme, minhash.num_perm, minhash.seed)
    wanted = (_SCHEME, recipe.permutations, recipe.seed)
    if found != wanted:
        raise InvalidValueError("minhash", found, f"scheme, num_perm, seed = {wanted}")
    return np.asarray(minhash.hashvalues, np.uint32)
