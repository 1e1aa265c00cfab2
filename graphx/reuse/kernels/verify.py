"""Verify whole batches with the compiled kernels.

In:   `schema.PAIR`, and the boilerplate of outlets.
Out:  `schema.MATCHED`, the rows `graphx.reuse.verify.compare` gives, in order.

Texts are read where they lie in the batch, and each article once, however many of its pairs it is
in, as long as its row is at hand.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx import schema
from graphx.reuse.align import AlignLimits
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.kernels.compare import (
    LEFT,
    LONGEST,
    RELATION,
    RIGHT,
    SHARED,
    SHARED_WORDS,
    SPANS,
    Choices,
    Side,
    Workplace,
    compare_pairs,
    new_workplace,
)
from graphx.reuse.kernels.flat import KnownUnits, flat_readings, known_chars, known_units
from graphx.reuse.kernels.rows import MOST_WORDS, shown_rows
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.kernels.units import marked
from graphx.reuse.relation import NOT_RELATED, RELATIONS, RelationLimits
from graphx.text.units import GAP_CLASSES

_NAMES: Final = pa.array([relation.value for relation in RELATIONS])
_NO_MATCHES: Final = pa.RecordBatch.from_pylist([], schema=schema.MATCHED)
_SPAN: Final = schema.MATCHED.field("spans").type.value_type


def compiled_rows(
    batch: pa.RecordBatch, boilerplate: Boilerplate, shingle_words: int
) -> Iterator[NDArray[np.uint64]]:
    """Shingles that count of each article of `schema.READING`, in the order of its text."""
    flat = flat_readings(batch.column("text"), batch.column("body"))
    known = known_units(boilerplate, batch.column("outlet_id"))
    shown, counts = shown_rows(flat, known, known_chars(flat), shingle_words, GAP_CLASSES)
    stop = 0
    for size in counts.tolist():
        start, stop = stop, stop + size
        yield shown[start:stop]


class PairVerifier:
    """Verifies batches of pairs, one after the other."""

    def __init__(
        self,
        boilerplate: Boilerplate,
        *,
        shingle_words: int,
        relations: RelationLimits,
        alignment: AlignLimits,
        threads: int,
        most_words: int = MOST_WORDS,
    ) -> None:
        self._choices = Choices(
            shingle_words=shingle_words,
            relations=relations.numbers,
            max_seeds=alignment.max_seeds,
            max_gap_words=alignment.max_gap_words,
            max_gap_chars=alignment.max_gap_chars,
            min_words=alignment.min_words,
        )
        self._units = _OutletUnits(boilerplate)
        self._threads = threads
        self._most_words = most_words
        self._workplaces: list[Workplace] = []

    def matched(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Verify the pairs of a batch."""
        if not batch.num_rows:
            return _NO_MATCHES
        ids = pa.concat_arrays([batch.column("left_id"), batch.column("right_id")])
        articles = ids.dictionary_encode().indices.to_numpy().astype(np.int64)
        left, right = (
            self._side(batch, name, numbers)
            for name, numbers in zip(("left_", "right_"), articles.reshape(2, -1), strict=True)
        )
        known_chars(left.flat)
        tables = known_chars(right.flat)
        many = int(articles.max(initial=-1)) + 1

        def compare(first: int, after: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
            workplace = self._workplaces.pop() if self._workplaces else new_workplace()
            workplace, figures, spans = compare_pairs(
                left,
                right,
                first,
                after,
                many,
                tables,
                GAP_CLASSES,
                self._choices,
                self._most_words,
                workplace,
            )
            self._workplaces.append(workplace)
            return figures, spans

        parts = in_parts(compare, batch.num_rows, self._threads)
        figures, spans = (joined(list(column)) for column in zip(*parts, strict=True))
        return _matches(batch, figures, spans)

    def _side(self, batch: pa.RecordBatch, name: str, articles: NDArray[np.int64]) -> Side:
        flat = flat_readings(batch.column(f"{name}text"), batch.column(f"{name}body"))
        raw = flat.raw.view()
        raw.flags.writeable = False  # as most are: for others kernels would be compiled once more
        flat = flat._replace(raw=raw)
        return Side(flat, self._units.of(batch.column(f"{name}outlet_id")), articles)


class _OutletUnits:
    """What `known_units` gives for one batch after the other, put together once."""

    def __init__(self, boilerplate: Boilerplate) -> None:
        known = list(boilerplate.units.values())
        self._outlets = pa.array(boilerplate.units, pa.string())
        self._units = np.concatenate([np.zeros(0, np.uint64), *known])
        self._marks = marked(self._units)
        self._edges = np.cumsum([0, *(units.size for units in known), 0], dtype=np.int64)

    def of(self, outlets: pa.Array) -> KnownUnits:
        rows = pc.index_in(outlets, self._outlets).fill_null(len(self._outlets)).to_numpy()
        return KnownUnits(self._units, self._edges[rows], self._edges[rows + 1], self._marks)


def _matches(
    batch: pa.RecordBatch, figures: NDArray[np.int64], spans: NDArray[np.int64]
) -> pa.RecordBatch:
    """Rows of the pairs that are related."""
    kept = np.flatnonzero(figures[:, RELATION] != NOT_RELATED)
    figures = figures[kept]
    shared, left, right = (figures[:, number] for number in (SHARED, LEFT, RIGHT))
    ends = np.append(0, np.cumsum(figures[:, SPANS])).astype(np.int32)
    columns = [batch.column(side).take(pa.array(kept)) for side in ("left_id", "right_id")]
    columns += [
        _NAMES.take(pa.array(figures[:, RELATION])),
        pa.array(shared / (left + right - shared)),
        pa.array(shared / left),
        pa.array(shared / right),
        pa.array(figures[:, SHARED_WORDS]),
        pa.array(figures[:, LONGEST]),
        pa.ListArray.from_arrays(
            pa.array(ends),
            pa.StructArray.from_arrays(
                [pa.array(column) for column in spans.T], fields=list(_SPAN)
            ),
            type=schema.MATCHED.field("spans").type,
        ),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema.MATCHED)
