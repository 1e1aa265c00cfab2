"""Learn the passages an outlet repeats across its articles.

In:   `schema.READING`, streaming; only articles whose outlet is known.
Out:  `graphx.reuse.boilerplate.Boilerplate`.

A unit is boilerplate of an outlet when at least `min_articles` *unlike* articles of that outlet
have it.  Articles are alike when they share half of the words of the shorter one: a story that an
outlet updates three times counts as one article, so its sentences are no boilerplate.  In an outlet
of ten articles and more, what over half of them carry does not make articles alike, however much of
a page it fills.

Texts are not kept: a unit leaves its hash behind, and its words once its outlet repeats it.
"""

from collections.abc import Iterable
from dataclasses import astuple
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx import schema
from graphx.reuse import kernels
from graphx.reuse.boilerplate import BatchUnits, Boilerplate, BoilerplateLimits, cut_batch
from graphx.reuse.shingles import stir_many
from graphx.text.words import words

_MET_BITS: Final = 25


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
