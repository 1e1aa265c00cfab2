"""Kept hashes of a part's articles sorted beside it, to be looked up without being loaded.

In:   rows of `schema.POSTING`, a table at a time.
Out:  a file (`graphx.store.beside`): the sorted postings of each table (`graphx.reuse.lookup`), and
      whose they are; the same mapped into memory, of which a look-up touches a few pages.
"""

import mmap
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx import schema
from graphx.reuse.lookup import Segment
from graphx.reuse.recipe import SketchRecipe
from graphx.store import durable
from graphx.store.beside import damaged, read_index, write_index
from graphx.store.gone import Gone

_INDEX: Final = pa.schema(
    [
        schema.POSTING.field("article_id"),
        schema.POSTING.field("recipe"),
        pa.field("hashes", pa.int64(), nullable=False),
    ]
)


class ListsWriter:
    """Sorts postings in a file that is open for writing."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = 0
        self._rows: list[pa.RecordBatch] = []

    def add(self, rows: pa.Table) -> None:
        """Add rows of `schema.POSTING`: a segment, or several where they are many."""
        for batch in rows.to_batches(max_chunksize=Segment.MOST):
            segment = Segment.of(batch)
            durable.write(self._file, segment.postings.data.cast("B"))
            self._size += segment.postings.nbytes
            counts = pc.cast(pc.list_value_length(batch.column("hashes")), pa.int64())
            columns = [batch.column("article_id"), batch.column("recipe"), counts]
            self._rows.append(pa.RecordBatch.from_arrays(columns, schema=_INDEX))

    def finish(self) -> None:
        """Write whose postings they are; the file stays open."""
        write_index(self._file, pa.Table.from_batches(self._rows, _INDEX), self._size)


def mapped_segments(
    path: Path, name: str, recipe: SketchRecipe, gone: Gone = ()
) -> Iterable[Segment]:
    """Map the segments that `ListsWriter` wrote; rows that are `gone` are nobody's.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    StoreError
        It is damaged.
    RecipeMismatchError
        A sketch was made by another recipe.
    """
    with path.open("rb") as file:
        index, size = read_index(file, name)
    for digest in pc.unique(index.column("recipe")).to_pylist():
        recipe.require(digest)
    batches = index.to_batches()
    stays = np.ones(index.num_rows, bool)
    stays[list(gone)] = False
    edges = np.cumsum([0, *(batch.num_rows for batch in batches)])
    sizes = [int(pc.sum(batch.column("hashes")).as_py() or 0) for batch in batches]
    if size != sum(sizes) * np.dtype(np.uint64).itemsize:
        raise damaged(name)
    mapped, postings = _mapped(path) if size else (None, _NONE)
    parts = np.split(postings[: sum(sizes)], np.cumsum(sizes)[:-1]) if sizes else []
    return [
        Segment(
            part,
            pc.if_else(pa.array(stays[a:b]), batch.column("article_id"), _NOBODY),
            batch.column("hashes").to_numpy(),
            mapped,
        )
        for part, batch, (a, b) in zip(parts, batches, pairwise(edges.tolist()), strict=True)
    ]


def _mapped(path: Path) -> tuple[mmap.mmap, NDArray[np.uint64]]:
    """Map a file into memory, and see it as numbers."""
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    count = len(mapped) // np.dtype(np.uint64).itemsize
    return mapped, np.frombuffer(mapped, np.uint64, count)


_NONE: Final = np.zeros(0, np.uint64)
_NOBODY: Final = pa.scalar(None, pa.string())
