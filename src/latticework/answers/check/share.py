"""Check of shares of output."""

from __future__ import annotations

from dataclasses import replace

from latticework.answers.check import arms_trade
from latticework.answers.check.cells import newest_releases
from latticework.answers.check.disputed import weighed
from latticework.answers.check.series import by_year, too_old, value_of
from latticework.answers.check.spans import year_of
from latticework.answers.check.standing import PLACES
from latticework.answers.check.tolerance import bounds, limit
from latticework.answers.check.verdict import DEPENDS, Cell, Verdict, decide, unknown
from latticework.measures.spending import bases
from latticework.model.grouping import name_of
from latticework.model.state import is_state
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

_TARGETS = "nato-spending"
"""The source whose definition the targets of its members are told in."""


def share(world: World, claim: Claim) -> Verdict:
    """Hold a share of output against each source and release; the definition is the source's."""
    if claim.measure in PLACES:
        return arms_trade.share(world, claim)
    needed = f"military spending of {name_of(claim.subject)} as a share of output, by the definition the text means, public by the day"
    rough = claim.detail.get("fraction") or (claim.value or 0) >= limit("points", "large")
    meant = bounds(claim, "factor" if rough else "points")
    if meant is None or not is_state(claim.subject):
        return unknown("a share is checked for one state with a figure", needed=needed)
    keys = [key for key in bases(world, [claim.subject]) if key[2] == "percent of GDP"]
    cells, asked = [], year_of(claim)
    for source, release, unit in keys:
        history = by_year(world, "military_spending", claim.subject, unit, source=source, release=release)
        year = asked if asked in history else max((y for y in history if asked is None), default=None)
        if year is not None and not too_old(world, year, asked):
            fact = history[year]
            own = replace(meant, grey_low=meant.low, grey_high=meant.high) if _sets_target(claim, source) else meant
            cells.append(
                Cell(
                    source,
                    f"{source}'s definition, share of GDP",
                    own.holds(value_of(fact)),
                    (fact,),
                    release,
                    value_of(fact),
                    unit,
                    day=fact.day,
                    how="figure of the year",
                )
            )
    cells = _of_whom(claim, newest_releases(cells))
    if claim.negated:
        cells = [replace(cell, agrees=None if cell.agrees is None else not cell.agrees) for cell in cells]
    low = min((meant.distance(cell.value) for cell in cells if cell.counts and cell.value is not None), default=None)
    verdict = decide(
        cells,
        needed=needed,
        rule=f"points, {claim.comparator or 'exact'}",
        distance=low,
        distance_unit="percentage points",
    )
    return verdict if claim.negated else weighed(_by_definition(verdict), "military_spending", claim.subject, meant)


def _of_whom(claim: Claim, cells: list[Cell]) -> list[Cell]:
    """Let only the source that the text names decide, where its figures are on record."""
    named = claim.detail.get("by", "")
    if not any(cell.counts and cell.source == named for cell in cells):
        return cells
    return [cell if cell.source == named else replace(cell, counts=False, agrees=None) for cell in cells]


def _sets_target(claim: Claim, source: str) -> bool:
    """Whether a source speaks for those who set the target that a text says is met: then no other definition is meant."""
    return bool(claim.detail.get("target")) and source == _TARGETS


def _by_definition(verdict: Verdict) -> Verdict:
    """Let a share that one source bears out depend on the definition, where another source's figure is not the one told."""
    counted = [cell for cell in verdict.cells if cell.counts]
    agreeing = {cell.source for cell in counted if cell.agrees}
    others = {cell.source for cell in counted if not cell.agrees} - agreeing
    if verdict.verdict != "supported" or not others:
        return verdict
    return replace(
        verdict, verdict=DEPENDS, because="by one source's definition it is the figure told, by another's it is not",
        flips_on=(f"whose definition: {', '.join(sorted(agreeing))} agrees, {', '.join(sorted(others))} has another figure",),
    )  # fmt: skip
