"""Credits that a line makes by a label or by its place: "Source: …", "Via …", a link alone.

In:   a `Line`.
Out:  a draft, or nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from graphx.model import CreditKind
from graphx_ingest.credits.agency_rules import is_sentence
from graphx_ingest.credits.draft import Draft, credit, mention
from graphx_ingest.credits.lines import PROSE_CHARS, Line
from graphx_ingest.credits.names import Name, read_name
from graphx_ingest.credits.phrases import labels
from graphx_ingest.credits.stated_dates import DATE, before_date, find_date
from graphx_ingest.credits.suppliers import PUBLISHING, agencies_in_tag, has_masthead, listed
from graphx_ingest.credits.view import View
from graphx_ingest.credits.vocabulary import pattern

_MAX_LABELLED_CHARS = 460
_MAX_LABEL_CHARS = 60
_MAX_VIA_CHARS = 90
_TAIL_SHARE = 0.5
_MAX_DATE_LINE_CHARS = 120
_VIA = re.compile(r"[\s*_>\-–—•|]*(?P<via>via|vía)\s+", re.IGNORECASE)
_SHOUTED_SOURCE = re.compile(r"\s*(?P<source>SOURCE)\s+(?=[A-Z])")
_PERSON = re.compile(r"[A-ZÀ-Þ][\w'’.-]+(?:\s[A-ZÀ-Þ][\w'’.-]+){1,2}\Z")
_PICTURE = re.compile(r"foto|photo|bild|image|getty|infografik|grafik|imago|picture", re.IGNORECASE)
_REGION = re.compile(
    r"\s*(?:region|theme|in-depth report|topics?|tags?|category)s?\s*:", re.IGNORECASE
)
_ONLY_LINK = re.compile(r"\s*\[[^\[\]\n]{2,80}\]\([^()\s]{0,500}\)\s*\Z")
_MORE_NAMES = re.compile(r"\s*(?:,|;|/|and\b|\(\d)")
_TRANSLATOR = re.compile(r"译者|翻译|translator", re.IGNORECASE)
_PLURALS = ("sources", "quellen", "fuentes", "fontes", "fonti")
_SPACE = re.compile(r"\s+")
_DIGIT = re.compile(r"\d")
_ITEM = re.compile(r"\s*[-–*•▪●+]\s")
_MARKS = " \t\r*_()[],.|–—-"
MAX_LONE_CHARS: Final = 90
MAX_LONE_LINES: Final = 21


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A label of a line and the name after it."""

    line: Line
    view: View
    span: tuple[int, int]
    kind: str
    label: str
    name: Name
    written: str
    rest: str
    bracket: bool

    @property
    def known(self) -> bool:
        text = self.name.text
        return text is not None and (listed(text) is not None or agencies_in_tag(text) != ())

    def as_mention(self, rule: str, kind: CreditKind) -> Draft:
        return mention(self.view, self.span, self.line.text, kind, rule, self.written, self.name)

    def as_credit(self, rule: str, kind: CreditKind, confidence: float) -> Draft:
        return credit(
            self.view, self.span, self.line.text, kind, rule, self.written, confidence, self.name
        )


def labelled_line(line: Line) -> Draft | None:
    """``Source: North Wire`` in a line of its own, or a photo's credit in the same form."""
    found = _read_label(line)
    if found is None:
        return None
    if found.kind == "photo" or _PICTURE.match(found.rest):
        return found.as_mention("photo_line", CreditKind.PHOTO_CREDIT)
    if found.label.endswith(_PLURALS) or (_names_several(found) and not found.known):
        return found.as_mention("source_line", CreditKind.QUOTE_SOURCE)
    return _via(found) if found.kind == "via" else _source(found)


def via_line(line: Line) -> Draft | None:
    """``Via North Wire`` is the whole line, above what was taken from there."""
    match = _VIA.match(line.text, line.start, line.end)
    if match is None or line.end - line.start > _MAX_VIA_CHARS:
        return None
    view = line.view()
    name = read_name(view, view.position(match.end()))
    if name is None or name.written is None or view.words[name.end :].strip(" .:*_\r\n\t"):
        return None
    span = (view.position(match.start("via")), name.end)
    return credit(view, span, line.text, CreditKind.EXCERPT, "via_line", name.written, 0.7, name)


def press_release(line: Line) -> Draft | None:
    """``SOURCE North Corp`` in capitals closes a press release."""
    match = _SHOUTED_SOURCE.match(line.text, line.start, line.end)
    if match is None or line.end - line.start > _MAX_VIA_CHARS or line.prose_after:
        return None
    view = line.view()
    name = read_name(view, view.position(match.end()))
    if name is None or name.text is None:
        return None
    span = (view.position(match.start("source")), name.end)
    return credit(
        view, span, line.text, CreditKind.REPUBLICATION, "press_release", name.text, 0.75, name
    )


def lone_source(line: Line) -> Draft | None:
    """Read a link alone between a republisher's date line and the line of its regions."""
    if not _ONLY_LINK.match(line.words) or not _REGION.match(line.following):
        return None
    if DATE.search(line.previous) is None or len(line.previous) > _MAX_DATE_LINE_CHARS:
        return None
    view = line.view()
    name = read_name(view, 0)
    if name is None or name.text is None:
        return None
    span = (name.start, name.end)
    return credit(
        view, span, line.text, CreditKind.REPUBLICATION, "lone_source", name.text, 0.85, name
    )


def lone_outlet(line: Line) -> Draft | None:
    """Name an outlet that stands alone behind the last paragraph, or with a date before the first.

    "The Conversation", or "The Conversation, July 26, 2026".  Only a listed name of two words or
    more, written as a list has it: "Print" and "Science" are outlets too, and buttons and headings
    first.  An item of a list is a link to another outlet.
    """
    if line.end - line.start > MAX_LONE_CHARS or is_sentence(line.text, line.start, line.end):
        return None
    ends = not line.following and len(line.previous) > PROSE_CHARS
    begins = line.number < MAX_LONE_LINES and not line.prose_before and line.prose_follows
    dated = _DIGIT.search(line.words) is not None
    if not (ends or (begins and dated)) or _ITEM.match(line.words):
        return None
    view = line.view()
    date = find_date(view.words)
    name = before_date(view.words).strip(_MARKS)
    if " " not in name or (date is None and view.words.strip(_MARKS) != name):
        return None
    outlet = listed(name) if ends or date is not None else None
    if outlet is None or outlet.kind not in PUBLISHING:
        return None
    if name not in (outlet.name, *outlet.aliases):
        return None
    start = view.words.index(name)
    span = (start, start + len(name))
    draft = credit(view, span, line.text, CreditKind.SYNDICATION, "lone_outlet", name, 0.7)
    return replace(draft, date=date[0] if date else None, if_elsewhere=True)


def _read_label(line: Line) -> _Labelled | None:
    head = line.head(_MAX_LABEL_CHARS)
    if line.end - line.start > _MAX_LABELLED_CHARS or (":" not in head and "：" not in head):
        return None
    match = _label_pattern().match(line.text, line.start, line.start + len(head))
    if match is None:
        return None
    # The name may stand in the next line: "Originalartikel:" alone.
    view = line.view(line.start, min(len(line.text), line.end + 160))
    place, limit = view.position(match.end()), view.position(line.end)
    rest = view.words[place:limit].strip()
    name = read_name(view, place, limit if rest else len(view.words), loose=True)
    if name is None or name.written is None:
        return None
    bracket = match["open"] != "" and view.words[view.position(match.start("open"))] in "([（【"
    begin = view.position(match.start("open") if bracket else match.start("label"))
    label = _SPACE.sub(" ", match["label"]).casefold()
    return _Labelled(
        line,
        view,
        (begin, name.end),
        _label_kinds()[label],
        label,
        name,
        name.written,
        rest,
        bracket,
    )


def _via(found: _Labelled) -> Draft:
    after = found.line.text[found.line.end : found.line.end + 300]
    if found.name.url and _TRANSLATOR.search(after):
        return found.as_credit("via_line", CreditKind.TRANSLATION, 0.85)
    if found.bracket:
        return found.as_mention("via_line", CreditKind.QUOTE_SOURCE)
    return found.as_credit("via_line", CreditKind.EXCERPT, 0.75)


def _source(found: _Labelled) -> Draft:
    """Judge a lone source line: most name where a text came from, some a fact's or a picture's."""
    line, addressed = found.line, found.name.url is not None
    for says, kind in _DOUBTS:
        if not addressed and says(found, line):
            return found.as_mention("source_line", kind)
    return found.as_credit("source_line", CreditKind.REPUBLICATION, 0.8)


def _in_brackets(found: _Labelled, line: Line) -> bool:
    if not found.bracket or not found.label[0].isascii():
        return False  # in Chinese and Japanese credits have them
    # "(Source: Reuters)" alone below all prose is no fact's source and no picture's.
    agency = found.name.text is not None and agencies_in_tag(found.name.text) != ()
    below = line.share > _TAIL_SHARE and not (line.prose_after or line.prose_follows)
    return not (agency and below)


def _german_picture(found: _Labelled, line: Line) -> bool:
    """In German "Quelle" labels pictures: of an agency above the text, or of a person."""
    if found.label != "quelle":
        return False
    return line.prose_follows if found.known else _is_person(found.written)


def _inside_the_text(found: _Labelled, line: Line) -> bool:
    return not found.known and line.prose_before and line.prose_after


def _under_a_picture(found: _Labelled, line: Line) -> bool:
    if found.known or not line.prose_follows or has_masthead(found.written):
        return False
    return _is_person(found.written) or len(line.previous) < PROSE_CHARS


def _holds_data(found: _Labelled, line: Line) -> bool:
    if found.known:
        return False
    return pattern("organisation").search(found.rest) is not None or ";" in found.rest


_DOUBTS: tuple[tuple[Callable[[_Labelled, Line], bool], CreditKind], ...] = (
    (_in_brackets, CreditKind.QUOTE_SOURCE),
    (_german_picture, CreditKind.PHOTO_CREDIT),
    (_inside_the_text, CreditKind.QUOTE_SOURCE),
    (_under_a_picture, CreditKind.PHOTO_CREDIT),
    (_holds_data, CreditKind.QUOTE_SOURCE),
)


def _names_several(found: _Labelled) -> bool:
    if found.name.url or found.written not in found.rest:
        return False
    after = found.rest[found.rest.find(found.written) + len(found.written) :]
    return _MORE_NAMES.match(after) is not None and not DATE.match(after.strip(" ,"))


def _is_person(written: str) -> bool:
    if not _PERSON.match(written) or pattern("body").search(written) or has_masthead(written):
        return False
    return not any(word.isupper() and len(word) > 1 for word in written.split())


@cache
def _label_kinds() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for label in labels():
        kinds.setdefault(label.label.casefold(), label.kind)
    return kinds


@cache
def _label_pattern() -> re.Pattern[str]:
    names = sorted(_label_kinds(), key=len, reverse=True)
    alternatives = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(
        rf"[\s*_>\-–—•|]*(?P<open>[(\[（【]?)(?P<label>{alternatives})[*_\s]{{0,4}}[:：]",
        re.IGNORECASE,
    )
