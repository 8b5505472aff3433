"""Membership told in any order: a grouping, a word that tells joining, leaving, applying or belonging, and the states beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.claims.club_words import (
    IN_ORDER,
    apart,
    itself,
    not_done,
    others,
    plain,
    refused,
    segment,
    so_left,
    time_of_step,
    wished,
)
from latticework.text.claims.clubs import groups_in
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.slots import Named, asked, parts, states_in, telling, told_time

_STEPS = ("chair", "applied", "left", "joined", "member")
_NO = re.compile(r"\b(?:not|never|neither|nor|no|without|outside)\b|n['’]t\b", re.I)
_AT = re.compile(r"\b(?:at|in|from|near|by) (?:the )?$", re.I)
_TOLD = re.compile(
    r"[,\"”] (?:an? |the |its |his )?(?:[\w'’.-]+ ){0,5}?(?:says?|said|remarked|announced|announces|noted|added|told|wrote|writes|reports?|reported|hears)\b[^,]*$"
)
_RULED = re.compile(r"\bintegrated (?:military )?(?:command|structure)|\bcommand structure\b", re.I)
_FAR = 70


def belonging(scene: Scene) -> Iterator[Claim]:
    """Read who joined, left, applied to, heads or belongs to a grouping, where no closer wording is known."""
    groups = [one for one in groups_in(scene) if _meant(scene, one) or telling("member chair").search(scene.text)]
    if not groups or asked(scene) or _RULED.search(scene.text):
        return
    text = plain(scene.text)
    told = _TOLD.search(text)
    until = told.start() if told and any(one.start < told.start() for one in groups) else len(text)
    if told and any(one.start > told.start() for one in groups):
        until = len(text)
    for low, high in parts(scene):
        high = min(high, until)
        here = [one for one in groups if low <= one.start < high] or (groups if len(groups) == 1 else [])
        done: set[str] = set()
        for step in _STEPS if here else ():
            for cue in telling(f"member {step}").finditer(text, low, max(low, high)):
                meant = [one for one in here if step == "chair" or _meant(scene, one)]
                key = _nearest(meant, cue) if meant else None
                if key is not None and step == "left" and so_left(text, cue[0], key.end):
                    continue
                named = any(one.start < cue.start() for one in states_in(scene, low, high))
                if others(text, cue.start(), cue[0]) or (
                    key and apart(text, cue, (key.start, key.end), named_before=named)
                ):
                    continue
                if key is None or key.code + str(step == "chair") in done or wished(text, *cue.span()):
                    continue
                claims = [*_claims(scene, step, key, cue, low, high)]
                if claims:
                    done.add(key.code + str(step == "chair"))
                yield from claims
        for one in (one for one in here if _meant(scene, one)):
            if one.code + "False" not in done:
                yield from _inside(scene, one, low)


def _meant(scene: Scene, one: Named) -> bool:
    """Whether a name stands for the grouping itself; who leads it may be told of its doings."""
    return one.sort == "again" or itself(scene, one.start, one.end)


def _nearest(here: list[Named], cue: re.Match[str]) -> Named | None:
    """The grouping nearest to a word of joining, none when it stands far away."""

    def apart(one: Named) -> int:
        if one.start <= cue.start() < one.end or cue.start() <= one.start < cue.end():
            return 0
        return one.start - cue.end() if one.start >= cue.end() else cue.start() - one.end + _BACK

    key = min(here, key=apart)
    return key if apart(key) <= _FAR + _BACK else None


_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be|got|get|gets)(?: \w+ly)? $", re.I)
_BACK = 10
"""Characters by which a grouping before a word of joining counts as farther off than one behind it."""
_IN = re.compile(
    r"\b(?:is|are|was|were|be|been|being|stays?|stayed|remains?|remained|still|not|never)(?: [a-z]+){0,2} in (?:the )?$",
    re.I,
)


_SINCE_IN = re.compile(r"\bsince [\w ]{2,20}? in (?:both )?(?:the )?$", re.I)


def _inside(scene: Scene, group: Named, low: int) -> Iterator[Claim]:
    """`Ireland, which is not in NATO`: being in it, told by the name alone."""
    match = _IN.search(scene.text[: group.start]) or _SINCE_IN.search(scene.text[: group.start])
    if match is None or re.match(r"['’]|[ -](?:[a-z]+ )?(?:hands|name|terms)", scene.text[group.end :]):
        return
    if wished(scene.text, match.start(), group.end):
        return
    before = states_in(scene, low, match.start())
    clause = scene.clause
    node = scene.token(clause.start + group.start)
    told = [
        code for at in (node, *clause.path_up(node)[:2]) for s in clause.has(at, "nsubj") for code in scene.actors(s)
    ]
    own = [code for code in told if is_state(code)][:1]
    codes = own or [before[-1].code] if own or before else [code for code in scene.memory.subject if is_state(code)][:1]
    for code in codes:
        yield scene.claim(
            "membership", scene.clause.start + match.start(), scene.clause.start + group.end, subject=code, object=group.code, kind="membership", status="member",
            modality="denied" if _NO.search(match[0]) else "happened", time=time_of_step(scene, match.start(), group.end),
        )  # fmt: skip


def _claims(scene: Scene, step: str, group: Named, cue: re.Match[str], low: int, high: int) -> Iterator[Claim]:
    start, end = cue.start(), cue.end()
    named = [
        one
        for one in states_in(scene, low, high)
        if not (one.start >= group.start and one.end <= group.end)
        and not (
            one.sort in ("capital", "place", *(() if step == "chair" else ("adjective",)))
            and _AT.search(scene.text[: one.start])
        )
    ]
    ordered = IN_ORDER.search(scene.text[:start])
    until = (
        ordered.start() if ordered else start
    )  # was one of the first Soviet republics to join: who it was stands before
    before, after = [one for one in named if one.start < until], [one for one in named if one.start >= end]
    inside = [one for one in named if start <= one.start < end]
    taking = bool(telling("member taking").match(cue[0])) and not _PASSIVE.search(scene.text[:start])
    own = _of_whom(scene, cue, group, named) if step in ("joined", "left", "member", "applied") else []
    if cue[0].lower() == "membership" and not own and not _OWNED.search(scene.text[:start]):
        return  # the thing itself is spoken of, nobody's
    if own:
        who = own
    elif taking:  # NATO welcomed Sweden; Poland welcomed Sweden into NATO
        who = (after or inside or before) if group.start <= start else (inside or after)
    else:
        who = _last_run(scene, before) or inside or after
    if not own and not before and not inside and len({one.code for one in after}) > 1 and not taking:
        return
    codes = list(dict.fromkeys(one.code for one in who)) or _spoken(scene, low, high)
    if re.search(r"\b(?:and we|we and)\b", scene.text[low:start]) and len({c.code for c in states_in(scene)}) > 1:
        codes += [one.code for one in states_in(scene, high) if one.code not in codes][:1]
    denied = not_done(scene.text, start) if step == "left" else step != "applied" and _negated(scene.text, start, end)
    time = time_of_step(scene, min(start, group.start), max(end, group.end)) or told_time(
        scene, 0, len(scene.text), ("since", "deadline")
    )
    since = step == "member" and time is not None and told_time(scene, 0, len(scene.text), ("since",)) is not None
    status = "joined" if since else step
    for code in codes if len(codes) <= _MANY else ():
        yield scene.claim(
            "role" if step == "chair" else "membership", scene.clause.start + min(start, group.start), scene.clause.start + max(end, group.end), subject=code, object=group.code,
            kind="grouping_role" if step == "chair" else "membership", status=status, since=time if since else None, parties=(code, *(other for other in codes if other != code), group.code) if len(codes) > 1 or step == "applied" else (), time=time,
            modality="denied" if denied else "happened",
        )  # fmt: skip


_LOWER_SUBJECT = re.compile(r"\b(?:[A-Z][\w-]+|who|which|that|it|they|he|she|we)\b(?! of| in| among)(?=.)", re.S)
"""A name or pronoun before the word of joining, which may be its subject; a phrase set in front has none."""


def _spoken(scene: Scene, low: int, high: int) -> list[str]:
    """Who is meant where no state stands with the word: whose `we` it is, who the text spoke of, or the place told."""
    said = [one.code for one in states_in(scene, high)] if _WE.search(scene.text[low:high]) else []
    known = [code for code in scene.memory.subject if is_state(code)]
    here = [one.code for one in states_in(scene, low, high)] if _THEY.search(scene.text[low:high]) else []
    return (said or known or here)[:1]


_WE = re.compile(r"\b(?:we|our|us)\b", re.I)
_THEY = re.compile(r"\b(?:they|people|voters)\b", re.I)


def _negated(text: str, start: int, end: int) -> bool:
    """Whether a word of joining or belonging is denied in its own stretch, or was refused."""
    low, _ = segment(text, start, end)
    return bool(_NO.search(text[low:end])) or refused(text, start)


def _of_whom(scene: Scene, cue: re.Match[str], group: Named, named: list[Named]) -> list[Named]:
    """Whose joining it is by a noun: `the admission of Indonesia`, `Turkey's membership`, `a founding member, Kazakhstan`."""
    text = scene.text
    behind = [one for one in named if re.fullmatch(r" of (?:the )?", text[cue.end() : one.start])]
    fronted = [
        one
        for one in named
        if group.end <= one.start and re.fullmatch(r"['’]?s?(?: [a-z]+)?, (?:the )?", text[group.end : one.start])
    ]
    if fronted and not _LOWER_SUBJECT.search(text[: cue.start()]):
        return fronted[:1]
    owner = [one for one in named if re.fullmatch(r"['’]s? (?:[\w-]+ ){0,3}", text[one.end : cue.start()])]
    return behind[:1] or owner[-1:]


def _last_run(scene: Scene, named: list[Named]) -> list[Named]:
    """The last names before a word, joined by commas and `and`; those of another part of the sentence are left out."""
    out = named[-1:]
    for one in reversed(named[:-1]):
        if not re.fullmatch(
            r"(?:['’]s)?(?:,| and| as well as| the| plus| both| or| nor|\s)*", text_between(scene, one, out[0])
        ):
            break
        out.insert(0, one)
    return out


def text_between(scene: Scene, one: Named, other: Named) -> str:
    """The characters between two names of a sentence."""
    return scene.text[one.end : other.start]


_OWNED = re.compile(
    r"(?:\b(?:its|their|our|his|her|whose)|['’]s|s['’]|\b[A-Z][a-z]+(?:n|sh|ch|se|i))(?: [\w-]+){0,3} $"
)
"""An owner before `membership`: a pronoun, a genitive or an adjective of a state."""
_MANY = 6
