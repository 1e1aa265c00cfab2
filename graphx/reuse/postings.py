"""Find pairs that share rare shingles: an inverted index over kept hashes.

In:   the hashes of kept shingles (`graphx.reuse.shingles.kept_shingles`) of every article.
Out:  pairs that share enough of them.

Each kept hash names the articles that have it.  A pair meets when it shares as many as either of
its articles needs (`PostingLimits.needed`): a short one needs fewer.

A hash that very many articles have costs the square of their number.  How many is too many
follows from the work at hand, so that a small collection loses nothing and a large one stays
affordable: the longest lists are set aside until the pairs of all others fit a budget, and lists
up to `always_linked` articles are never set aside.  In a list set aside, every article is linked
with the `hubs` fullest articles of the list and with its neighbours, so that a story run by
thousands still hangs together; its full copies meet in the signatures (`graphx.reuse.bands`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

HASH_BITS: Final = 42
"""So many bits of a hash tell it from others, the highest ones.

Among the hashes of a million articles, some hundred millions, a few thousand agree in them with
another by chance: one more shared hash, for a pair of which four are asked.
"""

Kept = Sequence[tuple[NDArray[np.uint64], NDArray[np.int64]]]
"""Kept hashes of consecutive articles, and how many each article has; batch by batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingLimits:
    """When two articles meet over shared hashes, and what that may cost.

    Parameters
    ----------
    min_shared : int
        Shared kept hashes that make a candidate.  With one shingle in three kept, two words
        apart at least, four are never in a stock phrase of ten words, which has six shingles.
        Of the 2,285 quotations and 3,720 partial copies that exact comparison finds in 19,039
        newswire stories, and of pairs proposed there and among 10,000 generated articles:

        ====================  =====  =====  =====  =====  =====  =====
        kept, one in; shared   5; 2   4; 2   4; 3   3; 3   3; 4   2; 4
        ====================  =====  =====  =====  =====  =====  =====
        quotations proposed    .978   .996   .938  .9996   .978   .999
        partial copies         .997   .999   .983   .999   .984  .9997
        pairs, newswire       26941  32993  12753  21185  12082  25278
        pairs, generated       8158   9561   5038   5400   4998   5132
        ====================  =====  =====  =====  =====  =====  =====

        What is proposed beyond the 6,902 related pairs of the newswire is compared in vain, and
        that costs most: finding and verifying 100,000 generated articles takes 6 CPU seconds with
        3; 4, 6.5 with 4; 3 and 7.5 with 3; 3.  Keeping hashes that are low (FracMinHash) proposes
        .812 of the quotations with 4; 3 (15,684 pairs), .939 with 3; 3 (23,272) and .993 with 2; 4
        (26,841): how many of a short passage are low is left to chance.
    short_kept, short_shared : int
        Of an article with so few kept hashes, so few shared ones make a candidate.  Of the 4,301
        partial copies that share eight shingles or more in that newswire, .954 are proposed so and
        .890 without, for 13,203 pairs instead of 12,082; with 24 kept .955 for 15,684.
    always_linked : int
        Lists up to this many articles are always worked through.
    pairs_floor : int
        Pairs every run may look at: two hundred and fifty copies of one page of text.
    pairs_per_article : int
        Pairs a run may look at besides, an article.
    hubs : int
        Articles every other one is linked with in a list set aside.
    """

    min_shared: int = 4
    short_kept: int = 16
    short_shared: int = 3
    always_linked: int = 16
    pairs_floor: int = 5_000_000
    pairs_per_article: int = 200
    hubs: int = 8

    def needed(self, kept: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return how many hashes must be shared with articles that have so many, of one shape.

        Never more than an article has: a very short one shares all of them.

        Examples
        --------
        >>> PostingLimits().needed(np.array([2, 16, 17])).tolist()
        [2, 3, 4]
        """
        short = np.where(kept <= self.short_kept, self.short_shared, self.min_shared)
        return np.minimum(np.minimum(short, self.min_shared), kept).astype(np.int32)


class InvertedIndex(NamedTuple):
    """Which articles have which hash; only hashes of two articles and more.

    Parameters
    ----------
    list_starts : ndarray of int64, shape (n_lists + 1,)
    members : ndarray of int32, shape (n_entries,)
        Article numbers of each list, ascending; lists in the order of their hashes.
    kept : ndarray of int64, shape (n_articles,)
        Kept hashes of each article, in a list or not.
    """

    list_starts: NDArray[np.int64]
    members: NDArray[np.int32]
    kept: NDArray[np.int64]


def invert(hashes: NDArray[np.uint64], kept: NDArray[np.int64]) -> InvertedIndex:
    """Build the index.

    Parameters
    ----------
    hashes : ndarray of uint64, shape (kept.sum(),)
        Kept hashes of all articles, one article after the other.
    kept : ndarray of int64, shape (n_articles,)
        How many each has.
    """
    owners = np.repeat(np.arange(kept.size, dtype=np.int32), kept)
    top = int(hashes.max(initial=0)).bit_length()
    hashes = hashes >> np.uint64(max(top - HASH_BITS, 0))
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    repeated = np.append(False, (hashes[1:] == hashes[:-1]) & (owners[1:] == owners[:-1]))[
        : hashes.size
    ]
    kept = kept - np.bincount(owners[repeated], minlength=kept.size)
    hashes, owners = hashes[~repeated], owners[~repeated]
    first = np.flatnonzero(np.diff(hashes, prepend=~hashes[:1]) != 0)
    sizes = np.diff(np.append(first, hashes.size))
    shared = np.repeat(sizes > 1, sizes)
    starts = np.concatenate([[0], np.cumsum(sizes[sizes > 1])])
    return InvertedIndex(starts.astype(np.int64), owners[shared], kept)


def longest_linked(lists: NDArray[np.int64], articles: int, limits: PostingLimits) -> int:
    """Size of the longest list that is worked through.

    Parameters
    ----------
    lists : ndarray of int64
        How many lists there are of each size, from 0 on.
    articles : int
        All there are.
    limits : PostingLimits

    Examples
    --------
    >>> tight = PostingLimits(always_linked=2, pairs_floor=7, pairs_per_article=0)
    >>> longest_linked(np.array([0, 0, 1, 2, 0, 0, 0, 0, 0, 1]), 10, tight), longest_linked(
    ...     np.array([0, 0, 1, 3]), 10, tight)
    (3, 2)
    """
    budget = max(limits.pairs_floor, limits.pairs_per_article * articles)
    sizes = np.flatnonzero(lists)
    pairs = np.cumsum(sizes * (sizes - 1) // 2 * lists[sizes])
    affordable = sizes[pairs <= budget]
    return max(limits.always_linked, int(affordable[-1]) if affordable.size else 0)


def posting_pairs(index: InvertedIndex, limits: PostingLimits) -> NDArray[np.int64]:
    """Return the pairs that share enough hashes, shape (n_pairs, 2), sorted."""
    cap = longest_linked(np.bincount(np.diff(index.list_starts)), index.kept.size, limits)
    articles = max(index.kept.size, 1)
    met = [np.zeros(0, np.int64)]
    for start, stop in pairwise(index.list_starts.tolist()):
        members = index.members[start:stop].astype(np.int64)
        left, right = np.triu_indices(members.size, 1)
        if members.size > cap:
            linked = _linked(members, index.kept, limits.hubs)[left, right]
            left, right = left[linked], right[linked]
        met.append(members[left] * articles + members[right])
    packed, shared = np.unique(np.concatenate(met), return_counts=True)
    pairs: NDArray[np.int64] = np.column_stack(np.divmod(packed, articles))
    enough: NDArray[np.int64] = pairs[shared >= limits.needed(index.kept)[pairs].min(axis=1)]
    return enough


def _linked(members: NDArray[np.int64], kept: NDArray[np.int64], hubs: int) -> NDArray[np.bool_]:
    """Which members of a list set aside are linked: with the hubs, and with their neighbours."""
    is_hub = np.zeros(members.size, bool)
    is_hub[np.lexsort((members, -kept[members]))[:hubs]] = True
    places = np.arange(members.size)
    linked: NDArray[np.bool_] = is_hub[:, None] | is_hub[None, :]
    linked |= np.abs(places[:, None] - places[None, :]) == 1
    return linked
