"""Shapes of lines that may name another outlet, as data.

In:   ``possible.csv`` beside this module.
Out:  compiled shapes, each with what a line must have before it is tried.

A pattern is a row of words as in ``phrases.csv``: ``a|b`` means either, ``a_b`` is one alternative
of two words, a word that ends in ``?`` may be missing, ``...`` stands for a few words before.
``shape`` says where in a line the words stand:

==============  ====================================================================
introduced      before a name that a colon follows: "From North Wire:"
tells           between a name and a colon: "North Wire reports:", "As North Wire reported:"
at_first        before a name that ends the line: "— originally at North Wire"
published       at the beginning, before a name and maybe a day: "Published in North Wire"
day             between that name and the day: "… le 26/07/2026"
person          before a person who has a name behind: "Reporting by Ada Example, North Wire"
behind_person   between those two: "Reporting by Ada Example for North Wire"
label           at the beginning, before a colon: "Text: North Wire"
writes_for      between a person and a name in a byline: "By Ada Example for North Wire"
notice          at the beginning, before an owner: "© 2026 North Wire"
==============  ====================================================================

Every row carries an example with the name that must be found in it, and the tests run them all; a
row is all it takes to teach a word.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import StringIO
from typing import Final

from graphx_ingest.credits.vocabulary import alternatives_of

_GAP: Final = "..."
_FEW_CHARS: Final = r".{0,30}\b"
_SIGN_CHARS: Final = 5
CAPITAL: Final = r"[^\W\d_a-zß-öø-ÿа-я]"
"""Pattern of a letter that is no small one; scripts without capitals have no other."""

OPENS_NAME: Final = rf"{CAPITAL}|\w+\.\w"
"""Pattern of how a name begins: with a capital, or as a domain."""

EDGE_LINES: Final = 6
"""First and last lines of a text among which such lines stand."""

MAX_LINE_CHARS: Final = 120
"""A longer line is a sentence of the text."""

_Line = tuple[re.Pattern[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleWords:
    """One row of ``possible.csv``."""

    shape: str
    language: str
    pattern: str
    example: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """Compiled shapes.

    ``frames`` and ``lines`` are those of whole lines, each with signs one of which is in every such
    line, in lower case: to look for them takes a tenth of the time; a frame stands around words
    that are taken from the name.  ``last`` finds what stands behind a
    person in a byline, ``parted`` tells at a glance whether anything does; ``day`` is the word
    before a day at the end of a name.
    """

    frames: Sequence[_Line]
    lines: Sequence[_Line]
    notice: re.Pattern[str]
    last: re.Pattern[str]
    parted: re.Pattern[str]
    day: re.Pattern[str]


@cache
def possible_words() -> tuple[PossibleWords, ...]:
    """Rows of ``possible.csv``."""
    text = resources.files(__package__).joinpath("possible.csv").read_text("utf-8")
    return tuple(PossibleWords(**row) for row in csv.DictReader(StringIO(text)))


@cache
def shapes() -> Shapes:
    """Compile the shapes."""
    day, writes_for = _words("day"), _words("writes_for")
    apart = r"[,|/•·(]|\s[-–—]"
    ending = rf"(?:\s+(?:{day})|,)?(?:\s+\d[\d./-]{{3,9}})?[\s.*_)]*\Z"
    behind = rf"(?:,|\s(?:{_words('behind_person')}))"
    frames = (
        (rf"[\s*_>]*(?:{_words('introduced')})\s+(?P<name>[^:]{{2,60}}?)\s*:[\s*_]*\Z", (":",)),
        (
            rf"[\W_]*(?:as\s+)?(?P<name>[^:]{{2,60}}?)\s+(?:{_words('tells')})\s*:[\s*_]*\Z",
            (":",),
        ),
    )
    lines = (
        (
            rf"(?:.*[^\w\s]\s*)?(?:{_words('at_first')})\s+(?P<name>.{{2,60}}?)[\s.*_)]*\Z",
            _signs("at_first"),
        ),
        (
            rf"[\W_]*(?:{_words('published')})\s+(?P<name>.{{2,60}}?){ending}",
            _signs("published"),
        ),
        (r"[\s*_]*[—–]\s*(?P<name>[^—–\n]{2,60}?)[\s*_.]*\Z", ("—", "–")),
        (
            rf"[\W_]*(?:{_words('person')})\b.{{2,60}}?{behind}\s+(?P<name>[^,]{{2,60}}?)[\s*_.)]*\Z",
            _signs("person", of_last=True),
        ),
        (
            rf"(?:.{{0,60}}[.!?]\s)?[\W_]*(?:{_words('label')})\s*:\s*(?P<name>[^:,]{{2,60}}?)(?:,[^:]*)?[\s*_.)\]]*\Z",
            (":",),
        ),
    )
    return Shapes(
        frames=_compiled(frames),
        lines=_compiled(lines),
        notice=re.compile(
            rf"[\W_]*(?:{_words('notice')})(?:[\s©]|\(c\)|by\b)*(?P<rest>.+)", re.IGNORECASE
        ),
        last=re.compile(
            rf"(?P<who>.*?)\s*(?:{apart}|\s(?:{writes_for}))\s*(?P<name>[^,|/•·()]{{2,60}})\)?\Z",
            re.DOTALL,
        ),
        parted=re.compile(rf"(?:{apart}|\s(?:{writes_for})\b)\s*(?:{OPENS_NAME})"),
        day=re.compile(rf"\s+(?:{day})\Z"),
    )


def _compiled(shapes: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[_Line, ...]:
    return tuple((re.compile(shape, re.IGNORECASE), signs) for shape, signs in shapes)


def _rows(shape: str) -> list[list[str]]:
    return [row.pattern.split() for row in possible_words() if row.shape == shape]


def _words(shape: str) -> str:
    return "|".join(map(_expression, _rows(shape)))


def _expression(tokens: Sequence[str]) -> str:
    """Words one after the other; several rows may stand beside one another."""
    found = ""
    for token in tokens:
        if token == _GAP:
            found += _FEW_CHARS
            continue
        word = token.removesuffix("?")
        joint = r"\s+" if found and not found.endswith((_FEW_CHARS, ")?")) else ""
        either = word if "\\" in word else alternatives_of(word.replace("_", " ").split("|"))
        found += joint + (rf"(?:{either})" if token == word else rf"(?:(?:{either})\s+)?")
    return found


def _signs(shape: str, *, of_last: bool = False) -> tuple[str, ...]:
    """Beginnings of words one of which is in every line of a shape."""
    found: set[str] = set()
    for tokens in _rows(shape):
        needed = [token for token in tokens if token != _GAP and token[-1] != "?"]
        plain = [token for token in needed if "\\" not in token]
        token = plain[-1] if of_last else max(plain, key=lambda t: min(map(len, t.split("|"))))
        found.update(word.lower()[:_SIGN_CHARS] for word in token.split("|"))
    return tuple(sorted(found))
