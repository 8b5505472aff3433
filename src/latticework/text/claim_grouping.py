"""Claims on groupings: who belongs, since when, who chairs or hosts, when it was founded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from latticework.model.grouping import groupings
from latticework.model.state import is_state
from latticework.text.amount_numbers import number
from latticework.text.claim_scene import Scene
from latticework.text.claim_shapes import Claim
from latticework.text.time_span import Span
from latticework.text.times import TimeMention

_JOINED = re.compile(
    r"\b(?:joined|joins|did not join|acced(?:ed|es)|became (?:a|the [\w-]+) member|admitted|accession)\b", re.I
)
_LEFT = re.compile(r"\b(?:left|quit|withdrew from|suspended from|leaves)\b", re.I)
_MEMBER = re.compile(
    r"\b(?:(?:is|are|as|was|remains?|become|been) (?:also )?(?:a |an |the |not |yet )*(?:[\w-]+ )?members? of|members?(?: states?)? of|one of the member states of|belongs? to|[- ]members?\b|(?:is|are) in (?:the )?)",
    re.I,
)
_GROUPS = re.compile(
    r"\b(?:group(?:s|ing)?|compris(?:es|ing)|made up of|consist(?:s|ing) of|includ(?:es|ing)|bring(?:s|ing) together|links|linking|members? (?:are|include)|of)\b",
    re.I,
)
_CHAIR = re.compile(
    r"\b(?:chair(?:s|ed|ing|man|manship)?|president of|presidency|presides?|holds? the (?:rotating )?(?:chair|presidency))\b",
    re.I,
)
_HOST = re.compile(r"\b(?:host(?:s|ed|ing)?)\b", re.I)
_FOUNDED = re.compile(
    r"\b(?:founded|formed|established|created|set up|launched|revived|(?:has|have) (?:met|existed|been meeting)|first met|meeting since)\b",
    re.I,
)
_NOT = re.compile(r"\b(?:not|never|nor|isn't|aren't|non-)\b", re.I)
_SEEMING = re.compile(r"\b(?:in all but name|de facto|virtual(?:ly)?|as good as|like a|almost a|so-called)\b", re.I)
_WANTS = re.compile(
    r"\b(?:wants?|seek\w*|hop\w+|appl(?:y|ied|ies)|bid|would|could|may|might|plans?|if|will|expected|invited|ahead of|before|membership bid|candidate|aspir\w+|set to|bound to|due to|about to|sooner or later)\b",
    re.I,
)


def memberships(scene: Scene) -> Iterator[Claim]:
    """Read who is in a grouping, who joined it when, and when it was formed."""
    for place, key in scene.named:
        if key not in groupings():
            continue
        at = scene.clause.tokens[place].start - scene.clause.start
        whole = scene.clause.hit_at[place]
        after = scene.clause.tokens[whole.end - 1].end - scene.clause.start
        near = scene.text[max(0, at - 60) : after + 130]
        if _SEEMING.search(scene.text):
            continue
        yield from _numbered(scene, key, at, after)
        yield from _joined(scene, key, at, after)
        yield from _belong(scene, key, at, after)
        yield from _being(scene, key, at, after)
        match = _FOUNDED.search(near)
        time = _time(scene, max(after, max(0, at - 60) + match.start()), forward=True) if match else None
        if match and time and not _another(scene, after):
            met = bool(re.search("met|meeting", match[0], re.I))
            yield scene.claim(
                "membership", scene.clause.start + at, max(time.end, scene.clause.start + after), subject=key, object=key, kind="founded", status="met" if met else "founded",
                time=time.past, since=time.past, detail={"verb": match[0]},
            )  # fmt: skip


_NUMBER = (
    r"(?P<n>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty)"
)
_MEMBERS = re.compile(
    rf"[^.;]{{0,34}}?\b(?:has|have|had|counts?|unites?|groups?|comprises?|numbers?|includes?) (?:now |still )?{_NUMBER}[- ](?:member|state|countr|nation|ally|allies)\w*",
    re.I,
)


def _numbered(scene: Scene, key: str, at: int, after: int) -> Iterator[Claim]:
    """How many members a grouping has: `NATO counts 30 members`."""
    match = _MEMBERS.match(scene.text[after : after + 80])
    if match:
        yield scene.claim(
            "count", scene.clause.start + at, scene.clause.start + after + match.end(), subject=key, object=key, value=float(number(match["n"])), unit="count", measure="members",
            time=_since(scene, after + match.end()),
        )  # fmt: skip


def _joined(scene: Scene, key: str, at: int, after: int) -> Iterator[Claim]:
    behind = scene.text[max(0, at - 45) : at]
    match = _JOINED.search(behind) or _LEFT.search(behind)
    if not match or _WANTS.search(scene.text[:at]):
        return
    start = max(0, at - 45) + match.start()
    verb = scene.token(scene.clause.start + start)
    members = [
        code
        for s in scene.clause.has(verb, "nsubj", "nsubj:pass")
        for i in scene.clause.conjuncts(s)
        for code in scene.actors(i)
    ]
    members = [code for code in members if is_state(code)] or [
        code for i, code in scene.named if scene.clause.tokens[i].start < scene.clause.start + start and is_state(code)
    ][-1:]
    time = _time(scene, after, forward=True) or _time(scene, 0, forward=True)
    for code in dict.fromkeys(members):
        left = bool(_LEFT.search(match[0]))
        yield scene.claim(
            "membership", scene.clause.start + start, max(scene.clause.start + after, time.end if time and time.start > scene.clause.start + after else 0), subject=code, object=key,
            kind="membership", status="left" if left else "joined", time=time.past if time else None, modality="denied" if _NOT.search(scene.text[max(0, start - 12) : start]) else "happened",
        )  # fmt: skip


def _another(scene: Scene, after: int) -> bool:
    """Whether another grouping is named later in the sentence: the time may be its own."""
    return any(
        key in groupings() and scene.clause.tokens[i].start - scene.clause.start > after for i, key in scene.named
    )


def _belong(scene: Scene, key: str, at: int, after: int) -> Iterator[Claim]:
    """`Japan is a member of the G7`, `NATO member Turkey`, `the Quad, which groups the United States, Japan ...`."""
    behind, ahead = scene.text[max(0, at - 40) : at], scene.text[after : after + 40]
    clause = scene.clause
    if (match := re.search(_MEMBER.pattern + r"[^.;,]{0,14}$", behind, re.I)) and not _WANTS.search(behind):
        start = max(0, at - 40) + match.start()
        subjects = [code for i, code in scene.named if clause.tokens[i].start < clause.start + start and is_state(code)]
        verb = scene.verb(scene.token(clause.start + start))
        told = [
            code
            for node in (verb, *clause.path_up(verb)[:2], scene.token(clause.start + at - 2))
            for s in clause.has(node, "nsubj")
            for i in clause.conjuncts(s)
            for code in scene.actors(i)
        ]
        for code in dict.fromkeys([c for c in told if is_state(c)] or subjects[-1:]):
            denied = bool(_NOT.search(scene.text[max(0, start - 15) : at]))
            yield scene.claim(
                "membership",
                clause.start + start,
                clause.start + after,
                subject=code,
                object=key,
                kind="membership",
                status="member",
                modality="denied" if denied else "happened",
                time=_since(scene, after),
            )
    elif re.match(r"[- ](?:member|ally|state)s?\b", ahead) and not _NOT.search(scene.text[max(0, at - 5) : at]):
        near = [
            (i, code)
            for i, code in scene.named
            if is_state(code) and 0 <= clause.tokens[i].start - clause.start - after < 22
        ]
        near = near or [
            (i, code)
            for i, code in scene.named
            if is_state(code)
            and 0 < clause.start + at - clause.tokens[i].start < 22
            and "," in scene.text[clause.tokens[i].end - clause.start : at]
        ]
        for i, code in near[:1]:
            low, high = sorted((clause.start + at, clause.tokens[i].start))
            yield scene.claim(
                "membership",
                low,
                max(clause.start + after, clause.tokens[i].end, high),
                subject=code,
                object=key,
                kind="membership",
                status="member",
            )
    elif (match := _GROUPS.search(ahead)) and (match[0] != "of" or match.start() < 8):
        members = [
            (i, code)
            for i, code in scene.named
            if is_state(code)
            and clause.start + after + match.start() <= clause.tokens[i].start < clause.start + after + 140
        ]
        run = _run(scene, members)
        if len(run) >= 3:
            codes = tuple(dict.fromkeys(code for _, code in run))
            yield scene.claim(
                "membership", clause.start + at, clause.tokens[clause.hit_at[run[-1][0]].end - 1].end, subject=key, object=key, parties=codes, kind="members",
                status="all" if re.match(r"[, ]*(?:which |that )?(?:group|compris|made up|consist|members? are|of)", ahead, re.I) else "some",
            )  # fmt: skip


_BEING = re.compile(
    r"\b(?:is|are|was|were|has been|have been|became|become|remains?|not)\b (?:also |now |still |not |yet )*(?:a |an |the )?(?:[\w-]+ )?$",
    re.I,
)


def _being(scene: Scene, key: str, at: int, after: int) -> Iterator[Claim]:
    """`Turkey has been a NATO member since 1952`."""
    behind, ahead = scene.text[max(0, at - 50) : at], scene.text[after : after + 12]
    match = _BEING.search(behind)
    if not match or not re.match(r"[- ](?:member|ally)\b", ahead) or _WANTS.search(scene.text[:at]):
        return
    start = max(0, at - 50) + match.start()
    before = [
        code for i, code in scene.named if scene.clause.tokens[i].start < scene.clause.start + start and is_state(code)
    ]
    time = _time(scene, after, forward=True)
    since = time if time and time.kind == "since" else None
    for code in before[-1:]:
        yield scene.claim(
            "membership", scene.clause.start + start, max(scene.clause.start + after + 7, since.end if since else 0), subject=code, object=key, kind="membership",
            status="joined" if since else "member", time=since.past if since else None, modality="denied" if _NOT.search(match[0]) else "happened",
        )  # fmt: skip


def _run(scene: Scene, members: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The names of a list, until something else than a comma or "and" stands between two."""
    out = members[:1]
    for last, now in pairwise(members):
        between = scene.document.text[
            scene.clause.tokens[scene.clause.hit_at[last[0]].end - 1].end : scene.clause.tokens[now[0]].start
        ]
        if not re.fullmatch(r"(?:,| and| as well as| the| plus|\s|-)*", between):
            break
        out.append(now)
    return out


def roles(scene: Scene) -> Iterator[Claim]:
    """Read who chairs or hosts a grouping, and when."""
    for place, key in scene.named:
        if key not in groupings():
            continue
        at = scene.clause.tokens[place].start - scene.clause.start
        after = scene.clause.tokens[scene.clause.hit_at[place].end - 1].end - scene.clause.start
        near = scene.text[max(0, at - 45) : after + 40]
        role = (
            "chair"
            if _CHAIR.search(near)
            else "host"
            if _HOST.search(near) and re.search("summit|meeting|leaders", near, re.I)
            else ""
        )
        if not role:
            continue
        match = (_CHAIR if role == "chair" else _HOST).search(near)
        assert match is not None
        word = scene.clause.start + max(0, at - 45) + match.start()
        holder = _holder(scene, word, key)
        if not holder:
            continue
        time = _nearest(scene, word)
        ends = [scene.clause.start + after, word + len(match[0]), *((time.end,) if time and time.start > word else ())]
        future = bool(re.search(r"\b(?:will|next|to) [^.]{0,20}$", scene.text[: word - scene.clause.start]))
        span = (time.ahead if future else time.past) if time else None
        yield scene.claim(
            "role",
            min(word, scene.clause.start + at),
            max(ends),
            subject=holder,
            object=key,
            kind="grouping_role",
            status=role,
            time=span,
            modality="denied"
            if _NOT.search(scene.text[max(0, word - scene.clause.start - 15) : word - scene.clause.start])
            else "happened",
        )


def _holder(scene: Scene, word: int, key: str) -> str:
    token = scene.token(word)
    clause = scene.clause
    for node in clause.path_up(token)[:3]:
        for s in clause.has(node, "nsubj"):
            codes = [code for code in scene.actors(s) if is_state(code)]
            if codes:
                return codes[0]
        if clause.relation(node) == "appos":
            codes = [code for code in scene.actors(clause.tree.heads[node]) if is_state(code)]
            if codes:
                return codes[0]
    before = [code for i, code in scene.named if clause.tokens[i].start < word and is_state(code) and code != key]
    return before[-1] if before else next((code for code in scene.memory.subject if is_state(code)), "")


def _nearest(scene: Scene, place: int) -> TimeMention | None:
    found = [
        time
        for time in scene.times
        if scene.clause.start <= time.start < scene.clause.end and time.kind in ("day", "interval", "since", "ago")
    ]
    return min(found, key=lambda time: abs(time.start - place), default=None)


def _time(scene: Scene, after: int, *, forward: bool) -> TimeMention | None:
    found = [
        time
        for time in scene.times
        if scene.clause.start + after <= time.start < scene.clause.start + after + 40
        and time.end <= scene.clause.end
        and time.kind in ("day", "interval", "since", "ago")
    ]
    return found[0] if found and forward else None


def _since(scene: Scene, after: int) -> Span | None:
    time = _time(scene, after, forward=True)
    return time.past if time else None
