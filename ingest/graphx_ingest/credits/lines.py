"""The lines of a text, each with what stands beside it.

In:   a text.
Out:  its lines that hold more than spaces, with their neighbours and their place among paragraphs.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graphx_ingest.credits.view import TextLink, View, linked, view_of

MAX_LINES: Final = 4000
PROSE_CHARS: Final = 55
"""A longer line is prose, a shorter one a caption, a name or a button; from reading pages."""
_PARAGRAPH_CHARS = 120


class Lines:
    r"""Lines of a text that hold more than spaces; at most `MAX_LINES`.

    Examples
    --------
    >>> lines = Lines("North\n\nWire\n")
    >>> [line.words for line in lines.every()], lines.at(8).words, lines.at(5)
    (['North', 'Wire'], 'Wire', None)
    """

    def __init__(self, text: str, *, plain: bool = False, links: Sequence[TextLink] = ()) -> None:
        self.text = text
        self.plain = plain  # whether it is known to hold no markup
        self.links = links  # those its words had in their page, by their starts
        self.bounds = _filled(text)
        self.starts = [start for start, _ in self.bounds]

    @cached_property
    def prose(self) -> tuple[int, int]:
        """Numbers of the first and the last paragraph; past the end and -1 without any."""
        long = [
            number
            for number, (start, end) in enumerate(self.bounds)
            if end - start > _PARAGRAPH_CHARS
        ]
        return (long[0], long[-1]) if long else (len(self.bounds), -1)

    def number_at(self, offset: int) -> int | None:
        """Return the number of the line an offset stands in; None between lines."""
        number = bisect_right(self.starts, offset) - 1
        return number if number >= 0 and offset < self.bounds[number][1] else None

    def words(self, number: int) -> str:
        """Characters of a line; none before the first line and after the last."""
        if not 0 <= number < len(self.bounds):
            return ""
        start, end = self.bounds[number]
        return self.text[start:end]

    def line(self, number: int) -> "Line":
        """Line of a number, which counts from zero."""
        start, end = self.bounds[number]
        return Line(self, number, self.text, start, end)

    def at(self, offset: int) -> "Line | None":
        """Line an offset stands in."""
        number = self.number_at(offset)
        return None if number is None else self.line(number)

    def every(self) -> "list[Line]":
        """All lines, in their order."""
        return [self.line(number) for number in range(len(self.bounds))]


def _filled(text: str) -> list[tuple[int, int]]:
    """Where each line that holds more than spaces begins and ends."""
    bounds = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            bounds.append((start, end))
            if len(bounds) == MAX_LINES:
                break
        start = end + 1
    return bounds


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text."""

    lines: Lines
    number: int
    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The line's characters."""
        return self.text[self.start : self.end]

    @property
    def share(self) -> float:
        """How far down the text the line stands, 0 to 1."""
        return self.start / len(self.text)

    @property
    def previous(self) -> str:
        """The line before it."""
        return self.lines.words(self.number - 1)

    @property
    def following(self) -> str:
        """The line after it."""
        return self.lines.words(self.number + 1)

    @property
    def prose_before(self) -> bool:
        """Whether a paragraph stands anywhere above it."""
        return self.lines.prose[0] < self.number

    @property
    def prose_after(self) -> bool:
        """Whether a paragraph stands anywhere below it."""
        return self.number < self.lines.prose[1]

    @property
    def prose_follows(self) -> bool:
        """Whether one of the next two lines is prose."""
        second = self.lines.words(self.number + 2)
        return max(len(self.following), len(second)) > PROSE_CHARS

    def view(self, start: int | None = None, end: int | None = None) -> View:
        """View of the line, or of an interval of the text."""
        start = self.start if start is None else start
        end = self.end if end is None else end
        if self.lines.plain:
            view = View(self.text[start:end], start)
        else:
            view = view_of(self.text, start, end)
        return linked(view, self.lines.links, start, end) if self.lines.links else view

    def head(self, chars: int) -> str:
        """First characters of the line."""
        return self.text[self.start : min(self.end, self.start + chars)]
