"""Who wrote it: the people in a byline, and the id of a person at an outlet.

In:   a byline as written: "By Ada Example and Bo Example, Reuters".
Out:  the people in it, in order; agencies, outlets, roles and places left out.

A byline names people by convention, not by grammar, so the rules are small and literal: links and
emphasis go, the opening word goes, the list is cut at separators, and what is left of a part must
look like a name.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from graphx.entities.domains import registered_domain
from graphx.entities.outlets import OutletRegistry
from graphx.model import content_id

_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
_TAG = re.compile(r"<[^<>]{1,200}>")
_EMPHASIS = re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)")
_SPACE = re.compile(r"\s+")
_LEAD = re.compile(
    r"(?:[-–—―•|:~\s]|(?:(?:written|reported|posted|published|words|text|texte|text von|story|"
    r"article|report|reporting|analysis|opinion|commentary|translated|photos?) )?by\b:?|"
    r"(?:authors?|autore?s?|autorin|autor:in|auteurs?|autores|texto|testo|tekst|redactie|"
    r"written|автор[ыи]?|текст|yazan|penulis|oleh|作者|記者|记者|文|撰文|بقلم|كتب|کاتب|"
    r"par|por|door|di|przez|από|του|написал[аи]?)\s*[:：/]|"
    r"(?:by|von|par|por|door|di|da|de|av|af|przez|oleh|от|від|автор|بقلم|作者|记者|記者)(?=\s))\s*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s*(?:[;|•·\n]|,|、|，|/|\s[-–—]\s|&|(?<=\S)\s(?:and|und|et|y|e|en|ed|og|och|"
    r"i|und|ve|и|і|та|و|with|mit|avec|con|com)\s)\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:(?:for|of|at|from|in|reporting|via|near|special|für|aus|pour|para|per|à|au|the|is|are|"
    r"has|was|updated|published|posted|contributed|translated|bureau|on|to)(?![\w-])|"
    r"[(\[<]|\S*@|\d|(?:-|–|—)\s).*\Z",
    re.IGNORECASE | re.DOTALL,
)
_OPENING_BRACKET = re.compile(r"[(\[].{0,120}?[)\]]")
_DEGREE = re.compile(
    r"(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|md|esq|mba|rn|j\.?d|dds|ll\.?m|mp|msc|ma|ba)\.?",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_HONORIFIC = re.compile(r"(?:(?:dr|prof|mr|mrs|ms|rev|sir|professor)\.?\s)+", re.IGNORECASE)
# fmt: off
_NOT_PERSON = frozenset({
    "admin", "agence", "agencia", "agencias", "agencies", "agency", "agentur", "agenturen",
    "agenzia", "agências", "ajans", "analyst", "anonymous", "army", "assistant", "associate",
    "associated", "author", "bestselling", "board", "book", "books", "broadcasting", "bureau",
    "business", "center", "centre", "chief", "city", "club", "colaboración", "collaborateur",
    "college", "columnist", "com", "committee", "communications", "company", "company.",
    "contributed", "contributing", "contributor", "contributors", "copy", "copyright", "corp",
    "corporation", "correspondant", "correspondent", "correspondente", "correspondents",
    "corresponsal", "council", "county", "courtesy", "critic", "daily", "department", "desk",
    "digital", "director", "district", "editions", "editor", "editorial", "editors", "editör",
    "eeuu", "enterprises", "entertainment", "envoyé", "envoyée", "envoyés", "exclusive",
    "executive", "follow", "foto", "foundation", "freelance", "gazette", "giornalista",
    "global", "gmbh", "government", "group", "guest", "haber", "herald", "holdings", "inc",
    "inc.", "institute", "interactive", "international", "inviato", "jornalista", "journal",
    "journalist", "journaliste", "killed", "kolumnist", "korrespondent", "korrespondentin",
    "kurier", "league", "limited", "llc", "local", "ltd", "magazine", "managing", "media",
    "minister", "ministry", "more", "muhabir", "multimedia", "national", "net", "network",
    "networks", "news", "newsdesk", "newspaper", "newspapers", "newsroom", "newswire", "office",
    "official", "online", "opinion", "org", "partners", "party", "periodista", "photo",
    "photographer", "photojournalist", "politics", "post", "president", "presidente", "press",
    "prime", "producer", "publications", "publisher", "publishing", "radio", "read",
    "redaccion", "redacción", "redactie", "redakcja", "redakteur", "redakteurin", "redaktion",
    "redazione", "redação", "report", "reporter", "reporterin", "reporters", "reporting",
    "reports", "reuters", "rédaction", "school", "senior", "service", "services", "source",
    "special", "sports", "staff", "staffs", "star", "state", "stringer", "studio", "syndicate",
    "syndicates", "syndication", "team", "telegraph", "times", "today", "tribune", "tv", "unit",
    "university", "unknown", "update", "updated", "ventures", "verlag", "via", "video",
    "volontärin", "web", "webdesk", "website", "weekly", "wire", "wires", "world", "writer",
    "writers", "états-unis", "агентства", "агентство", "вести", "журналист", "корреспондент",
    "новости", "редакция", "редакція", "спецкор", "تحرير", "مراسل", "وكالات",
    "报道", "整理", "編集部", "综合", "编译", "编辑",
})
# fmt: on
_WORD = re.compile(r"[^\W\d_][\w'’.\-‐]*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,12}\Z")
# fmt: off
_PARTICLES = frozenset({
    "al", "ben", "bin", "da", "dal", "das", "de", "degli", "del", "dela", "della", "den", "der",
    "des", "di", "do", "dos", "du", "el", "ibn", "la", "las", "le", "lo", "los", "mac", "mc", "of",
    "san", "st", "ten", "ter", "the", "und", "van", "vom", "von", "y", "zu", "zum",
})
# fmt: on
_ANY_WORD = re.compile(r"\w+")
_MAX_BYLINE_CHARS = 1000
_MAX_WORDS = 6
_MAX_ABBREVIATION = 5


def people_in_byline(byline: str) -> tuple[str, ...]:
    """People a byline names, in its order, each once.

    Parameters
    ----------
    byline : str
        As written; Markdown links and emphasis are allowed.  Only the first 1,000 characters
        are read.

    Returns
    -------
    tuple of str
        Names as written; empty when the byline names only agencies, desks or roles.

    Examples
    --------
    >>> people_in_byline("By [Ada Example](#) and Bo Example, Reuters")
    ('Ada Example', 'Bo Example')
    >>> people_in_byline("– Ada Example, staff"), people_in_byline("Von Ada Example, dpa")
    (('Ada Example',), ('Ada Example',))
    >>> people_in_byline("Staff and agencies"), people_in_byline("The Associated Press")
    ((), ())
    """
    text = _TAG.sub(" ", _LINK.sub(r"\1", byline[:_MAX_BYLINE_CHARS]))
    text = _OPENING_BRACKET.sub(" ; ", _EMPHASIS.sub("", text))
    people: list[str] = []
    for part in _SEPARATOR.split(text):
        name = _SPACE.sub(" ", part).strip(" .:\"'“”„»«")
        if people and _SUFFIX.fullmatch(name):
            people[-1] = f"{people[-1]}, {name}"
            continue
        name = _without_lead(name)
        name = _without_role(_HONORIFIC.sub("", _TAIL.sub("", f" {name}").strip(), count=1))
        if _is_person(name) and name not in people:
            people.append(name)
    return tuple(people)


def people_among(authors: Iterable[str]) -> tuple[str, ...]:
    """Those of an article's authors who are people, or may be: no agency, outlet or desk.

    Pages name whoever they like as the author.  What is no known outlet and no word for an
    organisation may be the one name somebody writes under.

    Examples
    --------
    >>> people_among(["Ada Example", "AFP", "North Newsroom", "ada"])
    ('Ada Example', 'ada')
    """
    return tuple(name for name in authors if people_in_byline(name) or not _is_body(name))


def _is_body(name: str) -> bool:
    registry = OutletRegistry.packaged()
    if registry.knows(name) or registered_domain(name) is not None:
        return True
    parts = [part for part in _SEPARATOR.split(name) if part]
    if len(parts) > 1:
        return all(map(_is_body, parts))
    return not _NOT_PERSON.isdisjoint(_ANY_WORD.findall(name.casefold()))


def author_id(name: str, outlet_id: str | None) -> str:
    """Name a person: the same one only within one outlet.

    Examples
    --------
    >>> author_id("Ada Example", "north.example") == author_id("ADA  EXAMPLE", "north.example")
    True
    >>> author_id("Ada Example", "north.example") == author_id("Ada Example", "south.example")
    False
    """
    return content_id("p", _SPACE.sub(" ", name).strip().casefold(), outlet_id)


def _without_lead(name: str) -> str:
    while True:
        match = _LEAD.match(name)
        if match is None or match.end() == 0:
            return name
        # "Von" and "Di" open a byline or a surname; a lone word after them is the surname.
        rest = name[match.end() :]
        if " " not in rest and name[:1].isupper() and match[0].strip().lower() in _PARTICLES:
            return name
        name = rest


def _without_role(name: str) -> str:
    """Cut a role or an agency written after a whole name: "Ada Example AP Science Writer"."""
    words = name.split()
    for place in range(2, len(words)):
        word = words[place]
        abbreviation = word.isupper() and len(word) <= _MAX_ABBREVIATION and not name.isupper()
        if (
            word.casefold() in _NOT_PERSON
            or "@" in word
            or (abbreviation and OutletRegistry.packaged().knows(word))
        ):
            return " ".join(words[:place])
    return name


@lru_cache(maxsize=4096)
def _is_person(name: str) -> bool:
    if _UNSPACED.fullmatch(name):
        return not any(word in name for word in _NOT_PERSON if not word.isascii())
    words = name.split()
    if not 2 <= len(words) <= _MAX_WORDS or _DEGREE.fullmatch(name):
        return False
    for word in words:
        if not _WORD.fullmatch(word):
            return False
        low = word.casefold()
        if low in _NOT_PERSON or low.removesuffix("'s").removesuffix("’s") in _NOT_PERSON:
            return False
        if "." in word[1:-1] and len(word) > 5 and word.casefold() == word:
            return False
        if word[0].islower() and low not in _PARTICLES and not low.startswith(("d'", "l'", "al-")):
            return False
    registry = OutletRegistry.packaged()
    first = registry.find(words[0]) if words[0].isupper() and not name.isupper() else None
    return not registry.knows(name) and not (first is not None and first.is_agency)
