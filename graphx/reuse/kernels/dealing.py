# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Deal kept hashes out by their highest bits.

In:   kept hashes of articles with their places, some articles at a time.
Out:  `Dealt`: all of them that show, part by part, each with the number of its article.

Every part fills chunks of sixty-four hashes, one after the other, so that nothing is counted before
and nothing is moved later.  Hashes are spread evenly, so parts are of one size, and the chunks that
are open, one for each part, stay in the cache.  A hash takes eight bytes: the highest
`graphx.reuse.postings.HASH_BITS` bits of it, less those its part tells, and its place, which gives
way to the number of its article when it is known which places are hidden.  Chunks are gone over in
the order in which they were opened: then the articles of one are those of the next.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphx.reuse.kernels.arrays import Bytes, Hashes, Numbers, Places, room
from graphx.reuse.kernels.jit import as_int, compiled
from graphx.reuse.postings import HASH_BITS

PART_BITS: Final = 10
BLOCK_BITS: Final = 6
PLACE_BITS: Final = 64 - HASH_BITS + PART_BITS
_BLOCK = 1 << BLOCK_BITS
CHUNK = 64
_PIECE_CHUNKS: Final = 1 << 16
_NONE = np.zeros(0, np.uint64)
_PLACES = np.uint64(PLACE_BITS)
_PLACE = np.uint64((1 << PLACE_BITS) - 1)


class Dealt(NamedTuple):
    """Hashes of articles, dealt out to parts.

    Parameters
    ----------
    chunks : ndarray of uintp, shape (n_chunks,)
        Address of each chunk; those of a part stand in a row.
    sizes : ndarray of uint8, shape (n_chunks,)
        Hashes of each.
    starts : ndarray of int64, shape (n_parts + 1,)
        First chunk of each part.
    """

    chunks: NDArray[np.uintp]
    sizes: Bytes
    starts: Places


class Piece:
    """Room for some millions of hashes, and whose they are.

    Every article has whole blocks of places; of sixty-four, one for each of its words, or, where
    nothing will be hidden, of one.
    """

    def __init__(self, hashes: int, block_bits: int = BLOCK_BITS) -> None:
        chunks = max(_PIECE_CHUNKS, _chunks_for(hashes))
        self._block_bits = block_bits
        self._entries = room(chunks * CHUNK, _NONE)
        self._parts = np.empty(chunks, np.uint16)
        self._filled = np.zeros(1 << PART_BITS, np.int64)
        self._used = 0
        self._articles: list[Places] = []
        self._blocks: list[Places] = []
        self._places = 0

    def has_room(self, hashes: int, places: int) -> bool:
        """Whether so many hashes can be added, of articles with so many places."""
        enough = self._used + _chunks_for(hashes) <= self._parts.size
        return enough and self._places + places < 1 << PLACE_BITS

    def add(
        self, hashes: Hashes, places: Numbers, counts: Places, words: Places, first: int, top: int
    ) -> None:
        """Deal out hashes of `top` bits.

        Parameters
        ----------
        hashes, places : ndarray
            Kept hashes, one article after the other, and where each stands.
        counts, words : ndarray of int64, shape (n_articles,)
            Hashes and words of each article.
        first : int
            Number of the first article.
        top : int
        """
        blocks = -(-words >> self._block_bits)
        ends = self._places + (np.cumsum(blocks) << self._block_bits)
        self._used = _deal(
            hashes,
            places,
            counts,
            ends - (blocks << self._block_bits),
            max(top - PART_BITS, 0),
            max(top - HASH_BITS, 0),
            self._entries,
            self._parts,
            self._filled,
            self._used,
        )
        self._articles.append(np.arange(first, first + words.size))
        self._blocks.append(blocks)
        self._places = int(ends[-1]) if ends.size else self._places

    def owners(self) -> tuple[Places, Places]:
        """Return numbers of articles in the order of their blocks, and how many each has."""
        none = np.zeros(0, np.int64)
        return np.concatenate([none, *self._articles]), np.concatenate([none, *self._blocks])

    def settle(self, owners: Numbers, hidden: Hashes, kept: Places) -> None:
        """Leave out hashes in hidden places, and give the others the number of their article.

        Parameters
        ----------
        owners : ndarray of int32, shape (n_blocks,)
            Number of the article of each block.
        hidden : ndarray of uint64, shape (n_blocks,)
            Which places of each block are hidden.
        kept : ndarray of int64, shape (n_articles,)
            Is added how many hashes of each article are left.
        """
        _settle(self._entries, self._sizes, owners, hidden, kept)

    @cached_property
    def _sizes(self) -> Bytes:
        """How many hashes each chunk has: all are full but the last one of each part."""
        sizes = np.full(self._used, CHUNK, np.uint8)
        last = (self._filled - 1) // CHUNK
        some = self._filled > 0
        sizes[last[some]] = (self._filled - last * CHUNK)[some]
        return sizes

    def chunks(self) -> tuple[NDArray[np.uintp], Bytes, NDArray[np.uint16]]:
        """Return address, size and part of each chunk; whoever uses them must hold the piece."""
        numbers = np.arange(self._used, dtype=np.uintp)
        addresses = self._entries.ctypes.data + numbers * np.uintp(CHUNK * self._entries.itemsize)
        return addresses, self._sizes, self._parts[: self._used]


def all_dealt(pieces: Sequence[Piece]) -> Dealt:
    """Put pieces together; they must be held as long as what is returned."""
    none = np.zeros(0, np.uintp), np.zeros(0, np.uint8), np.zeros(0, np.uint16)
    columns = zip(none, *(piece.chunks() for piece in pieces), strict=True)
    chunks, sizes, parts = (np.concatenate(column) for column in columns)
    order = np.argsort(parts, kind="stable")
    starts = np.append(0, np.cumsum(np.bincount(parts, minlength=1 << PART_BITS)))
    return Dealt(chunks[order], sizes[order], starts)


def _chunks_for(hashes: int) -> int:
    """How many chunks so many more hashes take at most."""
    return (1 << PART_BITS) + hashes // CHUNK + 1


@compiled
def _deal(
    hashes: Hashes,
    places: Numbers,
    counts: Places,
    firsts: Places,
    part_shift: int,
    rest_shift: int,
    entries: Hashes,
    parts: NDArray[np.uint16],
    filled: Places,
    used: int,
) -> int:
    """Append hashes and places to their parts; return how many chunks are used then.

    Places of an article count on from its first.
    """
    to_part = np.uint64(part_shift)
    to_rest = np.uint64(rest_shift)
    k = 0
    for article in range(counts.size):
        first = firsts[article]
        for _ in range(counts[article]):
            value = hashes[k]
            part = as_int(value >> to_part)
            there = filled[part]
            if there % CHUNK == 0:  # full, or none yet
                parts[used] = part
                there = used * CHUNK
                used += 1
            entries[there] = ((value >> to_rest) << _PLACES) | np.uint64(first + places[k])
            filled[part] = there + 1
            k += 1
    return used


@compiled
def _settle(entries: Hashes, sizes: Bytes, owners: Numbers, hidden: Hashes, kept: Places) -> None:
    """Do `Piece.settle`; chunks get shorter."""
    for chunk in range(sizes.size):
        begin = chunk * CHUNK
        used = begin
        for k in range(begin, begin + as_int(sizes[chunk])):
            entry = entries[k]
            place = as_int(entry & _PLACE)
            block = place >> BLOCK_BITS
            owner = owners[block]
            shows = 1 - as_int(hidden[block] >> np.uint64(place & (_BLOCK - 1)) & np.uint64(1))
            entries[used] = (entry & ~_PLACE) | np.uint64(owner)
            kept[owner] += shows
            used += shows
        sizes[chunk] = used - begin
