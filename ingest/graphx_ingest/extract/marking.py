"""What each unit of a plain text was found to be.

In:   a text and its units (`graphx_ingest.extract.units`).
Out:  `Marking`: a kind for each unit that is no body; what is said first stays said.
"""

import re
from collections.abc import Sequence
from typing import Final

from graphx.model import StretchKind
from graphx_ingest.extract.units import Unit

SHORT_WORDS: Final = 8
CAPTION_WORDS: Final = 40
TAIL_SHARE: Final = 0.5
TWEET: Final = re.compile(r"[#@]\w")
_TAG_ITEMS: Final = 5


class Marking:
    """The units of one text and what each was found to be."""

    def __init__(self, text: str, units: Sequence[Unit]) -> None:
        self.text = text
        self.units = units
        self.kinds: list[StretchKind | None] = [None] * len(units)
        self._chars = max(1, len(text))
        prose = [at for at, unit in enumerate(units) if unit.prose]
        self.first_prose = prose[0] if prose else len(units)
        self.last_prose = prose[-1] if prose else -1

    def mark(self, at: int, kind: StretchKind) -> None:
        """Say what a unit is, unless something was said of it before."""
        if self.kinds[at] is None:
            self.kinds[at] = kind

    def free(self, at: int) -> bool:
        """Whether unit `at` exists and nothing was said of it yet."""
        return 0 <= at < len(self.units) and self.kinds[at] is None

    def share(self, at: int) -> float:
        """How far into the text unit `at` begins, 0 to 1."""
        return self.units[at].start / self._chars

    def body(self) -> list[int]:
        """Units that are body as far as is known."""
        return [at for at, kind in enumerate(self.kinds) if kind is None]


def is_list(unit: Unit) -> bool:
    """Whether it is a list of names: many commas, few words between them, no sentence."""
    items = unit.plain.split(",")
    return len(items) >= _TAG_ITEMS and not unit.terminated and unit.words / len(items) <= 5
