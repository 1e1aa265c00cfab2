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
from graphx.reuse.kernels.arrays import Hashes, Numbers, Places
from graphx.reuse.kernels.dealing import BLOCK_BITS, Dealt, deal
from graphx.reuse.kernels.index import inverted
from graphx.reuse.kernels.jit import as_int, compiled, count_ones
from graphx.reuse.kernels.repeated import repeated_among
from graphx.reuse.kernels.survey import surveys
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.kernels.twice import UnitPart, met_twice
from graphx.reuse.kernels.units import is_known
from graphx.reuse.learning import Repeated
from graphx.reuse.postings import InvertedIndex
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.shingles import highest_kept
from graphx.reuse.survey import Survey

_ENOUGH: Final = 1 << 16  # hashes that are dealt at once, at least
_PIECE_BYTES: Final = 1 << 25
_LINE_BYTES: Final = 64
_FIRST_ROWS: Final = 1 << 16
_BLOCK = (1 << BLOCK_BITS) - 1


class CompiledGathering:
    """Keeps kept hashes, dealt out, signatures and units: some 5 kB an article of 600 words."""

    def __init__(self, recipe: SketchRecipe, threads: int, *, passages: bool) -> None:
        self._recipe = recipe
        self._threads = threads
        self._passages = passages
        self._top = int(highest_kept(recipe.scale)).bit_length()
        self._arena = Arena()
        self._signatures = np.empty((_FIRST_ROWS, recipe.permutations), np.uint32)
        self._articles = 0
        self._words: list[Places] = [np.zeros(0, np.int64)]
        self._units: list[UnitPart] = []
        self._waiting: list[Survey] = []
        self._dealt: list[Dealt] = []
        self._met = met_twice([], np.zeros(0, np.int64))

    def add(self, batch: pa.RecordBatch) -> None:
        """Take in some articles of `schema.READING`."""
        passages = self._passages
        for survey in surveys(
            batch, self._recipe, self._threads, passages=passages, units=passages
        ):
            self._sign(survey.signatures)
            self._words.append(survey.words)
            if passages:
                units, firsts = self._arena.kept(survey.units), self._arena.kept(survey.firsts)
                self._units.append(UnitPart(units, firsts, survey.unit_counts, survey.words))
                self._waiting.append(survey)
        if sum(survey.hashes.size for survey in self._waiting) >= _ENOUGH:
            self._deal()

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
        """Build the index of the articles in `order`, without what outlets repeat."""
        if self._waiting:
            self._deal()
        words = self.words()
        blocks = np.append(0, np.cumsum((words + _BLOCK) >> BLOCK_BITS))
        hidden = np.zeros(blocks[-1], np.uint64)
        if repeated.units.size:
            begins, ends = repeated.edges_of(outlet_of)
            width = self._recipe.shingle_words
            _hide(*self._met, repeated.units, begins, ends, words, blocks, width, hidden)
        kept = np.concatenate([np.zeros(0, np.uint64), *(one.kept for one in self._dealt)])
        visible = np.zeros(words.size, np.int64)
        if kept.size:
            visible = _count_visible(kept, hidden, blocks)
        numbers = np.zeros(words.size, np.int64)  # an article without words is never asked for
        numbers[order] = np.arange(order.size)
        return inverted(self._dealt, hidden, numbers, visible[order], self._top, self._threads)

    def _sign(self, signatures: NDArray[np.uint32]) -> None:
        after = self._articles + len(signatures)
        if after > len(self._signatures):
            grown = np.empty((2 * after, self._signatures.shape[1]), np.uint32)
            grown[: self._articles] = self._signatures[: self._articles]
            self._signatures = grown
        self._signatures[self._articles : after] = signatures
        self._articles = after

    def _deal(self) -> None:
        """Deal out the hashes that wait."""
        waiting, self._waiting = self._waiting, []
        if len(waiting) > self._threads:
            columns = zip(*waiting, strict=True)
            waiting = [Survey(*(joined(list(column)) for column in columns))]
        rooms = [
            (
                self._arena.room(survey.hashes.shape, np.uint64),
                self._arena.room(survey.hashes.shape, np.uint32),
            )
            for survey in waiting
        ]

        def dealt(number: int, _: int) -> Dealt:
            survey = waiting[number]
            columns = (survey.hashes, survey.places, survey.kept, survey.words)
            return deal(*columns, self._top, rooms[number])

        self._dealt += in_parts(dealt, len(waiting), self._threads, parts=len(waiting))


class Arena:
    """Hands out large pieces of memory.

    To touch memory for the first time costs as much as to read the texts, and a tenth of that in
    large pages, which NumPy asks for from four megabytes on.
    """

    def __init__(self) -> None:
        self._free = np.empty(0, np.uint8)

    def room(self, shape: tuple[int, ...], kind: type[np.generic]) -> NDArray[Any]:
        """Return memory for an array."""
        size = int(np.prod(shape)) * np.dtype(kind).itemsize
        if self._free.size < size:
            self._free = np.empty(max(_PIECE_BYTES, size), np.uint8)
        place: NDArray[Any] = self._free[:size].view(kind).reshape(shape)
        self._free = self._free[size + -size % _LINE_BYTES :]
        return place

    def kept(self, array: NDArray[Any]) -> NDArray[Any]:
        """Return a copy of an array, kept here."""
        place = self.room(array.shape, array.dtype.type)
        place[...] = array
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
    for k in range(units.size):
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


@compiled
def _count_visible(kept: Hashes, hidden: Hashes, blocks: Places) -> Places:
    """How many kept hashes of each article stand in places that are not hidden."""
    counts = np.zeros(blocks.size - 1, np.int64)
    for article in range(counts.size):
        for block in range(blocks[article], blocks[article + 1]):
            counts[article] += as_int(count_ones(kept[block] & ~hidden[block]))
    return counts
