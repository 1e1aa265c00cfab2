"""Phrases that credit a source, as data.

In:   ``phrases.csv`` and ``labels.csv`` beside this module.
Out:  phrases, and the literals that must occur in a text before one is tried.

A pattern is a row of words.  ``a|b`` means either; ``a_b`` is one alternative of two words; a word
that ends in ``?`` may be missing; ``...`` stands for at most 60 characters of the same line;
``{source}`` is where the name stands, ``{date}`` where a date may stand.  Case and kind of space
make no difference.  ``subject`` says what must stand before the phrase: ``no`` nothing, ``yes`` a
word for a text or the beginning of a sentence, ``strict`` a word for a text, ``outlet`` that and a
name after it that is known, linked or says that it is an outlet's, ``this`` the same and a word
that points at the text ("this report"), ``line`` the beginning of a line, ``whole`` that and
nothing but a listed name after it.

Every row carries an example with the name that must be found in it, and the tests run them all; a
row is all it takes to teach a phrase.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import StringIO
from typing import Final

from graphx.model import ClaimRole, CreditKind
from graphx_ingest.credits.stated_dates import DATE

SOURCE: Final = "{source}"
_DATE_TOKEN = "{date}"
# A year alone is a book's: "first published 1912 by Valley Press".
_MAYBE_DATE = (
    rf"(?:\s+(?:(?:on|am|le|el|em|il|op|den|w dniu)\s+)?(?!\d{{4}}(?!-))(?x:{DATE.pattern}),?)?"
)
_GAP = "..."
_UNSPACED_LANGUAGES = frozenset({"zh", "ja", "ko", "th"})
# Only the words after a name say where it ends.
_BOUNDING_LANGUAGES = _UNSPACED_LANGUAGES | {"ar", "fa", "he", "hi", "tr"}
_MAX_SOURCE_CHARS = 80
_LETTERS = re.compile(r"[^\W_]+")
_SPACE = r"[^\S\n]*\n?[^\S\n]+|\n"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One row of ``phrases.csv``, ready to be looked for.

    ``required`` are sets of words, one of each of which is in every match; ``starts`` are words one
    of which begins every match, each with the sets of words one of which follows it whole, empty
    when anything may begin one; ``then`` has for some of them what the next word begins with.
    """

    rule: str
    kind: CreditKind
    role: ClaimRole
    language: str
    subject: str
    required: tuple[frozenset[str], ...]
    starts: Mapping[str, tuple[frozenset[str], ...]]
    then: Mapping[str, tuple[str, ...]]
    unspaced: bool
    bounded: bool
    pattern: str
    names_source: bool
    source_inside: bool
    example: str
    source: str | None

    @property
    def expression(self) -> re.Pattern[str]:
        """Finds the phrase; compiled when first asked for: most phrases never are."""
        return _compiled(self.pattern)


@dataclass(frozen=True, slots=True)
class Label:
    """One row of ``labels.csv``: a word that opens a line and names a role ("Source:")."""

    kind: str
    language: str
    label: str
    example: str
    source: str


@cache
def phrases() -> tuple[Phrase, ...]:
    """Rows of ``phrases.csv``, compiled."""
    return tuple(_phrase(row) for row in _rows("phrases.csv"))


@cache
def labels() -> tuple[Label, ...]:
    """Rows of ``labels.csv``."""
    return tuple(Label(**row) for row in _rows("labels.csv"))


def _rows(filename: str) -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath(filename).read_text("utf-8")
    return list(csv.DictReader(StringIO(text)))


def _phrase(row: dict[str, str]) -> Phrase:
    tokens = row["pattern"].split()
    names_source = SOURCE in tokens
    inside = names_source and tokens[-1] != SOURCE
    if names_source and not inside:
        tokens = tokens[:-1]
    unspaced = row["language"] in _UNSPACED_LANGUAGES
    return Phrase(
        rule=row["rule"],
        kind=CreditKind(row["kind"]),
        role=ClaimRole(row["role"]),
        language=row["language"],
        subject=row["subject"],
        required=_required(tokens),
        starts={} if unspaced else _starts(tokens[0]),
        then={} if unspaced else _then(tokens),
        unspaced=unspaced,
        bounded=row["language"] in _BOUNDING_LANGUAGES,
        pattern=_pattern(tokens, unspaced=unspaced),
        names_source=names_source,
        source_inside=inside,
        example=row["example"],
        source=row["source"] or None,
    )


def _pattern(tokens: list[str], *, unspaced: bool) -> str:
    space = r"\s*" if unspaced else rf"(?:{_SPACE})"
    parts: list[str] = [] if unspaced or tokens[0] == "^" else [r"(?<![\w-])"]
    for index, token in enumerate(tokens):
        first = index == 0
        if token == "^":
            parts.append(r"(?:^|(?<=\n))[^\S\n]*")
            continue
        joint = "" if first or tokens[index - 1] == "^" else space
        if token == SOURCE:
            # Lazy and bounded: what follows decides where the name ends.
            loose = r"\s*" if unspaced else r"[^\S\n]+"
            parts.append(rf"{loose}(?P<source>[^\n]{{1,{_MAX_SOURCE_CHARS}}}?)")
            continue
        if token == _DATE_TOKEN:
            parts.append(_MAYBE_DATE)
            continue
        if token.startswith(_GAP):
            parts.append(rf"(?:{space}[^\n]{{0,60}}?)" + ("?" if token.endswith("?") else ""))
            continue
        optional = token.endswith("?")
        # The longest first: "sul sito" before "sul".
        choices = sorted(token.removesuffix("?").split("|"), key=len, reverse=True)
        alternatives = "|".join(_word(word, unspaced=unspaced) for word in choices)
        if all(not word[:1].isalnum() for word in token.removesuffix("?").split("|")):
            joint = r"\s*"
        ending = "" if unspaced else r"(?![\w])"
        if any(not word[-1:].isalnum() for word in token.removesuffix("?").split("|") if word):
            ending = ""
        group = rf"{joint}(?:{alternatives}){ending}"
        parts.append(rf"(?:{group})?" if optional else group)
    return "".join(parts)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _word(word: str, *, unspaced: bool) -> str:
    pieces = word.split("_")
    escaped = [
        piece if "\\" in piece or piece == "$" else re.escape(piece) for piece in pieces if piece
    ]
    return (r"\s*" if unspaced else r"\s+").join(escaped)


def _starts(token: str) -> dict[str, tuple[frozenset[str], ...]]:
    """First words of a phrase that begins with a choice of words, each with what comes with it."""
    choices = token.split("|")
    if token in {SOURCE, _DATE_TOKEN, "^"} or token.endswith("?") or token.startswith(_GAP):
        return {}
    if any("\\" in word or not word[:1].isalnum() or not word[-1:].isalnum() for word in choices):
        return {}
    starts: dict[str, tuple[frozenset[str], ...]] = {}
    for choice in choices:
        first = _first(choice)
        beside = frozenset(_LETTERS.findall(choice.lower())[1:])
        starts[first] = (*starts.get(first, ()), beside)
    return starts


def _first(choice: str) -> str:
    """First word of a choice, as `Reading` spells it."""
    return re.sub(r"\W", " ", re.split(r"[\s_]", choice.lower())[0])


def _then(tokens: list[str]) -> dict[str, tuple[str, ...]]:
    """Tell for each first word what the next begins with, where the pattern says it."""
    then: dict[str, set[str] | None] = {}
    for choice in tokens[0].split("|"):
        first, (_, *rest) = _first(choice), choice.lower().split("_")
        second = _beginnings(rest[:1] or tokens[1:])
        known = then.get(first, set())
        then[first] = None if second is None or known is None else known | second
    return {first: tuple(sorted(words)) for first, words in then.items() if words}


def _beginnings(tokens: list[str]) -> set[str] | None:
    """Beginnings that the first of some words may have; None for anything."""
    found: set[str] = set()
    for token in tokens:
        heads = [_LETTERS.match(word.lower()) for word in token.removesuffix("?").split("|")]
        if token.startswith(_GAP) or "\\" in token or None in heads:
            return None
        found.update(head[0] for head in heads if head is not None)
        if not token.endswith("?"):
            return found
    return None


def _required(tokens: list[str]) -> tuple[frozenset[str], ...]:
    """Find sets of literals, one of each of which is in every match."""
    required = []
    for token in tokens:
        if (
            token in {SOURCE, _DATE_TOKEN, "^"}
            or token.startswith(_GAP)
            or token.endswith("?")
            or "\\" in token
        ):
            continue
        words = frozenset(_literal(word) for word in token.split("|"))
        if all(words):
            required.append(words)
    return tuple(required)


def _literal(word: str) -> str:
    """Longest run of letters in an alternative; empty for "$"."""
    return max(_LETTERS.findall(word.lower()), key=len, default="")
