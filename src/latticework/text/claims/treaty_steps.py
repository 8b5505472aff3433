"""Claims on the steps of states towards a multilateral treaty: signed, ratified, bound by it, no longer bound by it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.claims.belonging import text_between
from latticework.text.claims.club_words import itself, mention_of_step, wished
from latticework.text.claims.phrases import joined
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.slots import Named, asked, parts, states_in
from latticework.text.claims.treaty_names import treaties_in

TABLE = "claim_treaty_steps.csv"
STEPS = ("unratified", "unsigned", "suspended", "ended", "joined", "party", "ratified", "signed")
"""The steps as they are looked for: what undoes a step before the step, the closer before the looser."""
_NO = re.compile(
    r"(?:\b(?:not|never|neither|nor|no|none|without|yet to|refus\w+ to|declin\w+ to|fail\w* to)\b|n['’]t\b)[^,;]{0,60}?$",
    re.I,
)
_BUT_NOT = re.compile(r"\bbut (?:has |have |had |did )?(?:not|never)(?: yet| ever)? $", re.I)
_COME = re.compile(r"\b(?:talks?|negotiat\w+|demand\w*|urg\w+|call\w* (?:on|for)|debat\w+|vot\w+|bill|draft)\b", re.I)
_RUN = re.compile(r"(?:['’]s)?(?:,| and| as well as| the| plus| both| or| nor| neither|\s)*")
_ASIDE = re.compile(
    r"\b(?:unlike|like|besides|alongside|with|apart from|except|than|against|to|for|from|in|at|near) (?:the |neighbou?ring )?$",
    re.I,
)
"""Words before a state that stands beside the one whose step is told."""
_OTHER = re.compile(r"\b(?:with|in|at|under|on|for|by|after|before|during|about|against|from)\b", re.I)
"""Between a step and a treaty: the treaty is not what was signed."""
_ONCE = re.compile(r"\b(?:was|were|had been|used to be)(?: \w+)? $", re.I)
_BY = re.compile(r"\bby (?:the )?$", re.I)
_PAST_STEP = re.compile(
    r"(?:\brefus\w+|\bdeclin\w+|\bfail\w*|\bhas|\bhave|\bhad|\byet|\bnever|\bnot|\bdid|n['’]t|\bis|\bare|\bwas|\bwere|\bbeen)\b",
    re.I,
)
_SAME = re.compile(
    r"[,;]? ?(?:but|although|though|while|whereas)?(?: (?:has|have|had|did|is|are|was|were|not|never|yet|still|later|then|to|ever|also))* "
)
"""The start of a part of a sentence that has no subject of its own."""
_BARE = frozenset({"sign", "ratify", "unsign", "adhere to", "remain in"})
"""Forms of verbs that tell a step only behind a helping word: `did not sign`, `has yet to ratify`."""
_CLOSE = 12
"""Characters within which a time belongs to the words of the step."""
_AGAIN = re.compile(r" (?:it|them|that treaty|the (?:treaty|convention|pact|accord|text|statute))\b")
_FAR = 70
"""Characters within which the treaty stands behind its step."""


def treaty_steps(scene: Scene) -> Iterator[Claim]:
    """Read who signed, ratified, is or is no longer bound by a treaty; several states of one sentence make one claim."""
    named = [one for one in treaties_in(scene) if one.sort == "again" or itself(scene, one.start, one.end)]
    if not named or asked(scene):
        return
    for low, high in parts(scene):
        taken: list[tuple[int, int]] = []
        for status in STEPS:
            for cue in joined(TABLE, "status", status).finditer(scene.text, low, high):
                if any(cue.start() < end and start < cue.end() for start, end in taken):
                    continue
                treaty = _of_step(scene, named, cue)
                claim = _claim(scene, status, cue, treaty, low, high) if treaty else None
                if claim is not None:
                    taken.append(cue.span())
                    yield claim


def _of_step(scene: Scene, named: list[Named], cue: re.Match[str]) -> Named | None:
    """The treaty of a step: the first behind it, else the last before it, where the step is told in the passive."""
    behind = [one for one in named if 0 <= one.start - cue.end() <= _FAR]
    between = scene.text[cue.end() : behind[0].start] if behind else ""
    if behind and ";" not in between and not _OTHER.search(between.removeprefix(" on to")):
        return behind[0]
    if _AGAIN.match(scene.text[cue.end() :]):
        return next((one for one in reversed(named) if one.end <= cue.start()), None)
    before = [one for one in named if one.end <= cue.start() <= one.end + _FAR]
    passive = re.search(r"\b(?:is|are|was|were|been|be)(?: \w+){0,2} $", scene.text[: cue.start()])
    return before[-1] if before and (passive or re.match(r" by\b", scene.text[cue.end() :])) else None


def _claim(scene: Scene, status: str, cue: re.Match[str], treaty: Named, low: int, high: int) -> Claim | None:
    text = scene.text
    if wished(text, *cue.span()) and not _NO.search(text[low : cue.start()]):
        return None
    if cue[0].lower() in _BARE and not _PAST_STEP.search(text[max(low, cue.start() - 30) : cue.start()]):
        return None
    if _COME.search(text[max(low, cue.start() - 40) : cue.start()]):
        return None
    codes = _states(scene, cue, treaty, low, high)
    if not codes:
        return None
    denied = bool(_BUT_NOT.search(text[: cue.start()]) or _NO.search(text[low : cue.start()])) and status != "ended"
    start, end = min(cue.start(), treaty.start), max(cue.end(), treaty.end)
    told_at = None if denied else mention_of_step(scene, start, end)
    time = told_at.past if told_at else None
    if told_at and time and 0 <= told_at.start - scene.clause.start - end < _CLOSE:
        end = told_at.end - scene.clause.start
    told, modality = (
        ("not_signed", "happened") if denied and status == "signed" else (status, "denied" if denied else "happened")
    )
    if told == "party" and told_at is not None and told_at.kind == "since":
        told = "joined"  # a party since 1997
    once = {"once": "yes"} if status == "party" and _ONCE.search(text[: cue.start()]) else {}
    who = [one for one in states_in(scene, low, start) if one.code in codes]
    return scene.claim(
        "agreement" if time and told in ("signed", "ratified", "joined") else "status", scene.clause.start + min((one.start for one in who), default=start),
        scene.clause.start + end, subject=codes[0], object=treaty.code, parties=tuple(codes), kind="treaty", status=told, time=time, modality=modality,
        detail={"word": cue[0].lower(), **once},
    )  # fmt: skip


def _states(scene: Scene, cue: re.Match[str], treaty: Named, low: int, high: int) -> list[str]:
    """Whose step it is: the last states named before it, those behind `by`, or whom the text spoke of."""
    named = [
        one
        for one in states_in(scene, low, high)
        if not treaty.start <= one.start < treaty.end and not _ASIDE.search(scene.text[: one.start])
    ]
    after = [one for one in named if one.start >= cue.end() and _BY.search(scene.text[: one.start])]
    if treaty.end <= cue.start() and after:
        return _codes(_run(scene, named[named.index(after[0]) :], ahead=True))
    before = [one for one in named if one.end <= cue.start() and one.sort != "place"]
    if before:
        return _codes(_run(scene, before, ahead=False))
    if after:
        return _codes(after[:1])
    if low and _SAME.fullmatch(scene.text[low : cue.start()]):  # has signed it, but never ratified it
        return _codes(_run(scene, [one for one in states_in(scene, 0, low) if one.sort != "place"], ahead=False))
    known = [code for code in scene.memory.subject if is_state(code)]
    return known[:1] if re.search(r"\b(?:it|they|he|she|we)\b", scene.text[low : cue.start()], re.I) else []


def _run(scene: Scene, named: list[Named], *, ahead: bool) -> list[Named]:
    """The states joined by commas and `and`: the first of them looking ahead, else the last."""
    out = named[:1] if ahead else named[-1:]
    for one in named[1:] if ahead else reversed(named[:-1]):
        first, second = (out[-1], one) if ahead else (one, out[0])
        if not _RUN.fullmatch(text_between(scene, first, second)):
            break
        out = [*out, one] if ahead else [one, *out]
    return out


def _codes(named: list[Named]) -> list[str]:
    return list(dict.fromkeys(one.code for one in named))
