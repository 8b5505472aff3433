"""Check of changes: how much spending grew or fell."""

from __future__ import annotations

from dataclasses import replace

from latticework.answers.check.cells import nearest, newest_only, newest_releases
from latticework.answers.check.ratio import MONEY
from latticework.answers.check.series import by_year, too_old, value_of
from latticework.answers.check.spans import year_of
from latticework.answers.check.tolerance import Bounds, band, bounds
from latticework.answers.check.turn import turn
from latticework.answers.check.verdict import Cell, Verdict, decide, unknown
from latticework.measures.spending import bases
from latticework.model.grouping import name_of
from latticework.model.period import Precision
from latticework.model.state import is_state
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

REAL = "constant US$"
"""The footing on which the change of a year counts: in current dollars exchange rates and prices move it."""


DOLLARS = frozenset({"USA", "ECU", "SLV", "PAN", "TLS", "MHL", "FSM", "PLW"})
"""States whose own money is the US dollar: for them the series in current dollars is the one in own money."""


def growth(world: World, claim: Claim) -> Verdict:
    """Hold a change against each price basis: real in constant money, which counts, and nominal in the dollars of each year.

    The change of one year is published in real terms: there current dollars stand beside, and a change that holds only in them
    depends on that. Over several years, and of a change told as a multiple, a text seldom says which money is meant, so both count.
    """
    if claim.unit == "direction":
        return turn(world, claim)
    rule = "ratio" if claim.unit == "ratio" else "growth"
    meant = bounds(claim, "growth part" if claim.detail.get("part") else rule)
    needed = (
        f"military spending of {name_of(claim.subject)} at both ends, in current and constant money, public by the day"
    )
    if meant is None or claim.measure != "military_spending" or not is_state(claim.subject):
        return unknown("changes are computed for military spending of states only", needed=needed)
    announced = [] if claim.negated else _announced(world, claim, meant)
    if announced and (year_of(claim) or 0) >= world.as_of.year:
        return decide(
            announced,
            needed=needed,
            rule="the growth announced for the budget of the year",
            distance=nearest(announced, meant),
            distance_unit="points",
        )
    if claim.time is not None and claim.time.last.year > world.as_of.year:
        return unknown("the year told is not over", needed=needed)
    if claim.since is not None and claim.since.precision != Precision.YEAR:
        return unknown("which twelve months are meant, is not told", needed="the months of the change")
    ends = _ends(world, claim)
    if ends is None:
        return unknown("the text does not say between which years", needed="both years of the change")
    first, told_last = ends
    last = told_last
    keys = [key for key in bases(world, [claim.subject]) if key[2] in MONEY]
    cells = []
    for source, release, unit in keys:
        history = by_year(world, "military_spending", claim.subject, unit, source=source, release=release)
        last = (
            told_last
            if year_of(claim) or told_last in history
            else max((year for year in history if first < year <= told_last), default=told_last)
        )
        if too_old(world, last, told_last):
            continue
        if first in history and last in history and value_of(history[first]):
            factor = value_of(history[last]) / value_of(history[first])
            value = factor if rule == "ratio" else 100 * (factor - 1)
            cells.append(
                Cell(source, history[last].basis, meant.holds(value), (history[first], history[last]), release, value, "ratio" if rule == "ratio" else "percent",
                     day=history[last].day, how=f"{last} against {first}", counts=unit == REAL or last - first > 1 or rule == "ratio")
            )  # fmt: skip
    if last - first == 1:
        cells += _told(
            world,
            claim,
            meant,
            rule,
            last,
            {cell.source: cell.release for cell in sorted(cells, key=lambda cell: cell.release) if cell.counts},
        )
    cells = newest_only(newest_releases(cells))
    if claim.negated:
        cells = [replace(cell, agrees=None if cell.agrees is None else not cell.agrees) for cell in cells]
    notes = (
        ("in US dollars exchange rates move the nominal change; in the state's own money it may differ",)
        if cells
        else ()
    )
    verdict = decide(
        cells,
        rule=f"{rule}, {claim.comparator or 'exact'}",
        needed=needed,
        notes=notes,
        distance=nearest(cells, meant),
        distance_unit="ratio" if rule == "ratio" else "points",
    )
    return verdict if claim.negated else _own_money(verdict, claim, told_last - first)


def _told(world: World, claim: Claim, meant: Bounds, rule: str, year: int, series: dict[str, str]) -> list[Cell]:
    """The change of a year in real terms as releases told it, the newest counting; a whole series of a newer release (`series`) stands before it."""
    cells = []
    for fact in world.seen("spending_change", claim.subject):
        if fact.day.year == year:
            value = 1 + value_of(fact) / 100 if rule == "ratio" else value_of(fact)
            source, release = fact.citation.source, fact.citation.release
            cells.append(
                Cell(source, f"{fact.basis}, as published", meant.holds(value), (fact,), release, value, "ratio" if rule == "ratio" else "percent",
                     day=fact.day, how="told in real terms", counts=series.get(source, "") <= release)
            )  # fmt: skip
    return cells


def _announced(world: World, claim: Claim, meant: Bounds) -> list[Cell]:
    """The growth a state announced for its budget of the year told, as far as it is on record; only that year's own day can say it."""
    year = year_of(claim)
    return [
        Cell(
            fact.citation.source,
            fact.basis or "announced budget",
            meant.holds(value_of(fact)),
            (fact,),
            fact.citation.release,
            fact.value,
            "percent",
            day=fact.day,
            how="announced budget of the year",
        )
        for fact in world.seen("pledge", claim.subject)
        if fact.unit == "percent"
        and fact.value is not None
        and fact.day.year == year
        and "growth" in fact.basis
        and claim.unit == "percent"
    ]


def _own_money(verdict: Verdict, claim: Claim, years: int) -> Verdict:
    """A change told without its money may be in the state's own: contradicted only beyond what inflation explains."""
    if verdict.verdict != "contradicted" or claim.value is None or not verdict.cells or claim.subject in DOLLARS:
        return verdict
    real = [
        cell.value
        for cell in verdict.cells
        if cell.counts and cell.basis.startswith("constant") and cell.value is not None
    ]
    told = claim.value if claim.unit == "ratio" else 1 + claim.value / 100
    factors = [value if claim.unit == "ratio" else 1 + value / 100 for value in real]
    room = band("inflation", "yearly")
    rates = [(told / factor) ** (1 / max(1, years)) - 1 for factor in factors if factor > 0 and told > 0]
    if rates and all(not (room.low or 0) <= rate <= (room.high or 0) for rate in rates):
        return verdict
    return replace(
        verdict,
        verdict="depends",
        because="it fails in US dollars; the series in the state's own money is not here",
        flips_on=("the currency and price basis of the change",),
    )


def _ends(world: World, claim: Claim) -> tuple[int, int] | None:
    year = year_of(claim)
    if claim.since is not None:
        return claim.since.first.year, year or world.as_of.year - 1
    if claim.time is not None and year is None:
        return claim.time.first.year, claim.time.last.year
    return (year - 1, year) if year else None
