"""Close wordings of belonging: stayed out of it, has been in it since, its membership dates from, is a member since."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.claims.near import DENIED, WISHED, time_after
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim

_NOT_ONE = re.compile(
    r"(?:,| but| and|, but)? (?:it )?(?:is |are |was |has been )?(?:still |yet )*(?:not|no|never) (?:yet |been )*(?:an? )?(?:full )?members?\b",
    re.I,
)
_STAYED = re.compile(
    r"\b(?:stay(?:s|ed)?|remain(?:s|ed)?|kept|keeps|stands?|stood) (?:out of|outside|away from)(?: of)? (?:the )?$",
    re.I,
)
_BEEN = re.compile(r"\b(?:has|have) (?:been (?:in|part of|inside)|belonged to) (?:the )?$", re.I)
_OF_DATES = re.compile(r"\bmembership (?:of|in) (?:the )?$", re.I)
_DATES = re.compile(r" (?:dates? (?:from|back to)|began in|goes back to|started in)\b")


def in_words(scene: Scene, key: str, at: int, after: int) -> Iterator[Claim]:
    """`has stayed out of NATO`, `Since 2004 Lithuania has been in NATO`, `Turkey's membership of NATO dates from 1952`."""
    behind = scene.text[max(0, at - 40) : at]
    stayed, been, dates = _STAYED.search(behind), _BEEN.search(behind), _OF_DATES.search(behind)
    match = stayed or been or (dates if dates and _DATES.match(scene.text[after : after + 24]) else None)
    outside = _NOT_ONE.match(scene.text[after : after + 60])
    if outside and match is None:
        before = [
            code for i, code in scene.named if scene.clause.tokens[i].start < scene.clause.start + at and is_state(code)
        ][-1:]
        for code in before:
            yield scene.claim(
                "membership", scene.clause.start + at, scene.clause.start + after + outside.end(), subject=code, object=key, kind="membership", status="member", modality="denied"
            )  # fmt: skip
        return
    if match is None or WISHED.search(scene.text[:at]):
        return
    start = scene.clause.start + max(0, at - 40) + match.start()
    before = [code for i, code in scene.named if scene.clause.tokens[i].start < start and is_state(code)][-1:]
    times = [
        t
        for t in scene.times
        if scene.clause.start <= t.start < scene.clause.end and t.kind in ("since", "day", "interval")
    ]
    time = times[0] if len(times) == 1 and not stayed else None
    for code in before:
        yield scene.claim(
            "membership", start, max(scene.clause.start + after, time.end if time and time.start > start else 0), subject=code, object=key, kind="membership",
            status="joined" if time else "member", time=time.past if time else None, modality="denied" if stayed else "happened",
        )  # fmt: skip


_BEING = re.compile(
    r"\b(?:is|are|was|were|has been|have been|became|become|remains?|not)\b (?:also |now |still |not |yet )*(?:a |an |the )?(?:[\w-]+ )?$",
    re.I,
)


_STATUS = frozenset({"MNNA"})
"""Groupings whose name says what a state is: a major non-NATO ally."""


def being(scene: Scene, key: str, at: int, after: int) -> Iterator[Claim]:
    """`Turkey has been a NATO member since 1952`."""
    behind, ahead = scene.text[max(0, at - 50) : at], scene.text[after : after + 12]
    match = _BEING.search(behind)
    if not match or not (key in _STATUS or re.match(r"[- ](?:member|ally)\b", ahead)) or WISHED.search(scene.text[:at]):
        return
    start = max(0, at - 50) + match.start()
    before = [
        code for i, code in scene.named if scene.clause.tokens[i].start < scene.clause.start + start and is_state(code)
    ]
    time = time_after(scene, after, forward=True)
    since = time if time and time.kind == "since" else None
    for code in before[-1:]:
        yield scene.claim(
            "membership", scene.clause.start + start, max(scene.clause.start + after + 7, since.end if since else 0), subject=code, object=key, kind="membership",
            status="joined" if since else "member", time=since.past if since else None, modality="denied" if DENIED.search(match[0]) else "happened",
        )  # fmt: skip
