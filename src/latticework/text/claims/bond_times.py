"""When a bond of defence is told to stand, and since when."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from latticework.model.period import Precision
from latticework.text.amount_numbers import IN_WORDS, number
from latticework.text.claims.ordinals import place_of
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.time_span import Span, one, year_span
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
    if since is None and not claim.negated and claim.status == "in_force":
        since = _by_age(scene) or _long_ago(scene)
    return replace(claim, since=since, time=day) if since or day else claim


_AGE = re.compile(
    rf"(?<!more than )(?<!over )(?<!nearly )(?<!almost )(?<!about )\b(?:(?P<n>\d{{1,3}}|{IN_WORDS}) years? (?:into|old|on|of (?:the|their|its|an|this))\b|(?P<a>\d{{1,3}}|{IN_WORDS})[- ]years?[- ]old\b"
    rf"|turn(?:s|ed|ing) (?P<t>\d{{1,3}}|{IN_WORDS})\b|(?P<o>\d{{1,3}}(?:st|nd|rd|th)|[a-z]+) anniversary\b)",
    re.I,
)
"""How old a bond is told to be: `seventy years into their treaty`, `the alliance turned forty last year`."""
_YEAR = re.compile(
    r"\b(?:dates? (?:from|back to)|goes back to|since|of|made in|sealed in|signed in|treaty of) (1[0-7]\d\d)\b"
)
"""Years before those that expressions of time are read for."""


def _by_age(scene: Scene) -> Span | None:
    match, said = _AGE.search(scene.text), scene.document.published
    if match is None or said is None:
        return None
    age = place_of(match["o"]) if match["o"] else int(number(match["n"] or match["a"] or match["t"]))
    back = 1 if re.match(r"[^.;]{0,12}\blast year\b", scene.text[match.end() :]) else 0
    return year_span(said.year - age - back, said.year - age - back) if age else None


def _long_ago(scene: Scene) -> Span | None:
    match = _YEAR.search(scene.text)
    return year_span(int(match[1]), int(match[1])) if match else None


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
