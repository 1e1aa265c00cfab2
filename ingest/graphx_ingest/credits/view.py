"""Read a stretch of a document without its markup, and say where every character came from.

In:   a text that may hold Markdown, HTML tags and typographic spaces, and an interval of it.
Out:  a `View`: the words alone, the links among them, and offsets back into the text.

Phrases are looked for in the view; spans are given in the text.  Building a view reads its
interval a fixed number of times, whatever stands in it.
"""

import html
import re
from bisect import bisect_left
from dataclasses import dataclass

_PLAIN = re.compile(r"[\[\]<>*_`&\\{#\u00a0\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]")
_URL = r"[^()\s\[\]]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,300})?"
_TOKEN = re.compile(
    rf"""
      (?P<close>\](?:\(\s?<?(?P<target>{_URL})>?(?:\s+"[^"\n]{{0,200}}")?\s?\)|\[[^\[\]\n]{{0,40}}\])?)
    | (?P<open>!?\[)
    | (?P<tag></?[A-Za-z!][^<>]{{0,2000}}>)
    | (?P<auto><(?P<autourl>https?://[^<>\s]{{1,1000}})>)
    | (?P<jsx>\{{["'][ ]["']\}})
    | (?P<entity>&(?:\#\d{{1,7}}|\#x[0-9A-Fa-f]{{1,6}}|[A-Za-z]{{2,10}});)
    | (?P<mark>[*`]+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)|\\(?=[\W_])|(?:^|(?<=\n))[ \t]*(?:>[ ]?)+|(?:^|(?<=\n))\#{{1,6}}[ ])
    | (?P<space>[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])
    | (?P<nothing>[\u200b-\u200f\u2060\ufeff])
    """,
    re.VERBOSE,
)
_BLOCK_TAG = re.compile(r"</?(?:br|p|div|li|ul|ol|h[1-6]|td|tr|table|section|aside|footer)\b", re.I)
_ANCHOR = re.compile(r"<(?:a|link)\b[^<>]*?\b(?:href|to)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.I)
_CLOSE_ANCHOR = re.compile(r"</(?:a|link)\s*>", re.I)


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its words in the view, its whole markup in the text, and where it leads."""

    start: int
    end: int
    text_start: int
    text_end: int
    url: str


@dataclass(frozen=True, slots=True)
class View:
    """The words of an interval of a text.

    ``offsets[i]`` is where ``words[i]`` stands in the text; None when the view is the interval
    itself, moved by ``base``.
    """

    words: str
    base: int
    offsets: tuple[int, ...] | None = None
    links: tuple[Link, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Interval of the text that `start` to `end` of the view came from.

        Links that begin or end with the interval are taken whole, address and all.
        """
        if self.offsets is None:
            return self.base + start, self.base + end
        text_start, text_end = self.offsets[start], self.offsets[end - 1] + 1
        for link in self.links:
            if link.start == start and link.end <= end:
                text_start = min(text_start, link.text_start)
            if link.end == end and link.start >= start:
                text_end = max(text_end, link.text_end)
            if link.end == end and link.start < start:
                # The link opened before the phrase: its address still belongs to it.
                text_end = max(text_end, link.text_end)
        return text_start, text_end

    def position(self, text_offset: int) -> int:
        """First place of the view that stands at `text_offset` of the text or after it."""
        if self.offsets is None:
            return min(max(text_offset - self.base, 0), len(self.words))
        return bisect_left(self.offsets, text_offset)

    def link_at(self, place: int) -> Link | None:
        """Link whose words cover a place of the view."""
        for link in self.links:
            if link.start <= place < link.end:
                return link
        return None


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
    if _PLAIN.search(part) is None:
        return View(part, start)
    pieces: list[str] = []
    offsets: list[int] = []
    links: list[Link] = []
    brackets: list[tuple[int, int, bool]] = []  # open "[": place in view, in text, is an image
    anchor: tuple[int, int, str] | None = None
    size = 0

    def emit(string: str, at: int, *, spread: bool) -> None:
        nonlocal size
        pieces.append(string)
        offsets.extend(range(at, at + len(string)) if spread else [at] * len(string))
        size += len(string)

    last = 0
    for token in _TOKEN.finditer(part):
        if token.start() > last:
            emit(part[last : token.start()], start + last, spread=True)
        last = token.end()
        at = start + token.start()
        kind = token.lastgroup
        if token["open"]:
            brackets.append((size, at, token["open"].startswith("!")))
        elif token["close"]:
            if not brackets:
                emit("]", at, spread=True)
                last = token.start() + 1
                continue
            opened, opened_at, _image = brackets.pop()
            if len(token["close"]) == 1:
                continue
            if size > opened:
                url = token["target"] or ""
                links.append(Link(opened, size, opened_at, start + token.end(), url))
        elif token["tag"]:
            found = _ANCHOR.match(token["tag"])
            if found is not None:
                anchor = (size, at, html.unescape(found[1] or found[2] or found[3] or ""))
            elif anchor is not None and _CLOSE_ANCHOR.match(token["tag"]):
                if size > anchor[0]:
                    links.append(Link(anchor[0], size, anchor[1], start + token.end(), anchor[2]))
                anchor = None
            elif _BLOCK_TAG.match(token["tag"]):
                emit("\n", at, spread=False)
        elif token["auto"]:
            emit(token["autourl"], at + 1, spread=True)
        elif token["entity"]:
            emit(html.unescape(token["entity"]).replace("\u00a0", " "), at, spread=False)
        elif kind in {"space", "jsx"}:
            emit(" ", at, spread=False)
    if last < len(part):
        emit(part[last:], start + last, spread=True)
    links.sort(key=lambda link: link.start)
    return View("".join(pieces), start, tuple(offsets), tuple(links))
