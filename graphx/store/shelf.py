"""Texts of many articles in one file, any of which is read at once.

In:   `schema.READING`, streaming.
Out:  the same rows in any order, as often as asked; no text is held in memory.

Parquet gives rows up by groups of thousands, which is right for streams and wrong for pairs.  So
the texts that pairs need are laid out flat once, in a file without a name: the system frees its
room when it is closed, even by a kill.
"""

import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphx import schema
from graphx.store import durable
from graphx.store.closing import Closing

Places = NDArray[np.int64]

_FACTS: Final = ["outlet_id", "language"]


class Shelf(Closing):
    """Readings laid out on disk.

    Parameters
    ----------
    batches : iterable of RecordBatch
        `schema.READING`; each article once.
    folder : Path
        Where the file lies.
    """

    def __init__(self, batches: Iterable[pa.RecordBatch], folder: Path) -> None:
        self._place: dict[str, int] = {}
        none = pa.RecordBatch.from_pylist([], schema=schema.READING)
        facts, bodies = [none.select(_FACTS)], [none.column("body")]
        sizes = [np.zeros(1, np.int64)]
        with durable.refusals(folder):
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - `close` closes it
        try:
            for batch in batches:
                for article_id in batch.column("article_id").to_pylist():
                    self._place[article_id] = len(self._place)
                facts.append(batch.select(_FACTS))
                bodies.append(batch.column("body"))
                sizes.append(self._add(batch.column("text"), folder))
            with durable.refusals(folder):
                self._file.flush()
        except BaseException:
            self.close()
            raise
        self._starts = np.cumsum(np.concatenate(sizes))
        self._facts = pa.Table.from_batches(facts).combine_chunks()
        self._bodies = pa.concat_arrays(bodies)

    def __len__(self) -> int:
        return len(self._place)

    def read(self, article_ids: Sequence[str]) -> pa.RecordBatch:
        """Return `schema.READING` of these articles, in this order; one may come again.

        Each text is read once.
        """
        wanted, order = np.unique(self._places(article_ids), return_inverse=True)
        rows, again = pa.array(wanted), pa.array(order)
        outlets, languages = (
            self._facts.column(name).take(rows).combine_chunks().take(again) for name in _FACTS
        )
        columns = {
            "article_id": pa.array(article_ids, pa.string()),
            "outlet_id": outlets,
            "language": languages,
            "text": self._texts(wanted).take(again),
            "body": self._bodies.take(rows).take(again),
        }
        return pa.RecordBatch.from_arrays(
            [columns[name] for name in schema.READING.names], schema=schema.READING
        )

    def bytes_of(self, article_ids: Sequence[str]) -> Places:
        """Return how many bytes the text of each article has."""
        places = self._places(article_ids)
        sizes: Places = self._starts[places + 1] - self._starts[places]
        return sizes

    def close(self) -> None:
        """Give the room on the disk back."""
        self._file.close()

    def _places(self, article_ids: Sequence[str]) -> Places:
        return np.array([self._place[article_id] for article_id in article_ids], np.int64)

    def _add(self, texts: pa.Array, folder: Path) -> Places:
        """Write texts one after the other; return how many bytes each has."""
        _, ends, data = texts.buffers()
        width = np.int64 if pa.types.is_large_string(texts.type) else np.int32
        starts = np.frombuffer(ends, width)[texts.offset : texts.offset + len(texts) + 1]
        with durable.refusals(folder):
            durable.write(self._file, memoryview(data or b"")[starts[0] : starts[-1]])
        return np.diff(starts).astype(np.int64)

    def _texts(self, places: Places) -> pa.Array:
        starts, ends = self._starts[places].tolist(), self._starts[places + 1].tolist()
        file = self._file.fileno()
        parts = [
            os.pread(file, end - start, start) for start, end in zip(starts, ends, strict=True)
        ]
        offsets = np.cumsum([0, *map(len, parts)]).astype(np.int32)
        return pa.StringArray.from_buffers(
            len(parts), pa.py_buffer(offsets), pa.py_buffer(b"".join(parts))
        )
