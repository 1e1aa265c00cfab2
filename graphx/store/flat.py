"""Texts of a part laid out flat beside it, any of which is read at once.

In:   rows of `schema.TEXT`, a table at a time.
Out:  a file, and any of its rows in any order.

Parquet gives rows up by groups of thousands, which is right for streams and wrong for pairs.  So
every part of ``texts`` has a file of the same name beside it (`graphx.store.beside`): the bytes of
all texts, one after the other, and what else a row holds, with the size and the checksum of its
text.
"""

import os
import zlib
from collections.abc import Iterable
from itertools import pairwise
from typing import BinaryIO, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphx import schema
from graphx.store import durable
from graphx.store.beside import damaged, read_index, write_index
from graphx.store.closing import Closing

Places = NDArray[np.int64]

_INDEX: Final = pa.schema(
    [
        schema.TEXT.field("article_id"),
        schema.TEXT.field("stretches"),
        pa.field("size", pa.int64(), nullable=False),
        pa.field("checksum", pa.uint32(), nullable=False),
    ]
)


class FlatWriter:
    """Lays texts out in a file that is open for writing."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = 0
        self._rows = [_INDEX.empty_table()]

    def add(self, rows: pa.Table) -> None:
        """Add rows of `schema.TEXT`."""
        for batch in rows.to_batches():
            data, sizes = _bytes_of(batch.column("text"))
            ends = np.cumsum(sizes)
            cuts = pairwise([0, *ends.tolist()])
            checksums = [zlib.crc32(data[start:end]) for start, end in cuts]
            durable.write(self._file, data)
            self._size += len(data)
            columns = [batch.column("article_id"), batch.column("stretches"), pa.array(sizes)]
            columns.append(pa.array(checksums, pa.uint32()))
            self._rows.append(pa.Table.from_arrays(columns, schema=_INDEX))

    def finish(self) -> None:
        """Write what else the rows hold; the file stays open."""
        write_index(self._file, pa.concat_tables(self._rows).combine_chunks(), self._size)


class FlatTexts(Closing):
    """Rows of `schema.TEXT` in a file that `FlatWriter` wrote.

    Parameters
    ----------
    file : binary stream
        Open for reading; closed with this.
    name : str
        What errors call the file.

    Raises
    ------
    StoreError
        The file is none of these, or cut short.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file, self._name = file, name
        rows, size = read_index(file, name)
        self.article_ids = _whole(rows.column("article_id"))
        self._stretches = _whole(rows.column("stretches"))
        self._checksums = rows.column("checksum").to_numpy()
        self._starts = np.append(0, np.cumsum(rows.column("size").to_numpy()))
        if self._starts[-1] != size:
            raise damaged(name)

    def __len__(self) -> int:
        return len(self.article_ids)

    def sizes(self, rows: Places) -> Places:
        """Return how many bytes the text of each of these rows has."""
        sizes: Places = self._starts[rows + 1] - self._starts[rows]
        return sizes

    def read(self, rows: Places) -> pa.RecordBatch:
        """Return these rows, which ascend, as `schema.TEXT`.

        Raises
        ------
        StoreError
            Bytes of a text changed on the disk.
        """
        starts, ends = self._starts[rows].tolist(), self._starts[rows + 1].tolist()
        file = self._file.fileno()
        texts = [
            os.pread(file, end - start, start) for start, end in zip(starts, ends, strict=True)
        ]
        if [*map(zlib.crc32, texts)] != self._checksums[rows].tolist():
            raise damaged(self._name)
        offsets = np.cumsum([0, *map(len, texts)]).astype(np.int32)
        buffers = pa.py_buffer(offsets), pa.py_buffer(bytearray().join(texts))
        taken = pa.array(rows)
        columns = {
            "article_id": self.article_ids.take(taken),
            "text": pa.StringArray.from_buffers(len(texts), *buffers),
            "stretches": self._stretches.take(taken),
        }
        return pa.RecordBatch.from_arrays(
            [columns[name] for name in schema.TEXT.names], schema=schema.TEXT
        )

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def laid_out(batches: Iterable[pa.RecordBatch], file: BinaryIO, name: str) -> FlatTexts:
    """Lay batches of `schema.TEXT` out in an open file, and open them."""
    writer = FlatWriter(file)
    for batch in batches:
        writer.add(pa.Table.from_batches([batch]))
    writer.finish()
    file.flush()
    return FlatTexts(file, name)


def _bytes_of(texts: pa.Array) -> tuple[memoryview, Places]:
    """Texts one after the other as bytes, and how many bytes each has."""
    _, ends, data = texts.buffers()
    width = np.int64 if pa.types.is_large_string(texts.type) else np.int32
    starts = np.frombuffer(ends, width)[texts.offset : texts.offset + len(texts) + 1]
    if not len(texts):
        return memoryview(b""), np.zeros(0, np.int64)
    return memoryview(data or b"")[starts[0] : starts[-1]], np.diff(starts).astype(np.int64)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
