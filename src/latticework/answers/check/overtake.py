"""Check of overtaking: since when one side is above the other."""

from __future__ import annotations

from dataclasses import replace

from latticework import measures
from latticework.answers.check import arms_trade
from latticework.answers.check.cells import newest_releases
from latticework.answers.check.overtake_plain import passed
from latticework.answers.check.ratio import MONEY
from latticework.answers.check.series import NAMES, UNITS, by_year, value_of
from latticework.answers.check.tolerance import band
from latticework.answers.check.verdict import Cell, Verdict, cell_of, decide, unknown
from latticework.measures.spending import bases
from latticework.model.reading import Reading
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

_TWO = 2


def overtake(world: World, claim: Claim) -> Verdict:
    """Hold "overtook two decades ago" against the year from which each series has the one above the other."""
    if len(claim.parties) > _TWO:
        return unknown("who passed several states at once is not computed", needed="a claim on each of them")
    listed = arms_trade.kind_of(claim, arms_trade.alliance_of(world, claim.subject, claim.object))
    if listed:
        return arms_trade.passed(world, claim, listed)
    needed = f"series of {NAMES.get(claim.measure, claim.measure)} of both that reach back before the year told, public by the day"
    if claim.measure in UNITS:
        return passed(world, claim)
    if claim.measure != "military_spending":
        return unknown(
            f"overtaking is computed for military spending only, not for {NAMES.get(claim.measure, claim.measure)}",
            needed=needed,
        )
    keys = [key for key in bases(world, [claim.subject], [claim.object]) if key[2] in MONEY]
    cells = list[Cell]()
    notes: list[str] = []
    for source, release, unit in keys:
        found = measures.overtake(world, claim.subject, claim.object, unit=unit, source=source, release=release)
        if isinstance(found, Reading):
            found = _joined(world, claim, found, source, release, unit)
            agrees = _when_agrees(claim, found)
            cells.append(
                cell_of(
                    found,
                    agrees,
                    source=source,
                    release=release,
                    counts=not (agrees is None and found.detail["censored"]),
                )
            )
            notes += found.notes
            continue
        both = measures.balance(world, [claim.subject], [claim.object], unit=unit, source=source, release=release)
        if isinstance(both, Reading) and both.value <= 1:
            cells.append(_not_above(world, claim, both, source, release, unit))
    cells = _by_then(claim, newest_releases(cells))
    told = claim.time
    gaps = [
        abs(cell.value - told.first.year)
        for cell in cells
        if told and cell.counts and cell.value is not None and cell.unit == "year"
    ]
    return decide(
        cells,
        rule=f"years, {_unit(claim)}",
        needed=needed,
        notes=notes,
        distance=min(gaps, default=None),
        distance_unit="years from the year told" if gaps else "",
    )


def _joined(world: World, claim: Claim, found: Reading, source: str, release: str, unit: str) -> Reading:
    """Give a year of overtaking that is where its series begins as a real one, where an older release has the year before with the one not above."""
    if not found.detail["censored"]:
        return found
    year = int(found.value) - 1
    for other in sorted(
        {key[1] for key in bases(world, [claim.subject], [claim.object]) if key[0] == source and key[2] == unit}
    ):
        pair = [
            by_year(world, "military_spending", side, unit, source=source, release=other).get(year)
            for side in (claim.subject, claim.object)
        ]
        one, two = pair
        if other < release and one is not None and two is not None and value_of(one) <= value_of(two):
            passed = f"above {year + 1}"
            return replace(
                found,
                facts=(*found.facts, one, two),
                detail={**found.detail, "censored": False, "crossings": (passed,)},
            )
    return found


def _not_above(world: World, claim: Claim, both: Reading, source: str, release: str, unit: str) -> Cell:
    """A series that ends with the one not above the other: it decides when it reaches the time told and they are not level."""
    assert both.day is not None
    level = both.value >= (band("factor", "level").low or 1) and not _clear_then(world, claim, source, release, unit)
    early = both.day.year < (claim.time.last.year if claim.time else world.as_of.year - 2)
    crossed = _was_above(world, claim, source, release, unit)
    says = f"not above ({both.value:.2f}:1 in {both.day.year})"
    return cell_of(
        both,
        None if crossed or level or early else False,
        source=source,
        release=release,
        counts=not early,
        says=says,
    )


def _clear_then(world: World, claim: Claim, source: str, release: str, unit: str) -> bool:
    """Whether the one was clearly below the other in all years around the time told, however near they came later."""
    if claim.time is None:
        return False
    one = by_year(world, "military_spending", claim.subject, unit, source=source, release=release)
    other = by_year(world, "military_spending", claim.object, unit, source=source, release=release)
    slack = band("years", _unit(claim))
    first, last = claim.time.first.year + (slack.grey_low or 0), claim.time.last.year + (slack.grey_high or 0)
    years = [year for year in set(one) & set(other) if first <= year <= last]
    return bool(years) and all(
        value_of(one[y]) < (band("factor", "level").low or 1) * value_of(other[y]) for y in years
    )


def _by_then(claim: Claim, cells: list[Cell]) -> list[Cell]:
    """Leave out series that ended before the newest one when the text speaks of today."""
    if claim.time is not None:
        return cells
    ends = {id(cell): max((fact.day.year for fact in cell.facts), default=0) for cell in cells}
    last = max((ends[id(cell)] for cell in cells if cell.counts and cell.unit != "year"), default=0)
    return [
        replace(cell, counts=False, agrees=None)
        if cell.unit != "year" and cell.counts and ends[id(cell)] < last
        else cell
        for cell in cells
    ]


def _was_above(world: World, claim: Claim, source: str, release: str, unit: str) -> bool:
    one = by_year(world, "military_spending", claim.subject, unit, source=source, release=release)
    other = by_year(world, "military_spending", claim.object, unit, source=source, release=release)
    slack = band("years", _unit(claim))
    years = set(one) & set(other)
    if claim.time is not None:
        first, last = claim.time.first.year + (slack.grey_low or 0), claim.time.last.year + (slack.grey_high or 0)
        years = {year for year in years if first <= year <= last}
    return any(value_of(one[year]) > value_of(other[year]) for year in years)


def _unit(claim: Claim) -> str:
    unit = claim.detail.get("unit", "")
    return unit if unit in ("decade",) else "year"


def _when_agrees(claim: Claim, found: Reading) -> bool | None:
    """Whether the year of overtaking is the time told; None in the grey band, or when the series begins too late to say."""
    if claim.time is None:
        return True if not found.detail["censored"] else None
    slack = band("years", _unit(claim))
    first, last = claim.time.first.year, claim.time.last.year
    if found.detail["censored"]:
        return False if found.value < first + (slack.grey_low or 0) else None
    if first + (slack.low or 0) <= found.value <= last + (slack.high or 0):
        return True
    crossings = found.detail["crossings"]
    assert isinstance(crossings, tuple)
    passing = [int(str(one).rsplit(" ", 1)[1]) for one in crossings if str(one).startswith("above")]
    near = any(first + (slack.low or 0) <= year <= last + (slack.high or 0) for year in passing)
    return None if near or first + (slack.grey_low or 0) <= found.value <= last + (slack.grey_high or 0) else False
