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


@dataclass(frozen=True, slots=True)
class _Side:
    """What one text has that another lacks."""

    places: int
    backed: int
    head: int
    foot: int
    shares: bool


_NOTHING: Final = _Side(places=0, backed=0, head=0, foot=0, shares=False)


class StoryTexts:
    """The texts of one story, ready to be compared.

    Parameters
    ----------
    rows : mapping of str to ndarray of uint64
        Shingles by article id; articles without a text are missing.

    Examples
    --------
    >>> words = np.arange(100, dtype="u8")
    >>> texts = StoryTexts({"a": words, "b": words[:80]})
    >>> overlap = texts.overlaps([("b", "a")])["b", "a"]
    >>> overlap.places, overlap.source_foot_words, overlap.copy_foot_words
    (0, 20, 0)
    """

    def __init__(self, rows: Mapping[str, Shingles]) -> None:
        self._place = {name: i for i, name in enumerate(sorted(rows))}
        ordered = [rows[name] for name in self._place]
        whole = np.concatenate([np.zeros(0, np.uint64), *ordered])
        distinct, codes = np.unique(whole, return_inverse=True)
        owner = np.repeat(np.arange(len(ordered)), [row.size for row in ordered])
        pairs = np.unique(owner.astype(np.int64) * max(1, distinct.size) + codes)
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

    def versions(self) -> dict[str, bytes]:
        """Name what each article has in common with others: word-for-word twins get one name."""
        return {name: np.packbits(self._has[i]).tobytes() for name, i in self._place.items()}

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
            for other, side in self._against(name, sorted(others))
        }
        made = {}
        for copy, source in pairs:
            here, there = sides.get((copy, source)), sides.get((source, copy))
            if here is not None and there is not None and here.shares and there.shares:
                made[copy, source] = _overlap(here, there)
        return made

    def _against(self, name: str, others: Sequence[str]) -> Iterable[tuple[str, _Side]]:
        """Return what `name` has that each of `others` lacks."""
        row = self._rows[self._place[name]]
        if not row.size:
            return [(other, _NOTHING) for other in others]
        beside = np.array([self._place[other] for other in others], np.int64)
        found: NDArray[np.bool_] = self._has[beside[:, None], row[None, :]]
        first = found.argmax(axis=1)
        last = row.size - 1 - found[:, ::-1].argmax(axis=1)
        lacking: NDArray[np.bool_] = np.logical_not(found)
        at = np.arange(row.size)
        inside: NDArray[np.bool_] = lacking & (at > first[:, None]) & (at < last[:, None])
        backed: NDArray[np.bool_] = lacking & (row != self._alone)
        places, backing = _runs(inside), _runs(backed)
        return [
            (
                other,
                _Side(
                    places=int(places[i]),
                    backed=int(backing[i]),
                    head=int(first[i]),
                    foot=int(row.size - 1 - last[i]),
                    shares=bool(found[i].any()),
                ),
            )
            for i, other in enumerate(others)
        ]


def _runs(marks: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Count stretches of true in each row."""
    starts: NDArray[np.bool_] = np.diff(marks.astype(np.int8), axis=1) > 0
    counts: NDArray[np.int64] = np.add(np.count_nonzero(starts, axis=1), marks[:, 0])
    return counts


def _overlap(copy: _Side, source: _Side) -> Overlap:
    return Overlap(
        copy_places=copy.places,
        source_places=source.places,
        copy_backed=copy.backed,
        source_backed=source.backed,
        copy_head_words=copy.head,
        copy_foot_words=copy.foot,
        source_head_words=source.head,
        source_foot_words=source.foot,
    )
