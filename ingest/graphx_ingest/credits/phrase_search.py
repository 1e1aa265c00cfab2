"""Find where phrases stand, at a price that grows with what is there and not with what could be.

In:   a `Reading`.
Out:  phrases, each with its matches in the view.

One set intersection says which phrases' key words the text has at all; of those, a phrase is
looked for only where one of the words stands that it begins with, and if its key words are others,
only near one of those.  A phrase that begins with anything, or is set without spaces, is looked for
around the rarest of its words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

from graphx_ingest.credits.phrases import Phrase, phrases
from graphx_ingest.credits.reading import Reading

MAX_MATCHES: Final = 24
"""Places a text is asked for one phrase; one that repeats it more often is a list or an attack."""
_MAX_PLACES: Final = 400  # places of one word; a match is tried at each, most fail at once
_LINE_LEAD: Final = " \t\r\v\f-–—|>•("
_MAX_LEAD_CHARS: Final = 40
_REACH_CHARS: Final = 220  # longer than any phrase with the name inside it


def found_phrases(reading: Reading) -> Iterator[tuple[Phrase, re.Match[str]]]:
    r"""Every phrase that stands in a text, with its match in ``reading.view.words``.

    Examples
    --------
    >>> from graphx_ingest.credits.reading import read
    >>> reading = read("Rain fell.\n\nFirst published by North Wire.")
    >>> [(phrase.rule, match[0]) for phrase, match in found_phrases(reading)]
    [('originally_published', 'First published by')]
    """
    for sought in candidates(reading):
        for match in islice(_matches(reading, sought), MAX_MATCHES):
            yield sought.phrase, match


@dataclass(frozen=True, slots=True)
class Start:
    """What a phrase may begin with, and ``beside`` it: the words a text must have for it."""

    literal: str
    beside: tuple[frozenset[str], ...]
    then: tuple[str, ...]  # what must follow; empty for anything


@dataclass(frozen=True, slots=True)
class Sought:
    """A phrase, and how it is looked for.

    ``keys`` are the most telling of the sets of words it requires, the one whose shortest word is
    longest, and ``others`` the rest; ``starts`` are what it may begin with, by its first word, one
    of ``firsts``.  A phrase begins ``near`` its keys when they are no beginnings, and ``opens`` a
    line when it counts nowhere else.
    """

    phrase: Phrase
    keys: frozenset[str]
    others: tuple[frozenset[str], ...]
    starts: Mapping[str, tuple[Start, ...]]
    firsts: frozenset[str]
    near: bool
    opens: bool


def candidates(reading: Reading) -> list[Sought]:
    """Phrases of which a text has every word they cannot do without."""
    keys, every, words = _keys(), _sought(), reading.words
    present = set(_unspaced(reading)) if reading.unspaced else set()
    for word in words & keys.keys():
        for number in keys[word]:
            if not any(map(words.isdisjoint, every[number].others)):
                present.add(number)
    return [every[number] for number in sorted(present)]


def _unspaced(reading: Reading) -> Iterator[int]:
    """Phrases without spaces whose words the text has, inside others."""
    for number, sought in enumerate(_sought()):
        if sought.phrase.unspaced and sought.keys:
            every = (sought.keys, *sought.others)
            if all(any(stem in reading.spaced for stem in stems) for stems in every):
                yield number


@cache
def _sought() -> tuple[Sought, ...]:
    return tuple(_seek(phrase) for phrase in phrases())


def _seek(phrase: Phrase) -> Sought:
    keys = max(phrase.required, key=_shortest, default=frozenset())
    starts: dict[str, tuple[Start, ...]] = {}
    for literal, every in sorted(phrase.starts.items()):
        first, *rest = literal.split()
        beside = tuple(words.union(rest) for words in every)
        always = () if frozenset() in beside else beside
        start = Start(literal, always, phrase.then.get(literal, ()))
        starts[first] = (*starts.get(first, ()), start)
    return Sought(
        phrase,
        keys,
        others=tuple(words for words in phrase.required if words is not keys),
        starts=starts,
        firsts=frozenset(starts),
        near=bool(starts) and keys is not phrase.required[0],
        opens=phrase.subject == "whole",
    )


@cache
def _keys() -> dict[str, list[int]]:
    """Phrases by each of their telling words."""
    keys: dict[str, list[int]] = {}
    for number, sought in enumerate(_sought()):
        if not sought.phrase.unspaced:
            for word in sought.keys:
                keys.setdefault(word, []).append(number)
    return keys


def _shortest(words: Iterable[str]) -> int:
    return min(map(len, words))


def _matches(reading: Reading, sought: Sought) -> Iterator[re.Match[str]]:
    """Leftmost matches that do not overlap, as `re.finditer` has them."""
    words, phrase = reading.view.words, sought.phrase
    if not phrase.starts:
        for start, end in _windows(_rarest(reading, phrase)):
            for found in phrase.expression.finditer(words, start, end):
                if not sought.opens or opens_a_line(words, found.start()):
                    yield found
        return
    last = 0
    for place in _places(reading, sought):
        if place >= last:
            match = phrase.expression.match(words, place)
            if match is not None:
                last = match.end()
                yield match


def _places(reading: Reading, sought: Sought) -> list[int]:
    """Where one of the words stands that a phrase begins with."""
    words = reading.words
    stretches: list[tuple[int, int | None]] = [(0, None)]
    if sought.near:
        keys = [place for key in sought.keys & words for place in reading.places(key, _MAX_PLACES)]
        keys.sort()
        stretches = [*_windows(keys)]
    found: list[int] = []
    for first in words & sought.firsts:
        for start in sought.starts[first]:
            if start.beside and not any(map(words.issuperset, start.beside)):
                continue
            for begin, end in stretches:
                places = reading.places(start.literal, _MAX_PLACES, begin, end)
                found += _followed(reading, start, places) if start.then else places
    if sought.opens:
        found = [place for place in found if opens_a_line(reading.view.words, place)]
    found.sort()
    return found


def _followed(reading: Reading, start: Start, places: list[int]) -> Iterator[int]:
    """Those of the places of a start behind which one of the words stands that must follow it."""
    spaced, reach = reading.spaced, len(start.literal) + 2
    for place in places:
        after = place + reach
        # More than one space may part two words; a pattern can tell what stands behind them.
        if spaced.startswith(start.then, after) or spaced[after : after + 1] == " ":
            yield place


def opens_a_line(words: str, place: int) -> bool:
    r"""Whether nothing stands before a place in its line but what opens a list or a note.

    Examples
    --------
    >>> opens_a_line("Rain. From North Wire", 6), opens_a_line("Rain.\n - From North Wire", 9)
    (False, True)
    """
    before = words[place - 2 : place]  # most words stand behind another
    if before[-1:] == " " and before[:1].isalnum():
        return False
    start = max(0, place - _MAX_LEAD_CHARS)
    return words[words.rfind("\n", start, place) + 1 or start : place].strip(_LINE_LEAD) == ""


def _rarest(reading: Reading, phrase: Phrase) -> list[int]:
    """Where the words of that set stand that stands at the fewest places."""
    look = reading.stems if phrase.unspaced else reading.places
    every = (
        sorted(place for stem in stems for place in look(stem, MAX_MATCHES))
        for stems in phrase.required
    )
    return min(every, key=len)


def _windows(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Stretches around places; those that meet are one."""
    start, end = 0, -1
    for place in places:
        if place - _REACH_CHARS > end:
            if end >= 0:
                yield start, end
            start = max(0, place - _REACH_CHARS)
        end = place + _REACH_CHARS
    if end >= 0:
        yield start, end
