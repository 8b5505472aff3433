"""Whether the newest step of an agreement on record is the one a text tells."""

from __future__ import annotations

import re

from latticework.answers.check.ratified import ratified_agrees
from latticework.answers.check.tolerance import limit
from latticework.model.kind import STATUSES
from latticework.text.claims.shapes import Claim
from latticework.views.ties import Tie

_FORMALLY = re.compile(r"\b(?:formally|technically|nominally|legally|on paper|in name)\b", re.I)
_APPLIED = re.compile(r"\b(?:applied|implemented|observed|honou?red|full (?:force|effect))\b")
"""Words that say more of an agreement than that it was not ended."""


def status_agrees(claim: Claim, tie: Tie) -> bool | None:
    """Whether a tie's newest step is what is told; None where entry into force may only be missing on record."""
    told, known = claim.status, tie.status
    if told == known:
        return True
    if told == "ratified":
        return ratified_agrees(claim, tie)
    if told == "not_in_force":
        return known not in ("in_force", "ended")
    if told == "not_signed":
        return known in ("proposed", "negotiating", "announced")
    if told == "signed":
        return (
            True
            if known in ("ratified", "in_force", "suspended", "ended")
            else False
            if known in ("proposed", "negotiating", "announced")
            else None
        )
    if told in ("ended", "suspended"):
        return False if known == "in_force" and (claim.said or tie.since.day) >= tie.since.day else None
    if told == "in_force" and known == "suspended":
        if claim.detail.get("conceded") == "suspended" or _FORMALLY.search(claim.words):
            return True  # said to stand although it is suspended
        return False if _APPLIED.search(claim.detail.get("word", "")) else None
    if told == "in_force" and known == "ended":
        named = bool(claim.detail.get("name") or claim.detail.get("year"))
        begun = claim.said is None or claim.said >= min(step.day for step in tie.steps)
        return False if named and begun else None
    if told == "in_force":
        # Entry into force is missing for some old agreements: a signature long past decides nothing.
        recent = (claim.said or tie.since.day).toordinal() - tie.since.day.toordinal() < limit(
            "stale", "entry into force"
        )
        return False if known in ("proposed", "negotiating", "announced") or (recent and known == "signed") else None
    if told in ("proposed", "negotiating", "announced"):
        if known in ("proposed", "negotiating", "announced"):
            return STATUSES.index(known) >= STATUSES.index(told) or None
        return None
    return None
