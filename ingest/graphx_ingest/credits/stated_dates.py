"""Dates as credits state them, in several languages: found, not understood.

In:   words.
Out:  where a date stands in them; what it means is for others to read.
"""

import re
from typing import Final

from graphx_ingest.credits.vocabulary import alternatives
from graphx_ingest.credits.vocabulary import words as words_of

_MONTH = rf"(?:{alternatives('month')})\.?"
_WEEKDAY = rf"(?:{alternatives('weekday')})"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º)?"

_FROM_MONTH = rf"{_MONTH}\s+(?:{_DAY},?\s*\d{{4}}|(?:de\s+)?\d{{4}}|{_DAY})"
_FROM_FIGURE = rf"""(?:
    {_DAY}\.?\s+(?:de\s+|of\s+)?{_MONTH},?\s+(?:del?\s+)?\d{{4}}
  | \d{{1,2}}[./-]\d{{1,2}}\.?[./-]?\s?\d{{2,4}}
  | \d{{4}}-\d{{2}}-\d{{2}}
  | {_DAY}\s+{_MONTH}
  | (?:19|20)\d{{2}}
  )"""
# Most places of a text begin neither a figure nor a word: they are told at once.
DATE: Final = re.compile(
    rf"""(?:(?=\d){_FROM_FIGURE}
      | (?<!\w)(?:{_WEEKDAY},?\s+(?:{_FROM_MONTH}|{_FROM_FIGURE})|{_FROM_MONTH})
      )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
"""A calendar date, a month of a year, a day of a month, or a year; `find_date` searches faster."""

YEAR: Final = re.compile(r"(?:19|20)\d\d")

_BEGINNINGS: Final = frozenset(
    word[:2].lower() for name in ("month", "weekday") for word in words_of(name)
)
_LEAD_WORDS = 3  # weekday, month and "de" before the first figure of a date
_LEAD_CHARS = 60
_DIGIT = re.compile(r"\d")


def find_date(words: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """First date between two places.

    Examples
    --------
    >>> find_date("Rain fell on Monday, 5 May 2016.")[0]
    'Monday, 5 May 2016'
    """
    end = len(words) if end is None else end
    digit = _DIGIT.search(words, start, end)  # a look at every place for a date costs far more
    if digit is None:
        return None
    lead = words[max(start, digit.start() - _LEAD_CHARS) : digit.start()]
    before, *_ = lead.rsplit(None, _LEAD_WORDS) or [""]
    first = before if len(lead.split()) > _LEAD_WORDS else ""
    return DATE.search(words, digit.start() - len(lead) + len(first), end)


def may_begin_date(words: str) -> bool:
    """Tell at a glance that no date begins with words: neither a figure nor a month's letters.

    Examples
    --------
    >>> may_begin_date("5 May"), may_begin_date("Monday"), may_begin_date("Rain")
    (True, True, False)
    """
    return words[:1].isdigit() or words[:2].lower() in _BEGINNINGS


def date_at(words: str, start: int, end: int) -> re.Match[str] | None:
    """Date that begins at a place.

    Examples
    --------
    >>> date_at("on 5 May 2016", 3, 13)[0], date_at("on 5 May 2016", 0, 13)
    ('5 May 2016', None)
    """
    return DATE.match(words, start, end) if may_begin_date(words[start : start + 2]) else None


def is_date(words: str) -> bool:
    """Whether words are a date and nothing else, or a month alone.

    Examples
    --------
    >>> is_date("5 May 2016"), is_date("May"), is_date("May Post")
    (True, True, False)
    """
    if not may_begin_date(words):
        return False
    return DATE.fullmatch(words) is not None or words.casefold() in words_of("month")


def before_date(words: str) -> str:
    """Words before the first date in them.

    Examples
    --------
    >>> before_date("Ada Example, 5 March 2026"), before_date("Ada Example")
    ('Ada Example, ', 'Ada Example')
    """
    date = find_date(words)
    return words if date is None else words[: date.start()]
