"""The tree of a page: its metadata, its visible blocks.

In:   the characters of an HTML page or fragment.
Out:  an lxml tree; `Block` for each run of visible text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

_SPACE = re.compile(r"\s+")
_WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_DISPLAY_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DEPTH: Final = 250  # libxml2 stops near there too; Python would at 1,000

_SILENT: Final = frozenset(
    {
        "script", "style", "template", "noscript", "head", "iframe", "object", "embed", "svg",
        "math", "canvas", "audio", "video", "select", "textarea", "datalist", "button", "input",
    }
)  # fmt: skip
_INLINE: Final = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
        "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span",
        "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "picture",
        "source",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A link of a block: its words are ``text[start:end]``, ``href`` is its address as written."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One run of visible text between two block boundaries.

    ``path`` names the elements around it, outermost first, each with its classes and id;
    ``linked`` is how many of its characters are links, ``anchors`` are those inside it
    with a whole address of the web, in their order.
    """

    text: str
    path: tuple[str, ...]
    linked: int
    anchors: tuple[Anchor, ...] = ()


def parse(content: str) -> HtmlElement:
    """Parse a page or a fragment; anything parses, if only to an empty tree."""
    data = _ILLEGAL.sub(" ", content).encode("utf-8", "replace")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)  # type: ignore[no-untyped-call]
    tree: HtmlElement
    try:
        tree = document_fromstring(data, parser=parser)  # type: ignore[no-untyped-call]
    except etree.ParserError:
        tree = document_fromstring("<html></html>")  # type: ignore[no-untyped-call]
    return tree


def meta_of(tree: HtmlElement) -> Mapping[str, tuple[str, ...]]:
    """Map each lower-case meta name or property to its contents, in page order."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = squeezed(element.get("content") or "")
        if not content:
            continue
        for attribute in ("name", "property", "itemprop"):
            for name in (element.get(attribute) or "").lower().split():
                found.setdefault(name, []).append(content)
    return {name: tuple(contents) for name, contents in found.items()}


def scripts_of(tree: HtmlElement) -> tuple[str, ...]:
    """Texts of the page's linked-data scripts."""
    return tuple(
        element.text or ""
        for element in tree.iter("script")
        if "ld+json" in (element.get("type") or "").lower()
    )


def text_of(element: HtmlElement) -> str:
    """Visible words of an element on one line."""
    return squeezed("".join(part for part, _ in _strings(element)))


def _strings(element: HtmlElement, depth: int = 0) -> Iterator[tuple[str, int]]:
    yield element.text or "", depth
    if depth < _DEPTH:
        for child in element:
            if not is_hidden(child):
                yield from _strings(child, depth + 1)
            yield child.tail or "", depth


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element is never shown: scripts, ``hidden``, ``display:none``, ``aria-hidden``."""
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return True
    attributes = element.attrib
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or _DISPLAY_NONE.search(attributes.get("style", "")) is not None
    )


def named(element: HtmlElement) -> str:
    """Tag, classes, id and role of an element, as one lower-case string."""
    attributes = element.attrib
    parts = (
        element.tag,
        *(attributes.get(name, "") for name in ("class", "id", "role", "itemprop")),
    )
    return " ".join(part for part in parts if part).lower()


def blocks_of(tree: HtmlElement) -> Iterator[Block]:
    """Walk the visible text of a page, block by block, in page order."""
    walk = _Walk()
    yield from walk.through(tree, (), 0, 0)
    yield from walk.flush(())


class _Walk:
    """Text gathered since the last block boundary."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._linked = 0
        self._size = 0
        self._anchors: list[tuple[int, int, str]] = []  # places in the gathered text

    def through(
        self, element: HtmlElement, path: tuple[str, ...], links: int, depth: int
    ) -> Iterator[Block]:
        if is_hidden(element) or depth > _DEPTH:
            return
        inline = element.tag in _INLINE
        inside = path if inline and not element.attrib else (*path, named(element))
        links += element.tag == "a"
        if not inline:
            yield from self.flush(path)
        begin = self._size
        self._add(element.text, links)
        for child in element:
            yield from self.through(child, inside, links, depth + 1)
            self._add(child.tail, links)
        if element.tag == "a":
            self._close(element, begin)
        if not inline:
            yield from self.flush(inside)

    def flush(self, path: tuple[str, ...]) -> Iterator[Block]:
        text = squeezed("".join(self._parts))
        if text:
            anchors = _squeezed_anchors(text, "".join(self._parts), self._anchors)
            yield Block(text=text, path=path, linked=self._linked, anchors=anchors)
        self._parts.clear()
        self._anchors.clear()
        self._linked = self._size = 0

    def _close(self, element: HtmlElement, begin: int) -> None:
        """Note a link that began and ended in one block; one around blocks is a teaser."""
        href = (element.get("href") or "").strip()
        if begin < self._size and _WEB.match(href):
            self._anchors.append((begin, self._size, href))

    def _add(self, text: str | None, links: int) -> None:
        if text:
            self._parts.append(text)
            self._size += len(text)
            if links:
                self._linked += len(text.strip())


def _squeezed_anchors(
    line: str, text: str, anchors: Sequence[tuple[int, int, str]]
) -> tuple[Anchor, ...]:
    """Anchors of a text, as they stand in the line it is once it is squeezed."""
    if not anchors:
        return ()
    if len(anchors) == 1 and not (text[: anchors[0][0]].strip() or text[anchors[0][1] :].strip()):
        return (Anchor(start=0, end=len(line), href=anchors[0][2]),)
    places = _squeezed_places(text, {place for start, end, _ in anchors for place in (start, end)})
    found = []
    for start, end, href in anchors:
        first, last = places[start], min(places[end], len(line))
        words = line[first:last]
        first += len(words) - len(words.lstrip())
        last -= len(words) - len(words.rstrip())
        if first < last:
            found.append(Anchor(start=first, end=last, href=href))
    return tuple(found)


def _squeezed_places(text: str, places: Iterable[int]) -> dict[int, int]:
    """Where places of a text stand once it is squeezed; a space belongs to what is before it."""
    found: dict[int, int] = {}
    size = last = 0
    spaced = True  # what the text begins with is no space of a line
    for place in sorted(places):
        part = _SPACE.sub(" ", text[last:place])
        part = part[1:] if spaced and part[:1] == " " else part
        spaced = part[-1:] == " " if part else spaced
        size += len(part)
        found[place], last = size, place
    return found


def squeezed(text: str) -> str:
    """Put text on one line, single spaces."""
    return _SPACE.sub(" ", text).strip()
