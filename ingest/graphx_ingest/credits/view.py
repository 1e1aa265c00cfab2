"""Read a stretch of a document without its markup, and say where every character came from.

In:   a text that may hold Markdown, HTML tags and typographic spaces, and an interval of it; links
      that belong to its words without standing in it.
Out:  a `View`: the words alone, the links among them, and offsets back into the text.

Phrases are looked for in the view; spans are given in the text.  Building a view reads its
interval a fixed number of times, whatever stands in it.
"""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

_LATIN_SPECIAL: Final = "[]<>*_`&\\{#\u00a0"
_SPECIAL: Final = (
    *_LATIN_SPECIAL,
    "\u1680", *map(chr, range(0x2000, 0x2010)), "\u202f", "\u205f", "\u2060", "\u3000", "\ufeff",
)  # fmt: skip
"""A text with none of these is its own view; to ask for each takes a tenth of one search."""
_LATIN_BYTES: Final = tuple(char.encode("latin-1") for char in _LATIN_SPECIAL)
_PLACE = re.compile(rf"!\[|[{re.escape(''.join(_SPECIAL))}]")
_URL = r"[^()\s\[\]]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,300})?"
_TOKEN = re.compile(
    rf"""
      (?P<close>\](?:\(\s?<?(?P<target>{_URL})>?(?:\s+"[^"\n]{{0,200}}")?\s?\)|\[[^\[\]\n]{{0,40}}\])?)
    | (?P<open>!?\[)
    | (?P<auto><(?P<autourl>https?://[^<>\s]{{1,1000}})>)
    | (?P<tag></?[A-Za-z!][^<>]{{0,2000}}>)
    | (?P<jsx>\{{["'][ ]["']\}})
    | (?P<entity>&(?:\#\d{{1,7}}|\#x[0-9A-Fa-f]{{1,6}}|[A-Za-z]{{2,10}});)
    | (?P<mark>[*`]+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)|\\(?=[\W_])
      |(?:^|(?<=\n)|(?<=\n[ ]))(?:>[ ]?)+|(?:^|(?<=\n))\#{{1,6}}[ ])
    | (?P<space>[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])
    | (?P<nothing>[\u200b-\u200f\u2060\ufeff])
    """,
    re.VERBOSE,
)
_BLOCK_TAG = re.compile(r"</?(?:br|p|div|li|ul|ol|h[1-6]|td|tr|table|section|aside|footer)\b", re.I)
_ANCHOR = re.compile(
    r"<(?:a|link)\b[^<>]*?\b(?:href|to)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.I
)
_CLOSE_ANCHOR = re.compile(r"</(?:a|link)\s*>", re.I)
_MAX_NESTED: Final = 8  # links inside links, of which a picture's is one
_MAX_LINK_CHARS: Final = 1000  # of a link's words; a bracket left open begins no longer one


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its words in the view, its whole markup in the text, and where it leads."""

    start: int
    end: int
    text_start: int
    text_end: int
    url: str


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link that words of a text had where the text was taken from."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class View:
    """The words of an interval of a text.

    ``starts`` and ``origins`` say where in the view, and where in the text, each unbroken run of
    characters begins; both are empty when the view is the interval itself, moved by ``base``.
    """

    words: str
    base: int
    starts: tuple[int, ...] = ()
    origins: tuple[int, ...] = ()
    links: tuple[Link, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Interval of the text that `start` to `end` of the view came from.

        Links that begin or end with the interval are taken whole, address and all.
        """
        if not self.starts:
            return self.base + start, self.base + end
        text_start, text_end = self.origin(start), self.origin(end - 1) + 1
        for link in self._links_near(end):
            if link.end == end:
                # Also when the link opened before the phrase: its address still belongs to it.
                text_end = max(text_end, link.text_end)
        for link in self.links_from(start, start):
            if link.end <= end:
                text_start = min(text_start, link.text_start)
        return text_start, text_end

    def origin(self, place: int) -> int:
        """Where in the text a place of the view came from."""
        if not self.starts:
            return self.base + place
        run = bisect_right(self.starts, place) - 1
        return self.origins[run] + place - self.starts[run]

    def position(self, text_offset: int) -> int:
        """First place of the view that stands at `text_offset` of the text or after it."""
        if not self.starts:
            return min(max(text_offset - self.base, 0), len(self.words))
        run = bisect_right(self.origins, text_offset) - 1
        if run < 0:
            return 0
        following = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.words)
        return min(self.starts[run] + text_offset - self.origins[run], following)

    def link_at(self, place: int) -> Link | None:
        """Link whose words cover a place of the view; the outer one of two."""
        if not self.links:
            return None
        covering = [link for link in self._links_near(place + 1) if link.start <= place < link.end]
        return covering[-1] if covering else None

    def links_from(self, start: int, last: int) -> Iterator[Link]:
        """Links that begin at `start` or after it, at `last` at the latest, in their order."""
        first = bisect_left(self.links, start, key=_link_start)
        for number in range(first, len(self.links)):
            if self.links[number].start > last:
                return
            yield self.links[number]

    def _links_near(self, end: int) -> Iterator[Link]:
        """Links that began before `end` and may reach it, the last first."""
        last = bisect_left(self.links, end, key=_link_start)
        yield from reversed(self.links[max(0, last - _MAX_NESTED) : last])


def _link_start(link: Link) -> int:
    return link.start


def _text_start(link: TextLink) -> int:
    return link.start


def linked(view: View, links: Sequence[TextLink], start: int, end: int) -> View:
    """View with the links of a text that stand in the interval it was built of.

    Parameters
    ----------
    view : View
        Of ``text[start:end]``.
    links : sequence of TextLink
        Links of the text, by their starts.
    start, end : int

    Examples
    --------
    >>> view = linked(view_of("Via *North Wire*"), [TextLink(5, 15, "https://n.example")], 0, 16)
    >>> view.links, view.span(4, 14)
    ((Link(start=4, end=14, text_start=5, text_end=15, url='https://n.example'),), (5, 15))
    """
    first = bisect_left(links, start, key=_text_start)
    stop = bisect_left(links, end, key=_text_start)
    within = [link for link in links[first:stop] if link.end <= end]
    if not within:
        return view
    places = [(view.position(link.start), view.position(link.end)) for link in within]
    added = [
        Link(begin, stop, link.start, link.end, link.url)
        for link, (begin, stop) in zip(within, places, strict=True)
        if begin < stop
    ]
    return replace(view, links=tuple(sorted((*view.links, *added), key=_link_start)))


def is_plain(latin: bytes) -> bool:
    """Whether a text in Latin-1 is its own view: it has no markup and no space but plain ones.

    Examples
    --------
    >>> is_plain(b"North Wire"), is_plain(b"*North* Wire")
    (True, False)
    """
    return not any(map(latin.__contains__, _LATIN_BYTES))


def view_of(text: str, start: int = 0, end: int | None = None) -> View:
    """Build the view of ``text[start:end]``.

    Examples
    --------
    >>> view = view_of("Originally at [North *Wire*](https://north.example/a).")
    >>> view.words, view.links[0].url, view.span(0, 24)
    ('Originally at North Wire.', 'https://north.example/a', (0, 53))
    """
    end = len(text) if end is None else end
    part = text[start:end]
    if not any(map(part.__contains__, _SPECIAL)):
        return View(part, start)
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    links: list[Link] = []
    brackets: list[tuple[int, int]] = []  # open "[": its place in the view and in the text
    anchor: tuple[int, int, str] | None = None
    size = 0

    def emit(string: str, origin: int) -> None:
        nonlocal size
        pieces.append(string)
        starts.append(size)
        origins.append(origin)
        size += len(string)

    last = 0
    for special in _PLACE.finditer(part):
        if special.start() < last:
            continue
        token = _TOKEN.match(part, special.start())
        if token is None:
            continue
        if token.start() > last:
            emit(part[last : token.start()], start + last)
        last = token.end()
        at = start + token.start()
        match token.lastgroup:
            case "open":
                brackets.append((size, at))
            case "close":
                if not brackets:
                    emit("]", at)
                    last = token.start() + 1
                    continue
                opened, opened_at = brackets.pop()
                whole = opened < size <= opened + _MAX_LINK_CHARS
                if last > token.start() + 1 and whole:
                    url = token["target"] or ""
                    links.append(Link(opened, size, opened_at, start + last, url))
            case "tag":
                found = _ANCHOR.match(token["tag"])
                if found is not None:
                    anchor = (size, at, html.unescape(found[1] or found[2] or found[3] or ""))
                elif anchor is not None and _CLOSE_ANCHOR.match(token["tag"]):
                    if anchor[0] < size <= anchor[0] + _MAX_LINK_CHARS:
                        links.append(Link(anchor[0], size, anchor[1], start + last, anchor[2]))
                    anchor = None
                elif _BLOCK_TAG.match(token["tag"]):
                    emit("\n", at)
            case "auto":
                emit(token["autourl"], at + 1)
            case "entity":
                emit(html.unescape(token["entity"]).replace("\u00a0", " ")[:1], at)
            case "space" | "jsx":
                emit(" ", at)
    if last < len(part):
        emit(part[last:], start + last)
    links.sort(key=lambda link: link.start)
    return View("".join(pieces), start, tuple(starts), tuple(origins), tuple(links))
