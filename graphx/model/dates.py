"""When something was published: an interval, because a stated date has a precision."""

import enum
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from graphx.errors import InvalidValueError


class DateBasis(enum.StrEnum):
    """What a publication date was read from, the most trusted first."""

    GIVEN = "given"  # a field of the input row or the sidecar
    JSONLD = "jsonld"
    META = "meta"
    VISIBLE = "visible"
    FEED = "feed"
    URL = "url"
    DATELINE = "dateline"
    INFERRED = "inferred"  # worked out from what the text says of its own time
    CREDIT = "credit"  # a stub's date, as its credit states it


class DatePrecision(enum.StrEnum):
    """How fine a stated date is."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"
    RANGE = "range"  # an interval that no calendar unit names


_CLOCK = frozenset({DatePrecision.MINUTE, DatePrecision.SECOND})


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInterval:
    """When something was published: a closed interval, because a stated date has a precision.

    Parameters
    ----------
    earliest, latest : datetime
        Aware, in UTC; the bounds as the stated date reads, before any doubt about its zone.
    precision : DatePrecision
    basis : DateBasis
    zone_known : bool
        False when the date was written without a zone.  A clock time without a zone orders no
        finer than its calendar day.

    Raises
    ------
    InvalidValueError
        A bound is naive, or the interval runs backwards.
    """

    earliest: datetime
    latest: datetime
    precision: DatePrecision
    basis: DateBasis
    zone_known: bool = False

    def __post_init__(self) -> None:
        for name in ("earliest", "latest"):
            if getattr(self, name).utcoffset() is None:
                raise InvalidValueError(name, getattr(self, name), "a datetime with a zone")
        if self.latest < self.earliest:
            raise InvalidValueError("latest", self.latest, f"not before {self.earliest}")

    @classmethod
    def of_day(cls, day: date, basis: DateBasis) -> "DateInterval":
        """Return the interval of a calendar day whose zone nobody stated.

        Examples
        --------
        >>> DateInterval.of_day(date(2016, 2, 10), DateBasis.VISIBLE).iso()
        '2016-02-10'
        """
        return cls._of_days(day, day, "day", basis)

    @classmethod
    def of_iso(cls, written: str, basis: DateBasis) -> "DateInterval":
        """Return the interval that an ISO 8601 date of any precision stands for.

        Parameters
        ----------
        written : str
            ``2016``, ``2016-02``, ``2016-02-10``, or a datetime with or without a zone.
        basis : DateBasis

        Raises
        ------
        InvalidValueError
            It is none of these, or no day of any calendar.

        Examples
        --------
        >>> DateInterval.of_iso("2016-02", DateBasis.CREDIT).latest.isoformat()
        '2016-02-29T23:59:59+00:00'
        >>> DateInterval.of_iso("2026-03-05T10:15+02:00", DateBasis.GIVEN).iso()
        '2026-03-05T08:15Z'
        """
        text = written.strip()
        try:
            match len(text):
                case 4:
                    return cls._of_days(
                        date(int(text), 1, 1), date(int(text), 12, 31), "year", basis
                    )
                case 7:
                    first = date.fromisoformat(f"{text}-01")
                    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
                    return cls._of_days(first, last, "month", basis)
                case 8 | 10:
                    day = date.fromisoformat(text)
                    return cls._of_days(day, day, "day", basis)
            return cls._of_clock(datetime.fromisoformat(text), text, basis)
        except (ValueError, OverflowError) as error:
            raise InvalidValueError("date", written, "an ISO 8601 date or datetime") from error

    @classmethod
    def _of_days(cls, first: date, last: date, unit: str, basis: DateBasis) -> "DateInterval":
        start = datetime(first.year, first.month, first.day, tzinfo=UTC)
        end = datetime(last.year, last.month, last.day, 23, 59, 59, tzinfo=UTC)
        return cls(earliest=start, latest=end, precision=DatePrecision(unit), basis=basis)

    @classmethod
    def _of_clock(cls, moment: datetime, written: str, basis: DateBasis) -> "DateInterval":
        zone_known = moment.utcoffset() is not None
        start = moment.astimezone(UTC) if zone_known else moment.replace(tzinfo=UTC)
        to_the_second = written[11:].count(":") - (written[-6:-5] in {"+", "-"}) >= 2
        return cls(
            earliest=start,
            latest=start if to_the_second else start + timedelta(seconds=59),
            precision=DatePrecision.SECOND if to_the_second else DatePrecision.MINUTE,
            basis=basis,
            zone_known=zone_known,
        )

    @property
    def middle(self) -> datetime:
        """Middle of the stated interval; lags are counted between middles."""
        return self.earliest + (self.latest - self.earliest) / 2

    def certainly_before(self, other: "DateInterval") -> bool:
        """Whether every moment this may mean lies before every moment `other` may mean.

        Two dates of one day order nothing, nor do two clocks of one day when either lacks a zone.

        Examples
        --------
        >>> monday = DateInterval.of_day(date(2016, 2, 8), DateBasis.VISIBLE)
        >>> tuesday = DateInterval.of_day(date(2016, 2, 9), DateBasis.VISIBLE)
        >>> monday.certainly_before(tuesday), monday.certainly_before(monday)
        (True, False)
        """
        return self.bounds()[1] < other.bounds()[0]

    def bounds(self) -> tuple[datetime, datetime]:
        """First and last moment this may mean, as far as it may order anything."""
        if self.zone_known or self.precision not in _CLOCK:
            return self.earliest, self.latest
        first = self.earliest.replace(hour=0, minute=0, second=0)
        last = self.latest.replace(hour=23, minute=59, second=59)
        return first, last

    def iso(self) -> str:
        """Write the date as finely as it is known, ISO 8601; a range as ``start/end``.

        Examples
        --------
        >>> DateInterval.of_iso("0987-05", DateBasis.VISIBLE).iso()
        '0987-05'
        """
        match self.precision:
            case DatePrecision.YEAR:
                return self.earliest.isoformat()[:4]
            case DatePrecision.MONTH:
                return self.earliest.isoformat()[:7]
            case DatePrecision.DAY:
                return self.earliest.isoformat()[:10]
            case DatePrecision.RANGE:
                return f"{self.earliest.isoformat()[:10]}/{self.latest.isoformat()[:10]}"
            case DatePrecision.MINUTE:
                return self.earliest.isoformat()[:16] + ("Z" if self.zone_known else "")
            case DatePrecision.SECOND:
                return self.earliest.isoformat()[:19] + ("Z" if self.zone_known else "")
