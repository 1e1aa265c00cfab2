"""Dates as people and machines write them.

In:   the characters of one date.
Out:  the interval it may mean (`graphx.model.DateInterval`).

ISO 8601 (dates, datetimes, a year, a month), the dates of e-mail and feeds (RFC 5322), and dates
with the month in English words.  A date whose day and month cannot be told apart ("03/04/2016") is
refused: half of such guesses would be wrong, and direction of copying hangs on dates.
"""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from graphx.errors import InvalidValueError
from graphx.model import DateBasis, DateInterval, DatePrecision

_MONTH_NAMES: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH: Final = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|r?\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?"
    r"|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
"""A month in English, whole or shortened; for patterns that ignore case."""

WRITTEN_DAY: Final = (
    rf"(?:{MONTH}\s+[0-3]?\d(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
    rf"|[0-3]?\d(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{MONTH},?[\s-]+(?:19|20)\d\d"
    r"|(?:19|20)\d\d-[01]\d-[0-3]\d)"
)
"""A calendar day with its year, month in words or ISO; for patterns that ignore case."""

_YEAR = re.compile(r"\d{4}")
_YEAR_MONTH = re.compile(r"(\d{4})-(\d\d)")
_CLOCK = re.compile(r"(?:^|[\sT])\d{1,2}:?\d\d(?P<seconds>:?\d\d)?")
_WORDS = re.compile(
    rf"""(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?
    (?: (?P<month>{MONTH})\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})
      | (?P<day2>[0-3]?\d)(?:st|nd|rd|th)?(?:\s+of)?[\s-]+
        (?P<month2>{MONTH}),?[\s-]+(?P<year2>\d{{4}})
    )
    (?:,?(?:\s+at)?\s+(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?
       \s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>z|utc|gmt)?)?\s*""",
    re.IGNORECASE | re.VERBOSE,
)


def read_date(text: str, basis: DateBasis, field: str = "published") -> DateInterval:
    """Read a written date as the interval it may mean.

    Parameters
    ----------
    text : str
        The date and nothing else.
    basis : DateBasis
        What it was read from.
    field : str
        What the error calls it.

    Raises
    ------
    InvalidValueError
        No date, an impossible one, or one whose day and month cannot be told apart.

    Examples
    --------
    >>> read_date("2016-02-10", DateBasis.GIVEN).iso()
    '2016-02-10'
    >>> read_date("2016-02-10T23:30:00-05:00", DateBasis.GIVEN).iso()
    '2016-02-11T04:30:00Z'
    >>> read_date("September 28th 2017", DateBasis.GIVEN).iso()
    '2017-09-28'
    """
    stated = text.strip()
    try:
        found = _iso(stated, basis) or _words(stated, basis) or _mail(stated, basis)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise InvalidValueError(field, text, "a date, such as 2016-02-10 or 2016-02-10T14:30:00Z")
    return found


def read_moment(text: str, field: str) -> datetime:
    """Read the first moment a written date may mean, in UTC.

    Raises
    ------
    InvalidValueError
        As `read_date`.
    """
    return read_date(text, DateBasis.GIVEN, field).earliest


def _iso(text: str, basis: DateBasis) -> DateInterval | None:
    if _YEAR.fullmatch(text):
        return _calendar(int(text), None, basis)
    if year_month := _YEAR_MONTH.fullmatch(text):
        return _calendar(int(year_month[1]), int(year_month[2]), basis)
    try:
        stated = datetime.fromisoformat(text)
    except ValueError:
        return None
    clock = _CLOCK.search(text[8:])
    if clock is None:
        return DateInterval.of_day(stated.date(), basis)
    return _at(stated, basis, seconds=clock["seconds"] is not None)


def _words(text: str, basis: DateBasis) -> DateInterval | None:
    found = _WORDS.fullmatch(text)
    if found is None:
        return None
    month = month_number(found["month"] or found["month2"])
    day = date(int(found["year"] or found["year2"]), month, int(found["day"] or found["day2"]))
    if found["hour"] is None:
        return DateInterval.of_day(day, basis)
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower().startswith("p") else 0)
    second = int(found["second"] or 0)
    zone = UTC if found["zone"] else None
    stated = datetime(day.year, day.month, day.day, hour, int(found["minute"]), second, tzinfo=zone)
    return _at(stated, basis, seconds=found["second"] is not None)


def _mail(text: str, basis: DateBasis) -> DateInterval | None:
    # The standard library's parser takes nearly anything for a date; ask for the shape first.
    if not re.match(r"(?:[A-Z][a-z]{2},\s+)?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d", text):
        return None
    return _at(parsedate_to_datetime(text), basis, seconds=text.count(":") > 1)


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's English name, whole or shortened.

    Examples
    --------
    >>> month_number("Sept.")
    9
    """
    start = name.lower()[:3]
    return next(at for at, month in enumerate(_MONTH_NAMES, 1) if month.startswith(start))


def _calendar(year: int, month: int | None, basis: DateBasis) -> DateInterval:
    first = datetime(year, month or 1, 1, tzinfo=UTC)
    last_month = month or 12
    after = datetime(year + last_month // 12, last_month % 12 + 1, 1, tzinfo=UTC)
    return DateInterval(
        earliest=first,
        latest=after - timedelta(seconds=1),
        precision=DatePrecision.MONTH if month else DatePrecision.YEAR,
        basis=basis,
    )


def _at(stated: datetime, basis: DateBasis, *, seconds: bool) -> DateInterval:
    moment = stated.replace(microsecond=0)
    zone_known = moment.tzinfo is not None
    if not zone_known and (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        # Midnight without a zone is a date that software wrote as a time.
        return DateInterval.of_day(moment.date(), basis)
    earliest = moment.astimezone(UTC) if zone_known else moment.replace(tzinfo=UTC)
    if not seconds:
        earliest = earliest.replace(second=0)
    return DateInterval(
        earliest=earliest,
        latest=earliest if seconds else earliest + timedelta(seconds=59),
        precision=DatePrecision.SECOND if seconds else DatePrecision.MINUTE,
        basis=basis,
        zone_known=zone_known,
    )
