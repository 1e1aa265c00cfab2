# numba infers the machine type of every number, NumPy's scalars among them, from its use.
# mypy: disable-error-code="assignment"
"""Find what outlets repeat with the compiled kernels.

In:   units of all articles, in the order of the articles.
Out:  the same units as `graphx.reuse.learning.repeated_units`.

What an outlet has once is left out; other units are dealt out to their outlets and sorted by hash
there.  Articles of an outlet are compared over the units they share, article by article, with one
counter for every later one.
"""

import numpy as np

from graphx.reuse.kernels.arrays import Hashes, Numbers, Places
from graphx.reuse.kernels.index import sort_row
from graphx.reuse.kernels.jit import compiled
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.kernels.twice import Met, UnitPart, met_twice


def compiled_repeated(
    outlet_of: Places,
    owners: Numbers,
    hashes: Hashes,
    words_of: Numbers,
    limits: tuple[int, float, float, int, int],
    threads: int,
) -> tuple[Places, Hashes, Places]:
    """Outlet, hash and number of articles of each repeated unit, sorted by outlet and hash.

    `limits` are the fields of `graphx.reuse.boilerplate.BoilerplateLimits`.
    """
    firsts, counts, words = _placed(owners, words_of, outlet_of.size)
    met = met_twice([UnitPart(hashes, firsts, counts, words)], outlet_of)
    return repeated_among(met, outlet_of, words, limits, threads)


def repeated_among(
    met: Met,
    outlet_of: Places,
    words: Places,
    limits: tuple[int, float, float, int, int],
    threads: int,
) -> tuple[Places, Hashes, Places]:
    """Return repeated units as `compiled_repeated`; `words` of each article."""
    telling = outlet_of[(words > 0) & (outlet_of >= 0)]
    articles_of = np.bincount(telling)
    starts, dealt = _deal(outlet_of, met.owners, articles_of.size)

    def work(first: int, after: int) -> tuple[Places, Hashes, Places]:
        columns = (starts, dealt, met.owners, met.units, met.words, words, articles_of)
        return _repeated(*columns, *limits, first, after)

    parts = in_parts(work, articles_of.size, threads, parts=8 * threads)
    found, units, articles = (joined(list(column)) for column in zip(*parts, strict=True))
    return found, units, articles


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
def _deal(outlet_of: Places, owners: Numbers, outlets: int) -> tuple[Places, Places]:
    """Numbers of the units of each outlet, in order, and where each outlet begins."""
    starts = np.zeros(outlets + 1, np.int64)
    for owner in owners:
        starts[outlet_of[owner] + 1] += 1
    for outlet in range(outlets):
        starts[outlet + 1] += starts[outlet]
    filled = starts[:-1].copy()
    dealt = np.empty(owners.size, np.int64)
    for unit in range(owners.size):
        outlet = outlet_of[owners[unit]]
        dealt[filled[outlet]] = unit
        filled[outlet] += 1
    return starts, dealt


@compiled
def _repeated(
    starts: Places,
    dealt: Places,
    owners: Numbers,
    hashes: Hashes,
    words_of: Numbers,
    totals_of: Places,
    articles_of: Places,
    min_articles: int,
    alike_share: float,
    common_share: float,
    common_articles: int,
    alike_articles: int,
    first: int,
    after: int,
) -> tuple[Places, Hashes, Places]:
    """Repeated units of outlets `first` to `after`."""
    found_outlets = np.empty(64, np.int64)
    found_units = np.empty(64, np.uint64)
    found_articles = np.empty(64, np.int64)
    found = 0
    for outlet in range(first, after):
        row, members, words, list_starts, totals = _lists(
            dealt[starts[outlet] : starts[outlet + 1]], owners, hashes, words_of, totals_of
        )
        articles = articles_of[outlet]
        if articles < min_articles:
            continue
        most = articles
        if articles >= common_articles:
            most = min(int(articles * common_share), alike_articles)
        group = _alike(members, words, list_starts, totals, most, alike_share)
        met = np.full(totals.size, -1, np.int64)
        for number in range(list_starts.size - 1):
            size = list_starts[number + 1] - list_starts[number]
            if size < min_articles:
                continue
            unlike = 0
            for k in range(list_starts[number], list_starts[number + 1]):
                leader = _leader(group, members[k])
                unlike += met[leader] != number
                met[leader] = number
            if unlike < min_articles:
                continue
            if found == found_units.size:
                found_outlets = np.append(found_outlets, np.empty(found, np.int64))
                found_units = np.append(found_units, np.empty(found, np.uint64))
                found_articles = np.append(found_articles, np.empty(found, np.int64))
            found_outlets[found] = outlet
            found_units[found] = row[list_starts[number]]
            found_articles[found] = size
            found += 1
    return found_outlets[:found], found_units[:found], found_articles[:found]


@compiled
def _lists(
    own: Places, owners: Numbers, hashes: Hashes, words_of: Numbers, totals_of: Places
) -> tuple[Hashes, Numbers, Numbers, Places, Places]:
    """Units of one outlet by hash, each once an article; articles are numbered from 0.

    Returns hash, article and words of each, where the articles of each hash begin, and the words of
    each article, those of units that occur once among them.
    """
    values = np.empty(own.size, np.uint64)
    numbers = np.empty(own.size, np.int32)
    article_of = np.empty(own.size, np.int32)
    totals = np.empty(own.size, np.int64)
    articles = 0
    for k in range(own.size):
        articles += k > 0 and owners[own[k]] != owners[own[k - 1]]
        article_of[k] = articles
        totals[articles] = totals_of[owners[own[k]]]
        values[k] = hashes[own[k]]
        numbers[k] = k
    row = np.empty(own.size, np.uint64)
    order = np.empty(own.size, np.int32)
    sort_row(values, numbers, 0, own.size, 64, np.empty(2 * own.size + 3, np.int64), row, order)
    members = np.empty(own.size, np.int32)
    words = np.empty(own.size, np.int32)
    starts = np.zeros(own.size + 1, np.int64)
    used = 0
    lists = 0
    for k in range(own.size):
        article = article_of[order[k]]
        new = used == 0 or row[k] != row[used - 1]
        if not new and members[used - 1] == article:
            totals[article] -= words_of[own[order[k]]]
            continue
        if new:
            starts[lists] = used
            lists += 1
        row[used] = row[k]
        members[used] = article
        words[used] = words_of[own[order[k]]]
        used += 1
    starts[lists] = used
    return row[:used], members[:used], words[:used], starts[: lists + 1], totals[: articles + 1]


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
