"""The texts of stories, read when a story is judged.

In:   stories; texts and boilerplate of a build.
Out:  each story with the shingles of its articles; a bounded number of texts at a time.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphx.lineage.columns import Shingles
from graphx.lineage.corrections import correction_note
from graphx.lineage.evidence import Witness
from graphx.lineage.stories import Story, with_corrections
from graphx.model import ClaimField
from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.engine import ReuseEngine
from graphx.reuse.units import is_among
from graphx.store.readings import Readings, total_words
from graphx.store.shelf import Shelf
from graphx.store.snapshot import Snapshot
from graphx.text.house_style import plain_style

ARTICLES_AT_ONCE: Final = 1000
"""Articles whose texts are held at once; a story with more is held whole."""

_LINE_CHARS: Final = 240
"""A line with a credit that is no longer than this is the credit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryReadings:
    """Reads the texts of stories from a snapshot."""

    readings: Readings
    boilerplate: Boilerplate
    engine: ReuseEngine
    folder: Path

    @classmethod
    def of(cls, base: Snapshot, boilerplate: pa.Table, folder: Path | None = None) -> Self:
        """Read texts of `base`, less the boilerplate that was learned; see `of_outlets`.

        Texts are laid out in `folder` meanwhile, by default where temporary files go.
        """
        return cls(
            readings=Readings(snapshot=base, outlets={}, languages={}),
            boilerplate=Boilerplate.from_table(boilerplate),
            engine=ReuseEngine().sized_for(base.count("documents"), total_words(base)),
            folder=folder or Path(tempfile.gettempdir()),
        )

    def of_outlets(self, outlets: Mapping[str, str]) -> Self:
        """Read texts of which the outlets are known, by article."""
        return replace(self, readings=replace(self.readings, outlets=outlets))

    def beside(self, stories: Iterable[Story]) -> Iterator[tuple[Story, dict[str, Shingles]]]:
        """Pair each story with the shingles of its articles, in order; none where one is alone."""
        given = list(stories)
        wanted = sorted({name for story in given for name in _read_of(story)})
        with self.readings.shelf(wanted, self.folder) as shelf:
            waiting: list[Story] = []
            articles = 0
            for story in given:
                waiting.append(story)
                articles += len(_read_of(story))
                if articles >= ARTICLES_AT_ONCE:
                    yield from self._read(waiting, shelf)
                    waiting, articles = [], 0
            yield from self._read(waiting, shelf)

    def _read(
        self, stories: list[Story], shelf: Shelf
    ) -> Iterator[tuple[Story, dict[str, Shingles]]]:
        wanted = [name for story in stories for name in _read_of(story)]
        batch = shelf.read(wanted)
        columns = (batch.column(name).to_pylist() for name in ("article_id", "text"))
        notes = {
            name: note
            for name, text in zip(*columns, strict=True)
            if (note := correction_note(text)) is not None
        }
        known = {w.article_id: w for story in stories for w in story.witnesses}
        notices = self.engine.hidden_stretches(batch, self.boilerplate)
        whole, shown = in_plain_style(without_claims(batch, known), notices)
        rows = zip(self._shingles(whole), self._shingles(shown), strict=True)
        for story in stories:
            names = _read_of(story)
            read = with_stock_phrases(
                list(islice(rows, len(names))), [known[name].outlet_id for name in names]
            )
            yield with_corrections(story, notes), dict(zip(names, read, strict=True))

    def _shingles(self, batch: pa.RecordBatch) -> Iterator[Shingles]:
        return self.engine.shingle_rows(batch, Boilerplate.nothing())


def without_claims(batch: pa.RecordBatch, known: Mapping[str, Witness]) -> pa.RecordBatch:
    """Take the lines of credits out of the bodies: what a copy says of its source is its own.

    Parameters
    ----------
    batch : RecordBatch
        `schema.READING`.
    known : mapping of str to Witness
        Articles with their credits.
    """
    columns = (batch.column(name).to_pylist() for name in ("article_id", "text"))
    return without(
        batch, [_claimed(text, known[name]) for name, text in zip(*columns, strict=True)]
    )


def without(batch: pa.RecordBatch, cuts: Sequence[Sequence[tuple[int, int]]]) -> pa.RecordBatch:
    """Take stretches out of the bodies.

    Parameters
    ----------
    batch : RecordBatch
        `schema.READING`.
    cuts : sequence of sequence of (int, int)
        Half-open code points of each text, ascending.
    """
    bodies = [
        [
            {"start": start, "end": end}
            for stretch in body
            for start, end in _less(stretch["start"], stretch["end"], cut)
        ]
        for body, cut in zip(batch.column("body").to_pylist(), cuts, strict=True)
    ]
    return _with(batch, body=bodies)


def in_plain_style(
    batch: pa.RecordBatch, cuts: Sequence[Sequence[tuple[int, int]]]
) -> tuple[pa.RecordBatch, pa.RecordBatch]:
    """Leave the bodies alone, and take off them what is the style of each house.

    Parameters
    ----------
    batch : RecordBatch
        `schema.READING`.
    cuts : sequence of sequence of (int, int)
        Half-open code points of each text, ascending: between words.

    Returns
    -------
    whole, less : RecordBatch
        The bodies, and the bodies `without` the cuts.
    """
    texts, bodies, rests = [], [], []
    columns = (batch.column(name).to_pylist() for name in ("text", "body"))
    for text, body, cut in zip(*columns, cuts, strict=True):
        plain = ""
        whole, rest = [], []
        for stretch in body:
            begins = len(plain)
            for start, end, stays in _cut(stretch["start"], stretch["end"], cut):
                opens = len(plain)
                plain += plain_style(text[start:end])
                if stays:
                    rest.append({"start": opens, "end": len(plain)})
            whole.append({"start": begins, "end": len(plain)})
        texts.append(plain)
        bodies.append(whole)
        rests.append(rest)
    return _with(batch, text=texts, body=bodies), _with(batch, text=texts, body=rests)


def _with(batch: pa.RecordBatch, **columns: Sequence[object]) -> pa.RecordBatch:
    """Put other values in some columns."""
    for name, values in columns.items():
        place = batch.schema.get_field_index(name)
        field = batch.schema.field(place)
        batch = batch.set_column(place, field, pa.array(values, field.type))
    return batch


def with_stock_phrases(
    rows: Sequence[tuple[Shingles, Shingles]], outlets: Sequence[str | None]
) -> list[Shingles]:
    """Leave boilerplate out of the texts of a story, but not where another outlet has it inside.

    An outlet may print a stock phrase in whatever it writes; inside a text that it shares with
    others the phrase is the text's.  Else the outlet would seem to have left it out.

    Parameters
    ----------
    rows : sequence of (ndarray, ndarray)
        Shingles of each text in order: all of them, and those that are no boilerplate.
    outlets : sequence of str or None

    Examples
    --------
    >>> text, notice = np.arange(9, dtype="u8"), np.arange(20, 24, dtype="u8")
    >>> rows = (np.append(text, notice), np.delete(text, np.s_[3:6])), (text, text)
    >>> [row.tolist() for row in with_stock_phrases(rows, ["a", "b"])]
    [[0, 1, 2, 3, 4, 5, 6, 7, 8], [0, 1, 2, 3, 4, 5, 6, 7, 8]]
    """
    if all(row.size == shown.size for row, shown in rows):
        return [row for row, _ in rows]
    kept = [
        np.ones(row.size, bool) if row.size == shown.size else is_among(row, np.sort(shown))
        for row, shown in rows
    ]
    inside = [_hidden_inside(flags) for flags in kept]
    values = np.unique(
        np.concatenate([row[there] for (row, _), there in zip(rows, inside, strict=True)])
    )
    if not values.size:
        return [shown for _, shown in rows]
    houses = _houses(outlets)
    told = np.concatenate([shown for _, shown in rows])
    of_house = np.repeat(houses, [shown.size for _, shown in rows])
    again = is_among(told, values)
    places, of_house = np.searchsorted(values, told[again]), of_house[again]
    first, last = np.full(values.size, len(rows)), np.full(values.size, -1)
    np.minimum.at(first, places, of_house)
    np.maximum.at(last, places, of_house)
    found = []
    for (row, shown), flags, there, house in zip(rows, kept, inside, houses, strict=True):
        at = np.searchsorted(values, row[there])
        restored = there[(last[at] >= 0) & ((first[at] != house) | (last[at] != house))]
        flags[restored] = True
        # What is left out altogether leaves no gap: the words on both sides stand side by side.
        found.append(row[flags] if restored.size else shown)
    return found


def _hidden_inside(kept: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Places that are not kept between the first and the last that are."""
    places = np.flatnonzero(kept)
    if not places.size:
        return places
    first = int(places[0])
    return first + np.flatnonzero(~kept[first : int(places[-1])])


def _houses(outlets: Sequence[str | None]) -> list[int]:
    """Give each outlet a number; a text of none known is a house of its own."""
    known: dict[str | int, int] = {}
    return [
        known.setdefault(number if outlet is None else outlet, len(known))
        for number, outlet in enumerate(outlets)
    ]


def _claimed(text: str, witness: Witness) -> list[tuple[int, int]]:
    """Where the credits of an article stand: their whole lines where these say little else."""
    found = []
    for credit in witness.credits:
        if credit.field is not ClaimField.TEXT or credit.start is None or credit.end is None:
            continue
        start, end = text.rfind("\n", 0, credit.start) + 1, text.find("\n", credit.end)
        end = len(text) if end < 0 else end
        short = end - start <= _LINE_CHARS
        found.append((start, end) if short else (credit.start, credit.end))
    return sorted(found)


def _less(start: int, end: int, cuts: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield what is left of a stretch."""
    return ((first, last) for first, last, stays in _cut(start, end, cuts) if stays)


def _cut(start: int, end: int, cuts: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """Yield the pieces of a stretch in order, and whether each stays."""
    for first, last in cuts:
        if last <= start or first >= end:
            continue
        if first > start:
            yield start, first, True
        yield max(start, first), min(end, last), False
        start = last
    if start < end:
        yield start, end, True


def _read_of(story: Story) -> list[str]:
    collected = [witness.article_id for witness in story.witnesses if witness.collected]
    return collected if len(collected) > 1 else []
