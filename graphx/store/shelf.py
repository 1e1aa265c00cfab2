"""Texts of many articles, any of which is read at once.

In:   files of texts laid out flat (`graphx.store.flat`); which articles are wanted.
Out:  their rows in any order, as often as asked; no text is held in memory.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx import schema
from graphx.store.closing import Closing
from graphx.store.flat import FlatTexts

Places = NDArray[np.int64]

Shown = Callable[[pa.RecordBatch], pa.RecordBatch]
"""What is made of rows of `schema.TEXT` before they are handed out."""


class Shelf(Closing):
    """Some articles of several files.

    Parameters
    ----------
    files : sequence of FlatTexts
        Closed with the shelf; an article stands in one of them.
    article_ids : sequence of str
        Those that will be asked for; what no file holds is not there.
    shown : callable
    """

    def __init__(
        self, files: Sequence[FlatTexts], article_ids: Sequence[str], shown: Shown
    ) -> None:
        self._files, self._shown = files, shown
        self._edges = np.cumsum([0, *map(len, files)])
        self._place: dict[str, int] = {}
        wanted = pa.array(article_ids, pa.string())
        for file, first in zip(files, self._edges.tolist(), strict=False):
            places = pc.index_in(file.article_ids, value_set=wanted).is_valid().to_numpy(False)
            rows = np.flatnonzero(places)
            names = file.article_ids.take(pa.array(rows)).to_pylist()
            self._place.update(zip(names, (rows + first).tolist(), strict=True))

    def __len__(self) -> int:
        return len(self._place)

    def read(self, article_ids: Sequence[str]) -> pa.RecordBatch:
        """Return these articles, in this order; one may come again.

        Each text is read once.
        """
        wanted, order = np.unique(self._places(article_ids), return_inverse=True)
        return self._rows(wanted).take(pa.array(order))

    def batches(self, rows: int) -> Iterator[pa.RecordBatch]:
        """Yield all articles of the shelf, at most `rows` at a time."""
        places = np.array(sorted(self._place.values()), np.int64)
        for start in range(0, places.size, rows):
            yield self._rows(places[start : start + rows])

    def bytes_of(self, article_ids: Sequence[str]) -> Places:
        """Return how many bytes the text of each article has."""
        places = self._places(article_ids)
        sizes = np.zeros(places.size, np.int64)
        for file, first, after in zip(self._files, self._edges, self._edges[1:], strict=False):
            here = (first <= places) & (places < after)
            sizes[here] = file.sizes(places[here] - first)
        return sizes

    def close(self) -> None:
        """Let go of the files."""
        for file in self._files:
            file.close()

    def _places(self, article_ids: Sequence[str]) -> Places:
        return np.array([self._place[article_id] for article_id in article_ids], np.int64)

    def _rows(self, places: Places) -> pa.RecordBatch:
        """Rows at ascending places."""
        cuts = np.searchsorted(places, self._edges)
        parts = [
            file.read(places[start:stop] - first)
            for file, first, start, stop in zip(
                self._files, self._edges, cuts, cuts[1:], strict=False
            )
            if start < stop
        ]
        if not parts:
            return self._shown(pa.RecordBatch.from_pylist([], schema=schema.TEXT))
        rows = pa.Table.from_batches(parts).combine_chunks()
        return self._shown(rows.to_batches()[0])
