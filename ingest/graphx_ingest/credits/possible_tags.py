"""Datelines and end tags that may name another outlet: "(North Wire) – Rain fell" on its page.

In:   the first and the last line of prose.
Out:  the name, and where it stands.

A list knows agencies, and a city in capitals tells a dateline; anything else in its place may be an
outlet's name as well as an aside, and only the collection can say which.
"""

import re
from typing import Final

from graphx_ingest.credits.possible_shapes import CAPITAL

_WORD: Final = rf"{CAPITAL}[\w.'’&-]*"
_SMALL: Final = r"(?:of|the|and|for|in|de|du|des|la|le|del|der|die|das|&|на|и)"
_NAME: Final = rf"{_WORD}(?:\s(?:{_SMALL}\s)*(?:{_WORD}|\d+)){{0,4}}"
_DASH: Final = r"(?:[-–—―]{1,3}|:)"
_PLACE: Final = rf"{CAPITAL}[^()\[\]\n]{{0,60}}?[\s,.–—-]\s*"
_IN_BRACKETS = re.compile(
    rf"[\s*_]*(?P<span>(?:{_PLACE})?[(\[/](?P<name>{_NAME})[)\]/]\s*{_DASH})\s*\S"
)
_BARE = re.compile(rf"[\s*_]*(?P<span>(?P<name>{_NAME})\s+[-–—]{{1,3}})\s+[\"“”«„‘'A-ZÀ-ÞА-Я]")
_END = re.compile(rf"[.!?…][\"”»’']?\s*(?P<span>[(\[](?P<name>{_NAME})[)\]])[\s.*_]*\Z")
# What no opening and no end tag can do without: found faster.
_CLOSED = re.compile(r"[)\]/]")
_DASHED = re.compile(r"\s[-–—]")
_MARKS: Final = 8
_HEAD_CHARS: Final = 140
_TAIL_CHARS: Final = 70
_MAX_ACRONYM: Final = 5

Span = tuple[str, int, int]
"""A name, and the interval of a text that credits it."""


def opening_name(text: str, start: int, end: int) -> Span | None:
    """Name in the dateline of a line of prose.

    Examples
    --------
    >>> opening_name("Talbot (North Wire) – Rain fell.", 0, 32)
    ('North Wire', 0, 21)
    >>> opening_name("North Wire -- Rain fell.", 0, 24), opening_name("TALBOT -- Rain fell.", 0, 20)
    (('North Wire', 0, 13), None)
    """
    head = text[start : min(end, start + _HEAD_CHARS)]
    if _CLOSED.search(head) is not None and (match := _IN_BRACKETS.match(head)) is not None:
        return _span(match, start)
    match = _BARE.match(head) if _DASHED.search(head) is not None else None
    return None if match is None or _is_place(match["name"]) else _span(match, start)


def closing_name(text: str, start: int, end: int) -> Span | None:
    """Name in brackets that closes a line of prose.

    Examples
    --------
    >>> closing_name("Rain fell. (North Wire)", 0, 23), closing_name("Rain fell (in May).", 0, 19)
    (('North Wire', 11, 23), None)
    """
    begin = max(start, end - _TAIL_CHARS)
    if _CLOSED.search(text, max(start, end - _MARKS), end) is None:
        return None
    match = _END.search(text[begin:end])
    return None if match is None else _span(match, begin)


def _is_place(name: str) -> bool:
    """Whether a name before a dash is more likely a town's: one word, or all of it in capitals."""
    return (" " not in name or name.isupper()) and not (
        name.isupper() and len(name) <= _MAX_ACRONYM and " " not in name
    )


def _span(match: re.Match[str], start: int) -> Span:
    return match["name"], start + match.start("span"), start + match.end("span")
