"""Count exactly what two articles share, and name the relation.

In:   pairs with both readings (`schema.PAIR`).
Out:  matches with their passages (`schema.MATCHED`); pairs that share too little give no row.

All figures are over the distinct word 5-grams of the two bodies, less those that are boilerplate
of the article's own outlet.  Swapping the sides of a pair mirrors its match.

Broder, On the resemblance and containment of documents (1997).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphx import schema
from graphx.model import Span
from graphx.reuse import kernels
from graphx.reuse.align import AlignLimits, exact_runs, longest_run, passages, without
from graphx.reuse.boilerplate import Boilerplate, hidden_shingles
from graphx.reuse.reading import Body, Reading, read_body, readings
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.relation import Match, RelationLimits, match_row, relate
from graphx.reuse.shingles import shingle_hashes

_KEPT_BODIES = 256


@dataclass(frozen=True, slots=True, eq=False)
class Comparable:
    """A body ready to be compared.

    Parameters
    ----------
    body : Body
    row : ndarray of uint64, shape (n_shingles,)
        Shingle hashes in order.
    hidden : ndarray of bool, shape (n_shingles,)
        Shingles that are all boilerplate.
    distinct : ndarray of uint64, shape (n_distinct,)
        Shingles that count, sorted.
    """

    body: Body
    row: NDArray[np.uint64]
    hidden: NDArray[np.bool_]
    distinct: NDArray[np.uint64]


def comparable(reading: Reading, boilerplate: Boilerplate, shingle_words: int) -> Comparable:
    """Prepare one article for comparison."""
    body = read_body(reading.text, reading.body)
    row = shingle_hashes(body.hashes, shingle_words)
    hidden = hidden_shingles(boilerplate.hidden_words(reading.outlet_id, body), shingle_words)
    return Comparable(body, row, hidden, np.unique(row[~hidden]))


def shingle_rows(
    batch: pa.RecordBatch, boilerplate: Boilerplate, shingle_words: int, *, compiled: bool = True
) -> Iterator[NDArray[np.uint64]]:
    """Shingles that count of each article of `schema.READING`, in the order of its text."""
    if kernels.usable(compiled):
        from graphx.reuse.kernels.verify import compiled_rows

        yield from compiled_rows(batch, boilerplate, shingle_words)
        return
    for reading in readings(batch):
        ready = comparable(reading, boilerplate, shingle_words)
        yield ready.row[~ready.hidden]


def compare(
    left: Comparable,
    right: Comparable,
    *,
    shingle_words: int = 5,
    relations: RelationLimits | None = None,
    alignment: AlignLimits | None = None,
) -> Match | None:
    """Count what two bodies share; nothing when it is too little for any relation."""
    shared = np.intersect1d(left.distinct, right.distinct, assume_unique=True)
    relation = relate(
        shared.size, left.distinct.size, right.distinct.size, relations or RelationLimits()
    )
    if relation is None:
        return None
    spans, longest = _aligned(left, right, shingle_words, alignment or AlignLimits())
    return Match(
        relation=relation,
        jaccard=shared.size / (left.distinct.size + right.distinct.size - shared.size),
        left_containment=shared.size / left.distinct.size,
        right_containment=shared.size / right.distinct.size,
        shared_words=_shared_words(left, right, shared, shingle_words),
        longest_words=longest,
        spans=spans,
    )


def _shared_words(
    left: Comparable, right: Comparable, shared: NDArray[np.uint64], shingle_words: int
) -> int:
    """Words in shared shingles, on the side with fewer words; on equal sides the fewer of both."""
    covered = []
    for side in (left, right):
        hits = np.flatnonzero(np.isin(side.row, shared) & ~side.hidden)
        words = np.zeros(len(side.body), bool)
        for offset in range(min(shingle_words, len(side.body))):
            words[hits + offset] = True
        covered.append((len(side.body), int(words.sum())))
    return min(covered)[1]


def _aligned(
    left: Comparable, right: Comparable, shingle_words: int, limits: AlignLimits
) -> tuple[tuple[Span, ...], int]:
    """Passages, and words of the longest exact run; mirrored when the sides are."""
    width = min(shingle_words, len(left.body), len(right.body))
    left_row, right_row = without(left.row, left.hidden, 0), without(right.row, right.hidden, 1)
    # The runs taken may hang on the order of the sides, so the texts themselves decide it.
    if _precedes(np.where(right.hidden, 0, right.row), np.where(left.hidden, 0, left.row)):
        runs = [run.mirrored() for run in exact_runs(right_row, left_row, width, limits)]
    else:
        runs = exact_runs(left_row, right_row, width, limits)
    longest = longest_run(left_row, right_row) + width - 1
    return tuple(passages(left.body, right.body, runs, limits)), longest


def _precedes(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> bool:
    """Whether `one` comes first in the order of a dictionary."""
    shorter = min(one.size, other.size)
    differ = np.flatnonzero(one[:shorter] != other[:shorter])
    if differ.size:
        return bool(one[differ[0]] < other[differ[0]])
    return one.size < other.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifying:
    """The stage that verifies pairs; it keeps the words of a few articles, no more."""

    recipe: SketchRecipe = field(default_factory=SketchRecipe)
    boilerplate: Boilerplate = field(default_factory=Boilerplate.nothing)
    relations: RelationLimits = field(default_factory=RelationLimits)
    alignment: AlignLimits = field(default_factory=AlignLimits)
    compiled: bool = True  # where numba is installed
    patience: int | None = None  # without `compiled`: pairs after which the kernels take over
    threads: int = 2
    name: ClassVar[str] = "verify"
    reads: ClassVar[pa.Schema] = schema.PAIR
    writes: ClassVar[pa.Schema] = schema.MATCHED

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Verify the pairs of each batch."""
        quick = kernels.usable(self.compiled)
        matched = self._compiled() if quick else self._plain()
        done = 0
        for batch in batches:
            if not quick and self.patience is not None and done >= self.patience:
                quick = True
                matched = self._compiled() if kernels.usable() else matched
            yield matched(batch)
            done += batch.num_rows

    def _compiled(self) -> Callable[[pa.RecordBatch], pa.RecordBatch]:
        from graphx.reuse.kernels.verify import PairVerifier

        return PairVerifier(
            self.boilerplate,
            shingle_words=self.recipe.shingle_words,
            relations=self.relations,
            alignment=self.alignment,
            threads=self.threads,
        ).matched

    def _plain(self) -> Callable[[pa.RecordBatch], pa.RecordBatch]:
        known: dict[str, Comparable] = {}

        def matched(batch: pa.RecordBatch) -> pa.RecordBatch:
            ids = [batch.column(side).to_pylist() for side in ("left_id", "right_id")]
            rows = [
                match_row(ids[0][pair], ids[1][pair], match)
                for pair, match in self._compared(batch, known)
            ]
            return pa.RecordBatch.from_pylist(rows, schema=self.writes)

        return matched

    def _compared(
        self, batch: pa.RecordBatch, known: dict[str, Comparable]
    ) -> Iterator[tuple[int, Match]]:
        sides = zip(readings(batch, "left_"), readings(batch, "right_"), strict=True)
        for pair, (left, right) in enumerate(sides):
            match = compare(
                self._comparable(left, known),
                self._comparable(right, known),
                shingle_words=self.recipe.shingle_words,
                relations=self.relations,
                alignment=self.alignment,
            )
            if match is not None:
                yield pair, match

    def _comparable(self, reading: Reading, known: dict[str, Comparable]) -> Comparable:
        found = known.pop(reading.article_id, None)
        if found is None:
            found = comparable(reading, self.boilerplate, self.recipe.shingle_words)
        known[reading.article_id] = found
        if len(known) > _KEPT_BODIES:
            del known[next(iter(known))]
        return found
