"""Words round a grouping that say whether belonging to it is told: its doings are not itself, a wish is no step, a refusal is a denial."""

from __future__ import annotations

import re
from functools import cache

from latticework.text.claims.scene import Scene
from latticework.text.claims.slots import telling
from latticework.text.claims.told import time_near
from latticework.text.time_span import Span
from latticework.text.times import TimeMention

_CUT = re.compile(r"[,;:()]| [–—-] |\b(?:but|and)\b")
_IF = re.compile(
    r"\b(?:if|unless|whether|should|would|could|might|may|will|once it|until it|suppose|were \w+ to)\b", re.I
)
_INVERTED = re.compile(r"^[\"“]?(?:had|were|should) .*\b(?:would|could|might)\b", re.I)
_NOT_OPEN = re.compile(r"\b(?:last|this) May\b|\b(?:in|since|of|early|late|until) May\b|\bMay \d|\d May\b|\bwhen\b")
_SURE = re.compile(r"\b(?:would|will) (?:not|never)\b|\b(?:wo|would)n['’]t\b", re.I)
"""A refusal told of the time to come: it did not join."""
_TO = re.compile(r"\bto $", re.I)
_AT_SUMMIT = re.compile(r"\b(?:at|during|after|since) (?:the|a|its|this|last|\w+['’]s) (?:[\w-]+ )?summit\b", re.I)
"""When or where it was done, and not a gathering that is joined."""
IN_ORDER = re.compile(
    r"\b(?:is|was|were|became|among|one of) (?:the )?(?:first|last|latest|newest|only|\w+(?:st|nd|rd|th)) (?:[\w'’-]+ ){1,4}to $",
    re.I,
)
"""What was done told by its order: `was among the first states to enter`."""
_BARE = re.compile(
    r"(?:join|enter|leave|quit|exit|accede|withdraw|rejoin|readmit|admit|sign up|belong|withdrawal)\w*", re.I
)
_DOING_WITH = re.compile(r" in (?:[a-z]+ly )?[a-z]+ing\b")
_OF = r" (?:of|with|at|for|between|among|in|by|to|from)(?: (?:[\w'’-]+)){0,3}? ?(?:the |its |other |all )*$"


@cache
def _doings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The doings, rooms and people of a grouping: behind its name, and before it with `of` or `at`."""
    words = telling("member doing").pattern
    behind = re.compile(rf"(?:['’]s|s['’])?(?:-\w+)?[ -](?:(?!at\b)[\w'’-]+ ){{0,2}}?(?:{words})", re.I)
    return behind, re.compile(rf"(?:{words}){_OF}", re.I)


def itself(scene: Scene, start: int, end: int) -> bool:
    """Whether a name stands for the grouping itself, not for one of its meetings, rooms, missions or people."""
    behind, before = _doings()
    text = scene.text
    if behind.match(text[end : end + 60]) or _DOING_WITH.match(text[end : end + 24]):
        return False
    return not before.search(text[max(0, start - 60) : start])


def so_left(text: str, verb: str, end: int) -> bool:
    """Whether what follows says in which state the grouping was left: `left the EU divided`.

    >>> so_left("left NATO divided over it", "left", 9), so_left("left NATO in 1966", "left", 9)
    (True, False)
    """
    behind = re.compile(rf" (?:[a-z]+ly |more |deeply )?(?:{telling('member so').pattern})", re.I)
    return bool(_LEAVE.match(verb) and behind.match(text[end:]))


_LEAVE = re.compile(r"lea(?:ve|ves|ving)\b|left\b", re.I)


def others(text: str, low: int, word: str) -> bool:
    """Whether `members` are some of the grouping, told of as doing something: `recognised by most members of the EU`.

    >>> others("is recognised by most members of the EU", 22, "members of"), others("are members of the EU", 4, "members of")
    (True, False)
    """
    return word.strip().lower().startswith("members") and bool(_SOME.search(text[:low]))


_SOME = re.compile(
    r"\b(?:by|with|from|to|against|for|between|most|all|some|many|several|few|other|fellow|half|two|three|four|five|six|\d+|of)(?: the| its| other)? ?$",
    re.I,
)


def plain(text: str) -> str:
    """The text with the phrases blanked that only look like joining or leaving: `joined forces with`, `left no doubt`."""
    text = telling("member unlike").sub(lambda found: "#" * len(found[0]), text)
    return _WING.sub(lambda found: "#" * len(found[0]), text)


_WING = re.compile(r"(?<=['’]s )left\b", re.I)
"""The left of a country is no leaving."""


def apart(text: str, cue: re.Match[str], group: tuple[int, int], *, named_before: bool) -> bool:
    """Whether a bare verb of leaving or joining has another object than the grouping: `left the decision to the EU`, `the EU left it no choice`."""
    if not _BARE_VERB.fullmatch(cue[0]):
        return False
    if group[1] <= cue.start():
        return not named_before
    return stray(cue[0], text[cue.end() : group[0]])


def stray(verb: str, between: str) -> bool:
    """Whether between a word of leaving and the grouping stands another object: `left the decision to the EU`.

    >>> stray("left", " the decision to the "), stray("left", " the ")
    (True, False)
    """
    return bool(_LEAVE.fullmatch(verb) and _PREPOSITION.search(between))


_BARE_VERB = re.compile(r"left|leaves?|leaving|quits?|joined|joins?|enter(?:ed|s)|exit(?:ed|s)|abandoned", re.I)
_PREPOSITION = re.compile(r"\b(?:to|in|with|for|at|by|on|behind|about)\b", re.I)


def segment(text: str, low: int, high: int) -> tuple[int, int]:
    """The stretch between the commas and turns round two characters."""
    start = max((m.end() for m in _CUT.finditer(text, 0, low)), default=0)
    stop = _CUT.search(text, high)
    return start, stop.start() if stop else len(text)


def wished(text: str, low: int, high: int) -> bool:
    """Whether what stands round a word of joining or leaving makes it a wish, a forecast, a condition or other business."""
    start, stop = segment(text, low, high)
    words = _AT_SUMMIT.sub("", _NOT_OPEN.sub("", _SURE.sub("not", text[start:stop])))
    if (
        _INVERTED.search(text)
        or telling("member open").search(words)
        or _IF.search(_NOT_OPEN.sub("", _SURE.sub("not", text[:high])))
    ):
        return True
    bare = _TO.search(text[:low]) and _BARE.match(text[low:high]) and not IN_ORDER.search(text[:low])
    return bool(bare) and not refused(text, low)


def not_done(text: str, low: int) -> bool:
    """Whether a word of leaving is denied by the words right before it: `did not leave`, `has never quit`."""
    return bool(_NOT_DONE.search(text[:low]))


_NOT_DONE = re.compile(r"\b(?:not|never|refus\w+ to|declin\w+ to|without|n['’]t)(?: \w+ly)? $", re.I)


def refused(text: str, low: int) -> bool:
    """Whether the words just before a word of joining say that it was refused or did not come."""
    start, _ = segment(text, low, low)
    return bool(telling("member no").search(text[start:low]))


def time_of_step(scene: Scene, low: int, high: int) -> Span | None:
    """The span of the time told with a step."""
    best = mention_of_step(scene, low, high)
    return best.past if best else None


def mention_of_step(scene: Scene, low: int, high: int) -> TimeMention | None:
    """The time told in the stretch of a step, else the one nearest behind it and before the next turn of the sentence."""
    base, text = scene.clause.start, scene.text
    start, stop = segment(text, low, high)
    here = [
        t
        for t in scene.times
        if base <= t.start < scene.clause.end
        and t.kind in ("day", "interval", "ago", "since")
        and t.past is not None
        and not _BY.search(scene.document.text, max(0, t.start - 5), t.start)
    ]
    inside = [t for t in here if base + start <= t.start < base + stop]
    near = inside or [t for t in here if 0 <= t.start - base - high < _BEHIND and t.start >= base + high]
    if not near:
        told = time_near(scene, low, high)
        near = [t for t in here if t.past == told]
    return min(near, key=lambda t: max(t.start - base - high, base + low - t.end, 0), default=None)


_BEHIND = 40
_BY = re.compile(r"\b(?:by|ago) $")
"""Before a time: a deadline, or the day of telling in `six years ago today`."""
