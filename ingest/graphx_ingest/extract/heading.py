"""What stands above an article in plain text: its title, its byline, its date line.

In:   the marked units of a text.
Out:  `Heading`; the units it was read from are marked.

Only lines above the first paragraph count, and only dates in a line of their own: months of
donation bars, clocks of live pages, dates of videos and dates in comments say nothing of when the
article appeared.
"""

import re
from dataclasses import dataclass
from typing import Final

from graphx.entities.authors import people_in_byline
from graphx.errors import InvalidValueError
from graphx.model import DateBasis, DateInterval, StretchKind
from graphx_ingest.dates import read_date
from graphx_ingest.extract import vocabulary
from graphx_ingest.extract.marking import Marking
from graphx_ingest.extract.units import Unit

_TITLE_CHARS: Final = 150
_TITLE_WORDS: Final = range(2, 26)
_BYLINE_WORDS: Final = 16
_HEAD_UNITS: Final = 12
_MARKDOWN = re.compile(r"#{1,6}\s")
_MEDIA_WORD = re.compile(
    r"\b(?:news|times|post|press|research|herald|journal|tribune|daily|weekly|review|report|today"
    r"|online"
    r"|gazette|observer|chronicle|star|sun|mail|telegraph|guardian|monitor|network|media|radio|tv"
    r"|agency"
    r"|magazine|bulletin|insider|wire)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What the lines above an article say; null where they say nothing."""

    title: str | None = None
    byline: str | None = None
    outlet_name: str | None = None
    published: DateInterval | None = None


def read_heading(marking: Marking, given_title: str | None) -> Heading:
    """Read and mark the lines above the first paragraph."""
    byline, outlet, published = None, None, None
    for at in range(min(marking.first_prose, _HEAD_UNITS, len(marking.units))):
        unit = marking.units[at]
        if not marking.free(at):
            continue
        if byline is None and _is_byline(unit):
            byline = unit.plain
            marking.mark(at, StretchKind.BYLINE)
        elif published is None and (dated := vocabulary.DATED.fullmatch(unit.plain[:200])):
            if vocabulary.UPDATED.match(unit.plain):
                continue
            published = _day(dated["day"])
            if published is not None:
                outlet = _outlet(dated["outlet"], marking)
                marking.mark(at, StretchKind.DATELINE)
    title = _title(marking, given_title)
    return Heading(
        title=title,
        byline=byline,
        outlet_name=outlet or _supported(marking),
        published=published,
    )


def _is_byline(unit: Unit) -> bool:
    if unit.words > _BYLINE_WORDS or unit.plain[-1:] in "!?:":
        return False
    opening = vocabulary.BYLINE.match(unit.plain)
    # "Von", "par" and "por" open headlines too; a name must follow.
    return opening is not None and bool(opening["english"] or people_in_byline(unit.plain))


def _day(written: str) -> DateInterval | None:
    try:
        return read_date(written, DateBasis.VISIBLE)
    except InvalidValueError:
        return None


def _outlet(name: str | None, marking: Marking) -> str | None:
    """Take the name before a date for a publisher when the text speaks of it as one.

    "London, February 10, 2016" is a place: the name must be a medium's, or come again as one.
    """
    if name is None:
        return None
    name = name.strip()
    if _MEDIA_WORD.search(name):
        return name
    said = re.escape(name)
    again = re.compile(
        rf"(?:member of|support|subscribe to|published (?:by|on|in)|copyright|©|articles? (?:on"
        rf"|by|from))\W+"
        rf"(?:the )?{said}|{said}(?:['’]s)? (?:articles?|website|readers|team|staff|newsletter)",
        re.IGNORECASE,
    )
    return name if again.search(marking.text) else None


def _supported(marking: Marking) -> str | None:
    """Name the publisher a donation bar asks to support, when the text names it elsewhere too."""
    for at, kind in enumerate(marking.kinds):
        if kind is not StretchKind.DONATION:
            continue
        asked = vocabulary.SUPPORT_NAME.fullmatch(marking.units[at].plain[:80])
        if asked is not None and marking.text.count(asked["name"]) > 1:
            return asked["name"]
    return None


def _title(marking: Marking, given: str | None) -> str | None:
    if given is not None:
        letters = _letters(given)
        for at in range(min(marking.first_prose + 1, _HEAD_UNITS, len(marking.units))):
            if marking.free(at) and _letters(marking.units[at].plain) == letters:
                marking.mark(at, StretchKind.TITLE)
                break
        return given
    for at in range(min(marking.first_prose, _HEAD_UNITS, len(marking.units))):
        if not marking.free(at):
            continue
        unit = marking.units[at]
        # A mark before a whole article on one line heads nothing.
        marked = (
            len(unit.plain) <= _TITLE_CHARS
            and _MARKDOWN.match(marking.text, unit.start) is not None
        )
        if not marked and not (_reads_as_title(unit) and _stands_above(at, marking)):
            return None
        marking.mark(at, StretchKind.TITLE)
        return unit.plain
    return None


def _reads_as_title(unit: Unit) -> bool:
    return (
        len(unit.plain) <= _TITLE_CHARS
        and unit.words in _TITLE_WORDS
        and unit.plain[-1:] not in ".:;,"
        and not unit.plain[:1].islower()
        and vocabulary.CREDIT.search(unit.plain) is None
    )


def _stands_above(at: int, marking: Marking) -> bool:
    """Whether an article follows line `at`: after an empty line, or at once."""
    units = marking.units
    if marking.first_prose == len(units):
        return False
    return units[at + 1].gap > 0 or at + 1 == marking.first_prose or not marking.free(at + 1)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text[:400].casefold()))
