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
from graphx.reuse.boilerplate import Boilerplate, BoilerplateLimits
from graphx.reuse.candidates import Proposing, named_pairs
from graphx.reuse.gathering import Gathering, Gathers
from graphx.reuse.learning import Repeated

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
        ids: list[pa.Array] = []
        outlets: list[pa.Array] = []
        gathered = self._gathering()
        for batch in batches:
            if not batch.num_rows:
                continue
            ids.append(batch.column("article_id"))
            outlets.append(batch.column("outlet_id"))
            gathered.add(batch)
        article_ids = pa.chunked_array(ids, pa.string()).combine_chunks()
        order = pc.sort_indices(article_ids).to_numpy().astype(np.int64)
        order = order[gathered.words()[order] > 0]
        signatures, index = gathered.signatures(), None
        known = Boilerplate.nothing()
        if self.passages:
            names, outlet_of = _numbered(pa.chunked_array(outlets, pa.string()))
            repeated = gathered.repeated(outlet_of, self.boilerplate)
            known = _boilerplate(repeated, names)
            index = gathered.inverted(order)
        if not np.array_equal(order, np.arange(len(article_ids))):
            article_ids, signatures = article_ids.take(pa.array(order)), signatures[order]
        pairs = self.proposing.pairs(signatures, index, gathered.spare())
        return Discovery(article_ids, pairs, known)

    def _gathering(self) -> Gathers:
        proposing = self.proposing
        if not kernels.usable(proposing.compiled):
            return Gathering(proposing.recipe, passages=self.passages)
        from graphx.reuse.kernels.gathering import CompiledGathering

        return CompiledGathering(proposing.recipe, proposing.threads, passages=self.passages)


def _numbered(outlets: pa.ChunkedArray) -> tuple[list[str], NDArray[np.int64]]:
    """Return all outlets, and the number of each article's, `_NOBODY` where unknown."""
    encoded = outlets.combine_chunks().dictionary_encode()
    numbers = encoded.indices.fill_null(_NOBODY).to_numpy(zero_copy_only=False)
    return encoded.dictionary.to_pylist(), numbers.astype(np.int64)


def _boilerplate(repeated: Repeated, outlets: list[str]) -> Boilerplate:
    edges = np.searchsorted(repeated.outlets, np.arange(len(outlets) + 1))
    units = {
        name: repeated.units[edges[number] : edges[number + 1]]
        for number, name in enumerate(outlets)
        if edges[number] < edges[number + 1]
    }
    return Boilerplate(units, schema.BOILERPLATE.empty_table())
