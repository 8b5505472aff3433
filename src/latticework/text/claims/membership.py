"""Claims on who belongs to a grouping, and since when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.grouping import groupings
from latticework.model.state import is_state
from latticework.text.claims.belonging import belonging
from latticework.text.claims.club_wordings import being, in_words
from latticework.text.claims.club_words import (
    IN_ORDER,
    itself,
    mention_of_step,
    not_done,
    others,
    plain,
    segment,
    so_left,
    stray,
    wished,
)
from latticework.text.claims.members import another, formed_by, listed, made_up, numbered, taken_in
from latticework.text.claims.near import DENIED, WISHED, since_after, time_after
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.claims.slots import telling
from latticework.text.claims.treaty_names import treaty_keys
from latticework.text.claims.treaty_steps import treaty_steps
from latticework.text.times import TimeMention

_JOINED = re.compile(
    r"\b(?:joined|joins|did not join|acced(?:ed|es)|became (?:a|an|the) [\w' -]{0,24}?member|became part|admitted|accession|enter(?:ed|s)?(?! into)|taken? in(?:to)?|took its seat|brought into|signed up (?:to|for)|was let into|a latecomer to|has (?:been part|belonged|sat)|have (?:been part|belonged|sat))\b",
    re.I,
)
_LEFT = re.compile(
    r"\b(?:left|quit|withdr(?:e|a)wn? from|withdrew from|suspended from|leaves|exited|departed|pulled out of|walked out of|was expelled from|turned its back on|dropped out of|ceased to be a member of)\b",
    re.I,
)
_MEMBER = re.compile(
    r"\b(?:(?:is|are|as|was|remains?|become|been) (?:also )?(?:a |an |the |not |yet )*(?:[\w-]+ )?members? of|members?(?: states?)? of|one of the member states of|belong(?:s|ed)? to|(?:is|are|remains?|was|were) (?:still |also |not |now )*(?:part of|a party to|bound by|covered by|among the (?:\w+ )?members of|outside)|sits? in|(?:is|are|remains?) one of(?: the)?|[- ]members?\b|(?:is|are) in (?:the )?)",
    re.I,
)


_FOUNDED = re.compile(
    r"\b(?:founded|formed|established|created|set up|launched|revived|(?:has|have) (?:met|existed|been meeting)|first met|meeting since)\b",
    re.I,
)


_SEEMING = re.compile(r"\b(?:in all but name|de facto|virtual(?:ly)?|as good as|like a|almost a|so-called)\b", re.I)


def memberships(scene: Scene) -> Iterator[Claim]:
    """Read who is in a grouping, who joined it when, and when it was formed; without a closer wording, from words in any order."""
    closer = [*_worded(scene)]
    wider = [] if _SEEMING.search(scene.text) else [*belonging(scene)]
    told = wider if _says_more(wider, closer) else closer
    steps = [*treaty_steps(scene)] if any(claim.object in treaty_keys() for claim in told) else []
    yield from (claim for claim in told if not any(_same_step(claim, step) for step in steps))


def _same_step(claim: Claim, step: Claim) -> bool:
    """Whether a step towards a treaty is told by the same words: being bound by it is no membership besides."""
    return claim.object == step.object and claim.start < step.end and step.start < claim.end


def _says_more(wider: list[Claim], closer: list[Claim]) -> bool:
    """Whether the general reading names more states than the close one, or tells that a membership ended."""
    if not wider or not closer:
        return not closer
    own, told = {claim.subject for claim in closer}, {claim.subject for claim in wider}
    same = {claim.object for claim in wider} == {claim.object for claim in closer}
    ended = wider[0].status == "left" and all(claim.status == "member" for claim in closer)
    dated = all(claim.time is None for claim in closer) and any(claim.time for claim in wider)
    return (
        same
        and wider[0].type == closer[0].type
        and (own < told or (own == told and (ended or (dated and wider[0].negated == closer[0].negated))))
    )


def _worded(scene: Scene) -> Iterator[Claim]:
    for place, key in scene.named:
        if key not in groupings():
            continue
        at = scene.clause.tokens[place].start - scene.clause.start
        whole = scene.clause.hit_at[place]
        after = scene.clause.tokens[whole.end - 1].end - scene.clause.start
        near = scene.text[max(0, at - 60) : after + 130]
        if _SEEMING.search(scene.text) or scene.clause.form(place) == "Brussels":
            continue  # what joins an office in Brussels is no state
        yield from numbered(scene, key, at, after)
        yield from made_up(scene, key, at, after)
        yield from formed_by(scene, key, at, after)
        yield from in_words(scene, key, at, after)
        yield from _joined(scene, key, at, after)
        yield from taken_in(scene, key, at, after)
        yield from _belong(scene, key, at, after)
        yield from being(scene, key, at, after)
        match = _FOUNDED.search(near)
        time = time_after(scene, max(after, max(0, at - 60) + match.start()), forward=True) if match else None
        if match and time and not another(scene, after):
            met = bool(re.search("met|meeting", match[0], re.I))
            yield scene.claim(
                "membership", scene.clause.start + at, max(time.end, scene.clause.start + after), subject=key, object=key, kind="founded", status="met" if met else "founded",
                time=time.past, since=time.past, detail={"verb": match[0]},
            )  # fmt: skip


def _joined(scene: Scene, key: str, at: int, after: int) -> Iterator[Claim]:
    behind = scene.text[max(0, at - 45) : at]
    match = _last(_JOINED, behind) or _last(_LEFT, behind) or _nth(scene, at, after)
    if not match or WISHED.search(scene.text[:at]) or not _truly(scene, match, at, after):
        return
    start = max(0, at - 45) + match.start()
    verb = scene.token(scene.clause.start + start)
    members = [
        code
        for s in scene.clause.has(verb, "nsubj", "nsubj:pass")
        for i in scene.clause.conjuncts(s)
        for code in scene.actors(i)
    ]
    ordered = IN_ORDER.search(scene.text[:start])
    until = scene.clause.start + (ordered.start() if ordered else start)
    members = [code for code in members if is_state(code) and not ordered] or [
        code for i, code in scene.named if scene.clause.tokens[i].start < until and is_state(code)
    ][-1:]
    time = mention_of_step(scene, start, after) or time_after(scene, after, forward=True)
    for code in dict.fromkeys(members):
        time = _own_time(scene, code, scene.clause.start + after) or time
        left = bool(_LEFT.search(match[0]))
        yield scene.claim(
            "membership", scene.clause.start + start, max(scene.clause.start + after, time.end if time and time.start > scene.clause.start + after else 0), subject=code, object=key,
            kind="membership", status="left" if left else "joined", time=time.past if time else None, modality="denied" if DENIED.search(scene.text[max(0, start - 12) : start]) or not_done(scene.text, start) else "happened",
        )  # fmt: skip


def _truly(scene: Scene, match: re.Match[str], at: int, after: int) -> bool:
    """Whether the grouping itself is joined or left, not one of its doings, and no application is told."""
    start = max(0, at - 45) + match.start()
    alike = plain(scene.text)[start : start + len(match[0])] != scene.text[start : start + len(match[0])]
    asked_for = telling("member applied").search(scene.text[slice(*segment(scene.text, start, at))])
    astray = stray(match[0], scene.text[start + len(match[0]) : at])
    return (
        not astray
        and not wished(scene.text, start, start + len(match[0]))
        and itself(scene, at, after)
        and not alike
        and not asked_for
        and not so_left(scene.text, match[0], after)
    )


def _own_time(scene: Scene, code: str, behind: int) -> TimeMention | None:
    """The time of a state that is named behind the grouping: `Finland joined NATO in 2023, Sweden in 2024`."""
    places = [scene.clause.tokens[i].start for i, one in scene.named if one == code]
    if not places or min(places) < behind:
        return None
    return next(
        (t for t in scene.times if min(places) < t.start < min(places) + 40 and t.kind in ("day", "interval")), None
    )


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match: the words nearest to the grouping, in their own part of the sentence."""
    found = list(pattern.finditer(text))
    return found[-1] if found and ";" not in text[found[-1].end() :] else None


_NTH = re.compile(r"\b(?:became|becomes|is|was)\b (?=[^.;]{0,30}$)", re.I)


def _nth(scene: Scene, at: int, after: int) -> re.Match[str] | None:
    """`became NATO's 32nd member`: the ordinal stands behind the grouping."""
    if not re.match(
        r"(?:'s|’s)? (?:\w+ )?(?:newest|youngest|latest|first|last|[\w-]+(?:st|nd|rd|th)) (?:full )?member\b",
        scene.text[after : after + 40],
        re.I,
    ):
        return None
    return _NTH.search(scene.text[max(0, at - 45) : at])


def _belong(scene: Scene, key: str, at: int, after: int) -> Iterator[Claim]:
    """`Japan is a member of the G7`, `NATO member Turkey`, `the Quad, which groups the United States, Japan ...`."""
    behind, ahead = scene.text[max(0, at - 40) : at], scene.text[after : after + 40]
    clause = scene.clause
    if (match := re.search(_MEMBER.pattern + r"[^.;,]{0,14}$", behind, re.I)) and not WISHED.search(behind):
        start = max(0, at - 40) + match.start()
        if match[0].rstrip().endswith(" in") and scene.text[after : after + 1] in ("'", "’"):
            return  # is in NATO's debt
        if others(scene.text, start + len(match[0]) - len(match[0].lstrip()), match[0]):
            return
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
            denied = bool(DENIED.search(scene.text[max(0, start - 15) : at]))
            yield scene.claim(
                "membership",
                clause.start + start,
                clause.start + after,
                subject=code,
                object=key,
                kind="membership",
                status="member",
                modality="denied" if denied else "happened",
                time=since_after(scene, after),
            )
    elif re.match(r"[- ](?:member|ally|state)s?\b", ahead) and not DENIED.search(scene.text[max(0, at - 5) : at]):
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
    else:
        yield from listed(scene, key, at, after)
