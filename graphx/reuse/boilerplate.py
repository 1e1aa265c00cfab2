"""Learn the passages an outlet repeats across its articles: footers, donation bars, licences.

In:   `schema.READING`, streaming; only articles whose outlet is known.
Out:  `Boilerplate`: which words of an article are its outlet's own phrases, and the phrases as
      a table (`schema.BOILERPLATE`).

A text is cut into units at line breaks and at the ends of sentences (`graphx.text.units`), and
wherever something was cut out.  A unit is boilerplate of an
outlet when at least `min_articles` *unlike* articles of that outlet have it.  Articles are alike
when they share half of the words of the shorter one: a story that an outlet updates three times
counts as one article, so its sentences are no boilerplate.  In an outlet of ten articles and more,
what over half of them carry does not make articles alike, however much of a page it fills.

A shingle weighs nothing in a match when all its words are boilerplate of the article's own outlet.
Other outlets' text is not touched, and a common short sentence inside a paragraph hides nothing.

Texts are not kept: a unit leaves its hash behind, and its words once its outlet repeats it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from graphx import schema
from graphx.reuse import kernels
from graphx.reuse.reading import Body, read_body, readings
from graphx.reuse.shingles import stir_many, word_hashes
from graphx.text.units import unit_openings
from graphx.text.words import words

_RADIX: Final = np.uint64(0xD1342543DE82EF95)
_MET_BITS: Final = 25


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

    def hidden_words(self, outlet_id: str | None, body: Body) -> NDArray[np.bool_]:
        """Return which words of the body are the outlet's own phrases, shape (n_words,)."""
        known = self.units_of(outlet_id)
        if not known.size or not len(body):
            return np.zeros(len(body), bool)
        units = cut_units(body)
        hidden: NDArray[np.bool_] = np.repeat(np.isin(units.hashes, known), units.words)
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


def learn_boilerplate(
    batches: Iterable[pa.RecordBatch],
    limits: BoilerplateLimits | None = None,
    *,
    compiled: bool = True,
    threads: int = 2,
) -> Boilerplate:
    """Learn the boilerplate of every outlet from batches of `schema.READING`."""
    limits = limits or BoilerplateLimits()
    learner = _Learner()
    for batch in batches:
        batch = batch.filter(pc.field("outlet_id").is_valid())
        if not batch.num_rows:
            continue
        cut = cut_batch(batch, compiled=compiled, threads=threads)
        learner.add(batch.column("outlet_id").to_pylist(), cut)
    return learner.learned(limits, compiled=compiled, threads=threads)


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

    return BatchUnits(units, counts, passage)


class _Learner:
    """Gathers units of articles: 24 bytes each, and the words of those met twice."""

    def __init__(self) -> None:
        self._outlets: dict[str, int] = {}
        self._articles = 0
        self._hashes = [np.zeros(0, np.uint64)]
        self._owners = [np.zeros(0, np.int32)]
        self._words = [np.zeros(0, np.int32)]
        self._outlet_of = [np.zeros(0, np.int64)]
        self._passages: dict[tuple[int, int], str] = {}
        # One bit of doubt a unit: two units that fall on one place keep a passage too many.
        self._met = np.zeros(1 << _MET_BITS, bool)

    def add(self, outlets: list[str], cut: BatchUnits) -> None:
        """Take in the articles of a batch."""
        numbers = [self._outlets.setdefault(outlet, len(self._outlets)) for outlet in outlets]
        outlet_of = np.array(numbers, np.int64)
        owners = np.repeat(np.arange(len(outlets)), cut.counts)
        self._remember(outlet_of[owners], cut)
        self._hashes.append(cut.units.hashes)
        self._owners.append((owners + self._articles).astype(np.int32))
        self._words.append(cut.units.words.astype(np.int32))
        self._outlet_of.append(outlet_of)
        self._articles += len(outlets)

    def _remember(self, outlet_of: NDArray[np.int64], cut: BatchUnits) -> None:
        """Keep the words of units that their outlet had before."""
        own = stir_many(cut.units.hashes + stir_many(outlet_of.astype(np.uint64)))
        places = (own >> np.uint64(64 - _MET_BITS)).astype(np.int64)
        again = self._met[places]
        _, first = np.unique(places, return_index=True)
        repeated = np.ones(places.size, bool)
        repeated[first] = False
        self._met[places] = True
        for unit in np.flatnonzero(again | repeated).tolist():
            key = (int(outlet_of[unit]), int(cut.units.hashes[unit]))
            if key not in self._passages:
                self._passages[key] = cut.passage(unit)

    def learned(self, limits: BoilerplateLimits, *, compiled: bool, threads: int) -> Boilerplate:
        """Work out what is boilerplate."""
        found = repeated_units(
            np.concatenate(self._outlet_of),
            np.concatenate(self._owners),
            np.concatenate(self._hashes),
            np.concatenate(self._words),
            limits,
            compiled=compiled,
            threads=threads,
        )
        names = list(self._outlets)
        rows = [
            {
                "outlet_id": names[outlet],
                # Folded, it does not matter which of its spellings was met.
                "text": folded(self._passages[outlet, unit]),
                "articles": count,
                "unit": unit,
            }
            for outlet, unit, count in zip(*(column.tolist() for column in found), strict=True)
        ]
        rows.sort(key=lambda row: (row["outlet_id"], row["text"]))
        return Boilerplate.from_table(pa.Table.from_pylist(rows, schema=schema.BOILERPLATE))


def folded(passage: str) -> str:
    """Return the words of a passage as they stand in `schema.BOILERPLATE`."""
    return " ".join(words(passage).texts)


class Repeated(NamedTuple):
    """Units that outlets repeat, sorted by outlet and unit.

    Parameters
    ----------
    outlets : ndarray of int64, shape (n_repeated,)
        Number of the outlet.
    units : ndarray of uint64, shape (n_repeated,)
    articles : ndarray of int64, shape (n_repeated,)
        Articles of the outlet that have it.
    """

    outlets: NDArray[np.int64]
    units: NDArray[np.uint64]
    articles: NDArray[np.int64]

    def edges_of(self, outlet_of: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return where the units of each article's outlet begin and end."""
        edges = np.searchsorted(self.outlets, np.arange(int(outlet_of.max(initial=0)) + 2))
        known = np.maximum(outlet_of, 0)
        begins = edges[known].astype(np.int64)
        return begins, np.where(outlet_of < 0, begins, edges[known + 1]).astype(np.int64)


def repeated_units(
    outlet_of: NDArray[np.int64],
    owners: NDArray[np.int32],
    hashes: NDArray[np.uint64],
    words_of: NDArray[np.int32],
    limits: BoilerplateLimits,
    *,
    compiled: bool = True,
    threads: int = 2,
) -> Repeated:
    """Work out what every outlet repeats.

    Parameters
    ----------
    outlet_of : ndarray of int64, shape (n_articles,)
        Number of each article's outlet, from 0.
    owners : ndarray of int32, shape (n_units,)
        Number of the article each unit stands in, ascending.
    hashes, words_of : ndarray, shape (n_units,)
        Hash and words of each unit.
    limits : BoilerplateLimits
    compiled : bool
        Use the compiled kernels where numba is installed.
    threads : int
        Of the compiled kernels.
    """
    if kernels.usable(compiled):
        from graphx.reuse.kernels.repeated import compiled_repeated

        choices = astuple(limits)
        return Repeated(*compiled_repeated(outlet_of, owners, hashes, words_of, choices, threads))
    of = outlet_of[owners]
    order = np.argsort(of, kind="stable")
    sizes = np.bincount(of)
    parts = np.split(order, np.cumsum(sizes)[:-1]) if sizes.size else []
    found = [_repeated(hashes[part], owners[part], words_of[part], limits) for part in parts]
    return Repeated(
        np.repeat(np.arange(len(found)), [units.size for units, _ in found]).astype(np.int64),
        np.concatenate([np.zeros(0, np.uint64), *(units for units, _ in found)]),
        np.concatenate([np.zeros(0, np.int64), *(articles for _, articles in found)]),
    )


def _repeated(
    hashes: NDArray[np.uint64],
    owners: NDArray[np.int32],
    words_of: NDArray[np.int32],
    limits: BoilerplateLimits,
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Hashes of units that unlike articles of an outlet share, sorted; articles that have each."""
    articles, places = np.unique(owners, return_inverse=True)
    if articles.size < limits.min_articles:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    order = np.lexsort((places, hashes))
    hashes, places, words_of = hashes[order], places[order], words_of[order]
    fresh = np.ones(hashes.size, bool)  # each unit counts once an article
    fresh[1:] = (hashes[1:] != hashes[:-1]) | (places[1:] != places[:-1])
    hashes, places, words_of = hashes[fresh], places[fresh], words_of[fresh]
    units, starts, counts = np.unique(hashes, return_index=True, return_counts=True)
    totals = np.bincount(places, words_of).astype(np.int64)
    edges = np.append(starts, hashes.size)
    group = _alike(places, edges, words_of[starts], totals, limits)
    often = [
        unit
        for unit in np.flatnonzero(counts >= limits.min_articles).tolist()
        if np.unique(group[places[edges[unit] : edges[unit + 1]]]).size >= limits.min_articles
    ]
    return units[often], counts[often]


def _alike(
    owners: NDArray[np.int64],
    starts: NDArray[np.int64],
    unit_words: NDArray[np.int32],
    totals: NDArray[np.int64],
    limits: BoilerplateLimits,
) -> NDArray[np.int64]:
    """Give each article the number of its group of alike ones; shape (n_articles,).

    ``owners[starts[k]:starts[k + 1]]`` are the articles that have unit k, ascending.
    """
    articles = totals.size
    most = articles
    if articles >= limits.common_articles:
        most = min(int(articles * limits.common_share), limits.alike_articles)
    counts = np.diff(starts)
    packed = [np.zeros(0, np.int64)]
    weights = [np.zeros(0, np.int64)]
    for count in np.unique(counts[(counts > 1) & (counts <= most)]).tolist():
        telling = np.flatnonzero(counts == count)
        members = owners[starts[telling][:, None] + np.arange(count)]
        one, other = np.triu_indices(count, 1)
        packed.append((members[:, one] * articles + members[:, other]).reshape(-1))
        weights.append(np.repeat(unit_words[telling], one.size))
    pairs, inverse = np.unique(np.concatenate(packed), return_inverse=True)
    shared = np.bincount(inverse, np.concatenate(weights), minlength=pairs.size)
    left, right = np.divmod(pairs, articles)
    alike = shared >= limits.alike_share * np.minimum(totals[left], totals[right])
    group = np.arange(articles)
    for first, second in zip(left[alike].tolist(), right[alike].tolist(), strict=True):
        if group[first] != group[second]:
            group[group == group[second]] = group[first]
    return group
