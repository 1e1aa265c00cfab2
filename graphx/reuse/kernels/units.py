# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Units of articles, and which of them are known boilerplate.

In:   words of an article with their bytes.
Out:  units as `graphx.reuse.boilerplate.cut_units` gives them.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphx.reuse.kernels.arrays import Bytes, Flags, Hashes, Places, grown
from graphx.reuse.kernels.folding import BLOCK, NEXT_BYTES, decode
from graphx.reuse.kernels.jit import as_int, compiled, count_ones
from graphx.reuse.kernels.shingles import stir
from graphx.reuse.kernels.tables import CharTables
from graphx.reuse.kernels.text import Room, locate_words, new_room, read_words
from graphx.text.units import GapClass

_BREAK, _STOP, _SPACE, _HASH = (
    int(kind) for kind in (GapClass.BREAK, GapClass.STOP, GapClass.SPACE, GapClass.HASH)
)
_RADIX = np.uint64(0xD1342543DE82EF95)
_INVERSE = np.uint64(pow(0xD1342543DE82EF95, -1, 1 << 64))
_SPACE_BYTE = 32
_FEWEST_MARKS = 1 << 12


@compiled
def _opens(raw: Bytes, gap: int, after: int, classes: Bytes) -> bool:
    """Whether a unit ends in ``raw[gap:after]``, the characters between two words."""
    if after - gap == 1 and raw[gap] == _SPACE_BYTE:
        return False
    stopped = False
    hashed = False
    while gap < after:
        point, size = decode(raw, gap)
        kind = classes[point]
        if kind == _BREAK or (kind == _SPACE and stopped) or (kind == _HASH and hashed):
            return True
        stopped |= kind == _STOP
        hashed = kind == _HASH
        gap += size
    return False


@compiled
def _byte_of(runs: Places, run: int, place: int) -> int:
    return as_int(runs[run, 1] + (runs[run, 2] == NEXT_BYTES) * (place - runs[run, 0]))


@compiled
def cut_article(
    raw: Bytes,
    room: Room,
    words: Hashes,
    run_count: int,
    told: int,
    classes: Bytes,
    hashes: Hashes,
    firsts: NDArray[np.signedinteger[Any]],
) -> int:
    """Write hash and first word of each unit of the article read last; return how many."""
    if not words.size:
        return 0
    _, runs, tells, edges, changes, edges_before, _, _, _ = room
    firsts[0] = 0
    units = 1
    run = 0
    for number in range(told):
        tell = tells[number]
        place = tell >> 1 if tell >= 0 else ~tell
        below = (np.uint64(1) << np.uint64(place % BLOCK)) - np.uint64(1)
        turns = as_int(count_ones(changes[place // BLOCK] & below)) + edges_before[place // BLOCK]
        word = (turns + 1) // 2  # of so many words the beginning is before
        if word == words.size:
            break
        if word == firsts[units - 1]:
            continue
        if tell >= 0 and not tell & 1:
            place = edges[2 * word - 1] - 1
            while run + 1 < run_count and runs[run + 1, 0] <= place:
                run += 1
            final = _byte_of(runs, run, place)
            gap = run
            while gap + 1 < run_count and runs[gap + 1, 0] <= place + 1:
                gap += 1
            ending = max(_byte_of(runs, gap, place + 1), final + decode(raw, final)[1])
            while gap + 1 < run_count and runs[gap + 1, 0] <= edges[2 * word]:
                gap += 1
            if not _opens(raw, ending, _byte_of(runs, gap, edges[2 * word]), classes):
                continue
        firsts[units] = word
        units += 1
    _hash_units(words, firsts, units, hashes)
    return units


@compiled
def _hash_units(
    words: Hashes, firsts: NDArray[np.signedinteger[Any]], units: int, hashes: Hashes
) -> None:
    """Hash units as `graphx.reuse.boilerplate.cut_units` does: words times powers of a number.

    Sums over all words before give that of every unit without a loop for each: units are short,
    and where each ends could not be guessed.
    """
    sums = np.empty(words.size + 1, np.uint64)
    inverses = np.empty(words.size, np.uint64)
    total = np.uint64(0)
    power = _RADIX
    inverse = np.uint64(1)
    for k in range(words.size):
        sums[k] = total
        inverses[k] = inverse
        total += words[k] * power
        power *= _RADIX
        inverse *= _INVERSE
    sums[words.size] = total
    for unit in range(units - 1):
        begin = firsts[unit]
        hashes[unit] = stir((sums[firsts[unit + 1]] - sums[begin]) * inverses[begin])
    begin = firsts[units - 1]
    hashes[units - 1] = stir((total - sums[begin]) * inverses[begin])


@compiled
def is_known(known: Hashes, value: np.uint64) -> bool:
    """Whether `value` is in `known`, which is sorted and not empty."""
    base = 0
    size = known.size
    while size > 1:  # without a branch that could be guessed wrongly
        half = size // 2
        base += (known[base + half] <= value) * half
        size -= half
    return bool(known[base] == value)


@compiled
def marked(known: Hashes) -> Hashes:
    """Set the bit of each hash: most units are known to no outlet, and one look tells."""
    cells = _FEWEST_MARKS
    while cells < known.size // 8:
        cells *= 2
    marks = np.zeros(cells, np.uint64)
    for value in known:
        marks[_cell(marks, value)] |= np.uint64(1) << (value & np.uint64(63))
    return marks


@compiled
def may_be_in(marks: Hashes, value: np.uint64) -> bool:
    """Whether the bit of `value` is set."""
    return bool(marks[_cell(marks, value)] >> (value & np.uint64(63)) & np.uint64(1))


@compiled
def _cell(marks: Hashes, value: np.uint64) -> int:
    return as_int(((value >> np.uint64(32)) * np.uint64(marks.size)) >> np.uint64(32))


@compiled
def cut_articles(
    raw: Bytes,
    starts: Places,
    body_starts: Places,
    body: Places,
    first: int,
    after: int,
    tables: CharTables,
    classes: Bytes,
) -> tuple[Hashes, Places, Places, Places, Places, Places]:
    """Units of articles `first` to `after`, and how many each has.

    Hash, first word, number of words, first byte and last byte of each.
    """
    counts = np.zeros(after - first, np.int64)
    hashes = np.empty(1024, np.uint64)
    firsts = np.empty(1024, np.int64)
    sizes = np.empty(1024, np.int64)
    firsts_bytes = np.empty(1024, np.int64)
    lasts_bytes = np.empty(1024, np.int64)
    room = new_room()
    used = 0
    for number in range(after - first):
        room, words, runs, told = read_words(
            raw, starts, body_starts, body, first + number, tables, classes, True, room
        )
        begins, ends = locate_words(raw, room, words.size, runs)
        if used + words.size > hashes.size:
            hashes = grown(hashes, used, words.size)
            firsts = grown(firsts, used, words.size)
            sizes = grown(sizes, used, words.size)
            firsts_bytes = grown(firsts_bytes, used, words.size)
            lasts_bytes = grown(lasts_bytes, used, words.size)
        units = cut_article(raw, room, words, runs, told, classes, hashes[used:], firsts[used:])
        for unit in range(used, used + units):
            stop = firsts[unit + 1] if unit + 1 < used + units else words.size
            sizes[unit] = stop - firsts[unit]
            firsts_bytes[unit] = begins[firsts[unit]]
            lasts_bytes[unit] = ends[stop - 1]
        counts[number] = units
        used += units
    return (
        hashes[:used],
        firsts[:used],
        sizes[:used],
        firsts_bytes[:used],
        lasts_bytes[:used],
        counts,
    )


@compiled
def hide_shingles(
    raw: Bytes,
    room: Room,
    words: Hashes,
    run_count: int,
    told: int,
    classes: Bytes,
    known: Hashes,
    marks: Hashes,
    width: int,
    hides: Flags,
) -> bool:
    """Mark shingles all of whose words are boilerplate; return whether there are any."""
    hashes = np.empty(words.size, np.uint64)
    firsts = np.empty(words.size + 1, np.int64)
    units = cut_article(raw, room, words, run_count, told, classes, hashes, firsts)
    firsts[units] = words.size
    begin = 0  # of known units in a row
    hidden = False
    for unit in range(units):
        if may_be_in(marks, hashes[unit]) and is_known(known, hashes[unit]):
            if unit + 1 < units:
                continue
            end = words.size
        else:
            end = firsts[unit]
        for k in range(begin, end - width + 1):
            hides[k] = True
            hidden = True
        begin = firsts[unit + 1]
    return hidden
