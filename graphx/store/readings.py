"""What the reuse engine reads, joined from the tables of a snapshot.

In:   ``documents`` and ``texts`` of a snapshot; proposed pairs (`schema.CANDIDATE`).
Out:  `schema.READING` for articles, `schema.PAIR` for pairs; a batch of texts at a time.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from graphx import schema
from graphx.model import uncovered
from graphx.store.snapshot import Snapshot

PAIRS_PER_BATCH = 512
"""Pairs whose texts are held at once: at most 1,024 texts, a few megabytes of news."""


@dataclass(frozen=True, slots=True)
class Readings:
    """Articles of one snapshot as the reuse engine reads them.

    ``outlets`` and ``languages`` are by article id; what is missing is unknown.
    """

    snapshot: Snapshot
    outlets: Mapping[str, str]
    languages: Mapping[str, str]

    def all(self, beside: Collection[str] = ()) -> Iterator[pa.RecordBatch]:
        """Every article but those in `beside`: `schema.READING`."""
        for batch in self.snapshot.batches("texts", rows_per_batch=256):
            rows = [self._reading(row) for row in batch.to_pylist()]
            rows = [row for row in rows if row["article_id"] not in beside]
            if rows:
                yield pa.RecordBatch.from_pylist(rows, schema=schema.READING)

    def pairs(self, candidates: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Both articles of every proposed pair: `schema.CANDIDATE` to `schema.PAIR`."""
        for proposed in candidates:
            for start in range(0, proposed.num_rows, PAIRS_PER_BATCH):
                yield self._joined(proposed.slice(start, PAIRS_PER_BATCH))

    def beside(
        self, reading: Mapping[str, object], article_ids: Sequence[str]
    ) -> Iterator[pa.RecordBatch]:
        """Pair one text that is not in the snapshot with articles that are: `schema.PAIR`.

        `reading` is a row of `schema.READING`; it is the left side of every pair.
        """
        own = pa.RecordBatch.from_pylist([dict(reading)], schema=schema.READING)
        for start in range(0, len(article_ids), PAIRS_PER_BATCH):
            known = self._read(article_ids[start : start + PAIRS_PER_BATCH])
            left = own.take(pa.array([0] * known.num_rows, pa.int64()))
            yield _paired(left, known)

    def of(self, article_ids: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Read the articles with these ids: `schema.READING`."""
        for start in range(0, len(article_ids), PAIRS_PER_BATCH):
            yield self._read(article_ids[start : start + PAIRS_PER_BATCH])

    def _read(self, article_ids: Sequence[str]) -> pa.RecordBatch:
        rows = [self._reading(row) for row in self.snapshot.texts(article_ids).to_pylist()]
        return pa.RecordBatch.from_pylist(rows, schema=schema.READING)

    def _joined(self, proposed: pa.RecordBatch) -> pa.RecordBatch:
        sides = proposed.column("left_id"), proposed.column("right_id")
        known = self._read(pa.chunked_array(sides).unique().to_pylist())
        ids = known.column("article_id")
        return _paired(*(known.take(pc.index_in(side, value_set=ids)) for side in sides))

    def _reading(self, row: Mapping[str, object]) -> dict[str, object]:
        name, text = str(row["article_id"]), str(row["text"])
        return {
            "article_id": name,
            "outlet_id": self.outlets.get(name),
            "language": self.languages.get(name),
            "text": text,
            "body": _body(text, row["stretches"]),
        }


def _paired(left: pa.RecordBatch, right: pa.RecordBatch) -> pa.RecordBatch:
    """Put two batches of `schema.READING` side by side, row by row: `schema.PAIR`."""
    facts = ("outlet_id", "language", "text", "body")
    columns = [left.column("article_id"), right.column("article_id")]
    columns += [side.column(name) for side in (left, right) for name in facts]
    return pa.RecordBatch.from_arrays(columns, schema=schema.PAIR)


def _body(text: str, stretches: object) -> list[dict[str, int]]:
    cuts = stretches if isinstance(stretches, list) else []
    spans = uncovered(len(text), ((cut["start"], cut["end"]) for cut in cuts))
    return [{"start": start, "end": end} for start, end in spans]
