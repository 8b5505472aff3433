"""Claims on what a weapon reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.model.unit import convert
from latticework.text.amounts import Amount
from latticework.text.claim_scene import Scene, number_of, vague
from latticework.text.claim_shapes import Claim

_REACHING = re.compile(
    r"\b(?:strike|hit|reach(?:es|ing)?|target(?!s\b)|threaten|within (?:striking )?(?:range|reach|distance)(?: of)?|covers?|capable of (?:striking|reaching|hitting))\b"
    r"(?: (?:targets|cities|bases|sites|parts|anywhere|any part|all|most|much|the|of|in|inside|mainland|on|as far as|deep|military))*", re.I)  # fmt: skip
_WEAPON = re.compile(r"\b(?:missiles?|rockets?|weapons?|ranges?|ICBMs?|drones?|bombers?|artillery)\b", re.I)
_DESIGNATION = re.compile(
    r"\b[A-Z][A-Za-z]+[- ]?(?:\d+[A-Z]*|[IVX]+)\b|"
    r"\b(?:Tomahawk|BrahMos|Tayfun|Taurus|Storm Shadow|SCALP|Iskander|Kalibr|Kinzhal|ATACMS|HIMARS|Hyunmoo|Hwasong|Agni|Shaheen|Oreshnik)\b"
)
_POSSIBLE = re.compile(r"\b(?:could|can|able to|capable|within|ranges?|would|enough)\b", re.I)


def reaching(scene: Scene) -> Iterator[Claim]:
    """Read that weapons of a range or name could reach a state."""
    armed = _WEAPON.search(scene.text) or _DESIGNATION.search(scene.text)
    if not armed or not (_POSSIBLE.search(scene.text) or "covers" in scene.text):
        return
    for match in _REACHING.finditer(scene.text):
        end = scene.clause.start + match.end()
        after = [
            (i, code)
            for i, code in scene.named
            if scene.clause.tokens[i].start >= end - 12 and scene.clause.tokens[i].start < end + 40 and is_state(code)
        ]
        if not after:
            continue
        target = after[0][1]
        ranges = [a for a in scene.amounts if a.unit in ("km", "mile", "nautical_mile") and a.converts is None]
        subject = _operator(scene, match.start(), target)
        if not subject:
            continue
        whole = _WHOLE.search(match[0] + scene.text[match.end() : match.end() + 20])
        value, high = _km(ranges[0]) if ranges else (None, None)
        start = scene.clause.start + match.start()
        yield scene.claim(
            "reach", min([start, *(a.start for a in ranges[:1] if a.start < start)]), scene.clause.tokens[scene.clause.hit_at[after[0][0]].end - 1].end, subject=subject, object=target,
            value=value, high=high, unit="km", comparator=vague(ranges[0]) if ranges else "",
            detail={"sentence": scene.text, "where": _place(scene, after[0][0]), "from": _from(scene), "whole": "yes" if whole else ""},
        )  # fmt: skip
        return


def _km(amount: Amount) -> tuple[float | None, float | None]:
    low, high = number_of(amount)
    unit = amount.unit.replace("_", " ")
    return (
        convert(low, unit, "km") if low is not None else None,
        convert(high, unit, "km") if high is not None else None,
    )


def _operator(scene: Scene, before: int, target: str) -> str:
    """Whose weapons they are: a state named before the words that reach, else the one the text spoke of last."""
    named = [
        code
        for i, code in scene.named
        if scene.clause.tokens[i].start < scene.clause.start + before and code != target and is_state(code)
    ]
    return next(iter(named), "") or next(
        (code for code in scene.memory.subject if code != target and is_state(code)), ""
    )


_WHOLE = re.compile(r"\b(?:whole|entire|all|anywhere|any part|every)\b", re.I)
_FROM = re.compile(
    r"\b[Ff]rom (?:(?:its|the|bases|sites|western|eastern|northern|southern|west|east|coast|in|on) )*([A-Z][\w-]+(?: [A-Z][\w-]+)?)"
)


def _from(scene: Scene) -> str:
    """The place a weapon is said to be launched from, when one is told."""
    found = _FROM.search(scene.text)
    return found[1] if found else ""


def _place(scene: Scene, i: int) -> str:
    hit = scene.clause.hit_at[i]
    return (
        " ".join(scene.clause.form(j) for j in range(hit.start, hit.end))
        if hit.name.sort in ("capital", "place")
        else ""
    )
