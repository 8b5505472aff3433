"""Figures that sources dispute: how far other estimates lie from the one at hand, and what a verdict is worth then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from latticework.answers.check.tolerance import Bounds
from latticework.answers.check.verdict import CONTRADICTED, DEPENDS, SUPPORTED, Verdict
from latticework.model.tables import read_csv


@dataclass(frozen=True, slots=True)
class Dispute:
    """Between which factors of the figure at hand other published estimates lie, and why."""

    low: float
    high: float
    why: str
    source: str


@cache
def disputes() -> dict[tuple[str, str], Dispute]:
    """The disputes by measure and state."""
    return {
        (row["measure"], row["state"]): Dispute(float(row["low"]), float(row["high"]), row["why"], row["source"])
        for row in read_csv("latticework.answers", "disputed.csv")
    }


def weighed(verdict: Verdict, measure: str, state: str, meant: Bounds) -> Verdict:
    """Let a verdict on one figure of a state depend on the estimate, where other published ones would turn it.

    A verdict that holds at both ends of the published estimates stands as it is.
    """
    dispute = disputes().get((measure, state))
    values = [cell.value for cell in verdict.cells if cell.counts and cell.value is not None]
    if dispute is None or not values or verdict.verdict not in (SUPPORTED, CONTRADICTED):
        return verdict
    wanted = verdict.verdict == SUPPORTED
    ends = [meant.holds(value * factor) for value in values for factor in (dispute.low, dispute.high)]
    if all(end is wanted for end in ends):
        return verdict
    return replace(
        verdict, verdict=DEPENDS, because=f"other estimates would turn it: {dispute.why} ({dispute.source})", flips_on=("whose estimate is taken",)
    )  # fmt: skip
