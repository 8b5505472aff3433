"""Check of memberships: who belongs to a grouping, since when, and when it was formed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from latticework.answers.check.covered import complete
from latticework.answers.check.spans import same_time
from latticework.answers.check.tolerance import limit
from latticework.answers.check.treaties import is_treaty, treaty
from latticework.answers.check.verdict import DEPENDS, Cell, Verdict, decide, unknown
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.text.claims.shapes import Claim
from latticework.views.world import World


def membership(world: World, claim: Claim) -> Verdict:
    """Hold who joined, belongs to or makes up a grouping against its members on the day."""
    if claim.object not in world.groupings:
        return unknown("the grouping is not in the table", needed="a list of its members with their days")
    if is_treaty(world, claim.object):
        return treaty(world, claim)
    if claim.status == "applied":
        return unknown("applications are not listed", needed="a list of applications with their days")
    if claim.kind == "founded":
        return founded(world, claim)
    return members(world, claim) if claim.kind == "members" else member(world, claim)


def _steps(world: World, claim: Claim) -> list[Fact]:
    return [
        f
        for f in world.seen("membership", claim.subject, claim.object)
        if f.about.givers[0] == claim.subject
        and f.detail.get("role", "member") == "member"
        and f.period.surely_since <= world.as_of
    ]


def _guarded(world: World, claim: Claim) -> bool:
    """Whether the members of the grouping are on record and the list covers the day."""
    return bool(complete(world, "membership", claim.object)) and bool(world.members(claim.object))


def member(world: World, claim: Claim) -> Verdict:
    """Hold one state's membership: joined when, member or not on the day."""
    needed = f"a list of all members of {name_of(claim.object)} with their days"
    steps = sorted(_steps(world, claim), key=lambda f: f.period.surely_since)
    now = next((f for role in _MEMBER_ROLES if (f := world.members(claim.object, role=role).get(claim.subject))), None)
    if claim.status in ("joined", "left"):
        wanted = ("in_force", "signed") if claim.status == "joined" else ("ended", "suspended")
        told = [f for f in steps if f.status in wanted]
        cells = [
            _cell(f, True if claim.time is None else same_time(claim.time, f))
            for f in (told[:1] if claim.status == "joined" else told[-1:])
        ]
        cells += [_cell(f, True) for f in told[1:] if claim.time is not None and same_time(claim.time, f)]
        if any(cell.agrees for cell in cells):
            cells = [cell if cell.agrees else replace(cell, counts=False) for cell in cells]
        elif cells and claim.time is not None and all(_near(claim, cell) for cell in cells):
            cells = [replace(cell, agrees=None) for cell in cells]
        frozen = world.members(claim.object, role="suspended").get(claim.subject)
        if claim.status == "left" and frozen is not None:  # one that is suspended has not left
            cells = [_cell(frozen, None), *(replace(cell, counts=False) for cell in cells)]
        if not told and _guarded(world, claim):
            cells = [_none(world, claim)] if claim.status == "joined" and not claim.negated else []
        return _turned(claim, cells, needed)
    looser = _other_role(world, claim)
    if not now and looser is not None:
        return Verdict(
            DEPENDS, (replace(_cell(looser, None), says=f"{looser.detail.get('role')} since {looser.period}"),), f"on record as {looser.detail.get('role')}, not as a member",
            ("what counts as belonging to it",), rule="membership on record on the day",
        )  # fmt: skip
    cells = [_cell(now, True)] if now else [_none(world, claim)] if _guarded(world, claim) else []
    return _turned(claim, cells, needed)


def _other_role(world: World, claim: Claim) -> Fact | None:
    """The role a state holds in a grouping without being a member: associate, partner, observer; None when it holds none."""
    found = (
        world.members(claim.object, role=role).get(claim.subject)
        for role in ("suspended", "associate", "partner", "observer")
    )
    return next((fact for fact in found if fact is not None), None)


_MEMBER_ROLES = ("member", "permanent", "elected")
"""Roles that make a state a member."""


def _near(claim: Claim, cell: Cell) -> bool:
    """Whether a membership begins within a year of the time told: signing, ratifying and acceding are told alike."""
    assert claim.time is not None
    return cell.day is not None and claim.time.first - timedelta(days=400) <= cell.day <= claim.time.last + timedelta(
        days=400
    )


def _turned(claim: Claim, cells: list[Cell], needed: str) -> Verdict:
    if claim.negated:
        cells = [replace(cell, agrees=None if cell.agrees is None else not cell.agrees) for cell in cells]
    return decide(cells, needed=needed, rule="membership on record on the day")


def _cell(fact: Fact, agrees: bool | None) -> Cell:
    return Cell(
        fact.citation.source,
        f"membership of {name_of(fact.about.receivers[0])}",
        agrees,
        (fact,),
        fact.citation.release,
        says=f"{fact.about.givers[0]}: {fact.status.replace('_', ' ')} since {fact.period}",
        day=fact.day,
        how="membership on record",
    )


def _none(world: World, claim: Claim) -> Cell:
    looked = complete(world, "membership", claim.object)[0]
    listed = tuple(world.members(claim.object).values())
    return Cell(
        looked.source,
        f"members of {name_of(claim.object)}",
        False,
        listed,
        says=f"{claim.subject} is not among {len(listed)} members",
        how="the list of members is complete for the day",
    )


def members(world: World, claim: Claim) -> Verdict:
    """Hold the states a text lists as a grouping's members against those on record."""
    needed = f"a list of all members of {name_of(claim.object)} on the day"
    on_record = world.members(claim.object)
    if not on_record:
        return unknown("no members are on record by the day", needed=needed)
    strangers = [code for code in claim.parties if code not in on_record]
    missing = [code for code in on_record if code not in claim.parties] if claim.status == "all" else []
    facts = tuple(on_record.values())
    says = (
        "; ".join(
            filter(
                None,
                (
                    f"not members: {', '.join(map(name_of, strangers))}" if strangers else "",
                    f"left out: {', '.join(map(name_of, missing))}" if missing else "",
                ),
            )
        )
        or "the same states"
    )
    agrees: bool | None = not strangers and not missing
    if not strangers and missing:
        agrees = None
    if strangers and not _guarded(world, claim):
        agrees = None
    cell = Cell(
        facts[0].citation.source,
        f"members of {name_of(claim.object)}",
        agrees,
        facts,
        says=says,
        how="members on record on the day",
    )
    verdict = decide([cell], needed=needed, rule="members on record on the day")
    return (
        replace(verdict, flips_on=("whether the text means to list all members",))
        if verdict.verdict == DEPENDS
        else verdict
    )


def founded(world: World, claim: Claim) -> Verdict:
    """Hold when a grouping was formed or first met against the table of groupings and its first members."""
    grouping = world.groupings[claim.object]
    needed = f"a record of when {name_of(claim.object)} was formed and of each of its meetings"
    first = sorted((f for f in world.seen("membership", claim.object) if f.status == "in_force"), key=lambda f: f.day)[
        :1
    ]
    span = claim.since or claim.time
    if grouping.founded is None or span is None:
        return unknown("no day of its forming is on record", needed=needed)
    agrees = span.first <= grouping.founded <= span.last or span.first.year == grouping.founded.year
    off = abs(grouping.founded.year - span.first.year)
    cell = Cell(
        grouping.source,
        f"forming of {grouping.name}",
        True if agrees else None if off <= limit("years", "forming") or claim.status == "met" else False,
        tuple(first),
        says=f"formed {grouping.founded.isoformat()}",
        day=grouping.founded,
        how=f"table of groupings: {grouping.locator}",
        value=float(grouping.founded.year),
        unit="year",
    )
    verdict = decide(
        [cell],
        needed=needed,
        rule="the day of forming in the table of groupings",
        distance=float(off),
        distance_unit="years from the year told",
    )
    return (
        replace(
            verdict, flips_on=("what counts as its beginning: first talks, first meeting, treaty or entry into force",)
        )
        if verdict.verdict == DEPENDS
        else verdict
    )
