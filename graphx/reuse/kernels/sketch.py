# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Sketch whole batches with the compiled kernels.

In:   `schema.READING`, and what each outlet repeats.
Out:  columns of `schema.SKETCH`.
"""

import numpy as np
import pyarrow as pa

from graphx.reuse.boilerplate import Boilerplate
from graphx.reuse.kernels.arrays import Hashes, Numbers, Places
from graphx.reuse.kernels.flat import KnownUnits, known_units
from graphx.reuse.kernels.jit import compiled
from graphx.reuse.kernels.shingles import sort_distinct
from graphx.reuse.kernels.survey import counted_surveys
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.kernels.units import is_known, may_be_in
from graphx.reuse.postings import Kept
from graphx.reuse.recipe import SketchRecipe
from graphx.reuse.sketch import SketchColumns
from graphx.reuse.survey import Survey


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
    parts = counted_surveys(batch, recipe, threads, passages=passages, units=units, counting=True)
    shingles = joined([counts for counts, _ in parts])
    columns = zip(*(survey for _, survey in parts), strict=True)
    survey = Survey(*(joined(list(column)) for column in columns))
    return SketchColumns(
        shingles, survey.signatures, *compiled_visible(survey, known, recipe, threads)
    )


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
    parts = [sorted_rows(hashes, counts) for hashes, counts in shown]
    hashes, kept = (joined(list(column)) for column in zip(*parts, strict=True))
    return hashes, kept


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
    marks: Hashes,
    width: int,
    first: int,
    after: int,
) -> tuple[Hashes, Places]:
    """Hashes of articles `first` to `after` that stand in something not known, moved together."""
    counts = np.zeros(after - first, np.int64)
    hidden = np.empty(64, np.bool_)
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
                hidden[unit] = may_be_in(marks, value) and is_known(own, value)
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
def sorted_rows(hashes: Hashes, counts: Places) -> tuple[Hashes, Places]:
    """Distinct hashes of each article, sorted."""
    out = np.empty(hashes.size, np.uint64)
    kept = np.zeros(counts.size, np.int64)
    buckets = np.empty(256, np.int64)
    at = 0
    used = 0
    for article in range(counts.size):
        if buckets.size < 4 * counts[article] + 3:
            buckets = np.empty(8 * counts[article] + 3, np.int64)
        row = hashes[at : at + counts[article]]
        kept[article] = sort_distinct(row, row.size, buckets, out[used:])
        at += row.size
        used += kept[article]
    return out[:used], kept
