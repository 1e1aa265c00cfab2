"""Gather what finding shared text needs of articles, without compiled kernels.

In:   `schema.READING`, streaming.
Out:  words and signatures; when it is known who published each article, what outlets repeat; then
      the index of what is left.
"""

from typing import Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphx.reuse.boilerplate import BoilerplateLimits
from graphx.reuse.learning import Repeated, repeated_units
from graphx.reuse.postings import InvertedIndex, invert
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.survey import Survey, survey_articles, unit_words, visible_hashes


class Gathers(Protocol):
    """Reads articles once and keeps no text of them."""

    def add(self, batch: pa.RecordBatch) -> None:
        """Take in some articles of `schema.READING`."""
        ...

    def words(self) -> NDArray[np.int64]:
        """Return how many words each article has, shape (n_articles,)."""
        ...

    def signatures(self) -> NDArray[np.uint32]:
        """Return signatures, shape (n_articles, permutations)."""
        ...

    def repeated(self, outlet_of: NDArray[np.int64], limits: BoilerplateLimits) -> Repeated:
        """Return units that outlets repeat, and leave them out of the index.

        `outlet_of` is negative where nobody is known.
        """
        ...

    def inverted(self, order: NDArray[np.int64]) -> InvertedIndex:
        """Build the index of the articles in `order`: all that have words."""
        ...

    def spare(self) -> list[NDArray[np.uint8]]:
        """Return memory that is needed no more, once the index is built."""
        ...


class Gathering:
    """Keeps surveys; the slow twin of `graphx.reuse.kernels.gathering.CompiledGathering`."""

    def __init__(self, recipe: SketchRecipe, *, passages: bool) -> None:
        self._recipe = recipe
        self._passages = passages
        none = np.zeros(0, np.int64)
        signatures, hashes = np.zeros((0, recipe.permutations), np.uint32), none.astype(np.uint64)
        firsts = none.astype(np.int32)
        self._hidden: list[NDArray[np.uint64]] = []
        self._parts = [Survey(signatures, hashes, firsts, none, hashes, firsts, none, none)]

    def add(self, batch: pa.RecordBatch) -> None:
        """Take in some articles of `schema.READING`."""
        self._parts.append(survey_articles(batch, self._recipe, passages=self._passages))

    def words(self) -> NDArray[np.int64]:
        """Return how many words each article has."""
        return self._all().words

    def signatures(self) -> NDArray[np.uint32]:
        """Return signatures."""
        return self._all().signatures

    def repeated(self, outlet_of: NDArray[np.int64], limits: BoilerplateLimits) -> Repeated:
        """Return units that outlets repeat, and leave them out of the index."""
        survey = self._all()
        owners = np.repeat(np.arange(outlet_of.size, dtype=np.int32), survey.unit_counts)
        told = outlet_of[owners] >= 0
        units, words = survey.units[told], unit_words(survey)[told]
        found = repeated_units(outlet_of, owners[told], units, words, limits, compiled=False)
        edges = zip(*(edges.tolist() for edges in found.edges_of(outlet_of)), strict=True)
        self._hidden = [found.units[begin:end] for begin, end in edges]
        return found

    def inverted(self, order: NDArray[np.int64]) -> InvertedIndex:
        """Build the index of the articles in `order`, without what outlets repeat."""
        hashes, kept = visible_hashes(self._all(), self._hidden, self._recipe)
        rows = np.split(hashes, np.cumsum(kept)[:-1])
        return invert(
            np.concatenate([hashes[:0], *(rows[article] for article in order.tolist())]),
            kept[order],
        )

    def spare(self) -> list[NDArray[np.uint8]]:
        """Return nothing."""
        return []

    def _all(self) -> Survey:
        if len(self._parts) > 1:
            columns = zip(*self._parts, strict=True)
            self._parts = [Survey(*(np.concatenate(column) for column in columns))]
        return self._parts[0]
