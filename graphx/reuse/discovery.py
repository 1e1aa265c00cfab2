"""Find pairs that probably share text in one reading of all articles.

In:   `schema.READING`, streaming.
Out:  `Discovery`: what outlets repeat, and candidates (`schema.CANDIDATE`).

The same pairs as `learn_boilerplate`, `Sketching` and `Proposing` give one after the other, which
keep more and read every text twice.  Articles are numbers until the pairs are written.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx import schema
from graphx.reuse import kernels
from graphx.reuse.boilerplate import Boilerplate, BoilerplateLimits, Repeated, repeated_units
from graphx.reuse.candidates import Proposing, named_pairs
from graphx.reuse.postings import Kept
from graphx.reuse.survey import EMPTY, Arena, Survey, survey_articles, unit_words, visible_hashes

_NOBODY = -1


@dataclass(frozen=True, slots=True, eq=False)
class Discovery:
    """What was found.

    Parameters
    ----------
    article_ids : pyarrow.Array of string, shape (n_articles,)
        Sorted; of articles that have words.
    pairs : ndarray of int64, shape (n_pairs, 2)
        Numbers of articles, sorted, distinct, the smaller first.
    boilerplate : Boilerplate
        Without the words: those are told by `learn_boilerplate`.
    """

    article_ids: pa.Array
    pairs: NDArray[np.int64]
    boilerplate: Boilerplate

    def candidates(self) -> Iterator[pa.RecordBatch]:
        """Write the pairs as batches of `schema.CANDIDATE`."""
        return named_pairs(self.pairs, self.article_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovering:
    """Reads articles once; keeps their sketches and units, and no text.

    Without `passages` near-duplicates are found and nothing else, from signatures alone.
    """

    proposing: Proposing = field(default_factory=Proposing)
    boilerplate: BoilerplateLimits = field(default_factory=BoilerplateLimits)
    passages: bool = True

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Discovery:
        """Find pairs among all articles of `batches`."""
        outlets: dict[str, int] = {}
        ids: list[pa.Array] = []
        numbers: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
        surveys: list[Survey] = []
        arena = Arena()
        for batch in batches:
            ids.append(batch.column("article_id"))
            numbers.append(_outlet_numbers(batch.column("outlet_id"), outlets))
            surveys.append(arena.keep(self._survey(batch)))
        repeated = self._repeated(surveys, np.concatenate(numbers))
        return Discovery(
            *self._proposed(surveys, pa.chunked_array(ids, pa.string()), numbers[1:], repeated),
            _boilerplate(repeated, list(outlets)),
        )

    def _survey(self, batch: pa.RecordBatch) -> Survey:
        proposing = self.proposing
        if not kernels.usable(proposing.compiled):
            return survey_articles(batch, proposing.recipe, passages=self.passages)
        from graphx.reuse.kernels.sketch import compiled_survey

        return compiled_survey(
            batch,
            proposing.recipe,
            proposing.threads,
            passages=self.passages,
            units=self.passages,
        )

    def _repeated(self, surveys: list[Survey], outlet_of: NDArray[np.int64]) -> Repeated:
        """Units that outlets repeat."""
        counts = np.concatenate([np.zeros(0, np.int64), *(one.unit_counts for one in surveys)])
        owners = np.repeat(np.arange(outlet_of.size, dtype=np.int32), counts)
        units = np.concatenate([np.zeros(0, np.uint64), *(one.units for one in surveys)])
        words = np.concatenate([np.zeros(0, np.int32), *map(unit_words, surveys)])
        if (outlet_of == _NOBODY).any():
            told = outlet_of[owners] != _NOBODY
            owners, units, words = owners[told], units[told], words[told]
        return repeated_units(
            outlet_of,
            owners,
            units,
            words,
            self.boilerplate,
            compiled=self.proposing.compiled,
            threads=self.proposing.threads,
        )

    def _proposed(
        self,
        surveys: list[Survey],
        ids: pa.ChunkedArray,
        outlets: list[NDArray[np.int64]],
        repeated: Repeated,
    ) -> tuple[pa.Array, NDArray[np.int64]]:
        """Ids of the articles that have words, sorted, and pairs of their numbers."""
        permutations = self.proposing.recipe.permutations
        signatures = np.concatenate(
            [np.zeros((0, permutations), np.uint32), *(one.signatures for one in surveys)]
        )
        telling = np.concatenate([np.zeros(0, bool), *(one.words > 0 for one in surveys)])
        kept = list(self._kept(surveys, outlets, repeated))
        article_ids = ids.combine_chunks()
        order = pc.sort_indices(article_ids).to_numpy()
        order = order[telling[order]]
        if not np.array_equal(order, np.arange(telling.size)):
            article_ids, signatures = article_ids.take(pa.array(order)), signatures[order]
            kept = [_reordered(kept, order)]
        return article_ids, self.proposing.pairs(signatures, kept)

    def _kept(
        self, surveys: list[Survey], outlets: list[NDArray[np.int64]], repeated: Repeated
    ) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.int64]]]:
        """Kept hashes that are no boilerplate; each survey is let go of when it is through."""
        proposing = self.proposing
        for place, outlet_of in enumerate(outlets):
            survey, surveys[place] = surveys[place], EMPTY
            begins = np.searchsorted(repeated.outlets, outlet_of, "left")
            ends = np.searchsorted(repeated.outlets, outlet_of, "right")
            if not kernels.usable(proposing.compiled):
                pairs = zip(begins.tolist(), ends.tolist(), strict=True)
                known = [repeated.units[begin:end] for begin, end in pairs]
                yield visible_hashes(survey, known, proposing.recipe)
                continue
            from graphx.reuse.kernels.flat import KnownUnits
            from graphx.reuse.kernels.sketch import compiled_shown

            known_units = KnownUnits(repeated.units, begins, ends)
            width = proposing.recipe.shingle_words
            yield from compiled_shown(survey, known_units, width, proposing.threads)


def _reordered(
    kept: Kept, order: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Kept hashes of the articles in `order`."""
    hashes = np.concatenate([np.zeros(0, np.uint64), *(values for values, _ in kept)])
    counts = np.concatenate([np.zeros(0, np.int64), *(counts for _, counts in kept)])
    starts = (np.cumsum(counts) - counts)[order]
    counts = counts[order]
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return hashes[np.repeat(starts, counts) + within], counts


def _outlet_numbers(column: pa.Array, outlets: dict[str, int]) -> NDArray[np.int64]:
    """Return the number of each article's outlet, `_NOBODY` where unknown; add new outlets."""
    encoded = column.dictionary_encode()
    names = encoded.dictionary.to_pylist()
    numbers = [outlets.setdefault(name, len(outlets)) for name in names]
    rows = encoded.indices.fill_null(len(numbers)).to_numpy(zero_copy_only=False)
    found: NDArray[np.int64] = np.array([*numbers, _NOBODY], np.int64)[rows]
    return found


def _boilerplate(repeated: Repeated, outlets: list[str]) -> Boilerplate:
    edges = np.searchsorted(repeated.outlets, np.arange(len(outlets) + 1))
    units = {
        name: repeated.units[edges[number] : edges[number + 1]]
        for number, name in enumerate(outlets)
        if edges[number] < edges[number + 1]
    }
    return Boilerplate(units, schema.BOILERPLATE.empty_table())
