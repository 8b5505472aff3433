"""A first told by what lay between: `ended a gap of forty-two years`, `something last done in 1971`, `none since 1928`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from latticework.model.period import years_before
from latticework.text.claims.anchors import anchored
from latticework.text.claims.scene import Scene
from latticework.text.claims.slots import asked, states_in, telling, told_time
from latticework.text.time_span import Span, year_span
from latticework.text.times import TimeMention

_OPEN = re.compile(
    r"\b(?:would|could|might|if|hopes?|hoped|wants?|wishes|plans?|will be|may be|whether|expected|should)\b", re.I
)
_AT = re.compile(
    r"\b(?:in|at|on|over|inside|into|near|off|of|to|against|around|onto|by|from) (?:the |all |\w+ ){0,1}$", re.I
)
_DECADE = re.compile(r"\b(?:the )?(?P<d>19\d0|20\d0)s\b")
_DAYS = {"day": 1, "week": 7, "month": 30.4}


def opened(scene: Scene, at: int) -> bool:
    """Whether what stands before a character of the sentence makes it a wish, a forecast or a condition, or the sentence asks."""
    return asked(scene) or bool(_OPEN.search(scene.text[:at]))


def gap(scene: Scene) -> re.Match[str] | None:
    """The words that tell how long it had not been, in a sentence that names a state."""
    found = telling("gap").search(scene.text)
    return found if found and scene.states and not opened(scene, found.end()) else None


def gap_sides(scene: Scene) -> tuple[str, str]:
    """Who did it and to whom or where: the first state that is no place of it, and the other one; empty where it is not clear."""
    named = states_in(scene)
    if not named:  # the two Koreas: one name for two
        return scene.states[0], next(iter(scene.states[1:]), "")
    who = [one for one in named if not _AT.search(scene.text[: one.start])] or named
    others = list(dict.fromkeys(one.code for one in named if one.code != who[0].code))
    return who[0].code, others[0] if others else ""


def gap_times(scene: Scene, counted: TimeMention | None = None) -> tuple[Span | None, Span | None, str]:
    """When it was, the earlier day it reaches back to, and the length of time told between."""
    here = [t for t in scene.times if scene.clause.start <= t.start < scene.clause.end]
    said = scene.document.published
    points = [t for t in here if t.kind in ("day", "interval", "since", "ago") and t.past is not None]
    now = [
        t
        for t in points
        if t.kind != "since"
        and not _SINCE.search(scene.document.text, max(scene.clause.start, t.start - _SINCE_FAR), t.start)
        and said is not None
        and t.past is not None
        and (said - t.past.last).days < _NEAR
    ]
    then = [t for t in points if t not in now and t.past is not None]
    ended = next((t.past for t in here if t.kind == "until" and t.past is not None), None)
    when = next(iter(_narrow(now)), None) or ended
    length = counted or next((t for t in here if t.kind in ("duration", "deadline") and t.count), None)
    before = told_time(scene, -len(scene.before) - 2, 0) if scene.before and not now else None
    if when is None and before is not None and said is not None and (said - before.last).days < _NEAR:
        when = before
    if then:
        return when, then[0].past, ""
    event = anchored(scene.text)
    if event is not None:
        return when, event, ""
    decade = _DECADE.search(scene.text)
    if decade:
        return when, year_span(int(decade["d"]), int(decade["d"])), ""
    if length is not None and length.count and said is not None:
        return when, _back(length, when.first if when else said), f"{length.count:g} {length.unit}"
    return when, None, ""


_SINCE = re.compile(r"\bsince (?:[\w'’-]+ ){0,10}$", re.I)
_SINCE_FAR = 100
_NEAR = 200
"""Days: what lies within them before the text is told as news, what lies further back is the earlier event."""


def _narrow(times: list[TimeMention]) -> Iterator[Span]:
    """The days first, then months and years."""
    spans = [t.past for t in times if t.past is not None]
    yield from sorted(spans, key=lambda span: span.last - span.first)


def _back(length: TimeMention, day: date) -> Span | None:
    count, unit = length.count or 0, length.unit or ""
    if unit in _DAYS:
        then = day - timedelta(days=round(count * _DAYS[unit]))
        return Span(then - timedelta(days=1), then + timedelta(days=1))
    years = count * {"decade": 10, "century": 100, "year": 1}.get(unit, 0)
    if not years or years >= day.year:
        return None
    then = years_before(day, max(1, round(years)))
    return year_span(then.year, then.year)
