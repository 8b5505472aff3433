"""Readers of days and calendar units told from the day of the text: Friday, yesterday, last week, the end of the year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from latticework.model.period import Precision
from latticework.text.time_rules import (
    DEICTICS,
    UNITS,
    WEEKDAYS,
    Found,
    Here,
    Rules,
    both,
)
from latticework.text.time_span import Span, month, months, moved, one, part, week, year_span
from latticework.text.time_words import (
    AFTER_DAY,
    CLOCK,
    WEEKDAY,
    any_of,
    edge_of,
    meaning,
    weekday_of,
)

RULES = Rules()


A_DAY = timedelta(days=1)


_PART_OF_DAY = r"(?: (?:late |early )?(?i:morning|afternoon|evening|night)s?(?! [Pp]ost))?"


def weekday_near(day: date, weekday: int) -> tuple[Span, Span]:
    """Give the nearest such weekday up to the day and the nearest from the day on."""
    back, on = (day.weekday() - weekday) % 7, (weekday - day.weekday()) % 7
    return one(day - back * A_DAY), one(day + on * A_DAY)


_WEEK_OF = r"(?:,? (?:of )?(?P<week>(?i:last|this|next)) week)?"


@RULES.rule("weekday", (
    rf"(?:{CLOCK},?(?: on)? )?(?:(?P<rel>(?i:last|next|this past|this coming|this|past|coming)) |(?i:late|early|earlier|later)(?: on)? )?"
    rf"(?P<wd>{WEEKDAY}){_PART_OF_DAY}{_WEEK_OF}{AFTER_DAY}(?:,? {CLOCK})?"
), WEEKDAYS)  # fmt: skip
def _weekday(match: re.Match[str], here: Here) -> Found | None:
    if here.published is None:
        return Found("day")
    wanted = weekday_of(match["wd"])
    rel, shift = (match["rel"] or "").lower(), (match["week"] or "").lower()
    in_week = week(here.published, {"last": -1, "next": 1}.get(shift, 0))
    if (shift or rel == "this") and in_week:
        return both(one(in_week.first + wanted * A_DAY), "day")
    past, ahead = weekday_near(here.published, wanted)
    if rel in ("last", "this past", "past"):
        return both(weekday_near(here.published - A_DAY, wanted)[0], "day")
    if rel in ("next", "this coming", "coming"):
        return both(weekday_near(here.published + A_DAY, wanted)[1], "day")
    return Found("day", past, ahead)


@RULES.rule(
    "weekdays", rf"(?:(?i:from|between) )?(?P<a>{WEEKDAY})(?:[-–]| to | through | until )(?P<b>{WEEKDAY})", WEEKDAYS
)
def _weekdays(match: re.Match[str], here: Here) -> Found | None:
    if here.published is None:
        return Found("interval")
    past, ahead = weekday_near(here.published, weekday_of(match["b"]))
    starts = [weekday_near(end.first - A_DAY, weekday_of(match["a"]))[0].first for end in (past, ahead)]
    return Found("interval", Span(starts[0], past.last), Span(starts[1], ahead.last))


@RULES.rule(
    "deictic",
    rf"(?:{CLOCK} )?(?:(?i:earlier|late|later|early) )?(?P<w>(?i:{any_of('deictic', cased=False)[3:-1]}))(?![A-Za-z]){_PART_OF_DAY}{AFTER_DAY}",
    DEICTICS,
)
def _deictic(match: re.Match[str], here: Here) -> Found | None:
    if here.published is None:
        return Found("day")
    day = moved(here.published, meaning("deictic")[re.sub(r"\s+", " ", match["w"].lower())], "day")
    return both(one(day), "day") if day else None


_PART = (
    r"(?:(?P<part>(?i:earlier|later|early|late|mid|(?:the )?(?:very )?(?:beginning|start|middle|end|close|rest|remainder|"
    r"first half|second half|(?P<q>first|second|third|fourth|last|final) quarter) of))(?: in)?[ -])"
)


_CALENDAR = r"(?P<unit>(?i:week(?:end)?|month|year|decade|century|spring|summer|autumn|fall|winter|(?:fiscal|financial) year))(?![A-Za-z]|-[a-z])"


_WHICH = r"(?P<rel>(?i:last|this|next|(?:the )?(?:current|present)|the (?:coming|upcoming)))"


@RULES.rule("named", rf"{_PART}?{_WHICH} {_CALENDAR}", UNITS)
def _named(match: re.Match[str], here: Here) -> Found | None:
    """Read "last week", "early this year", "the end of next month"."""
    rel = match["rel"].lower().split()[-1]
    shift = {"last": -1, "next": 1, "coming": 1, "upcoming": 1}.get(rel, 0)
    return _in_unit(here, match["unit"].lower(), shift, match["part"], match["q"])


@RULES.rule(
    "named_the",
    rf"{_PART}the {_CALENDAR}|(?i:in the|during the|over the|through the) (?P<s>weekend|spring|summer|autumn|fall|winter)(?! of|[A-Za-z])",
    UNITS,
)
def _named_the(match: re.Match[str], here: Here) -> Found | None:
    """Read "the end of the decade", "earlier in the month", "over the weekend"."""
    return _in_unit(here, (match["unit"] or match["s"]).lower(), None, match["part"], match["q"])


def _in_unit(here: Here, unit: str, step: int | None, said_part: str | None, quarter: str | None) -> Found | None:
    if here.published is None:
        return Found("interval")
    shift = step or 0
    if unit in meaning("season"):
        return _season(here.published, meaning("season")[unit], step)
    if unit == "weekend":
        return _weekend(here.published, shift)
    span = _calendar(here.published, unit.split()[-1], shift)
    if not span:
        return None
    name = (said_part or "").lower().strip()
    if quarter and (order := meaning("order").get(quarter.lower())) and span.precision is Precision.YEAR:
        return both(months(span.first.year, 3 * (order if order > 0 else 4) - 2, 3))
    if shift or edge_of(name) in ("end", "start", "first half", "second half"):
        edge = edge_of(name.replace("earlier", "early").replace("later", "late"))
        return both(part(span, edge) if edge else span)
    return _running(here.published, span, unit, name)


def _running(today: date, span: Span, unit: str, name: str) -> Found:
    """Cut the running week, month or year at today: up to it for the past, from it on for the future."""
    before = Span(span.first, max(span.first, today - A_DAY * ("earl" in name)))
    after = Span(min(span.last, today + A_DAY * name.startswith("later")), span.last)
    if name in ("early", "mid", "late"):
        return both(part(span, name))
    if name.startswith("earl"):
        return both(before)
    if name.startswith(("later", "the r")):
        return both(after)
    return Found("interval", before, after) if unit == "week" else both(span)


def _calendar(day: date, unit: str, shift: int) -> Span | None:
    if unit == "week":
        return week(day, shift)
    if unit == "month":
        return month(day.year, day.month + shift)
    length = {"year": 1, "decade": 10, "century": 100}[unit]
    first = day.year // length * length + shift * length
    return year_span(first, first + length - 1)


def _weekend(day: date, shift: int) -> Found:
    saturday, ahead = weekday_near(day, 5)[0], weekday_near(day, 6)[1]
    past = Span(saturday.first, saturday.first + A_DAY)
    coming = Span(ahead.first - A_DAY, ahead.first)
    return both(past) if shift < 0 else both(coming) if shift > 0 else Found("interval", past, coming)


def _season(day: date, first_month: int, step: int | None) -> Found:
    """Give the season of the northern year: "this" one, the one before or after, or the nearest on either side."""
    year = day.year - (first_month == 12 and day.month < 3)
    this = months(year, first_month, 3)
    past = this if this and this.first <= day else months(year - 1, first_month, 3)
    ahead = this if this and this.last >= day else months(year + 1, first_month, 3)
    if step is None:
        return Found("interval", past, ahead)
    if step == 0:
        return both(this)
    last = months(year - 1, first_month, 3) if this and this.first <= day <= this.last else past
    following = months(year + 1, first_month, 3) if this and this.first <= day else ahead
    return both(last if step < 0 else following)
