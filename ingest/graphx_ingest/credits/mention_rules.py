"""Outlets that are quoted, cited or named as a source of facts, where the name comes first.

In:   an article's text, and the intervals of it that hold nobody's words.
Out:  drafts of mentions: "Sputnik News reported that", "(The Hill)".

Only listed names count here, and names that say themselves that they are an outlet's.
"""

import re
from collections.abc import Iterator
from typing import Final

from graphx.entities.outlets import Outlet, OutletRegistry
from graphx.model import ClaimRole, CreditKind
from graphx_ingest.credits.draft import Draft
from graphx_ingest.credits.reading import Reading
from graphx_ingest.credits.view import View, view_of
from graphx_ingest.credits.vocabulary import alternatives, words

MAX_MENTIONS: Final = 200
MAX_HITS: Final = 24
"""Places a text is asked for one word; one that repeats it more often is a list or an attack."""

_ADVERB = re.compile(
    r"(?:first|previously|also|originally|has|had|have|later|recently|news)\Z", re.IGNORECASE
)
_ADVERB_CHARS = 10  # of the longest
_DESCRIBED = re.compile(rf"(?<!\w)(?:{alternatives('kind_of_outlet')})\s+(?=[\W_]?[A-ZÀ-Þ«“„‘])")
_PARENTHESIS = re.compile(r"[(\[](?P<body>[^()\[\]\n]{2,200}(?:\([^()\n]{1,12}\))?)[)\]]")
_NAME_WORD = re.compile(r"[\w.’'&\-]+")
_OUTLET_TAIL = re.compile(
    r"(?:News|Times|Post|Journal|Tribune|Herald|Gazette|Daily|Weekly|Press|Chronicle|Telegraph|Magazine|Radio|TV|Agency|"
    r"Zeitung|Monitor|Review|Observer)\Z"
)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)?\Z")
_VERB = re.compile(rf"(?<=\w|[.’'”\"*)\]])[\s*_]+(?:{alternatives('verb')})(?!\w)", re.IGNORECASE)
_SIGNS = words("verb") | {name.split()[-1] for name in words("kind_of_outlet")}
_BEFORE_NAME = "([*_“\"'«‘"
_MAX_NAME_WORDS = 6
_MIN_CITED = 4  # "(AP)" may be a party or a state; "(The Hill)" is an outlet
_BEFORE_CHARS = 200
_AFTER_CHARS = 240


def mention_drafts(reading: Reading) -> list[Draft]:
    """Mentions in a text, outside the ignored intervals; at most `MAX_MENTIONS`."""
    text = reading.text
    drafts: list[Draft] = []
    for start, end in _windows(reading):
        view = view_of(text, start, end)
        for view_start, view_end, name, rule in _found(view):
            text_start, text_end = view.span(view_start, view_end)
            drafts.append(
                Draft(
                    role=ClaimRole.MENTION,
                    kind=CreditKind.QUOTE_SOURCE,
                    rule=rule,
                    quote=text[text_start:text_end],
                    confidence=0.65,
                    start=text_start,
                    end=text_end,
                    name=name,
                )
            )
        if len(drafts) >= MAX_MENTIONS:
            break
    return drafts


def _windows(reading: Reading) -> Iterator[tuple[int, int]]:
    """Lines, cut to what stands near a verb of reporting, a word for an outlet, or a bracket."""
    text = reading.text
    places = [
        place
        for word in sorted(_SIGNS & reading.words)
        for place in reading.places(word, MAX_HITS)
        if _capital_near(text, place)
    ]
    places += [place for sign in "([" for place in reading.places(sign, MAX_HITS)]
    last = -1
    for place in sorted(places):
        if place < last:
            continue
        start = max(text.rfind("\n", 0, place) + 1, place - _BEFORE_CHARS, 0)
        end = text.find("\n", place)
        last = min(end if end >= 0 else len(text), place + _AFTER_CHARS)
        if last > start:
            yield start, last


def _capital_near(text: str, place: int) -> bool:
    """Whether one of the two words before, or the word after, begins like a name."""
    before = text[max(0, place - 40) : place].split()[-3:]
    after = text[place : place + 60].split(maxsplit=2)[1:2]
    return any(word.lstrip(_BEFORE_NAME)[:1].isupper() for word in (*before, *after))


def _found(view: View) -> Iterator[tuple[int, int, str, str]]:
    text = view.words
    for verb in _VERB.finditer(text):
        place = verb.start()
        while (adverb := _ADVERB.search(text, max(0, place - _ADVERB_CHARS), place)) is not None:
            place = len(text[: adverb.start()].rstrip())
        name = _name_before(text, place)
        if name is not None:
            yield name[0], verb.end(), text[name[0] : name[1]], "reported"
    for noun in _DESCRIBED.finditer(text):
        end = _name_after(text, noun.end())
        if end is not None:
            yield noun.start(), end, text[noun.end() : end].strip(" «“„‘"), "described"
    for parenthesis in _PARENTHESIS.finditer(text) if "(" in text or "[" in text else ():
        body = parenthesis["body"]
        part = body.rsplit(",", 1)[-1].strip(' "“”.*')
        part = _IN_BRACKETS.sub("", part)
        outlet = _listed(part)
        if outlet is not None and (
            len(part) > _MIN_CITED or view.link_at(parenthesis.start("body"))
        ):
            yield parenthesis.start(), parenthesis.end(), part, "cited"


def _name_before(text: str, place: int) -> tuple[int, int] | None:
    """Longest name that ends at `place`: a listed one, or one that ends in an outlet's word."""
    start = max(0, place - 80)
    line = text.rfind("\n", start, place)
    start = line + 1 if line >= 0 else start
    found = list(_NAME_WORD.finditer(text, start, place))[-_MAX_NAME_WORDS:]
    if not found or not found[-1][0][:1].isupper():
        return None
    for first in range(len(found)):
        name = text[found[first].start() : found[-1].end()]
        if not name[:1].isupper() or any(c in name for c in ",;:()"):
            continue
        if _listed(name) is not None:
            return found[first].start(), found[-1].end()
    last = found[-1][0]
    if _OUTLET_TAIL.match(last) and len(found) > 1:
        first = len(found) - 1
        while first > 0 and found[first - 1][0][:1].isupper() and found[first - 1][0] != "The":
            first -= 1
        if first < len(found) - 1:
            name = text[found[first].start() : found[-1].end()]
            if not any(c in name for c in ",;:()\n"):
                return found[first].start(), found[-1].end()
    return None


def _name_after(text: str, place: int) -> int | None:
    found = [
        match
        for _, match in zip(
            range(_MAX_NAME_WORDS), _NAME_WORD.finditer(text, place, place + 80), strict=False
        )
    ]
    for last in range(len(found) - 1, -1, -1):
        name = text[found[0].start() : found[last].end()]
        if "\n" not in name and _listed(name) is not None:
            return found[last].end()
    return None


def _listed(name: str) -> Outlet | None:
    """Find a listed outlet by a name whose case fits: short names must be written in capitals."""
    if not 1 < len(name) <= 60 or not name[0].isupper():
        return None
    outlet = OutletRegistry.packaged().find(name)
    if outlet is None or (" " not in name and not name.isupper() and name in words("everyday")):
        return None
    return outlet
