"""Claims on what a weapon reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from latticework.model.state import is_state
from latticework.text.claims.launching import DESIGNATION
from latticework.text.claims.reaching import kilometres, reaches
from latticework.text.claims.scene import Scene, vague
from latticework.text.claims.shapes import Claim
from latticework.text.claims.slots import asked

_WEAPON = re.compile(r"\b(?:missiles?|rockets?|weapons?|ranges?|ICBMs?|drones?|bombers?|artillery)\b", re.I)


def reaching(scene: Scene) -> Iterator[Claim]:
    """Read that weapons of a range or name could reach a state, unless it is asked, wished or conditional."""
    if asked(scene) or _WISHED.search(scene.text) or _IF.search(scene.text):
        return
    yield from reaches(scene)


_IF = re.compile(r"^[\"“]?(?:if|were|should|suppose|had)\b|\bif (?!only)", re.I)
_WISHED = re.compile(r"\b(?:wants?|would like|dreams? of|wishes for) an? ", re.I)


_RANGE = re.compile(r"\b(?:range(?:s)?|fl(?:y|ies|ew|own)|travel(?:s|led)?|reach(?:es)?)\b", re.I)


def ranging(scene: Scene) -> Iterator[Claim]:
    """Read how far a named weapon flies: `the Storm Shadow has a range of 560 km`."""
    far = _AT_DISTANCE.search(scene.text)
    if not (_WEAPON.search(scene.text) or DESIGNATION.search(scene.text)) or _IF.search(scene.text):
        return
    if not far and (not _RANGE.search(scene.text) or _AWAY.search(scene.text)):
        return
    if not _NAMED.search(scene.text) and not DESIGNATION.search(scene.text):
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
    r"\b[A-Z][\w-]+ (?:[A-Z0-9][\w-]* )?(?:missiles?|rockets?|drones?)\b|\b[A-Z][a-z]+-[A-Z]\b|\b[A-Z][a-z]+-(?:\d+|[IVX]+)\b|\b[Tt]he [A-Z][\w-]+ (?:has|have|had|flies|fly|can|ranges?)\b"
)
_AT_DISTANCE = re.compile(
    r"\b(?:can|could|able to|capable of|designed to)\b[^.;]{0,40}\b(?:hit|hitting|strik\w+|reach\w*|engag\w+|destroy\w*)\b[^.;]{0,50}"
    r"(?:\b(?:at|over|to) (?:a )?(?:distances?|ranges?) of\b|\b(?:km|kilomet\w+|miles?) away\b)",
    re.I,
)
"""How far a weapon hits, told by the distance of what it hits."""
_FEW_KM = 20
_AWAY = re.compile(
    r"\b(?:would|wants?|plans?|limit\w*|ban\w*|up to|treaty|from the (?:border|coast|shore|front|capital)|km (?:from|off|away)|miles (?:from|off|away))\b",
    re.I,
)
_PER_HOUR = re.compile(r" ?(?:per|an|/) ?h", re.I)
