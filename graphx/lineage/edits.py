"""What was done to a text between source and copy.

In:   a derivation, its match, aligned passages, both bodies' words and headlines.
Out:  `TypedEdit` values: what was done, and the spans that show it.

Passages say roughly where two texts run together; inside and between them words are compared one
by one.  Words are those of `graphx.text.words`: case, accents and punctuation are no edits.
"""

import enum
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from graphx.model import CreditKind, Derivation, Match, Relation
from graphx.text.words import words

_PREFACE_WORDS: Final = 8
_CUT_WORDS: Final = 20
_OWN_WORDS: Final = 40
_OWN_SHARE: Final = 0.3
_REACH: Final = 40  # words looked ahead for where two texts run together again
_RUN: Final = 3  # words that must agree for that
_NEAR: Final = 2  # changes so many words apart are one

Interval = tuple[int, int]
"""Half-open code points of one text."""

_Place = tuple[int, int, int, int]
"""Half-open words of the copy, half-open words of the source."""


class EditKind(enum.StrEnum):
    """What a copy did to its source's text."""

    VERBATIM = "verbatim"
    LIGHT = "lightly_edited"
    HEADLINE = "headline_changed"
    PREFACE = "preface_added"
    CUT = "cut"
    MERGED = "merged"
    EXCERPT = "excerpted"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedEdit:
    """One thing that was done; spans are null where there is nothing to show on that side."""

    edit: EditKind
    copy: Interval | None = None
    source: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedText:
    """One side of a derivation: the words of its body, where they stand, and its headline."""

    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    title: str | None

    @classmethod
    def of(
        cls, text: str, body: Sequence[Interval], title: str | None, outlet: str | None = None
    ) -> Self:
        """Keep the words of a text that are body.

        Parameters
        ----------
        text : str
        body : sequence of (int, int)
            Half-open code points that are body, sorted.
        title : str or None
        outlet : str or None
            Name of the publisher.  Paragraphs at the end that name it are its own notice, not
            part of what was handed on.

        Examples
        --------
        >>> EditedText.of("Rain fell. Snow fell.", [(0, 10)], "Weather").words
        ['rain', 'fell']
        """
        found = words(text)
        kept = np.zeros(len(text) + 1, bool)
        for start, end in body:
            kept[start:end] = True
        if outlet is not None:
            kept[_notice(text, outlet) :] = False
        places = np.flatnonzero(kept[found.starts])
        return cls(
            words=[found.texts[place] for place in places.tolist()],
            starts=found.starts[places].tolist(),
            ends=found.ends[places].tolist(),
            title=title,
        )

    def place(self, offset: int) -> int:
        """Return the first word that begins at `offset` or after."""
        return bisect_left(self.starts, offset)

    def span(self, first: int, last: int) -> Interval | None:
        """Return where the words from `first` up to `last` stand."""
        return (self.starts[first], self.ends[last - 1]) if first < last else None


def _notice(text: str, outlet: str) -> int:
    """Where the last paragraphs begin that name the outlet."""
    name, end = outlet.casefold(), len(text.rstrip())
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        if name not in text[start:end].casefold():
            break
        end = len(text[:start].rstrip())
    return end


def typed_edits(
    edge: Derivation,
    match: Match | None,
    passages: Sequence[tuple[Interval, Interval]],
    copy: EditedText,
    source: EditedText | None,
) -> Iterator[TypedEdit]:
    """Name what was done to the text.

    Parameters
    ----------
    edge : Derivation
    match : Match or None
        None where no text is shared or the source is a stub.
    passages : sequence of (copy interval, source interval)
        Aligned passages.
    copy : EditedText
    source : EditedText or None

    Yields
    ------
    TypedEdit
        At least one for a matched pair; `translated` only where a credit says so.
    """
    if edge.kind is CreditKind.TRANSLATION:
        yield TypedEdit(edit=EditKind.TRANSLATED)
    if match is None or source is None:
        return
    blocks = _blocks(passages, copy, source)
    if not blocks:
        return
    made = sorted(
        _made(match, blocks, copy, source), key=lambda done: done.copy or (len(copy.words),)
    )
    kinds = {done.edit for done in made}
    if not kinds - {EditKind.PREFACE}:
        yield TypedEdit(edit=EditKind.VERBATIM)
    yield from made
    if copy.title and source.title and words(copy.title).texts != words(source.title).texts:
        yield TypedEdit(edit=EditKind.HEADLINE)


def _blocks(
    passages: Sequence[tuple[Interval, Interval]], copy: EditedText, source: EditedText
) -> list[_Place]:
    """Passages in words, in the copy's order, none beginning before the last one ended."""
    blocks: list[_Place] = []
    for here, there in sorted(passages):
        first, last = copy.place(here[0]), copy.place(here[1])
        if blocks:
            first = max(first, blocks[-1][1])
        begin, end = source.place(there[0]), source.place(there[1])
        if first < last and begin < end:
            blocks.append((first, last, begin, end))
    return blocks


def _made(
    match: Match, blocks: Sequence[_Place], copy: EditedText, source: EditedText
) -> Iterator[TypedEdit]:
    shared = sum(last - first for first, last, _, _ in blocks)
    own = len(copy.words) - shared
    merges = own >= _OWN_SHARE * len(copy.words)
    yield from _before(blocks[0], copy, source)
    first_taken = min(block[2] for block in blocks)
    if match.relation is Relation.EXCERPT or first_taken >= _CUT_WORDS:
        span = source.span(first_taken, max(block[3] for block in blocks))
        yield TypedEdit(edit=EditKind.EXCERPT, source=span)
    else:
        yield from _left_out(blocks, source)
    for first, last in _gaps(blocks, len(copy.words)):
        if merges and last - first >= _OWN_WORDS:
            yield TypedEdit(edit=EditKind.MERGED, copy=copy.span(first, last))
    for place in _light(blocks, copy, source):
        yield TypedEdit(
            edit=EditKind.LIGHT, copy=copy.span(*place[:2]), source=source.span(*place[2:])
        )


def _before(block: _Place, copy: EditedText, source: EditedText) -> Iterator[TypedEdit]:
    """Yield what the copy puts before the shared text, less the words both end with."""
    own = block[0] - _agreeing(copy.words[: block[0]], source.words[: block[2]])
    if own >= _PREFACE_WORDS:
        yield TypedEdit(edit=EditKind.PREFACE, copy=copy.span(0, own))


def _left_out(blocks: Sequence[_Place], source: EditedText) -> Iterator[TypedEdit]:
    """Stretches of the source that no passage takes up."""
    end = 0
    for begin, stop in [*sorted(block[2:] for block in blocks), (len(source.words),) * 2]:
        if begin - end >= _CUT_WORDS:
            yield TypedEdit(edit=EditKind.CUT, source=source.span(end, begin))
        end = max(end, stop)


def _gaps(blocks: Sequence[_Place], words: int) -> Iterator[tuple[int, int]]:
    """Yield words of the copy between and after the blocks."""
    ends = [*(block[0] for block in blocks[1:]), words]
    for block, end in zip(blocks, ends, strict=True):
        if block[1] < end:
            yield block[1], end


def _light(blocks: Sequence[_Place], copy: EditedText, source: EditedText) -> Iterator[_Place]:
    """Places where a few words differ: in the passages, and in short gaps beside them."""
    last: _Place | None = None
    for run in _runs(blocks, len(copy.words), len(source.words)):
        for place in _differences(run, copy.words, source.words):
            if last is not None and 0 <= place[0] - last[1] <= _NEAR and place[2] >= last[3]:
                last = last[0], place[1], last[2], place[3]
                continue
            if last is not None:
                yield last
            last = place
    if last is not None:
        yield last


def _runs(blocks: Sequence[_Place], here: int, there: int) -> Iterator[_Place]:
    """Stretches of both texts that stand for one another, in the copy's order.

    A passage begins and ends where several words agree, so a change near an end of the text stands
    before the first or after the last of them.
    """
    first, last = blocks[0], blocks[-1]
    ends = (0, first[0], 0, first[2]), (last[1], here, last[3], there)
    head, foot = (_is_short(end, _PREFACE_WORDS) and min(_sizes(end)) > 0 for end in ends)
    if head:
        yield ends[0]
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        yield block
        if after is not None and after[2] >= block[3]:
            gap = block[1], after[0], block[3], after[2]
            if _is_short(gap, _CUT_WORDS):
                yield gap
    if foot:
        yield ends[1]


def _sizes(place: _Place) -> tuple[int, int]:
    return place[1] - place[0], place[3] - place[2]


def _is_short(place: _Place, words: int) -> bool:
    return max(_sizes(place)) < words


def _differences(within: _Place, here: Sequence[str], there: Sequence[str]) -> Iterator[_Place]:
    """Walk along two runs of words that mostly agree; yield where they do not."""
    i, last, j, end = within
    while i < last and j < end:
        if here[i] == there[j]:
            i, j = i + 1, j + 1
            continue
        step = _together(here[i : min(last, i + _REACH)], there[j : min(end, j + _REACH)])
        if step is None:
            break
        yield i, i + step[0], j, j + step[1]
        i, j = i + step[0], j + step[1]
    if i < last or j < end:
        yield i, last, j, end


def _together(here: Sequence[str], there: Sequence[str]) -> tuple[int, int] | None:
    """Fewest words to pass over on both sides until the two agree again."""
    for total in range(1, len(here) + len(there)):
        for ahead in range(max(0, total - len(there) + 1), min(total, len(here) - 1) + 1):
            beside = total - ahead
            if here[ahead] != there[beside]:
                continue
            run = here[ahead : ahead + _RUN]
            if run == there[beside : beside + len(run)]:
                return ahead, beside
    return None


def _agreeing(here: Sequence[str], there: Sequence[str]) -> int:
    """Words at the end of both that are the same."""
    count = 0
    while count < min(len(here), len(there)) and here[-1 - count] == there[-1 - count]:
        count += 1
    return count
