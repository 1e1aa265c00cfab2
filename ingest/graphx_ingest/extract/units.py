"""The units a plain text is made of: its lines, or its paragraphs where lines are wrapped.

In:   a text.
Out:  `Unit`: where it stands, how it reads without Markdown, how far it is from the one before.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_HEADING = re.compile(r"\s*#{1,6}\s+")
_EDGE: Final = "*_>`~ \t"
_CLOSED = re.compile(r"[.!?…。！？؟।:;][\"'”’»)\]*_]*")
_TERMINATED = re.compile(r"[.!?…。！？؟।][\"'”’»)\]*_\s]*\Z")
_SENTENCE = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*\s+(?=\S)")
_PROSE_CHARS: Final = 80
_PROSE_CHARS_DENSE: Final = 30  # scripts that write a word in a sign or two
_DENSE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_WRAP_CHARS: Final = range(25, 140)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One line or paragraph; ``start`` and ``end`` leave out the space around it.

    ``plain`` is how it reads without Markdown and with plain spaces; ``gap`` is the number of empty
    lines before it.
    """

    start: int
    end: int
    plain: str
    words: int
    gap: int

    @property
    def terminated(self) -> bool:
        """Whether it ends as a sentence does."""
        return _TERMINATED.search(self.plain[-12:]) is not None

    @property
    def prose(self) -> bool:
        """Whether it reads as a paragraph: long, and ended as a sentence."""
        if not self.terminated:
            return False
        if len(self.plain) >= _PROSE_CHARS:
            return True
        return len(_DENSE.findall(self.plain)) >= _PROSE_CHARS_DENSE

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
    return _paragraphs(text, lines) if _wrapped(text, lines) else lines


def _lines(text: str) -> tuple[Unit, ...]:
    units = []
    gap = 0
    end = 0
    for found in _LINE.finditer(text):
        gap += sum(1 for _ in _BREAK.finditer(text, end, found.start()))
        end = found.end()
        line = found[0]
        if not line.strip():
            continue
        start = found.start() + len(line) - len(line.lstrip())
        units.append(_unit(text, start, found.start() + len(line.rstrip()), max(0, gap - 1)))
        gap = 0
    return tuple(units)


def _unit(text: str, start: int, end: int, gap: int) -> Unit:
    heading = _HEADING.match(text, start, end)
    written = text[heading.end() if heading else start : end]
    plain = _SPACE.sub(" ", _LINK.sub(r"\1", written)).strip(_EDGE)
    return Unit(start=start, end=end, plain=plain, words=len(_WORD.findall(plain)), gap=gap)


def _wrapped(text: str, lines: tuple[Unit, ...]) -> bool:
    """Whether line breaks fall inside sentences throughout: e-mails, archives, scanned books."""
    pairs = [(line, after) for line, after in pairwise(lines) if after.gap == 0]
    broken = sum(
        1
        for line, after in pairs
        if line.end - line.start in _WRAP_CHARS
        and not _CLOSED.search(line.plain[-3:])
        and text[after.start].islower()
    )
    narrow = sum(1 for line in lines if line.end - line.start < _WRAP_CHARS.stop)
    return broken > 0 and broken >= 0.2 * len(pairs) and narrow >= 0.95 * len(lines)


def _paragraphs(text: str, lines: tuple[Unit, ...]) -> tuple[Unit, ...]:
    units: list[Unit] = []
    start = 0
    for at, line in enumerate(lines):
        last = at + 1 == len(lines) or lines[at + 1].gap > 0
        if last:
            units.append(_unit(text, lines[start].start, line.end, lines[start].gap))
            start = at + 1
    return tuple(units)
