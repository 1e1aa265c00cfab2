"""Every rule that reads a line, asked of the lines that show its signs.

In:   a `Reading`.
Out:  drafts, in the order of the text; one a line at most.

A rule says what no line can do without that it speaks of: a mark, a word, an agency's name.  All
the places of a sign are found in one search of the text; a line without any sign costs nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from graphx_ingest.credits.agency_rules import (
    MAX_BYLINE_CHARS,
    MAX_BYLINES,
    agencies_line,
    agency_byline,
    copyright_line,
    end_tag,
    inline_tag,
    is_sentence,
    lone_tag,
    outlet_byline,
)
from graphx_ingest.credits.datelines import bare_dateline, dateline, eastern_dateline
from graphx_ingest.credits.draft import Draft
from graphx_ingest.credits.lines import Line, Lines
from graphx_ingest.credits.linked_rules import linked_line
from graphx_ingest.credits.reading import Reading
from graphx_ingest.credits.signs import COPYRIGHT, RELEASE, VIA
from graphx_ingest.credits.source_rules import (
    MAX_LONE_CHARS,
    MAX_LONE_LINES,
    labelled_line,
    lone_outlet,
    lone_source,
    press_release,
    via_line,
)
from graphx_ingest.credits.suppliers import agency_places
from graphx_ingest.credits.view import is_plain
from graphx_ingest.credits.vocabulary import telling_words

_MAX_PLACES: Final = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRule:
    """A rule, and the signs one of which every line shows that it speaks of.

    ``marks`` are characters as written, ``within`` says in how many of the line's first ones;
    ``words`` are whole words in lower case, ``stems`` beginnings of words; ``agency`` asks for the
    words of an agency's name, ``linked`` for a link, ``opening`` for one of the text's first lines,
    ``closing`` for one of its last, that is no longer than ``longest``, unless a glance at a line
    without markup tells that it is none.
    """

    ask: Callable[[Line], Draft | None]
    marks: tuple[str, ...] = ()
    within: int = 0
    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    agency: bool = False
    linked: bool = False
    opening: int = 0
    closing: int = 0
    longest: int = 0
    unless: Callable[[str, int, int], bool] = lambda text, start, end: False


RULES: Final[tuple[LineRule, ...]] = (
    LineRule(ask=dateline, marks=("(", "（", "/"), within=130),
    LineRule(ask=eastern_dateline, marks=("【", "［", "[", "=", "电", "電", "讯", "訊"), within=80),
    LineRule(
        ask=copyright_line, marks=("©", "™"), within=40, words=COPYRIGHT, stems=("copyright",)
    ),
    LineRule(ask=labelled_line, marks=(":", "："), within=60),
    LineRule(ask=via_line, words=VIA),
    LineRule(ask=linked_line, linked=True),
    LineRule(ask=press_release, words=RELEASE),
    LineRule(ask=lone_source, marks=("](",), within=200),
    LineRule(ask=end_tag, agency=True),
    LineRule(ask=lone_tag, marks=("(",), within=4),
    LineRule(ask=agency_byline, agency=True, words=telling_words("kind_of_agency")),
    LineRule(ask=agencies_line, words=telling_words("agencies")),
    LineRule(ask=outlet_byline, opening=MAX_BYLINES, longest=MAX_BYLINE_CHARS, unless=is_sentence),
    LineRule(
        ask=lone_outlet,
        opening=MAX_LONE_LINES,
        closing=1,
        longest=MAX_LONE_CHARS,
        unless=is_sentence,
    ),
    LineRule(ask=inline_tag, agency=True),
    LineRule(ask=bare_dateline, agency=True),
)
"""Rules in the order they are asked; the first that speaks has the line."""


def line_drafts(reading: Reading) -> list[Draft]:
    """Drafts of all rules over all lines, outside the ignored intervals."""
    drafts = []
    plain = reading.view.words == reading.text
    lines = Lines(reading.text, plain=plain, links=reading.links)
    for number, rules in sorted(_asked(reading, lines).items()):
        line = lines.line(number)
        if reading.ignored and reading.is_ignored(line.start):
            continue
        for ask in _asking(rules):
            draft = ask(line)
            if draft is not None:
                drafts.append(draft)
                break
    return drafts


def _asked(reading: Reading, lines: Lines) -> dict[int, int]:
    """Rules to ask of each line that shows a sign of any, as the sum of their bits."""
    asked: dict[int, int] = {}
    signs = _signs()
    for mark, within, bit in signs.plain_marks if lines.plain and reading.latin else signs.marks:
        if mark in lines.text:
            for number in _lines_with(mark, within, lines):
                asked[number] = asked.get(number, 0) | bit
    for word in reading.words & signs.words.keys():
        for number in _lines_at(reading, lines, reading.places(word, _MAX_PLACES)):
            asked[number] = asked.get(number, 0) | signs.words[word]
    for stem, bit in signs.stems:
        for number in _lines_at(reading, lines, reading.openings(stem, _MAX_PLACES)):
            asked[number] = asked.get(number, 0) | bit
    for number in _lines_at(reading, lines, agency_places(reading)):
        asked[number] = asked.get(number, 0) | signs.agency
    for number in _linked_lines(reading, lines):
        asked[number] = asked.get(number, 0) | signs.linked
    count = len(lines.bounds)
    for given, bit in signs.edges:
        for number in {*range(count)[: given.opening], *range(count)[count - given.closing :]}:
            start, end = lines.bounds[number]
            if end - start <= given.longest and not (
                lines.plain and given.unless(lines.text, start, end)
            ):
                asked[number] = asked.get(number, 0) | bit
    return asked


@dataclass(frozen=True, slots=True)
class _Signs:
    """Signs of all rules, each with the bits of the rules it is a sign of."""

    marks: tuple[tuple[str, int, int], ...]  # and how far into a line it may stand
    plain_marks: tuple[tuple[str, int, int], ...]  # those of Latin-1 that are no markup
    words: Mapping[str, int]
    stems: tuple[tuple[str, int], ...]
    agency: int
    linked: int
    edges: tuple[tuple[LineRule, int], ...]


@cache
def _signs() -> _Signs:
    rules = [(given, 1 << place) for place, given in enumerate(RULES)]
    marks = tuple((mark, given.within, bit) for given, bit in rules for mark in given.marks)
    words: dict[str, int] = {}
    for given, bit in rules:
        for word in given.words:
            words[word] = words.get(word, 0) | bit
    return _Signs(
        marks=marks,
        plain_marks=tuple(
            mark
            for mark in marks
            if is_plain(mark[0].encode("latin-1", "replace")) and max(mark[0]) <= "\u00ff"
        ),
        words=words,
        stems=tuple((stem, bit) for given, bit in rules for stem in given.stems),
        agency=sum(bit for given, bit in rules if given.agency),
        linked=sum(bit for given, bit in rules if given.linked),
        edges=tuple((given, bit) for given, bit in rules if given.longest),
    )


@cache
def _asking(bits: int) -> tuple[Callable[[Line], Draft | None], ...]:
    """Rules of a sum of bits, in their order."""
    return tuple(given.ask for place, given in enumerate(RULES) if bits >> place & 1)


def _linked_lines(reading: Reading, lines: Lines) -> set[int]:
    """Numbers of the lines that links begin in."""
    places = (link.text_start for link in reading.view.links[:_MAX_PLACES])
    return {number for place in places if (number := lines.number_at(place)) is not None}


def _lines_at(reading: Reading, lines: Lines, places: Iterable[int]) -> set[int]:
    """Numbers of the lines that places of the view stand in."""
    numbers = {lines.number_at(reading.view.origin(place)) for place in places}
    return {number for number in numbers if number is not None}


def _lines_with(mark: str, within: int, lines: Lines) -> Iterator[int]:
    """Numbers of the lines that have a mark among their first characters."""
    text, starts, bounds = lines.text, lines.starts, lines.bounds
    offset = text.find(mark)
    while offset >= 0:
        number = lines.number_at(offset)
        if number is None:
            offset = text.find(mark, offset + 1)
            continue
        if offset - starts[number] < within:
            yield number
        offset = text.find(mark, bounds[number][1])
