# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Read articles into rows of shingles, and keep the rows at hand.

In:   flat readings, and what is boilerplate of each.
Out:  `Rows`: shingles in order, which of them are hidden, and where words stand, of one article
      after the other; a line of facts for each.

Memory that is touched for the first time costs as much as reading does, so rows are written over
earlier ones: when more than `MOST_WORDS` are kept, all are forgotten, and an article that is asked
for again is read again.
"""

from typing import Final, NamedTuple

import numpy as np

from graphx.reuse.kernels.arrays import Bytes, Flags, Hashes, Numbers, Places, grown
from graphx.reuse.kernels.flat import FlatReadings, KnownUnits
from graphx.reuse.kernels.jit import as_int, compiled
from graphx.reuse.kernels.shingles import count_distinct, shingle_row
from graphx.reuse.kernels.tables import CharTables
from graphx.reuse.kernels.text import Room, locate_words, new_room, read_words
from graphx.reuse.kernels.units import hide_shingles

MOST_WORDS: Final = 1 << 19
"""Words whose rows are kept, about; seventeen bytes each."""

AT, WORDS, SHINGLES, DISTINCT, WIDEST = range(5)
"""Facts of an article: first place of its row; how many words, shingles and different shingles
that count it has; bytes of the widest gap between two words."""

FACTS: Final = 5

_UNREAD = -1


class Rows(NamedTuple):
    """Articles at hand, each in consecutive places.

    Parameters
    ----------
    shingles : ndarray of uint64
    hidden : ndarray of bool
        Shingles all of whose words are boilerplate.
    firsts, lasts : ndarray of int32
        First byte of each word, and one past its last, in its own text.
    used : ndarray of int64, shape (1,)
        How many places are taken.
    """

    shingles: Hashes
    hidden: Flags
    firsts: Numbers
    lasts: Numbers
    used: Places


@compiled
def new_rows() -> Rows:
    """Rows of no article."""
    return Rows(
        np.empty(1024, np.uint64),
        np.empty(1024, np.bool_),
        np.empty(1024, np.int32),
        np.empty(1024, np.int32),
        np.zeros(1, np.int64),
    )


@compiled
def new_facts(articles: int) -> Places:
    """Facts of articles none of which was read."""
    return np.full((articles, FACTS), _UNREAD, np.int64)


@compiled
def is_read(facts: Places, article: int) -> bool:
    """Whether the row of an article is at hand."""
    return bool(facts[article, AT] != _UNREAD)


@compiled
def forget_many(rows: Rows, facts: Places, most: int) -> None:
    """Forget all rows, if there are too many."""
    if rows.used[0] > most:
        rows.used[0] = 0
        facts[:, AT] = _UNREAD


@compiled
def read_row(
    flat: FlatReadings,
    known: KnownUnits,
    number: int,
    tables: CharTables,
    width: int,
    classes: Bytes,
    room: Room,
    rows: Rows,
    facts: Places,
) -> tuple[Room, Rows]:
    """Read article `number` of `flat` and write its facts; return the arrays, grown if need be."""
    own = known.units[known.begins[number] : known.ends[number]]
    room, words, runs, told = read_words(
        flat.raw,
        flat.starts,
        flat.body_starts,
        flat.body,
        number,
        tables,
        classes,
        own.size > 0,
        room,
    )
    count = words.size
    begin = rows.used[0]
    if begin + count > rows.shingles.size:
        rows = Rows(
            grown(rows.shingles, begin, count),
            grown(rows.hidden, begin, count),
            grown(rows.firsts, begin, count),
            grown(rows.lasts, begin, count),
            rows.used,
        )
    rows.used[0] += count
    firsts, lasts = locate_words(flat.raw, room, count, runs)
    start = flat.starts[number]
    row_firsts = rows.firsts[begin : begin + count]
    row_lasts = rows.lasts[begin : begin + count]
    widest = 0
    for k in range(count):
        row_firsts[k] = firsts[k] - start
        row_lasts[k] = lasts[k] - start
        widest = max(widest, firsts[k] - lasts[max(k - 1, 0)])
    row = rows.shingles[begin : begin + count]
    made = shingle_row(words, count, width, row)
    hidden = rows.hidden[begin : begin + made]
    hidden[:] = False
    counting = row[:made]
    if own.size and count:
        narrow = min(width, count)
        if hide_shingles(
            flat.raw, room, words, runs, told, classes, own, known.marks, narrow, hidden
        ):
            counting = _shown(counting, hidden, words)  # the words are needed no more
    facts[AT] = begin
    facts[WORDS] = count
    facts[SHINGLES] = made
    facts[WIDEST] = widest
    facts[DISTINCT] = count_distinct(counting, counting.size, np.empty(1024, np.uint64))
    return room, rows


@compiled
def _shown(row: Hashes, hidden: Flags, shown: Hashes) -> Hashes:
    """Write the shingles that are not hidden to `shown`; return them."""
    used = 0
    for k in range(row.size):
        shown[used] = row[k]
        used += not hidden[k]
    return shown[:used]


@compiled
def shown_rows(
    flat: FlatReadings, known: KnownUnits, tables: CharTables, width: int, classes: Bytes
) -> tuple[Hashes, Places]:
    """Shingles that count of each article of `flat`, in order, and how many each has."""
    articles = flat.starts.size - 1
    counts = np.zeros(articles, np.int64)
    shown = np.empty(1024, np.uint64)
    room = new_room()
    rows = new_rows()
    facts = np.empty(FACTS, np.int64)
    used = 0
    for number in range(articles):
        rows.used[0] = 0
        room, rows = read_row(flat, known, number, tables, width, classes, room, rows, facts)
        made = facts[SHINGLES]
        if used + made > shown.size:
            shown = grown(shown, used, made)
        for k in range(made):
            if not rows.hidden[k]:
                shown[used] = rows.shingles[k]
                used += 1
                counts[number] += 1
    return shown[:used], counts


@compiled
def row_of(rows: Rows, facts: Places) -> tuple[Hashes, Flags]:
    """Shingles of an article with these facts, and which of them are hidden."""
    places = slice(as_int(facts[AT]), as_int(facts[AT] + facts[SHINGLES]))
    return rows.shingles[places], rows.hidden[places]
