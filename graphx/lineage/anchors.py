"""Anchors: what of a text survives its translation.

In:   a text, where its body is.
Out:  its figures, names and addresses, each where it is mentioned first.

Words change from one language to the next; figures, names that keep their letters, abbreviations
and web addresses do not, and they stay more or less in order.  Texts in two languages were first
laid side by side by such *cognates*: Simard, Foster and Isabelle, Using cognates to align
sentences in bilingual corpora (1992), whose rule of the first letters is taken over here because
names are inflected.  Figures are read whatever separates thousands and decimals.  Names in scripts
without capitals are no anchors, and nothing is transliterated.
"""

import enum
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graphx.text.normalise import normalise

_PREFIX: Final = 5
"""Letters of a name that are compared: endings change with the case of a noun."""

_SHORT_LINE: Final = 20
_SHOUTED: Final = 0.5
"""From this share of capitals on, a line is set in capitals, and they mark no names."""

_THOUSANDS: Final = " '’\u00a0\u2009\u202f\u066c"
_CAPITALS: Final = "".join(
    char for char in map(chr, (*range(0x0250), *range(0x1E00, 0x1F00))) if char.isupper()
)
"""Capitals of Latin scripts."""

_TOKEN: Final = re.compile(
    rf"""
      (?P<web>https?://[^\s<>"'()\[\]]+)
    | (?<![^\W_])(?P<name>[{_CAPITALS}][^\W_]+)
    | (?P<myriad>\d+(?:[.,]\d+)?[万萬億亿兆](?:\d+(?!\d*[万萬億亿兆]))?)
    | (?P<number>\d{{1,2}}[:h]\d{{2}}(?!\d)
        | \d{{1,3}}(?:[{_THOUSANDS}]\d{{3}})+(?:[.,\u066b]\d+)?(?!\d)
        | \d+(?:[.,\u066b\u066c]\d+)*)
    """,
    re.VERBOSE,
)
_PARTS: Final = re.compile(rf"[.,:h\u066b{_THOUSANDS}]")
_MYRIADS: Final = {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
_HOST: Final = re.compile(r"https?://(?:www\.)?([^/?#:]+)")
_CAPITAL: Final = re.compile(f"[{_CAPITALS}]")
_JOINS: Final = re.compile(rf"(?:[ \u00a0\u202f’'&-]| & )(?:[{_CAPITALS}]\. )?")
_OPENING: Final = " \u00a0\u202f([*_#-–—>"
_ENDS: Final = frozenset('!?…:;。！？："“”„«»‹›•‘‚')
_LOOKED_BACK: Final = 8
_SHORT: Final = re.compile(rf"(?<![^\W_])[{_CAPITALS}][^\W\d_]{{0,2}}\.$")


class AnchorKind(enum.StrEnum):
    """What an anchor is."""

    FIGURE = "figure"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Anchor:
    """One figure, name or address where it is mentioned first.

    ``keys`` are what is equal in every language: one for each word of a name that was not
    mentioned before.  ``quote`` is how it stands there.
    """

    kind: AnchorKind
    keys: tuple[str, ...]
    quote: str


def anchors_of(text: str, body: Iterable[tuple[int, int]]) -> tuple[Anchor, ...]:
    """Return the anchors of a text in the order of their first mention.

    Parameters
    ----------
    text : str
    body : iterable of (int, int)
        Half-open code points that are read, sorted.

    Examples
    --------
    >>> text = "The mayor of Old Tarrow, Ada Example, lost 2,300 votes. Ada Example paid 3.5 %."
    >>> [anchor.quote for anchor in anchors_of(text, [(0, len(text))])]
    ['Old Tarrow', 'Ada Example', '2,300', '3.5']
    >>> [anchor.keys for anchor in anchors_of("Sie verlor 2.300 Stimmen und 3,5 %.", [(0, 35)])]
    [('2300',), ('stimm',), ('3.5',)]
    """
    found = [
        mention
        for start, end in body
        for line in text[start:end].split("\n")
        for mention in _mentions(line)
    ]
    # The first word of a sentence has a capital anyway: it is a name where it has one elsewhere.
    names = {key for mention in found if not mention.is_initial for key in mention.keys}
    seen: set[str] = set()
    anchors: list[Anchor] = []
    name = None
    for mention in found:
        fresh = tuple(key for key in mention.keys if key in names and key not in seen)
        if not fresh:
            continue
        seen.update(fresh)
        quote = mention.quote
        if mention.name is not None and mention.name is name:
            last = anchors.pop()
            fresh, quote = last.keys + fresh, f"{last.quote} {quote}"
        anchors.append(Anchor(mention.kind, fresh, quote))
        name = mention.name
    return tuple(anchors)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A word of a name, a figure or an address; words of one name have one ``name``."""

    kind: AnchorKind
    keys: tuple[str, ...]
    quote: str
    name: object = None
    is_initial: bool = False


def _mentions(line: str) -> Iterator[_Mention]:
    is_shouted = _is_shouted(line)
    name, end = object(), -1
    for found in _TOKEN.finditer(line):
        kind, quote, start = found.lastgroup, found.group(), found.start()
        if kind == "name":
            if is_shouted:
                continue
            goes_on = end >= 0 and _JOINS.fullmatch(line, end, start) is not None
            if not goes_on:
                name = object()
            begins = not goes_on and not quote.isupper() and _begins(line, start)
            yield _Mention(AnchorKind.NAME, (_name_key(quote),), quote, name, begins)
            end = found.end()
        elif kind == "web":
            host = _HOST.match(quote)
            if host is not None:
                yield _Mention(AnchorKind.NAME, (host.group(1).casefold(),), quote)
        else:
            for key in [_myriad(quote)] if kind == "myriad" else figures(quote):
                yield _Mention(AnchorKind.FIGURE, (key,), quote)


def _begins(line: str, start: int) -> bool:
    """Whether a sentence begins here; a full stop after a short capitalised word ends none."""
    before = line[max(0, start - _LOOKED_BACK) : start].rstrip(_OPENING)
    if not before or before[-1] != ".":
        return not before or before[-1] in _ENDS
    return _SHORT.search(before) is None


def figures(written: str) -> list[str]:
    """Return the figures of a number, a time or a date, whatever its separators.

    Examples
    --------
    >>> [figures(one) for one in ("1,234.50", "1.234,5", "1 234,5", "0,125", "2.300")]
    [['1234.5'], ['1234.5'], ['1234.5'], ['0.125'], ['2300']]
    >>> figures("26.07.2020"), figures("10:30"), figures("٢٫٥")
    (['26', '7', '2020'], ['10.3'], ['2.5'])
    """
    plain = unicodedata.normalize("NFKC", "".join(map(_digit, written)))
    first, *rest = _PARTS.split(plain)
    if not rest:
        return [_whole(first)]
    grouped = len(first) <= 3 and first != "0" and all(len(one) in (2, 3) for one in rest[:-1])
    if grouped and len(rest[-1]) == 3:
        return [_whole(first + "".join(rest))]
    if len(rest) == 1:
        return [_decimal(first, rest[0])]
    if grouped and all(len(one) == 3 for one in rest[:-1]):
        return [_decimal(first + "".join(rest[:-1]), rest[-1])]
    return [_whole(one) for one in (first, *rest)]


def _digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if char.isdecimal() else char


def _whole(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _decimal(whole: str, part: str) -> str:
    part = part.rstrip("0")
    return f"{_whole(whole)}.{part}" if part else _whole(whole)


def _myriad(written: str) -> str:
    """Return the figure of a number that counts in ten thousands.

    Examples
    --------
    >>> _myriad("1万5000"), _myriad("1.2億")
    ('15000', '120000000')
    """
    unit = next(char for char in written if char in _MYRIADS)
    many, _, rest = written.partition(unit)
    [figure] = figures(many)[:1]
    return str(round(float(figure) * _MYRIADS[unit]) + int(rest or 0))


def _is_shouted(line: str) -> bool:
    if len(line) < _SHORT_LINE:
        return False
    capitals = len(_CAPITAL.findall(line))
    return capitals > _SHOUTED * len(line)


@lru_cache(1 << 15)
def _name_key(word: str) -> str:
    return word.casefold() if word[-1].isdigit() else normalise(word).text[:_PREFIX]
