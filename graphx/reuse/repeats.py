"""Compare texts that occur many times only once.

In:   pairs with both readings (`schema.PAIR`).
Out:  their matches (`schema.MATCHED`), the rows an inner stage would give.

A wire story that five hundred outlets run word for word makes 125,000 pairs of one and the same
comparison.  What two articles share depends on the part of their texts from the first to the last
word of the body, on what is cut out of it, and on whose boilerplate it is: articles that agree in
all three are one text, compared once by its first article, and every other one of them gets the
same figures, exact, with passages moved to where its body begins.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import pyarrow as pa

from graphx import schema
from graphx.engine.stage import Stage

_KEPT = 4_096  # comparisons of repeated texts that are remembered; a row is about a kilobyte

_Pair = tuple[bytes, bytes]
_Row = dict[str, object]


class _Content(NamedTuple):
    """What of an article its matches depend on, and where that begins in its text."""

    digest: bytes
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyingOnce:
    """The stage that verifies each pair of texts once, however many articles have them.

    ``outlets`` are those whose boilerplate is known; an article of any other has none.
    """

    inner: Stage
    outlets: frozenset[str] = frozenset()
    name: ClassVar[str] = "verify once"
    reads: ClassVar[pa.Schema] = schema.PAIR
    writes: ClassVar[pa.Schema] = schema.MATCHED

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Verify the pairs of each batch."""
        known: dict[_Pair, _Row | None] = {}
        for batch in batches:
            contents = self._contents(batch)
            ids = [batch.column(side).to_pylist() for side in ("left_id", "right_id")]
            rows = list(zip(*ids, strict=True))
            if len({content.digest for content in contents.values()}) == len(contents):
                yield from self.inner([batch])  # no text occurs twice
                continue
            pairs = [(contents[left].digest, contents[right].digest) for left, right in rows]
            self._learn(batch, rows, pairs, contents, known)
            told = [
                _told(left, right, contents, found)
                for (left, right), pair in zip(rows, pairs, strict=True)
                if (found := known[pair]) is not None
            ]
            yield pa.RecordBatch.from_pylist(told, schema=self.writes)
            while len(known) > _KEPT:
                del known[next(iter(known))]

    def _learn(
        self,
        batch: pa.RecordBatch,
        rows: Sequence[tuple[str, str]],
        pairs: Sequence[_Pair],
        contents: dict[str, _Content],
        known: dict[_Pair, _Row | None],
    ) -> None:
        """Compare what is not known yet; what this batch asks for is moved to the end."""
        first: dict[_Pair, int] = {}
        for number, pair in enumerate(pairs):
            if pair in known:
                known[pair] = known.pop(pair)
            else:
                first.setdefault(pair, number)
        if not first:
            return
        known.update(dict.fromkeys(first))
        asked = {rows[number]: pair for pair, number in first.items()}
        for matched in self.inner([batch.take(pa.array(list(first.values())))]):
            for row in matched.to_pylist():
                left, right = row["left_id"], row["right_id"]
                starts = contents[left].start, contents[right].start
                known[asked[left, right]] = row | {
                    "spans": _moved(row["spans"], -starts[0], -starts[1])
                }

    def _contents(self, batch: pa.RecordBatch) -> dict[str, _Content]:
        found: dict[str, _Content] = {}
        for side in ("left", "right"):
            names = (f"{side}_id", f"{side}_outlet_id", f"{side}_text", f"{side}_body")
            articles, outlets, texts, bodies = (batch.column(name) for name in names)
            for number, article in enumerate(articles.to_pylist()):
                if article not in found:
                    outlet = outlets[number].as_py()
                    found[article] = _content(
                        texts[number].as_py(),
                        bodies[number].as_py(),
                        outlet if outlet in self.outlets else "",
                    )
        return found


def _content(text: str, body: Sequence[dict[str, int]], outlet: str) -> _Content:
    start = body[0]["start"] if body else 0
    end = body[-1]["end"] if body else 0
    shape = [(one["start"] - start, one["end"] - start) for one in body]
    data = f"{outlet}\n{shape}\n{text[start:end]}".encode("utf-8", "surrogatepass")
    return _Content(hashlib.blake2b(data, digest_size=16).digest(), start)


def _told(left: str, right: str, contents: dict[str, _Content], found: _Row) -> _Row:
    spans = _moved(found["spans"], contents[left].start, contents[right].start)
    return found | {"left_id": left, "right_id": right, "spans": spans}


def _moved(spans: object, left: int, right: int) -> list[dict[str, int]]:
    assert isinstance(spans, list)
    if not left and not right:
        return spans
    return [
        {name: place + (left if name.startswith("left") else right) for name, place in span.items()}
        for span in spans
    ]
