"""Times of the steps of agreements that stand in a form of their own: `sixty years ago today`, `16 May, the day on which it lapsed`."""

from __future__ import annotations

import re
from dataclasses import replace

from latticework.text.amount_numbers import IN_WORDS, number
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.time_span import Span, one
from latticework.text.times import TimeMention

_AGO = re.compile(rf"\b(?P<n>\d{{1,3}}|{IN_WORDS}) years ago (?:today|to the day|this very day)\b", re.I)
_TO_DAY = re.compile(r"\bto-day\b|\bthis (?:very )?(?:morning|afternoon|evening|day)\b", re.I)
_THE_DAY = re.compile(r"^, (?:the|a) (?:day|date|month|year)\b(?: (?:on|in) which| that| when)?")
_LENGTHENED = re.compile(
    r"\b(?:extend|prolong|renew|lengthen|roll(?:ed|ing|s)? over|run|runs|running|valid|in force|stays?|lasts?)\w*\b[^.;]{0,60}?\b(?:until|till|to|through|up to) (?:the end of )?$",
    re.I,
)
_GOES_ON = re.compile(r"extend|prolong|renew|lengthen|roll", re.I)
_STEPS = frozenset({"signed", "ratified", "in_force", "ended", "suspended"})


def with_own_time(scene: Scene, claim: Claim) -> Claim:
    """Give a step the time that its sentence tells in such a form, and until when an agreement is extended."""
    if claim.status in ("in_force", "signed") and claim.due is None:
        due = _until(scene)
        going_on = due is not None and _GOES_ON.search(claim.detail.get("word", ""))
        claim = replace(claim, due=due, status="in_force" if going_on else claim.status)
    if claim.negated or claim.status not in _STEPS:
        return claim
    told = _anniversary(scene) or (claim.time is None and (_day_apart(scene, claim) or _to_day(scene)))
    return replace(claim, type="agreement", time=told) if told else claim


def _anniversary(scene: Scene) -> Span | None:
    match, said = _AGO.search(scene.text), scene.document.published
    if match is None or said is None:
        return None
    leap = said.month == _FEBRUARY and said.day > _SAFE
    return one(said.replace(year=said.year - int(number(match["n"])), day=_SAFE if leap else said.day))


_FEBRUARY, _SAFE = 2, 28


def _to_day(scene: Scene) -> Span | None:
    said = scene.document.published
    return one(said) if said and _TO_DAY.search(scene.text) else None


def _day_apart(scene: Scene, claim: Claim) -> Span | None:
    """The day that a clause behind it says to be that of the step."""
    for time in _here(scene):
        after = _THE_DAY.match(scene.document.text[time.end : scene.clause.end])
        if after and time.end <= claim.start and time.past is not None:
            return time.past
    return None


def _until(scene: Scene) -> Span | None:
    """Until when an agreement is told to be extended or to run."""
    for time in _here(scene):
        lead = scene.document.text[scene.clause.start : time.start]
        words = scene.document.text[time.start : time.end]
        if time.kind in ("until", "deadline") and _LENGTHENED.search(lead + "until "):
            return time.ahead or time.past
        if _LENGTHENED.search(lead) and re.search(r"\d{4}", words):
            return time.ahead or time.past
    return None


def _here(scene: Scene) -> list[TimeMention]:
    return [time for time in scene.times if scene.clause.start <= time.start < scene.clause.end]
