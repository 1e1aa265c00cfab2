"""A text made ready for being asked many cheap questions.

In:   a text, and the intervals of it that no rule may read.
Out:  its lower case with the same offsets, and the set of its words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, its lower case character by character, and its words in lower case."""

    text: str
    lowered: str
    words: frozenset[str]
    ignored: tuple[tuple[int, int], ...]
    unspaced: bool

    def holds(self, stem: str) -> bool:
        """Whether a literal in lower case occurs: as a word when it is one, else anywhere."""
        return stem in self.words if stem.isalnum() else stem in self.lowered

    def places(self, stem: str, limit: int) -> Iterator[int]:
        """Where a literal occurs, outside the ignored intervals; at most `limit` places."""
        place = -1
        for _ in range(limit):
            place = self.lowered.find(stem, place + 1)
            if place < 0:
                return
            if not self.ignored or not self.is_ignored(place):
                yield place

    def is_ignored(self, place: int) -> bool:
        """Whether a place lies in an interval that no rule may read."""
        return any(start <= place < end for start, end in self.ignored)


def read(text: str, ignored: Sequence[tuple[int, int]] = ()) -> Reading:
    """Make a text ready."""
    lowered = text.lower()
    if len(lowered) != len(text):  # some capitals have no single small letter
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    unspaced = not text.isascii() and _UNSPACED.search(text) is not None
    return Reading(text, lowered, frozenset(_WORD.findall(lowered)), tuple(ignored), unspaced)
