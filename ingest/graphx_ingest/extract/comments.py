"""Which units of a plain text are readers' comments.

In:   a `Marking`.
Out:  marks, from where comments begin to the end of the text.

A heading or a box announces them; without one, each has its writer above or a button below.
"""

import re
from collections.abc import Sequence
from typing import Final

from graphx.model import StretchKind
from graphx_ingest.extract import vocabulary
from graphx_ingest.extract.marking import CAPTION_WORDS, SHORT_WORDS, TAIL_SHARE, Marking
from graphx_ingest.extract.units import Unit

_COMMENT_UNITS: Final = 4
_ANSWERS: Final = 2  # one "Reply" may be anybody's
_DIGIT = re.compile(r"\d")


def comments(marking: Marking) -> None:
    """Mark readers' comments: all behind the box they are written in, or up to a cut-off one."""
    units = marking.units
    for at, unit in enumerate(units):
        if at <= marking.first_prose or marking.share(at) < TAIL_SHARE / 2:
            continue
        if vocabulary.COMMENTS.match(unit.plain[:200]) and unit.words <= CAPTION_WORDS // 2:
            for behind in range(at, len(units)):
                marking.mark(behind, StretchKind.COMMENTS)
            return
    start = _answered(marking)
    if start is None:
        _headless_comments(marking)
        return
    for behind in range(start, len(units)):
        marking.mark(behind, StretchKind.COMMENTS)


def _answered(marking: Marking) -> int | None:
    """Where comments begin that have no heading: each has its writer above or a button below."""
    units = marking.units
    found = [
        at
        for at, unit in enumerate(units)
        if at > marking.first_prose
        and unit.words <= SHORT_WORDS
        and marking.share(at) >= TAIL_SHARE / 2
        and (vocabulary.ANSWER.fullmatch(unit.plain) or _announces_a_comment(units, at))
    ]
    if len(found) < _ANSWERS:
        return None
    start = found[0]
    if _announces_a_comment(units, start):
        return start
    # The button stands below: back over the comment, to the short line that names its writer.
    for at in range(start - 1, max(marking.first_prose, start - _COMMENT_UNITS), -1):
        if units[at].words <= SHORT_WORDS and not units[at].terminated:
            start = at
        elif start != found[0]:
            break
    return start


def _announces_a_comment(units: Sequence[Unit], at: int) -> bool:
    """Whether "Ada says:" stands above a date; above a quotation it belongs to the article."""
    if at + 1 >= len(units) or not vocabulary.SAYS.fullmatch(units[at].plain[:80]):
        return False
    date = units[at + 1]
    return (
        date.words <= SHORT_WORDS and not date.terminated and _DIGIT.search(date.plain) is not None
    )


def _headless_comments(marking: Marking) -> None:
    """Mark comments that follow without a heading and end cut off: "…Read more »"."""
    units = marking.units
    last = len(units) - 1
    if last < 1 or not marking.free(last) or not _cut_off(units[last]):
        return
    start = last
    while start - 1 > 0 and marking.free(start - 1) and units[start - 1].prose:
        start -= 1
        if last - start >= _COMMENT_UNITS:
            start = last  # no caption, heading or link parts them from the article
            break
    if marking.share(start) < TAIL_SHARE or start <= marking.first_prose:
        start = last
    for at in range(start, last + 1):
        marking.mark(at, StretchKind.COMMENTS)


def _cut_off(unit: Unit) -> bool:
    tail = unit.plain[-24:]
    found = list(vocabulary.TRUNCATED.finditer(tail))
    return bool(found) and found[-1].end() == len(tail) and unit.words > SHORT_WORDS
