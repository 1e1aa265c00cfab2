"""Where the links of a page stand in the text that was extracted from it.

In:   a text, and the links of its page.
Out:  links of the text, by their starts; those of blocks that are not in the text have none.

Extraction keeps a block's words and folds its spaces, so words are compared without their spaces.
A link's place is told by what stands around it in its block: a block that begins or ends there
must begin or end a line, or else "News" in a menu would link every "News" of the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graphx_ingest.credits.view import TextLink
from graphx_ingest.page import PageLink

_WORD = re.compile(r"\S+")
_AROUND_CHARS: Final = 60
_TELLING_CHARS: Final = 40
"""Letters of a block that occur nowhere else by chance, even amid a line."""
_BESIDE_CHARS: Final = 20  # marks that open an item of a list are fewer
_MAX_TRIES: Final = 8


def text_links(text: str, links: Sequence[PageLink]) -> tuple[TextLink, ...]:
    r"""Place a page's links in its text.

    Examples
    --------
    >>> link = PageLink(block="Via North Wire", start=4, end=14, url="https://north.example/a")
    >>> text_links("Rain fell.\n\nVia  North\tWire\n", [link])
    (TextLink(start=17, end=27, url='https://north.example/a'),)
    >>> text_links("Send it via North Wire today.", [link])
    ()
    """
    if not links or not text:
        return ()
    folded = _Folded(text)
    found: dict[tuple[int, int], TextLink] = {}
    block, after, last = None, 0, 0
    for link in links:
        if link.block is not block:
            block, after = link.block, last
        context = _context(link)
        place = folded.find(context, after)
        if place is None:
            continue
        last = place + len(context.whole)
        begin = place + len(context.before)
        start = folded.offsets[begin]
        end = folded.offsets[begin + len(context.words) - 1] + 1
        found.setdefault((start, end), TextLink(start, end, link.url))
    return tuple(found[span] for span in sorted(found))


@dataclass(frozen=True, slots=True)
class _Context:
    """A link's words and those around it, without spaces; whether its block begins and ends so."""

    before: str
    words: str
    after: str
    opens: bool
    closes: bool

    @property
    def whole(self) -> str:
        return self.before + self.words + self.after


def _context(link: PageLink) -> _Context:
    block = link.block
    first, last = max(0, link.start - _AROUND_CHARS), min(len(block), link.end + _AROUND_CHARS)
    return _Context(
        before=_fold(block[first : link.start]),
        words=_fold(block[link.start : link.end]),
        after=_fold(block[link.end : last]),
        opens=first == 0,
        closes=last == len(block),
    )


class _Folded:
    """A text without its spaces and without what is not printed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._chars = _fold(text)

    @cached_property
    def offsets(self) -> list[int]:
        """Where in the text each character stands."""
        offsets: list[int] = []
        for word in _WORD.finditer(self._text):
            places = range(*word.span())
            printed = word[0].isprintable()
            offsets += places if printed else [at for at in places if self._text[at].isprintable()]
        return offsets

    def find(self, context: _Context, after: int) -> int | None:
        """Place of a link's surroundings, behind the link before if they stand there."""
        whole = context.whole
        if not context.words:
            return None
        for begin in (after, 0) if after else (0,):
            for _ in range(_MAX_TRIES):
                place = self._chars.find(whole, begin)
                if place < 0:
                    break
                if self._fits(context, place, place + len(whole)):
                    return place
                begin = place + 1
        return None

    def _fits(self, context: _Context, first: int, last: int) -> bool:
        """Whether nothing but marks stands beside a block in its line, or no word if it is long."""
        start, end = self.offsets[first], self.offsets[last - 1] + 1
        reach = 1 if last - first >= _TELLING_CHARS else _BESIDE_CHARS
        before = self._text[max(0, start - reach) : start].rpartition("\n")[2]
        after = self._text[end : end + reach].partition("\n")[0]
        beside = (before if context.opens else "") + (after if context.closes else "")
        return not any(map(str.isalnum, beside))


def _fold(text: str) -> str:
    folded = "".join(text.split())
    return folded if folded.isprintable() else "".join(filter(str.isprintable, folded))
