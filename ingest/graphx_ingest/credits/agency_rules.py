"""Credits that name an agency by the form of a line: bylines, end tags, copyright.

In:   a `Line`.
Out:  a draft, or nothing.
"""

import re
from dataclasses import replace
from typing import Final

from graphx.entities.authors import people_in_byline
from graphx.model import CreditKind
from graphx_ingest.credits.draft import Draft, credit, mention
from graphx_ingest.credits.lines import Line
from graphx_ingest.credits.stated_dates import DATE, YEAR, find_date
from graphx_ingest.credits.suppliers import (
    BYLINE,
    PUBLISHING,
    agencies_in_tag,
    byline_body,
    has_masthead,
    is_agency,
    listed,
    may_end_with_outlet,
    other_outlet_of,
    supplier_of,
)
from graphx_ingest.credits.view import View
from graphx_ingest.credits.vocabulary import alternatives, pattern, words

MAX_BYLINE_CHARS: Final = 120
MAX_BYLINES: Final = 21
"""First lines of a text among which another outlet's byline is looked for."""

_BARE_TAG = re.compile(r"[.!?…][”\"»]?\s+(?P<agency>[A-Z]{2,6}|Reuters)\s*\Z")
_END_TAG = re.compile(r"[(\[（](?P<agency>[^()\[\]\n（）]{2,60})[)\]）]\s*(?P<stop>\.?)[\s*_]*\Z")
_INLINE_TAG = re.compile(
    r"[.!?…][”\"»]?\s+(?P<span>\((?P<agency>[^\W\d_][\w -]{3,40})\))\s+(?=[A-ZÀ-Þ])"
)
_LONE_TAG = re.compile(
    r"[\s*_]*(?P<span>\((?P<name>[A-ZÀ-Þ][\w&'’-]{2,39}(?: [A-ZÀ-Þ][\w&'’-]+){0,3})\))[.\s*_]*\Z"
)
_WIRE_NAME = re.compile(r"\w(?:press[ae]?|wire|news)\Z", re.IGNORECASE)
_MIN_JOINED_CHARS = 260  # an end tag inside a shorter line is a source in brackets
_COPYRIGHT = re.compile(
    r"\s*(?P<wire>(?:the[\s-])?\w[\w.&]{1,20}[\s-]wire\s*)?(?:™\s*&\s*)?"
    r"(?P<mark>copyright|©|\(c\)|&copy;|™)(?P<rest>[^\n]{2,240})",
    re.IGNORECASE,
)
_COPYRIGHT_PARTS = re.compile(r",|\||;|/|\.\s")
_COPYRIGHT_LEAD = re.compile(r"\A(?:by|the copyright of|©|copyright|\(c\))\s+", re.IGNORECASE)
_LEGAL_FORM = re.compile(rf"(?:{alternatives('legal_form')})\.?", re.IGNORECASE)
_QUOTING_BYLINES = frozenset({"via", "source", "from", "fuente", "using"})
OPENED: Final = re.compile(rf"[\W_]*(?:{alternatives('byline')})[:\s]", re.IGNORECASE)
_OPENINGS = frozenset(word[:2].lower() for word in words("byline"))
_OWN_BYLINES = frozenset({"", "by", "von", "par", "por", "di", "door"})
_AGENCIES = re.compile(
    rf"[\s*_(\-–—]*(?-i:(?=[^\Wa-z]))(?:{alternatives('agencies')})[\s*_).]*", re.IGNORECASE
)
_STOPS = ".!?…"
_SENTENCE_ENDS = ".!?…\"”»’'。！？)"


def agency_byline(line: Line) -> Draft | None:
    """Name an agency in a line of its own: "By Associated Press", "Ada Example, Reuters", "AFP"."""
    if line.end - line.start > 160 or line.number > 60:
        return None
    view = line.view()
    match = BYLINE.match(view.words)
    if match is None:
        return None
    body = byline_body(match["rest"])
    bracket = line.words.lstrip(" *_").startswith("(")
    if bracket and (match["by"] or "").strip(" :").casefold() in _QUOTING_BYLINES:
        return None
    if not body or "©" in body or pattern("contributed").search(body):
        return None
    supplier = supplier_of(body, opened=match["by"] is not None)
    if pattern("photo").search(view.words):
        return None
    if supplier is None:
        return None
    if match["by"] is None and _credits_a_photo(line, body):
        return mention(
            view, match.span("span"), line.text, CreditKind.PHOTO_CREDIT, "photo_byline", supplier
        )
    begin = match.start("span")
    span = (begin, view.words.find(body, begin) + len(body))
    people = people_in_byline(match["span"])
    date = find_date(view.words) or find_date(line.following) or find_date(line.previous)
    draft = credit(view, span, line.text, CreditKind.WIRE, "agency_byline", supplier, 0.85)
    return replace(draft, author=" and ".join(people) or None, date=date[0] if date else None)


def outlet_byline(line: Line) -> Draft | None:
    """Name another outlet after a person: "By Ada Example, The Washington Post"."""
    if line.end - line.start > MAX_BYLINE_CHARS or line.number >= MAX_BYLINES:
        return None
    if not line.words[:4].strip():
        return None
    view = line.view()
    ended = view.words.rstrip()[-1:] in _STOPS
    if (ended and OPENED.match(view.words) is None) or not may_end_with_outlet(view.words):
        return None
    match = BYLINE.match(view.words)
    if match is None or (match["by"] or "").strip().casefold() not in _OWN_BYLINES:
        return None
    body = byline_body(match["rest"])
    name = other_outlet_of(body)
    if name is None:
        return None
    everyday = " " not in name and not name.isupper()
    if match["by"] is None and (everyday or _credits_a_photo(line, body)):
        return None
    begin = match.start("span")
    span = (begin, view.words.find(body, begin) + len(body))
    draft = credit(view, span, line.text, CreditKind.SYNDICATION, "outlet_byline", name, 0.7)
    people = people_in_byline(body)
    return replace(draft, author=" and ".join(people) or None, if_elsewhere=True)


def is_sentence(text: str, start: int, end: int) -> bool:
    """Tell at a glance that a line without markup is a sentence, as most lines are, and no byline.

    Examples
    --------
    >>> is_sentence("Rain fell.", 0, 10), is_sentence("By Ada Example, N.W.", 0, 20)
    (True, False)
    """
    if text[end - 1] not in _STOPS:
        return False
    if text[start].isalpha() and text[start : start + 2].lower() not in _OPENINGS:
        return True
    return OPENED.match(text, start, end) is None


def agencies_line(line: Line) -> Draft | None:
    """``Agencies`` is the whole line: a wire's text, and nobody says which."""
    if line.end - line.start > 40 or not _AGENCIES.fullmatch(line.words):
        return None
    view = line.view()
    start = len(line.words) - len(line.words.lstrip())
    draft = credit(view, (start, len(view.words)), line.text, CreditKind.WIRE, "agencies", "", 0.6)
    return replace(draft, name=None)


def end_tag(line: Line) -> Draft | None:
    """``(dpa/gem)`` closes a line."""
    tail = line.text[max(line.start, line.end - 12) : line.end]
    if not any(bracket in tail for bracket in ")）]"):
        return _bare_tag(line, tail)
    view = line.view(max(line.start, line.end - 160), line.end)
    match = _END_TAG.search(view.words)
    if match is None:
        return None
    agencies = agencies_in_tag(match["agency"].strip())
    before = view.words[: match.start()].rstrip()
    if not agencies or (before and before[-1] not in _SENTENCE_ENDS):
        return None
    span = (match.start(), match.end("agency") + 1)
    if _tags_a_caption(line, match):
        return mention(view, span, line.text, CreditKind.PHOTO_CREDIT, "caption_tag", agencies[0])
    return credit(view, span, line.text, CreditKind.WIRE, "end_tag", "; ".join(agencies), 0.85)


def lone_tag(line: Line) -> Draft | None:
    """``(Northwire)`` alone below the text: a name of the kind that agencies and papers have."""
    match = _LONE_TAG.match(line.text, line.start, line.end)
    if match is None or line.prose_after:
        return None
    name = match["name"]
    if not (_WIRE_NAME.search(name) or has_masthead(name)) or pattern("photo").search(name):
        return None
    view = line.view(line.start, line.end)
    span = (match.start("span") - line.start, match.end("span") - line.start)
    return credit(view, span, line.text, CreditKind.WIRE, "end_tag", name, 0.8)


def _bare_tag(line: Line, tail: str) -> Draft | None:
    """``… the minister said. PTI`` closes a paragraph."""
    match = _BARE_TAG.search(tail)
    if match is None or not is_agency(match["agency"]):
        return None
    view = line.view(line.end - len(tail), line.end)
    span = (
        view.words.rfind(match["agency"]),
        view.words.rfind(match["agency"]) + len(match["agency"]),
    )
    return credit(view, span, line.text, CreditKind.WIRE, "end_tag", match["agency"], 0.7)


def inline_tag(line: Line) -> Draft | None:
    """``… ended. (Reuters) The next text``: an end tag whose line was joined to what followed."""
    if line.end - line.start < _MIN_JOINED_CHARS or ") " not in line.words:
        return None
    match = _INLINE_TAG.search(line.text, line.start, line.end)
    if match is None or not is_agency(match["agency"]):
        return None
    view = line.view(*match.span("span"))
    span = (0, len(view.words))
    return credit(view, span, line.text, CreditKind.WIRE, "end_tag", match["agency"], 0.6)


def copyright_line(line: Line) -> Draft | None:
    """``Copyright © Ada Example, North Wire, 2016``, ``© 2020 The Associated Press``.

    An agency's copyright with a year or a reservation of rights is a wire's, and so is one that
    stands alone below the text ("(c)AFP"); any other is a picture's.  Another outlet's counts when
    a person stands before it: on most pages the line only names the publisher's own company.
    """
    head = line.head(40).lower()
    if line.end - line.start > 600 or not any(
        mark in head for mark in ("©", "copyright", "(c)", "™")
    ):
        return None
    view = line.view()
    match = _COPYRIGHT.match(view.words)
    if match is None:
        return None
    rest = match["rest"]
    parts = [part.strip(" .,-–—©™&:*") for part in _COPYRIGHT_PARTS.split(rest)]
    names = [_owner(part) for part in parts]
    outlets = [
        (part, name)
        for part, name in zip(parts, names, strict=True)
        if listed(name) is not None and not _LEGAL_FORM.fullmatch(part)
    ]
    year = YEAR.search(rest)
    agency = next(((part, name) for part, name in outlets if is_agency(name)), None)
    if agency is not None:
        begin = match.start("wire" if match["wire"] else "mark")
        span = (begin, match.start("rest") + rest.find(agency[0]) + len(agency[0]))
        photographer, slash, _ = rest.partition("/")
        pictured = bool(slash and people_in_byline(photographer))  # "© Ada Example/AP 2026"
        reserved = year or pattern("rights").search(rest) or "dpa:" in rest
        if pictured or not (reserved or _closes_the_text(line, parts)):
            return mention(
                view, span, line.text, CreditKind.PHOTO_CREDIT, "copyright_photo", agency[1]
            )
        draft = credit(view, span, line.text, CreditKind.WIRE, "copyright", agency[1], 0.85)
        return replace(draft, date=year[0] if year else None)
    people = people_in_byline(next((name for name in names if name), ""))
    if not (outlets and year):
        return None
    part, name = outlets[0]
    if not people:
        return _others_copyright(line, view, match, part, name)
    stop = match.start("rest") + max(rest.find(part) + len(part), year.end())
    draft = credit(
        view,
        (match.start("mark"), stop),
        line.text,
        CreditKind.REPUBLICATION,
        "copyright",
        name,
        0.85,
    )
    return replace(draft, author=people[0], date=year[0])


def _closes_the_text(line: Line, parts: list[str]) -> bool:
    """Whether a line that holds one name stands below the text."""
    return len(parts) == 1 and line.prose_before and not line.prose_after and not line.following


def _others_copyright(
    line: Line, view: View, match: re.Match[str], part: str, name: str
) -> Draft | None:
    """``© 2020, The Washington Post`` on another outlet's page."""
    outlet = listed(name)
    if outlet is None or outlet.kind not in PUBLISHING or name.casefold() in words("legal_form"):
        return None
    stop = match.start("rest") + match["rest"].find(part) + len(part)
    span = (match.start("mark"), stop)
    draft = credit(view, span, line.text, CreditKind.SYNDICATION, "copyright", name, 0.65)
    return replace(draft, if_elsewhere=True)


def _credits_a_photo(line: Line, body: str) -> bool:
    """Whether an agency's line that no "By" opens credits a photo: by its slash or its place."""
    if line.words.lstrip().startswith("(") or ("/" in body and people_in_byline(body)):
        return True
    dated = DATE.match(line.following.strip()) is not None
    return line.prose_before and line.prose_after and not dated


def _tags_a_caption(line: Line, match: re.Match[str]) -> bool:
    """Whether a tag closes a caption: a short line among the first, with the text still to come."""
    alone = len(line.words.strip()) <= len(match[0].strip())
    short = not alone and line.number < 4 and line.share < 0.6 and line.end - line.start < 300
    written = match["agency"]
    desk = written.islower() or "/" in written  # "(dpa/gem)" is a desk's mark, no caption has it
    return bool(short and line.following) and not desk and not match["stop"]


def _owner(part: str) -> str:
    """Part of a copyright line without its year and its opening word."""
    part = YEAR.sub("", _COPYRIGHT_LEAD.sub("", part)).strip(" .,-–—")
    return _COPYRIGHT_LEAD.sub("", part).strip(" .,")
