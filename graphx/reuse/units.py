"""Units of articles, kept so that boilerplate is learned again without reading a text again.

In:   `schema.READING` of articles once, as `schema.UNITS` from then on; who published each.
Out:  `Boilerplate`; of which articles other shingles are boilerplate than before.

An article's figures depend on its text and on which of its shingles are boilerplate of its outlet,
and on nothing else.  So while these stay, its sketch and its matches stay.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx import schema
from graphx.reuse.boilerplate import Boilerplate, BoilerplateLimits, cut_batch
from graphx.reuse.learning import folded, repeated_units
from graphx.reuse.shingles import stir_many

NOBODY = -1

_SIEVED = 16  # places of a sieve for each value that is looked for
_AT_ONCE = 1 << 18  # values that are worked on together: what it takes besides stays small

Places = NDArray[np.int64]

Read = Callable[[Sequence[str]], Iterable[pa.RecordBatch]]
"""Gives `schema.READING` of the articles with these ids."""


def unit_batches(
    batches: Iterable[pa.RecordBatch], *, compiled: bool = True, threads: int = 2
) -> Iterator[pa.RecordBatch]:
    """Cut articles into units: `schema.READING` to `schema.UNITS`."""
    for batch in batches:
        cut = cut_batch(batch, compiled=compiled, threads=threads)
        starts = pa.array(np.append(0, np.cumsum(cut.counts)).astype(np.int32))
        columns = [
            batch.column("article_id"),
            pa.ListArray.from_arrays(starts, pa.array(cut.units.hashes, pa.uint64())),
            pa.ListArray.from_arrays(starts, pa.array(cut.units.words.astype(np.int32))),
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=schema.UNITS)


@dataclass(frozen=True, slots=True, eq=False)
class ArticleUnits:
    """Units of all articles of a collection.

    Parameters
    ----------
    article_ids : pyarrow.Array of string, shape (n_articles,)
    owners : ndarray of int32, shape (n_units,)
        Number of the article each unit stands in, ascending.
    hashes : ndarray of uint64, shape (n_units,)
    words : ndarray of int32, shape (n_units,)
    """

    article_ids: pa.Array
    owners: NDArray[np.int32]
    hashes: NDArray[np.uint64]
    words: NDArray[np.int32]

    @classmethod
    def of(cls, batches: Iterable[pa.RecordBatch]) -> "ArticleUnits":
        """Read batches of `schema.UNITS`, in any order."""
        table = pa.Table.from_batches(batches, schema.UNITS)
        counts = pc.list_value_length(table.column("hashes")).to_numpy()
        return cls(
            table.column("article_id").combine_chunks(),
            np.repeat(np.arange(counts.size, dtype=np.int32), counts),
            pc.list_flatten(table.column("hashes")).to_numpy(),
            pc.list_flatten(table.column("words")).to_numpy(),
        )

    def hidden_anew(
        self,
        outlets_before: Sequence[str | None],
        before: Boilerplate,
        outlets: Sequence[str | None],
        now: Boilerplate,
        shingle_words: int,
    ) -> NDArray[np.bool_]:
        """Tell in which articles other shingles are boilerplate than before.

        A short unit by itself hides no shingle.

        Parameters
        ----------
        outlets_before, outlets : sequence of str or None
            Outlet of each article, then and now.
        before, now : Boilerplate
        shingle_words : int
            Words of the shortest shingles anything is told by.

        Returns
        -------
        ndarray of bool, shape (n_articles,)
        """
        names, both = _numbered([*outlets_before, *outlets])
        then, numbers = np.split(both, 2)
        known_before, known = (_known_keys(names, learned) for learned in (before, now))
        units = then != numbers
        other, _ = self._held(numbers, np.setxor1d(known_before, known, assume_unique=True))
        units[self.owners[other]] = True
        some = np.flatnonzero(units[self.owners])
        owners, words = self.owners[some], self.words[some].astype(np.int64)
        hidden_before, hidden = (
            is_among(_keys(homes[owners], self.hashes[some]), learned)
            for homes, learned in ((then, known_before), (numbers, known))
        )
        runs_before, runs = (
            _hidden_runs(owners, words, marks, shingle_words) for marks in (hidden_before, hidden)
        )
        other_runs = np.setxor1d(runs_before, runs, assume_unique=True)
        starts = other_runs // (int(words.sum()) + 1)
        shingles = np.zeros(len(self.article_ids), bool)
        shingles[owners[np.searchsorted(np.cumsum(words), starts, "right")]] = True
        return shingles

    def learned(
        self,
        outlets: Sequence[str | None],
        before: Boilerplate,
        read: Read,
        limits: BoilerplateLimits,
        *,
        compiled: bool = True,
        threads: int = 2,
    ) -> Boilerplate:
        """Learn what every outlet repeats, as `learn_boilerplate` does from texts.

        Parameters
        ----------
        outlets : sequence of str or None
            Outlet of each article.
        before : Boilerplate
            What was learned before: its words need not be read again.
        read : callable
            Asked for articles that have the words of what is new.
        limits : BoilerplateLimits
        """
        names, numbers = _numbered(outlets)
        owners, hashes, sizes = self.owners, self.hashes, self.words
        if (numbers == NOBODY).any():
            told = numbers[owners] != NOBODY
            owners, hashes, sizes = owners[told], hashes[told], sizes[told]
        found = repeated_units(
            numbers,
            owners,
            hashes,
            sizes,
            limits,
            compiled=compiled,
            threads=threads,
        )
        keys = _keys(found.outlets, found.units)
        spelt = _Spelt.of(before, names)
        new = ~is_among(keys, spelt.keys)
        bearers = self._bearers(numbers, np.sort(keys[new]))
        lacking = set(keys[new].tolist())
        texts: dict[int, str] = {}
        number = {name: place for place, name in enumerate(names)}
        for batch in read(self.article_ids.take(pa.array(bearers)).to_pylist()):
            cut = cut_batch(batch, compiled=compiled, threads=threads)
            homes = np.array([number[name] for name in batch.column("outlet_id").to_pylist()])
            own = _keys(np.repeat(homes, cut.counts), cut.units.hashes)
            for place, key in enumerate(own.tolist()):
                if key in lacking:
                    lacking.discard(key)
                    texts[key] = folded(cut.passage(place))
        told_now = spelt.with_texts(texts)
        columns = {
            "outlet_id": pa.array(names, pa.string()).take(pa.array(found.outlets)),
            "text": told_now.texts.take(pa.array(np.searchsorted(told_now.keys, keys))),
            "articles": pa.array(found.articles),
            "unit": pa.array(found.units),
        }
        table = pa.table([columns[name] for name in schema.BOILERPLATE.names], schema.BOILERPLATE)
        return Boilerplate.from_table(
            table.sort_by([("outlet_id", "ascending"), ("text", "ascending")])
        )

    def _held(
        self, outlets: NDArray[np.int64], wanted: NDArray[np.uint64]
    ) -> tuple[Places, NDArray[np.uint64]]:
        """Places of the units whose `_keys` are wanted, and these; some units at a time.

        ``outlets`` are numbers by article, ``wanted`` is sorted.
        """
        salts = stir_many(outlets.astype(np.uint64))
        places, keys = [np.zeros(0, np.int64)], [np.zeros(0, np.uint64)]
        for start in range(0, self.hashes.size if wanted.size else 0, _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            own = stir_many(self.hashes[some] + salts[self.owners[some]])
            held = np.flatnonzero(is_among(own, wanted))
            places.append(held + start)
            keys.append(own[held])
        return np.concatenate(places), np.concatenate(keys)

    def _bearers(self, numbers: NDArray[np.int64], wanted: NDArray[np.uint64]) -> Places:
        """Numbers of a few articles that have all the wanted units between them, ascending."""
        held, own = self._held(numbers, wanted)
        units, owners = np.searchsorted(wanted, own), self.owners[held]
        del held, own  # of a first build they are many
        richness = np.bincount(owners, minlength=len(self.article_ids))
        richest = np.argsort(-richness, kind="stable")
        rank = np.empty(richest.size, np.int64)
        rank[richest] = np.arange(richest.size)
        # The first of each unit is the article that has most wanted ones.
        first = np.full(wanted.size, richest.size)
        np.minimum.at(first, units, rank[owners])
        return np.sort(richest[np.unique(first)])


@dataclass(frozen=True, slots=True, eq=False)
class _Spelt:
    """The words of units: sorted keys, and the text of each."""

    keys: NDArray[np.uint64]
    texts: pa.Array

    @classmethod
    def of(cls, boilerplate: Boilerplate, names: Sequence[str]) -> "_Spelt":
        """Take the words of what was learned of these outlets."""
        table = boilerplate.table
        outlets = pc.index_in(table.column("outlet_id"), value_set=pa.array(names, pa.string()))
        table = table.filter(pc.is_valid(outlets))
        numbers = outlets.drop_null().to_numpy().astype(np.int64)
        return cls._sorted(_keys(numbers, table.column("unit").to_numpy()), table.column("text"))

    def with_texts(self, texts: Mapping[int, str]) -> "_Spelt":
        """Add the words of other units, by key."""
        keys = np.concatenate([self.keys, np.array([*texts], np.uint64)])
        return self._sorted(
            keys, pa.concat_arrays([self.texts, pa.array(texts.values(), pa.string())])
        )

    @classmethod
    def _sorted(cls, keys: NDArray[np.uint64], texts: pa.Array | pa.ChunkedArray) -> "_Spelt":
        order = np.argsort(keys, kind="stable")
        texts = texts.take(pa.array(order))
        return cls(
            keys[order], texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
        )


def is_among(values: NDArray[Any], others: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether each value is in `others`, which is sorted; unlike `numpy.isin`, by bisection.

    Where few are looked for, most values fall through a sieve of their lowest bits before.

    Examples
    --------
    >>> is_among(np.array([3, 1, 9]), np.array([1, 2, 3])).tolist()
    [True, True, False]
    """
    if not others.size:
        return np.zeros(values.size, bool)
    if _SIEVED * others.size >= values.size:
        return _bisected(values, others)
    mask = others.dtype.type((1 << (_SIEVED * others.size).bit_length()) - 1)
    sieve = np.zeros(int(mask) + 1, bool)
    sieve[others & mask] = True
    found = np.zeros(values.size, bool)
    for start in range(0, values.size, _AT_ONCE):
        held = start + np.flatnonzero(sieve[values[start : start + _AT_ONCE] & mask])
        found[held] = _bisected(values[held], others)
    return found


def _bisected(values: NDArray[Any], others: NDArray[Any]) -> NDArray[np.bool_]:
    places = np.minimum(np.searchsorted(others, values), others.size - 1)
    found: NDArray[np.bool_] = others[places] == values
    return found


def _hidden_runs(
    owners: NDArray[np.int32],
    words: NDArray[np.int64],
    hidden: NDArray[np.bool_],
    shingle_words: int,
) -> NDArray[np.int64]:
    """First and last word of each row of hidden units that hides a shingle, as one number.

    Words are counted from the first unit on.  A body shorter than a shingle is one shingle.
    """
    ends = np.cumsum(words)
    follows = np.zeros(hidden.size, bool)  # whether a unit carries on a hidden one
    follows[1:] = hidden[1:] & hidden[:-1] & (owners[1:] == owners[:-1])
    opens = np.flatnonzero(hidden & ~follows)
    last = hidden.copy()
    last[:-1] &= ~follows[1:]
    starts, stops = (ends - words)[opens], ends[last]
    whole = np.bincount(owners, words)[owners[opens]]
    telling = stops - starts >= np.minimum(whole, shingle_words)
    packed: NDArray[np.int64] = starts[telling] * (int(words.sum()) + 1) + stops[telling]
    return packed


def _known_keys(names: Sequence[str], boilerplate: Boilerplate) -> NDArray[np.uint64]:
    """Sorted keys of all that these outlets repeat."""
    known = [boilerplate.units_of(name) for name in names]
    outlets = np.repeat(np.arange(len(names)), [units.size for units in known])
    keys = _keys(outlets, np.concatenate([np.zeros(0, np.uint64), *known]))
    keys.sort()
    return keys


def _numbered(outlets: Sequence[str | None]) -> tuple[list[str], NDArray[np.int64]]:
    """Sorted names of outlets, and the number of each article's, `NOBODY` where unknown."""
    names = sorted({outlet for outlet in outlets if outlet is not None})
    number = {outlet: place for place, outlet in enumerate(names)}
    numbers = [NOBODY if outlet is None else number[outlet] for outlet in outlets]
    return names, np.array(numbers, np.int64)


def _keys(outlets: NDArray[np.int64], units: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One number for a unit of an outlet."""
    return stir_many(units + stir_many(outlets.astype(np.uint64)))
