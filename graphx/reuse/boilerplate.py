"""What an outlet repeats across its articles: footers, donation bars, licences.

In:   `schema.READING`, and what was learned.
Out:  `Boilerplate`: which words of an article are its outlet's own phrases, and the phrases as
      a table (`schema.BOILERPLATE`).

A text is cut into units at line breaks and at the ends of sentences (`graphx.text.units`), and
wherever something was cut out.  `graphx.reuse.learning` tells which of them an outlet repeats.

A shingle weighs nothing in a match when all its words are boilerplate of the article's own outlet.
Other outlets' text is not touched, and a common short sentence inside a paragraph hides nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from graphx import schema
from graphx.reuse import kernels
from graphx.reuse.reading import Body, read_body, readings
from graphx.reuse.shingles import stir_many, word_hashes
from graphx.text.units import unit_openings
from graphx.text.words import words

_RADIX: Final = np.uint64(0xD1342543DE82EF95)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoilerplateLimits:
    """When a passage is an outlet's own phrase.

    Parameters
    ----------
    min_articles : int
        Unlike articles of the outlet that have it.
    alike_share : float
        Share of the shorter article's words that makes two articles alike.
    common_share : float
        What more than this share of an outlet's articles have does not make them alike,
    common_articles : int
        … once the outlet has this many.
    alike_articles : int
        What more articles than this have does not make them alike in such an outlet either: it
        bounds the work, and no story is updated as often.
    """

    min_articles: int = 3
    alike_share: float = 0.5
    common_share: float = 0.5
    common_articles: int = 10
    alike_articles: int = 50


@dataclass(frozen=True, slots=True, eq=False)
class Boilerplate:
    """What was learned.

    Parameters
    ----------
    units : mapping of str to ndarray of uint64
        Hashes of each outlet's units, sorted.
    table : pyarrow.Table
        `schema.BOILERPLATE`, sorted by outlet and text.
    """

    units: Mapping[str, NDArray[np.uint64]]
    table: pa.Table

    @classmethod
    def nothing(cls) -> "Boilerplate":
        """Return what is known before anything was learned."""
        return cls({}, schema.BOILERPLATE.empty_table())

    @classmethod
    def from_table(cls, table: pa.Table) -> "Boilerplate":
        """Restore what was learned from its table."""
        column = table.column("outlet_id").combine_chunks().dictionary_encode()
        numbers, units = column.indices.to_numpy(), table.column("unit").to_numpy()
        order = np.lexsort((units, numbers))
        edges = np.flatnonzero(np.diff(numbers[order])) + 1
        parts = np.split(units[order], edges)
        return cls(dict(zip(column.dictionary.to_pylist(), parts, strict=False)), table)

    def units_of(self, outlet_id: str | None) -> NDArray[np.uint64]:
        """Return hashes of the outlet's units, sorted; none of an outlet that is not known."""
        nothing = np.zeros(0, np.uint64)
        return self.units.get(outlet_id, nothing) if outlet_id is not None else nothing

    def among(self, outlet_id: str | None, units: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Return which units are the outlet's own phrases."""
        known = self.units_of(outlet_id)
        if not known.size:
            return np.zeros(units.size, bool)
        found: NDArray[np.bool_] = known[np.searchsorted(known[:-1], units)] == units
        return found

    def hidden_words(self, outlet_id: str | None, body: Body) -> NDArray[np.bool_]:
        """Return which words of the body are the outlet's own phrases, shape (n_words,)."""
        if not self.units_of(outlet_id).size or not len(body):
            return np.zeros(len(body), bool)
        units = cut_units(body)
        hidden: NDArray[np.bool_] = np.repeat(self.among(outlet_id, units.hashes), units.words)
        return hidden


def hidden_shingles(hidden_words: NDArray[np.bool_], width: int) -> NDArray[np.bool_]:
    """Tell which shingles have hidden words only, shape (n_shingles,)."""
    if not hidden_words.size:
        return hidden_words
    width = min(width, hidden_words.size)
    hidden: NDArray[np.bool_] = sliding_window_view(hidden_words, width).min(axis=1)
    return hidden


class Units(NamedTuple):
    """Units of one body or, one after the other, of many.

    Parameters
    ----------
    hashes : ndarray of uint64, shape (n_units,)
    firsts, words : ndarray of int64, shape (n_units,)
        Number of the first word in its body, and how many words there are.
    starts, ends : ndarray of int64, shape (n_units,)
        Half-open place of each unit in its text.
    """

    hashes: NDArray[np.uint64]
    firsts: NDArray[np.int64]
    words: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


class BatchUnits(NamedTuple):
    """Units of a batch of articles."""

    units: Units
    counts: NDArray[np.int64]  # units of each article
    passage: Callable[[int], str]  # unit number -> how it stands in its text
    place: Callable[[int], tuple[int, int]]  # unit number -> half-open code points in its text


def cut_units(body: Body) -> Units:
    """Cut a body into units.

    Examples
    --------
    >>> text = "Floods recede. Support us!  Donate"
    >>> cut_units(read_body(text, ((0, len(text)),))).words.tolist()
    [2, 2, 1]
    """
    opens = unit_openings(body.text, body.starts, body.ends)
    opens |= np.diff(body.intervals, prepend=-1) != 0
    firsts = np.flatnonzero(opens)
    counts = np.diff(np.append(firsts, len(body)))
    hashes = _unit_hashes(body.hashes, firsts, counts)
    starts, ends = body.starts[firsts], body.ends[firsts + counts - 1]
    return Units(hashes, firsts, counts, starts, ends)


def _unit_hashes(
    hashes: NDArray[np.uint64], firsts: NDArray[np.int64], counts: NDArray[np.int64]
) -> NDArray[np.uint64]:
    if not firsts.size:
        return np.zeros(0, np.uint64)
    powers = np.multiply.accumulate(np.full(int(counts.max()), _RADIX))
    places = np.arange(hashes.size) - np.repeat(firsts, counts)
    return stir_many(np.add.reduceat(hashes * powers[places], firsts))


def unit_of(passage: str) -> int:
    """Hash a passage as one unit: ``unit`` in `schema.BOILERPLATE`."""
    hashes = word_hashes(words(passage).texts)
    return int(_unit_hashes(hashes, np.array([0]), np.array([hashes.size]))[0])


def cut_batch(batch: pa.RecordBatch, *, compiled: bool = True, threads: int = 2) -> BatchUnits:
    """Cut the articles of a batch of `schema.READING` into units, the quickest way there is."""
    if not kernels.usable(compiled):
        return batch_units(batch)
    from graphx.reuse.kernels.boilerplate import compiled_units

    return compiled_units(batch, threads)


def batch_units(batch: pa.RecordBatch) -> BatchUnits:
    """Cut the articles of a batch of `schema.READING` into units."""
    bodies = [read_body(one.text, one.body) for one in readings(batch)]
    cut = [cut_units(body) for body in bodies]
    units = Units(*(np.concatenate(column) for column in zip(*cut, strict=True)))
    counts = np.array([one.hashes.size for one in cut], np.int64)
    owners = np.repeat(np.arange(counts.size), counts)

    def passage(unit: int) -> str:
        return bodies[int(owners[unit])].text[units.starts[unit] : units.ends[unit]]

    def place(unit: int) -> tuple[int, int]:
        return int(units.starts[unit]), int(units.ends[unit])

    return BatchUnits(units, counts, passage, place)


def hidden_stretches(
    batch: pa.RecordBatch, boilerplate: Boilerplate, width: int, *, compiled: bool = True
) -> list[list[tuple[int, int]]]:
    """Find where each article of a batch says nothing but its outlet's own phrases.

    Parameters
    ----------
    batch : RecordBatch
        `schema.READING`.
    boilerplate : Boilerplate
    width : int
        Words of a shingle: fewer in a row hide none.
    compiled : bool

    Returns
    -------
    list of list of (int, int)
        Half-open code points in each text.
    """
    if not batch.num_rows:
        return []
    cut = cut_batch(batch, compiled=compiled)
    ends = np.cumsum(cut.counts)
    found: list[list[tuple[int, int]]] = []
    for outlet_id, end, count in zip(
        batch.column("outlet_id").to_pylist(), ends.tolist(), cut.counts.tolist(), strict=True
    ):
        hashes = cut.units.hashes[end - count : end]
        hidden = boilerplate.among(outlet_id, hashes)
        edges = np.flatnonzero(np.diff(np.concatenate([[False], hidden, [False]]).astype(np.int8)))
        runs = (edges.reshape(-1, 2) + end - count).tolist()
        found.append(
            [
                (cut.place(first)[0], cut.place(after - 1)[1])
                for first, after in runs
                if cut.units.words[first:after].sum() >= width
            ]
        )
    return found
