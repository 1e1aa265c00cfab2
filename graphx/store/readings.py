"""What the reuse engine reads, joined from the tables of a snapshot.

In:   ``documents`` and ``texts`` of a snapshot; proposed pairs (`schema.CANDIDATE`).
Out:  `schema.READING` for articles, `schema.PAIR` for pairs; a batch of texts at a time.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx import schema
from graphx.store.shelf import Shelf
from graphx.store.snapshot import Snapshot

ROWS_PER_BATCH = 256

PAIRS_PER_BATCH = 512
"""Pairs whose texts are held at once: at most 1,024 texts, a few megabytes of news."""

BYTES_PER_BATCH = 16 << 20
"""Text that is held at once, where articles are long; one pair is held whatever its size."""


@dataclass(frozen=True, slots=True)
class Readings:
    """Articles of one snapshot as the reuse engine reads them.

    ``outlets`` and ``languages`` are by article id; what is missing is unknown.
    """

    snapshot: Snapshot
    outlets: Mapping[str, str]
    languages: Mapping[str, str]

    def of(self, article_ids: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Stream the articles with these ids, in no order: `schema.READING`."""
        with self.shelf(article_ids, Path(tempfile.gettempdir())) as shelf:
            yield from shelf.batches(ROWS_PER_BATCH)

    def shelf(self, article_ids: Sequence[str], folder: Path) -> Shelf:
        """Open the articles with these ids, to be read in any order.

        Texts that are not laid out flat in the workspace are laid out in `folder`.
        """
        return self.snapshot.shelf(article_ids, folder, self.read)

    def read(self, texts: pa.RecordBatch) -> pa.RecordBatch:
        """Put what is known of the articles beside their texts: `schema.READING`."""
        names = texts.column("article_id").to_pylist()
        columns = {
            "article_id": texts.column("article_id"),
            "outlet_id": pa.array([self.outlets.get(name) for name in names], pa.string()),
            "language": pa.array([self.languages.get(name) for name in names], pa.string()),
            "text": texts.column("text"),
            "body": bodies(texts.column("text"), texts.column("stretches")),
        }
        return pa.RecordBatch.from_arrays(
            [columns[name] for name in schema.READING.names], schema=schema.READING
        )


def total_words(snapshot: Snapshot) -> int:
    """Count the words of all articles of a snapshot."""
    batches = snapshot.batches("documents", ["words"])
    return sum(pc.sum(batch.column("words")).as_py() or 0 for batch in batches)


def beside(
    reading: Mapping[str, object], known: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Pair one text with every article of `known`, which is of `schema.READING`: `schema.PAIR`.

    `reading` is a row of `schema.READING`; it is the left side of every pair.
    """
    own = pa.RecordBatch.from_pylist([dict(reading)], schema=schema.READING)
    for batch in known:
        yield _paired(own.take(pa.array([0] * batch.num_rows, pa.int64())), batch)


def paired(candidates: Iterable[pa.RecordBatch], shelf: Shelf) -> Iterator[pa.RecordBatch]:
    """Put the texts of both articles beside every pair: `schema.CANDIDATE` to `schema.PAIR`."""
    for proposed in candidates:
        lefts, rights = (proposed.column(side).to_pylist() for side in ("left_id", "right_id"))
        sizes = shelf.bytes_of(lefts) + shelf.bytes_of(rights)
        for start, stop in pairwise(_cuts(sizes)):
            yield _paired(shelf.read(lefts[start:stop]), shelf.read(rights[start:stop]))


def _cuts(sizes: NDArray[np.int64]) -> list[int]:
    """Where to cut rows of so many bytes so that no part is too large to be held.

    Examples
    --------
    >>> _cuts(np.array([BYTES_PER_BATCH, 1, 1]))
    [0, 1, 3]
    """
    cuts, held = [0], 0
    for row, size in enumerate(sizes.tolist()):
        held += size
        if row > cuts[-1] and (row - cuts[-1] == PAIRS_PER_BATCH or held > BYTES_PER_BATCH):
            cuts.append(row)
            held = size
    return [*cuts, len(sizes)] if len(sizes) else [0]


def bodies(texts: pa.Array, stretches: pa.Array) -> pa.Array:
    """Return the intervals of each text that no stretch covers: ``body`` of `schema.READING`.

    Parameters
    ----------
    texts : pyarrow.Array of string
    stretches : pyarrow.Array
        Sorted by start in each row, as ``stretches`` of `schema.TEXT`.

    Examples
    --------
    >>> cuts = pa.array([[{"kind": "title", "start": 0, "end": 2}]], schema.TEXT.field(2).type)
    >>> bodies(pa.array(["abcde"]), cuts).to_pylist()
    [[{'start': 2, 'end': 5}]]
    """
    lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False).astype(np.int64)
    counts = pc.fill_null(pc.list_value_length(stretches), 0).to_numpy(zero_copy_only=False)
    cuts = pc.list_flatten(stretches)
    row = np.repeat(np.arange(lengths.size), counts + 1)
    last = np.cumsum(counts + 1) - 1
    opens, closes = np.zeros(row.size, np.int64), np.empty(row.size, np.int64)
    closes[last] = lengths
    inner = np.ones(row.size, bool)
    inner[last] = False
    closes[inner] = pc.struct_field(cuts, "start").to_numpy(zero_copy_only=False)
    # Each interval opens where the last of all cuts before it in its row ends.
    opens[np.flatnonzero(inner) + 1] = pc.struct_field(cuts, "end").to_numpy(zero_copy_only=False)
    shift = row * (int(lengths.max(initial=0)) + int(opens.max(initial=0)) + 1)
    opens = np.maximum.accumulate(opens + shift) - shift
    kept = opens < closes
    starts = np.append(0, np.cumsum(np.bincount(row[kept], minlength=lengths.size)))
    shape = schema.READING.field("body").type
    intervals = pa.StructArray.from_arrays(
        [pa.array(opens[kept]), pa.array(closes[kept])], fields=list(shape.value_type)
    )
    return pa.ListArray.from_arrays(pa.array(starts.astype(np.int32)), intervals, type=shape)


def _paired(left: pa.RecordBatch, right: pa.RecordBatch) -> pa.RecordBatch:
    """Put two batches of `schema.READING` side by side, row by row: `schema.PAIR`."""
    facts = ("outlet_id", "language", "text", "body")
    columns = [left.column("article_id"), right.column("article_id")]
    columns += [side.column(name) for side in (left, right) for name in facts]
    return pa.RecordBatch.from_arrays(columns, schema=schema.PAIR)
