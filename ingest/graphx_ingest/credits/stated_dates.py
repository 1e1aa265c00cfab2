"""Dates as credits state them, in several languages: found, not understood.

In:   words.
Out:  where a date stands in them; what it means is for others to read.
"""

import re
from typing import Final

from graphx_ingest.credits.vocabulary import alternatives

_MONTH = rf"(?:{alternatives('month')})\.?"
_WEEKDAY = rf"(?:{alternatives('weekday')})"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º)?"

DATE: Final = re.compile(
    rf"""(?:{_WEEKDAY},?\s+)?(?:
      {_MONTH}\s+{_DAY},?\s*\d{{4}}
    | {_DAY}\.?\s+(?:de\s+|of\s+)?{_MONTH},?\s+(?:del?\s+)?\d{{4}}
    | \d{{1,2}}[./-]\d{{1,2}}\.?[./-]?\s?\d{{2,4}}
    | \d{{4}}-\d{{2}}-\d{{2}}
    | {_MONTH}\s+(?:de\s+)?\d{{4}}
    | {_MONTH}\s+{_DAY}
    | {_DAY}\s+{_MONTH}
    | (?:19|20)\d{{2}}
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
"""A calendar date, a month of a year, a day of a month, or a year."""

YEAR: Final = re.compile(r"(?:19|20)\d\d")

_LEAD_CHARS = 60  # weekday and month before the first figure of a date
_DIGIT = re.compile(r"\d")


def before_date(words: str) -> str:
    """Words before the first date in them.

    Examples
    --------
    >>> before_date("Ada Example, 5 March 2026"), before_date("Ada Example")
    ('Ada Example, ', 'Ada Example')
    """
    digit = _DIGIT.search(words)  # a look at every place for a date costs far more
    if digit is None:
        return words
    date = DATE.search(words, max(0, digit.start() - _LEAD_CHARS))
    return words if date is None else words[: date.start()]
