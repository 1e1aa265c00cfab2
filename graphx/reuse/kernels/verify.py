"""Verify whole batches with the compiled kernels.

In:   `schema.PAIR`, and the boilerplate of outlets.
Out:  ids and matches, as `graphx.reuse.verify.compare` gives them, in order.

Each article of a batch is read once, however many of its pairs it is in.
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
    code_points_at,
    count_shared,
    precedes,
    prepare,
)
from graphx.reuse.kernels.flat import FlatReadings, flat_readings, known_chars, known_units
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.reading import Body
from graphx.reuse.relation import Match, RelationLimits, relate
from graphx.text.units import GAP_CLASSES


class Prepared(NamedTuple):
    """Articles ready to be compared; ``x_places[k]`` is where article k begins in ``x``."""

    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    word_places: NDArray[np.int64]
    rows: NDArray[np.uint64]
    hidden: NDArray[np.bool_]
    row_places: NDArray[np.int64]
    distinct: NDArray[np.uint64]
    distinct_places: NDArray[np.int64]


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
        numbers, articles = _distinct_articles(batch)
        self._lefts, self._rights = numbers
        self._texts = articles.column("text")
        self._flat = flat_readings(articles.column("text"), articles.column("body"))
        outlets = articles.column("outlet_id").to_pylist()
        self._articles = self._prepare(*known_units(boilerplate, outlets))
        self._bodies: dict[int, Body] = {}

    def matches(self) -> Iterator[tuple[int, Match]]:
        """Yield the number of each pair that matches, and its match."""
        places = self._articles.distinct_places
        sizes = np.diff(places)

        def count(first: int, after: int) -> NDArray[np.int64]:
            return count_shared(
                self._articles.distinct, places, self._lefts, self._rights, first, after
            )

        parts = in_parts(count, self._lefts.size, self._threads)
        shared = joined(parts)
        left_sizes, right_sizes = sizes[self._lefts], sizes[self._rights]
        for pair in np.flatnonzero(shared).tolist():
            both, left, right = int(shared[pair]), int(left_sizes[pair]), int(right_sizes[pair])
            relation = relate(both, left, right, self._relations)
            if relation is None:
                continue
            words, longest, runs = self._align(int(self._lefts[pair]), int(self._rights[pair]))
            here, there = self._body(int(self._lefts[pair])), self._body(int(self._rights[pair]))
            yield (
                pair,
                Match(
                    relation=relation,
                    jaccard=both / (left + right - both),
                    left_containment=both / left,
                    right_containment=both / right,
                    shared_words=words,
                    longest_words=longest,
                    spans=tuple(passages(here, there, runs, self._alignment)),
                ),
            )

    def _prepare(self, units: NDArray[np.uint64], unit_starts: NDArray[np.int64]) -> Prepared:
        tables = known_chars(self._flat)

        def work(first: int, after: int) -> Prepared:
            return Prepared(
                *prepare(
                    *self._flat,
                    first,
                    after,
                    tables,
                    self._width,
                    GAP_CLASSES,
                    units,
                    unit_starts,
                )
            )

        parts = in_parts(work, len(self._texts), self._threads)
        whole = Prepared(*(joined(list(column)) for column in zip(*parts, strict=True)))
        return whole._replace(
            word_places=_places(whole.word_places),
            row_places=_places(whole.row_places),
            distinct_places=_places(whole.distinct_places),
        )

    def _row(self, article: int) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
        found = self._articles
        here = slice(found.row_places[article], found.row_places[article + 1])
        return found.rows[here], found.hidden[here]

    def _align(self, left: int, right: int) -> tuple[int, int, list[Run]]:
        """Shared words, words of the longest exact run, and all exact runs of a pair."""
        places = self._articles.word_places
        here, there = (int(places[side + 1] - places[side]) for side in (left, right))
        width = min(self._width, here, there)
        left_row, right_row = self._row(left), self._row(right)
        mirrored = precedes(*right_row, *left_row)
        first, second = (right_row, left_row) if mirrored else (left_row, right_row)
        first_words, second_words = (there, here) if mirrored else (here, there)
        words, longest, found = align_pair(
            *first, *second, first_words, second_words, width, self._alignment.max_seeds
        )
        if longest < 0:
            longest = longest_run(without(*left_row, 0), without(*right_row, 1))
        runs = [Run(one, other, size, size) for one, other, size in found.tolist()]
        if mirrored:
            runs = [run.mirrored() for run in runs]
        return words, longest + width - 1, runs

    def _body(self, article: int) -> Body:
        """Words of an article that matched, with code points."""
        if article not in self._bodies:
            found, flat = self._articles, self._flat
            here = slice(found.word_places[article], found.word_places[article + 1])
            start, stop = flat.starts[article], flat.starts[article + 1]
            starts, ends = (
                code_points_at(flat.raw, start, stop, places[here])
                for places in (found.begins, found.ends)
            )
            stretches = _stretches(flat, article)
            self._bodies[article] = Body(
                self._texts[article].as_py(),
                stretches,
                np.zeros(starts.size, np.uint64),
                starts,
                ends,
                np.searchsorted([first for first, _ in stretches], starts, side="right") - 1,
            )
        return self._bodies[article]


def _places(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


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
