"""The lines of a text, each with what stands beside it.

In:   a text.
Out:  its lines that hold more than spaces, with their neighbours and their place among paragraphs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

MAX_LINES: Final = 4000
PROSE_CHARS: Final = 55
"""A longer line is prose, a shorter one a caption, a name or a button; from reading pages."""
_PARAGRAPH_CHARS = 120


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text.

    ``prose_before`` and ``prose_after`` say whether a paragraph stands anywhere above or below it.
    """

    text: str
    start: int
    end: int
    number: int
    previous: str
    following: str
    second: str
    prose_before: bool
    prose_after: bool

    @property
    def words(self) -> str:
        """The line's characters."""
        return self.text[self.start : self.end]

    @property
    def share(self) -> float:
        """How far down the text the line stands, 0 to 1."""
        return self.start / len(self.text)

    @property
    def prose_follows(self) -> bool:
        """Whether one of the next two lines is prose."""
        return max(len(self.following), len(self.second)) > PROSE_CHARS

    def head(self, chars: int) -> str:
        """First characters of the line."""
        return self.text[self.start : min(self.end, self.start + chars)]


def lines_of(text: str) -> Iterator[Line]:
    r"""Return the lines of a text that hold more than spaces; at most `MAX_LINES`.

    Examples
    --------
    >>> [line.words for line in lines_of("North\n\nWire\n")]
    ['North', 'Wire']
    """
    bounds = list(_bounds(text))
    prose = [number for number, (start, end) in enumerate(bounds) if end - start > _PARAGRAPH_CHARS]
    first, last = (prose[0], prose[-1]) if prose else (len(bounds), -1)
    around = ["", *(text[start:end] for start, end in bounds), "", ""]
    for number, (start, end) in enumerate(bounds):
        yield Line(
            text,
            start,
            end,
            number,
            previous=around[number],
            following=around[number + 2],
            second=around[number + 3],
            prose_before=first < number,
            prose_after=number < last,
        )


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    place = count = 0
    while place < len(text) and count < MAX_LINES:
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        if end > place and not text[place:end].isspace():
            yield place, end
            count += 1
        place = end + 1
