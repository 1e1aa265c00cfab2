"""Credits that a line makes because the name in it is linked: "North Wire writes:", "From …:".

In:   a `Line`.
Out:  a draft, or nothing.

The shapes are those of ``possible.csv``.  Without a link only the collection can say whether the
name is an outlet's (`possible`); a link says so itself, and where the text stands.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graphx.entities.authors import people_in_byline
from graphx.entities.domains import registered_domain
from graphx.entities.spellings import name_key
from graphx.model import CreditKind
from graphx_ingest.credits.draft import Draft, credit
from graphx_ingest.credits.lines import Line
from graphx_ingest.credits.names import Name, read_name, says_outlet
from graphx_ingest.credits.possible_shapes import EDGE_LINES, MAX_LINE_CHARS, shapes
from graphx_ingest.credits.stated_dates import before_date
from graphx_ingest.credits.suppliers import has_masthead, listed
from graphx_ingest.credits.view import View

_Shape = tuple[re.Pattern[str], tuple[str, ...]]  # and signs one of which such a line has

_CONFIDENCE: Final = 0.7
_MARKS: Final = " \t\r\n*_()[],.:|–—-\"'“”‘’«»„"
_TOLD: Final = frozenset({"", "as"})
_MIN_KEY_CHARS: Final = 4


def linked_line(line: Line) -> Draft | None:
    """``As North Wire reported:`` above a text or below it, with a link of the outlet's name."""
    if EDGE_LINES <= line.number < len(line.lines.bounds) - EDGE_LINES:
        return None
    view = line.view()
    if len(view.words) > MAX_LINE_CHARS or not view.links:
        return None
    found = shapes()
    draft = _read(line, view, found.lines, CreditKind.REPUBLICATION)
    if draft is not None or (line.prose_before and line.following):
        return draft  # a frame below a paragraph stands around a quotation
    return _read(line, view, found.frames, CreditKind.EXCERPT)


def _read(line: Line, view: View, shapes: Sequence[_Shape], kind: CreditKind) -> Draft | None:
    """Draft the credit of the first shape a line has, if its name is linked."""
    small = view.words.lower()
    for shape, signs in shapes:
        match = shape.match(view.words) if any(map(small.__contains__, signs)) else None
        name = _linked_name(view, *match.span("name")) if match is not None else None
        if match is None or name is None or name.text is None:
            continue
        opened = view.words[: match.start("name")].strip(_MARKS).casefold() not in _TOLD
        if opened or _is_outlet(name.text, name.url):
            lead = len(view.words) - len(view.words.lstrip())
            span = (lead, len(view.words.rstrip()))
            return credit(view, span, line.text, kind, "linked_line", name.text, _CONFIDENCE, name)
    return None


def _linked_name(view: View, start: int, end: int) -> Name | None:
    """Name of an interval that is all link, but for an article and a date."""
    stop = start + len(before_date(view.words[start:end]))
    name = read_name(view, start, stop)
    if name is None or name.url is None or view.words[name.end : stop].strip(_MARKS):
        return None
    if name.end > stop:  # the verb is linked too
        return replace(name, text=view.words[name.start : stop].strip(_MARKS), end=stop)
    return name


def _is_outlet(name: str, url: str | None) -> bool:
    """Whether a linked name is no person's, who writes and signs too, or its site has that name."""
    if people_in_byline(name) != (name,) or has_masthead(name) or says_outlet(name):
        return True
    domain = registered_domain(url or "") or ""
    key, site = name_key(name), name_key(domain.partition(".")[0])
    initials = "".join(word[0] for word in name.casefold().split())
    if site == initials or listed(name) is not None:
        return True
    shorter, longer = sorted((key, site), key=len)
    return len(shorter) >= _MIN_KEY_CHARS and shorter in longer
