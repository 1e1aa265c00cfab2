"""Outlets that are quoted, cited or named as a source of facts, where the name comes first.

In:   a `Reading`.
Out:  drafts of mentions: "Sputnik News reported that", "(The Hill)".

Only listed names count here, and names that say themselves that they are an outlet's.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from graphx.entities.outlets import Outlet, OutletRegistry
from graphx.model import ClaimRole, CreditKind
from graphx_ingest.credits.draft import Draft
from graphx_ingest.credits.known_names import may_begin_name, may_end_name
from graphx_ingest.credits.reading import Reading
from graphx_ingest.credits.vocabulary import alternatives, first_words, words

MAX_MENTIONS: Final = 200
MAX_PLACES: Final = 200
"""Places a text is asked for one word; one that repeats it more often is a list or an attack."""

_ADVERBS = (
    "first", "previously", "also", "originally", "has", "had", "have", "later", "recently", "news",
)  # fmt: skip
_ADVERB = re.compile(rf"(?:{'|'.join(_ADVERBS)})\Z", re.IGNORECASE)
_ADVERB_CHARS = max(map(len, _ADVERBS))
_LAST_CHARS = 40  # of the word before a verb
_AFTER_WORD = '”",?!'  # what no word ends with
_DESCRIBED = re.compile(rf"(?<!\w)(?:{alternatives('kind_of_outlet')})\s+(?=[\W_]?[A-ZÀ-Þ«“„‘])")
_PARENTHESIS = re.compile(r"[(\[](?P<body>[^()\[\]\n]{2,200}(?:\([^()\n]{1,12}\))?)[)\]]")
_NAME_WORD = re.compile(r"[\w.’'&\-]+")
_OUTLET_TAIL = re.compile(
    r"(?:News|Times|Post|Journal|Tribune|Herald|Gazette|Daily|Weekly|Press|Chronicle|Telegraph|Magazine|Radio|TV|Agency|"
    r"Zeitung|Monitor|Review|Observer)\Z"
)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)?\Z")
_VERB = re.compile(rf"(?:{alternatives('verb')})(?!\w)", re.IGNORECASE)
_BEFORE_VERB = ".’'”\"*)]"  # what may close a name
_GAP = " \t\r\n\v\f*_"
_MAX_NAME_WORDS = 6
_MIN_CITED = 4  # "(AP)" may be a party or a state; "(The Hill)" is an outlet
_REACH_CHARS = 80


def mention_drafts(reading: Reading) -> list[Draft]:
    """Mentions in a text, outside the ignored intervals; at most `MAX_MENTIONS`."""
    found = chain(_reported(reading), _described(reading), _cited(reading))
    return [_draft(reading, *one) for one in islice(found, MAX_MENTIONS)]


def _draft(reading: Reading, start: int, end: int, name: str, rule: str) -> Draft:
    text_start, text_end = reading.view.span(start, end)
    return Draft(
        role=ClaimRole.MENTION,
        kind=CreditKind.QUOTE_SOURCE,
        rule=rule,
        quote=reading.text[text_start:text_end],
        confidence=0.65,
        start=text_start,
        end=text_end,
        name=name,
    )


def _reported(reading: Reading) -> Iterator[tuple[int, int, str, str]]:
    """Name before a verb of reporting: "Sputnik News reported"."""
    text = reading.view.words
    for sign in first_words("verb") & reading.words:
        for place in reading.places(sign, MAX_PLACES):
            if _follows_another_word(text, place):
                continue
            before = text[max(0, place - _REACH_CHARS) : place]
            bare = before.rstrip(_GAP)
            gap = before[len(bare) :]
            if not bare or not gap or gap.count("\n") > 1:
                continue
            if not (bare[-1].isalnum() or bare[-1] in _BEFORE_VERB) or not _may_close(bare):
                continue
            verb = _VERB.match(text, place)
            end = place - len(before) + len(bare)
            while adverb := _ADVERB.search(text, max(0, end - _ADVERB_CHARS), end):
                end = len(text[: adverb.start()].rstrip())
            name = _name_before(text, end) if verb is not None else None
            if name is not None and verb is not None:
                yield name[0], verb.end(), text[name[0] : name[1]], "reported"


def _follows_another_word(text: str, place: int) -> bool:
    """Tell at a glance that the word right before a verb closes no name and is no adverb."""
    if text[place - 1 : place] != " ":
        return False
    last = text[text.rfind(" ", max(0, place - _LAST_CHARS), place - 1) + 1 : place - 1]
    last = last.rstrip(_AFTER_WORD)
    if not last.isalpha() or last.lower().endswith(_ADVERBS):
        return False
    return not (last[0].isupper() and _closes_name(last))


def _may_close(bare: str) -> bool:
    """Whether the last word before a verb, or before an adverb, may close an outlet's name."""
    found = _NAME_WORD.findall(bare, max(0, len(bare) - _LAST_CHARS))
    if not found:
        return False
    last = found[-1]
    if last.lower().endswith(_ADVERBS):
        return True
    return last[0].isupper() and _closes_name(last)


def _closes_name(word: str) -> bool:
    return may_end_name(word) or _OUTLET_TAIL.match(word) is not None


def _described(reading: Reading) -> Iterator[tuple[int, int, str, str]]:
    """Name after a word for an outlet: "the newspaper Le Monde"."""
    text = reading.view.words
    for sign in first_words("kind_of_outlet") & reading.words:
        for place in reading.places(sign, MAX_PLACES):
            noun = _DESCRIBED.match(text, place)
            end = _name_after(text, noun.end()) if noun is not None else None
            if noun is not None and end is not None:
                yield place, end, text[noun.end() : end].strip(" «“„‘"), "described"


def _cited(reading: Reading) -> Iterator[tuple[int, int, str, str]]:
    """Name in brackets: "(The Hill)"."""
    text = reading.view.words
    opened = sorted(chain(_each("(", text), _each("[", text)))
    for place in opened[:MAX_PLACES]:
        parenthesis = _PARENTHESIS.match(text, place)
        if parenthesis is None:
            continue
        part = parenthesis["body"].rsplit(",", 1)[-1].strip(' "“”.*')
        if not part[:1].isupper() or reading.is_ignored(reading.view.origin(place)):
            continue
        part = _IN_BRACKETS.sub("", part) if "(" in part else part
        if _listed(part) is not None and (
            len(part) > _MIN_CITED or reading.view.link_at(parenthesis.start("body"))
        ):
            yield parenthesis.start(), parenthesis.end(), part, "cited"


def _each(sign: str, text: str) -> Iterator[int]:
    place = text.find(sign)
    while place >= 0:
        yield place
        place = text.find(sign, place + 1)


def _name_before(text: str, place: int) -> tuple[int, int] | None:
    """Longest name that ends at `place`: a listed one, or one that ends in an outlet's word."""
    start = max(0, place - _REACH_CHARS)
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
        for match in islice(_NAME_WORD.finditer(text, place, place + _REACH_CHARS), _MAX_NAME_WORDS)
        if match[0] != "."
    ]
    if not found or not may_begin_name(found[0][0]):
        return None
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
