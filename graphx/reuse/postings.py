"""Find pairs that share rare shingles: an inverted index over kept hashes.

In:   the kept shingle hashes (FracMinHash) of every article.
Out:  pairs that share enough of them.

Each kept hash names the articles that have it.  A pair meets when it shares `min_shared` hashes,
or all hashes of an article that has fewer.

A hash that very many articles have costs the square of their number.  How many is too many
follows from the work at hand, so that a small collection loses nothing and a large one stays
affordable: the longest lists are set aside until the pairs of all others fit a budget, and lists
up to `always_linked` articles are never set aside.  In a list set aside, every article is linked
with the `hubs` fullest articles of the list and with its neighbours, so that a story run by
thousands still hangs together; its full copies meet in the signatures (`graphx.reuse.bands`).

Irber et al., Lightweight compositional analysis of metagenomes with FracMinHash (2022).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingLimits:
    """When two articles meet over shared hashes, and what that may cost.

    Parameters
    ----------
    min_shared : int
        Shared kept hashes that make a candidate.
    always_linked : int
        Lists up to this many articles are always worked through.
    pairs_floor : int
        Pairs every run may look at: two hundred and fifty copies of one page of text.
    pairs_per_article : int
        Pairs a run may look at besides, an article.
    hubs : int
        Articles every other one is linked with in a list set aside.
    """

    min_shared: int = 2
    always_linked: int = 64
    pairs_floor: int = 5_000_000
    pairs_per_article: int = 300
    hubs: int = 8


class InvertedIndex(NamedTuple):
    """Which articles have which hash; only hashes of two articles and more.

    Parameters
    ----------
    list_starts : ndarray of int64, shape (n_lists + 1,)
    members : ndarray of int32, shape (n_entries,)
        Article numbers of each list, ascending.
    article_starts : ndarray of int64, shape (n_articles + 1,)
    lists : ndarray of int32, shape (n_entries,)
        The lists each article is in, ascending.
    kept : ndarray of int64, shape (n_articles,)
        Kept hashes of each article, in a list or not.
    """

    list_starts: NDArray[np.int64]
    members: NDArray[np.int32]
    article_starts: NDArray[np.int64]
    lists: NDArray[np.int32]
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
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    first = np.flatnonzero(np.diff(hashes, prepend=~hashes[:1]) != 0)
    sizes = np.diff(np.append(first, hashes.size))
    shared = np.repeat(sizes > 1, sizes)
    members = owners[shared]
    sizes = sizes[sizes > 1]
    numbers = np.repeat(np.arange(sizes.size, dtype=np.int32), sizes)
    by_article = np.argsort(members, kind="stable")
    return InvertedIndex(
        list_starts=_starts(sizes),
        members=members,
        article_starts=_starts(np.bincount(members, minlength=kept.size)),
        lists=numbers[by_article],
        kept=kept,
    )


def _starts(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


def longest_linked(sizes: NDArray[np.int64], articles: int, limits: PostingLimits) -> int:
    """Size of the longest list that is worked through.

    Examples
    --------
    >>> tight = PostingLimits(always_linked=2, pairs_floor=7, pairs_per_article=0)
    >>> longest_linked(np.array([2, 3, 3, 9]), 10, tight), longest_linked(
    ...     np.array([2, 3, 3, 3]), 10, tight)
    (3, 2)
    """
    budget = max(limits.pairs_floor, limits.pairs_per_article * articles)
    distinct, counts = np.unique(sizes, return_counts=True)
    pairs = np.cumsum(distinct * (distinct - 1) // 2 * counts)
    affordable = distinct[pairs <= budget]
    return max(limits.always_linked, int(affordable[-1]) if affordable.size else 0)


def posting_pairs(index: InvertedIndex, limits: PostingLimits) -> Iterator[NDArray[np.int64]]:
    """Yield the pairs of each article with later ones, shape (n_pairs, 2), in order."""
    sizes = np.diff(index.list_starts)
    cap = longest_linked(sizes, index.kept.size, limits)
    for article in range(index.kept.size):
        own = index.lists[index.article_starts[article] : index.article_starts[article + 1]]
        met = [np.zeros(0, np.int32)]
        for number in own.tolist():
            members = index.members[index.list_starts[number] : index.list_starts[number + 1]]
            if members.size > cap:
                members = _linked(article, members, index.kept, limits.hubs)
            met.append(members[members > article])
        others, shared = np.unique(np.concatenate(met), return_counts=True)
        needed = np.minimum(limits.min_shared, np.minimum(index.kept[article], index.kept[others]))
        others = others[shared >= needed]
        if others.size:
            yield np.column_stack([np.full(others.size, article), others]).astype(np.int64)


def _linked(
    article: int, members: NDArray[np.int32], kept: NDArray[np.int64], hubs: int
) -> NDArray[np.int32]:
    """Members of a list set aside that `article` is linked with."""
    fullest = members[np.lexsort((members, -kept[members]))][:hubs]
    if article in fullest:
        return members
    place = int(np.searchsorted(members, article))
    return np.union1d(fullest, members[max(0, place - 1) : place + 2])
