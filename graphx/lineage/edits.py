"""What was done to a text between source and copy.

In:   a derivation, its match, aligned passages, both bodies' extent and headlines.
Out:  `TypedEdit` values: what was done, and the spans that show it.
"""

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from graphx.model import CreditKind, Derivation, Match, Relation

_PREFACE_CHARS: Final = 40
_CUT_CHARS: Final = 120
_OWN_SHARE: Final = 0.3

Interval = tuple[int, int]
"""Half-open code points of one text."""


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
    """One side of a derivation: where its body begins and ends, and its headline."""

    start: int
    end: int
    title: str | None


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
        Aligned passages, by their place in the copy.
    copy : EditedText
    source : EditedText or None

    Yields
    ------
    TypedEdit
        At least one for a matched pair; `translated` only where a credit says so.
    """
    if edge.kind is CreditKind.TRANSLATION:
        yield TypedEdit(edit=EditKind.TRANSLATED)
    if match is None or source is None or not passages:
        return
    copy_is_left = match.left_id == edge.copy_id
    ours, theirs = match.left_containment, match.right_containment
    if not copy_is_left:
        ours, theirs = theirs, ours
    made = list(_placed(match, passages, copy, source, ours))
    if match.jaccard < 1.0 and not made:
        made.append(TypedEdit(edit=EditKind.LIGHT, copy=passages[0][0], source=passages[0][1]))
    yield from made or [TypedEdit(edit=EditKind.VERBATIM)]
    if copy.title and source.title and copy.title.casefold() != source.title.casefold():
        yield TypedEdit(edit=EditKind.HEADLINE)


def _placed(
    match: Match,
    passages: Sequence[tuple[Interval, Interval]],
    copy: EditedText,
    source: EditedText,
    ours: float,
) -> Iterator[TypedEdit]:
    first, last = passages[0][0][0], max(here[1] for here, _ in passages)
    source_end = max(there[1] for _, there in passages)
    if first - copy.start >= _PREFACE_CHARS:
        yield TypedEdit(edit=EditKind.PREFACE, copy=(copy.start, first))
    if match.relation is Relation.EXCERPT:
        yield TypedEdit(edit=EditKind.EXCERPT, source=(passages[0][1][0], source_end))
    elif source.end - source_end >= _CUT_CHARS and copy.end - last < _CUT_CHARS:
        yield TypedEdit(edit=EditKind.CUT, source=(source_end, source.end))
    if 1.0 - ours >= _OWN_SHARE and copy.end - last >= _CUT_CHARS:
        yield TypedEdit(edit=EditKind.MERGED, copy=(last, copy.end))
    ordered = sorted(passages)
    for (here, there), (after, beside) in pairwise(ordered):
        if after[0] > here[1]:
            between = (there[1], beside[0]) if beside[0] > there[1] else None
            yield TypedEdit(edit=EditKind.LIGHT, copy=(here[1], after[0]), source=between)
