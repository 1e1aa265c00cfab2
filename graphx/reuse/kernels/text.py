# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Words of articles, read from their UTF-8 bytes.

In:   one buffer of bytes that holds many texts, and the intervals of each that are body.
Out:  word hashes and places.

Three steps.  The body is folded into a scratch buffer in which words stand apart by zero bytes
(`graphx.reuse.kernels.folding`).  Where words begin and end is read off a bit mask of sixty-four
bytes at a time, as Langdale and Lemire find the structure of JSON (Parsing gigabytes of JSON per
second, 2019).  Then words are hashed sixteen bytes at a time, without a branch for words of up to
sixteen.
"""

from typing import TypeAlias

import numpy as np

from graphx.reuse.kernels.arrays import Bytes, Hashes, Numbers, Places, grown
from graphx.reuse.kernels.folding import (
    BLOCK,
    NEXT_BYTES,
    SLACK,
    byte_place,
    decode,
    fold_bytes,
)
from graphx.reuse.kernels.jit import (
    as_int,
    bytes_set,
    compiled,
    count_ones,
    fold_product,
    read_word,
    trailing_zeros,
)
from graphx.reuse.kernels.tables import CharTables

Room: TypeAlias = tuple[Bytes, Places, Numbers, Numbers, Hashes, Numbers, Hashes, Places, Places]
"""Folded bytes, runs, tells, edges of words, changes of blocks, edges before blocks; and of words
hash, first byte, last byte."""

_RADIX = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xD1342543DE82EF95)
_NOTHING = np.uint64(0)
_NEVER = 1 << 62

_FIRST_MASKS = np.array([(1 << 8 * min(n, 8)) - 1 for n in range(17)], np.uint64)
_SECOND_MASKS = np.array([(1 << 8 * max(n - 8, 0)) - 1 for n in range(17)], np.uint64)


@compiled
def cut_words(
    folded: Bytes, size: int, edges: Numbers, changes_of: Hashes, edges_before: Numbers
) -> int:
    """Write where each word begins and ends in a folded buffer; return how many words there are.

    Of each block of the buffer also writes which of its bytes are edges, and how many edges are
    before it.  A hundred bytes after `size` are overwritten with zeros; `edges` needs room for as
    many more numbers as a block has bytes.
    """
    folded[size : size + BLOCK + 36] = 0
    found = 0
    open_before = _NOTHING
    for place in range(0, size, BLOCK):
        inside = bytes_set(folded, place)
        changes = inside ^ ((inside << np.uint64(1)) | open_before)
        open_before = inside >> np.uint64(63)
        changes_of[place // BLOCK] = changes
        edges_before[place // BLOCK] = found
        stop = found + as_int(count_ones(changes))
        k = found
        while k < stop:  # eight at a time, past the last one where need be, spare most branches
            for _ in range(8):
                edges[k] = place + as_int(trailing_zeros(changes))
                changes &= changes - np.uint64(1)
                k += 1
        found = stop
    if open_before:
        edges[found] = size
        found += 1
    return found // 2


@compiled
def hash_words(folded: Bytes, edges: Numbers, words: int, hashes: Hashes) -> None:
    """Hash each word, as `graphx.reuse.shingles.word_hash` does."""
    for number in range(words):
        start = edges[2 * number]
        length = edges[2 * number + 1] - start
        read = min(length, 16)
        first = read_word(folded, start) & _FIRST_MASKS[read]
        second = read_word(folded, start + 8) & _SECOND_MASKS[read]
        value = np.uint64(length) * _RADIX
        value = fold_product(first ^ _RADIX, second ^ _SECOND ^ value)
        while length > 16:
            start += 16
            length -= 16
            read = min(length, 16)
            first = read_word(folded, start) & _FIRST_MASKS[read]
            second = read_word(folded, start + 8) & _SECOND_MASKS[read]
            value = fold_product(first ^ _RADIX, second ^ _SECOND ^ value)
        hashes[number] = value


@compiled
def _locate(
    raw: Bytes, edges: Numbers, words: int, runs: Places, used: int, firsts: Places, lasts: Places
) -> None:
    """Write first and last byte of each word, marks that were dropped after it included."""
    number = 0
    for run in range(used):
        following = as_int(runs[run + 1, 0]) if run + 1 < used else _NEVER
        if runs[run, 2] == NEXT_BYTES:
            shift = runs[run, 1] - runs[run, 0]
            while number < words and edges[2 * number + 1] < following:
                firsts[number] = edges[2 * number] + shift
                lasts[number] = edges[2 * number + 1] + shift
                number += 1
        while number < words and edges[2 * number] < following:
            firsts[number] = _origin(runs, run, edges[2 * number])
            final = edges[2 * number + 1] - 1
            last = run
            while last + 1 < used and runs[last + 1, 0] <= final:
                last += 1
            final = _origin(runs, last, final)
            if last + 1 < used and runs[last + 1, 0] <= edges[2 * number + 1]:
                last += 1
            after = _origin(runs, last, edges[2 * number + 1])
            lasts[number] = max(after, final + decode(raw, final)[1])
            number += 1


@compiled
def _origin(runs: Places, run: int, place: int) -> int:
    """Byte of the text that a place in a run came from."""
    return as_int(runs[run, 1] + (runs[run, 2] == NEXT_BYTES) * (place - runs[run, 0]))


@compiled
def new_room() -> Room:
    """Scratch for `read_words`; it grows with the longest text and is used again for the next."""
    return (
        np.empty(SLACK, np.uint8),
        np.empty((64, 3), np.int64),
        np.empty(SLACK, np.int32),
        np.empty(SLACK, np.int32),
        np.empty(SLACK, np.uint64),
        np.empty(SLACK, np.int32),
        np.empty(SLACK, np.uint64),
        np.empty(SLACK, np.int64),
        np.empty(SLACK, np.int64),
    )


@compiled
def read_words(
    raw: Bytes,
    starts: Places,
    body_starts: Places,
    body: Places,
    article: int,
    tables: CharTables,
    classes: Bytes,
    telling: bool,
    room: Room,
) -> tuple[Room, Hashes, int, int]:
    """Read the words of one article.

    Returns the scratch for the next one; hashes of the words; how many runs there are and, with
    `telling`, places that may end a unit.  All is good until the next call.
    """
    out, runs, tells, edges, changes, before, hashes, firsts, lasts = room
    start = starts[article]
    stop = starts[article + 1]
    at = 0
    run = 0
    told = 0
    here = start
    seen = 0
    for number in range(body_starts[article], body_starts[article + 1]):
        here = byte_place(raw, here, stop, body[number, 0] - seen)
        there = byte_place(raw, here, stop, body[number, 1] - body[number, 0])
        seen = body[number, 1]
        out, at, runs, run, tells, told = fold_bytes(
            raw, here, there, tables, out, at, runs, run, tells, told, classes, telling
        )
        here = there
    if out.size < at + SLACK:
        out = grown(out, at, SLACK)
    if edges.size < at + 2 * BLOCK:
        edges = np.empty(2 * at + 2 * BLOCK, np.int32)
        changes = np.empty(2 * at // BLOCK + 2, np.uint64)
        before = np.empty(2 * at // BLOCK + 2, np.int32)
    words = cut_words(out, at, edges, changes, before)
    most = words + BLOCK  # hashes are looked at a block at a time
    if hashes.size < most:
        hashes = np.empty(2 * most, np.uint64)
        firsts = np.empty(2 * most, np.int64)
        lasts = np.empty(2 * most, np.int64)
    hash_words(out, edges, words, hashes)
    room = (out, runs, tells, edges, changes, before, hashes, firsts, lasts)
    return room, hashes[:words], run, told


@compiled
def locate_words(raw: Bytes, room: Room, words: int, run: int) -> tuple[Places, Places]:
    """First byte and last byte of each word that was read last."""
    _, runs, _, edges, _, _, _, firsts, lasts = room
    _locate(raw, edges, words, runs, run, firsts, lasts)
    return firsts[:words], lasts[:words]
