"""Verify whole batches with the compiled kernels.

In:   `schema.PAIR`, and the boilerplate of outlets.
Out:  ids and matches, as `graphx.reuse.verify.compare` gives them, in order.

Each article of a batch is read once, however many of its pairs it is in, and once more when it
matches.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphx.model import Span
from graphx.reuse.align import AlignLimits, Run, longest_run, widened, without
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.kernels.compare import (
    align_pairs,
    count_shared,
    distinct_shingles,
    read_rows,
)
from graphx.reuse.kernels.flat import (
    FlatReadings,
    KnownUnits,
    flat_readings,
    known_chars,
    known_units,
)
from graphx.reuse.kernels.tables import CharTables
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.reading import Body
from graphx.reuse.relation import Match, RelationLimits, relate
from graphx.text.units import GAP_CLASSES


class Rows(NamedTuple):
    """Articles of pairs that match, one after the other; see `read_rows`."""

    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    intervals: NDArray[np.int64]
    words: NDArray[np.int64]
    row: NDArray[np.uint64]
    hidden: NDArray[np.bool_]
    shingles: NDArray[np.int64]


def compiled_rows(
    batch: pa.RecordBatch, boilerplate: Boilerplate, shingle_words: int
) -> Iterator[NDArray[np.uint64]]:
    """Shingles that count of each article of `schema.READING`, in the order of its text."""
    flat = flat_readings(batch.column("text"), batch.column("body"))
    known = known_units(boilerplate, batch.column("outlet_id"))
    rows = _read(flat, np.arange(batch.num_rows), known_chars(flat), shingle_words, known, 1)
    stop = 0
    for size in rows.shingles.tolist():
        start, stop = stop, stop + size
        yield rows.row[start:stop][~rows.hidden[start:stop]]


def _read(
    flat: FlatReadings,
    articles: NDArray[np.int64],
    tables: CharTables,
    width: int,
    known: KnownUnits,
    threads: int,
) -> Rows:
    """Read some of the articles of a batch, in threads."""

    def work(first: int, after: int) -> Rows:
        return Rows(*read_rows(*flat, articles, first, after, tables, width, GAP_CLASSES, *known))

    parts = in_parts(work, articles.size, threads)
    return Rows(*(joined(list(column)) for column in zip(*parts, strict=True)))


class PairVerifier:
    """Verifies the pairs of one batch."""

    def __init__(
        self,
        batch: pa.RecordBatch,
        boilerplate: Boilerplate,
        *,
        shingle_words: int,
        relations: RelationLimits,
        alignment: AlignLimits,
        threads: int,
    ) -> None:
        self._width = shingle_words
        self._relations = relations
        self._alignment = alignment
        self._threads = threads
        (self._lefts, self._rights), articles = _distinct_articles(batch)
        self._texts = articles.column("text")
        self._flat = flat_readings(articles.column("text"), articles.column("body"))
        self._tables = known_chars(self._flat)
        self._units = known_units(boilerplate, articles.column("outlet_id"))

    def matches(self) -> Iterator[tuple[int, Match]]:
        """Yield the number of each pair that matches, and its match."""
        shared, sizes = self._shared()
        left_sizes, right_sizes = sizes[self._lefts], sizes[self._rights]
        related = []
        for pair in np.flatnonzero(shared).tolist():
            both, left, right = int(shared[pair]), int(left_sizes[pair]), int(right_sizes[pair])
            relation = relate(both, left, right, self._relations)
            if relation is not None:
                related.append((pair, relation, both, left, right))
        aligned = self._aligned(np.array([row[0] for row in related], np.int64))
        for (pair, relation, both, left, right), (words, longest, spans) in zip(
            related, aligned, strict=True
        ):
            yield (
                pair,
                Match(
                    relation=relation,
                    jaccard=both / (left + right - both),
                    left_containment=both / left,
                    right_containment=both / right,
                    shared_words=words,
                    longest_words=longest,
                    spans=spans,
                ),
            )

    def _shared(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Shingles each pair shares, and shingles of each article."""

        def read(first: int, after: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
            return distinct_shingles(
                *self._flat, first, after, self._tables, self._width, GAP_CLASSES, *self._units
            )

        parts = in_parts(read, len(self._texts), self._threads)
        distinct, sizes = (joined(list(column)) for column in zip(*parts, strict=True))
        places = np.concatenate([[0], np.cumsum(sizes)])

        def count(first: int, after: int) -> NDArray[np.int64]:
            return count_shared(distinct, places, self._lefts, self._rights, first, after)

        return joined(in_parts(count, self._lefts.size, self._threads)), sizes

    def _aligned(self, pairs: NDArray[np.int64]) -> Iterator[tuple[int, int, tuple[Span, ...]]]:
        """Yield shared words, words of the longest exact run, and passages of each pair."""
        if not pairs.size:
            return
        lefts, rights = self._lefts[pairs], self._rights[pairs]
        articles, numbers = np.unique(np.concatenate([lefts, rights]), return_inverse=True)
        lefts, rights = numbers.reshape(2, -1)
        rows = _read(self._flat, articles, self._tables, self._width, self._units, self._threads)
        places = np.concatenate([[0], np.cumsum(rows.words)])
        row_places = np.concatenate([[0], np.cumsum(rows.shingles)])
        limits = self._alignment

        def align(first: int, after: int) -> tuple[NDArray[np.int64], ...]:
            return align_pairs(
                rows.begins,
                rows.ends,
                places,
                rows.row,
                rows.hidden,
                row_places,
                lefts,
                rights,
                first,
                after,
                self._width,
                limits.max_seeds,
                limits.max_gap_words,
                limits.max_gap_chars,
                limits.min_words,
            )

        parts = in_parts(align, pairs.size, self._threads)
        shared, longest, counts, runs = (joined(list(c)) for c in zip(*parts, strict=True))
        edges = np.concatenate([[0], np.cumsum(counts)]).tolist()
        edges_of = places.tolist()
        bodies = [self._body(rows, edges_of, *one) for one in enumerate(articles.tolist())]
        for number, (one, other) in enumerate(zip(lefts.tolist(), rights.tolist(), strict=True)):
            most = int(longest[number])
            if most < 0:
                sides = (slice(*row_places[side : side + 2].tolist()) for side in (one, other))
                most = longest_run(
                    *(
                        without(rows.row[side], rows.hidden[side], sentinel)
                        for sentinel, side in enumerate(sides)
                    )
                )
                most += min(self._width, len(bodies[one]), len(bodies[other])) - 1
            found = [Run(*run) for run in runs[edges[number] : edges[number + 1]].tolist()]
            spans = tuple(widened(found, bodies[one], bodies[other]))
            yield int(shared[number]), most, spans

    def _body(self, rows: Rows, places: list[int], number: int, article: int) -> Body:
        """Body of an article, without word hashes."""
        own = slice(places[number], places[number + 1])
        begins, ends, intervals = rows.begins[own], rows.ends[own], rows.intervals[own]
        text = self._texts[article].as_py()
        stretches = _stretches(self._flat, article)
        # Hashes of words are not asked for, but how many there are is.
        return Body(text, stretches, begins.view(np.uint64), begins, ends, intervals)


def _stretches(flat: FlatReadings, article: int) -> tuple[tuple[int, int], ...]:
    rows = flat.body[flat.body_starts[article] : flat.body_starts[article + 1]]
    return tuple((start, end) for start, end in rows.tolist())


def _distinct_articles(batch: pa.RecordBatch) -> tuple[NDArray[np.int64], pa.Table]:
    """Give each article of a batch of pairs a number and a row; numbers have shape (2, n_pairs)."""
    ids = pa.concat_arrays([batch.column("left_id"), batch.column("right_id")])
    codes = ids.dictionary_encode().indices.to_numpy()
    _, rows = np.unique(codes, return_index=True)
    on_left = rows[rows < batch.num_rows]
    on_right = rows[rows >= batch.num_rows] - batch.num_rows
    names = ("outlet_id", "text", "body")
    sides = [
        pa.concat_arrays(
            [
                batch.column(f"left_{name}").take(pa.array(on_left)),
                batch.column(f"right_{name}").take(pa.array(on_right)),
            ]
        )
        for name in names
    ]
    return codes.astype(np.int64).reshape(2, -1), pa.RecordBatch.from_arrays(sides, names=names)
