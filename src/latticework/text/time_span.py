"""Stretches of days a text may mean, and the calendar sums behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from latticework.model.period import Precision, iso, last_day

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`, both included, known to `precision`; `approx` marks "about"."""

    first: date
    last: date
    precision: Precision = Precision.DAY
    approx: bool = False

    def written(self) -> str:
        """Write the span as YYYY-MM-DD, YYYY-MM, YYYY or an interval A/B.

        >>> Span(date(2022, 3, 1), date(2022, 5, 31), Precision.MONTH).written()
        '2022-03/2022-05'
        """
        first, last = iso(self.first, self.precision), iso(self.last, self.precision)
        return first if first == last else f"{first}/{last}"


def make_day(year: int, month: int, day: int) -> Span | None:
    """Give one day, or None where the calendar has no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Span(found, found)


def one(day: date, *, approx: bool = False) -> Span:
    """Give the span of a single day."""
    return Span(day, day, approx=approx)


def month(year: int, number: int) -> Span | None:
    """Give a whole month; months beyond 12 run on into later years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    if not 1 <= year <= 9998:
        return None
    first = date(year, number, 1)
    return Span(first, last_day(first, Precision.MONTH), Precision.MONTH)


def months(year: int, number: int, count: int) -> Span | None:
    """Give `count` whole months from a month on."""
    first, last = month(year, number), month(year, number + count - 1)
    return Span(first.first, last.last, Precision.MONTH) if first and last else None


def year_span(first: int, last: int | None = None, *, approx: bool = False) -> Span | None:
    """Give whole calendar years."""
    last = first if last is None else last
    if not 1 <= first <= last <= 9998:
        return None
    return Span(date(first, 1, 1), date(last, 12, 31), Precision.YEAR, approx)


def week(day: date, shift: int = 0) -> Span | None:
    """Give the week from Monday to Sunday that holds the day, or one some weeks away."""
    monday = moved(day - timedelta(days=day.weekday()), shift, "week")
    return Span(monday, monday + 6 * _DAY) if monday and monday.year < 9999 else None


def moved(day: date, count: float, unit: str) -> date | None:
    """Move a day by some units; None where the calendar ends, or for a unit that is not of time."""
    days = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1, "weekend": 7, "week": 7}
    in_months = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}
    try:
        if unit in days:
            return day + timedelta(days=int(count * days[unit]))
        if unit not in in_months:
            return None
        number = day.year * 12 + day.month - 1 + round(count * in_months[unit])
        first = date(number // 12, number % 12 + 1, 1)
    except (ValueError, OverflowError):
        return None
    return min(first.replace(day=28) + timedelta(days=day.day - 28), last_day(first, Precision.MONTH))


def around(day: date, unit: str) -> Span | None:
    """Give the day as precisely as a count of such units says it: a year for years, a month for months."""
    if unit in ("year", "decade", "century"):
        return year_span(day.year, approx=unit != "year")
    if unit in ("month", "quarter", "season"):
        return month(day.year, day.month)
    return week(day) if unit == "week" else one(day)


def part(span: Span, name: str) -> Span:
    """Give the early, middle or late part of a span, or its edge: "end" and "start" are its last and first days."""
    days = (span.last - span.first).days + 1
    third = timedelta(days=days // 3)
    whole_months = days > 80
    if name in ("start", "end") and not whole_months:
        return one(span.last if name == "end" else span.first, approx=True)
    if name in ("start", "end") and days > 800:
        edge = span.last.year if name == "end" else span.first.year
        return Span(date(edge, 1, 1), date(edge, 12, 31), Precision.YEAR, approx=True)
    share = {"early": (0, 1), "start": (0, 1), "mid": (1, 2), "late": (2, 3), "end": (2, 3)}
    if name in ("first half", "second half"):
        half = span.first + timedelta(days=days // 2 + (days > 360))
        first, last = (span.first, half - _DAY) if name == "first half" else (half, span.last)
    elif name == "end" and days < 400:
        first, last = span.last.replace(day=1), span.last
    else:
        low, high = share[name]
        first, last = span.first + low * third, span.last if high == 3 else span.first + high * third - _DAY
    if days > 800:
        return Span(date(first.year, 1, 1), date(last.year, 12, 31), Precision.YEAR, approx=True)
    if whole_months:
        return _whole_months(first, last, approx="half" not in name)
    return Span(first, last, approx="half" not in name)


def _whole_months(first: date, last: date, *, approx: bool) -> Span:
    if first.day > 15:
        first = (first.replace(day=28) + 4 * _DAY).replace(day=1)
    if last.day < 15:
        last = last.replace(day=1) - _DAY
    return Span(first.replace(day=1), last_day(last.replace(day=1), Precision.MONTH), Precision.MONTH, approx)
