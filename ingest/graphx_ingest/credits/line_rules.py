"""Credits that a line makes by its form: datelines, agency bylines, end tags, copyright, labels.

In:   an article's text, and the intervals of it that hold nobody's credit.
Out:  drafts, in the order of the text.

Each rule looks at one line, with the lines beside it for those that stand by position; every rule
is a small function in `RULES`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from graphx.entities.authors import people_in_byline
from graphx.entities.outlets import Outlet, OutletRegistry
from graphx.model import ClaimRole, CreditKind
from graphx_ingest.credits.draft import Draft
from graphx_ingest.credits.names import DATE, Name, read_name
from graphx_ingest.credits.phrases import labels
from graphx_ingest.credits.reading import Reading
from graphx_ingest.credits.view import View, view_of

MAX_LINES: Final = 4000
_SHORT_LINE_CHARS = 260
_PARAGRAPH_CHARS = 120
_PROSE_CHARS = 55  # a longer line is a paragraph, a shorter one a caption, a name or a button

_DASH = r"(?:[-–—―]{1,3}|:|\.\s?[-–—]|\s?$)"
_DATELINE = re.compile(
    r"""\s*(?P<span>(?P<city>[A-ZÀ-ÞА-Я][^()\n]{0,60}?)?\s*[-–—,.]?\s*
    [(\[（](?P<agency>[^()\[\]\n（）]{2,40})[)\]）]\s*(?P<dash>[-–—―]+|\.\s?[-–—]|:))""",
    re.VERBOSE,
)
_PLACE = re.compile(r"[A-ZÀ-ÞА-Я][\w.'’\-]*(?:[\s,./\-–—]+[\w.'’\-]+){0,8}[,.:]?\s*[-–—]?\s*\Z")
_BARE_DATELINE = re.compile(
    r"\s*(?P<span>(?P<city>[A-ZÀ-Þ][\w.'’\- ]{1,30}?)(?:,\s*|\s+[-–—/]\s*|\s+)(?:\d{1,2}\s?\w{3,9}\.?[,\s]\s?)?(?P<agency>[A-Z]{2,8})\s*[-–—]{1,2})\s"
)
_END_TAG = re.compile(r"[(\[（](?P<agency>[^()\[\]\n（）]{2,60})[)\]）]\s*(?P<stop>\.?)[\s*_]*\Z")
_CONTRIBUTED = re.compile(r"contribut|assist|\bhelped\b|weitere quellen|additional", re.IGNORECASE)
_TWICE = re.compile(r"\b(\w+)\s+\1\b", re.IGNORECASE)  # "Afp Afp", a first and a last name to some
_INLINE_TAG = re.compile(
    r"[.!?…][”\"»]?\s+(?P<span>\((?P<agency>[^\W\d_][\w -]{3,40})\))\s+(?=[A-ZÀ-Þ])"
)
_BYLINE = re.compile(
    r"\s*[-–—|*_\s]*(?P<span>(?P<by>(?:by|von|por|par|di|door|av|af|de|автор|via|from|fuente|text|mit|with|using|source|por la agencia|agencia|redacción)[:\s]\s*)?(?P<rest>\S[^\n]{1,120}))\s*\Z",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"\s*(?:™\s*&\s*)?(?P<mark>copyright|©|\(c\)|&copy;|™)(?P<rest>[^\n]{2,240})", re.IGNORECASE
)
_RIGHTS = re.compile(
    r"all rights reserved|alle rechte vorbehalten|tous droits|todos los derechos|distributed by|"
    r"may not be (?:published|reproduced)|used with permission|reprinted|inc\.|llc",
    re.IGNORECASE,
)
_VIA = re.compile(r"[\s*_>\-–—•|]*(?P<via>via|vía)\s+", re.IGNORECASE)
_LEGAL = re.compile(r"(?:inc|llc|ltd|gmbh|co|corp|sa|ag|plc)\.?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PHOTO_WORD = re.compile(
    r"(?<!\w)(?:photos?|images?|foto|fotos|file|pool|bild|picture|getty|shutterstock|photographer|video|graphic|"
    r"imagen|imagem|фото|alamy|zuma|handout|via\s+(?:ap|reuters|afp))(?!\w)",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"(?<!\w)(?:inc|llc|ltd|gmbh|ag|verband|bund|ministry|ministerium|universit\w+|foundation|institute|association|"
    r"department|berechnung|reporting|statistics?|statista|bureau|bank|census|survey|data|world bank|calculations|"
    r"research|commission|agency for|foundation|archive)(?!\w)|[;/]",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[A-ZÄÖÜÀ-Þ][\w'’.-]+(?:\s[A-ZÄÖÜÀ-Þ][\w'’.-]+){1,2}\Z")
_BODY = re.compile(
    r"verband|verein|club|bund|polizei|amt\b|schule|ministerium|university|party|police|council|group|league|union|fundación|"
    r"asociación|federación|instituto|universidad|prefeitura|governo|фонд|союз",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"foto|photo|bild|image|getty|infografik|grafik|imago|picture", re.IGNORECASE)
_REGION = re.compile(
    r"\s*(?:region|theme|in-depth report|topics?|tags?|category)s?\s*:", re.IGNORECASE
)
_ONLY_LINK = re.compile(r"\s*\[[^\[\]\n]{2,80}\]\([^()\s]{0,500}\)\s*\Z")
_SPLIT_AGENCIES = re.compile(r"\s*[/,;&+]\s*|\s+(?:and|und|et|y|e|i|и|via|with|mit)\s+|\s[-–]\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text and its neighbours' places."""

    text: str
    start: int
    end: int
    number: int
    previous: str
    following: str
    second: str
    prose_before: bool
    prose_after: bool

    @property
    def words(self) -> str:
        """The line's characters."""
        return self.text[self.start : self.end]

    @property
    def share(self) -> float:
        """How far down the text the line stands, 0 to 1."""
        return self.start / max(1, len(self.text))


def line_drafts(reading: Reading) -> list[Draft]:
    """Drafts of all rules over all lines, outside the ignored intervals."""
    drafts: list[Draft] = []
    for line in _lines(reading.text):
        if reading.is_ignored(line.start):
            continue
        for rule in RULES:
            draft = rule(line)
            if draft is not None:
                drafts.append(draft)
                break
    return drafts


def _lines(text: str) -> Iterator[Line]:
    bounds: list[tuple[int, int]] = []
    place = 0
    while place < len(text) and len(bounds) < MAX_LINES:
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        if end > place and not text[place:end].isspace():
            bounds.append((place, end))
        place = end + 1
    prose = [number for number, (start, end) in enumerate(bounds) if end - start > _PARAGRAPH_CHARS]
    first, last = (prose[0], prose[-1]) if prose else (len(bounds), -1)
    for number, (start, end) in enumerate(bounds):
        previous = text[slice(*bounds[number - 1])] if number else ""
        following = text[slice(*bounds[number + 1])] if number + 1 < len(bounds) else ""
        second = text[slice(*bounds[number + 2])] if number + 2 < len(bounds) else ""
        yield Line(
            text, start, end, number, previous, following, second, first < number, number < last
        )


def dateline(line: Line) -> Draft | None:
    """``CITY (AGENCY) –`` or ``(AGENCY) -`` opens the line."""
    head = line.text[line.start : min(line.end, line.start + 130)]
    if "(" not in head and "（" not in head:
        return None
    view = view_of(line.text, line.start, min(line.end, line.start + 160))
    match = _DATELINE.match(view.words)
    if match is None:
        return None
    city = match["city"]
    if city and not (_PLACE.match(city) and len(city.split()) <= 8):
        return None
    written = match["agency"].strip()
    shouted = city is not None and any(c.isupper() for c in city) and city.split(",")[0].isupper()
    supplier = _supplier(
        written, any_name=bool(shouted) and written.isascii() and len(written) <= 20
    )
    if supplier is None:
        return None
    return _wire(line, view, match.span("span"), "dateline", supplier, 0.93)


def bare_dateline(line: Line) -> Draft | None:
    """``London, AFP -`` opens the line."""
    if not any(dash in line.text[line.start : line.start + 60] for dash in "-–—"):
        return None
    match = _BARE_DATELINE.match(line.text, line.start, min(line.end, line.start + 80))
    if match is None or not _is_agency(match["agency"]):
        return None
    view = view_of(line.text, line.start, min(line.end, line.start + 160))
    found = _BARE_DATELINE.match(view.words)
    if found is None:
        return None
    return _wire(line, view, found.span("span"), "bare_dateline", found["agency"], 0.8)


def agency_byline(line: Line) -> Draft | None:
    """Name an agency in a line of its own: "By Associated Press", "Ada Example, Reuters", "AFP"."""
    if line.end - line.start > 160 or line.number > 60:
        return None
    if not _mentions_supplier(line.words):
        return None
    view = view_of(line.text, line.start, line.end)
    match = _BYLINE.match(view.words)
    if match is None:
        return None
    body = DATE.split(match["rest"])[0].strip(" -–—|,.•:*_")
    body = re.sub(r"\s*\d{1,2}:\d\d.*\Z", "", body)
    if not body or "©" in body or _CONTRIBUTED.search(body) or _PHOTO_WORD.search(view.words):
        return None
    supplier = _byline_supplier(body, opened=match["by"] is not None)
    if supplier is None:
        return None
    if match["by"] is None and _is_photo_credit(line, body):
        span = match.span("span")
        return _mention(line, view, span, "photo_byline", supplier, CreditKind.PHOTO_CREDIT)
    people = people_in_byline(match["span"])
    begin = match.start("span")
    place = view.words.find(body, begin)
    draft = _wire(line, view, (begin, place + len(body)), "agency_byline", supplier, 0.85)
    date = DATE.search(view.words) or DATE.search(line.following) or DATE.search(line.previous)
    return _with(draft, author=" and ".join(people) or None, date=date[0] if date else None)


def _is_photo_credit(line: Line, body: str) -> bool:
    """Whether an agency's line that no "By" opens credits a photo: by its slash or its place."""
    if line.words.lstrip().startswith("(") or ("/" in body and people_in_byline(body)):
        return True
    dated = DATE.match(line.following.strip()) is not None
    return line.prose_before and line.prose_after and not dated


def end_tag(line: Line) -> Draft | None:
    """``(dpa/gem)`` closes a line."""
    tail = line.text[max(line.start, line.end - 80) : line.end]
    if ")" not in tail[-6:] and "）" not in tail[-6:] and "]" not in tail[-6:]:
        return None
    view = view_of(line.text, max(line.start, line.end - 160), line.end)
    match = _END_TAG.search(view.words)
    if match is None:
        return None
    written = match["agency"].strip()
    before = view.words[: match.start()].rstrip()
    if _PHOTO_WORD.search(written):
        return None
    parts = [part for part in _SPLIT_AGENCIES.split(DATE.split(written)[0].strip(" -–—,")) if part]
    agencies = [part for part in parts if _is_agency(part)]
    if not agencies or not parts or not _is_agency(parts[0]):
        return None
    if before and before[-1] not in ".!?…\"”»’'。！？)":
        return None
    names = [part for part in parts if _is_agency(part)]
    caption = line.share < 0.6 and line.following and line.number < 4 and len(line.words) < 300
    if caption and not written.islower() and "/" not in written and not match["stop"]:
        return _mention(line, view, match.span(), "caption_tag", names[0], CreditKind.PHOTO_CREDIT)
    return _wire(
        line, view, (match.start(), match.end("agency") + 1), "end_tag", "; ".join(names), 0.85
    )


def inline_tag(line: Line) -> Draft | None:
    """``… ended. (Reuters) The next text``: an end tag whose line was joined to what followed."""
    if line.end - line.start < _SHORT_LINE_CHARS or ") " not in line.words:
        return None
    match = _INLINE_TAG.search(line.text, line.start, line.end)
    if match is None or not _is_agency(match["agency"]):
        return None
    view = view_of(line.text, match.start("span"), match.end("span"))
    return _wire(line, view, (0, len(view.words)), "end_tag", match["agency"], 0.6)


def copyright_line(line: Line) -> Draft | None:
    """``Copyright © Ada Example, North Wire, 2016``."""
    if line.end - line.start > 600:
        return None
    words = line.words
    low = words[:40].lower()
    if "©" not in words[:40] and "copyright" not in low and "(c)" not in low and "™" not in low:
        return None
    view = view_of(line.text, line.start, line.end)
    match = _COPYRIGHT.match(view.words)
    if match is None:
        return None
    rest = match["rest"]
    parts = [part.strip(" .,-–—©™&:*") for part in re.split(r",|\||;|/|\.\s", rest)]
    year = _YEAR.search(rest)
    rights = _RIGHTS.search(rest) is not None
    people = [person for part in parts for person in people_in_byline(_without_year(part))]
    outlets = [
        (part, outlet)
        for part in parts
        if (outlet := _outlet(_without_year(part))) is not None and not _LEGAL.fullmatch(part)
    ]
    agencies = [(part, outlet) for part, outlet in outlets if outlet.is_agency]
    if agencies and (year or rights or "dpa" in rest.lower()):
        part, _ = agencies[0]
        stop = match.start("rest") + rest.find(part) + len(part)
        draft = _wire(
            line, view, (match.start("mark"), stop), "copyright", _without_year(part), 0.85
        )
        return _with(draft, date=year[0] if year else None)
    named = [part for part in parts if part and not _YEAR.fullmatch(part)]
    person_first = bool(named) and people_in_byline(_without_year(named[0])) != ()
    if outlets and person_first and year:
        part, _ = outlets[0]
        stop = match.start("rest") + max(rest.find(part) + len(part), (year.end() if year else 0))
        return _republished(
            line,
            view,
            (match.start("mark"), stop),
            "copyright",
            _without_year(part),
            0.85,
            author=people[0],
            date=year[0],
        )
    if agencies and not year:
        part, _ = agencies[0]
        stop = match.start("rest") + rest.find(part) + len(part)
        return _mention(
            line,
            view,
            (match.start("mark"), stop),
            "copyright_photo",
            part,
            CreditKind.PHOTO_CREDIT,
        )
    return None


def labelled_line(line: Line) -> Draft | None:
    """``Source: North Wire`` in a line of its own, or a photo's credit in the same form."""
    if line.end - line.start > _SHORT_LINE_CHARS + 200:
        return None
    head = line.text[line.start : line.start + 60]
    if ":" not in head and "：" not in head:
        return None
    match = _label_pattern().match(line.text, line.start, min(line.end, line.start + 60))
    if match is None:
        return None
    label = re.sub(r"\s+", " ", match["label"]).casefold()
    kind = _label_kinds()[label]
    view = view_of(line.text, line.start, min(len(line.text), line.end + 160))
    place = view.position(match.end())
    limit = view.position(line.end)
    rest = view.words[place:limit].strip()
    if not rest:
        limit = len(view.words)
    name = read_name(view, place, limit, loose=True)
    if name is None:
        return None
    begin = view.position(match.start("label"))
    if match["open"]:
        begin = view.position(match.start("open"))
    return _labelled(line, view, (begin, name.end), kind, label, name, rest)


def _labelled(
    line: Line, view: View, span: tuple[int, int], kind: str, label: str, name: Name, rest: str
) -> Draft | None:
    written = name.text or name.domain
    if written is None:
        return None
    if kind == "photo" or _PICTURE.match(rest):
        return _mention(line, view, span, "photo_line", written, CreditKind.PHOTO_CREDIT)
    bracket = line.words.lstrip(" *_>").startswith(
        ("(", "[")
    ) and not line.words.lstrip().startswith("[" + written)
    after = rest[rest.find(written) + len(written) :] if written in rest else ""
    several = (
        not name.url
        and re.match(r"\s*(?:,|;|/|\band\b|\(\d)", after) is not None
        and not DATE.match(after.strip(" ,"))
    )
    plural = label.endswith(("sources", "quellen", "fuentes", "fontes", "fonti"))
    known = name.text is not None and _outlet(name.text) is not None
    if plural or (several and not known):
        return _mention(line, view, span, "source_line", written, CreditKind.QUOTE_SOURCE, name)
    if kind == "via":
        if name.url and "译者" in line.text[line.end : line.end + 300]:
            return _credit(
                line, view, span, CreditKind.TRANSLATION, "via_line", written, name, 0.85
            )
        if bracket:
            return _mention(line, view, span, "via_line", written, CreditKind.QUOTE_SOURCE, name)
        return _credit(line, view, span, CreditKind.EXCERPT, "via_line", written, name, 0.75)
    if bracket and not name.url:
        return _mention(line, view, span, "source_line", written, CreditKind.QUOTE_SOURCE, name)
    below = len(line.following) > _PROSE_CHARS or len(line.second) > _PROSE_CHARS
    if (
        label == "quelle"
        and not name.url
        and ((below and known) or (not known and _is_person(written)))
    ):
        return _mention(line, view, span, "source_line", written, CreditKind.PHOTO_CREDIT)
    if not known and not name.url and line.prose_before and line.prose_after:
        return _mention(line, view, span, "source_line", written, CreditKind.QUOTE_SOURCE, name)
    if not known and not name.url:
        if below and (_is_person(written) or len(line.previous) < _PROSE_CHARS):
            return _mention(line, view, span, "source_line", written, CreditKind.PHOTO_CREDIT)
        if _ORGANISATION.search(rest):
            return _mention(line, view, span, "source_line", written, CreditKind.QUOTE_SOURCE, name)
    return _credit(line, view, span, CreditKind.REPUBLICATION, "source_line", written, name, 0.8)


def via_line(line: Line) -> Draft | None:
    """``Via North Wire`` is the whole line, above what was taken from there."""
    match = _VIA.match(line.text, line.start, line.end)
    if match is None or line.end - line.start > 90:
        return None
    view = view_of(line.text, line.start, line.end)
    place = view.position(match.end())
    name = read_name(view, place)
    if (
        name is None
        or view.words[name.end :].strip(" .:*_\r\n\t")
        or (name.text or name.domain) is None
    ):
        return None
    span = (view.position(match.start("via")), name.end)
    written = name.text or name.domain or ""
    return _credit(line, view, span, CreditKind.EXCERPT, "via_line", written, name, 0.7)


def lone_source(line: Line) -> Draft | None:
    """A link alone between the date line of a republisher and the line of its regions."""
    if not _ONLY_LINK.match(line.words) or not _REGION.match(line.following):
        return None
    if DATE.search(line.previous) is None or len(line.previous) > 120:
        return None
    view = view_of(line.text, line.start, line.end)
    name = read_name(view, 0)
    if name is None or name.text is None:
        return None
    return _credit(
        line,
        view,
        (name.start, name.end),
        CreditKind.REPUBLICATION,
        "lone_source",
        name.text,
        name,
        0.85,
    )


RULES: Final[tuple[Callable[[Line], Draft | None], ...]] = (
    dateline,
    copyright_line,
    labelled_line,
    via_line,
    lone_source,
    agency_byline,
    end_tag,
    inline_tag,
    bare_dateline,
)
"""Rules in the order they are asked; the first that speaks has the line."""


def _is_person(written: str) -> bool:
    return (
        _PERSON.match(written) is not None
        and _BODY.search(written) is None
        and not any(word.isupper() and len(word) > 1 for word in written.split())
    )


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


def _mentions_supplier(words: str) -> bool:
    """Cheap look: does a line hold the first word of any listed supplier's name."""
    return not _first_words().isdisjoint(re.findall(r"\w+", words.lower()))


@cache
def _first_words() -> frozenset[str]:
    names = OutletRegistry.packaged().agency_names()
    return frozenset(found[0] for name in names if (found := re.findall(r"\w+", name.lower())))


def _byline_supplier(body: str, *, opened: bool) -> str | None:
    """Name of the supplier a byline ends with, or is."""
    outlet = _outlet(body)
    if outlet is not None and outlet.is_agency and _cased(body):
        return body
    parts = [
        part.strip(" .:*_")
        for part in re.split(r"\s*[,|/•()]\s*|\s[-–—]\s|\s+for\s+|\s+of\s+|\s+via\s+", body)
    ]
    parts = [part for part in parts if part]
    if len(parts) > 6 or not parts:
        return None
    for part in reversed(parts):
        stripped = re.sub(
            r"(?i)\s+(?:staff|writers?|reporters?|correspondents?|newsroom|editor|bureau)\Z",
            "",
            part,
        )
        found = _outlet(stripped)
        if found is not None and found.is_agency and _cased(stripped):
            others = [other for other in parts if other is not part]
            if opened or all(
                people_in_byline(other) or _role(other) or _outlet(other) for other in others
            ):
                return stripped
    leading = re.match(
        r"(?P<agency>AP|Associated Press|AFP|Reuters|CNN|UPI|Bloomberg)\s+(?:\w+\s){0,3}(?:writer|reporter|correspondent|editor|staff)s?\b",
        body,
        re.IGNORECASE,
    )
    return leading["agency"] if leading else None


def _role(words: str) -> bool:
    return (
        re.fullmatch(
            r"(?i)(?:\w+\s){0,3}(?:writers?|staff|reporters?|correspondents?|editor|newsroom|contributor|team|bureau|desk|press|columnist)",
            words,
        )
        is not None
    )


def _cased(name: str) -> bool:
    """An abbreviation counts only as written: "AP" is an agency, "ap" is not, "dpa" is."""
    if len(name) > 4 or not name.isascii():
        return True
    outlet = _outlet(name)
    if outlet is None:
        return False
    return name.isupper() or name in outlet.aliases or name == outlet.name


def _outlet(name: str) -> Outlet | None:
    return OutletRegistry.packaged().find(name) if 1 < len(name) <= 60 else None


def _is_agency(name: str) -> bool:
    if not 1 < len(name) <= 45:
        return False
    outlet = _outlet(name)
    return outlet is not None and outlet.is_agency and _cased(name)


def _supplier(written: str, *, any_name: bool) -> str | None:
    """Name inside a dateline's brackets, when it is a supplier's."""
    if _PHOTO_WORD.search(written):
        return None
    parts = [part for part in _SPLIT_AGENCIES.split(written) if part]
    known = [part for part in parts if (found := _outlet(part)) is not None and _cased(part)]
    if known:
        return "; ".join(known)
    if any_name and re.fullmatch(r"[A-Za-z][\w&.' -]{1,19}", written) and not written.isdigit():
        return written
    return None


def _without_year(part: str) -> str:
    part = re.sub(
        r"^(?:by|the copyright of|©|copyright|\(c\))\s+", "", part.strip(), flags=re.IGNORECASE
    )
    part = _YEAR.sub("", part)
    return re.sub(r"^(?:\s*[-–—,]\s*)+|(?:\s*[-–—,]\s*)+$|^by\s+", "", part.strip()).strip(" .,")


def _wire(
    line: Line, view: View, span: tuple[int, int], rule: str, name: str, confidence: float
) -> Draft:
    return _credit(line, view, span, CreditKind.WIRE, rule, name, None, confidence)


def _republished(
    line: Line, view: View, span: tuple[int, int], rule: str, name: str, confidence: float,
    *, author: str | None, date: str | None,
) -> Draft:  # fmt: skip
    draft = _credit(line, view, span, CreditKind.REPUBLICATION, rule, name, None, confidence)
    return _with(draft, author=author, date=date)


def _credit(
    line: Line, view: View, span: tuple[int, int], kind: CreditKind, rule: str, name: str,
    source: Name | None, confidence: float,
) -> Draft:  # fmt: skip
    start, end = view.span(*span)
    date = DATE.search(view.words, span[1], span[1] + 40)
    return Draft(
        role=ClaimRole.CREDIT,
        kind=kind,
        rule=rule,
        quote=line.text[start:end],
        confidence=confidence,
        start=start,
        end=end,
        name=name,
        domain=source.domain if source else None,
        url=source.url if source else None,
        date=date[0] if date else None,
        wire_if_agency=rule in {"source_line", "copyright"},
    )


def _mention(
    line: Line, view: View, span: tuple[int, int], rule: str, name: str, kind: CreditKind,
    source: Name | None = None,
) -> Draft:  # fmt: skip
    start, end = view.span(*span)
    return Draft(
        role=ClaimRole.MENTION,
        kind=kind,
        rule=rule,
        quote=line.text[start:end],
        confidence=0.7,
        start=start,
        end=end,
        name=name,
        domain=source.domain if source else None,
        url=source.url if source else None,
    )


def _with(draft: Draft, *, author: str | None = None, date: str | None = None) -> Draft:
    return replace(draft, author=author or draft.author, date=date or draft.date)


def byline_supplier(byline: str) -> tuple[str, CreditKind] | None:
    """Supplier a byline field names, and whether that is a wire or another outlet.

    Examples
    --------
    >>> byline_supplier("Ada Example, Associated Press")
    ('Associated Press', <CreditKind.WIRE: 'wire'>)
    >>> byline_supplier("Ada Example") is None
    True
    """
    body = view_of(byline[:300]).words.strip()
    match = _BYLINE.match(body)
    if match is None:
        return None
    rest = DATE.split(match["rest"])[0].strip(" -–—|,.•:*_")
    rest = _TWICE.sub(r"\1", rest)
    supplier = _byline_supplier(rest, opened=True) if rest else None
    return None if supplier is None else (supplier, CreditKind.WIRE)
