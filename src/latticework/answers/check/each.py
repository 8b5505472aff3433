"""One state's agreements with several others, told in one breath: each is judged by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from latticework.answers.check.verdict import CONTRADICTED, DEPENDS, NOT_CHECKABLE, SUPPORTED, Verdict
from latticework.model.grouping import name_of
from latticework.model.state import is_state
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

_PLURALS = ("agreements", "pacts", "treaties", "accords", "deals", "arrangements", "memoranda", "partnerships")


def with_each(world: World, claim: Claim, check: Callable[[World, Claim], Verdict]) -> Verdict | None:
    """Judge `has signed access agreements with Australia and Britain` partner by partner; None where one agreement is told.

    It holds when it holds of each, and fails when it fails of one; what one of them leaves open, leaves it open.
    """
    others = [code for code in claim.parties if code != claim.subject]
    words = claim.detail.get("phrase", "").split()
    if (
        len(others) < 2
        or not words
        or words[-1].lower() not in _PLURALS
        or claim.detail.get("name")
        or not all(map(is_state, claim.parties))
    ):
        return None
    found = {other: check(world, replace(claim, object=other, parties=(claim.subject, other))) for other in others}
    given = {verdict.verdict for verdict in found.values()}
    worst = next((one for one in (CONTRADICTED, NOT_CHECKABLE, DEPENDS) if one in given), SUPPORTED)
    chosen = next(verdict for verdict in found.values() if verdict.verdict == worst)
    cells = tuple(cell for verdict in found.values() for cell in verdict.cells)
    told = "; ".join(f"{name_of(other)}: {verdict.because}" for other, verdict in found.items())
    return replace(chosen, cells=cells, because=f"each by itself: {told}")
