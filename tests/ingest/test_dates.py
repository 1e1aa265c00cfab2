"""Dates as written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphx.errors import InvalidValueError
from graphx.model import DateBasis
from graphx_ingest.dates import month_number, read_date, read_moment


@pytest.mark.parametrize(
    ("written", "iso", "zone_known"),
    [
        ("2016", "2016", False),
        ("2016-02", "2016-02", False),
        ("2016-02-10", "2016-02-10", False),
        ("20160210", "2016-02-10", False),
        ("2016-W06-3", "2016-02-10", False),
        ("2016-02-10T14:30", "2016-02-10T14:30", False),
        ("2016-02-10 14:30:05", "2016-02-10T14:30:05", False),
        ("2016-02-10T14:30:05.123Z", "2016-02-10T14:30:05Z", True),
        ("2016-02-10T23:30-05:00", "2016-02-11T04:30Z", True),
        ("2016-02-10T00:00:00", "2016-02-10", False),
        ("2016-02-10T00:00:00Z", "2016-02-10T00:00:00Z", True),
        ("February 10, 2016", "2016-02-10", False),
        ("Wednesday, 10 Feb 2016", "2016-02-10", False),
        ("10th of February 2016", "2016-02-10", False),
        ("Sept. 28th, 2017", "2017-09-28", False),
        ("26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01", False),
        ("Feb 10, 2016 at 2:30 p.m.", "2016-02-10T14:30", False),
        ("Feb 10, 2016, 12:05 AM UTC", "2016-02-10T00:05Z", True),
        ("Wed, 10 Feb 2016 14:30:00 +0100", "2016-02-10T13:30:00Z", True),
    ],
)
def test_a_date_is_read_as_finely_as_it_is_written(
    written: str, iso: str, zone_known: bool
) -> None:
    found = read_date(written, DateBasis.GIVEN)
    assert (found.iso(), found.zone_known) == (iso, zone_known)


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "03/04/2016", "2016-02-30", "2016-13", "February 30, 2016", "10:30", "0000",
     "9999-12-31T23:59:59-14:00", "May", "MARCH 2025"],
)  # fmt: skip
def test_what_is_no_date_is_refused_by_name_and_value(written: str) -> None:
    with pytest.raises(InvalidValueError, match="fetched_at is "):
        read_moment(written, "fetched_at")


@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_day_reads_back(day: date) -> None:
    for written in (
        day.isoformat(),
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
    ):
        assert read_date(written, DateBasis.GIVEN).iso() == day.isoformat()


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        found = read_date(text, DateBasis.GIVEN)
    except InvalidValueError:
        return
    assert found.earliest <= found.latest


def test_months_by_any_of_their_names() -> None:
    assert [month_number(name) for name in ("January", "jun", "July", "SEPT.", "dec.")] == [
        1,
        6,
        7,
        9,
        12,
    ]
