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


class Hand(NamedTuple):
    """Where hashes are dealt to.

    Parameters
    ----------
    entries : ndarray of uint64, shape (n_chunks * CHUNK,)
    parts : ndarray of uint16, shape (n_chunks,)
        Whose each chunk is that is used.
    filled : ndarray of int64, shape (n_parts,)
        Behind the last hash of each part.
    used : ndarray of int64, shape (2,)
        Chunks and places that are used.
    """

    entries: Hashes
    parts: NDArray[np.uint16]
    filled: Places
    used: Places


class Piece:
    """Room for some millions of hashes, and whose they are.

    Every article has whole blocks of places; of sixty-four, one for each of its words, or, where
    nothing will be hidden, of one.
    """

    def __init__(self, hashes: int, block_bits: int = BLOCK_BITS) -> None:
        chunks = max(_PIECE_CHUNKS, (1 << PART_BITS) + hashes // CHUNK + 1)
        self.block_bits = block_bits
        self.hand = Hand(
            room(chunks * CHUNK, _NONE),
            np.empty(chunks, np.uint16),
            np.zeros(1 << PART_BITS, np.int64),
            np.zeros(2, np.int64),
        )
        self._articles: list[Places] = []
        self._blocks: list[Places] = []

    def add(self, hashes: Hashes, counts: Places, first: int, top: int) -> None:
        """Deal out hashes of `top` bits, for each of which there is room, in the first place.

        Parameters
        ----------
        hashes : ndarray of uint64
            Kept hashes, one article after the other.
        counts : ndarray of int64, shape (n_articles,)
            Hashes of each article.
        first : int
            Number of the first article.
        top : int
        """
        _deal_all(hashes, counts, top, self.hand)
        self.own(first, np.ones(counts.size, np.int64))

    def own(self, first: int, words: Places) -> None:
        """Tell whose hashes were dealt out last: articles from `first` on, of so many words."""
        self._articles.append(np.arange(first, first + words.size))
        self._blocks.append(-(-words >> self.block_bits))

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
        _settle(self.hand.entries, self._sizes, owners, hidden, kept)

    @cached_property
    def _sizes(self) -> Bytes:
        """How many hashes each chunk has: all are full but the last one of each part."""
        filled = self.hand.filled
        sizes = np.full(self.hand.used[0], CHUNK, np.uint8)
        last = (filled - 1) // CHUNK
        some = filled > 0
        sizes[last[some]] = (filled - last * CHUNK)[some]
        return sizes

    def chunks(self) -> tuple[NDArray[np.uintp], Bytes, NDArray[np.uint16]]:
        """Return address, size and part of each chunk; whoever uses them must hold the piece."""
        entries, parts, _, used = self.hand
        numbers = np.arange(used[0], dtype=np.uintp)
        addresses = entries.ctypes.data + numbers * np.uintp(CHUNK * entries.itemsize)
        return addresses, self._sizes, parts[: used[0]]

    def used(self) -> Bytes:
        """Return the memory of the chunks that are used."""
        entries, _, _, used = self.hand
        return entries[: used[0] * CHUNK].view(np.uint8)


def all_dealt(pieces: Sequence[Piece]) -> Dealt:
    """Put pieces together; they must be held as long as what is returned."""
    none = np.zeros(0, np.uintp), np.zeros(0, np.uint8), np.zeros(0, np.uint16)
    columns = zip(none, *(piece.chunks() for piece in pieces), strict=True)
    chunks, sizes, parts = (np.concatenate(column) for column in columns)
    order = np.argsort(parts, kind="stable")
    starts = np.append(0, np.cumsum(np.bincount(parts, minlength=1 << PART_BITS)))
    return Dealt(chunks[order], sizes[order], starts)


@compiled
def has_room(hand: Hand, hashes: int, places: int) -> bool:
    """Whether an article with so many hashes and places can be dealt out."""
    chunks = hand.used[0] + (1 << PART_BITS) + hashes // CHUNK + 1
    return bool(chunks <= hand.parts.size and hand.used[1] + places + _BLOCK < 1 << PLACE_BITS)


@compiled
def deal(
    hashes: Hashes, places: Numbers, count: int, words: int, top: int, block_bits: int, hand: Hand
) -> None:
    """Append an article's hashes, of `top` bits, to their parts, with their places.

    Places count on from the first one that is not used; the article takes whole blocks.
    """
    entries, parts, filled, used = hand
    to_part = np.uint64(max(top - PART_BITS, 0))
    to_rest = np.uint64(max(top - HASH_BITS, 0))
    first = used[1]
    opened = used[0]
    for k in range(count):
        value = hashes[k]
        part = as_int(value >> to_part)
        there = filled[part]
        if there % CHUNK == 0:  # full, or none yet
            parts[opened] = part
            there = opened * CHUNK
            opened += 1
        entries[there] = ((value >> to_rest) << _PLACES) | np.uint64(first + places[k])
        filled[part] = there + 1
    used[0] = opened
    used[1] = first + (-(-words >> block_bits) << block_bits)


@compiled
def _deal_all(hashes: Hashes, counts: Places, top: int, hand: Hand) -> None:
    """Do `Piece.add`."""
    nowhere = np.zeros(counts.max() if counts.size else 0, np.int32)
    at = 0
    for count in counts:
        deal(hashes[at : at + count], nowhere, count, 1, top, 0, hand)
        at += count


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
