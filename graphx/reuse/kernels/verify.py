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

from graphx.reuse.align import AlignLimits, Run, longest_run, passages, without
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.kernels.compare import (
    align_pair,
    count_shared,
    distinct_shingles,
    precedes,
    read_rows,
)
from graphx.reuse.kernels.flat import FlatReadings, flat_readings, known_chars, known_units
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.reading import Body
from graphx.reuse.relation import Match, RelationLimits, relate
from graphx.text.units import GAP_CLASSES


class Rows(NamedTuple):
    """One article of a pair that matches.

    Parameters
    ----------
    body : Body
        Without word hashes.
    row : ndarray of uint64, shape (n_shingles,)
    hidden : ndarray of bool, shape (n_shingles,)
    """

    body: Body
    row: NDArray[np.uint64]
    hidden: NDArray[np.bool_]


def compiled_rows(
    batch: pa.RecordBatch, boilerplate: Boilerplate, shingle_words: int
) -> Iterator[NDArray[np.uint64]]:
    """Shingles that count of each article of `schema.READING`, in the order of its text."""
    flat = flat_readings(batch.column("text"), batch.column("body"))
    tables = known_chars(flat)
    known, begins, ends = known_units(boilerplate, batch.column("outlet_id"))
    for article in range(batch.num_rows):
        own = known[begins[article] : ends[article]]
        *_, row, hidden = read_rows(*flat, article, tables, shingle_words, GAP_CLASSES, own)
        yield row[~hidden]


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
        self._rows: dict[int, Rows] = {}

    def matches(self) -> Iterator[tuple[int, Match]]:
        """Yield the number of each pair that matches, and its match."""
        shared, sizes = self._shared()
        for pair in np.flatnonzero(shared).tolist():
            one, other = int(self._lefts[pair]), int(self._rights[pair])
            both, left, right = int(shared[pair]), int(sizes[one]), int(sizes[other])
            relation = relate(both, left, right, self._relations)
            if relation is None:
                continue
            here, there = self._read(one), self._read(other)
            words, longest, runs = self._align(here, there)
            yield (
                pair,
                Match(
                    relation=relation,
                    jaccard=both / (left + right - both),
                    left_containment=both / left,
                    right_containment=both / right,
                    shared_words=words,
                    longest_words=longest,
                    spans=tuple(passages(here.body, there.body, runs, self._alignment)),
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

    def _read(self, article: int) -> Rows:
        if article not in self._rows:
            known, begins, ends = self._units
            starts, ends, row, hidden = read_rows(
                *self._flat,
                article,
                self._tables,
                self._width,
                GAP_CLASSES,
                known[begins[article] : ends[article]],
            )
            stretches = _stretches(self._flat, article)
            first_of = [first for first, _ in stretches]
            intervals = np.searchsorted(first_of, starts, side="right") - 1
            text = self._texts[article].as_py()
            body = Body(text, stretches, np.zeros(starts.size, np.uint64), starts, ends, intervals)
            self._rows[article] = Rows(body, row, hidden)
        return self._rows[article]

    def _align(self, left: Rows, right: Rows) -> tuple[int, int, list[Run]]:
        """Shared words, words of the longest exact run, and all exact runs of a pair."""
        width = min(self._width, len(left.body), len(right.body))
        mirrored = precedes(right.row, right.hidden, left.row, left.hidden)
        first, second = (right, left) if mirrored else (left, right)
        words, longest, found = align_pair(
            first.row,
            first.hidden,
            second.row,
            second.hidden,
            len(first.body),
            len(second.body),
            width,
            self._alignment.max_seeds,
        )
        if longest < 0:
            longest = longest_run(
                without(left.row, left.hidden, 0), without(right.row, right.hidden, 1)
            )
        runs = [Run(one, other, size, size) for one, other, size in found.tolist()]
        if mirrored:
            runs = [run.mirrored() for run in runs]
        return words, longest + width - 1, runs


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
