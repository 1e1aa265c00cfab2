"""How the texts of one story differ, place by place.

In:   each article's shingles in order (word 5-grams, boilerplate left out), pairs to compare.
Out:  an `Overlap` for each pair.

Readers of old manuscripts tell copies from sources by the same rule: a change that only one text
has was made in it, and a text that has changes of its own was not copied by one that lacks them
(Maas, Textual Criticism, 1958: separative errors).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.evidence import Overlap
from graphx.lineage.polarity import Changes
from graphx.lineage.sides import (
    JOINT,
    PARAGRAPH_WORDS,
    PASSAGE_WORDS,
    Columns,
    Side,
    sides,
    sides_of,
)

Shingles = NDArray[np.uint64]
"""Shingle hashes of one body in order, shape (n_shingles,)."""

_BACKED_BY: Final = 2  # articles that must have a shingle, the one that is read among them

_NOTICE_WORDS: Final = 60
"""Words that a house's notice has at most."""

_MUCH_AGAIN: Final = 0.2
"""Share of a text from which on it says itself twice."""

_MOST_COMPARED: Final = 500
"""In a larger story only what is wholly the same is a twin."""


class StoryTexts:
    """The texts of one story, ready to be compared.

    Parameters
    ----------
    rows : mapping of str to ndarray of uint64
        Shingles by article id; articles without a text are missing.
    outlets : mapping of str to str, optional
        Outlet by article id; what one outlet alone puts at the ends of its texts is no difference.

    Examples
    --------
    >>> words = np.arange(100, dtype="u8")
    >>> texts = StoryTexts({"a": words, "b": words[:60]})
    >>> overlap = texts.overlaps([("b", "a")])["b", "a"]
    >>> overlap.places, overlap.source_foot_words, overlap.copy_foot_words
    (1, 40, 0)
    """

    def __init__(
        self, rows: Mapping[str, Shingles], outlets: Mapping[str, str] | None = None
    ) -> None:
        self._place = {name: i for i, name in enumerate(sorted(rows))}
        texts = [rows[name] for name in self._place]
        self._rows, self._alone = _columns(texts, self._houses(outlets))

    def _houses(self, outlets: Mapping[str, str] | None) -> NDArray[np.int64]:
        """Give each outlet a number; an article of none known is a house of its own."""
        known = {house: i for i, house in enumerate(sorted(set((outlets or {}).values())))}
        alone = len(known)
        return np.array(
            [
                known[outlets[name]] if outlets and name in outlets else alone + i
                for name, i in self._place.items()
            ],
            np.int64,
        )

    def versions(self) -> dict[str, int]:
        """Give each text a number by what it has in common with others; twins have one.

        Twins are word for word the same but for a shingle or two at their ends, where one goes on
        to words of its own.
        """
        n = len(self._place)
        if not n:
            return {}
        if n > _MOST_COMPARED:
            return dict(zip(self._place, self._same(), strict=True))
        held = self._table(range(n)).astype(np.float32)
        sizes = held.sum(axis=1)
        shared = held @ held.T
        apart = sizes[:, None] + sizes[None, :] - 2.0 * shared
        found = ((apart <= JOINT) & (shared > JOINT) | np.eye(n, dtype=bool)).argmax(axis=1)
        while (higher := found[found] != found).any():
            found = np.where(higher, found[found], found)
        return dict(zip(self._place, found.tolist(), strict=True))

    def _same(self) -> list[int]:
        """Give texts that share the same shingles with others one number."""
        known: dict[bytes, int] = {}
        held = (np.unique(row[row != self._alone]).tobytes() for row in self._rows)
        return [known.setdefault(columns, len(known)) for columns in held]

    def overlaps(self, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Overlap]:
        """Compare (copy, source) pairs, both ways round where both are asked for."""
        place, n = self._place, len(self._place)
        asked = [pair for pair in pairs if pair[0] in place and pair[1] in place]
        at = np.array([(place[copy], place[source]) for copy, source in asked], np.int64)
        at = at.reshape(-1, 2)
        ways, found = np.unique(
            [at[:, 1] * n + at[:, 0], at[:, 0] * n + at[:, 1]], return_inverse=True
        )
        known = sides(self._rows, self._alone, np.stack([ways % n, ways // n], axis=1))
        made = {}
        for pair, one, other in zip(asked, *found.reshape(2, -1).tolist(), strict=True):
            here, there = known[one], known[other]
            if here.shares and there.shares:
                made[pair] = _overlap(here, there)
        return made

    def common(self, members: Sequence[str]) -> dict[str, Overlap]:
        """Compare each of `members` with what they have in common, as if that were its source.

        Readings that most members have are the common text's, and so are whole passages that two
        or more have: leaving out is easier than adding.  Of two articles, each may have lost what
        only the other has.
        """
        known = sorted(name for name in members if name in self._place)
        if len(known) < 2:
            return {}
        if len(known) == 2:
            return self._halves(*known)
        texts = [self._rows[self._place[name]] for name in known]
        text, kept = self._shared(texts)
        pairs = np.stack([np.zeros(len(known)), np.arange(len(known)) + 1], axis=1).astype(np.int64)
        there = sides([text, *texts], self._alone, pairs)
        return {
            name: _overlap(here, back)
            for name, here, back in zip(
                known, sides_of([kept[row] for row in texts]), there, strict=True
            )
            if here.shares
        }

    def changes(self, members: Sequence[str], stems: Sequence[str]) -> Changes:
        """Return what `stems` changed, whichever of `members` or their common text is the first.

        Memory grows with members times the words of the story.
        """
        texts = [
            self._rows[self._place[name]] if name in self._place else np.zeros(0, np.int64)
            for name in members
        ]
        place = {name: i for i, name in enumerate(members)}
        chosen = np.array([place[name] for name in stems], np.int64)
        return Changes(texts, self._shared(texts)[0], self._alone, chosen)

    def _shared(self, texts: Sequence[Columns]) -> tuple[Columns, NDArray[np.bool_]]:
        """Read what most texts have, and whole passages that two have; mark these columns."""
        votes = np.zeros(self._alone + 1, np.int64)
        for row in texts:
            votes[np.unique(row)] += 1
        votes[self._alone] = 0
        kept = 2 * votes > len(texts)
        row = max(texts, key=lambda row: int(kept[row].sum()))
        kept |= self._long(row, (votes >= _BACKED_BY) & ~kept)
        return row[kept[row]], kept

    def _halves(self, one: str, other: str) -> dict[str, Overlap]:
        pairs = (one, other), (other, one)
        overlaps = self.overlaps(pairs)
        return {
            pair[0]: Overlap(
                places=overlaps[pair].places // 2,
                source_passages=overlaps[pair].source_passages,
                source_head_words=overlaps[pair].source_head_words,
                source_foot_words=overlaps[pair].source_foot_words,
            )
            for pair in pairs
            if pair in overlaps
        }

    def _table(self, places: Sequence[int]) -> NDArray[np.bool_]:
        """Lay texts out by columns, shape (n_texts, n_columns)."""
        held = np.zeros((len(places), self._alone + 1), bool)
        for i, place in enumerate(places):
            held[i, self._rows[place]] = True
        held[:, self._alone] = False
        return held

    def _long(self, row: Columns, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return those columns that stand in `row` in long stretches of wanted ones."""
        marks = wanted[row]
        edges = np.flatnonzero(np.diff(np.concatenate([[False], marks, [False]]).astype(np.int8)))
        found = np.zeros(wanted.size, bool)
        for start, end in edges.reshape(-1, 2):
            if end - start >= JOINT + PASSAGE_WORDS:
                found[row[start:end]] = True
        return found


def _columns(rows: Sequence[Shingles], houses: NDArray[np.int64]) -> tuple[list[Columns], int]:
    """Give each shingle that two texts have a column, and all others one column after these.

    Returns
    -------
    rows : list of ndarray of int64
        Without the notices of each house.
    alone : int
    """
    sizes = np.array([row.size for row in rows], np.int64)
    distinct, codes = np.unique(
        np.concatenate([np.zeros(0, np.uint64), *rows]), return_inverse=True
    )
    owner = np.repeat(np.arange(sizes.size), sizes)
    kept = _told_once(codes, owner, sizes)
    if not kept.all():
        codes, owner = codes[kept], owner[kept]
        sizes = np.bincount(owner, minlength=sizes.size)
    holders = _Holders.of(codes, owner)
    kept = _without_notices(codes, holders, houses, sizes)
    if not kept.all():
        codes, owner = codes[kept], owner[kept]
        sizes = np.bincount(owner, minlength=sizes.size)
        holders = _Holders.of(codes, owner)
    backed = np.zeros(distinct.size, bool)
    backed[holders.codes[holders.counts() >= _BACKED_BY]] = True
    alone = int(backed.sum())
    column = np.where(backed, np.cumsum(backed) - 1, alone)
    return np.split(column[codes], np.cumsum(sizes)[:-1]), alone


def _told_once(
    codes: NDArray[np.int64], owner: NDArray[np.int64], sizes: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Leave out what a text says twice: it does not tell at which place two texts agree.

    A text that says much of itself twice, as a page with its teaser, is read up to the repeat.
    """
    kept = np.ones(codes.size, bool)
    texts = sizes.size
    ordered = np.sort(codes * texts + owner)
    again = ordered[1:][ordered[1:] == ordered[:-1]]
    if not again.size:
        return kept
    share = np.bincount(again % texts, minlength=texts) / np.maximum(sizes, 1)
    twofold = share > _MUCH_AGAIN
    ambiguous = np.zeros(int(codes.max()) + 1, bool)
    ambiguous[(again // texts)[~twofold[again % texts]]] = True
    kept[ambiguous[codes]] = False
    ends = np.cumsum(sizes)
    for text in np.flatnonzero(twofold).tolist():
        own = codes[ends[text] - sizes[text] : ends[text]]
        first = np.zeros(own.size, bool)
        first[np.unique(own, return_index=True)[1]] = True
        kept[ends[text] - sizes[text] : ends[text]] &= first
    return kept


@dataclass(frozen=True, slots=True)
class _Holders:
    """Which texts have each shingle: ``starts`` are places in ``texts``, one for each code."""

    codes: NDArray[np.int64]
    starts: NDArray[np.int64]
    texts: NDArray[np.int64]

    @classmethod
    def of(cls, codes: NDArray[np.int64], owner: NDArray[np.int64]) -> Self:
        """Gather them from shingles in order and the text of each."""
        texts = int(owner[-1]) + 1 if owner.size else 1
        held = _distinct(codes * texts + owner)
        code = held // texts
        starts = np.flatnonzero(np.diff(code, prepend=-1))
        return cls(code[starts], starts, held % texts)

    def counts(self) -> NDArray[np.int64]:
        """Count the texts that have each."""
        return np.diff(self.starts, append=self.texts.size)


def _without_notices(
    codes: NDArray[np.int64],
    holders: _Holders,
    houses: NDArray[np.int64],
    sizes: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Leave out at both ends of each text what several texts of its outlet have and no other's.

    That is a notice of the house, too seldom seen here to be known for boilerplate.
    """
    kept = np.ones(codes.size, bool)
    if np.unique(houses).size == houses.size or not codes.size:
        return kept
    house = houses[holders.texts]
    first, last = (least.reduceat(house, holders.starts) for least in (np.minimum, np.maximum))
    noticed = np.zeros(codes.size, bool)
    noticed[holders.codes] = (first == last) & (holders.counts() >= _BACKED_BY)
    others = np.flatnonzero(~noticed[codes])
    ends = np.cumsum(sizes)
    low, high = np.searchsorted(others, ends - sizes), np.searchsorted(others, ends)
    for text in np.flatnonzero(high > low).tolist():
        start, stop = int(ends[text] - sizes[text]), int(ends[text])
        head, foot = int(others[low[text]]), int(others[high[text] - 1]) + 1
        if head - start < _NOTICE_WORDS:
            kept[start:head] = False
        if stop - foot < _NOTICE_WORDS:
            kept[foot:stop] = False
    return kept


def _distinct(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sort, and keep each value once; on long rows faster than hashing."""
    ordered = np.sort(values)
    first = np.ones(ordered.size, bool)
    first[1:] = ordered[1:] != ordered[:-1]
    kept: NDArray[np.int64] = ordered[first]
    return kept


def _overlap(copy: Side, source: Side) -> Overlap:
    # A short foot is a house's own notice, whoever copied from whom.
    ends = (max(copy.head, source.head) > JOINT) + (max(copy.foot, source.foot) >= PARAGRAPH_WORDS)
    return Overlap(
        places=max(copy.places, source.places) + ends,
        copy_passages=copy.passages,
        source_passages=source.passages,
        copy_own_share=copy.own,
        source_own_share=source.own,
        copy_head_words=copy.head,
        copy_foot_words=copy.foot,
        source_head_words=source.head,
        source_foot_words=source.foot,
    )
