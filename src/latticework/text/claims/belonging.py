"""Membership told in any order: a grouping, a word that tells joining, leaving, applying or belonging, and the states beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from latticework.model.grouping import groupings
from latticework.model.state import is_state
from latticework.text.claims.near import DENIED, WISHED, time_after
from latticework.text.claims.phrases import pattern
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.slots import Named, asked, parts, states_in, telling, told_time
from latticework.text.lists import table

_STEPS = ("chair", "applied", "left", "joined", "member")
_NO = re.compile(r"\b(?:not|never|neither|nor|no|without|outside)\b|n['’]t\b", re.I)
_AT = re.compile(r"\b(?:at|in|from|near|by) (?:the )?$", re.I)
_TOLD = re.compile(
    r"[,\"”] (?:an? |the |its |his )?(?:[\w'’.-]+ ){0,5}?(?:says?|said|remarked|announced|announces|noted|added|told|wrote|writes|reports?|reported|hears)\b[^,]*$"
)
_AGAIN = re.compile(r"\bthe (?:alliance|bloc|union|club|organi[sz]ation|pact|treaty|group|grouping|block)\b", re.I)
_RULED = re.compile(r"\bintegrated (?:military )?(?:command|structure)|\bcommand structure\b", re.I)
_REFUSED = re.compile(r"\b(?:would|will) not\b|\b(?:wo|would)n['’]t\b", re.I)
_FAR = 70


def belonging(scene: Scene) -> Iterator[Claim]:
    """Read who joined, left, applied to, heads or belongs to a grouping, where no closer wording is known."""
    groups = _groups(scene)
    if not groups or asked(scene) or _RULED.search(scene.text):
        return
    told = _TOLD.search(scene.text)
    until = told.start() if told else len(scene.text)
    for low, high in parts(scene):
        high = min(high, until)
        here = [one for one in groups if low <= one.start < high] or (groups if len(groups) == 1 else [])
        part = scene.text[low:high]
        if not here or telling("member open").search(_REFUSED.sub("not", part)):
            continue
        for step in _STEPS:
            cue = telling(f"member {step}").search(part)
            if cue is None:
                continue
            key = min(here, key=lambda one: abs(one.start - low - cue.start()))
            if abs(key.start - low - cue.start()) > _FAR and abs(key.end - low - cue.start()) > _FAR:
                continue
            yield from _claims(scene, step, key, cue, low, high)
            return


def _claims(scene: Scene, step: str, group: Named, cue: re.Match[str], low: int, high: int) -> Iterator[Claim]:
    start, end = low + cue.start(), low + cue.end()
    named = [
        one
        for one in states_in(scene, low, high)
        if not (one.start >= group.start and one.end <= group.end)
        and not (
            one.sort in ("capital", "place", *(() if step == "chair" else ("adjective",)))
            and _AT.search(scene.text[: one.start])
        )
    ]
    before, after = [one for one in named if one.start < start], [one for one in named if one.start >= end]
    inside = [one for one in named if start <= one.start < end]
    taking = bool(telling("member taking").match(cue[0]))
    if taking:  # NATO welcomed Sweden; Poland welcomed Sweden into NATO
        who = (after or inside or before) if group.start <= start else (inside or after)
    else:
        who = before or inside or after
    if not before and not inside and len({one.code for one in after}) > 1 and not taking:
        return
    codes = (
        list(dict.fromkeys(one.code for one in who)) or [code for code in scene.memory.subject if is_state(code)][:1]
    )
    if re.search(r"\b(?:and we|we and)\b", scene.text[low:start]) and len({c.code for c in states_in(scene)}) > 1:
        codes += [one.code for one in states_in(scene, high) if one.code not in codes][:1]
    denied = bool(_NO.search(scene.text[low:end])) and step in ("joined", "member", "chair")
    time = (
        told_time(scene, low, high)
        or told_time(scene, low, len(scene.text))
        or told_time(scene, 0, len(scene.text), ("since", "deadline"))
    )
    status = (
        "joined" if step == "member" and time is not None and told_time(scene, 0, len(scene.text), ("since",)) else step
    )
    for code in codes if len(codes) <= _MANY else ():
        yield scene.claim(
            "role" if step == "chair" else "membership", scene.clause.start + min(start, group.start), scene.clause.start + max(end, group.end), subject=code, object=group.code,
            kind="grouping_role" if step == "chair" else "membership", status=status, parties=(code, *(other for other in codes if other != code), group.code) if len(codes) > 1 or step == "applied" else (), time=time,
            modality="denied" if denied else "happened",
        )  # fmt: skip


_MANY = 6


def _groups(scene: Scene) -> list[Named]:
    """The groupings and treaties named, by name or by-name; `the alliance` is the one of the text."""
    out = []
    for i, key in scene.named:
        hit = scene.clause.hit_at[i]
        if not is_state(key) and hit.name.sort == "grouping" and scene.clause.form(i) != "Brussels":
            out.append(
                Named(
                    scene.clause.tokens[hit.start].start - scene.clause.start,
                    scene.clause.tokens[hit.end - 1].end - scene.clause.start,
                    key,
                    "grouping",
                )
            )
    for found, key in _clubs():
        match = found.search(scene.text)
        if match:
            out = [one for one in out if not match.start() <= one.start < match.end()] + [
                Named(*match.span(), key, "club")
            ]
    keys = (
        list(dict.fromkeys(one.code for one in out))
        or [code for code in reversed(scene.memory.recent) if code in groupings()][:1]
    )
    again = _AGAIN.search(scene.text)
    if again and len(keys) == 1:
        out.append(Named(*again.span(), keys[0], "again"))
    return out


@cache
def _clubs() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((pattern(row["phrase"]), row["key"]) for row in table("claim_clubs.csv"))


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
