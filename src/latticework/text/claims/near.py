"""Times and words near the name of a grouping, shared by the readers of groupings."""

from __future__ import annotations

import re

from latticework.text.claims.scene import Scene
from latticework.text.time_span import Span
from latticework.text.times import TimeMention

DENIED = re.compile(r"\b(?:not|no|never|nor|isn't|aren't|outside|non-)\b", re.I)


WISHED = re.compile(
    r"\b(?:wants?|seek\w*|hop\w+|appl(?:y|ied|ies)|bid|would|could|may|might|plans?|if|will|expected|invited|ahead of|before|membership bid|candidate|aspir\w+|set to|bound to|due to|about to|sooner or later)\b",
    re.I,
)


def nearest(scene: Scene, place: int) -> TimeMention | None:
    """The time told nearest to a character of the document."""
    found = [
        time
        for time in scene.times
        if scene.clause.start <= time.start < scene.clause.end and time.kind in ("day", "interval", "since", "ago")
    ]
    return min(found, key=lambda time: abs(time.start - place), default=None)


def time_after(scene: Scene, after: int, *, forward: bool) -> TimeMention | None:
    """The first time told within a few words after a character of the sentence."""
    found = [
        time
        for time in scene.times
        if scene.clause.start + after <= time.start < scene.clause.start + after + 40
        and time.end <= scene.clause.end
        and time.kind in ("day", "interval", "since", "ago")
    ]
    return found[0] if found and forward else None


def since_after(scene: Scene, after: int) -> Span | None:
    """The span of the first time told within a few words after a character of the sentence."""
    time = time_after(scene, after, forward=True)
    return time.past if time else None
