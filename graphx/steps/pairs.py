"""Pairs of articles as numbers, so that millions of them are compared at once.

In:   ids of all articles, sorted; batches with ``left_id`` and ``right_id``.
Out:  one number a pair, in the order of the ids; the same numbers as pairs again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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

_UNKNOWN: Final = -1


@dataclass(frozen=True, slots=True)
class PairNumbers:
    """Numbers for pairs of these articles; `article_ids` are sorted and distinct."""

    article_ids: pa.Array

    def of(self, batch: pa.RecordBatch) -> Packed:
        """Return the number of each pair of a batch; -1 where an article is not known."""
        left, right = (
            pc.fill_null(pc.index_in(batch.column(side), value_set=self.article_ids), _UNKNOWN)
            .to_numpy()
            .astype(np.int64)
            for side in ("left_id", "right_id")
        )
        packed: Packed = np.where(
            (left < 0) | (right < 0), _UNKNOWN, left * len(self.article_ids) + right
        )
        return packed

    def all_of(self, batches: Iterable[pa.RecordBatch]) -> Packed:
        """Return the numbers of the pairs of all batches, sorted, without unknown ones."""
        packed = np.concatenate([np.zeros(0, np.int64), *map(self.of, batches)])
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
        for batch in batches:
            yield batch.filter(pa.array(is_among(self.of(batch), wanted)))
