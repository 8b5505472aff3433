"""When a bond of defence is told to stand, and since when."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from latticework.model.period import Precision
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.time_span import Span, one
from latticework.text.times import TimeMention

_NOW = re.compile(r"\b(?:at present|at the moment|currently|as of now|for now|to this day|these days)\b", re.I)
_SINCE = re.compile(r"\bsince\b[^.;:]{0,60}$", re.I)
_HAD = re.compile(r"\b(?:had|was|were)\b")
_LOST = re.compile(r"\b(?:lost|gave up|given up|shed|renounced|forfeited)\b.*\b(?:has|have|since)\b", re.I)
"""What ended on a day and has not come back since: the denial reaches back to it."""
_MADE = re.compile(
    r"\b(?:signed|concluded|dated|dates|dating|made|sealed|set down|founded|formed|agreed|ratified|in force|of|from|back to|joined|renewed|the|its|their|a|an|under|by)(?: (?:in|on|at [A-Z]\w+(?: in)?|back to|from|as far back as))?(?: the)? $",
    re.I,
)
_NOUN_AFTER = re.compile(
    r"^(?:['’]s)? (?:[\w-]+ ){0,3}?(?:treat(?:y|ies)|pact|alliance|agreement|accord|guarantee|compact|declaration|protocol|charter)\b",
    re.I,
)
_RECENT = timedelta(days=40)


def timed(scene: Scene, claim: Claim) -> Claim:
    """Add the day for which a bond is told, and the day since when it stands; what is told in the past tense keeps none."""
    if claim.time is not None or claim.since is not None:
        return claim
    said = scene.document.published
    here = [t for t in scene.times if scene.clause.start <= t.start < scene.clause.end and t.past is not None]
    over = scene.past(claim.start, claim.end) and not (claim.negated and _LOST.search(scene.text))
    kept = not _HAD.search(scene.text)
    since = next((t.past for t in here if _begins(scene, t) and (not over or (t.kind == "since" and kept))), None)
    if since and said and since.first > said - _RECENT and since.precision is Precision.DAY:
        return replace(claim, time=since)
    day = next((t.past for t in here if t.kind in ("day", "ago") and _just(t.past, scene)), None)
    if day is None and since is None and not over and said and _NOW.search(scene.text):
        day = one(said)
    return replace(claim, since=since, time=day) if since or day else claim


def _just(span: Span | None, scene: Scene) -> bool:
    said = scene.document.published
    return (
        span is not None
        and said is not None
        and span.precision is Precision.DAY
        and said - _RECENT < span.first <= span.last <= said
    )


def _begins(scene: Scene, time: TimeMention) -> bool:
    """Whether a time is the one since when: after `since`, on the name of a treaty, or with the word of its making."""
    if time.kind == "since":
        return True
    if time.kind not in ("interval", "day", "ago"):
        return False
    lead = scene.text[: time.start - scene.clause.start]
    after = scene.text[time.end - scene.clause.start :]
    if _LOST.search(lead + after):
        return True
    return bool(
        _SINCE.search(lead)
        or _MADE.search(lead)
        or _NOUN_AFTER.match(after)
        or (time.kind == "ago" and re.search(r"\b(?:signed|set down|concluded|made|sealed|formed|founded)\b", lead))
    )
