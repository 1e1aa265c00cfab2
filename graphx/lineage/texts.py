"""How the texts of one story differ, place by place.

In:   each article's shingles in order (word 5-grams, boilerplate left out), pairs to compare.
Out:  an `Overlap` for each pair.

Readers of old manuscripts tell copies from sources by the same rule: a change that only one text
has was made in it, and a text that has changes of its own was not copied by one that lacks them
(Maas, Textual Criticism, 1958: separative errors).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.evidence import Overlap

Shingles = NDArray[np.uint64]
"""Shingle hashes of one body in order, shape (n_shingles,)."""

_BACKED_BY: Final = 2  # articles that must have a shingle, the one that is read among them
_JOINT: Final = 4
"""Shingles (word 5-grams) across a place where words were only left out."""

_PASSAGE_WORDS: Final = 12
"""Words in a row from which on a change is a passage, not an edit: about a sentence."""


_FOOT_WORDS: Final = 25
"""Words at the end of one text alone from which on they are an edit: about a paragraph."""

_NOTICE_WORDS: Final = 60
"""Words that a house's notice has at most."""


_MOST_COMPARED: Final = 500
"""In a larger story only what is wholly the same is a twin."""


@dataclass(frozen=True, slots=True)
class _Side:
    """What one text has that another lacks."""

    places: int
    passages: int
    head: int
    foot: int
    own: float
    shares: bool


_NOTHING: Final = _Side(places=0, passages=0, head=0, foot=0, own=0.0, shares=False)


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
        ordered = _without_notices([rows[name] for name in self._place], self._houses(outlets))
        whole = np.concatenate([np.zeros(0, np.uint64), *ordered])
        distinct, codes = np.unique(whole, return_inverse=True)
        owner = np.repeat(np.arange(len(ordered)), [row.size for row in ordered])
        pairs = _distinct(owner.astype(np.int64) * max(1, distinct.size) + codes)
        held = np.bincount(pairs % max(1, distinct.size), minlength=distinct.size)
        shared = np.cumsum(held >= _BACKED_BY)
        # Shingles of one article alone all get the last column, which nobody has.
        columns = int(shared[-1]) if shared.size else 0
        column = np.where(held >= _BACKED_BY, shared - 1, columns)
        self._rows = np.split(column[codes], np.cumsum([row.size for row in ordered])[:-1])
        self._has = np.zeros((len(ordered), columns + 1), bool)
        owners, kept = pairs // max(1, distinct.size), column[pairs % max(1, distinct.size)]
        self._has[owners, kept] = True
        self._has[:, columns] = False
        self._alone = columns

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
            packed = np.packbits(self._has, axis=1)
            _, found = np.unique(packed, axis=0, return_inverse=True)
            return dict(zip(self._place, found.reshape(-1).tolist(), strict=True))
        held = self._has.astype(np.float32)
        sizes = held.sum(axis=1)
        shared = held @ held.T
        apart = sizes[:, None] + sizes[None, :] - 2.0 * shared
        found = ((apart <= _JOINT) & (shared > _JOINT) | np.eye(n, dtype=bool)).argmax(axis=1)
        while (higher := found[found] != found).any():
            found = np.where(higher, found[found], found)
        return dict(zip(self._place, found.tolist(), strict=True))

    def overlaps(self, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Overlap]:
        """Compare (copy, source) pairs, both ways round where both are asked for."""
        partners: dict[str, set[str]] = {}
        for copy, source in pairs:
            if copy in self._place and source in self._place:
                partners.setdefault(copy, set()).add(source)
                partners.setdefault(source, set()).add(copy)
        sides = {
            (name, other): side
            for name, others in partners.items()
            for other, side in zip(
                sorted(others),
                self._against(self._rows[self._place[name]], self._of(others)),
                strict=True,
            )
        }
        made = {}
        for copy, source in pairs:
            here, there = sides.get((copy, source)), sides.get((source, copy))
            if here is not None and there is not None and here.shares and there.shares:
                made[copy, source] = _overlap(here, there)
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
        held = self._of(known)
        votes = held.sum(axis=0)
        kept = 2 * votes > len(known)
        places = [self._place[name] for name in known]
        row = max((self._rows[i] for i in places), key=lambda row: int(kept[row].sum()))
        kept |= self._long(row, (votes >= _BACKED_BY) & ~kept)
        text = row[kept[row]]
        there = self._against(text, held)
        found = {}
        for name, i, back in zip(known, places, there, strict=True):
            [here] = self._against(self._rows[i], kept[None, :])
            if here.shares:
                found[name] = _overlap(here, back)
        return found

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

    def _of(self, names: Iterable[str]) -> NDArray[np.bool_]:
        at = np.array([self._place[name] for name in sorted(names)], np.int64)
        held: NDArray[np.bool_] = self._has[at]
        return held

    def _long(self, row: NDArray[np.int64], wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return those columns that stand in `row` in long stretches of wanted ones."""
        marks = wanted[row]
        edges = np.flatnonzero(np.diff(np.concatenate([[False], marks, [False]]).astype(np.int8)))
        found = np.zeros(wanted.size, bool)
        for start, end in edges.reshape(-1, 2):
            if end - start >= _JOINT + _PASSAGE_WORDS:
                found[row[start:end]] = True
        return found

    def _against(self, row: NDArray[np.int64], others: NDArray[np.bool_]) -> list[_Side]:
        """Return what `row` has that each of `others` (rows of columns they have) lacks."""
        if not row.size:
            return [_NOTHING] * len(others)
        found: NDArray[np.bool_] = others[:, row]
        first = found.argmax(axis=1)
        last = row.size - 1 - found[:, ::-1].argmax(axis=1)
        at = np.arange(row.size)
        inside: NDArray[np.bool_] = ~found & (at > first[:, None]) & (at < last[:, None])
        places, passages, words = _runs(inside)
        ends = first + row.size - 1 - last
        return [
            _Side(
                places=int(places[i]),
                passages=int(passages[i]),
                head=int(first[i]),
                foot=int(row.size - 1 - last[i]),
                own=float(words[i] + ends[i]) / row.size,
                shares=bool(found[i].any()),
            )
            for i in range(len(others))
        ]


def _without_notices(rows: Sequence[Shingles], houses: NDArray[np.int64]) -> list[Shingles]:
    """Take from both ends of each text what several texts of its own outlet have and no other's.

    That is a notice of the house, too seldom seen here to be known for boilerplate.
    """
    if np.unique(houses).size == houses.size:
        return list(rows)
    distinct, codes = np.unique(np.concatenate(rows), return_inverse=True)
    owner = np.repeat(np.arange(len(rows)), [row.size for row in rows])
    house = houses[owner]
    first, last = np.full(distinct.size, houses.max() + 1), np.full(distinct.size, -1)
    np.minimum.at(first, codes, house)
    np.maximum.at(last, codes, house)
    held = np.bincount(
        _distinct(owner.astype(np.int64) * distinct.size + codes) % distinct.size,
        minlength=distinct.size,
    )
    noticed = ((first == last) & (held >= _BACKED_BY))[codes]
    marks = np.split(noticed, np.cumsum([row.size for row in rows])[:-1])
    return [_between(row, mark) for row, mark in zip(rows, marks, strict=True)]


def _between(row: Shingles, noticed: NDArray[np.bool_]) -> Shingles:
    kept = np.flatnonzero(~noticed)
    if not kept.size:
        return row
    start, stop = int(kept[0]), int(kept[-1]) + 1
    return row[
        start if start < _NOTICE_WORDS else 0 : stop
        if row.size - stop < _NOTICE_WORDS
        else row.size
    ]


def _distinct(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sort, and keep each value once; on long rows faster than hashing."""
    ordered = np.sort(values)
    first = np.ones(ordered.size, bool)
    first[1:] = ordered[1:] != ordered[:-1]
    kept: NDArray[np.int64] = ordered[first]
    return kept


def _runs(
    marks: NDArray[np.bool_],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Count stretches of true in each row, those as long as a passage, and words in these."""
    edges = np.diff(marks.astype(np.int8), axis=1, prepend=0, append=0)
    rows, starts = np.nonzero(edges > 0)
    ends = np.nonzero(edges < 0)[1]
    long = ends - starts >= _JOINT + _PASSAGE_WORDS
    count = marks.shape[0]
    words = np.bincount(rows[long], (ends - starts)[long], minlength=count).astype(np.int64)
    return np.bincount(rows, minlength=count), np.bincount(rows[long], minlength=count), words


def _overlap(copy: _Side, source: _Side) -> Overlap:
    # A short foot is a house's own notice, whoever copied from whom.
    ends = (max(copy.head, source.head) > _JOINT) + (max(copy.foot, source.foot) >= _FOOT_WORDS)
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
