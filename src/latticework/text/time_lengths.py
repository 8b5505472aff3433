"""Readers of counts of time: two decades ago, a year later, within five years, 72 hours."""

from __future__ import annotations

import re

from latticework.model.period import Precision
from latticework.text.amount_numbers import number
from latticework.text.time_rules import (
    UNITS,
    Found,
    Here,
    Rules,
    both,
)
from latticework.text.time_span import Span, around, moved, week
from latticework.text.time_words import (
    COUNT,
    UNIT,
    unit_of,
)

RULES = Rules()


_FEW = 3
"""What "a few" and "several" are taken for; the span is marked as approximate."""


def count_of(text: str) -> tuple[float, bool]:
    """Give a count and whether it is only about: "a couple of" is 2, "several" about 3.

    >>> count_of("a couple of"), count_of("two and a half"), count_of("several")
    ((2, True), (2.5, False), (3, True))
    """
    bare = text.lower().strip()
    if bare in ("a", "an"):
        return 1, False
    if bare.endswith("couple of"):
        return 2, True
    if bare in ("few", "a few", "several"):
        return _FEW, True
    return (0.5, False) if bare in ("half a", "half an") else (number(text), False)


_UNITS = rf"(?P<unit>{UNIT})"


@RULES.rule(
    "window",
    rf"(?:(?i:over|in|during|for|within|throughout) )?(?i:the) (?P<rel>(?i:past|last|previous|next|coming|following))(?: (?P<n>{COUNT}))? {_UNITS}(?!-[a-z]| of )",
    UNITS,
)
def _window(match: re.Match[str], here: Here) -> Found | None:
    """Read "the past two years", "over the next five years"; "the following year" goes on from the time before."""
    unit, rel = unit_of(match["unit"]), match["rel"].lower()
    if rel in ("previous", "following") and not match["n"]:
        return _beside(here, unit, 1 if rel == "following" else -1)
    if unit == "day" and not match["n"] and rel == "next":
        return _beside(here, unit, 1)
    count, rough = count_of(match["n"] or ("few" if match["unit"].lower().endswith("s") else "a"))
    if here.published is None:
        return Found("interval", count=None if rough else count, unit=unit)
    back = rel in ("past", "last", "previous")
    end = moved(here.published, -count if back else count, unit)
    if not end:
        return Found("interval", count=count, unit=unit)
    precision = {"year": Precision.YEAR, "month": Precision.MONTH, "quarter": Precision.MONTH}.get(unit, Precision.DAY)
    precision = Precision.YEAR if unit in ("decade", "century") else precision
    span = Span(min(end, here.published), max(end, here.published), precision, rough)
    return Found("interval", span, span, None if rough else count, unit)


def _beside(here: Here, unit: str, steps: float) -> Found | None:
    """Read "the following day", "a year earlier": so many units from the time told before."""
    if not here.before:
        return Found("day" if unit == "day" else "interval")
    day = moved(here.before.last if steps > 0 else here.before.first, steps, unit)
    if not day:
        return None
    span = week(day) if unit == "weekend" else around(day, unit)
    return both(span, "day" if unit == "day" else "interval")


@RULES.rule(
    "same",
    r"(?i:(?:the|that) (?P<rel>same|very|next|day before|day after|day) ?(?P<unit>day|week|month|year)?|that (?P<u2>year|month|week))(?![A-Za-z])",
    UNITS,
)
def _same(match: re.Match[str], here: Here) -> Found | None:
    rel = (match["rel"] or "same").lower()
    unit = (match["unit"] or match["u2"] or "day").lower()
    if rel == "day" and match.group()[:4].lower() != "that":
        return None
    if rel in ("very", "same", "next") and not (match["unit"] or match["u2"]):
        return None
    if rel.startswith("day "):
        if re.match(r" [a-z]", here.after(match, 2)) and not re.match(
            r" (?:that|in|at|by|to|when)\b", here.after(match, 6)
        ):
            return None
        return _beside(here, "day", 1 if rel.endswith("after") else -1)
    return _beside(here, unit, 1 if rel == "next" else 0)


_ABOUT = r"(?:(?P<about>(?i:more than|over|about|around|nearly|almost|some|roughly|approximately|less than|at least|just)) )?"


_THEN = r"(?P<way>ago|earlier|later|afterwards?|hence|from now|from today|previously|on)(?![A-Za-z])"


@RULES.rule(
    "ago",
    rf"{_ABOUT}(?P<n>{COUNT}) {_UNITS} {_THEN}(?! than)|(?P<vague>years|decades|months|weeks|days|centuries) (?P<v>ago|earlier|later)",
    UNITS,
)
def _ago(match: re.Match[str], here: Here) -> Found | None:
    if match["vague"]:
        return Found("ago", unit=unit_of(match["vague"]))
    (count, rough), unit, way = count_of(match["n"]), unit_of(match["unit"]), match["way"].lower()
    if way == "on" and (unit in ("hour", "minute", "second") or re.match(r" [A-Za-z]", here.after(match, 2))):
        return Found("duration", count=count, unit=unit)
    back = way in ("ago", "earlier", "previously")
    told = here.before if way in ("earlier", "later", "afterward", "afterwards", "previously", "on") else None
    start = here.published if way in ("ago", "hence", "from now", "from today") else told and told.first
    if start is None and way == "earlier":
        start = here.published
    day = moved(start, -count if back else count, unit) if start else None
    span = around(day, unit) if day else None
    about = rough or bool(match["about"]) or unit in ("decade", "century")
    if span and about:
        span = Span(span.first, span.last, span.precision, approx=True)
    return Found("ago" if way == "ago" else "interval", span, span, None if rough else count, unit)


@RULES.rule(
    "within",
    rf"(?i:within|in less than|in under|in no more than)(?: the next)? (?P<n>{COUNT}) {_UNITS}(?: of)?|(?i:in) (?P<n2>{COUNT}) (?P<unit2>{UNIT})(?P<time>['’]? time)?(?! of)",
    UNITS,
)
def _within(match: re.Match[str], here: Here) -> Found | None:
    """Read "within five years", "in six months": the day it is due; "the first in five years" is a length."""
    (count, rough), unit = count_of(match["n"] or match["n2"]), unit_of(match["unit"] or match["unit2"])
    length = None if rough else count
    behind = here.behind(match, 60)
    looks_back = r"\b(?:time|first|[a-z]{2,8}est|most|only|once|twice|times|worst)\b[^.;]{0,50}$"
    if match["n2"] and not match["time"] and re.search(looks_back, behind):
        return Found("duration", count=length, unit=unit)
    if match.group().endswith("of"):
        return Found("duration", count=length, unit=unit)
    day = moved(here.published, count, unit) if here.published else None
    due = around(day, "day" if unit == "week" else unit) if day else None
    may_look_back = match.group()[:3].lower() == "in " and not match["time"]
    return Found("deadline", None if may_look_back else due, due, length, unit)


_OLD = r"(?!-old| old|-olds|\s?/|-and)"


@RULES.rule(
    "duration",
    rf"(?:(?i:for|lasting|lasted) {_ABOUT})?(?P<n>{COUNT})[- ]{_UNITS}(?:[- ]long)?{_OLD}|(?i:for) (?P<vague>years|decades|months|weeks|days|centuries)(?![a-z])",
    UNITS,
)
def _duration(match: re.Match[str], _: Here) -> Found | None:
    if match["vague"]:
        return Found("duration", unit=unit_of(match["vague"]))
    if match["n"].lower() in ("a", "an") and "-" not in match.group() and match.group()[:3].lower() != "for":
        return None
    (count, rough), unit = count_of(match["n"]), unit_of(match["unit"])
    return Found("duration", count=None if rough else count, unit=unit)


@RULES.rule(
    "set",
    rf"(?i:every|each) (?:(?:other|single|{COUNT}) )?(?:hour|day|week|month|year|quarter|decade|weekend|spring|summer|autumn|fall|winter)s?(?![A-Za-z])|(?:annually|biannually|yearly|monthly|weekly)(?![A-Za-z])",
    UNITS,
)
def _set(match: re.Match[str], here: Here) -> Found | None:
    del match, here
    return Found("set")
