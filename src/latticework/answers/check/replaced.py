"""Whether a promise told as one that stands was replaced by another by the day asked about."""

from __future__ import annotations

import re
from dataclasses import replace

from latticework.answers.check.verdict import CONTRADICTED, SUPPORTED, Cell, Verdict
from latticework.measures.pledges import outcome
from latticework.model.fact import Fact
from latticework.text.claims.shapes import Claim
from latticework.text.lists import table
from latticework.views.world import World


def as_it_stands(world: World, claim: Claim, best: Fact, same: list[Fact], verdict: Verdict) -> Verdict:
    """Give the verdict on a promise borne out, by whether it still was the state's target on the day.

    A promise replaced later remains what was promised: told as promised it stays supported, and that it was replaced is shown beside
    it. Told as what the state aims at it is contradicted from the day it was replaced.
    """
    if verdict.verdict != SUPPORTED or outcome(best, world.as_of) != "superseded":
        return verdict
    later = [f for f in same if f.day > best.day and f.detail.get("numerator") == best.detail.get("numerator")]
    when = best.detail["outcome_day"]
    standing = _told_as_standing(claim) and not _told_with_its_day(claim, best)
    cell = Cell(
        best.citation.source, "whether it still stands", False if standing else None, (best, *sorted(later, key=lambda f: (f.day, f.id))[:1]),
        best.citation.release, says=f"replaced {when}", day=best.day, how="outcome on record", counts=standing,
    )  # fmt: skip
    cells = (*verdict.cells, cell)
    if standing:
        return replace(verdict, verdict=CONTRADICTED, cells=cells, because=f"it was promised, and replaced {when}")
    return replace(verdict, cells=cells)


def _told_with_its_day(claim: Claim, fact: Fact) -> bool:
    return claim.time is not None and claim.time.first <= fact.period.surely_since and fact.day <= claim.time.last


def _told_as_standing(claim: Claim) -> bool:
    """Whether the words tell of a target that stands: `its target is`, `aims to`, `plans to`.

    >>> _told_as_standing(Claim("pledge", "aims to reach 2% of GDP", 0, 23)), _told_as_standing(Claim("pledge", "pledged 2%", 0, 10))
    (True, False)
    """
    return any(re.search(rf"\b{re.escape(row['phrase'])}\b", claim.words, re.I) for row in table("claim_standing.csv"))
