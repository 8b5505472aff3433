"""Claims on what a weapon reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.claims.reaching import kilometres, reaches
from latticework.text.claims.scene import Scene, vague
from latticework.text.claims.shapes import Claim
from latticework.text.claims.slots import asked

_REACHING = re.compile(
    r"\b(?:strike|hit|reach(?:es|ing)?|target(?!s\b)|threaten|within (?:striking )?(?:range|reach|distance)(?: of)?|covers?|capable of (?:striking|reaching|hitting))\b"
    r"(?: (?:targets|cities|bases|sites|parts|anywhere|any part|all|most|much|the|of|in|inside|mainland|on|as far as|deep|military))*", re.I)  # fmt: skip
_WEAPON = re.compile(r"\b(?:missiles?|rockets?|weapons?|ranges?|ICBMs?|drones?|bombers?|artillery)\b", re.I)
_DESIGNATION = re.compile(
    r"\b[A-Z][A-Za-z]+[- ]?(?:\d+[A-Z]*|[IVX]+)\b|"
    r"\b(?:Tomahawk|BrahMos|Tayfun|Taurus|Storm Shadow|SCALP|Iskander|Kalibr|Kinzhal|ATACMS|HIMARS|Hyunmoo|Hwasong|Agni|Shaheen|Oreshnik)s?\b"
)
_POSSIBLE = re.compile(r"\b(?:could|can|able to|capable|within|ranges?|would|enough)\b", re.I)


def reaching(scene: Scene) -> Iterator[Claim]:
    """Read that weapons of a range or name could reach a state; without a closer wording, from the words in any order."""
    if asked(scene) or _WISHED.search(scene.text):
        return
    closer, wider = [*_worded(scene)], [*reaches(scene)]
    unsure = (
        bool(closer)
        and bool(wider)
        and (
            wider[0].modality == "denied"
            or (not closer[0].subject and bool(wider[0].object))
            or (
                closer[0].value is None
                and wider[0].value is not None
                and (closer[0].subject, closer[0].object) == (wider[0].subject, wider[0].object)
            )
        )
    )
    yield from wider if not closer or unsure else closer


_WISHED = re.compile(r"\b(?:wants?|would like|dreams? of|wishes for) an? ", re.I)


def _worded(scene: Scene) -> Iterator[Claim]:
    yield from within(scene)
    passive = list(lying(scene))
    yield from passive
    if passive:
        return
    armed = _WEAPON.search(scene.text) or _DESIGNATION.search(scene.text)
    if not armed or not (_POSSIBLE.search(scene.text) or "covers" in scene.text):
        return
    for match in _REACHING.finditer(scene.text):
        end = scene.clause.start + match.end()
        after = [
            (i, code)
            for i, code in scene.named
            if scene.clause.tokens[i].start > scene.clause.start + match.start()
            and scene.clause.tokens[i].start >= end - 12
            and scene.clause.tokens[i].start < end + 40
            and is_state(code)
        ]
        if not after:
            continue
        target = after[0][1]
        ranges = [a for a in scene.amounts if a.unit in ("km", "mile", "nautical_mile") and a.converts is None]
        subject = _operator(scene, match.start(), target)
        if not subject and not _DESIGNATION.search(scene.text[: match.start()]):
            continue
        whole = _WHOLE.search(match[0] + scene.text[match.end() : match.end() + 20])
        value, high = kilometres(ranges[0]) if ranges else (None, None)
        start = scene.clause.start + match.start()
        yield scene.claim(
            "reach", min([start, *(a.start for a in ranges[:1] if a.start < start)]), scene.clause.tokens[scene.clause.hit_at[after[0][0]].end - 1].end, subject=subject, object=target,
            value=value, high=high, unit="km", comparator=vague(ranges[0]) if ranges else "",
            detail={"sentence": scene.text, "where": _place(scene, after[0][0]), "from": _from(scene), "stand": _stand(scene, target), "whole": "yes" if whole else ""},
        )  # fmt: skip
        return


_WITHIN = re.compile(
    r"\b(?:puts?|brings?|places?|bringing|putting|placing)\b(?P<whom>[^.;]{2,50}?)\bwithin (?:\w+ )?(?:range|reach|striking distance)\b",
    re.I,
)


def within(scene: Scene) -> Iterator[Claim]:
    """`puts all of India within range`: whom a weapon reaches stands between the verb and the range."""
    match = _WITHIN.search(scene.text)
    if not match or not (_WEAPON.search(scene.text) or _DESIGNATION.search(scene.text)):
        return
    at = [(scene.clause.tokens[i].start - scene.clause.start, i, code) for i, code in scene.named if is_state(code)]
    whom = [(i, code) for place, i, code in at if match.start("whom") <= place < match.end("whom")]
    if not whom:
        return
    target = whom[0][1]
    subject = _operator(scene, match.start(), target)
    if subject:
        yield scene.claim(
            "reach", scene.clause.start + match.start(), scene.clause.start + match.end(), subject=subject, object=target, unit="km",
            detail={"sentence": scene.text, "where": _place(scene, whom[0][0]), "from": _from(scene), "stand": _stand(scene, target), "whole": "yes" if _WHOLE.search(match["whom"]) else ""},
        )  # fmt: skip


_LIES = re.compile(
    r"\b(?:is|are|lies?|lay|sits?|falls?|be|well|comes?)\b[^.;]{0,16}?\b(?:with)?in (?:easy |striking |\w+ )?(?:range|reach|distance) of\b",
    re.I,
)


def lying(scene: Scene) -> Iterator[Claim]:
    """`Guam is within reach of North Korea's Hwasong-12`: whom is reached stands before, whose weapon it is behind."""
    match = _LIES.search(scene.text)
    if not match or not (_WEAPON.search(scene.text) or _DESIGNATION.search(scene.text)):
        return
    at = [(scene.clause.tokens[i].start - scene.clause.start, i, code) for i, code in scene.named if is_state(code)]
    whom = [(i, code) for place, i, code in at if place < match.start()]
    whose = [code for place, _, code in at if place >= match.end() - 1]
    if whom and whose and whom[-1][1] != whose[0]:
        i, target = whom[-1]
        ranges = [a for a in scene.amounts if a.unit in ("km", "mile", "nautical_mile") and a.converts is None]
        value, high = kilometres(ranges[0]) if ranges else (None, None)
        yield scene.claim(
            "reach", scene.clause.tokens[i].start, scene.clause.start + match.end(), subject=whose[0], object=target, value=value, high=high, unit="km",
            comparator=vague(ranges[0]) if ranges else "",
            detail={"sentence": scene.text, "where": _place(scene, i), "from": _from(scene), "stand": _stand(scene, target), "whole": "yes" if _WHOLE.search(scene.text[: match.start()]) else ""},
        )  # fmt: skip


def _operator(scene: Scene, before: int, target: str) -> str:
    """Whose weapons they are: a state named before the words that reach, else the one the text spoke of last."""
    named = [
        code
        for i, code in scene.named
        if scene.clause.tokens[i].start < scene.clause.start + before and code != target and is_state(code)
    ]
    told = _from(scene)
    origin = [
        code
        for i, code in scene.named
        if told and is_state(code) and code != target and scene.clause.form(i) in told.split()
    ]
    return (
        next(iter(named), "")
        or next(iter(origin), "")
        or next((code for code in scene.memory.subject if code != target and is_state(code)), "")
    )


_WHOLE = re.compile(r"\b(?:whole|entire|all|anywhere|any part|every)\b", re.I)
_FROM = re.compile(
    r"\b[Ff]rom (?:(?:its|the|bases|sites|western|eastern|northern|southern|west|east|coast|in|on) )*([A-Z][\w-]+(?: [A-Z][\w-]+)?)"
)


_SOIL = re.compile(r"(?:'s|’s)? (?:soil|territory|mainland|side|ground|land)\b")
_STANDS = re.compile(
    r"\b(?:set up|deployed|based|stationed|placed|put|positioned|emplaced|installed|launchers?)\b[^.;,]{0,16}?\b(?:in|at|on)\b|"
    r"\b(?:moved|sent|brought)\b[^.;,]{0,16}?\b(?:in)?to\b|\b(?:fired|launched)\b[^.;,]{0,16}?\b(?:in|from)\b",
    re.I,
)


def _from(scene: Scene) -> str:
    """The place a weapon is said to be launched from, when one is told; the soil of a state is no place."""
    found = _FROM.search(scene.text)
    return found[1] if found and not _SOIL.match(scene.text[found.end(1) :]) else ""


def _stand(scene: Scene, target: str) -> str:
    """The state on whose land the weapons are told to stand, or from whose soil they fly; empty when none is told."""
    clause = scene.clause
    for match in _STANDS.finditer(scene.text):
        for i, code in scene.named:
            at = clause.tokens[i].start - clause.start
            if match.end() <= at < match.end() + _NEXT and is_state(code) and code != target:
                return code
    found = _FROM.search(scene.text)
    if found and _SOIL.match(scene.text[found.end(1) :]):
        return next(
            (c for i, c in scene.named if clause.form(i) in found[1].split() and is_state(c) and c != target), ""
        )
    return ""


_NEXT = 16


def _place(scene: Scene, i: int) -> str:
    hit = scene.clause.hit_at[i]
    return (
        " ".join(scene.clause.form(j) for j in range(hit.start, hit.end))
        if hit.name.sort in ("capital", "place")
        else ""
    )


_RANGE = re.compile(r"\b(?:range(?:s)?|fl(?:y|ies|ew|own)|travel(?:s|led)?|reach(?:es)?)\b", re.I)


def ranging(scene: Scene) -> Iterator[Claim]:
    """Read how far a named weapon flies: `the Storm Shadow has a range of 560 km`."""
    if (
        not (_WEAPON.search(scene.text) or _DESIGNATION.search(scene.text))
        or not _RANGE.search(scene.text)
        or _AWAY.search(scene.text)
    ):
        return
    if not _NAMED.search(scene.text) and not _DESIGNATION.search(scene.text):
        return
    for amount in scene.amounts:
        if (
            amount.unit not in ("km", "mile", "nautical_mile")
            or amount.converts is not None
            or _PER_HOUR.match(scene.document.text[amount.end : amount.end + 16])
        ):
            continue
        value, high = kilometres(amount)
        named = [code for _, code in scene.named if is_state(code)]
        if value is None or value < _FEW_KM:
            continue
        yield scene.claim(
            "reach", amount.start, amount.end, subject=named[0] if named else "", value=value, high=high, unit="km", comparator=vague(amount), kind="range",
            detail={"sentence": scene.text},
        )  # fmt: skip
        return


_NAMED = re.compile(
    r"\b[A-Z][\w-]+ (?:[A-Z0-9][\w-]* )?(?:missiles?|rockets?|drones?)\b|\b[A-Z][a-z]+-(?:\d+|[IVX]+)\b|\b[Tt]he [A-Z][\w-]+ (?:has|have|had|flies|fly|can|ranges?)\b"
)
_FEW_KM = 20
_AWAY = re.compile(
    r"\b(?:would|wants?|plans?|limit\w*|ban\w*|up to|treaty|from the (?:border|coast|shore|front|capital)|km (?:from|off|away)|miles (?:from|off|away))\b",
    re.I,
)
_PER_HOUR = re.compile(r" ?(?:per|an|/) ?h", re.I)
