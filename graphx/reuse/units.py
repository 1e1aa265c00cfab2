"""Units of articles, kept so that boilerplate is learned again without reading a text again.

In:   `schema.READING` of articles once, as `schema.UNITS` from then on; who published each.
Out:  `Boilerplate`; for every article a mask, a number that tells what of it is boilerplate.

An article's figures depend on its text and on which of its units are boilerplate of its outlet,
and on nothing else.  So while its mask stays, its sketch and its matches stay.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graphx import schema
from graphx.reuse.boilerplate import (
    Boilerplate,
    BoilerplateLimits,
    Repeated,
    cut_batch,
    folded,
    repeated_units,
)
from graphx.reuse.shingles import stir_many

NOBODY = -1

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

    def masks(self, outlets: Sequence[str | None], boilerplate: Boilerplate) -> NDArray[np.uint64]:
        """Tell what of each article is boilerplate, shape (n_articles,); 0 where nothing is.

        Parameters
        ----------
        outlets : sequence of str or None
            Outlet of each article.
        boilerplate : Boilerplate
        """
        names, numbers = _numbered(outlets)
        known = [boilerplate.units_of(name) for name in names]
        keys = [_keys(np.full(units.size, n), units) for n, units in enumerate(known)]
        own = _keys(numbers[self.owners], self.hashes)
        hidden = np.isin(own, np.concatenate([np.zeros(0, np.uint64), *keys]))
        hidden &= numbers[self.owners] != NOBODY
        masks = np.zeros(len(self.article_ids), np.uint64)
        np.add.at(masks, self.owners[hidden], stir_many(self.hashes[hidden]))
        return masks

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
        told = numbers[self.owners] != NOBODY
        found = repeated_units(
            numbers,
            self.owners[told],
            self.hashes[told],
            self.words[told],
            limits,
            compiled=compiled,
            threads=threads,
        )
        spelt = _spelt(before)
        wanted = [
            (names[outlet], unit)
            for outlet, unit in zip(found.outlets.tolist(), found.units.tolist(), strict=True)
        ]
        new = np.array([key not in spelt for key in wanted], bool)
        bearers = self._bearers(numbers, Repeated(*(column[new] for column in found)))
        unspelt = {key for key, is_new in zip(wanted, new.tolist(), strict=True) if is_new}
        for batch in read(self.article_ids.take(pa.array(bearers)).to_pylist()):
            cut = cut_batch(batch, compiled=compiled, threads=threads)
            owners = np.repeat(np.arange(batch.num_rows), cut.counts).tolist()
            homes = batch.column("outlet_id").to_pylist()
            for place, unit in enumerate(cut.units.hashes.tolist()):
                key = homes[owners[place]], unit
                if key in unspelt:
                    unspelt.discard(key)
                    spelt[key] = folded(cut.passage(place))
        rows = [
            {"outlet_id": key[0], "text": spelt[key], "articles": count, "unit": key[1]}
            for key, count in zip(wanted, found.articles.tolist(), strict=True)
        ]
        rows.sort(key=lambda row: (row["outlet_id"], row["text"]))
        return Boilerplate.from_table(pa.Table.from_pylist(rows, schema=schema.BOILERPLATE))

    def _bearers(self, numbers: NDArray[np.int64], wanted: Repeated) -> NDArray[np.int64]:
        """Numbers of a few articles that have all the wanted units between them, ascending."""
        own = _keys(numbers[self.owners], self.hashes)
        held = np.flatnonzero(np.isin(own, _keys(wanted.outlets, wanted.units)))
        owners = self.owners[held]
        richness = np.bincount(owners, minlength=len(self.article_ids))
        # The first of each unit is the article that has most wanted ones.
        order = np.lexsort((owners, -richness[owners], own[held]))
        _, first = np.unique(own[held][order], return_index=True)
        return np.unique(owners[order][first]).astype(np.int64)


def _spelt(boilerplate: Boilerplate) -> dict[tuple[str, int], str]:
    columns = (boilerplate.table.column(name).to_pylist() for name in ("outlet_id", "unit", "text"))
    return {(outlet, unit): text for outlet, unit, text in zip(*columns, strict=True)}


def _numbered(outlets: Sequence[str | None]) -> tuple[list[str], NDArray[np.int64]]:
    """Sorted names of outlets, and the number of each article's, `NOBODY` where unknown."""
    names = sorted({outlet for outlet in outlets if outlet is not None})
    number = {outlet: place for place, outlet in enumerate(names)}
    numbers = [NOBODY if outlet is None else number[outlet] for outlet in outlets]
    return names, np.array(numbers, np.int64)


def _keys(outlets: NDArray[np.int64], units: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One number for a unit of an outlet."""
    return stir_many(units + stir_many(outlets.astype(np.uint64)))
