"""Pairs of articles as numbers, so that millions of them are compared at once.

In:   ids of all articles, sorted; batches with ``left_id`` and ``right_id``.
Out:  one number a pair, in the order of the ids; the same numbers as pairs again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx import schema
from graphx.reuse.units import is_among

Packed = NDArray[np.int64]
"""Pairs, one number each; sorted where nothing else is said."""

PAIRS_PER_BATCH: Final = 1 << 15

_BATCHES_AT_ONCE: Final = 32
_UNKNOWN: Final = -1


@dataclass(frozen=True, slots=True)
class PairNumbers:
    """Numbers for pairs of these articles; `article_ids` are sorted and distinct."""

    article_ids: pa.Array

    def of(self, pairs: Sequence[pa.RecordBatch]) -> Packed:
        """Return the number of each pair; -1 where an article is not known."""
        held = [[batch.column(side) for batch in pairs] for side in ("left_id", "right_id")]
        # One look-up for all: each makes a table of all articles first.
        names = pa.chunked_array([*held[0], *held[1]], pa.string())
        places = pc.fill_null(pc.index_in(names, value_set=self.article_ids), _UNKNOWN)
        left, right = places.to_numpy().astype(np.int64).reshape(2, -1)
        packed: Packed = np.where(
            (left < 0) | (right < 0), _UNKNOWN, left * len(self.article_ids) + right
        )
        return packed

    def all_of(self, batches: Iterable[pa.RecordBatch]) -> Packed:
        """Return the numbers of the pairs of all batches, sorted, without unknown ones."""
        sides = [batch.select(["left_id", "right_id"]) for batch in batches]
        packed = self.of(sides)
        packed = packed[packed >= 0]
        packed.sort()
        return packed

    def untouched(self, packed: Packed, articles: Iterable[str]) -> Packed:
        """Leave out the pairs that one of `articles` is in."""
        named = pa.array(list(articles), pa.string())
        touched = pc.is_in(self.article_ids, value_set=named).to_numpy(zero_copy_only=False)
        left, right = np.divmod(packed, max(1, len(self.article_ids)))
        rest: Packed = packed[~(touched[left] | touched[right])]
        return rest

    def sides(self, packed: Packed) -> NDArray[np.int64]:
        """Return the places of both articles of each pair, shape (n_pairs, 2)."""
        sides: NDArray[np.int64]
        sides = np.column_stack(np.divmod(packed, max(1, len(self.article_ids))))
        return sides

    def articles_in(self, packed: Packed) -> pa.Array:
        """Return the ids of the articles of these pairs, sorted."""
        places = np.unique(np.divmod(packed, max(1, len(self.article_ids))))
        return self.article_ids.take(pa.array(places))

    def pairs(self, packed: Packed) -> Iterator[pa.RecordBatch]:
        """Turn numbers into batches of `schema.CANDIDATE`."""
        for start in range(0, packed.size, PAIRS_PER_BATCH):
            sides = np.divmod(packed[start : start + PAIRS_PER_BATCH], len(self.article_ids))
            columns = [self.article_ids.take(pa.array(side)) for side in sides]
            yield pa.RecordBatch.from_arrays(columns, schema=schema.CANDIDATE)

    def among(self, batches: Iterable[pa.RecordBatch], wanted: Packed) -> Iterator[pa.RecordBatch]:
        """Keep the rows whose pair is one of `wanted`."""
        stream = iter(batches)
        while some := list(islice(stream, _BATCHES_AT_ONCE)):
            flags = is_among(self.of(some), wanted)
            edges = np.cumsum([batch.num_rows for batch in some])[:-1]
            for batch, stays in zip(some, np.split(flags, edges), strict=True):
                yield batch.filter(pa.array(stays))
