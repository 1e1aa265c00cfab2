"""Propose pairs with the compiled kernels.

In:   the index of `graphx.reuse.postings`, or signatures.
Out:  the same pairs as `posting_pairs` and `band_pairs`, each packed into one number,
      ``left * n_articles + right``.

Posting lists are walked article by article: a counter for every later article says how many lists
it was met in, so no list of pairs is ever sorted.  Signatures are put into one hash table a band;
a pair that agrees in several bands is told in the first only.
"""

import numpy as np
from numpy.typing import NDArray

from graphx.reuse.bands import Bands
from graphx.reuse.kernels.arrays import Halves, Numbers, Places
from graphx.reuse.kernels.jit import as_int, compiled
from graphx.reuse.kernels.threads import in_parts, joined
from graphx.reuse.postings import InvertedIndex, PostingLimits, longest_linked

_NOBODY = -1


def compiled_posting_pairs(
    index: InvertedIndex, limits: PostingLimits, threads: int
) -> NDArray[np.int64]:
    """Pairs that share enough kept hashes, sorted."""
    sizes = np.diff(index.list_starts)
    cap = longest_linked(sizes, index.kept.size, limits)
    hubs = _hubs(index, np.flatnonzero(sizes > cap), limits.hubs)

    def work(first: int, after: int) -> NDArray[np.int64]:
        return _walk(*index, hubs, cap, limits.min_shared, first, after)

    # Later articles have fewer articles after them; small parts keep all threads at work.
    return joined(in_parts(work, index.kept.size, threads, parts=8 * threads))


def _hubs(
    index: InvertedIndex, crowded: NDArray[np.int64], hubs: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Row of hubs of each list (-1 when it has none) and the hubs, ascending, ``n`` where none."""
    rows = np.full(index.list_starts.size - 1, _NOBODY, np.int64)
    rows[crowded] = np.arange(crowded.size)
    fullest = np.full((crowded.size, hubs), index.kept.size, np.int32)
    for row, number in enumerate(crowded.tolist()):
        members = index.members[index.list_starts[number] : index.list_starts[number + 1]]
        best = members[np.lexsort((members, -index.kept[members]))][:hubs]
        fullest[row, : best.size] = np.sort(best)
    return rows, fullest


@compiled
def _walk(
    list_starts: Places,
    members: Numbers,
    article_starts: Places,
    lists: Numbers,
    kept: Places,
    hubs: tuple[Places, Numbers],
    cap: int,
    min_shared: int,
    first: int,
    after: int,
) -> Places:
    articles = kept.size
    hub_rows, fullest = hubs
    shared = np.zeros(articles, np.int32)
    met = np.empty(articles, np.int32)
    found = np.empty(1024, np.int64)
    pairs = 0
    for article in range(first, after):
        touched = 0
        for entry in range(article_starts[article], article_starts[article + 1]):
            number = lists[entry]
            start = list_starts[number]
            stop = list_starts[number + 1]
            place = _place(members, start, stop, article) + 1
            if stop - start > cap:
                row = fullest[hub_rows[number]]
                is_hub = False
                for hub in row:
                    is_hub |= hub == article
                if not is_hub:
                    neighbour = members[place] if place < stop else article
                    for hub in row:
                        if article < hub < articles and hub != neighbour:
                            touched = _meet(hub, shared, met, touched)
                    if neighbour > article:
                        touched = _meet(neighbour, shared, met, touched)
                    continue
            for k in range(place, stop):
                touched = _meet(members[k], shared, met, touched)
        if pairs + touched > found.size:
            bigger = np.empty(2 * (pairs + touched), np.int64)
            bigger[:pairs] = found[:pairs]
            found = bigger
        before = pairs
        for k in range(touched):
            other = met[k]
            if shared[other] >= min(min_shared, kept[article], kept[other]):
                found[pairs] = article * articles + other
                pairs += 1
            shared[other] = 0
        found[before:pairs].sort()
    return found[:pairs].copy()


@compiled
def _place(members: Numbers, start: int, stop: int, article: int) -> int:
    """Where `article` stands in its list."""
    while stop - start > 1:
        middle = (start + stop) // 2
        if members[middle] <= article:
            start = middle
        else:
            stop = middle
    return start


@compiled
def _meet(other: int, shared: Numbers, met: Numbers, touched: int) -> int:
    if shared[other] == 0:
        met[touched] = other
        touched += 1
    shared[other] += 1
    return touched


def compiled_band_pairs(
    signatures: NDArray[np.uint32], cut: Bands, threads: int
) -> NDArray[np.int64]:
    """Pairs of articles that agree in a band, in no order."""

    def work(first: int, after: int) -> NDArray[np.int64]:
        return _bands(signatures, cut.rows, first, after)

    return joined(in_parts(work, cut.bands, threads))


@compiled
def _bands(signatures: Halves, rows: int, first: int, after: int) -> Places:
    """Pairs whose first agreeing band lies in `first` to `after`."""
    articles = signatures.shape[0]
    bits = 1
    while (1 << bits) < 2 * articles:
        bits += 1
    shift = np.uint64(64 - bits)
    newest = np.empty(1 << bits, np.int32)
    older = np.empty(articles, np.int32)
    found = np.empty(1024, np.int64)
    pairs = 0
    for band in range(first, after):
        newest[:] = _NOBODY
        start = band * rows
        for article in range(articles):
            key = np.uint64(0)
            for k in range(start, start + rows):
                key = (key ^ np.uint64(signatures[article, k])) * np.uint64(0x9E3779B97F4A7C15)
                key ^= key >> np.uint64(29)
            slot = as_int((key * np.uint64(0xD1342543DE82EF95)) >> shift)
            # Each slot holds the newest article of one key; others move on to the next slot.
            while newest[slot] != _NOBODY and not _agree(
                signatures, newest[slot], article, start, rows
            ):
                slot = (slot + 1) & ((1 << bits) - 1)
            other = newest[slot]
            older[article] = other
            newest[slot] = article
            while other != _NOBODY:
                if not _agreed_before(signatures, other, article, band, rows):
                    if pairs == found.size:
                        bigger = np.empty(2 * pairs, np.int64)
                        bigger[:pairs] = found
                        found = bigger
                    found[pairs] = other * articles + article
                    pairs += 1
                other = older[other]
    return found[:pairs].copy()


@compiled
def _agree(signatures: Halves, one: int, other: int, start: int, rows: int) -> bool:
    agree = True
    for k in range(start, start + rows):
        agree &= signatures[one, k] == signatures[other, k]
    return agree


@compiled
def _agreed_before(signatures: Halves, one: int, other: int, band: int, rows: int) -> bool:
    earlier = 0
    while earlier < band and not _agree(signatures, one, other, earlier * rows, rows):
        earlier += 1
    return earlier < band
