from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latticework.errors import BadDay
from latticework.model.period import (
    Period,
    Precision,
    as_day,
    iso,
    last_day,
    next_start,
    parse_day,
    say_day,
    years_before,
)


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("2022", date(2022, 1, 1), Precision.YEAR),
        ("2022-10", date(2022, 10, 1), Precision.MONTH),
        ("2022-10-04", date(2022, 10, 4), Precision.DAY),
    ],
)
def test_a_day_carries_its_precision(text: str, day: date, precision: Precision) -> None:
    assert parse_day(text) == (day, precision)


@pytest.mark.parametrize("text", ["", "22", "2022-13", "2022-02-30", "4 October 2022", "2022-1-1", "2022-10-04T00:00"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadDay, match="write YYYY-MM-DD"):
        parse_day(text)


@given(st.dates(min_value=date(1816, 1, 1), max_value=date(2100, 12, 31)), st.sampled_from(list(Precision)))
def test_written_days_read_back(day: date, precision: Precision) -> None:
    first, read = parse_day(iso(day, precision))
    assert read is precision
    assert first <= day <= last_day(first, precision)
    assert next_start(first, precision) == last_day(first, precision) + timedelta(days=1)


def test_periods_are_half_open() -> None:
    period = Period(date(2022, 1, 1), date(2023, 1, 1), Precision.YEAR)
    assert period.holds(date(2022, 12, 31))
    assert not period.holds(date(2023, 1, 1))
    with pytest.raises(BadDay):
        Period(date(2022, 1, 1), date(2022, 1, 1))


def test_a_coarse_day_asked_for_means_its_last_day() -> None:
    assert as_day("2022") == date(2022, 12, 31)


def test_leap_days_have_a_day_years_before() -> None:
    assert years_before(date(2024, 2, 29), 10) == date(2014, 2, 28)


def test_days_are_said_no_more_precisely_than_known() -> None:
    assert say_day(date(2022, 10, 1), Precision.MONTH) == "October 2022"


def test_the_last_year_of_the_calendar_has_a_last_day() -> None:
    assert as_day("9999") == date(9999, 12, 31)
    assert as_day("9999-12") == date(9999, 12, 31)
