"""Whether an agreement took an older one's place: what "dates from" a year may then date from the older one."""

from __future__ import annotations

from dataclasses import replace

from latticework.answers.check.tie_steps import ties_of
from latticework.answers.check.verdict import DEPENDS, SUPPORTED, Verdict, tie_cell
from latticework.text.claims.shapes import Claim
from latticework.views.ties import Tie
from latticework.views.world import World

_BONDS = frozenset({"defence_pact", "security_guarantee"})
_SINCE = frozenset(
    {"dates from", "dates to", "dates back to", "date from", "goes back to", "began in", "began", "was born"}
)
"""Words that tell how old a bond is, and not when a paper was signed."""


def heir(world: World, claim: Claim, found: list[Tie], verdict: Verdict) -> Verdict:
    """Let how old a bond is depend on the treaty meant, where the one found replaced another of the same states on the day it began."""
    if (
        verdict.verdict != SUPPORTED
        or claim.kind not in _BONDS
        or claim.detail.get("name")
        or claim.detail.get("word", "") not in _SINCE
    ):
        return verdict
    days = {step.day for tie in found for step in tie.steps if step.status == "in_force"}
    keys = {tie.key for tie in found}
    older = [
        tie
        for tie in ties_of(world).of(claim.parties[0], ended=True)
        if tie.key not in keys and not tie.via and set(tie.parties) == set(claim.parties) and tie.status == "ended" and tie.since.day in days
    ]  # fmt: skip
    if not older:
        return verdict
    cells = [tie_cell(tie, None, says=f"{tie.first_agreed.status.replace('_', ' ')} {tie.first_agreed.period}, replaced by it", how="the treaty it replaced", counts=False) for tie in older if tie.first_agreed]  # fmt: skip
    return replace(
        verdict, verdict=DEPENDS, cells=(*verdict.cells, *cells), because="it replaced an older treaty of the same states",
        flips_on=("which treaty the bond is dated from",),
    )  # fmt: skip
