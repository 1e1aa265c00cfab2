"""Hash words, and runs of words.

In:   folded words (`graphx.text.words`).
Out:  one 64-bit hash a shingle.

Word:     its UTF-8 bytes are read as little-endian 64-bit blocks, two at a time, the last padded
          with zeros; ``h = length * K; for each two blocks: h = fold(first ^ K, second ^ L ^ h)``.
          `fold` is the 128-bit product of both, its high half xor its low half: one instruction
          and a word of up to sixteen bytes is hashed (Makarov's MUM hash).
Shingle:  ``stir(w[0] * K**(n-1) + w[1] * K**(n-2) + … + w[n-1])`` over its n words, so that a
          shingle is five multiplications away from its words and no string is ever joined.
All arithmetic is modulo 2**64.  `stir` is the 64-bit finaliser with which Steele, Lea and Flood
end SplitMix ("Fast splittable pseudorandom number generators", OOPSLA 2014): a bijection in which
every input bit moves every output bit.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

_MASK: Final = (1 << 64) - 1
_SHIFTS: Final = (30, 27, 31)
_FACTORS: Final = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
_RADIX: Final = 0x9E3779B97F4A7C15
_SECOND: Final = 0xD1342543DE82EF95
_BLOCK_BYTES: Final = 8


def stir(value: int) -> int:
    """Mix the 64 bits of `value`."""
    value = ((value ^ (value >> _SHIFTS[0])) * _FACTORS[0]) & _MASK
    value = ((value ^ (value >> _SHIFTS[1])) * _FACTORS[1]) & _MASK
    return value ^ (value >> _SHIFTS[2])


def stir_many(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Mix the bits of each of `values`, as `stir` does."""
    first, second, third = (np.uint64(shift) for shift in _SHIFTS)
    values = (values ^ (values >> first)) * np.uint64(_FACTORS[0])
    values = (values ^ (values >> second)) * np.uint64(_FACTORS[1])
    return values ^ (values >> third)


@lru_cache(maxsize=1 << 18)
def word_hash(word: str) -> int:
    r"""Hash one folded word to 64 bits.

    Examples
    --------
    >>> word_hash("a") != word_hash("a\0")
    True
    """
    data = word.encode("utf-8", "surrogatepass")
    value = len(data) * _RADIX & _MASK
    for start in range(0, len(data), 2 * _BLOCK_BYTES):
        middle, end = start + _BLOCK_BYTES, start + 2 * _BLOCK_BYTES
        first = int.from_bytes(data[start:middle], "little") ^ _RADIX
        second = int.from_bytes(data[middle:end], "little") ^ _SECOND ^ value
        product = first * second
        value = (product >> 64) ^ (product & _MASK)
    return value


def word_hashes(words: Sequence[str]) -> NDArray[np.uint64]:
    """Hash each word; shape (n_words,)."""
    return np.fromiter(map(word_hash, words), np.uint64, len(words))


def window_hashes(hashes: NDArray[np.uint64], width: int) -> NDArray[np.uint64]:
    """Combine every `width` hashes in a row, unmixed; shape (n - width + 1,)."""
    count = hashes.size - width + 1
    combined = np.zeros(max(count, 0), np.uint64)
    radix = np.uint64(_RADIX)
    for offset in range(width if count > 0 else 0):
        combined = combined * radix + hashes[offset : offset + count]
    return combined


def shingle_hashes(hashes: NDArray[np.uint64], width: int) -> NDArray[np.uint64]:
    """Hash every `width` words in a row, in order, repeats included.

    A text of fewer words gives one shingle of them all; a text of none gives none.

    Examples
    --------
    >>> shingle_hashes(word_hashes("one two three".split()), 5).size
    1
    >>> shingle_hashes(word_hashes("a b c d e f".split()), 5).size
    2
    """
    return stir_many(window_hashes(hashes, min(width, hashes.size))) if hashes.size else hashes


def kept_shingles(hashes: NDArray[np.uint64], width: int, scale: int) -> NDArray[np.bool_]:
    """Say which shingles of a row of words are kept: about one in `scale`, evenly spread.

    Of the `scale` words in the middle of a shingle, the middle one must have the least hash, the
    first of those that have it: an open syncmer (Edgar, Syncmers are more sensitive than
    minimizers for selecting conserved k-mers in biological sequences, PeerJ 2021).  Whether a
    shingle is kept depends on its words alone, so two texts keep the same of what they share; and
    two that are kept are at least ``(scale + 1) // 2`` words apart, so that a short passage is
    never without any, as it may be where a hash must only be low (FracMinHash).

    Parameters
    ----------
    hashes : ndarray of uint64, shape (n_words,)
    width : int
        Words of a shingle.
    scale : int
        No more than `width`.

    Returns
    -------
    ndarray of bool, shape (n_words - width + 1,)
        A text of fewer words than `width` keeps its one shingle.

    Examples
    --------
    >>> kept_shingles(np.array([9, 8, 1, 7, 2, 6, 5], np.uint64), 5, 3)
    array([ True, False,  True])
    """
    count = hashes.size - width + 1
    if count < 1:
        return np.ones(min(hashes.size, 1), bool)
    first = (width - scale) // 2
    middle = first + scale // 2
    center = hashes[middle : middle + count]
    kept = np.ones(count, bool)
    for other in range(first, first + scale):
        there = hashes[other : other + count]
        kept &= there > center if other < middle else there >= center
    return kept


def minhash_values(distinct: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Return the 32 bits of each shingle hash that MinHash permutes."""
    return (distinct >> np.uint64(32)).astype(np.uint32)
