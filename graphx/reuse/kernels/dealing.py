# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Deal kept hashes out by their highest bits.

In:   kept hashes of some articles, with their places.
Out:  `Dealt`: the same, part by part, so that of many such all hashes of a part are soon found.

Hashes are spread evenly, so parts are of one size.  More parts would make each fit a smaller cache,
and dealing slower: twice as slow with four times as many.
"""

from typing import NamedTuple

import numpy as np

from graphx.reuse.kernels.arrays import Halves, Hashes, Numbers, Places
from graphx.reuse.kernels.jit import as_int, compiled

PART_BITS = 8
BLOCK_BITS = 6
_BLOCK = 1 << BLOCK_BITS


class Dealt(NamedTuple):
    """Kept hashes of consecutive articles, dealt out to parts.

    Every article has whole blocks of sixty-four places, one for each of its words.

    Parameters
    ----------
    hashes : ndarray of uint64, shape (n_hashes,)
        Part by part; of a part in the order of their places.
    places : ndarray of uint32, shape (n_hashes,)
        Of each, counted from the first place of the first article.
    starts : ndarray of int64, shape (n_parts + 1,)
        First hash of each part.
    kept : ndarray of uint64, shape (n_blocks,)
        Which places of each block have a kept hash.
    blocks : ndarray of int64, shape (n_articles,)
        How many each article has.
    """

    hashes: Hashes
    places: Halves
    starts: Places
    kept: Hashes
    blocks: Places


def deal(
    hashes: Hashes,
    places: Numbers,
    counts: Places,
    words: Places,
    top: int,
    room: tuple[Hashes, Halves],
) -> Dealt:
    """Deal out hashes of `top` bits.

    Parameters
    ----------
    hashes, places : ndarray
        Kept hashes, one article after the other, and where each stands.
    counts, words : ndarray of int64, shape (n_articles,)
        Hashes and words of each article.
    top : int
    room : (ndarray of uint64, ndarray of uint32)
        Where to write hashes and places.
    """
    blocks = -(-words // _BLOCK)
    kept = np.zeros(int(blocks.sum()), np.uint64)
    starts = _deal(hashes, places, counts, blocks, max(top - PART_BITS, 0), *room, kept)
    return Dealt(*room, starts, kept, blocks)


@compiled
def _deal(
    hashes: Hashes,
    places: Numbers,
    counts: Places,
    blocks: Places,
    shift: int,
    dealt: Hashes,
    dealt_places: Halves,
    kept: Hashes,
) -> Places:
    """Write hashes and places to their parts, and which places are kept; where parts begin."""
    down = np.uint64(shift)
    starts = np.zeros((1 << PART_BITS) + 1, np.int64)
    for value in hashes:
        starts[as_int(value >> down) + 1] += 1
    for part in range(1 << PART_BITS):
        starts[part + 1] += starts[part]
    filled = starts[:-1].copy()
    k = 0
    block = 0
    for article in range(counts.size):
        for _ in range(counts[article]):
            part = as_int(hashes[k] >> down)
            there = filled[part]
            place = block * _BLOCK + places[k]
            dealt[there] = hashes[k]
            dealt_places[there] = place
            kept[place >> BLOCK_BITS] |= np.uint64(1) << np.uint64(place & (_BLOCK - 1))
            filled[part] = there + 1
            k += 1
        block += blocks[article]
    return starts
