"""Several steps of one agreement in one sentence, each with its own time: `signed in May 2022, ratified a year later`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from latticework.model.state import is_state
from latticework.text.claims.force import denied
from latticework.text.claims.parties import place_only
from latticework.text.claims.phrases import first
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.times import TimeMention

_CUT = re.compile(r"[,;:()–—]| (?:and|but|then|though|although|while|which|that|before|after)\b")
_SURE = re.compile(
    r"sign|ink|initial|conclud|ratif|force|effect|approv|consent|assent|endorse|adopt|backed|expir|lapse|terminat|abrogat|denounc|scrap|ended|suspend|frozen|froze|withdr",
    re.I,
)
"""Words that tell a step by themselves, whatever stands beside them."""
_COMING = re.compile(
    r"\b(?:will|would|due to|expected|hopes?|plans?|planned|set to|about to|if|could|might|to be|is to|are to|should)\b",
    re.I,
)
_DATED = frozenset({"signed", "ratified", "in_force", "ended", "suspended"})
_KINDS = ("day", "interval", "ago")


@dataclass(frozen=True)
class _Stage:
    """A step with its time, as characters of the sentence."""

    status: str
    start: int
    end: int
    time: TimeMention


def staged(scene: Scene, told: list[Claim]) -> list[Claim]:
    """Give the claims on an agreement with one claim for each step that a sentence tells with a time of its own."""
    if not told or any(claim.negated for claim in told) or len({claim.parties for claim in told}) != 1:
        return told
    stages = list(_stages(scene, told[0].parties))
    if len({stage.status for stage in stages}) < _SEVERAL:
        return _of_other_step(scene, told, stages)
    base, own = told[0], {stage.status: stage for stage in reversed(stages)}
    made = [_as_claim(base, scene, stage) for stage in own.values()]
    return [*made, *(claim for claim in told if claim.status not in own)]


_SEVERAL = 2


def _of_other_step(scene: Scene, told: list[Claim], stages: list[_Stage]) -> list[Claim]:
    """Take the time from a step where it stands, behind a comma, on another: `ratified in 2014, it is now in force`."""
    if len(told) != 1 or not stages or told[0].status == stages[0].status or told[0].time != stages[0].time.past:
        return told
    base, stage = told[0], stages[0]
    word, step = base.detail.get("word", ""), first("claim_steps.csv", "status", scene.text)
    at = scene.text.lower().find(word) if word else step[1] if step and step[0] == base.status else -1
    if at < 0 or "," not in scene.text[min(at, stage.end) : max(at, stage.start)]:
        return told
    return [_as_claim(base, scene, stage), replace(base, type="status", time=None)]


def _as_claim(base: Claim, scene: Scene, stage: _Stage) -> Claim:
    start = min(scene.clause.start + stage.start, stage.time.start)
    end = max(scene.clause.start + stage.end, stage.time.end)
    start = base.start if base.start < end else start
    return replace(
        base, type="agreement", status=stage.status, time=stage.time.past, words=scene.document.quote(start, end), start=start, end=end,
        detail={**base.detail, "word": scene.text[stage.start : stage.end].lower(), "year": ""},
    )  # fmt: skip


def _stages(scene: Scene, parties: tuple[str, ...]) -> Iterator[_Stage]:
    """The steps of a sentence that have one time each in their own stretch of it, and name no other state."""
    text, said = scene.text, scene.document.published
    cuts = [0, *(match.start() for match in _CUT.finditer(text)), len(text)]
    for low, high in pairwise(cuts):
        part = text[low:high]
        step = first("claim_steps.csv", "status", part)
        if step is None or step[0] not in _DATED or not _SURE.search(part[step[1] : step[2]]) or _COMING.search(part):
            continue
        here = [
            time
            for time in scene.times
            if low <= time.start - scene.clause.start < high and time.kind in _KINDS and time.past is not None
            and (said is None or time.past.first <= said)
        ]  # fmt: skip
        if len(here) == 1 and not denied(part) and not _others(scene, low, high, parties):
            yield _Stage(step[0], low + step[1], low + step[2], here[0])


def _others(scene: Scene, low: int, high: int, parties: tuple[str, ...]) -> bool:
    """Whether a stretch names a state that is no party of the agreement."""
    clause = scene.clause
    return any(
        code not in parties and not (code == "RUS" and "SUN" in parties)
        for hit in clause.hits
        if low <= clause.tokens[hit.start].start - clause.start < high and not place_only(scene, hit)
        for code in hit.name.codes
        if is_state(code)
    )
