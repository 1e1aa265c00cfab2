"""Find where phrases stand, at a price that grows with what is there and not with what could be.

In:   a `Reading`.
Out:  phrases, each with its matches in the view.

One set intersection says which phrases' key words the text has at all; of those, a phrase is
looked for only where one of the words stands that it begins with.  A phrase that begins with
anything, or is set without spaces, is looked for around the rarest of its words.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Final

from graphx_ingest.credits.phrases import Phrase, phrases
from graphx_ingest.credits.reading import Reading

MAX_MATCHES: Final = 24
"""Places a text is asked for one phrase; one that repeats it more often is a list or an attack."""
_MAX_PLACES: Final = 400  # places of one word; a match is tried at each, most fail at once
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
    for phrase in candidates(reading):
        for match in islice(_matches(reading, phrase), MAX_MATCHES):
            yield phrase, match


def candidates(reading: Reading) -> Iterator[Phrase]:
    """Phrases of which a text has every word they cannot do without."""
    keys = _keys()
    every = phrases()
    words = reading.words
    present = set(_unspaced(reading))
    for word in words & _key_words():
        for number, others in keys[word]:
            if not any(map(words.isdisjoint, others)):
                present.add(number)
    return (every[number] for number in sorted(present))


def _unspaced(reading: Reading) -> Iterator[int]:
    """Phrases without spaces whose words the text has, inside others."""
    if reading.unspaced:
        for number, phrase in enumerate(phrases()):
            if phrase.unspaced and phrase.required:
                spaced = reading.spaced
                if all(any(stem in spaced for stem in stems) for stems in phrase.required):
                    yield number


@cache
def _keys() -> dict[str, list[tuple[int, tuple[frozenset[str], ...]]]]:
    """Phrases by each word of their most telling set, with their other sets.

    The most telling set is the one whose shortest word is longest.
    """
    keys: dict[str, list[tuple[int, tuple[frozenset[str], ...]]]] = {}
    for number, phrase in enumerate(phrases()):
        if phrase.required and not phrase.unspaced:
            key = max(phrase.required, key=_shortest)
            others = tuple(words for words in phrase.required if words is not key)
            for word in key:
                keys.setdefault(word, []).append((number, others))
    return keys


@cache
def _key_words() -> frozenset[str]:
    return frozenset(_keys())


def _shortest(words: Iterable[str]) -> int:
    return min(map(len, words))


def _matches(reading: Reading, phrase: Phrase) -> Iterator[re.Match[str]]:
    """Leftmost matches that do not overlap, as `re.finditer` has them."""
    words = reading.view.words
    if not phrase.starts:
        for start, end in _windows(_rarest(reading, phrase)):
            yield from phrase.expression.finditer(words, start, end)
        return
    last = 0
    for place in _places(reading, phrase):
        if place >= last:
            match = phrase.expression.match(words, place)
            if match is not None:
                last = match.end()
                yield match


def _places(reading: Reading, phrase: Phrase) -> list[int]:
    """Where one of the words stands that a phrase begins with."""
    return sorted(
        place
        for word in phrase.starts & reading.words
        for place in reading.places(word, _MAX_PLACES)
    )


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
    start = end = -1
    for place in places:
        if place - _REACH_CHARS > end:
            if end >= 0:
                yield start, end
            start = max(0, place - _REACH_CHARS)
        end = place + _REACH_CHARS
    if end >= 0:
        yield start, end
