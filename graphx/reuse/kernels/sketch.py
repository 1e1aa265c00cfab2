# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Sketch whole batches with the compiled kernels.

In:   `schema.READING`.
Out:  `graphx.reuse.survey.Survey`, all that is kept of an article's text; then, when it is known
      what each outlet repeats, columns of `schema.SKETCH`.
"""

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.kernels.arrays import Bytes, Halves, Hashes, Numbers, Places, grown
from graphx.reuse.kernels.flat import KnownUnits, flat_readings, known_chars, known_units
from graphx.reuse.kernels.jit import (
    LANES,
    as_int,
    compiled,
    count_ones,
    least_permuted,
    trailing_zeros,
    words_at_most,
)
from graphx.reuse.kernels.shingles import count_distinct, shingle_row, sort_distinct
from graphx.reuse.kernels.tables import CharTables
from graphx.reuse.kernels.text import new_room, read_words
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.kernels.units import cut_article, is_known
from graphx.reuse.postings import Kept
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.shingles import highest_kept
from graphx.reuse.signature import permutations
from graphx.reuse.sketch import SketchColumns
from graphx.reuse.survey import Survey
from graphx.text.units import GAP_CLASSES

_NO_LIMIT = np.uint64(0)
_BLOCK = 64
_MARK_BITS = 18


def compiled_sketch_columns(
    batch: pa.RecordBatch,
    recipe: SketchRecipe,
    boilerplate: Boilerplate,
    threads: int,
    *,
    passages: bool = True,
) -> SketchColumns:
    """Sketch the articles of a batch of `schema.READING`, in threads."""
    known = known_units(boilerplate, batch.column("outlet_id"))
    units = passages and known.units.size > 0
    shingles, survey = _surveyed(batch, recipe, threads, passages, units, counting=True)
    return SketchColumns(
        shingles, survey.signatures, *compiled_visible(survey, known, recipe, threads)
    )


def compiled_survey(
    batch: pa.RecordBatch, recipe: SketchRecipe, threads: int, *, passages: bool, units: bool
) -> Survey:
    """Read the articles of a batch of `schema.READING` once, in threads."""
    return _surveyed(batch, recipe, threads, passages, units, counting=False)[1]


def _surveyed(
    batch: pa.RecordBatch,
    recipe: SketchRecipe,
    threads: int,
    passages: bool,
    units: bool,
    *,
    counting: bool,
) -> tuple[Places, Survey]:
    """Return a survey and, where they are counted, how many distinct shingles each article has."""
    flat = flat_readings(batch.column("text"), batch.column("body"))
    tables = known_chars(flat)
    limit = highest_kept(recipe.scale) if passages else _NO_LIMIT

    def work(first: int, after: int) -> tuple[NDArray[Any], ...]:
        return survey_articles(
            *flat,
            first,
            after,
            tables,
            recipe.shingle_words,
            limit,
            *permutations(recipe),
            GAP_CLASSES,
            units,
            counting,
        )

    parts = in_parts(work, batch.num_rows, threads)
    shingles, *columns = (joined(list(column)) for column in zip(*parts, strict=True))
    return shingles, Survey(*columns)


def compiled_shown(survey: Survey, known: KnownUnits, width: int, threads: int) -> Kept:
    """Kept hashes that are no boilerplate, as they stand in the texts; overwrites the survey's."""
    starts = np.concatenate([[0], np.cumsum(survey.kept)])
    unit_starts = np.concatenate([[0], np.cumsum(survey.unit_counts)])

    def work(first: int, after: int) -> tuple[Hashes, Places]:
        return shown_hashes(
            survey.hashes,
            survey.places,
            starts,
            survey.units,
            survey.firsts,
            unit_starts,
            survey.words,
            *known,
            width,
            first,
            after,
        )

    return in_parts(work, survey.kept.size, threads)


def compiled_visible(
    survey: Survey, known: KnownUnits, recipe: SketchRecipe, threads: int
) -> tuple[Hashes, Places]:
    """Kept hashes that are no boilerplate, sorted and distinct, and how many each article has."""
    shown = compiled_shown(survey, known, recipe.shingle_words, threads)
    top = int(highest_kept(recipe.scale)).bit_length()
    parts = [sorted_rows(hashes, counts, top) for hashes, counts in shown]
    hashes, kept = (joined(list(column)) for column in zip(*parts, strict=True))
    return hashes, kept


@compiled
def minhash(
    row: Hashes, count: int, factors: Halves, summands: Halves, mixed: Halves, least: Halves
) -> None:
    """Write the MinHash signature of a row of shingle hashes to `least`."""
    for i in range(count):
        value = np.uint32(row[i] >> np.uint64(32))
        value = np.uint32((value ^ (value >> np.uint32(16))) * np.uint32(0x85EBCA6B))
        value = np.uint32((value ^ (value >> np.uint32(13))) * np.uint32(0xC2B2AE35))
        mixed[i] = value ^ (value >> np.uint32(16))
    values = mixed[:count]
    whole = least.size - least.size % LANES
    for k in range(0, whole, LANES):
        least_permuted(values, factors, summands, least, k)
    for k in range(whole, least.size):
        first = np.uint32(0xFFFFFFFF)
        for i in range(values.size):
            first = min(first, np.uint32(values[i] * factors[k] + summands[k]))
        least[k] = first


@compiled
def _keep(
    row: Hashes, count: int, limit: np.uint64, kept: Hashes, places: Numbers, used: int
) -> int:
    """Append the hashes up to `limit`, and their places; return how many there are then."""
    for base in range(0, count, _BLOCK):
        low = words_at_most(row, base, limit)
        if count - base < _BLOCK:
            low &= (np.uint64(1) << np.uint64(count - base)) - np.uint64(1)
        stop = used + as_int(count_ones(low))
        k = used
        while k < stop:  # four at a time, past the last one where need be, spare most branches
            for _ in range(4):
                place = base + as_int(trailing_zeros(low) & np.uint64(63))
                kept[k] = row[place]
                places[k] = place
                low &= low - np.uint64(1)
                k += 1
        used = stop
    return used


@compiled
def survey_articles(
    raw: Bytes,
    starts: Places,
    body_starts: Places,
    body: Places,
    first: int,
    after: int,
    tables: CharTables,
    width: int,
    limit: np.uint64,
    factors: Halves,
    summands: Halves,
    classes: Bytes,
    with_units: bool,
    counting: bool,
) -> tuple[Places, Halves, Hashes, Numbers, Places, Hashes, Numbers, Places, Places]:
    """Read articles `first` to `after`; hashes up to `limit` are kept.  See `Survey`.

    With `counting`, the first array tells how many distinct shingles each has.
    """
    articles = after - first
    shingles = np.zeros(articles, np.int64)
    signatures = np.empty((articles, factors.size), np.uint32)
    likely = 1024 + (as_int(starts[after] - starts[first]) // 9 if limit else 0)
    kept = np.empty(likely, np.uint64)
    places = np.empty(likely, np.int32)
    kept_counts = np.zeros(articles, np.int64)
    units = np.empty(1024, np.uint64)
    firsts = np.empty(1024, np.int32)
    unit_counts = np.zeros(articles, np.int64)
    word_counts = np.zeros(articles, np.int64)
    room = new_room()
    row = np.empty(1024, np.uint64)
    mixed = np.empty(1024, np.uint32)
    met = np.empty(1024, np.uint64)
    used = 0
    units_used = 0
    for number in range(articles):
        room, hashes, runs, told = read_words(
            raw, starts, body_starts, body, first + number, tables, classes, with_units, room
        )
        words = hashes.size
        word_counts[number] = words
        if row.size < words + _BLOCK:
            row = np.empty(2 * (words + _BLOCK), np.uint64)
            mixed = np.empty(2 * (words + _BLOCK), np.uint32)
        count = shingle_row(hashes, words, width, row)
        minhash(row, count, factors, summands, mixed, signatures[number])
        if counting:
            shingles[number] = count_distinct(row, count, met)
        if limit:
            if used + count + 4 > kept.size:
                kept = grown(kept, used, count)
                places = grown(places, used, count)
            before = used
            used = _keep(row, count, limit, kept, places, used)
            kept_counts[number] = used - before
        if with_units:
            if units_used + words > units.size:
                units = grown(units, units_used, words)
                firsts = grown(firsts, units_used, words)
            cut = cut_article(
                raw, room, hashes, runs, told, classes, units[units_used:], firsts[units_used:]
            )
            unit_counts[number] = cut
            units_used += cut
    return (
        shingles,
        signatures,
        kept[:used],
        places[:used],
        kept_counts,
        units[:units_used],
        firsts[:units_used],
        unit_counts,
        word_counts,
    )


@compiled
def _marked(known: Hashes) -> Hashes:
    """Set the bit of each hash: most units are known to no outlet, and one look tells."""
    marks = np.zeros(1 << (_MARK_BITS - 6), np.uint64)
    for value in known:
        cell = as_int(value >> np.uint64(64 - _MARK_BITS + 6))
        marks[cell] |= np.uint64(1) << ((value >> np.uint64(64 - _MARK_BITS)) & np.uint64(63))
    return marks


@compiled
def _may_be_in(marks: Hashes, value: np.uint64) -> bool:
    cell = marks[as_int(value >> np.uint64(64 - _MARK_BITS + 6))]
    return bool(cell >> ((value >> np.uint64(64 - _MARK_BITS)) & np.uint64(63)) & np.uint64(1))


@compiled
def _first_from(places: Numbers, begin: int, stop: int, place: int) -> int:
    """First of ``places[begin:stop]``, which rise, that is `place` or more."""
    while begin < stop:
        middle = (begin + stop) // 2
        if places[middle] < place:
            begin = middle + 1
        else:
            stop = middle
    return begin


@compiled
def shown_hashes(
    hashes: Hashes,
    places: Numbers,
    starts: Places,
    units: Hashes,
    firsts: Numbers,
    unit_starts: Places,
    words: Places,
    known: Hashes,
    known_begins: Places,
    known_ends: Places,
    width: int,
    first: int,
    after: int,
) -> tuple[Hashes, Places]:
    """Hashes of articles `first` to `after` that stand in something not known, moved together."""
    counts = np.zeros(after - first, np.int64)
    hidden = np.empty(64, np.bool_)
    maybe = _marked(known)
    used = starts[first]
    for article in range(first, after):
        own = known[known_begins[article] : known_ends[article]]
        base = unit_starts[article]
        count = unit_starts[article + 1] - base
        if hidden.size < count:
            hidden = np.empty(2 * count, np.bool_)
        any_hidden = False
        if own.size:
            for unit in range(count):
                value = units[base + unit]
                hidden[unit] = _may_be_in(maybe, value) and is_known(own, value)
                any_hidden |= hidden[unit]
        before = used
        if any_hidden:
            at = starts[article]
            stop = starts[article + 1]
            unit = 0
            while unit < count:
                end = unit
                while end < count and hidden[end]:
                    end += 1
                if end > unit:  # shingles that lie in what is hidden, from its first word on
                    last = firsts[base + end] if end < count else words[article]
                    begin = _first_from(places, at, stop, firsts[base + unit])
                    after_it = last - min(width, words[article]) + 1
                    for k in range(at, begin):
                        hashes[used] = hashes[k]
                        used += 1
                    at = _first_from(places, begin, stop, after_it)
                unit = end + 1
            for k in range(at, stop):
                hashes[used] = hashes[k]
                used += 1
        elif used == starts[article]:
            used = starts[article + 1]
        else:
            for k in range(starts[article], starts[article + 1]):
                hashes[used] = hashes[k]
                used += 1
        counts[article - first] = used - before
    return hashes[starts[first] : used], counts


@compiled
def sorted_rows(hashes: Hashes, counts: Places, top: int) -> tuple[Hashes, Places]:
    """Distinct hashes of each article, sorted; hashes have `top` bits."""
    out = np.empty(hashes.size, np.uint64)
    kept = np.zeros(counts.size, np.int64)
    buckets = np.empty(256, np.int64)
    at = 0
    used = 0
    for article in range(counts.size):
        if buckets.size < 4 * counts[article] + 3:
            buckets = np.empty(8 * counts[article] + 3, np.int64)
        row = hashes[at : at + counts[article]]
        kept[article] = sort_distinct(row, row.size, buckets, out[used:], top)
        at += row.size
        used += kept[article]
    return out[:used], kept
