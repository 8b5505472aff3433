"""How a comparison is told: as a fact, a wish, a forecast, a condition or a denial; and the time told with it."""

from __future__ import annotations

import re

from latticework.text.claims.scene import Scene
from latticework.text.time_span import Span
from latticework.text.times import TimeMention

_UNREAL = re.compile(
    r"\b(?:if|unless|would|could|should|might|may|will|shall|won't|i wish|let us hope|hopes?|hoping|wants?|wishes|aims?|aiming|plans? to|(?<!'s )(?<!’s )(?<!its )(?<!the )planned|planning|intends?|pledg\w+|promis\w+|vow\w*|proposes?|targets?|goal|ambitions?|dreams?|wager|bets?|is set to|are set to|on course|on track|projected|forecasts?|predict\w*|expected|expects|likely|poised|needs?|imagine|suppose|were\b[^.;,]{0,30} (?:to|united)|proverb|saying|ought|must|can(?! (?:call|count on|field|muster|draw on|deploy|mobili[sz]e|rely))|cannot|proverbial|by 20[3-9]\d|someday|one day|hypothetical\w*|tomorrow|(?<!yet )(?<!failed )(?<!fails )to (?:overtake|become|match|pass|surpass|rank|rise|reach))\b",
    re.I,
)
_NO_LONGER = re.compile(r"\bno longer (?:[\w'’-]+ ){0,4}$", re.I)
_OUTCOME = re.compile(r"\bto (?:become|rank|rise|reach|stand)\b")
"""What a passing led to: `moved past Japan to become the largest`."""
_MONTH = re.compile(
    r"\btook\b[^.;:]{2,40}?\b(?:until|till|years|decades|months)\b[^.;:]{0,16}? to \w+|\b(?:in|since|until|by|of|early|late|mid) May\b|\bMay \d|\d May\b|\bMay's\b|\bwill of\b|\b(?:than|as|that) (?:\w+ ){0,5}(?:can|could)\b|\bcould call on\b"
)
_CONTRAST = re.compile(
    r"(?:,| and| but) not (?:in |on |until |by )?(?:the )?[\w-]+(?: [\w-]+)?(?=,| that\b| but\b|[.;]|$)"
)
"""What is told not to be beside what is so: `in 1954, and not in 1957, that ...`."""
_ASKED = re.compile(
    r"^[\"“'‘]?(?:How |What |When |Where |Who |Which |Did |Does |Do |Has |Have |Is |Are |Was |Were |Will |Can |Could |Should |Would )(?!it (?:[a-z]+ ){1,2}that\b)[^?]*\?"
)
_ORDERED = re.compile(r"^\W*(?:Give|Let|Make|Send|Build|Buy|Get|Show|Sell|Lend|Grant) (?:us|me|them|it|him)\b")
"""A wish: `Give us as many drones as they have`."""
_DENIED = re.compile(
    r"\b(?:not(?! (?:only|until|before|just|merely))|never|n't|nor|yet to|hardly ever|far from|fails? to|failed to|has failed|nowhere near)\b|n't\b|\b(?:denie[sd]|myth|untrue|false|baseless|unfounded|no such|rumou?r|not the case|contrary to|wrong (?:that|to say)|incorrect)\b",
    re.I,
)
_BASELESS = re.compile(
    r"\b(?:baseless|unfounded|untrue|no such (?:gap|thing)|is false|was false|called it (?:false|a lie|nonsense))\b",
    re.I,
)
_BREAK = re.compile(r"[;:]|\. |\b(?:but|although|though|while|whereas|yet(?! to))\b|, and ")


def _part(scene: Scene, low: int, high: int) -> tuple[int, int]:
    """The part of the sentence around a place."""
    start = max((m.end() for m in _BREAK.finditer(scene.text, 0, low)), default=0)
    stop = _BREAK.search(scene.text, high)
    return start, stop.start() if stop else len(scene.text)


def unreal(scene: Scene, low: int, high: int) -> bool:
    """Whether a comparison is only wished, foretold, asked for or conditional."""
    start, stop = _part(scene, low, high)
    comma = scene.text.find(",", high)
    stop = min(stop, comma) if comma >= 0 else stop
    start = max(start, scene.text.rfind('"', 0, low) + 1, scene.text.rfind("“", 0, low) + 1)
    tail = _OUTCOME.sub("#", scene.text[high:stop])
    words = _MONTH.sub(lambda found: "#" * len(found[0]), scene.text[start:high] + tail)
    if _ASKED.match(scene.text) or _ORDERED.match(scene.text):
        return True
    if scene.text.startswith(("If ", "Unless ", "Were ", "Should ", "Imagine ", "Suppose ", "Had ")):
        return True
    return bool(_UNREAL.search(words))


def denied(scene: Scene, low: int) -> bool:
    """Whether the words before a comparison, in its own part of the sentence, or the end of the sentence deny it."""
    start, _ = _part(scene, low, low)
    text = _CONTRAST.sub(lambda found: "#" * len(found[0]), scene.text)
    return bool(
        _DENIED.search(text, start, low) or _NO_LONGER.search(scene.text, start, low) or _BASELESS.search(scene.text)
    )


def time_near(scene: Scene, low: int, high: int) -> Span | None:
    """The time told nearest to a stretch of the sentence, in its own part of it."""
    start, stop = (place + scene.clause.start for place in _part(scene, low, high))
    low, high = low + scene.clause.start, high + scene.clause.start
    here = [
        time
        for time in scene.times
        if scene.clause.start <= time.start < scene.clause.end
        and time.kind in ("day", "interval", "ago")
        and time.past is not None
        and not _RELEASED.search(scene.document.text, max(0, time.start - 30), time.start)
        and not _told_on(scene, time)
        and not _NOT_THEN.search(scene.document.text, max(0, time.start - 12), time.start)
        and not _apart(scene, time, low, high)
    ]
    inside = [time for time in here if start <= time.start < stop]
    here = inside or (here if len(here) == 1 else [])
    near = min(here, key=lambda time: max(0, time.start - high, low - time.end), default=None)
    return near.past if near else None


_OPENS = 24


def _apart(scene: Scene, time: TimeMention, low: int, high: int) -> bool:
    """Whether a comma parts `ten years ago` from what is told, so that it may be the time of another act; at the start it holds for all."""
    text = scene.document.text
    between = text[time.end : low] if time.end <= low else text[high : time.start]
    if "," not in between or time.start - scene.clause.start < _OPENS:
        return False
    return time.kind == "ago"


_NOT_THEN = re.compile(r"(?:,| and| but|\() not (?:in |on |by )?$")
"""Words before a time that is told to be wrong: `not in 1957`."""
_RELEASED = re.compile(
    r"\b(?:published|released|issued|printed|wrote|said|told \w+|says|reported|presented|announced)(?: it)?(?: on| in| last| this)?(?: the)? $"
)
"""Words before a time that is the day of telling."""


def _told_on(scene: Scene, time: TimeMention) -> bool:
    """Whether a time is a day of the week of publication: `said on Monday`."""
    day, span = scene.document.published, time.past
    return (
        day is not None
        and span is not None
        and span.first == span.last
        and abs((day - span.first).days) <= _WEEK
        and bool(_WEEKDAY.search(scene.document.text, time.start, time.end))
    )


_WEEK = 7
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
