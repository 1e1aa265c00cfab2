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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx import schema
from graphx.engine.stage import Stage

_KEPT: Final = 4_096  # comparisons of repeated texts that are remembered; a row is about a kilobyte
_NONE: Final = pa.RecordBatch.from_pylist([], schema=schema.MATCHED)
_NOTHING: Final = -1
_MOST_BYTES: Final = 4  # of a character in UTF-8

_Pair = tuple[bytes, bytes]
_Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyingOnce:
    """The stage that verifies each pair of texts once, however many articles have them.

    ``inner`` gives a batch for each batch, its rows in the order of the pairs.  ``outlets`` are
    those whose boilerplate is known; an article of any other has none.
    """

    inner: Stage
    outlets: frozenset[str] = frozenset()
    name: ClassVar[str] = "verify once"
    reads: ClassVar[pa.Schema] = schema.PAIR
    writes: ClassVar[pa.Schema] = schema.MATCHED

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Verify the pairs of each batch."""
        memory, verify = _Memory(), _Running(self.inner)
        for batch in batches:
            if not batch.num_rows:
                yield _NONE
                continue
            articles = _Articles(batch, self.outlets)
            yield (_verified(batch, articles, memory, verify) if articles.repeat else verify(batch))


def _verified(
    batch: pa.RecordBatch, articles: "_Articles", memory: "_Memory", verify: "_Running"
) -> pa.RecordBatch:
    """Verify a batch in which texts occur twice."""
    left, right = articles.texts[articles.numbers]
    _, first, which = np.unique(
        left * articles.texts.size + right, return_index=True, return_inverse=True
    )
    often = articles.is_repeated[articles.numbers[:, first]].any(axis=0)
    keys: dict[int, _Pair] = {}
    for number in np.flatnonzero(often).tolist():
        one, other = articles.numbers[:, first[number]].tolist()
        keys[number] = articles.digest(one), articles.digest(other)
    rows = np.full(first.size, _NOTHING)
    asked = np.ones(first.size, bool)
    for number, key in keys.items():
        if key in memory.rows:
            rows[number] = memory.rows[key]
            asked[number] = False
    matched, places = _compared(batch, first[asked], articles, verify)
    rows[asked] = np.where(places == _NOTHING, places, places + memory.table.num_rows)
    known = pa.concat_batches([memory.table, matched])
    memory.learn(known, {key: int(rows[number]) for number, key in keys.items()})
    told = rows[which] != _NOTHING
    return _told(batch, known, rows[which], articles.starts[articles.numbers], told)


def _compared(
    batch: pa.RecordBatch, asked: _Numbers, articles: "_Articles", verify: "_Running"
) -> tuple[pa.RecordBatch, _Numbers]:
    """Compare some pairs of a batch.

    Returns the matches, with passages counted from where bodies begin, and the row of each
    pair among them, or `_NOTHING`.
    """
    places = np.full(asked.size, _NOTHING)
    if not asked.size:
        return _NONE, places
    some = batch if asked.size == batch.num_rows else batch.take(pa.array(np.sort(asked)))
    matched = verify(some)
    rows = {pair: row for row, pair in enumerate(_ids(matched))}
    found = np.array([rows.get(pair, _NOTHING) for pair in _ids(some)], np.int64)
    places[np.argsort(asked)] = found
    has = found != _NOTHING
    in_order = np.sort(asked)[has][np.argsort(found[has])]
    return _moved(matched, -articles.starts[articles.numbers[:, in_order]]), places


class _Running:
    """A stage that is handed one batch after the other, and keeps what it has learned."""

    def __init__(self, stage: Stage) -> None:
        self._waiting: list[pa.RecordBatch] = []
        self._given = iter(stage(self._handed()))

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        self._waiting.append(batch)
        return next(self._given)

    def _handed(self) -> Iterator[pa.RecordBatch]:
        while self._waiting:
            yield self._waiting.pop()


class _Memory:
    """Comparisons of repeated texts: their rows, with passages counted from where bodies begin."""

    def __init__(self) -> None:
        self.table = _NONE
        self.rows: dict[_Pair, int] = {}

    def learn(self, table: pa.RecordBatch, rows: dict[_Pair, int]) -> None:
        """Remember where of `table` comparisons are, and what was remembered, the latest ones."""
        for pair, row in rows.items():
            self.rows.pop(pair, None)
            self.rows[pair] = row
        latest = list(self.rows.items())[-_KEPT:]
        kept = np.array([row for _, row in latest], np.int64)
        matches = kept != _NOTHING
        self.table = table.take(pa.array(kept[matches]))
        kept[matches] = np.arange(self.table.num_rows)
        self.rows = dict(zip((pair for pair, _ in latest), kept.tolist(), strict=True))


class _Articles:
    """The articles of a batch of pairs, and which of them are one text.

    Attributes
    ----------
    numbers : ndarray of int64, shape (2, n_pairs)
        Which article stands on the left and on the right of each pair.
    texts : ndarray of int64, shape (n_articles,)
        Number of each one's text: articles with equal numbers are one text.
    is_repeated : ndarray of bool, shape (n_articles,)
        Whether another article is the same text.
    starts : ndarray of int64, shape (n_articles,)
        First code point of the body.
    repeat : bool
        Whether any text occurs twice.
    """

    def __init__(self, batch: pa.RecordBatch, outlets: frozenset[str]) -> None:
        ids = pa.concat_arrays([batch.column("left_id"), batch.column("right_id")])
        codes = ids.dictionary_encode().indices.to_numpy().astype(np.int64)
        self.numbers = codes.reshape(2, -1)
        _, self._rows = np.unique(codes, return_index=True)
        self._sides = [_Side(batch, side) for side in ("left", "right")]
        self._outlets = outlets
        self._digests: dict[int, bytes] = {}
        shapes = np.column_stack([side.shapes for side in self._sides])[:, self._rows]
        self.starts = shapes[0]
        self.texts = np.arange(self._rows.size)
        # Only bodies of one length, cut as often, can be one text: few others are read.
        lengths = shapes[1] * (int(shapes[2].max(initial=0)) + 1) + shapes[2]
        _, alike, counts = np.unique(lengths, return_inverse=True, return_counts=True)
        seen: dict[bytes, int] = {}
        for article in np.flatnonzero(counts[alike] > 1).tolist():
            self.texts[article] = seen.setdefault(self.digest(article), article)
        self.is_repeated = np.bincount(self.texts, minlength=self.texts.size)[self.texts] > 1
        self.repeat = bool(self.is_repeated.any())

    def digest(self, article: int) -> bytes:
        """Digest of what of an article its matches depend on."""
        if article not in self._digests:
            side, row = divmod(int(self._rows[article]), self.numbers.shape[1])
            self._digests[article] = self._sides[side].digest(row, self._outlets)
        return self._digests[article]


class _Side:
    """One side of a batch of pairs, read where it lies.

    ``shapes`` are first code point of the body, code points to its end and number of stretches,
    shape (3, n_pairs).
    """

    def __init__(self, batch: pa.RecordBatch, side: str) -> None:
        self._outlets = batch.column(f"{side}_outlet_id")
        texts, bodies = batch.column(f"{side}_text"), batch.column(f"{side}_body")
        _, places, data = texts.buffers()
        offsets = np.frombuffer(places, np.int32)[texts.offset : texts.offset + len(texts) + 1]
        self._offsets = offsets
        self._data = memoryview(data or b"")
        self._lengths = pc.utf8_length(texts).to_numpy()
        self._edges = bodies.offsets.to_numpy()
        self._stretches = np.stack(
            [pc.struct_field(bodies.values, name).to_numpy() for name in ("start", "end")]
        )
        counts = np.diff(self._edges)
        opens, closes = np.append(self._stretches, [[0], [0]], axis=1)
        starts = np.where(counts > 0, opens[self._edges[:-1]], 0)
        ends = np.where(counts > 0, closes[self._edges[1:] - 1], 0)
        self.shapes = np.stack([starts, ends - starts, counts])

    def digest(self, row: int, outlets: frozenset[str]) -> bytes:
        """Digest of a row's body, how it is cut, and whose boilerplate it may hold."""
        start, chars, _ = self.shapes[:, row].tolist()
        outlet = self._outlets[row].as_py()
        cuts = self._stretches[:, self._edges[row] : self._edges[row + 1]] - start
        text = self._data[self._offsets[row] : self._offsets[row + 1]]
        behind = int(self._lengths[row]) - start - chars
        first, after = _head_bytes(text, start), len(text) - _tail_bytes(text, behind)
        digest = hashlib.blake2b(digest_size=16)
        digest.update(f"{outlet if outlet in outlets else ''}\n{cuts.tolist()}\n".encode())
        digest.update(text[first:after])
        return digest.digest()


def _head_bytes(text: memoryview, chars: int) -> int:
    """Bytes of the first so many characters.

    Examples
    --------
    >>> _head_bytes(memoryview("aé…z".encode()), 2), _tail_bytes(memoryview("aé…z".encode()), 2)
    (3, 4)
    """
    head = bytes(text[: _MOST_BYTES * chars]).decode("utf-8", "ignore")
    return len(head[:chars].encode())


def _tail_bytes(text: memoryview, chars: int) -> int:
    """Bytes of the last so many characters."""
    tail = bytes(text[max(0, len(text) - _MOST_BYTES * chars) :]).decode("utf-8", "ignore")
    return len(tail[len(tail) - chars :].encode())


def _ids(batch: pa.RecordBatch) -> Iterator[tuple[str, str]]:
    return zip(*(batch.column(side).to_pylist() for side in ("left_id", "right_id")), strict=True)


def _told(
    batch: pa.RecordBatch, known: pa.RecordBatch, rows: _Numbers, starts: _Numbers, told: _Numbers
) -> pa.RecordBatch:
    """Rows of `known` for the pairs that have one, as those of their own articles."""
    matched = _moved(known.take(pa.array(rows[told])), starts[:, told])
    columns = [batch.column(side).filter(pa.array(told)) for side in ("left_id", "right_id")]
    columns += matched.columns[2:]
    return pa.RecordBatch.from_arrays(columns, schema=schema.MATCHED)


def _moved(matched: pa.RecordBatch, shifts: _Numbers) -> pa.RecordBatch:
    """Move the passages of each row on both sides; `shifts` has shape (2, n_rows)."""
    if not shifts.any():
        return matched
    place = matched.schema.get_field_index("spans")
    spans = matched.column(place)
    counts = pc.list_value_length(spans).to_numpy()
    moves = np.repeat(shifts, counts, axis=1)[[0, 0, 1, 1]]
    values = spans.flatten()
    fields = list(values.type)
    moved = pa.StructArray.from_arrays(
        [
            pa.array(pc.struct_field(values, field.name).to_numpy() + move)
            for field, move in zip(fields, moves, strict=True)
        ],
        fields=fields,
    )
    edges = pa.array(np.append(0, np.cumsum(counts)).astype(np.int32))
    return matched.set_column(
        place, matched.schema.field(place), pa.ListArray.from_arrays(edges, moved, type=spans.type)
    )
