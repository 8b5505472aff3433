"""Check of ranks: what place a state has."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from latticework.answers.check import arms_trade
from latticework.answers.check.among import compared
from latticework.answers.check.cells import newest_only
from latticework.answers.check.covered import complete
from latticework.answers.check.series import NAMES, UNITS, too_old, value_of
from latticework.answers.check.spans import year_of
from latticework.answers.check.tolerance import band, limit
from latticework.answers.check.verdict import Cell, Verdict, decide, unknown
from latticework.model.fact import Fact
from latticework.model.state import is_state
from latticework.model.tables import read_csv
from latticework.text.claims.shapes import Claim
from latticework.views.world import World


def rank(world: World, claim: Claim) -> Verdict:
    """Hold a place among all states against the newest year of each source: who stands before it."""
    kind = "military_spending" if claim.measure in ("military", "share") else claim.measure
    listed = arms_trade.kind_of(claim, claim.detail.get("among", ""))
    by_list = arms_trade.place(world, claim, listed) if listed else None
    if by_list is not None and claim.measure != "military":
        return by_list
    what = claim.detail.get("what", "")
    needed = f"a source that covers {what or NAMES.get(kind, kind)} of all states compared"
    if (
        (kind not in NAMES and kind != "troops_hosted")
        or any(word in what for word in ("navy", "army"))
        or claim.value is None
        or not is_state(claim.subject)
    ):
        return unknown(f"no source here ranks states by {what or kind}", needed=needed)
    among = claim.detail.get("among", "") or ("world" if claim.detail.get("top") or claim.value > 1 else "")
    if not among:
        return unknown("the text does not say among whom", needed="the states compared")
    groups = compared(world, among, claim.subject)
    if not groups:
        return unknown(f"who is compared is not known: {among}", needed="the states compared")
    if claim.measure == "troops_hosted":
        return hosts(world, claim, needed)
    cells = [
        cell
        for source, unit in _tables(world, kind, claim.measure)
        for group in groups
        if (cell := _place(world, claim, kind, unit, source, group))
    ]
    cells = newest_only(cells)
    if by_list is not None and by_list.verdict != "not_checkable":  # forces of a grouping whose people are listed
        return arms_trade.beside(by_list, cells, needed)
    if claim.measure == "military" and cells:
        return _by_spending_alone(cells, needed)
    if claim.negated:
        cells = [replace(cell, agrees=None if cell.agrees is None else not cell.agrees) for cell in cells]
    verdict = decide(cells, rule="rank", needed=needed)
    if (
        verdict.verdict == "contradicted"
        and any(
            cell.agrees is not False
            for cell in cells
            if cell.day and cell.day.year == max(c.day.year for c in cells if c.day)
        )
        and len(groups) > 1
    ):
        return replace(
            verdict,
            verdict="depends",
            because="it fails among the region in its wide sense only",
            flips_on=("which states belong to the region",),
        )
    if verdict.verdict == "depends" and len(groups) > 1 and not verdict.flips_on:
        return replace(verdict, flips_on=("which states belong to the region",))
    return verdict


def _by_spending_alone(cells: list[Cell], needed: str) -> Verdict:
    """What makes a military large is open: by spending is one way; by people or arms is not covered."""
    agrees = all(cell.agrees for cell in cells)
    cells = [replace(cell, counts=False) for cell in cells]
    if agrees:
        return replace(
            decide(cells, needed=needed, rule="rank"),
            verdict="depends",
            because="it holds by spending; by people and arms nothing here covers it",
            flips_on=("what makes a military large: spending, people or arms",),
            needed="",
        )
    return unknown(
        "it does not hold by spending; by people and arms nothing here covers it",
        needed=needed,
        cells=cells,
        rule="rank",
    )


def hosts(world: World, claim: Claim, needed: str) -> Verdict:
    """Hold "hosts more American troops than any other" against the reports that list every host."""
    guest, asked = claim.object, year_of(claim)
    newest: dict[str, Fact] = {}
    for fact in world.seen("troops_hosted", guest):
        if (
            fact.about.givers == (guest,)
            and fact.basis == "active duty"
            and fact.value is not None
            and (asked is None or fact.day.year <= asked)
        ):
            last = newest.get(fact.about.receivers[0])
            newest[fact.about.receivers[0]] = fact if last is None or fact.day >= last.day else last
    day = max((fact.day for fact in newest.values()), default=None)
    table = sorted(
        (fact for fact in newest.values() if fact.day == day and fact.about.receivers[0] != guest),
        key=value_of,
        reverse=True,
    )
    place = next((n for n, fact in enumerate(table, start=1) if fact.about.receivers[0] == claim.subject), None)
    if (
        place is None
        or day is None
        or not complete(world, "troops_hosted", day=day)
        or claim.value is None
        or too_old(world, day.year, asked)
    ):
        return unknown("no report of a near day names this host", needed=needed)
    cell = Cell(
        table[0].citation.source, f"active duty, {len(table)} hosts", place == int(claim.value), tuple(table[: place + 1]), table[0].citation.release,
        float(place), "rank", f"place {place} of {len(table)}: " + ", ".join(f"{f.about.receivers[0]} {value_of(f):,.0f}" for f in table[: max(2, place)]), day, "hosts sorted by who is assigned",
    )  # fmt: skip
    return decide([cell], rule="rank", needed=needed)


def _tables(world: World, kind: str, measure: str) -> list[tuple[str, str]]:
    unit = "percent of GDP" if measure == "share" else UNITS.get(kind, "current US$")
    sources = dict.fromkeys(fact.citation.source for fact in world.seen(kind) if fact.unit == unit)
    return [(source, unit) for source in sorted(sources, key=lambda name: (name != "sipri", name))]


def _place(world: World, claim: Claim, kind: str, unit: str, source: str, group: frozenset[str] | None) -> Cell | None:
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
    whole = sum(1 for y, _ in newest if y == year) >= limit("count", "world")
    table = sorted(
        (value_of(fact), state, fact)
        for (y, state), fact in newest.items()
        if y == year and (group is None or state in group)
    )
    table.reverse()
    place = next((i for i, (_, state, _) in enumerate(table, start=1) if state == claim.subject), None)
    if place is None or claim.value is None:
        return None
    before = [code for code in claim.detail.get("before", "").split(";") if code]
    told = int(claim.value) - sum(group is not None and code not in group for code in before)
    wide = (
        whole
        or (
            kind == "warheads"
            and (year < _MANY_HOLDERS or sum(y == year for y, _ in newest) >= limit("count", "holders"))
        )
        or (
            group is not None
            and _all_listed(world, kind, unit, source, group, {one: value for value, one, _ in table}, claim.subject)
        )
        or _deep(newest, year, place, told)
    )
    agrees: bool | None = place <= told if claim.detail.get("top") else place == told
    if not wide and place <= told:
        agrees = None  # others may stand before it
    if agrees is False and _level(table, place, told):
        agrees = None
    if (
        before
        and agrees
        and {state for _, state, _ in table[: place - 1]} != {code for code in before if group is None or code in group}
    ):
        agrees = False  # others stand before it than those named
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


_MANY_HOLDERS = 1998
"""The year from which eight states and more have had nuclear weapons; before it, lists of all are shorter."""


def _level(table: list[tuple[float, str, Fact]], place: int, told: int) -> bool:
    """Whether the state that has the place told and this one are level, or so near that other estimates may turn them round."""
    if not 1 <= told <= len(table):
        return False
    ours, theirs = table[place - 1][0], table[told - 1][0]
    near = band("factor", "near in rank" if table[0][2].kind == "military_spending" else "level")
    return theirs > 0 and (near.low or 1) <= ours / theirs <= (near.high or 1)


@cache
def depths() -> dict[tuple[str, str, str, int], int]:
    """How many first places of a source's list are held, by source, release, unit and year, where the list is not held whole."""
    return {
        (row["source"], row["release"], row["unit"], int(row["year"])): int(row["depth"])
        for row in read_csv("latticework.answers", "rank_depth.csv")
    }


def _deep(newest: dict[tuple[int, str], Fact], year: int, place: int, told: int) -> bool:
    """Whether a place lies among the first of a list whose first places are all held."""
    held = {(f.citation.source, f.citation.release, f.unit, year) for (y, _), f in newest.items() if y == year}
    return max(place, told) <= max((depths().get(key, 0) for key in held), default=0)


def _all_listed(
    world: World, kind: str, unit: str, source: str, group: frozenset[str], table: dict[str, float], subject: str
) -> bool:
    """Whether a table ranks a group: it has all of it, or nearly all, and the others were never listed or stand far lower."""
    missing = group - set(table)
    if not missing:
        return True
    if len(group) - len(missing) < limit("share", "listed") * len(group):
        return False
    far = table[subject] * (band("factor", "moved since").low or 0)
    others = [
        f.value
        for f in world.seen(kind)
        if f.about.givers[0] in missing and f.unit == unit and f.citation.source == source and f.value is not None
    ]
    return all(value < far for value in others)
