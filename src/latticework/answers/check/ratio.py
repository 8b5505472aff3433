"""Check of ratios: how many times one side is the other."""

from __future__ import annotations

from dataclasses import replace

from latticework import measures
from latticework.answers.check.cells import nearest, newest_only, newest_releases
from latticework.answers.check.series import NAMES, UNITS, by_year, too_old, value_of
from latticework.answers.check.spans import year_of
from latticework.answers.check.tolerance import Bounds, bounds
from latticework.answers.check.verdict import CONTRADICTED, Cell, Verdict, cell_of, decide, unknown
from latticework.measures.spending import bases
from latticework.model.grouping import name_of
from latticework.model.reading import Reading
from latticework.model.state import is_state
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

MONEY = ("current US$", "constant US$")
"""The footings on which amounts of two states are compared; shares of output are not amounts."""


def ratio(world: World, claim: Claim) -> Verdict:
    """Hold "more than four times larger" against every source, release and basis that has both sides.

    Where the text leaves open which side is compared with which ("passed Japan's and is now four times as large"), it is read
    the other way round when only that bears it out.
    """
    verdict = _held(world, claim)
    if claim.detail.get("sides") == "guessed" and verdict.verdict == CONTRADICTED:
        return unknown(
            "the sentence does not say with whom is compared, and several states were named before",
            needed="the two sides",
            cells=[replace(cell, counts=False) for cell in verdict.cells],
        )
    if claim.detail.get("sides") == "understood" and verdict.verdict == CONTRADICTED:
        turned = _held(world, replace(claim, subject=claim.object, object=claim.subject))
        if turned.verdict != CONTRADICTED:
            return replace(
                turned, notes=(*turned.notes, f"read with {name_of(claim.object)} as the side that is compared")
            )
    return verdict


_TWO = 2


def _held(world: World, claim: Claim) -> Verdict:
    meant = bounds(claim, "ratio")
    several = claim.parties[1:] if len(claim.parties) > _TWO else (claim.object,)
    sides = [_members(world, claim.subject), [state for side in several for state in _members(world, side)]]
    if len(several) > 1 and claim.measure != "military_spending":
        return unknown(
            "several states together are compared by spending only", needed="figures of all of them for one year"
        )
    if meant is None or not all(sides):
        return unknown(
            "the two sides or the figure are not known",
            needed="two states (or groupings with known members) and a figure",
        )
    if claim.measure not in NAMES and claim.measure != "share":
        return unknown(
            f"no source here measures {claim.measure or 'what is compared'}", needed="a source of what is compared"
        )
    cells = (
        list(_spending_ratios(world, claim, sides, meant))
        if claim.measure == "military_spending"
        else _share_ratio(world, claim, meant)
        if claim.measure == "share"
        else _plain_ratio(world, claim, meant)
    )
    return decide(
        cells, rule=f"ratio, {claim.comparator or 'exact'}", distance=nearest(cells, meant), distance_unit="ratio",
        needed=f"{NAMES.get(claim.measure, claim.measure)} of {name_of(claim.subject)} and {name_of(claim.object)} for one year, public by the day",
    )  # fmt: skip


def _members(world: World, code: str) -> list[str]:
    return [code] if is_state(code) else sorted(world.members(code)) if code else []


def _spending_ratios(world: World, claim: Claim, sides: list[list[str]], meant: Bounds) -> list[Cell]:
    keys = [key for key in bases(world, *sides) if key[2] in MONEY]
    cells = []
    for source, release, unit in keys:
        found = measures.balance(
            world, sides[0], sides[1], unit=unit, source=source, release=release, year=year_of(claim)
        )
        if isinstance(found, Reading) and found.day is not None:
            stale = too_old(world, found.day.year, year_of(claim))
            cells.append(
                cell_of(
                    found,
                    None if stale else meant.holds(found.value),
                    source=source,
                    release=release,
                    counts=not stale,
                )
            )
    return newest_only(newest_releases(cells))


def _share_ratio(world: World, claim: Claim, meant: Bounds) -> list[Cell]:
    """How many times the share of output the one spends is the other's, by each source that has both."""
    keys = [key for key in bases(world, [claim.subject]) if key[2] == "percent of GDP"]
    cells = []
    for source, release, unit in keys:
        one, other = (
            by_year(world, "military_spending", side, unit, source=source, release=release)
            for side in (claim.subject, claim.object)
        )
        asked = year_of(claim)
        years = [year for year in set(one) & set(other) if asked in (None, year) and value_of(other[year])]
        if years and not too_old(world, max(years), asked):
            year = max(years)
            value = value_of(one[year]) / value_of(other[year])
            cells.append(
                Cell(source, "shares of GDP", meant.holds(value), (one[year], other[year]), release, value, "ratio", day=one[year].day, how=f"{claim.subject} / {claim.object}")
            )  # fmt: skip
    return newest_only(newest_releases(cells))


def _plain_ratio(world: World, claim: Claim, meant: Bounds) -> list[Cell]:
    unit = UNITS[claim.measure]
    one, other = (by_year(world, claim.measure, side, unit) for side in (claim.subject, claim.object))
    years = sorted(set(one) & set(other))
    asked = year_of(claim)
    if not years or (asked is not None and asked not in years):
        return []
    year = asked or years[-1]
    if too_old(world, year, asked) or not value_of(other[year]):
        return []
    value = value_of(one[year]) / value_of(other[year])
    first = one[year]
    return [
        Cell(
            first.citation.source,
            first.basis,
            meant.holds(value),
            (one[year], other[year]),
            first.citation.release,
            value,
            "ratio",
            day=first.day,
            how=f"{claim.subject} / {claim.object}",
        )
    ]
