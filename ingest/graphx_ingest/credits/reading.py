"""A text made ready for being asked many cheap questions.

In:   a text, the intervals of it that no rule may read, and links its words had in their page.
Out:  its view, the view's lower case with a space for all that is no letter and no digit, and
      which of the words stand in it that any rule asks for.

A rule is asked of a place only where a word it cannot do without stands; most stand nowhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graphx_ingest.credits.signs import sign_words
from graphx_ingest.credits.view import TextLink, View, is_plain, linked, view_of

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Signs of English, German and French text that Latin-1 lacks are neither letters nor markup.
_WIDE = re.compile("[^\x00-\xff’“”–—‘…„•€]")


def _spaced(char: str) -> str:
    """Letter or digit in lower case, or a space; always one character."""
    low = char.lower()
    low = low[:1]  # a capital with a dot has a small letter and a dot
    return low if low.isalnum() else " "


_LATIN: Final = bytes(ord(_spaced(chr(point))) for point in range(256))


@cache
def _table() -> NDArray[np.uint16]:
    """Each of the first 65,536 characters, folded."""
    return np.array([ord(_spaced(chr(point))) for point in range(0x10000)], "<u2")


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
    latin: bool  # whether it has no character but those of Latin-1 and a few signs
    unspaced: bool  # whether some of it is in a script that sets no spaces between words
    links: tuple[TextLink, ...] = ()  # those of ``view`` that do not stand in the text

    def places(self, word: str, limit: int, start: int = 0, end: int | None = None) -> list[int]:
        """Where in the view a word in lower case stands whole; at most `limit` places.

        With bounds, where it begins between `start` and `end`.
        """
        literal = f" {word} "
        stop = None if end is None else end + len(literal) - 1
        return self._places(literal, limit, 0, start, stop)

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


def read(
    text: str, ignored: Sequence[tuple[int, int]] = (), links: Sequence[TextLink] = ()
) -> Reading:
    """Make a text ready.

    Parameters
    ----------
    text : str
    ignored : sequence of (int, int)
        Intervals of it that no rule may read.
    links : sequence of TextLink
        Links its words had in their page, by their starts.

    Examples
    --------
    >>> reading = read("The *North* Wire, 2016")
    >>> reading.spaced, list(reading.places("wire", 9))
    (' the north wire  2016 ', [10])
    """
    latin = _latin(text)
    if latin is not None and is_plain(latin):
        view = View(text, 0)
    else:
        view = view_of(text)
        latin = latin if view.words == text else _latin(view.words)
    folded = _folded(view.words) if latin is None else latin.translate(_LATIN).decode("latin-1")
    spaced = f" {folded} "
    unspaced = latin is None and _UNSPACED.search(spaced) is not None
    words = sign_words().intersection(spaced.split())
    if links:
        view = linked(view, links, 0, len(text))
    return Reading(
        text, view, spaced, words, tuple(ignored), latin is not None, unspaced, tuple(links)
    )


def _latin(words: str) -> bytes | None:
    """Characters as bytes of Latin-1, a question mark for each typographic sign.

    None for a text with letters it lacks.  A table of bytes is the fastest.
    """
    if words.isascii():
        return words.encode()
    return None if _WIDE.search(words) else words.encode("latin-1", "replace")


def _folded(words: str) -> str:
    """Lower case of letters and digits, spaces for the rest, every character in its place."""
    points = np.frombuffer(words.encode("utf-32-le", "surrogatepass"), "<u4")
    table: bytes = _table()[np.minimum(points, 0xFFFF)].tobytes()
    folded = table.decode("utf-16-le")
    rare = np.flatnonzero(points > 0xFFFF).tolist()
    if not rare:
        return folded
    chars = list(folded)
    for place in rare:
        chars[place] = _spaced(words[place])
    return "".join(chars)
