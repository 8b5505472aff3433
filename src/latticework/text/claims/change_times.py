"""The two ends of a change: when it is told of, and the earlier time it is measured from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from latticework.text.amount_numbers import number
from latticework.text.claims.scene import Scene
from latticework.text.claims.years import COUNT
from latticework.text.time_span import Span, around, moved, year_span
from latticework.text.times import TimeMention

_FROM = re.compile(
    r"(?:\bas(?: (?:it|they|he|she))?(?: (?:did|was|were|had|spent|paid|had been))? (?:in|for|during)|\b(?:did|had been|was|were) (?:back )?in|\bthan(?: (?:it|they))?(?: (?:was|were|had been|did|spent|in|for|during|that of|those of|at))*|\b(?:up|down|part|percent|cent|%|third|quarter|half|fifth|tenth) (?:on|from|over|against|compared (?:with|to))|\bthat of|\b(?:than|as|to|of|times|twice|double|half|triple|thrice|above|below|over|against|on|from|with|cent|%) that (?:in|for|from)|\b(?:those|what (?:\w+ ){0,3}?(?:was|were|had|spent|paid|did|got|stood|cost|lay)(?: \w+){0,2}|the (?:figure|level|sum|total)|levels?|figures?|(?:its|their) (?:size|strength|number|total|peak|budget|spending|outlay|arsenal|stockpile)s?) (?:of|in|for|from)|\b(?:compared (?:with|to)|relative to|set against|against|measured against|over|on|from) (?:the (?:level|figure|sum) (?:of|in) )?|\b(?:since|after|than at|from|below|above)\b [^.;,]{0,40}\b(?:in|of)|\bafter) ?$",
    re.I,
)
"""What stands before the earlier time of a change."""
_YEAR_BEFORE = re.compile(
    r"\b(?:than|on|over|from|against|compared (?:with|to)|that of|of)(?: (?:in|for))? (?:the|a) (?:year (?:before|earlier)|previous (?:year|one)|preceding (?:year|one)|last one|one before|prior year|year-earlier)|\byear[- ]on[- ]year\b|\bthan the (?:last|previous) one\b",
    re.I,
)
_RUN_TO = re.compile(
    rf"\b(?:in|over|during|for|of) the (?P<n>{COUNT}|\w+)? ?(?P<unit>years?|decade) (?:to|until|up to|ending(?: in)?|before|through) (?P<y>(?:19|20)\d\d)\b",
    re.I,
)
_BACK = re.compile(
    rf"\b(?:in|over|within|during|inside|across|through|for) (?:(?:just|only|barely|under|less than|little more than|about|some|the (?:past|last|previous|space of|course of)|the|a space of) )*(?P<n>an?|{COUNT})? ?(?P<unit>years?|decades?|months|twelvemonth|quarter of a century)\b(?! (?:to|until|up to|ending|from|before|after|time|of)\b)(?!['’]| time)",
    re.I,
)
_OPENS = re.compile(r"\W*(?:[Ii]n|[Oo]n|[Bb]y|[Aa]s of|[Dd]uring)?(?: the)? ?")
"""What may stand before a time that opens a sentence and holds for all of it."""
_VERSUS = re.compile(r"^[^.;]{0,24}(?:\bvs\b|\bversus\b|->|→|>)[^.;]{0,24}$", re.I)
"""What stands between two years held side by side: `2014 vs 2024`."""
_PARTS = re.compile(r"[;:]| but | while | whereas ")


def ends(scene: Scene, low: int, high: int, others: Sequence[tuple[int, int]] = ()) -> tuple[Span | None, Span | None]:
    """Give the time and the earlier end of a change whose words stand at `low` to `high` of the sentence.

    A time on the far side of another change is that one's: `rose by a tenth in 2024 and has doubled since 2019`.
    """
    here = _near(scene, low, high, others)
    run = _RUN_TO.search(scene.text)
    if run and run.start() <= high + 60:
        count = 10 if run["unit"].lower() == "decade" else _count(run["n"]) or 1
        return year_span(int(run["y"]), int(run["y"])), year_span(int(run["y"]) - count, int(run["y"]) - count)
    long = [
        time
        for time in here
        if time.past and time.kind == "interval" and time.past.last.year > time.past.first.year and time.unit is None
    ]
    if len(long) == 1:
        span = long[0].past
        assert span is not None
        return year_span(span.last.year, span.last.year), year_span(span.first.year, span.first.year)
    if len(long) > 1:
        first, last = sorted((time.past for time in long[:2] if time.past), key=lambda span: span.first)
        return year_span(last.last.year, last.last.year), year_span(first.first.year, first.first.year)
    pair = sorted((time for time in here if time.past and time.kind == "interval"), key=lambda time: time.start)[:2]
    if len(pair) > 1 and _VERSUS.match(scene.document.text[pair[0].end : pair[1].start]):
        first, last = sorted((time.past for time in pair if time.past), key=lambda span: span.first)
        return last, first
    since = next((time.past for time in here if time.kind == "since" and time.past), None)
    earlier = [
        time
        for time in here
        if time.past
        and time.kind in ("day", "interval", "ago")
        and _FROM.search(scene.text, 0, time.start - scene.clause.start)
    ]
    when = next(
        (
            time.past
            for time in here
            if time.past and time.kind in ("day", "interval") and time not in earlier and time.unit is None
        ),
        None,
    )
    if when is None and (since or earlier):
        when = next((time.past for time in here if time.past and time.kind == "deadline" and time not in earlier), None)
    if since is None and earlier:
        since = earlier[0].past
        if since and since.last.year > since.first.year:
            since = year_span(since.first.year, since.first.year)
    if when and when.last.year > when.first.year:
        when = year_span(when.last.year, when.last.year)
    if since is None and when and _YEAR_BEFORE.search(scene.text):
        since = year_span(when.last.year - 1, when.last.year - 1)
    if since is None and when is None:
        return _looking_back(scene)
    return when, since


def _near(scene: Scene, low: int, high: int, others: Sequence[tuple[int, int]]) -> list[TimeMention]:
    """The times of the sentence, those of the change's own part and nearest to it first."""
    base, text = scene.clause.start, scene.text

    def far(time: TimeMention) -> tuple[bool, bool, int]:
        start, end = time.start - base, time.end - base
        gap = max(0, start - high, low - end)
        between = text[high:start] if start > high else text[end:low]
        aside = "," in between and not _OPENS.fullmatch(text[: max(0, start)])
        return bool(_PARTS.search(between)), aside, gap

    here = [
        time
        for time in scene.times
        if base <= time.start < scene.clause.end
        and not any(
            (high <= first and last <= time.start - base) or (time.end - base <= first and last <= low)
            for first, last in others
        )
    ]
    return sorted(here, key=far)


def _count(words: str | None) -> int:
    if not words or words.lower() in ("a", "an"):
        return 1 if words else 0
    try:
        return int(number(words))
    except (KeyError, ValueError):
        return 0


def _looking_back(scene: Scene) -> tuple[Span | None, Span | None]:
    """A length of time that ends on the day of the text: `in a decade`, `over twelve months`."""
    said, match = scene.document.published, _BACK.search(scene.text)
    if said is None or match is None:
        return None, None
    count, unit = _count(match["n"]) or 1, match["unit"].lower().removesuffix("s")
    count, unit = {"twelvemonth": (1, "year"), "quarter of a century": (25, "year")}.get(unit, (count, unit))
    start = moved(said, -count, unit)
    if start is None:
        return None, None
    short = unit == "month" or (unit == "year" and count == 1)
    return (_month(said) if short else None), (_month(start) if short else around(start, "year"))


def _month(day: date) -> Span | None:
    return around(day, "month")
