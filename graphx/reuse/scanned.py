"""Match texts that a machine read from paper, character by character.

In:   `schema.READING` or `schema.PAIR`; `schema.MATCHED` of what was made of them.
Out:  the same batches with each text in the view of `graphx.text.ocr`, where a letter is a word;
      matches put back into the stored texts.

One wrong letter in twelve leaves one word 5-gram in ten whole, and no figure over them says
anything.  Runs of letters survive often enough to find and align a copy, and the passages, which
bridge the errors between them, tell how much of each text was copied.  So here the figures of a
match are over letters and digits in passages: containment is the share of a text's letters that
lie in them, and Jaccard what both share of all letters of both.  Boilerplate is not left out: a
scanned footer is never twice the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Final

import numpy as np
import pyarrow as pa

from graphx import schema
from graphx.model import Span
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.reading import read_body
from graphx.reuse.relation import Match, RelationLimits, match_row, relate
from graphx.reuse.verify import Verifying
from graphx.text.normalise import View
from graphx.text.ocr import confusable_view
from graphx.text.words import words

_SIDES: Final = ("left", "right")


def viewed_readings(readings: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Put the texts of `schema.READING` into the view."""
    for batch in readings:
        rows = [_viewed(row, "") for row in batch.to_pylist()]
        yield pa.RecordBatch.from_pylist(rows, schema=schema.READING)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedVerifying:
    """The stage that verifies pairs of scanned texts.

    ``inner`` compares the views; ``relations`` are in letters and digits.
    """

    inner: Verifying
    name: ClassVar[str] = "verify scanned"
    reads: ClassVar[pa.Schema] = schema.PAIR
    writes: ClassVar[pa.Schema] = schema.MATCHED

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Verify the pairs of each batch."""
        # Passages decide, not the shared shingles: whatever shares one is aligned.
        loose = replace(
            self.inner,
            boilerplate=Boilerplate.nothing(),
            relations=RelationLimits(quotation_shingles=1),
        )
        for batch in batches:
            for matched in loose([viewed_pairs(batch)]):
                yield stored_matches(matched, batch, self.inner.relations)


def viewed_pairs(pairs: pa.RecordBatch) -> pa.RecordBatch:
    """Put both texts of every row of `schema.PAIR` into the view."""
    rows = [_viewed(_viewed(row, "left_"), "right_") for row in pairs.to_pylist()]
    return pa.RecordBatch.from_pylist(rows, schema=schema.PAIR)


def _viewed(row: dict[str, object], side: str) -> dict[str, object]:
    view = confusable_view(str(row[f"{side}text"]))
    body = row[f"{side}body"]
    assert isinstance(body, list)
    places = np.array([[one["start"], one["end"]] for one in body], np.int64).reshape(-1, 2)
    moved = np.searchsorted(view.origins, places).tolist()
    intervals = [{"start": start, "end": end} for start, end in moved]
    return row | {f"{side}text": view.text, f"{side}body": intervals}


def stored_matches(
    matched: pa.RecordBatch, pairs: pa.RecordBatch, limits: RelationLimits
) -> pa.RecordBatch:
    """Put matches of viewed pairs back into the stored texts, and count what passages cover.

    Parameters
    ----------
    matched : RecordBatch
        `schema.MATCHED`, with offsets into the views.
    pairs : RecordBatch
        `schema.PAIR` with the stored texts.
    limits : RelationLimits
        In letters and digits.
    """
    names = pairs.column("left_id").to_pylist(), pairs.column("right_id").to_pylist()
    places = {pair: place for place, pair in enumerate(zip(*names, strict=True))}
    rows = []
    for row in matched.to_pylist():
        pair = row["left_id"], row["right_id"]
        stored = pairs.slice(places[pair], 1).to_pylist()[0]
        match = _counted([Span(**span) for span in row["spans"]], stored, limits)
        if match is not None:
            rows.append(match_row(*pair, match))
    return pa.RecordBatch.from_pylist(rows, schema=schema.MATCHED)


def _counted(
    spans: list[Span], stored: Mapping[str, object], limits: RelationLimits
) -> Match | None:
    views = [confusable_view(str(stored[f"{side}_text"])) for side in _SIDES]
    sizes, covered = [0, 0], [0, 0]
    for number, (side, view) in enumerate(zip(_SIDES, views, strict=True)):
        body = _viewed(dict(stored), f"{side}_")[f"{side}_body"]
        assert isinstance(body, list)
        letters = read_body(view.text, tuple((one["start"], one["end"]) for one in body)).starts
        marks = np.zeros(letters.size, bool)
        for span in spans:
            first, last = getattr(span, f"{side}_start"), getattr(span, f"{side}_end")
            marks[np.searchsorted(letters, first) : np.searchsorted(letters, last)] = True
        sizes[number] = letters.size
        covered[number] = int(marks.sum())
    shared = min(covered)
    relation = relate(shared, sizes[0], sizes[1], limits)
    if relation is None:
        return None
    put_back = tuple(_stored(span, *views) for span in spans)
    told = [_words(span, stored) for span in put_back]
    return Match(
        relation=relation,
        jaccard=shared / (sum(sizes) - shared),
        left_containment=min(shared, sizes[0]) / sizes[0],
        right_containment=min(shared, sizes[1]) / sizes[1],
        shared_words=sum(told),
        longest_words=max(told),
        spans=put_back,
    )


def _stored(span: Span, left: View, right: View) -> Span:
    return Span(
        left_start=int(left.origins[span.left_start]),
        left_end=_end(left, span.left_end),
        right_start=int(right.origins[span.right_start]),
        right_end=_end(right, span.right_end),
    )


def _end(view: View, end: int) -> int:
    return int(max(view.origins[end], view.origins[end - 1] + 1))


def _words(span: Span, stored: Mapping[str, object]) -> int:
    """Words of a passage, on the side with fewer."""
    texts = str(stored["left_text"]), str(stored["right_text"])
    left, right = (
        texts[0][span.left_start : span.left_end],
        texts[1][span.right_start : span.right_end],
    )
    return min(len(words(left)), len(words(right)))
