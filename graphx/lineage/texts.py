"""How the texts of one story differ, place by place.

In:   each article's shingles in order (word 5-grams, boilerplate left out), pairs to compare.
Out:  an `Overlap` for each pair.

Readers of old manuscripts tell copies from sources by the same rule: a change that only one text
has was made in it, and a text that has changes of its own was not copied by one that lacks them
(Maas, Textual Criticism, 1958: separative errors).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graphx.lineage.columns import BACKED_BY, Shingles, columns_of
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
        self._rows, self._alone = columns_of(texts, self._houses(outlets))

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
        """Give each text a number by its words; twins have one.

        Twins are word for word the same but for a shingle or two at their ends, where one goes on
        to a few words of its own.
        """
        n = len(self._place)
        if not n:
            return {}
        own = np.array([self._goes_its_own_way(row) for row in self._rows], bool)
        if n > _MOST_COMPARED:
            return dict(zip(self._place, self._same(own), strict=True))
        held = self._table(range(n)).astype(np.float32)
        sizes = held.sum(axis=1)
        shared = held @ held.T
        apart = sizes[:, None] + sizes[None, :] - 2.0 * shared
        alike = (apart <= JOINT) & (shared > JOINT) & ~own & ~own[:, None]
        found = (alike | np.eye(n, dtype=bool)).argmax(axis=1)
        while (higher := found[found] != found).any():
            found = np.where(higher, found[found], found)
        return dict(zip(self._place, found.tolist(), strict=True))

    def _same(self, own: NDArray[np.bool_]) -> list[int]:
        """Give texts that share the same shingles with others one number, unless on their `own`."""
        known: dict[bytes | int, int] = {}
        held: Iterable[bytes | int] = (
            i if alone else np.unique(row[row != self._alone]).tobytes()
            for i, (row, alone) in enumerate(zip(self._rows, own.tolist(), strict=True))
        )
        return [known.setdefault(columns, len(known)) for columns in held]

    def _goes_its_own_way(self, row: Columns) -> bool:
        """Whether a text has words in its middle, or a paragraph at an end, that no other has."""
        shared = np.flatnonzero(row != self._alone)
        if not shared.size:
            return True
        first, last = int(shared[0]), int(shared[-1])
        inside = shared.size < last - first + 1
        return inside or max(first, row.size - 1 - last) >= PARAGRAPH_WORDS

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
        kept |= self._long(row, (votes >= BACKED_BY) & ~kept)
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
