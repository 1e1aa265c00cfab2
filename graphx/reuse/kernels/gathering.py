# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Gather what finding shared text needs of articles, with the compiled kernels.

In:   `schema.READING`, streaming.
Out:  as `graphx.reuse.gathering.Gathering`.

An article is read, signed, cut and dealt out for the index while it is in the cache, straight to
where its signature, its units and its kept hashes stay.  What outlets repeat is hidden from the
index by a bit for every word.
"""

from dataclasses import astuple
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphx.reuse.boilerplate import BoilerplateLimits
from graphx.reuse.kernels.arrays import Bytes, Halves, Hashes, Numbers, Places, room
from graphx.reuse.kernels.dealing import BLOCK_BITS, Hand, Piece, all_dealt, deal, has_room
from graphx.reuse.kernels.flat import FlatReadings, flat_readings, known_chars
from graphx.reuse.kernels.index import inverted
from graphx.reuse.kernels.jit import compiled
from graphx.reuse.kernels.repeated import Hiding, repeated_among
from graphx.reuse.kernels.shingles import shingle_row
from graphx.reuse.kernels.survey import BLOCK, keep, minhash
from graphx.reuse.kernels.tables import CharTables, char_tables
from graphx.reuse.kernels.text import new_room, read_words
from graphx.reuse.kernels.threads import in_parts
from graphx.reuse.kernels.twice import UnitRows
from graphx.reuse.kernels.units import cut_article
from graphx.reuse.learning import Repeated
from graphx.reuse.postings import InvertedIndex
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.signature import permutations
from graphx.text.units import GAP_CLASSES

_PIECE_UNITS: Final = 1 << 23  # so large that what is let go goes back to the system, for the index
_FEWEST_SIGNED: Final = 1 << 17
_HASH_BITS: Final = 64  # of a shingle's hash, however high

_Addresses = tuple[NDArray[np.uintp], NDArray[np.uintp]]
"""Where hashes and first words of the units of each article lie."""


class UnitPiece(NamedTuple):
    """Room for units of articles: hash and first word of each."""

    hashes: Hashes
    firsts: Numbers
    used: Places  # one number

    @classmethod
    def of(cls, units: int) -> "UnitPiece":
        """Make room for so many units or more."""
        size = max(_PIECE_UNITS, units)
        hashes, firsts = room(size, np.zeros(0, np.uint64)), room(size, np.zeros(0, np.int32))
        return cls(hashes, firsts, np.zeros(1, np.int64))


class _Choices(NamedTuple):
    """What is made of an article besides its words."""

    width: int  # of a shingle
    scale: int  # one shingle in so many is kept
    factors: Halves
    summands: Halves
    passages: bool


class _Told(NamedTuple):
    """What is written of each of some articles.

    Parameters
    ----------
    signatures : ndarray of uint32, shape (n_articles, permutations)
    words, units : ndarray of int64, shape (n_articles,)
        How many each has.
    """

    signatures: Halves
    words: Places
    units: Places


class CompiledGathering:
    """Keeps kept hashes, dealt out, signatures and units: some 4 kB an article of 600 words."""

    def __init__(self, recipe: SketchRecipe, threads: int, *, passages: bool) -> None:
        self._choices = _Choices(
            recipe.shingle_words,
            recipe.scale,
            *permutations(recipe),
            passages,
        )
        self._threads = threads
        self._signatures = np.empty((0, recipe.permutations), np.uint32)
        self._articles = 0
        self._words: list[Places] = [np.zeros(0, np.int64)]
        self._units: list[Places] = [np.zeros(0, np.int64)]
        self._rows: list[_Addresses] = []
        self._pieces: list[list[Piece]] = [[Piece(0)] for _ in range(threads)]
        self._unit_pieces: list[list[UnitPiece]] = [[UnitPiece.of(0)] for _ in range(threads)]
        self._hidden = np.zeros(0, np.uint64)
        self._spare: list[Bytes] = []

    def add(self, batch: pa.RecordBatch) -> None:
        """Take in some articles of `schema.READING`."""
        flat = flat_readings(batch.column("text"), batch.column("body"))
        known_chars(flat)
        words, units = np.zeros((2, batch.num_rows), np.int64)
        told = _Told(self._room_to_sign(batch.num_rows), words, units)
        edges = np.linspace(0, batch.num_rows, self._threads + 1).astype(int).tolist()

        def read(thread: int, _: int) -> list[_Addresses]:
            return self._read(flat, told, thread, edges[thread], edges[thread + 1])

        for rows in in_parts(read, self._threads, self._threads):
            self._rows += rows
        self._words.append(words)
        self._units.append(units)
        self._articles += batch.num_rows

    def words(self) -> NDArray[np.int64]:
        """Return how many words each article has."""
        return np.concatenate(self._words)

    def signatures(self) -> NDArray[np.uint32]:
        """Return signatures."""
        return self._signatures[: self._articles]

    def repeated(self, outlet_of: NDArray[np.int64], limits: BoilerplateLimits) -> Repeated:
        """Return units that outlets repeat, and leave them out of the index."""
        words = self.words()
        articles, blocks = self._blocks()
        first_blocks = np.zeros(words.size, np.int64)
        first_blocks[articles] = np.cumsum(blocks) - blocks
        self._hidden = np.zeros(int(blocks.sum()), np.uint64)
        hiding = Hiding(first_blocks, self._hidden, self._choices.width)
        none = np.zeros(0, np.uintp)
        hashes, firsts = (
            np.concatenate([none, *column])
            for column in zip((none, none), *self._rows, strict=True)
        )
        rows = UnitRows(hashes, firsts, np.concatenate(self._units), words)
        found = repeated_among(rows, outlet_of, astuple(limits), self._threads, hiding)
        self._rows, self._unit_pieces = [], []
        return Repeated(*found)

    def inverted(self, order: NDArray[np.int64]) -> InvertedIndex:
        """Build the index of the articles in `order`, without what outlets repeat, once."""
        pieces = [piece for own in self._pieces for piece in own]
        owners = [piece.owners() for piece in pieces]
        edges = np.cumsum([int(blocks.sum()) for _, blocks in owners])
        hidden = np.split(self._hidden, edges[:-1])
        numbers = np.zeros(self._articles, np.int32)  # one without words is never asked for
        numbers[order] = np.arange(order.size)

        def settle(first: int, after: int) -> Places:
            kept = np.zeros(order.size, np.int64)
            for number in range(first, after):
                articles, blocks = owners[number]
                own = np.repeat(numbers[articles], blocks)
                pieces[number].settle(own, hidden[number], kept)
            return kept

        kept = sum(in_parts(settle, len(pieces), self._threads), np.zeros(order.size, np.int64))
        self._pieces, self._spare = [], [piece.used() for piece in pieces]
        return inverted(all_dealt(pieces), kept, _HASH_BITS, self._threads)

    def spare(self) -> list[Bytes]:
        """Return the memory of what was dealt out, once the index is built."""
        return self._spare

    def _blocks(self) -> tuple[Places, Places]:
        """Return numbers of articles in the order of their blocks, and how many each has."""
        columns = zip(*(piece.owners() for own in self._pieces for piece in own), strict=True)
        articles, blocks = (np.concatenate(column) for column in columns)
        return articles, blocks

    def _room_to_sign(self, articles: int) -> Halves:
        """Return rows for the signatures of so many more articles."""
        after = self._articles + articles
        if after > len(self._signatures):
            columns = self._signatures.shape[1]
            rows = max(2 * after, _FEWEST_SIGNED)  # what is not written to takes no memory
            grown = room(rows * columns, self._signatures).reshape(-1, columns)
            grown[: self._articles] = self._signatures[: self._articles]
            self._signatures = grown
        signed: Halves = self._signatures[self._articles : after]
        return signed

    def _read(
        self, flat: FlatReadings, told: _Told, thread: int, first: int, after: int
    ) -> list[_Addresses]:
        """Read articles `first` to `after` of a batch; return where the units of each lie."""
        pieces, unit_pieces = self._pieces[thread], self._unit_pieces[thread]
        tables, rows = char_tables(), []
        while True:
            piece, units = pieces[-1], unit_pieces[-1]
            begin = units.used[0]
            done, words = _read_articles(
                flat, first, after, tables, GAP_CLASSES, self._choices, told, piece.hand, units
            )
            piece.own(self._articles + first, told.words[first:done])
            counts = told.units[first:done]
            starts = (begin + np.cumsum(counts) - counts).astype(np.uintp)
            hashes, firsts = (
                array.ctypes.data + starts * np.uintp(array.itemsize) for array in units[:2]
            )
            rows.append((hashes, firsts))
            if done == after:
                return rows
            first = done
            pieces.append(Piece(words))
            unit_pieces.append(UnitPiece.of(words))


@compiled
def _read_articles(
    flat: FlatReadings,
    first: int,
    after: int,
    tables: CharTables,
    classes: Bytes,
    choices: _Choices,
    told: _Told,
    hand: Hand,
    units: UnitPiece,
) -> tuple[int, int]:
    """Read articles `first` to `after`, while there is room.

    Returns behind the last article that was read, and the words of the one there is no room for.
    """
    scratch = new_room()
    row = np.empty(1024, np.uint64)
    mixed = np.empty(1024, np.uint32)
    kept = np.empty(1024, np.uint64)
    places = np.empty(1024, np.int32)
    raw, starts, body_starts, body = flat
    for number in range(first, after):
        scratch, hashes, runs, tells = read_words(
            raw, starts, body_starts, body, number, tables, classes, choices.passages, scratch
        )
        words = hashes.size
        used = units.used[0]
        if choices.passages and (
            used + words > units.hashes.size or not has_room(hand, words, words)
        ):
            return number, words
        if row.size < words + BLOCK:
            row = np.empty(2 * (words + BLOCK), np.uint64)
            mixed = np.empty(2 * (words + BLOCK), np.uint32)
            kept = np.empty(2 * (words + BLOCK), np.uint64)
            places = np.empty(2 * (words + BLOCK), np.int32)
        told.words[number] = words
        count = shingle_row(hashes, words, choices.width, row)
        minhash(row, count, choices.factors, choices.summands, mixed, told.signatures[number])
        if not choices.passages:
            continue
        count = keep(hashes, row, count, choices.width, choices.scale, kept, places, 0)
        deal(kept, places, count, words, _HASH_BITS, BLOCK_BITS, hand)
        cut = cut_article(
            raw, scratch, hashes, runs, tells, classes, units.hashes[used:], units.firsts[used:]
        )
        told.units[number] = cut
        units.used[0] = used + cut
    return after, 0
