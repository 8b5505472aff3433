"""Readers of days and ranges of days: "Jan. 11, 2023", "3 to 5 March", 2023-01-11."""

from __future__ import annotations

import re
from datetime import timedelta

from latticework.text.time_rules import (
    MONTHS,
    NUMERALS,
    Found,
    Here,
    Rules,
    both,
    joined,
)
from latticework.text.time_span import Span, make_day, one
from latticework.text.time_words import (
    AFTER_DAY,
    BEFORE_DAY,
    DAY,
    MONTH,
    TO,
    YEAR,
    month_of,
    order_of,
    weekday_of,
)

RULES = Rules()


_LONG_AGO, _SOON = timedelta(days=300), timedelta(days=62)


def day_near(here: Here, month_number: int, day: int, weekday: str | None = None) -> Found:
    """Find the year of a day and month: nearest before and after `published`, or where the weekday fits."""
    if here.published is None:
        return Found("day")
    years = range(here.published.year - 6, here.published.year + 7)
    days = [span.first for year in years if 1 <= year <= 9998 and (span := make_day(year, month_number, day))]
    if weekday:
        fitting = [found for found in days if found.weekday() == weekday_of(weekday)]
        nearest = min(fitting, key=lambda found: abs(found - here.published), default=None)  # type: ignore[operator]
        if nearest and abs(nearest - here.published) < timedelta(days=400):
            return both(Span(nearest, nearest), "day")
    past = max((found for found in days if found <= here.published), default=None)
    ahead = min((found for found in days if found >= here.published), default=None)
    if past and ahead and here.published - past > _LONG_AGO and ahead - here.published < _SOON:
        past = ahead  # a day so long ago would have been written with its year
    return Found("day", one(past) if past else None, one(ahead) if ahead else None)


@RULES.rule(
    "iso",
    r"(?P<y>(?:1[5-9]|20|21)[0-9]{2})[-/](?P<m>[01][0-9])[-/](?P<d>[0-3][0-9])(?![0-9-])(?:T[0-9:]{4,8}Z?)?",
    NUMERALS,
)
def _iso(match: re.Match[str], _: Here) -> Found | None:
    span = make_day(int(match["y"]), int(match["m"]), int(match["d"]))
    return both(span, "day") if span else None


@RULES.rule("numeric", r"(?P<a>[0-3]?[0-9])[-/.](?P<b>[0-3]?[0-9])[-/.](?P<y>(?:19|20)[0-9]{2})(?![0-9])", NUMERALS)
def _numeric(match: re.Match[str], _: Here) -> Found | None:
    """Read 25/12/2023 and 12/25/2023; where both numbers may be months the day stays open."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    if "." in match.group():
        return both(make_day(year, b, a), "day")
    spans = {make_day(year, b, a), make_day(year, a, b)} - {None}
    return both(spans.pop() if len(spans) == 1 else None, "day") if spans else None


def _range(match: re.Match[str], here: Here) -> Found | None:
    """Read a range of days; the month and the year may be said once for both ends."""
    parts = match.groupdict()
    last_month = month_of(parts.get("m2") or match["m"])
    first_month = month_of(match["m"]) if parts.get("m2") or not parts.get("m1") else month_of(parts["m1"])
    days = order_of(match["d"]), order_of(match["d2"])
    if first_month == last_month and days[0] >= days[1]:
        return None
    if match["y"]:
        year = int(match["y"])
        first = int(parts.get("y1") or year - (first_month > last_month))
        span = joined(make_day(first, first_month, days[0]), make_day(year, last_month, days[1]))
        return both(span) if span else None
    ends = day_near(here, last_month, days[1])

    def whole(end: Span | None) -> Span | None:
        if not end:
            return None
        return joined(make_day(end.last.year - (first_month > last_month), first_month, days[0]), end)

    return Found("interval", whole(ends.past), whole(ends.ahead))


_MDY = rf"(?P<m>{MONTH}) (?P<d>{DAY})(?:(?:, ?| )(?P<y1>{YEAR}))?"


RULES.rule(
    "days_md",
    rf"(?:(?i:from|between) )?{_MDY}{TO}(?:(?P<m2>{MONTH}) )?(?P<d2>{DAY})(?:(?:, ?| )(?P<y>{YEAR}))?",
    MONTHS,
)(_range)


RULES.rule(
    "days_md_and", rf"(?i:between) {_MDY} and (?:(?P<m2>{MONTH}) )?(?P<d2>{DAY})(?:(?:, ?| )(?P<y>{YEAR}))?", MONTHS
)(_range)


_DMY = rf"(?P<d>{DAY})(?: (?P<m1>{MONTH}))?(?: (?P<y1>{YEAR}))?"


_DMY_END = rf"(?:the )?(?P<d2>{DAY}) (?P<m>{MONTH})(?:(?:, ?| )(?P<y>{YEAR}))?"


RULES.rule("days_dm", rf"(?:(?i:from|between) )?(?:the )?{_DMY}{TO}{_DMY_END}", MONTHS)(_range)


RULES.rule("days_dm_and", rf"(?i:between|on)(?: the)? {_DMY} and {_DMY_END}", MONTHS)(_range)


def _day(match: re.Match[str], here: Here) -> Found | None:
    number, day = month_of(match["m"]), order_of(match["d"])
    if not make_day(2000, number, day):
        return None
    if match["y"]:
        span = make_day(int(match["y"]), number, day)
        return both(span, "day") if span else None
    if (number, day) == (9, 11) and re.match(r" (?:attacks?|terror)", here.after(match, 9)):
        return both(make_day(2001, 9, 11), "day")
    return day_near(here, number, day, match["wd"])


RULES.rule("mdy", rf"{BEFORE_DAY}(?P<m>{MONTH}) (?:the )?(?P<d>{DAY})(?:(?:, ?| )(?P<y>{YEAR}))?{AFTER_DAY}", MONTHS)(
    _day
)


RULES.rule(
    "dmy",
    rf"{BEFORE_DAY}(?P<d>{DAY})(?: day)?(?: of)? (?P<m>{MONTH})(?:(?:, ?| )(?:of )?(?P<y>{YEAR}))?{AFTER_DAY}",
    MONTHS,
)(_day)
