# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Shingles of articles, and the different ones among them.

In:   hashes of the words of an article.
Out:  hashes of its shingles, as `graphx.reuse.shingles.shingle_hashes` gives them; how many
      differ, and which.
"""

import numpy as np

from graphx.reuse.kernels.arrays import Hashes, Places
from graphx.reuse.kernels.jit import as_int, compiled

_RADIX = np.uint64(0x9E3779B97F4A7C15)
_NOTHING = np.uint64(0)
_MOST_COMPARISONS = 1 << 20


@compiled
def stir(value: np.uint64) -> np.uint64:
    """Mix the 64 bits of `value`, as `graphx.reuse.shingles.stir` does."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@compiled
def shingle_row(words: Hashes, count: int, width: int, row: Hashes) -> int:
    """Hash every `width` words in a row into `row`; return how many shingles there are."""
    if count == 0:
        return 0
    width = min(width, count)
    shingles = count - width + 1
    for i in range(shingles):
        row[i] = words[i]
    for offset in range(1, width):
        for i in range(shingles):
            row[i] = row[i] * _RADIX + words[i + offset]
    for i in range(shingles):
        row[i] = stir(row[i])
    return shingles


@compiled
def sort_distinct(values: Hashes, count: int, counts: Places, out: Hashes) -> int:
    """Write the distinct of ``values[:count]`` to `out`, sorted; return how many.

    Hashes are spread evenly, so as many buckets as values, each then sorted by insertion, take
    linear time.  `counts` is scratch for a power of two above `count`, and one more.
    """
    if count == 0:
        return 0
    bits = 1
    while (1 << bits) < count:
        bits += 1
    shift = np.uint64(64 - bits)
    counts[: (1 << bits) + 1] = 0
    for i in range(count):
        counts[as_int(values[i] >> shift) + 1] += 1
    for bucket in range(1 << bits):
        counts[bucket + 1] += counts[bucket]
    for i in range(count):
        bucket = as_int(values[i] >> shift)
        out[counts[bucket]] = values[i]
        counts[bucket] += 1
    for i in range(1, count):
        value = out[i]
        place = i
        while place > 0 and out[place - 1] > value:
            out[place] = out[place - 1]
            place -= 1
        out[place] = value
    distinct = 1
    for i in range(1, count):
        if out[i] != out[i - 1]:
            out[distinct] = out[i]
            distinct += 1
    return distinct


@compiled
def count_distinct(row: Hashes, count: int, met: Hashes) -> int:
    """How many different values ``row[:count]`` has.

    A value whose sixteen highest bits were met before is looked for among the values before it.
    `met` is scratch for that many bits.
    """
    met[:] = _NOTHING
    distinct = 0
    doubts = 0
    for i in range(count):
        value = row[i]
        cell = as_int(value >> np.uint64(54))
        bit = np.uint64(1) << ((value >> np.uint64(48)) & np.uint64(63))
        if met[cell] & bit:
            doubts += 1
            if doubts * count > _MOST_COMPARISONS:
                buckets = np.empty(2 * count + 3, np.int64)
                return sort_distinct(row, count, buckets, np.empty(count, np.uint64))
            same = 0
            for k in range(i):
                same |= row[k] == value
            distinct += 1 - same
        else:
            distinct += 1
        met[cell] |= bit
    return distinct
