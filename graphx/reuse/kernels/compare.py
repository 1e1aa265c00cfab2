# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Compare the articles of pairs, from their bytes to their passages.

In:   both sides of pairs, flat, with what is boilerplate of each article.
Out:  for every pair its relation and figures; for those that match, passages, as
      `graphx.reuse.verify.compare` gives them.
"""

from typing import Final, NamedTuple

import numpy as np

from graphx.reuse.kernels.arrays import Bytes, Places, more_rows
from graphx.reuse.kernels.flat import FlatReadings, KnownUnits
from graphx.reuse.kernels.jit import as_int, compiled
from graphx.reuse.kernels.passages import (
    Text,
    byte_stretches,
    code_points,
    joined_runs,
    widened,
)
from graphx.reuse.kernels.rows import (
    AT,
    DISTINCT,
    WIDEST,
    WORDS,
    Rows,
    forget_many,
    is_read,
    new_facts,
    new_rows,
    read_row,
    row_of,
)
from graphx.reuse.kernels.runs import disjoint_runs, longest_run, maximal_runs
from graphx.reuse.kernels.seeds import (
    Seeds,
    find_seeds,
    new_seeds,
    precedes,
    room_for_seeds,
    shared_words,
)
from graphx.reuse.kernels.tables import CharTables
from graphx.reuse.kernels.text import Room, new_room
from graphx.reuse.relation import NOT_RELATED, relation_number

Workplace = tuple[Room, Rows, Seeds]

SHARED, LEFT, RIGHT, RELATION, SHARED_WORDS, LONGEST, SPANS = range(7)
"""Figures of a pair: different shingles both have, the left has, the right has; its relation;
words in shared shingles, words of the longest exact run, and how many passages."""

FIGURES: Final = 7

related = compiled(relation_number)
"""`graphx.reuse.relation.relation_number`, compiled."""


class Side(NamedTuple):
    """One side of pairs.

    Parameters
    ----------
    flat : FlatReadings
    known : KnownUnits
        What is boilerplate of each article.
    articles : ndarray of int64, shape (n_pairs,)
        Number of the article in each row; equal numbers are equal articles, on both sides.
    """

    flat: FlatReadings
    known: KnownUnits
    articles: Places


class Choices(NamedTuple):
    """What matches hang on besides the texts: see `RelationLimits` and `AlignLimits`."""

    shingle_words: int
    relations: tuple[float, float, float, float, int]
    max_seeds: int
    max_gap_words: int
    max_gap_chars: int
    min_words: int


@compiled
def new_workplace() -> Workplace:
    """Scratch for `compare_pairs`; what it returns is used again for the next pairs."""
    return new_room(), new_rows(), new_seeds(1024, 1024)


@compiled
def compare_pairs(
    left: Side,
    right: Side,
    first: int,
    after: int,
    articles: int,
    tables: CharTables,
    classes: Bytes,
    choices: Choices,
    most_words: int,
    workplace: Workplace,
) -> tuple[Workplace, Places, Places]:
    """Compare pairs `first` to `after` of `articles` different articles.

    Returns the scratch, figures of each pair, and the passages of all, shape (n_passages, 4):
    half-open code points, left and right.
    """
    room, rows, seeds = workplace
    rows.used[0] = 0
    facts = new_facts(articles)
    figures = np.zeros((after - first, FIGURES), np.int64)
    spans = np.empty((after - first + 16, 4), np.int64)
    used = 0
    width = choices.shingle_words
    for pair in range(first, after):
        forget_many(rows, facts, most_words)
        one = left.articles[pair]
        other = right.articles[pair]
        if not is_read(facts, one):
            room, rows = read_row(
                left.flat, left.known, pair, tables, width, classes, room, rows, facts[one]
            )
        if not is_read(facts, other):
            room, rows = read_row(
                right.flat, right.known, pair, tables, width, classes, room, rows, facts[other]
            )
        told = figures[pair - first]
        seeds, runs = _compared(rows, facts[one], facts[other], choices, seeds, told)
        if told[RELATION] == NOT_RELATED:
            continue
        here = _text(left.flat, pair, rows, facts[one])
        there = _text(right.flat, pair, rows, facts[other])
        found = widened(
            joined_runs(
                runs,
                here,
                there,
                choices.max_gap_words,
                choices.max_gap_chars,
                choices.min_words,
            ),
            here,
            there,
            tables,
        )
        count = found.shape[0]
        while used + count > spans.shape[0]:
            spans = more_rows(spans, spans.shape[0])
        spans[used : used + count, :2] = code_points(here.raw, found[:, :2])
        spans[used : used + count, 2:] = code_points(there.raw, found[:, 2:])
        told[SPANS] = count
        used += count
    return (room, rows, seeds), figures, spans[:used]


@compiled
def _text(flat: FlatReadings, number: int, rows: Rows, facts: Places) -> Text:
    raw = flat.raw[flat.starts[number] : flat.starts[number + 1]]
    body = flat.body[flat.body_starts[number] : flat.body_starts[number + 1]]
    words = slice(as_int(facts[AT]), as_int(facts[AT] + facts[WORDS]))
    return Text(
        raw, byte_stretches(raw, body), rows.firsts[words], rows.lasts[words], facts[WIDEST]
    )


@compiled
def _compared(
    rows: Rows, left: Places, right: Places, choices: Choices, seeds: Seeds, told: Places
) -> tuple[Seeds, Places]:
    """Write the figures of a pair whose articles have these facts; return its exact runs."""
    left_row, left_hidden = row_of(rows, left)
    right_row, right_hidden = row_of(rows, right)
    # The runs taken may hang on the order of the sides, so the texts themselves decide it.
    mirrored = precedes(right_row, right_hidden, left_row, left_hidden)
    one, other = (right, left) if mirrored else (left, right)
    row, hidden = row_of(rows, one)
    other_row, other_hidden = row_of(rows, other)
    seeds = room_for_seeds(seeds, row.size, other_row.size)
    shared = find_seeds(row, hidden, other_row, other_hidden, seeds)
    told[SHARED] = shared
    told[LEFT] = left[DISTINCT]
    told[RIGHT] = right[DISTINCT]
    told[RELATION] = related(shared, left[DISTINCT], right[DISTINCT], choices.relations)
    if told[RELATION] == NOT_RELATED:
        return seeds, np.empty((0, 3), np.int64)
    width = choices.shingle_words
    narrow = min(width, one[WORDS], other[WORDS])
    told[SHARED_WORDS] = shared_words(
        seeds, row.size, other_row.size, one[WORDS], other[WORDS], width
    )
    runs, complete = maximal_runs(seeds, row.size, other_row.size, choices.max_seeds)
    longest = 0
    for number in range(runs.shape[0]):
        longest = max(longest, runs[number, 2])
    if not complete:
        longest = longest_run(seeds.left_heads[: row.size], seeds.heads[: other_row.size], longest)
    told[LONGEST] = longest + narrow - 1
    runs = disjoint_runs(runs, row.size + narrow - 1, other_row.size + narrow - 1, narrow)
    if mirrored:
        for number in range(runs.shape[0]):
            runs[number, 0], runs[number, 1] = runs[number, 1], runs[number, 0]
    return seeds, runs
