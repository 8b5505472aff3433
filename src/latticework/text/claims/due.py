"""By when a promise is due, and when it was made."""

from __future__ import annotations

import re

from latticework.text.claims.scene import Scene
from latticework.text.time_span import Span, around, moved, year_span
from latticework.text.times import TimeMention

_NOT_EARLIER = re.compile(
    r"\b(?:not (?:before|until|till)|only (?:in|by|from|after)|as late as)\b",
    re.I,
)
_DUE = re.compile(
    r"\b(?:by|before|in|from|until|till|through|to|as from|as of|no later than|not later than|starting|beginning|end of|for|with|of)(?: (?:the end of|early|late|mid|fiscal|at latest|about|around))*(?: the)? ?[-]?$|^(?:[\"“'‘])?$",
    re.I,
)
_BY_WHICH = re.compile(r"^,? (?:is|was|will be) the (?:year|date|deadline)\b")
_OVER = re.compile(r"\b(?:over|within|in|inside|during|for)(?: the (?:next|coming|following))? $", re.I)
TO_YEAR = re.compile(r"\b(?:to|until|up to|ending(?: in)?|through|later than) (?P<y>20\d\d|19\d\d)\b")


def deadline(scene: Scene) -> TimeMention | None:
    """The deadline told: `by 2035`, and the year before which it is not to be: `not before 2030`."""
    due = scene.inside("deadline")
    late = _NOT_EARLIER.search(scene.text) if due is None else None
    if late is None:
        return due
    end = scene.clause.start + late.end()
    return next((time for time in scene.times if late.start() + scene.clause.start <= time.start <= end + 4), None)


def due_of(scene: Scene) -> Span | None:
    """The day by which a promise is due: a deadline, a year to come, the end of a stretch of years."""
    said, base, text = scene.document.published, scene.clause.start, scene.text
    here = [time for time in scene.times if base <= time.start < scene.clause.end]
    first = next((time for time in here if time.kind == "deadline" and time.ahead), None)
    if first is not None:
        told = next(
            (
                time.past
                for time in here
                if time.kind in ("interval", "day")
                and time.past
                and said
                and time.past.last < said.replace(month=1, day=1)
            ),
            None,
        )
        relative = text[first.start - base : first.start - base + 3].lower() == "in "
        if relative and told and first.count and first.unit:
            day = moved(told.first, first.count, first.unit)
            return around(day, "year") if day else first.ahead
        return first.ahead
    run = TO_YEAR.search(text)
    if run and said and int(run["y"]) >= said.year:
        return year_span(int(run["y"]), int(run["y"]))
    later = [time for time in here if _ahead(scene, time)]
    if later:
        span = later[-1].ahead or later[-1].past
        return year_span(span.last.year, span.last.year) if span and span.last.year > span.first.year else span
    length = next(
        (
            time
            for time in here
            if time.kind == "duration"
            and time.count
            and time.unit in ("year", "decade", "month")
            and _OVER.search(text, 0, time.start - base)
        ),
        None,
    )
    day = moved(said, length.count, length.unit) if said and length and length.count and length.unit else None
    return around(day, "year") if day else None


def _ahead(scene: Scene, time: TimeMention) -> bool:
    """Whether a time is one to come: a year not over by the day of the text, with a word that leads to it."""
    said, span = scene.document.published, time.ahead or time.past
    lead = scene.text[: time.start - scene.clause.start]
    if (
        said is None
        or span is None
        or time.kind not in ("day", "interval", "until", "since")
        or span.first == span.last
    ):
        return False
    if re.search(r"\bnot (?:in|by) ?$", lead, re.I) or span.last <= said:
        return False
    words = scene.text[time.start - scene.clause.start : time.end - scene.clause.start]
    return (
        time.kind in ("until", "since")
        or "this year" in words
        or bool(_DUE.search(lead))
        or bool(_BY_WHICH.match(scene.text, time.end - scene.clause.start))
        or not lead
    )


def when_of(scene: Scene, place: int, due: Span | None) -> Span | None:
    """The day of the promise: the time nearest to the word that promises which is over by the day of the text."""
    said = scene.document.published
    found = [
        time
        for time in scene.times
        if scene.clause.start <= time.start < scene.clause.end and time.kind in ("day", "interval", "ago") and time.past and time.past != due and (said is None or time.past.first <= said)
        and not (time.ahead and time.ahead == due)
    ]  # fmt: skip
    near = min(found, key=lambda time: abs(time.start - place), default=None)
    return near.past if near else None
