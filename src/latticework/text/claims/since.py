"""Claims that an act is the first, or the first since another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from latticework.model.state import is_state
from latticework.text.claims.anchors import anchored
from latticework.text.claims.first_words import ahead, first_denied, idle, lately, place_before, since_then
from latticework.text.claims.gap import gap, gap_sides, gap_times, opened
from latticework.text.claims.members import run
from latticework.text.claims.scene import Scene
from latticework.text.claims.shapes import Claim
from latticework.text.lists import table

_SINCE = re.compile(
    r"\bfirst\b[^.;:]{0,140}?\bsince\b|\bfirst\b[^.;:]{0,70}?\bin (?:more than |nearly |almost |over |about |at least |some |close to |well over )?(?:(?:[\w-]+ ){0,3}(?:years|decades|months|generations|centuries)|(?:a|half a|a quarter[- ]of a) (?:decade|generation|century))\b|\bfor the first time\b|\bfirst(?:[- ]ever)? (?:[\w-]+ ){0,2}?(?:visit|port call|call|trip|meeting|summit|incursion|strike|attack|overflight|joint exercise|joint drill)\b|\bfirst\b[^.;:]{2,50}?\bto (?:visit|call|dock|enter|sail|reach|fly|cross|strike|attack|set foot|travel|come|land|anchor|violate)\b|\bfirst[- ]ever\b",
    re.I,
)
_RECORD = re.compile(r"\b(?:largest|biggest|most|highest|longest|worst|deadliest)\b[^.;:]{0,60}?\bsince\b", re.I)
KINDS = (
    ("overflight", re.compile(r"\b(?:over(?:fl[ye]\w*|flight)|over (?:its territory|the country|the archipelago)\b)", re.I)),
    ("nuclear_test", re.compile(r"\bnuclear (?:weapons? )?(?:test|device|explosion)", re.I)),
    ("missile_test", re.compile(r"\b(?:missile|ICBM|rocket|projectile)s?\b", re.I)),
)  # fmt: skip
"""The kinds of events for which "first since" can be computed, by the words that tell them; the first that fits is taken."""
_NEVER = re.compile(
    r"\b(?:no|not one|not a single)\b (?P<what>[^.;]{3,70}?)\b(?:had|has|have)\b (?:ever )?(?P<verb>\w+(?:ed|en|one|ome|ade|een|et|ought|un|ung|uck|own)?)\b[^.;]{0,70}?\b(?:since|before|for (?:more than |nearly |almost |over |about )?\w+ (?:years|decades)|in (?:more than |nearly |almost |over |about )?[\w-]+ (?:years|decades))\b"
    r"|\b(?:had|has|have) (?:not|never) (?:before |once |yet )?(?P<verb2>been|visited|met|set foot|come|gone|called|sailed|docked|attacked|struck|entered|flown|held|travell?ed|fired|tested|trained|crossed)\b[^.;]{0,60}?(?:\bsince\b|\bbefore\b|\bin (?:more than |nearly |almost |over |about )?[\w-]+ (?:years|decades)\b|\bfor (?:more than |nearly |almost |over |about )?[\w-]+ (?:years|decades)\b|$|[,.;])"
    r"|\bnot since [^.;]{3,40}? (?:had|has|have)\b[^.;]{3,60}"
    r"|\bnever before\b|\bunprecedented\b",
    re.I,
)
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
        if before > 0 and clause.form(before).lower() in ("over", "across", "above", "crossed", "cross", "overflown"):
            return hit.name.codes[0]
    return ""


_APART = re.compile(r", (?:and|but|while)\b|;")
_NAMES = re.compile(r"\b[A-Z][a-z]{2,}\b")
_SINCE_WORD = re.compile(r"\bsince (?:[\w'’-]+ ){0,10}$", re.I)
"""`since 1975`, and `since the war ended in 1975`: the time belongs to what the since tells."""
_SINCE_FAR = 100


def _names(scene: Scene) -> str:
    """The names of persons, ships and places in the sentence, without the names of states."""
    clause = scene.clause
    taken = [
        (clause.tokens[hit.start].start, clause.tokens[hit.end - 1].end)
        for hit in clause.hits
        if hit.name.sort in ("state", "adjective", "grouping", "")
    ]
    found = [
        match[0]
        for match in _NAMES.finditer(scene.text)
        if match.start() > 0 and not any(low <= clause.start + match.start() < high for low, high in taken)
    ]
    return " ".join(dict.fromkeys(found))


def _never(scene: Scene) -> Iterator[re.Match[str]]:
    """`No American carrier had called in Vietnam since the war`: a first told by what had not been; not where a first is told."""
    if not _SINCE.search(scene.text):
        yield from _NEVER.finditer(scene.text)


@cache
def _events() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (re.compile(rf"\b(?:{row['words']})\b", re.I), row["kind"], row["class"]) for row in table("claim_events.csv")
    )


def _kind(scene: Scene) -> tuple[str, str]:
    """The kind of event and the sort within it: those every one of which is listed first, else those of the table of words."""
    told = next(((kind, sort) for pattern, kind, sort in _events() if pattern.search(scene.text)), ("", ""))
    if told[0] in ("port_call", "intrusion"):
        return told
    listed = next((name for name, pattern in KINDS if pattern.search(scene.text)), "")
    return (listed, told[1] if told[1] == "satellite" else "") if listed else told


def firsts(scene: Scene) -> Iterator[Claim]:
    """Read that something happened for the first time, or for the first time since; also told by the gap that lay between."""
    if idle(scene.text):
        return
    closer = [_timed(scene, claim) for claim in _worded(scene) if not opened(scene, claim.start - scene.clause.start)]
    closer = [claim for claim in closer if not ahead(scene.text, claim.end - scene.clause.start)]
    yield from (_news(scene, claim) for claim in closer if claim.subject or claim.object)
    found = None if closer else gap(scene)
    if found is None:
        return
    when, since, within = gap_times(scene)
    since = since or since_then(scene)
    if since is None:
        return
    ends = [t.end for t in scene.times if scene.clause.start <= t.start < scene.clause.end and t.past == since]
    kind, sort = _kind(scene)
    subject, object_ = gap_sides(scene)
    claim = scene.claim(
        "first_since", scene.clause.start + found.start(), max(scene.clause.start + found.end(), *ends, 0), subject=subject, object=object_, kind=kind, measure="first", time=when, since=since,
        detail={"within": within, "sort": sort, "names": _names(scene), "words": scene.text, "class": next((name for name, pattern in _CLASS if pattern.search(scene.text)), "")},
    )  # fmt: skip
    yield _news(scene, claim)


def _timed(scene: Scene, claim: Claim) -> Claim:
    """Set apart when it was and the earlier day it reaches back to, where one was taken for the other."""
    if first_denied(scene.text, claim.start - scene.clause.start):
        claim = replace(claim, modality="denied")
    when, since, within = gap_times(scene)
    if claim.since is not None:
        return claim
    if claim.detail.get("within"):
        return replace(claim, since=since if within else None, time=claim.time or when)
    if claim.time is not None and since is not None and claim.time == since:
        return replace(claim, time=when, since=since)
    reached = anchored(scene.text) or since_then(scene)
    return replace(claim, since=reached, time=claim.time or when) if reached is not None else claim


def _news(scene: Scene, claim: Claim) -> Claim:
    """Add what the sentence leaves to the one before it, or to the day of telling."""
    if not claim.object and claim.subject:
        claim = replace(claim, object=place_before(scene, claim.subject))
    every = run(scene, [(i, code) for i, code in scene.named if is_state(code)])
    if len(every) > _PAIR and claim.subject in {code for _, code in every}:
        claim = replace(claim, parties=tuple(dict.fromkeys(code for _, code in every)))
    if claim.time is None and claim.since is not None and not claim.negated:
        when, _, _ = gap_times(scene)
        claim = replace(claim, time=when or lately(scene, claim.end - scene.clause.start))
    return claim


_PAIR = 2


def _worded(scene: Scene) -> Iterator[Claim]:
    for match in (*_SINCE.finditer(scene.text), *_RECORD.finditer(scene.text), *_never(scene)):
        start = scene.clause.start + match.start()
        since = next(
            (
                t
                for t in scene.times
                if start <= t.start < scene.clause.end
                and (
                    t.kind in ("since", "duration", "ago")
                    or _SINCE_WORD.search(scene.document.text[max(start, t.start - _SINCE_FAR) : t.start])
                )
            ),
            None,
        )
        end = max(
            scene.clause.start + match.end(),
            since.end if since and since.start < scene.clause.start + match.end() + 30 else 0,
        )
        record = bool(_RECORD.fullmatch(match[0]))
        kind, sort = _kind(scene)
        if not kind and match.re is _NEVER:
            continue
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
        apart = [t for t in told if _APART.search(scene.document.text[min(t.start, end) : max(t.start, start)])]
        when = min([t for t in told if t not in apart] or told, key=lambda t: abs(t.start - start), default=None)
        counted = f"{since.count:g} {since.unit}" if since and since.count and since.kind == "duration" else ""
        yield scene.claim(
            "first_since", start, end, subject=subject, object=parts[0] if parts else "", kind="" if record else kind, measure="record" if record else "first",
            time=when.past if when else None, since=since.past if since and not counted else None,
            detail={"within": counted, "sort": sort, "names": _names(scene), "words": scene.text, "class": next((name for name, pattern in _CLASS if pattern.search(scene.text)), "")},
        )  # fmt: skip
