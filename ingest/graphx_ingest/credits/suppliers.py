"""Which agency a dateline, a byline or an end tag names.

In:   the words of a line or of a byline field.
Out:  the supplier's name as written, when a list has it.
"""

import re
from functools import lru_cache
from typing import Final

from graphx.entities.authors import people_in_byline
from graphx.entities.outlets import Outlet, OutletRegistry
from graphx_ingest.credits.known_names import may_begin_name
from graphx_ingest.credits.reading import Reading
from graphx_ingest.credits.signs import agency_signs
from graphx_ingest.credits.stated_dates import before_date
from graphx_ingest.credits.view import view_of
from graphx_ingest.credits.vocabulary import alternatives, pattern, words

BYLINE = re.compile(
    rf"[\s\-–—|*_(]*(?P<span>(?P<by>(?:{alternatives('byline')})[:\s]\s*)?"
    r"(?P<rest>\S[^\n]{1,120}))\s*\Z",
    re.IGNORECASE,
)
SPLIT = re.compile(r"\s*[/,;&+]\s*|\s+(?:and|und|et|y|e|i|и|via|with|mit)\s+|\s[-–]\s")
_PARTS = re.compile(r"\s*[,|/•()]\s*|\s[-–—]\s|\s+(?:for|of|via)\s+")
_LAST_PART = re.compile(r".*(?:[,|/•()]|\s(?:[-–—]|for|of|via)\s)(?P<last>.*)", re.DOTALL)
_ROLE_TAIL = re.compile(
    r"\s+(?:staff|writers?|reporters?|correspondents?|newsroom|editor|bureau)\Z", re.IGNORECASE
)
_ROLE = re.compile(
    r"(?:\w+\s){0,3}(?:writers?|staff|reporters?|correspondents?|editor|newsroom|contributor|team"
    r"|bureau|desk|press|columnist)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?P<agency>AP|Associated Press|AFP|Reuters|CNN|UPI|Bloomberg)\s+(?:\w+\s){0,3}"
    r"(?:writer|reporter|correspondent|editor|staff)s?\b",
    re.IGNORECASE,
)
_TWICE = re.compile(r"\b(\w+)\s+\1\b", re.IGNORECASE)  # "Afp Afp", a first and a last name to some
_CLOCK = re.compile(r"\s*\d{1,2}:\d\d.*\Z")
_DIGIT = re.compile(r"\d")
_EDGE = " -–—|,.•:*_)\t\r"
_MAX_PLACES: Final = 4000
_MAX_NAME_CHARS = 60
_MAX_ABBREVIATION = 4
_MAX_PARTS = 6
PUBLISHING = frozenset({"newspaper", "broadcaster", "magazine", "site"})
_MARKED = re.compile(r"[,;:|/•()]")
_STOPPED = re.compile(r"(?:[A-Z]\.){2,4}[A-Z]\.?")  # "A.F.P.", which a list has without stops
_RUN = re.compile(r"[^\W_]+")
_MARK = re.compile(r"[^\W\d_]{1,5}\.?")
_ANY_NAME = re.compile(r"(?=.{2,40}\Z)[^\W\d_][\w&.'-]*(?: [\w&.'-]+){0,2}\Z")


def listed(name: str) -> Outlet | None:
    """Find a listed outlet by a name that could be one."""
    return OutletRegistry.packaged().find(name) if 1 < len(name) <= _MAX_NAME_CHARS else None


def has_masthead(name: str) -> bool:
    """Whether an unlisted name ends or begins as newspapers' do; no person's does.

    Examples
    --------
    >>> has_masthead("Harbour Ledger"), has_masthead("Harbour Post-Ledger")
    (True, True)
    >>> has_masthead("Ada Example")
    False
    """
    parts = name.split()
    if len(parts) < 2:
        return False
    ends = (parts[0], *parts[-1].split("-"))
    return any(pattern(kind).fullmatch(word) for kind in ("masthead", "outlet") for word in ends)


def is_agency(name: str) -> bool:
    """Whether a name is a listed agency's, in a case it is written in.

    Examples
    --------
    >>> is_agency("AP"), is_agency("ap"), is_agency("dpa"), is_agency("North Wire")
    (True, False, True, False)
    >>> is_agency("A.F.P."), is_agency("A:A"), is_agency("PT:I")
    (True, False, False)
    """
    outlet = listed(name)
    if outlet is None or not outlet.is_agency or not _is_cased(name, outlet):
        return False
    runs = _RUN.findall(name)  # "PT:I" is none of PTI's spellings
    if len(runs) == 1 or max(map(len, runs)) >= _MAX_ABBREVIATION or _STOPPED.fullmatch(name):
        return True
    return name == outlet.name or name in outlet.aliases


def calls_itself_agency(name: str) -> bool:
    """Whether an unlisted name says that it is an agency's, and which.

    Examples
    --------
    >>> calls_itself_agency("Northline News Agency"), calls_itself_agency("a news agency")
    (True, False)
    >>> calls_itself_agency("Reporting by Northline News Agency")
    False
    >>> calls_itself_agency("Agence de presse du Nord"), calls_itself_agency("Ada Example")
    (True, False)
    """
    if len(name) > _MAX_NAME_CHARS or not name[:1].isupper() or _MARKED.search(name):
        return False
    if pattern("photo").search(name):
        return False
    kind = pattern("kind_of_agency").search(name)
    if kind is None or listed(name) is not None:
        return False
    rest = (name[: kind.start()] + name[kind.end() :]).split()
    if any(word.islower() and word not in words("article") | words("joining") for word in rest):
        return False  # "Reporting by Northline News Agency"
    named = any(word[0].isupper() and word.casefold() not in words("article") for word in rest)
    return named and (kind.start() == 0 or kind.end() == len(name))


def agency_places(reading: Reading) -> list[int]:
    """Where in a text's view the most telling word of an agency's name stands.

    Only names are looked for all of whose words the text has, as a list spells them, without
    accents, or run together.

    Examples
    --------
    >>> from graphx_ingest.credits.reading import read
    >>> agency_places(read("By Ada Example, Associated Press")), agency_places(read("Associated"))
    ([16], [])
    """
    signs = agency_signs()
    present = [
        word
        for word in reading.words & signs.keys()
        if any(map(reading.words.issuperset, signs[word]))
    ]
    return [place for word in present for place in reading.places(word, _MAX_PLACES)]


def supplier_in_brackets(written: str, *, any_name: bool) -> str | None:
    """Name inside a dateline's brackets, when it is an outlet's.

    Parameters
    ----------
    written : str
    any_name : bool
        Accept a short unlisted name too: the city before it is in capitals, as only a dateline is.
    """
    if pattern("photo").search(written):
        return None
    parts = [part for part in SPLIT.split(written) if part]
    known = [
        part for part in parts if (outlet := listed(part)) is not None and _is_cased(part, outlet)
    ]
    if known:
        return "; ".join(known)
    if any_name and _ANY_NAME.match(written):
        return written
    return written if calls_itself_agency(written) else None


def agencies_in_tag(written: str) -> tuple[str, ...]:
    """Agencies of an end tag ("dpa/gem"); what stands beside them must be a desk's short mark."""
    if pattern("photo").search(written):
        return ()
    parts = [part for part in SPLIT.split(before_date(written).strip(" -–—,")) if part]
    agencies = tuple(part for part in parts if is_agency(part))
    marks = (part for part in parts if part not in agencies)
    return agencies if all(_MARK.fullmatch(mark) for mark in marks) else ()


def byline_body(rest: str) -> str:
    """Byline without the date and the clock after it."""
    return _CLOCK.sub("", before_date(rest).strip(_EDGE))


def supplier_of(body: str, *, opened: bool) -> str | None:
    """Agency that a byline's words are, or end with.

    Parameters
    ----------
    body : str
        The byline without its opening word and its date.
    opened : bool
        Whether a "By" opened it; otherwise everything beside the agency must be people or roles.
    """
    if _supplies(body):
        return body
    parts = [stripped for part in _PARTS.split(body) if (stripped := part.strip(" .:*_"))]
    if len(parts) > _MAX_PARTS:
        return None
    if opened and (agencies := agencies_in_tag(body)):
        return "; ".join(agencies)
    for part in reversed(parts):
        name = next((n for n in (part, _ROLE_TAIL.sub("", part)) if _supplies(n)), None)
        if name is not None:
            others = [other for other in parts if other is not part]
            if opened or all(_is_person_or_role(other) for other in others):
                return name
    leading = _LEADING.match(body)
    return leading["agency"] if leading else None


def _supplies(name: str) -> bool:
    return is_agency(name) or calls_itself_agency(name)


def may_end_with_outlet(line: str) -> bool:
    """Cheap look: are there parts, and is the last a listed name or followed by a date."""
    parted = _LAST_PART.match(line.rstrip(_EDGE))
    if parted is None:
        return False
    if _DIGIT.search(line) is not None:
        return any(_may_begin(part.strip(_EDGE)) for part in _PARTS.split(line)[1:])
    last = parted["last"].strip(_EDGE)
    return not last or (last[0].isupper() and listed(_ROLE_TAIL.sub("", last)) is not None)


def _may_begin(part: str) -> bool:
    return part[:1].isupper() and may_begin_name(part.split(None, 1)[0].strip(_EDGE))


def other_outlet_of(body: str) -> str | None:
    """Return the outlet that is no agency and ends a byline after a person: "Ada, The Times".

    Such a byline is a credit only on the page of another outlet.
    """
    parts = [stripped for part in _PARTS.split(body) if (stripped := part.strip(" .:*_"))]
    if not 2 <= len(parts) <= 3:
        return None
    name = _ROLE_TAIL.sub("", parts[-1])
    outlet = listed(name)
    if outlet is None or outlet.kind not in PUBLISHING or not name[0].isupper():
        return None
    return name if people_in_byline(parts[0]) else None


@lru_cache(maxsize=4096)
def byline_supplier(byline: str) -> str | None:
    """Agency a byline field names.

    Examples
    --------
    >>> byline_supplier("Ada Example, Associated Press"), byline_supplier("Ada Example")
    ('Associated Press', None)
    >>> byline_supplier("Le Figaro et AFP"), byline_supplier("AFP et associés")
    ('AFP', None)
    """
    match = BYLINE.match(view_of(byline[:300]).words.strip())
    if match is None:
        return None
    body = _TWICE.sub(r"\1", byline_body(match["rest"]))
    return (supplier_of(body, opened=True) or _beside_an_outlet(body)) if body else None


def _beside_an_outlet(body: str) -> str | None:
    """Agency that is named together with outlets: "Le Figaro et AFP"."""
    parts = [stripped for part in SPLIT.split(body) if (stripped := part.strip(" .:*_"))]
    agencies = [part for part in parts if is_agency(part)]
    others = [part for part in parts if part not in agencies]
    return agencies[0] if agencies and all(map(_is_person_or_role, others)) else None


def _is_person_or_role(part: str) -> bool:
    return bool(people_in_byline(part)) or bool(_ROLE.fullmatch(part)) or listed(part) is not None


def _is_cased(name: str, outlet: Outlet) -> bool:
    if len(name) > _MAX_ABBREVIATION or not name.isascii():
        return True
    return name.isupper() or name == outlet.name or name in outlet.aliases
