"""Count exactly what two articles share, and name the relation.

In:   pairs with both readings (`schema.PAIR`).
Out:  matches with their passages (`schema.MATCHED`); pairs that share too little give no row.

All figures are over the distinct word 5-grams of the two bodies, less those that are boilerplate
of the article's own outlet.  Swapping the sides of a pair mirrors its match.

Broder, On the resemblance and containment of documents (1997).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphx import schema
from graphx.model import Relation, Span
from graphx.reuse.align import AlignLimits, exact_runs, longest_run, passages
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.reading import Body, Reading, read_body, readings
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.shingles import shingle_hashes

_KEPT_BODIES = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationLimits:
    """What each relation takes; the first that fits names the pair."""

    duplicate_jaccard: float = 0.5
    contained: float = 0.8
    duplicate_length: float = 0.4  # shorter over longer, of a contained text that is a duplicate
    partial: float = 0.25
    quotation_shingles: int = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A row of `schema.MATCH` without its ids, and the passages."""

    relation: Relation
    jaccard: float
    left_containment: float
    right_containment: float
    shared_words: int
    longest_words: int
    spans: tuple[Span, ...]


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

    def known_as(self, sentinel: int) -> NDArray[np.uint64]:
        """Shingles in order, hidden ones replaced by numbers from `sentinel` on, all different.

        A sentinel that meets a real hash costs one seed in 2**63 comparisons.
        """
        fakes = np.arange(self.row.size, dtype=np.uint64) * np.uint64(2) + np.uint64(sentinel)
        return np.where(self.hidden, fakes, self.row)


def comparable(reading: Reading, boilerplate: Boilerplate, shingle_words: int) -> Comparable:
    """Prepare one article for comparison."""
    body = read_body(reading.text, reading.body)
    row = shingle_hashes(body.hashes, shingle_words)
    words = boilerplate.hidden_words(reading.outlet_id, reading.text, body)
    hidden = np.ones(row.size, bool)
    for offset in range(min(shingle_words, len(body))):
        hidden &= words[offset : offset + row.size]
    return Comparable(body, row, hidden, np.unique(row[~hidden]))


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


def relate(shared: int, left: int, right: int, limits: RelationLimits) -> Relation | None:
    """Name the relation of two texts by their distinct shingles.

    Examples
    --------
    >>> relate(80, 100, 1000, RelationLimits()).value
    'excerpt'
    >>> relate(14, 100, 1000, RelationLimits()) is None
    True
    """
    if not shared:
        return None
    shorter, longer = sorted((left, right))
    contained = shared / shorter
    if shared / (left + right - shared) >= limits.duplicate_jaccard:
        return Relation.NEAR_DUPLICATE
    if contained >= limits.contained:
        alike = shorter >= limits.duplicate_length * longer
        return Relation.NEAR_DUPLICATE if alike else Relation.EXCERPT
    if contained >= limits.partial:
        return Relation.PARTIAL
    return Relation.QUOTATION if shared >= limits.quotation_shingles else None


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
    left_row, right_row = left.known_as(0), right.known_as(1)
    mirrored = right_row.tobytes() < left_row.tobytes()
    if mirrored:
        runs = [run.mirrored() for run in exact_runs(right_row, left_row, width, limits)]
    else:
        runs = exact_runs(left_row, right_row, width, limits)
    longest = longest_run(left_row, right_row) + width - 1
    return tuple(passages(left.body, right.body, runs, limits)), longest


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifying:
    """The stage that verifies pairs; it keeps the words of a few articles, no more."""

    recipe: SketchRecipe = field(default_factory=SketchRecipe)
    boilerplate: Boilerplate = field(default_factory=Boilerplate.nothing)
    relations: RelationLimits = field(default_factory=RelationLimits)
    alignment: AlignLimits = field(default_factory=AlignLimits)
    name: ClassVar[str] = "verify"
    reads: ClassVar[pa.Schema] = schema.PAIR
    writes: ClassVar[pa.Schema] = schema.MATCHED

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Verify the pairs of each batch."""
        known: dict[str, Comparable] = {}
        for batch in batches:
            rows = []
            sides = zip(readings(batch, "left_"), readings(batch, "right_"), strict=True)
            for left, right in sides:
                match = compare(
                    self._comparable(left, known),
                    self._comparable(right, known),
                    shingle_words=self.recipe.shingle_words,
                    relations=self.relations,
                    alignment=self.alignment,
                )
                if match is not None:
                    rows.append(_row(left.article_id, right.article_id, match))
            yield pa.RecordBatch.from_pylist(rows, schema=self.writes)

    def _comparable(self, reading: Reading, known: dict[str, Comparable]) -> Comparable:
        found = known.pop(reading.article_id, None)
        if found is None:
            found = comparable(reading, self.boilerplate, self.recipe.shingle_words)
        known[reading.article_id] = found
        if len(known) > _KEPT_BODIES:
            del known[next(iter(known))]
        return found


def _row(left_id: str, right_id: str, match: Match) -> dict[str, object]:
    return {
        "left_id": left_id,
        "right_id": right_id,
        "relation": match.relation.value,
        "jaccard": match.jaccard,
        "left_containment": match.left_containment,
        "right_containment": match.right_containment,
        "shared_words": match.shared_words,
        "longest_words": match.longest_words,
        "spans": [
            {
                "left_start": span.left_start,
                "left_end": span.left_end,
                "right_start": span.right_start,
                "right_end": span.right_end,
            }
            for span in match.spans
        ],
    }
