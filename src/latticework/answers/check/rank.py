"""Check of ranks: what place a state has."""

from __future__ import annotations

from dataclasses import replace

from latticework.answers.check.cells import newest_only
from latticework.answers.check.series import NAMES, UNITS, too_old, value_of
from latticework.answers.check.spans import year_of
from latticework.answers.check.tolerance import band, limit
from latticework.answers.check.verdict import Cell, Verdict, decide, unknown
from latticework.model.fact import Fact
from latticework.model.state import is_state
from latticework.text.claim_shapes import Claim
from latticework.views.world import World


def rank(world: World, claim: Claim) -> Verdict:
    """Hold a place among all states against the newest year of each source: who stands before it."""
    kind = "military_spending" if claim.measure == "military" else claim.measure
    what = claim.detail.get("what", "")
    needed = f"a source that covers {what or NAMES.get(kind, kind)} of all states compared"
    if (
        kind not in NAMES
        or any(word in what for word in ("navy", "army"))
        or claim.value is None
        or not is_state(claim.subject)
    ):
        return unknown(f"no source here ranks states by {what or kind}", needed=needed)
    among = claim.detail.get("among", "") or ("world" if claim.detail.get("top") or claim.value > 1 else "")
    group = None if among == "world" else _group(world, among)
    if among and among != "world" and group is None:
        return unknown(f"who is compared is not known: {among}", needed="the states compared")
    if not among:
        return unknown("the text does not say among whom", needed="the states compared")
    cells = [
        cell
        for cell in (_place(world, claim, kind, unit, source, group) for source, unit in _tables(world, kind))
        if cell
    ]
    cells = newest_only(cells)
    if claim.measure == "military" and cells:  # by spending; by people or arms is not covered
        agrees = all(cell.agrees for cell in cells)
        cells = [replace(cell, counts=False) for cell in cells]
        flips = ("what makes a military large: spending, people or arms",)
        if agrees:
            return replace(
                decide(cells, needed=needed, rule="rank"),
                verdict="depends",
                because="it holds by spending; by people and arms nothing here covers it",
                flips_on=flips,
                needed="",
            )
        return unknown(
            "it does not hold by spending; by people and arms nothing here covers it",
            needed=needed,
            cells=cells,
            rule="rank",
        )
    return decide(cells, rule="rank", needed=needed)


def _group(world: World, among: str) -> list[str] | None:
    members = sorted(world.members(among)) if among in world.groupings else []
    return members or None


def _tables(world: World, kind: str) -> list[tuple[str, str]]:
    unit = UNITS.get(kind, "current US$")
    sources = dict.fromkeys(fact.citation.source for fact in world.seen(kind) if fact.unit == unit)
    return [(source, unit) for source in sorted(sources, key=lambda name: (name != "sipri", name))]


def _place(world: World, claim: Claim, kind: str, unit: str, source: str, group: list[str] | None) -> Cell | None:
    newest: dict[tuple[int, str], Fact] = {}
    for fact in sorted(
        (f for f in world.seen(kind) if f.unit == unit and f.citation.source == source and f.value is not None),
        key=lambda f: f.citation.release,
    ):
        if fact.period.end is None or fact.period.end.toordinal() - 1 <= world.as_of.toordinal():
            newest[fact.day.year, fact.about.givers[0]] = fact
    asked = year_of(claim)
    years = [year for year, state in newest if state == claim.subject]
    year = asked if asked in years else max(years, default=None) if asked is None or asked == world.as_of.year else None
    if year is None or too_old(world, year, asked):
        return None
    table = sorted(
        (value_of(fact), state, fact)
        for (y, state), fact in newest.items()
        if y == year and (group is None or state in group)
    )
    table.reverse()
    place = next((i for i, (_, state, _) in enumerate(table, start=1) if state == claim.subject), None)
    if place is None or claim.value is None:
        return None
    wide = len(table) >= limit("count", "world") or kind == "warheads" or group is not None
    told = int(claim.value)
    agrees: bool | None = place <= told if claim.detail.get("top") else place == told
    if not wide and place <= told:
        agrees = None  # others may stand before it
    if agrees is False and _level(table, place, told):
        agrees = None
    facts = tuple(fact for _, _, fact in table[: max(place, int(claim.value)) + 1])
    return Cell(
        source,
        f"{facts[0].basis}, {len(table)} states",
        agrees,
        facts,
        facts[0].citation.release,
        float(place),
        "rank",
        f"place {place} of {len(table)}",
        facts[0].day,
        "states sorted by value",
        wide or agrees is not None,
    )


def _level(table: list[tuple[float, str, Fact]], place: int, told: int) -> bool:
    """Whether the state that has the place told and this one are level."""
    if not 1 <= told <= len(table):
        return False
    ours, theirs = table[place - 1][0], table[told - 1][0]
    return theirs > 0 and (band("factor", "level").low or 1) <= ours / theirs <= (band("factor", "level").high or 1)
