"""When a counted thing was so, and since when it is counted; and the part of the sentence it stands in."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from latticework.text.claims.counted import Figure, parted
from latticework.text.claims.scene import WHEN, Scene
from latticework.text.claims.shapes import Claim
from latticework.text.time_span import Span


def times_of(scene: Scene, figure: Figure) -> tuple[Span | None, Span | None]:
    """When it was so, and since when it is counted; an interval of years is told by both its ends."""
    time = _own_time(scene, figure, scene.when(scene.head(figure.start, figure.end)))
    since = scene.inside("since")
    span = since.past if since else None
    for told in scene.times:
        if (
            scene.clause.start <= told.start < scene.clause.end
            and told.kind in ("day", "interval")
            and told.past is not None
        ):
            led = re.search(
                r"\bsince\b[^.;:,\d]{0,26}$|\bfrom\b(?! (?:now|here))(?:(?! (?:in|on|at|by|to|for|with|during)\b)[^.;:,\d]){0,26}$",
                scene.text[: told.start - scene.clause.start],
                re.I,
            )
            if led and span is None:
                span = told.past
                time = None if time == told.past else time
    if span is None and time is not None and time.last.year - time.first.year > 1:
        return replace(time, first=time.last.replace(month=1, day=1)), replace(
            time, last=time.first.replace(month=12, day=31)
        )
    if time is None and span is None:
        due = scene.inside("deadline")
        said = scene.document.published
        over = due is not None and due.past is not None and said is not None and due.past.last <= said
        if due is not None and (
            over or scene.past(figure.start, figure.end) or re.search(r"\bha[ds]\b|\bwere\b|\bwas\b", scene.text)
        ):
            time = _back(due.past or due.ahead, scene)
    return (_back(time, scene) if time and re.search(r"\bhad\b", scene.text) else time), span


def _own_time(scene: Scene, figure: Figure, told: Span | None) -> Span | None:
    """Of a time read from the tree and the times in the part of the sentence a figure stands in, the one meant: its own part's."""
    low, high = (place + scene.clause.start for place in parted(scene, figure.start, figure.end))
    here = [time for time in scene.times if low <= time.start < high and time.kind in WHEN and time.past]
    if told is None or not here or any(time.past == told for time in here):
        return told
    return min(here, key=lambda time: max(0, time.start - figure.end, figure.start - time.end)).past


def _back(span: Span | None, scene: Scene) -> Span | None:
    """A deadline told of what had happened lies before the day of publication: `had grown to 7,600 by Tuesday`."""
    said = scene.document.published
    if span is None or said is None or span.first <= said:
        return span
    if (span.first - said).days <= _WEEK:
        return replace(span, first=span.first - timedelta(days=_WEEK), last=span.last - timedelta(days=_WEEK))
    return replace(
        span, first=span.first.replace(year=span.first.year - 1), last=span.last.replace(year=span.last.year - 1)
    )


_WEEK = 7


def own_part(scene: Scene, figure: Figure | Claim) -> str:
    """Give the words of the part of the sentence that a figure or a claim stands in."""
    low, high = parted(scene, figure.start, figure.end)
    return scene.text[low:high]
