# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Find the pairs that are told often enough.

In:   pairs as lists tell them, each packed into one number, equal ones many times.
Out:  those of articles that share enough hashes, sorted.
"""

import numpy as np

from graphx.reuse.kernels.arrays import Numbers, Packed, Places
from graphx.reuse.kernels.jit import as_int, compiled

MOST_COUNTED = 255
"""So often a pair is counted in a small counter; what is needed beyond is asked of the rest."""

_DIGIT_BITS = 11
_RADIX = np.uint64(0x9E3779B97F4A7C15)


@compiled
def frequent(
    told: Packed, needed_of: Numbers, least: int, most: int, lowest: int, bits: int
) -> Packed:
    """Sort the pairs that may stand in as many lists as either article needs; most do not.

    Pairs are counted in a table of small counters where several may fall on one.  Articles need
    `least` to `most` lists or more; what one needs is looked up only where the least are told.
    """
    size = 6
    while (1 << size) < 2 * told.size:
        size += 1
    shift = np.uint64(64 - size)
    counters = np.zeros(1 << size, np.uint8)
    for pair in told:
        place = as_int((np.uint64(pair) * _RADIX) >> shift)
        counters[place] += counters[place] < np.uint8(MOST_COUNTED)
    rest = np.empty_like(told)
    found = 0
    mask = np.uint64((1 << bits) - 1)
    for pair in told:
        rest[found] = pair
        found += as_int(counters[as_int((np.uint64(pair) * _RADIX) >> shift)]) >= least
    if least < most:
        some = found
        found = 0
        for pair in rest[:some]:
            left = lowest + as_int(np.uint64(pair) >> np.uint64(bits))
            needed = min(most, needed_of[left], needed_of[as_int(np.uint64(pair) & mask)])
            rest[found] = pair
            found += as_int(counters[as_int((np.uint64(pair) * _RADIX) >> shift)]) >= needed
    highest = np.uint64(0)
    for pair in rest[:found]:
        highest = max(highest, np.uint64(pair))
    used = 1
    while highest >> np.uint64(used):
        used += 1
    return _radix_sorted(rest[:found], used)


@compiled
def _radix_sorted(values: Packed, bits: int) -> Packed:
    """Sort numbers of so many bits, least significant digit first."""
    other = np.empty_like(values)
    digits = max(1, (bits + _DIGIT_BITS - 1) // _DIGIT_BITS)
    width = (bits + digits - 1) // digits
    mask = np.uint64((1 << width) - 1)
    places = np.empty(1 << width, np.int64)
    for digit in range(digits):
        shift = np.uint64(digit * width)
        places[:] = 0
        for value in values:
            places[(np.uint64(value) >> shift) & mask] += 1
        total = 0
        for k in range(places.size):
            count = places[k]
            places[k] = total
            total += count
        for value in values:
            digits_of = (np.uint64(value) >> shift) & mask
            place = places[digits_of]
            other[place] = value
            places[digits_of] = place + 1
        values, other = other, values
    return values


@compiled
def often_told(values: Packed, needed_of: Numbers, first: int, bits: int) -> Places:
    """Pairs that stand in as many lists as either article needs."""
    found = np.empty(values.size, np.int64)
    pairs = 0
    mask = np.uint64((1 << bits) - 1)
    k = 0
    while k < values.size:
        stop = k + 1
        while stop < values.size and values[stop] == values[k]:
            stop += 1
        left = first + np.int64(np.uint64(values[k]) >> np.uint64(bits))
        right = np.int64(np.uint64(values[k]) & mask)
        if stop - k >= min(needed_of[left], needed_of[right]):
            found[pairs] = left * needed_of.size + right
            pairs += 1
        k = stop
    return found[:pairs].copy()
