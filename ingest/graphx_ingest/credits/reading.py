"""A text made ready for being asked many cheap questions.

In:   a text, and the intervals of it that no rule may read.
Out:  its view, the view's lower case with a space for all that is no letter and no digit, and
      which of the words stand in it that any rule asks for.

A rule is asked of a place only where a word it cannot do without stands; most stand nowhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graphx_ingest.credits.signs import sign_words
from graphx_ingest.credits.view import View, view_of

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TYPOGRAPHIC: Final = "“”‘’„–—…•€\u2009\u202f"
"""Signs of English, German and French text that Latin-1 lacks."""


def _spaced(char: str) -> str:
    """Letter or digit in lower case, or a space; always one character."""
    low = char.lower()
    low = low[:1]  # a capital with a dot has a small letter and a dot
    return low if low.isalnum() else " "


_LATIN: Final = bytes(ord(_spaced(chr(point))) for point in range(256))


class _Spacing(dict[int, str]):
    """Table for `str.translate` that learns a character when it first meets it."""

    def __missing__(self, point: int) -> str:
        spaced = self[point] = _spaced(chr(point))
        return spaced


_SPACING: Final = _Spacing()


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, its words without markup, and what they are looked for in.

    ``spaced`` has a character more in front of those of ``view.words``, and one behind: spaces.
    ``words`` are those of `sign_words` that it holds.
    """

    text: str
    view: View
    spaced: str
    words: frozenset[str]
    ignored: tuple[tuple[int, int], ...]
    unspaced: bool  # whether some of it is in a script that sets no spaces between words

    def places(self, word: str, limit: int, start: int = 0, end: int | None = None) -> list[int]:
        """Where in the view a word in lower case stands whole; at most `limit` places.

        With bounds, where it begins between `start` and `end`.
        """
        stop = None if end is None else end + len(word) + 1
        return self._places(f" {word} ", limit, 0, start, stop)

    def openings(self, stem: str, limit: int) -> list[int]:
        """Where in the view a word begins with a stem in lower case."""
        return self._places(f" {stem}", limit, 0)

    def stems(self, stem: str, limit: int) -> list[int]:
        """Where in the view a stem in lower case stands, inside a word too."""
        return self._places(stem, limit, 1)

    def _places(
        self, literal: str, limit: int, shift: int, start: int = 0, stop: int | None = None
    ) -> list[int]:
        find = self.spaced.find
        places: list[int] = []
        place = find(literal, start, stop)
        while place >= 0 and len(places) < limit:
            places.append(place - shift)
            place = find(literal, place + 1, stop)
        if self.ignored:
            return [place for place in places if not self.is_ignored(self.view.origin(place))]
        return places

    def is_ignored(self, offset: int) -> bool:
        """Whether an offset of the text lies in an interval that no rule may read."""
        return any(start <= offset < end for start, end in self.ignored)


def read(text: str, ignored: Sequence[tuple[int, int]] = ()) -> Reading:
    """Make a text ready.

    Examples
    --------
    >>> reading = read("The *North* Wire, 2016")
    >>> reading.spaced, list(reading.places("wire", 9))
    (' the north wire  2016 ', [10])
    """
    view = view_of(text)
    lowered = _latin(view.words)
    spaced = f" {view.words.translate(_SPACING) if lowered is None else lowered} "
    unspaced = lowered is None and _UNSPACED.search(spaced) is not None
    return Reading(
        text, view, spaced, sign_words().intersection(spaced.split()), tuple(ignored), unspaced
    )


def _latin(words: str) -> str | None:
    """Lower case of letters and digits, spaces for the rest, every character in its place.

    None for a text with letters that Latin-1 lacks.  For all others a table of bytes is twenty
    times as fast as one of characters.
    """
    if words.isascii():
        return words.encode().translate(_LATIN).decode()
    latin = words.encode("latin-1", "replace")
    if latin.count(b"?") == words.count("?") + sum(map(words.count, _TYPOGRAPHIC)):
        return latin.translate(_LATIN).decode("latin-1")
    return None
