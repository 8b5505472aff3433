"""Days and periods: half-open, and honest about how precisely they are known."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from latticework.errors import BadDay

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Precision(StrEnum):
    """How precisely a day is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open stretch of days, `start <= day < end`; `end` None means it goes on.

    `precision` says how well `start` is known: with `Precision.YEAR`, 2022-01-01 stands for "some day of 2022".
    """

    start: date
    end: date | None = None
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise BadDay(f"{self.start}/{self.end}", place="a period must end after it starts")

    def holds(self, day: date) -> bool:
        """Say whether the period covers the day; a coarse start counts from its first possible day."""
        return self.start <= day and (self.end is None or day < self.end)

    @property
    def surely_since(self) -> date:
        """The first day on which a coarse start has certainly passed."""
        return self.start if self.precision is Precision.DAY else last_day(self.start, self.precision)

    def __str__(self) -> str:
        return say_day(self.start, self.precision)


def parse_day(text: str, *, place: str = "") -> tuple[date, Precision]:
    """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD` into the first day it may mean and its precision.

    Raises BadDay for anything else.

    >>> parse_day("2022-10")
    (datetime.date(2022, 10, 1), <Precision.MONTH: 'month'>)
    """
    match = _SHAPE.fullmatch(text.strip())
    if not match:
        raise BadDay(text, place=place)
    year, month, day = match.groups()
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    try:
        return date(int(year), int(month or 1), int(day or 1)), precision
    except ValueError:
        raise BadDay(text, place=place) from None


def as_day(day: date | str) -> date:
    """Take a date, or text of day precision or coarser (then its last day), as one day."""
    if isinstance(day, date):
        return day
    first, precision = parse_day(day)
    return last_day(first, precision)


def last_day(first: date, precision: Precision) -> date:
    """Give the last day that a first day of this precision may mean.

    >>> last_day(date(2024, 2, 1), Precision.MONTH)
    datetime.date(2024, 2, 29)
    """
    if precision is Precision.DAY:
        return first
    if precision is Precision.YEAR:
        return date(first.year, 12, 31)
    return date(first.year, first.month, monthrange(first.year, first.month)[1])


def next_start(first: date, precision: Precision) -> date:
    """Give the first day after the day, month or year that starts on `first`."""
    if precision is Precision.DAY:
        return first + timedelta(days=1)
    if precision is Precision.YEAR:
        return date(first.year + 1, 1, 1)
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def whole(text: str, *, place: str = "") -> Period:
    """Read a year, month or day as the period it spans: `2022` is the whole of 2022."""
    first, precision = parse_day(text, place=place)
    return Period(first, next_start(first, precision), precision)


def years_before(day: date, years: int) -> date:
    """Give the same day some years earlier (28 February for 29 February)."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def iso(first: date, precision: Precision) -> str:
    """Write a day no more precisely than it is known: `2022`, `2022-10` or `2022-10-04`."""
    return first.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[precision]]


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def say_day(first: date, precision: Precision = Precision.DAY) -> str:
    """Say a day in words, no more precisely than it is known.

    >>> say_day(date(2022, 10, 4))
    '4 October 2022'
    """
    if precision is Precision.YEAR:
        return str(first.year)
    month = f"{_MONTHS[first.month - 1]} {first.year}"
    return month if precision is Precision.MONTH else f"{first.day} {month}"
