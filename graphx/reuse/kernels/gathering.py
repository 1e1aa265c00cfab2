# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Gather what finding shared text needs of articles, with the compiled kernels.

In:   `schema.READING`, streaming.
Out:  as `graphx.reuse.gathering.Gathering`.

Kept hashes are dealt out for the index as soon as they are read, while they are in the cache, and
what outlets repeat is hidden from it by a bit for every word.
"""

from dataclasses import astuple
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphx.reuse.boilerplate import BoilerplateLimits
from graphx.reuse.kernels.arrays import Hashes, Numbers, Places, room
from graphx.reuse.kernels.dealing import BLOCK_BITS, Piece, all_dealt
from graphx.reuse.kernels.index import inverted
from graphx.reuse.kernels.jit import as_int, compiled
from graphx.reuse.kernels.repeated import repeated_among
from graphx.reuse.kernels.survey import surveys
from graphx.reuse.kernels.threads import in_parts
from graphx.reuse.kernels.twice import UnitPart, met_twice
from graphx.reuse.kernels.units import is_known, marked, may_be_in
from graphx.reuse.learning import Repeated
from graphx.reuse.postings import InvertedIndex
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.shingles import highest_kept
from graphx.reuse.survey import Survey

_PIECE_BYTES: Final = 1 << 25
_LINE_BYTES: Final = 64
_BLOCK = (1 << BLOCK_BITS) - 1


class CompiledGathering:
    """Keeps kept hashes, dealt out, signatures and units: some 4 kB an article of 600 words."""

    def __init__(self, recipe: SketchRecipe, threads: int, *, passages: bool) -> None:
        self._recipe = recipe
        self._threads = threads
        self._passages = passages
        self._top = int(highest_kept(recipe.scale)).bit_length()
        self._arena = Arena()
        self._signatures = np.empty((0, recipe.permutations), np.uint32)
        self._articles = 0
        self._words: list[Places] = [np.zeros(0, np.int64)]
        self._units: list[UnitPart] = []
        self._pieces: list[list[Piece]] = [[] for _ in range(threads)]
        self._met = met_twice([], np.zeros(0, np.int64))

    def add(self, batch: pa.RecordBatch) -> None:
        """Take in some articles of `schema.READING`."""
        passages = self._passages
        found = surveys(batch, self._recipe, self._threads, passages=passages, units=passages)
        if passages:
            self._deal(found)
        for survey in found:
            self._sign(survey.signatures)
            self._words.append(survey.words)
            if passages:
                units, firsts = self._arena.kept(survey.units), self._arena.kept(survey.firsts)
                self._units.append(UnitPart(units, firsts, survey.unit_counts, survey.words))

    def words(self) -> NDArray[np.int64]:
        """Return how many words each article has."""
        return np.concatenate(self._words)

    def signatures(self) -> NDArray[np.uint32]:
        """Return signatures."""
        return self._signatures[: self._articles]

    def repeated(self, outlet_of: NDArray[np.int64], limits: BoilerplateLimits) -> Repeated:
        """Return units that outlets repeat."""
        self._met = met_twice(self._units, outlet_of)
        self._units = []
        choices = astuple(limits)
        return Repeated(*repeated_among(self._met, outlet_of, self.words(), choices, self._threads))

    def inverted(
        self, outlet_of: NDArray[np.int64], repeated: Repeated, order: NDArray[np.int64]
    ) -> InvertedIndex:
        """Build the index of the articles in `order`, without what outlets repeat, once."""
        pieces = [piece for own in self._pieces for piece in own]
        owners = [piece.owners() for piece in pieces]
        hidden = self._hidden(owners, outlet_of, repeated)
        numbers = np.zeros(outlet_of.size, np.int32)  # one without words is never asked for
        numbers[order] = np.arange(order.size)

        def settle(first: int, after: int) -> Places:
            kept = np.zeros(order.size, np.int64)
            for number in range(first, after):
                articles, blocks = owners[number]
                own = np.repeat(numbers[articles], blocks)
                pieces[number].settle(own, hidden[number], kept)
            return kept

        kept = sum(in_parts(settle, len(pieces), self._threads), np.zeros(order.size, np.int64))
        self._pieces = []  # the index takes their place
        return inverted(all_dealt(pieces), kept, self._top, self._threads)

    def _hidden(
        self, owners: list[tuple[Places, Places]], outlet_of: Places, repeated: Repeated
    ) -> list[Hashes]:
        """Which places of each block of each piece lie in what outlets repeat."""
        words = self.words()
        edges = np.cumsum([0, *(int(blocks.sum()) for _, blocks in owners)])
        hidden = np.zeros(edges[-1], np.uint64)
        if repeated.units.size:
            begins, ends = repeated.edges_of(outlet_of)
            articles, blocks = (np.concatenate(column) for column in zip(*owners, strict=True))
            first_blocks = np.zeros(words.size, np.int64)
            first_blocks[articles] = np.cumsum(blocks) - blocks
            width = self._recipe.shingle_words
            _hide(*self._met, repeated.units, begins, ends, words, first_blocks, width, hidden)
        return np.split(hidden, edges[1:-1])

    def _sign(self, signatures: NDArray[np.uint32]) -> None:
        after = self._articles + len(signatures)
        if after > len(self._signatures):
            columns = self._signatures.shape[1]
            grown = room(2 * after * columns, self._signatures).reshape(-1, columns)
            grown[: self._articles] = self._signatures[: self._articles]
            self._signatures = grown
        self._signatures[self._articles : after] = signatures
        self._articles = after

    def _deal(self, found: list[Survey]) -> None:
        """Deal out the hashes of the articles that follow, in a thread each."""
        firsts = self._articles + np.cumsum([0, *(survey.words.size for survey in found)])

        def work(number: int, _: int) -> None:
            survey, pieces = found[number], self._pieces[number]
            places = int(survey.words.sum()) + survey.words.size * (_BLOCK + 1)
            if not pieces or not pieces[-1].has_room(survey.hashes.size, places):
                pieces.append(Piece(survey.hashes.size))
            columns = survey.hashes, survey.places, survey.kept, survey.words
            pieces[-1].add(*columns, int(firsts[number]), self._top)

        in_parts(work, len(found), self._threads, parts=len(found))


class Arena:
    """Hands out memory by the piece: to ask for a little, often, is dear."""

    def __init__(self) -> None:
        self._free = np.empty(0, np.uint8)

    def kept(self, array: NDArray[Any]) -> NDArray[Any]:
        """Return a copy of an array, kept here."""
        if self._free.size < array.nbytes:
            self._free = room(max(_PIECE_BYTES, array.nbytes), self._free)
        place: NDArray[Any] = self._free[: array.nbytes].view(array.dtype)
        place[...] = array
        self._free = self._free[array.nbytes + -array.nbytes % _LINE_BYTES :]
        return place


@compiled
def _hide(
    owners: Numbers,
    units: Hashes,
    firsts: Numbers,
    unit_words: Numbers,
    known: Hashes,
    begins: Places,
    ends: Places,
    words: Places,
    blocks: Places,
    width: int,
    hidden: Hashes,
) -> None:
    """Mark the places of shingles that lie in known units, one or more in a row.

    Units of article k are known that are among ``known[begins[k]:ends[k]]``.
    """
    article = -1
    begin = 0
    end = 0
    maybe = marked(known)
    for k in range(units.size):
        if not may_be_in(maybe, units[k]):
            continue
        owner = owners[k]
        if begins[owner] == ends[owner] or not is_known(
            known[begins[owner] : ends[owner]], units[k]
        ):
            continue
        if owner != article or firsts[k] != end:
            if article >= 0:
                _mark(hidden, blocks[article], begin, end - min(width, words[article]))
            article = as_int(owner)
            begin = as_int(firsts[k])
        end = as_int(firsts[k] + unit_words[k])
    if article >= 0:
        _mark(hidden, blocks[article], begin, end - min(width, words[article]))


@compiled
def _mark(hidden: Hashes, block: int, first: int, last: int) -> None:
    """Mark places `first` to `last`, both included, of an article."""
    for place in range(first, last + 1):
        hidden[block + (place >> BLOCK_BITS)] |= np.uint64(1) << np.uint64(place & _BLOCK)
