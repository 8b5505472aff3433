"""Checks of counts against lists that may be selections: people in an exercise, sites in a state, partners of agreements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from latticework.answers.check.cells import nearest
from latticework.answers.check.tie_steps import ties_of
from latticework.answers.check.tolerance import Bounds, bounds
from latticework.answers.check.verdict import Cell, Verdict, decide, unknown
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.state import is_state
from latticework.text.claims.shapes import Claim
from latticework.views.ties import Tie
from latticework.views.world import World


def participants(world: World, claim: Claim) -> Verdict:
    """Hold "17,600 soldiers take part in this year's Balikatan" against the number reported of the exercise of that name and year."""
    needed = f"a report of how many took part in {claim.detail.get('names') or 'the exercise'} that year"
    year = claim.time.last.year if claim.time else claim.said.year if claim.said else world.as_of.year
    meant = bounds(claim, "factor")
    named = [
        fact
        for fact in world.seen("exercise")
        if fact.value is not None
        and fact.unit == "troops"
        and fact.day.year == year
        and any(name in fact.detail.get("title", "") for name in claim.detail.get("names", "").split(";") if name)
    ]
    if meant is None or not named:
        return unknown("no number of people in an exercise so named is on record for the year", needed=needed)
    cells = [_reported(fact, meant, "persons") for fact in named]
    return decide(
        cells,
        needed=needed,
        rule=f"factor, {claim.comparator or 'exact'}",
        distance=nearest(cells, meant),
        distance_unit="persons",
    )


def bases(world: World, claim: Claim) -> Verdict:
    """Hold "nine sites in the Philippines" against the bases and sites on record: a lower bound, for the list is a selection."""
    guest, host = claim.parties
    needed = f"a whole list of the sites of {name_of(guest)} in {name_of(host)}"
    found = [
        tie
        for tie in ties_of(world).between(guest, host)
        if tie.kind == "basing" and guest in tie.about.givers and tie.status in ("in_force", "announced", "signed")
    ]
    return _at_least(claim, found, len(found), needed, f"sites of {name_of(guest)} in {name_of(host)}")


def partners(world: World, claim: Claim) -> Verdict:
    """Hold "signed agreements with more than twenty states in 2024" against the partners on record: a lower bound.

    Of a kind that is told, more partners on record than told refute the number.
    """
    meant = (claim.kind,) if claim.kind in _TOLD_KINDS else _GENERAL
    needed = f"a whole list of the agreements of {name_of(claim.subject)} in the time told"
    found = []
    for tie in ties_of(world).of(claim.subject, ended=True):
        made = tie.first_agreed
        if tie.kind in meant and made and not tie.via:
            when = claim.time
            if when is None or (when.first <= made.period.surely_since and made.day <= when.last):
                found.append(tie)
    others = {code for tie in found for code in tie.parties if code != claim.subject and is_state(code)}
    return _at_least(
        claim, found, len(others), needed, f"partners of {name_of(claim.subject)}", whole=meant != _GENERAL
    )


_GENERAL = ("defence_cooperation", "security_guarantee", "defence_pact", "strategic_partnership")
"""Kinds of agreement that are meant where none is told."""
_TOLD_KINDS = frozenset(
    {"reciprocal_access", "acquisition_cross_servicing", "information_security", "status_of_forces", "defence_pact"}
)
"""Kinds that a text counts by their name."""


def _at_least(claim: Claim, found: list[Tie], number: int, needed: str, label: str, *, whole: bool = False) -> Verdict:
    """A selection bears out a number it reaches; a higher one it neither bears out nor refutes, a lower one it refutes where it is `whole` of its kind."""
    meant = bounds(claim, "factor")
    if meant is None or not found or claim.value is None:
        return unknown("none is on record", needed=needed)
    exact = claim.comparator in ("", "approx", "nearly", "only")
    agrees = True if (number == claim.value if exact and claim.value <= _FEW else bool(meant.holds(number))) else None
    if whole and exact and number > claim.value:
        agrees = False
    facts = tuple(tie.since for tie in found)
    cell = Cell(
        facts[0].citation.source,
        f"{label} on record",
        agrees,
        facts,
        value=float(number),
        unit="count",
        how="ties on record, a lower bound",
    )
    if agrees is None:
        return unknown(
            "the number on record is another, but the list is a selection",
            needed=needed,
            cells=[replace(cell, counts=False)],
        )
    return decide(
        [cell], needed=needed, rule="number on record, a lower bound", notes=("the list is a selection: a lower bound",)
    )


_FEW = 20


def arrivals(world: World, claim: Claim) -> Verdict:
    """Hold "five missiles fell in Japan's zone" against the one act on record in the time that has a number of such weapons."""
    what = claim.detail.get("what", "")
    needed = (
        f"a report that counts the {what}s of {name_of(claim.subject)} that came to {name_of(claim.object)} that day"
    )
    meant = bounds(claim, "factor")
    first, last = _days(claim, world)
    found = [
        f
        for kind in ("hostile_act", "intrusion")
        for f in world.seen(kind, claim.subject, claim.object)
        if f.value is not None
        and f.unit.removesuffix("s") == what
        and claim.subject in f.about.givers
        and claim.object in f.about.receivers
        and first <= f.day <= last
    ]
    if meant is None or not found:
        return unknown("no such act with a number is on record at the time told", needed=needed)
    cells = [_reported(fact, meant, "count") for fact in found]
    if len(cells) > 1:  # which of them is meant is not sure
        cells = [replace(cell, agrees=cell.agrees or None) for cell in cells]
    return decide(
        cells,
        needed=needed,
        rule=f"factor, {claim.comparator or 'exact'}",
        distance=nearest(cells, meant),
        distance_unit="count",
    )


def _days(claim: Claim, world: World) -> tuple[date, date]:
    """The time told; without one, the six weeks before publication."""
    if claim.time is not None:
        return claim.time.first, claim.time.last
    said = claim.said or world.as_of
    return said - timedelta(days=45), said


def _reported(fact: Fact, meant: Bounds, unit: str) -> Cell:
    """Set a number that a report gives against what is claimed."""
    value = fact.value
    return Cell(
        fact.citation.source, fact.detail.get("title", fact.kind), None if value is None else meant.holds(value), (fact,),
        fact.citation.release, value, unit, day=fact.day, how="number reported",
    )  # fmt: skip
