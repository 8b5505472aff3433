"""Claims that an act is the first, or the first since another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.text.claim_scene import Scene
from latticework.text.claim_shapes import Claim

_FIRST = re.compile(
    r"\b(?:for the |the |its |their |a )?first(?: ever|-ever)?\b(?P<what>[^.;:]{0,60}?)(?: (?:since|in) (?:the )?(?P<since>[^.;,]{3,40}))?(?=[.;,]|$| and | that | when | as )",
    re.I,
)
_SINCE = re.compile(
    r"\bfirst\b[^.;:]{0,70}?\bsince\b|\bfirst\b[^.;:]{0,50}?\bin (?:more than |nearly |almost |over |about )?(?:\w+ )?(?:years|decades|months)\b|\bfor the first time\b|\bfirst[- ]ever\b",
    re.I,
)
_RECORD = re.compile(r"\b(?:largest|biggest|most|highest|longest|worst|deadliest)\b[^.;:]{0,60}?\bsince\b", re.I)
KINDS = (
    ("overflight", re.compile(r"\b(?:over(?:fl[ye]\w*|flight)|over (?:its territory|the country|the archipelago)\b)", re.I)),
    ("nuclear_test", re.compile(r"\bnuclear (?:weapons? )?(?:test|device|explosion)", re.I)),
    ("missile_test", re.compile(r"\b(?:missile|ICBM|rocket|projectile)s?\b", re.I)),
)  # fmt: skip
"""The kinds of events for which "first since" can be computed, by the words that tell them; the first that fits is taken."""
_CLASS = (("intercontinental_ballistic_missile", re.compile(r"\bICBM|intercontinental", re.I)),)


_DIRECTIONS = frozenset(
    {"northern", "southern", "eastern", "western", "northeastern", "northwestern", "southeastern", "southwestern"}
)


def _flown_over(scene: Scene) -> str:
    """The state or place a missile is told to have flown over, by the words `over X`; empty when none is."""
    clause = scene.clause
    for hit in clause.hits:
        before = hit.start - 1
        while before > 0 and clause.form(before).lower() in _DIRECTIONS:
            before -= 1
        if before > 0 and clause.form(before).lower() == "over":
            return hit.name.codes[0]
    return ""


def firsts(scene: Scene) -> Iterator[Claim]:
    """Read that something happened for the first time, or for the first time since."""
    for match in (*_SINCE.finditer(scene.text), *_RECORD.finditer(scene.text)):
        start = scene.clause.start + match.start()
        since = next(
            (
                t
                for t in scene.times
                if start <= t.start < scene.clause.end and t.kind in ("since", "duration", "interval", "day", "ago")
            ),
            None,
        )
        end = max(
            scene.clause.start + match.end(),
            since.end if since and since.start < scene.clause.start + match.end() + 30 else 0,
        )
        record = bool(_RECORD.fullmatch(match[0]))
        kind = next((name for name, pattern in KINDS if pattern.search(scene.text)), "")
        at = scene.token(start)
        subject = scene.subject(scene.verb(at))
        over = _flown_over(scene)
        if kind == "missile_test" and over:
            kind = "overflight"
        if over and (subject == over or subject not in scene.states):
            subject = next((code for code in scene.states if code != over), subject)
        parts = [over] if over else [code for code in scene.states if code != subject]
        told = [
            t
            for t in scene.times
            if scene.clause.start <= t.start < scene.clause.end and t.kind in ("day", "interval") and t is not since
        ]
        when = min(told, key=lambda t: abs(t.start - start), default=None)
        counted = f"{since.count:g} {since.unit}" if since and since.count and since.kind == "duration" else ""
        yield scene.claim(
            "first_since", start, end, subject=subject, object=parts[0] if parts else "", kind="" if record else kind, measure="record" if record else "first",
            time=when.past if when else None, since=since.past if since and not counted else None,
            detail={"within": counted, "class": next((name for name, pattern in _CLASS if pattern.search(scene.text)), "")},
        )  # fmt: skip
