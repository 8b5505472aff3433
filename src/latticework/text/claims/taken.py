"""Whose place it is when one state passes another: "overtook it as the second-largest" tells the place of the one that passed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from latticework.text.claims.shapes import Claim

_TAKES = frozenset({"as", "to", "for", "becoming", "in", "into", "and"})
"""Words after the state that was passed, or after the last comma, that lead to the place taken from it; else it is the place it had."""


def places_taken(found: Iterable[Claim], text: str) -> list[Claim]:
    """Give a place told right after an overtaking to the state that passed."""
    found = list(found)
    passing = [claim for claim in found if claim.type == "overtake" and not claim.parties]
    return [_given(claim, passing, text) if claim.type == "rank" else claim for claim in found]


def _given(claim: Claim, passing: list[Claim], text: str) -> Claim:
    """Give a place to the one that passed its subject, where the words between lead to it."""
    for overtaking in passing:
        between = text[overtaking.end : claim.start].rpartition(",")[2].split()
        if (
            overtaking.sentence == claim.sentence
            and overtaking.object == claim.subject
            and overtaking.end <= claim.start
            and between
            and between[0].lower() in _TAKES
        ):
            return replace(claim, subject=overtaking.subject)
    return claim
