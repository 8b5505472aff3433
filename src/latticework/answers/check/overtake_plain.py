"""Check of overtaking in what has one yearly series a source: warheads, output, people."""

from __future__ import annotations

from latticework.answers.check.cells import newest_releases
from latticework.answers.check.series import NAMES, UNITS, by_year, value_of
from latticework.answers.check.tolerance import limit
from latticework.answers.check.verdict import Cell, Verdict, decide, unknown
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

RULE = "the first year from which the one stays above the other"


def passed(world: World, claim: Claim) -> Verdict:
    """Hold "overtook India in warheads in 2024" against the year from which each yearly series has the one above for good.

    A claim without a time is borne out where the one is above now and was not before. Where the one is not above, or the years lie
    far apart, the series does not bear it out; a series that begins with the one above decides nothing.
    """
    kind = claim.measure
    needed = f"yearly figures of {NAMES[kind]} of both that reach back before the time told, public by the day"
    unit = UNITS[kind]
    have = [
        {(f.citation.source, f.citation.release) for f in world.seen(kind, side) if f.unit == unit}
        for side in (claim.subject, claim.object)
    ]
    cells = [
        cell for source, release in sorted(have[0] & have[1]) if (cell := _cell(world, claim, source, release, unit))
    ]
    if not cells:
        return unknown("no yearly figures of both are on record", needed=needed)
    return decide(newest_releases(cells), needed=needed, rule=RULE)


def _cell(world: World, claim: Claim, source: str, release: str, unit: str) -> Cell | None:
    one, two = (
        by_year(world, claim.measure, side, unit, source=source, release=release)
        for side in (claim.subject, claim.object)
    )
    years = sorted(set(one) & set(two))
    if not years:
        return None
    below = [year for year in years if value_of(one[year]) <= value_of(two[year])]
    last = years[-1]
    if below and below[-1] == last:
        early = claim.time is not None and last < claim.time.last.year
        agrees: bool | None = None if early else False
        says = f"not above ({value_of(one[last]):,.0f} against {value_of(two[last]):,.0f} in {last})"
        shown = last
    else:
        shown = next(year for year in years if not below or year > below[-1])
        says = f"above since {shown}"
        off = min(abs(shown - claim.time.first.year), abs(shown - claim.time.last.year)) if claim.time else 0
        inside = claim.time is not None and claim.time.first.year <= shown <= claim.time.last.year
        agrees = None if not below else claim.time is None or inside or off <= limit("years", "day")
    return Cell(source, f"{NAMES[claim.measure]} by year", agrees, (one[shown], two[shown]), release, float(shown), "year", says, one[shown].day, "both series by year")  # fmt: skip
