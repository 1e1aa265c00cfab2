"""Units of a part's articles beside it, to be read into one piece of memory.

In:   rows of `schema.UNITS`, a table at a time.
Out:  a file (`graphx.store.beside`): the hashes and then the words of each table's units, and how
      many each article has; the units of several such files together.

Every build reads all units, and Parquet gives them up a page at a time, many times as slowly.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx import schema
from graphx.reuse.units import ArticleUnits
from graphx.store import durable
from graphx.store.beside import damaged, read_index, write_index

_INDEX: Final = pa.schema(
    [schema.UNITS.field("article_id"), pa.field("units", pa.int64(), nullable=False)]
)
_HASH: Final = np.dtype(np.uint64)
_WORDS: Final = np.dtype(np.int32)


class CutsWriter:
    """Lays units out in a file that is open for writing."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = 0
        self._rows: list[pa.RecordBatch] = []

    def add(self, rows: pa.Table) -> None:
        """Add rows of `schema.UNITS`."""
        for batch in rows.to_batches():
            hashes, words = batch.column("hashes"), batch.column("words")
            for column, kind in ((hashes, _HASH), (words, _WORDS)):
                values = np.ascontiguousarray(column.flatten().to_numpy(), kind)
                durable.write(self._file, values.data.cast("B") if values.size else b"")
                self._size += values.nbytes
            counts = pc.cast(pc.list_value_length(hashes), pa.int64())
            columns = [batch.column("article_id"), counts]
            self._rows.append(pa.RecordBatch.from_arrays(columns, schema=_INDEX))

    def finish(self) -> None:
        """Write whose units they are; the file stays open."""
        write_index(self._file, pa.Table.from_batches(self._rows, _INDEX), self._size)


def joined_units(files: Sequence[tuple[Path, str]]) -> ArticleUnits:
    """Read the units of all articles in these files, which errors call by their second names.

    Raises
    ------
    FileNotFoundError
        One of them is not there.
    StoreError
        One of them is damaged.
    """
    indexes = [_index(path, name) for path, name in files]
    whole = pa.concat_tables([_INDEX.empty_table(), *indexes])
    counts = whole.column("units").to_numpy()
    total = int(counts.sum())
    hashes, words = np.empty(total, _HASH), np.empty(total, _WORDS)
    first = 0
    for (path, name), index in zip(files, indexes, strict=True):
        with path.open("rb") as file:
            for batch in index.to_batches():
                after = first + int(batch.column("units").to_numpy().sum())
                _fill(file, hashes[first:after], name)
                _fill(file, words[first:after], name)
                first = after
    owners = np.repeat(np.arange(counts.size, dtype=np.int32), counts)
    return ArticleUnits(whole.column("article_id").combine_chunks(), owners, hashes, words)


def _index(path: Path, name: str) -> pa.Table:
    with path.open("rb") as file:
        index, size = read_index(file, name)
    if size != int(index.column("units").to_numpy().sum()) * (_HASH.itemsize + _WORDS.itemsize):
        raise damaged(name)
    return index


def _fill(file: BinaryIO, values: NDArray[Any], name: str) -> None:
    """Read as many bytes as `values` has."""
    if values.size and file.readinto(values.data.cast("B")) != values.nbytes:  # type: ignore[attr-defined]
        raise damaged(name)
