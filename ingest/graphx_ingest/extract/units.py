"""The units a plain text is made of: its lines, or its paragraphs where lines are wrapped.

In:   a text.
Out:  `Unit`: where it stands, how it reads without Markdown, how far it is from the one before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from graphx_ingest.word_count import count_words

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_HEADING = re.compile(r"\s*#{1,6}\s+")
_EDGE: Final = "*_>`~ \t"
_CLOSED = re.compile(r"[.!?…。！？؟।:;][\"'”’»)\]*_]*")
_TERMINATED = re.compile(r"[.!?…。！？؟।][\"'”’»)\]*_\s]*\Z")
_STOPS: Final = frozenset(".!?…。！？؟।")
_SENTENCE = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*\s+(?=\S)")
_PROSE_CHARS: Final = 80
_PROSE_CHARS_DENSE: Final = 30  # scripts that write a word in a sign or two
_DENSE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_WRAP_CHARS: Final = range(25, 140)
_NARROW_SHARE: Final = 0.95
_BROKEN_SHARE: Final = 0.2
_Line = tuple[int, int, int]  # start, end, empty lines before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One line or paragraph; ``start`` and ``end`` leave out the space around it.

    ``plain`` is how it reads without Markdown and with plain spaces; ``gap`` is the number of empty
    lines before it.  It is ``terminated`` when it ends as a sentence does, and ``prose`` when it
    reads as a paragraph: long, and ended as a sentence.
    """

    start: int
    end: int
    plain: str
    words: int
    gap: int
    terminated: bool
    prose: bool

    @property
    def sentences(self) -> int:
        """How many sentences it seems to have."""
        return len(_SENTENCE.findall(self.plain)) + 1


def units_of(text: str) -> tuple[Unit, ...]:
    r"""Cut a text into its lines, or into paragraphs when its lines are wrapped at a width.

    Examples
    --------
    >>> [(unit.plain, unit.gap) for unit in units_of("# Rain\n\nBy [Ada](#)")]
    [('Rain', 0), ('By Ada', 1)]
    """
    lines = _lines(text)
    if _wrapped(text, lines):
        lines = _paragraphs(lines)
    return tuple(_unit(text, start, end, gap) for start, end, gap in lines)


def _lines(text: str) -> list[_Line]:
    """Find the lines that have words or signs, the space around each left out."""
    lines: list[_Line] = []
    at = empty = 0
    for line in text.splitlines(keepends=True):
        within = line.strip()
        if within:
            start = at + len(line) - len(line.lstrip())
            # A break at the very start ends no line.
            lines.append((start, start + len(within), empty if lines else max(0, empty - 1)))
            empty = 0
        else:
            empty += 1
        at += len(line)
    return lines


def _unit(text: str, start: int, end: int, gap: int) -> Unit:
    plain = _plain(text[start:end])
    terminated = plain[-1:] in _STOPS or _TERMINATED.search(plain[-12:]) is not None
    return Unit(
        start=start,
        end=end,
        plain=plain,
        words=count_words(plain),
        gap=gap,
        terminated=terminated,
        prose=terminated and _is_long(plain),
    )


def _is_long(plain: str) -> bool:
    return len(plain) >= _PROSE_CHARS or len(_DENSE.findall(plain)) >= _PROSE_CHARS_DENSE


def _plain(written: str) -> str:
    if "#" in written and (heading := _HEADING.match(written)):
        written = written[heading.end() :]
    if "](" in written:
        written = _LINK.sub(r"\1", written)
    return " ".join(written.split()).strip(_EDGE)


def _wrapped(text: str, lines: Sequence[_Line]) -> bool:
    """Whether line breaks fall inside sentences throughout: e-mails, archives, scanned books."""
    narrow = sum(1 for start, end, _ in lines if end - start < _WRAP_CHARS.stop)
    if narrow < _NARROW_SHARE * len(lines):
        return False
    pairs = [
        (start, end, after) for (start, end, _), (after, _, gap) in pairwise(lines) if gap == 0
    ]
    broken = sum(
        1
        for start, end, after in pairs
        if text[after].islower()
        and end - start in _WRAP_CHARS
        and not _CLOSED.search(_plain(text[start:end])[-3:])
    )
    return broken > 0 and broken >= _BROKEN_SHARE * len(pairs)


def _paragraphs(lines: Sequence[_Line]) -> list[_Line]:
    """Join the lines between which no empty line stands."""
    paragraphs: list[_Line] = []
    for start, end, gap in lines:
        if paragraphs and gap == 0:
            first, _, before = paragraphs[-1]
            paragraphs[-1] = (first, end, before)
        else:
            paragraphs.append((start, end, gap))
    return paragraphs
