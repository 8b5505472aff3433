"""Check of places and overtaking where lists tell who stands where: the trade in arms, the people in armed forces."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from latticework.answers.check.among import compared
from latticework.answers.check.spans import year_of
from latticework.answers.check.standing import AMONG, PLACES, Standing, standings
from latticework.answers.check.tolerance import bounds, limit
from latticework.answers.check.verdict import Cell, Verdict, decide, unknown
from latticework.model.state import is_state
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

_PEOPLE = frozenset({"soldiers", "military"})
"""What is measured where forces are ranked as bodies of people."""
_SAYS = {"arms_exports": "exporters of arms", "arms_imports": "importers of arms", "military_personnel": "armed forces"}


def kind_of(claim: Claim, among: str = "") -> str:
    """Give the kind whose lists speak of a claim; empty where none does."""
    if claim.measure in PLACES:
        return claim.measure
    people = claim.measure in _PEOPLE and among == AMONG["military_personnel"]
    return "military_personnel" if people else ""


def alliance_of(world: World, *states: str) -> str:
    """Give the grouping whose lists name all of these states, if they are its members."""
    return next((name for name in AMONG.values() if set(states) <= set(world.members(name))), "")


def place(world: World, claim: Claim, kind: str) -> Verdict:
    """Hold a place against the list of the years told, or the newest one known on the day."""
    needed = f"a list of {_SAYS[kind]} that covers the years told, public by the day"
    among = claim.detail.get("among", "") or "world"
    groups = compared(world, among, claim.subject)
    if claim.value is None or not is_state(claim.subject) or not groups:
        return unknown(f"who is compared, or which place, is not known: {among}", needed=needed)
    lists = standings(world, kind)
    one = _meant(world, claim, lists)
    if one is None:
        return unknown(f"no list of {_SAYS[kind]} covers the years told", needed=needed)
    cells = [_place(claim, kind, one, group) for group in groups]
    if claim.negated:
        cells = [replace(cell, agrees=None if cell.agrees is None else not cell.agrees) for cell in cells]
    if all(cell.agrees is None for cell in cells):
        return unknown("the list does not go down to this place", needed=needed, cells=cells, rule="rank")
    verdict = decide(cells, rule="rank", needed=needed)
    return (
        replace(verdict, flips_on=("which states belong to the region",))
        if len(groups) > 1 and verdict.verdict == "depends"
        else verdict
    )


def beside(by_list: Verdict, cells: list[Cell], needed: str) -> Verdict:
    """Show the place by money beside the place by people, which is what the size of forces means first."""
    by_money = [replace(cell, counts=False, basis=f"by spending: {cell.basis}") for cell in cells]
    return decide([*by_list.cells, *by_money], rule="rank", needed=needed)


def _place(claim: Claim, kind: str, one: Standing, group: frozenset[str] | None) -> Cell:
    """Find the place of a state on a list, among a group."""
    told, top = int(claim.value or 0), one.top(group)
    if claim.subject in top:
        found = top.index(claim.subject) + 1
    else:
        found = one.told.get(claim.subject, 0) if group is None else 0
    before = {code for code in claim.detail.get("before", "").split(";") if code and (group is None or code in group)}
    agrees: bool | None
    if found:
        agrees = found <= told if claim.detail.get("top") else found == told
        if agrees and before and set(top[: found - 1]) != before:
            agrees = False  # others stand before it than those named
    else:
        agrees = False if told <= len(top) else None
    says = f"place {found}" if found else f"below place {len(top)}"
    order = ", ".join(top[: max(3, found)])
    return _cell(
        kind, one, agrees, (*top[: max(1, found, min(told, len(top)))], claim.subject), f"{says} in {_years(one)}: {order}",
        float(found) if found else None,
    )  # fmt: skip


def passed(world: World, claim: Claim, kind: str) -> Verdict:
    """Hold an overtaking against the first list on which the one stands above the other."""
    needed = f"lists of {_SAYS[kind]} of the years told and before, public by the day"
    lists = [(one, one.above(claim.subject, claim.object)) for one in standings(world, kind)]
    known = [(one, above) for one, above in lists if above is not None]
    if not known:
        return unknown(f"no list of {_SAYS[kind]} has them", needed=needed)
    crossings = [one for (_, earlier), (one, now) in pairwise(known) if now and not earlier]
    asked = _asked(claim)
    if asked is None:
        newest, above = known[-1]
        if not _fresh(world, newest):
            return unknown(f"no list of {_SAYS[kind]} is of a near year", needed=needed)
        if above and not crossings:
            return unknown("it stands above on every list here: since when is not known", needed=needed)
        if not above and any(was for _, was in known):
            return unknown("it stood above on an earlier list, not on the newest", needed=needed)
        return decide([_pair(claim, kind, crossings[-1] if above else newest, above)], rule="list", needed=needed)
    then = [(one, above) for one, above in known if _told_of(one, asked)]
    if not then:
        return unknown(f"no list of {_SAYS[kind]} covers the years told", needed=needed)
    first = next((one for one, _ in then if one in crossings), None)
    if first is not None:
        return decide([_pair(claim, kind, first, True)], rule="list", needed=needed)
    earlier = [above for one, above in known if one.last < then[0][0].last]
    if any(above for _, above in then) and not (earlier and earlier[-1]):
        return unknown("the list before the years told is not here", needed=needed)
    return decide([_pair(claim, kind, then[-1][0], False)], rule="list", needed=needed)


def share(world: World, claim: Claim) -> Verdict:
    """Hold a share of the world's trade in arms against the list of the years told, or the newest one."""
    kind = claim.measure
    needed = f"the share of the state among {_SAYS[kind]} over the years told, public by the day"
    one = _meant(world, claim, standings(world, kind))
    fact = one.shares.get(claim.subject) if one is not None else None
    meant = bounds(
        claim, "factor" if claim.detail.get("fraction") or (claim.value or 0) >= limit("points", "large") else "points"
    )
    if one is None or fact is None or fact.value is None or meant is None:
        return unknown(f"no list of {_SAYS[kind]} tells this share", needed=needed)
    agrees = meant.holds(fact.value)
    if claim.negated:
        agrees = None if agrees is None else not agrees
    cell = replace(_cell(kind, one, agrees, (), f"{fact.value:g} percent in {_years(one)}", fact.value), facts=(fact,))
    return decide(
        [cell], rule="points", needed=needed, distance=meant.distance(fact.value), distance_unit="percentage points"
    )


def _pair(claim: Claim, kind: str, one: Standing, agrees: bool | None) -> Cell:
    """Make a cell of where the two stand on a list."""
    where = [f"{state} {one.told[state]}" if state in one.told else f"{state} below {one.depth}" for state in (claim.subject, claim.object)]  # fmt: skip
    return _cell(kind, one, agrees, (claim.subject, claim.object), f"{_years(one)}: {', '.join(where)}", None)


def _cell(
    kind: str, one: Standing, agrees: bool | None, states: tuple[str, ...], says: str, value: float | None
) -> Cell:
    facts = one.evidence(*dict.fromkeys(states))
    return Cell(
        facts[0].citation.source, f"{facts[0].basis}, {_years(one)}", agrees, facts, one.release, value, "place" if value else "",
        says, facts[0].day.replace(year=one.last), f"the list of {_SAYS[kind]}",
    )  # fmt: skip


def _years(one: Standing) -> str:
    return f"{one.first}-{one.last}" if one.first != one.last else str(one.last)


def _asked(claim: Claim) -> tuple[int, int] | None:
    """The years told, from first to last; None where the text names none."""
    if claim.time is None and claim.since is None:
        return None
    first = claim.since or claim.time
    last = claim.time or claim.since
    assert first is not None
    assert last is not None
    return first.first.year, last.last.year


def _told_of(one: Standing, asked: tuple[int, int]) -> bool:
    """Whether the years told speak of a list: they are its own years, or it ends or comes out in them."""
    first, last = asked
    if one.last - one.first == last - first:
        return (one.first, one.last) == asked
    return first - 1 <= one.last <= last


def _fresh(world: World, one: Standing) -> bool:
    return world.as_of.year - one.last <= limit("stale", "military_spending")


def _meant(world: World, claim: Claim, lists: list[Standing]) -> Standing | None:
    """The list of the years told; without years, or with the text's own, the newest one that is near enough."""
    asked = _asked(claim)
    if asked is not None and asked[0] != asked[1]:
        return next((one for one in lists if (one.first, one.last) == asked), None)
    year = year_of(claim) if asked is None else asked[0]
    exact = next((one for one in lists if one.first == one.last == year), None)
    if exact is not None:
        return exact
    if not lists or (year is not None and year != world.as_of.year) or not _fresh(world, lists[-1]):
        return None
    return lists[-1]
