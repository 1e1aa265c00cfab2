# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Find what outlets repeat with the compiled kernels.

In:   units of all articles, article by article.
Out:  the same units as `graphx.reuse.learning.repeated_units`; which shingles they hide.

Outlet after outlet, in the cache.  What an outlet has once is left out, and the rest is sorted by
hash.  Its articles are compared over the units they share, article by article, with one counter for
every later one.
"""

from typing import Final, NamedTuple

import numpy as np

from graphx.reuse.kernels.arrays import Flags, Hashes, Numbers, Places
from graphx.reuse.kernels.dealing import BLOCK_BITS
from graphx.reuse.kernels.index import sort_row
from graphx.reuse.kernels.jit import compiled
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.kernels.twice import Twice, UnitRows, find_twice, new_twice

_BLOCK = (1 << BLOCK_BITS) - 1

Limits = tuple[int, float, float, int, int]
"""The fields of `graphx.reuse.boilerplate.BoilerplateLimits`."""


class Hiding(NamedTuple):
    """Where to mark the places of shingles that lie in what an outlet repeats.

    Parameters
    ----------
    blocks : ndarray of int64, shape (n_articles,)
        First block of sixty-four places of each article; of none where nothing is to be marked.
    hidden : ndarray of uint64, shape (n_blocks,)
        A bit for each place.
    width : int
        Words of a shingle.
    """

    blocks: Places
    hidden: Hashes
    width: int


NOTHING_HIDDEN: Final = Hiding(np.zeros(0, np.int64), np.zeros(0, np.uint64), 1)


class _Lists(NamedTuple):
    """Units of one outlet by hash, each once an article.

    Parameters
    ----------
    hashes : ndarray of uint64, shape (n_entries,)
    members, words : ndarray of int32, shape (n_entries,)
        Article of the outlet, and words of the unit.
    starts : ndarray of int64, shape (n_lists + 1,)
        Where the articles of each unit begin.
    list_of : ndarray of int32
        In which list each unit is that the outlet may have twice.
    """

    hashes: Hashes
    members: Numbers
    words: Numbers
    starts: Places
    list_of: Numbers


def compiled_repeated(
    outlet_of: Places,
    owners: Numbers,
    hashes: Hashes,
    words_of: Numbers,
    limits: Limits,
    threads: int,
) -> tuple[Places, Hashes, Places]:
    """Outlet, hash and number of articles of each repeated unit, sorted by outlet and hash."""
    firsts, counts, words = _placed(owners, words_of, outlet_of.size)
    starts = (np.cumsum(counts) - counts).astype(np.uintp)
    hashes = np.ascontiguousarray(hashes)
    rows = UnitRows(
        hashes.ctypes.data + starts * np.uintp(hashes.itemsize),
        firsts.ctypes.data + starts * np.uintp(firsts.itemsize),
        counts,
        words,
    )
    return repeated_among(rows, outlet_of, limits, threads, NOTHING_HIDDEN)


def repeated_among(
    rows: UnitRows, outlet_of: Places, limits: Limits, threads: int, hiding: Hiding
) -> tuple[Places, Hashes, Places]:
    """Return repeated units as `compiled_repeated`, and mark what they hide."""
    articles = np.argsort(outlet_of, kind="stable")
    outlets = int(outlet_of.max(initial=-1)) + 1
    starts = np.searchsorted(outlet_of[articles], np.arange(outlets + 1))

    def work(first: int, after: int) -> tuple[Places, Hashes, Places]:
        return _repeated(rows, articles, starts, limits, hiding, first, after)

    parts = in_parts(work, outlets, threads, parts=8 * threads)
    found, units, counts = (joined(list(column)) for column in zip(*parts, strict=True))
    return found, units, counts


@compiled
def _placed(owners: Numbers, words_of: Numbers, articles: int) -> tuple[Numbers, Places, Places]:
    """First word of each unit in its article; units and words of each article."""
    firsts = np.empty(owners.size, np.int32)
    counts = np.zeros(articles, np.int64)
    words = np.zeros(articles, np.int64)
    for unit in range(owners.size):
        article = owners[unit]
        firsts[unit] = words[article]
        counts[article] += 1
        words[article] += words_of[unit]
    return firsts, counts, words


@compiled
def _repeated(
    rows: UnitRows,
    articles: Places,
    starts: Places,
    limits: Limits,
    hiding: Hiding,
    first: int,
    after: int,
) -> tuple[Places, Hashes, Places]:
    """Repeated units of outlets `first` to `after`, whose articles begin at `starts`."""
    min_articles, alike_share, common_share, common_articles, alike_articles = limits
    found_outlets = np.empty(64, np.int64)
    found_units = np.empty(64, np.uint64)
    found_articles = np.empty(64, np.int64)
    found = 0
    largest = 0
    for outlet in range(first, after):
        own = articles[starts[outlet] : starts[outlet + 1]]
        largest = max(largest, rows.counts[own].sum())
    twice = new_twice(largest)
    for outlet in range(first, after):
        own = articles[starts[outlet] : starts[outlet + 1]]
        totals = rows.words[own]
        telling = (totals > 0).sum()
        if telling < min_articles:
            continue
        lists = _lists(twice, find_twice(rows, own, twice), totals)
        most = telling
        if telling >= common_articles:
            most = min(int(telling * common_share), alike_articles)
        group = _alike(lists.members, lists.words, lists.starts, totals, most, alike_share)
        met = np.full(totals.size, -1, np.int64)
        repeated = np.zeros(lists.starts.size, np.bool_)
        before = found
        for number in range(lists.starts.size - 1):
            size = lists.starts[number + 1] - lists.starts[number]
            if size < min_articles:
                continue
            unlike = 0
            for k in range(lists.starts[number], lists.starts[number + 1]):
                leader = _leader(group, lists.members[k])
                unlike += met[leader] != number
                met[leader] = number
            if unlike < min_articles:
                continue
            if found == found_units.size:
                found_outlets = np.append(found_outlets, np.empty(found, np.int64))
                found_units = np.append(found_units, np.empty(found, np.uint64))
                found_articles = np.append(found_articles, np.empty(found, np.int64))
            found_outlets[found] = outlet
            found_units[found] = lists.hashes[lists.starts[number]]
            found_articles[found] = size
            found += 1
            repeated[number] = True
        if found > before and hiding.blocks.size:
            _hide(twice, lists.list_of, repeated, own, rows.words, hiding)
    return found_outlets[:found], found_units[:found], found_articles[:found]


@compiled
def _lists(twice: Twice, count: int, totals: Places) -> _Lists:
    """Sort the units an outlet may have twice.

    What an article has twice counts once, and is taken from its words in `totals`.
    """
    numbers = np.arange(count).astype(np.int32)
    row = np.empty(count, np.uint64)
    order = np.empty(count, np.int32)
    buckets = np.empty(2 * count + 3, np.int64)
    sort_row(twice.hashes, numbers, 0, count, 64, buckets, row, order)
    members = np.empty(count, np.int32)
    words = np.empty(count, np.int32)
    starts = np.zeros(count + 1, np.int64)
    list_of = numbers
    used = 0
    lists = 0
    for k in range(count):
        unit = order[k]
        article = twice.owners[unit]
        new = used == 0 or row[k] != row[used - 1]
        list_of[unit] = lists - (not new)
        if not new and members[used - 1] == article:
            totals[article] -= twice.words[unit]
            continue
        if new:
            starts[lists] = used
            lists += 1
        row[used] = row[k]
        members[used] = article
        words[used] = twice.words[unit]
        used += 1
    starts[lists] = used
    return _Lists(row[:used], members[:used], words[:used], starts[: lists + 1], list_of)


@compiled
def _hide(
    twice: Twice,
    list_of: Numbers,
    repeated: Flags,
    articles: Places,
    words: Places,
    hiding: Hiding,
) -> None:
    """Mark the places of shingles that lie in repeated units, one or more in a row."""
    owner = -1
    begin = 0
    end = 0
    for k in range(list_of.size):
        if not repeated[list_of[k]]:
            continue
        if twice.owners[k] != owner or twice.firsts[k] != end:
            if owner >= 0:
                _mark(hiding, articles[owner], words, begin, end)
            owner = twice.owners[k]
            begin = twice.firsts[k]
        end = twice.firsts[k] + twice.words[k]
    if owner >= 0:
        _mark(hiding, articles[owner], words, begin, end)


@compiled
def _mark(hiding: Hiding, article: int, words: Places, begin: int, end: int) -> None:
    """Mark the places of the shingles of an article that lie in words `begin` to `end`."""
    block = hiding.blocks[article]
    for place in range(begin, end - min(hiding.width, words[article]) + 1):
        hiding.hidden[block + (place >> BLOCK_BITS)] |= np.uint64(1) << np.uint64(place & _BLOCK)


@compiled
def _alike(
    members: Numbers,
    words: Numbers,
    list_starts: Places,
    totals: Places,
    most: int,
    alike_share: float,
) -> Numbers:
    """Put articles that share much into groups; see `_leader`."""
    articles = totals.size
    group = np.arange(articles).astype(np.int32)
    entry_starts = np.zeros(articles + 1, np.int64)
    for number in range(list_starts.size - 1):
        if 1 < list_starts[number + 1] - list_starts[number] <= most:
            for k in range(list_starts[number], list_starts[number + 1]):
                entry_starts[members[k] + 1] += 1
    for article in range(articles):
        entry_starts[article + 1] += entry_starts[article]
    entries = np.empty(entry_starts[-1], np.int64)
    stops = np.empty(entry_starts[-1], np.int64)
    filled = entry_starts[:-1].copy()
    for number in range(list_starts.size - 1):
        if 1 < list_starts[number + 1] - list_starts[number] <= most:
            for k in range(list_starts[number], list_starts[number + 1]):
                place = filled[members[k]]
                entries[place] = k
                stops[place] = list_starts[number + 1]
                filled[members[k]] = place + 1
    shared = np.zeros(articles, np.int64)
    met = np.empty(articles, np.int32)
    for article in range(articles):
        touched = 0
        for entry in range(entry_starts[article], entry_starts[article + 1]):
            for k in range(entries[entry] + 1, stops[entry]):
                other = members[k]
                if shared[other] == 0:
                    met[touched] = other
                    touched += 1
                shared[other] += words[entries[entry]]
        for k in range(touched):
            other = met[k]
            if shared[other] >= alike_share * min(totals[article], totals[other]):
                one = _leader(group, article)
                two = _leader(group, other)
                group[max(one, two)] = min(one, two)
            shared[other] = 0
    return group


@compiled
def _leader(group: Numbers, article: int) -> int:
    """First article of a group: follow the links, halving the way."""
    while group[article] != article:
        group[article] = group[group[article]]
        article = group[article]
    return article
