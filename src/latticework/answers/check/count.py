"""Checks of counts: forces hosted, members, launches and tests."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from latticework import measures
from latticework.answers.check.cells import nearest
from latticework.answers.check.covered import complete, last_day_of, reaching_back
from latticework.answers.check.members_reaching import members_reaching
from latticework.answers.check.tally import arrivals, bases, partners
from latticework.answers.check.tolerance import Bounds, bounds, limit
from latticework.answers.check.verdict import DEPENDS, Cell, Verdict, cell_of, decide, doubted, unknown
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.reading import Reading
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

COUNTED = ("active duty", "selected reserve", "civilian")
"""Who is counted, in the reports on forces abroad; "troops" means the first."""


LISTS = {"bases": bases, "partners": partners, "arrivals": arrivals}
"""What is counted on lists that may be selections."""


def count(world: World, claim: Claim) -> Verdict:
    """Hold a count against the sources that count the same thing, by who or what is counted."""
    if claim.measure == "troops_hosted":
        return troops(world, claim)
    if claim.measure == "members":
        return member_count(world, claim)
    if claim.measure == "members_reaching":
        return members_reaching(world, claim)
    if claim.measure in ("missile_test", "nuclear_test"):
        return events(world, claim)
    if claim.measure in LISTS:
        return LISTS[claim.measure](world, claim)
    return unknown(
        "no source here counts this", needed=f"a source that counts {claim.detail.get('what') or claim.unit}"
    )


def member_count(world: World, claim: Claim) -> Verdict:
    """Hold "NATO counts 30 members" against the members on record on the day."""
    needed = f"a list of all members of {name_of(claim.object)} on the day"
    listed, looked = world.members(claim.object), complete(world, "membership", claim.object)
    if (
        not listed
        or not looked
        or (claim.time is not None and claim.time.last < world.as_of and claim.time.last.year != world.as_of.year)
    ):
        return unknown("no complete list of members of the day", needed=needed)
    facts = tuple(listed.values())
    agrees = len(listed) == claim.value if not claim.comparator else None
    if agrees is False and len(listed) - sum(map(doubted, facts)) <= (claim.value or 0) < len(listed):
        agrees = None  # some of those on record may not count
    cell = Cell(
        facts[0].citation.source,
        f"members of {name_of(claim.object)}",
        agrees,
        facts,
        value=float(len(listed)),
        unit="count",
        how="members on record on the day",
    )
    return decide(
        [cell],
        needed=needed,
        rule="members on record on the day",
        distance=abs(len(listed) - (claim.value or 0)),
        distance_unit="members from the number told",
    )


def troops(world: World, claim: Claim) -> Verdict:
    """Hold "54,000 troops" against the newest report by the day, for each way of counting."""
    needed = f"a count of {name_of(claim.subject)}'s forces in {name_of(claim.object)} by a source that covers them, near the day"
    meant = bounds(claim, "factor")
    if meant is None:
        return unknown("the text gives no figure", needed="a figure")
    cells = []
    for basis in COUNTED:
        found = _report(world, claim, basis)
        if found is not None and found.value is not None:
            cells.append(
                Cell(
                    found.citation.source,
                    basis,
                    meant.holds(found.value),
                    (found,),
                    found.citation.release,
                    found.value,
                    "persons",
                    day=found.day,
                    how="newest report by the day",
                    counts=basis == COUNTED[0],
                )
            )
    whole = _all_personnel(cells, meant)
    verdict = decide(
        [*cells, *whole],
        needed=needed,
        rule=f"factor, {claim.comparator or 'exact'}",
        distance=nearest(cells, meant),
        distance_unit="persons",
    )
    if verdict.verdict == DEPENDS and whole and whole[0].agrees and not verdict.flips_on:
        return replace(verdict, flips_on=("who is counted",))
    own = next((cell for cell in cells if cell.counts), None)
    more = (claim.value or 0) - (own.value or 0) if own else 0
    if verdict.verdict == "contradicted" and 0 < more <= (limit("persons", "rotating")):
        return replace(
            verdict,
            verdict=DEPENDS,
            because="the report counts who is assigned; forces that rotate or are only deployed are not in it",
            flips_on=("whether forces that rotate are counted",),
        )
    if verdict.verdict == "supported" and any(cell.agrees is False for cell in cells if not cell.counts):
        return replace(verdict, flips_on=("who is counted: active duty agrees, other ways of counting do not",))
    return verdict


def _report(world: World, claim: Claim, basis: str) -> Fact | None:
    if claim.time is not None and claim.time.last < world.as_of:
        known = [
            f
            for f in world.seen("troops_hosted", claim.subject, claim.object)
            if f.basis == basis and f.about.givers == (claim.subject,) and f.value is not None
        ]
        near = [f for f in known if claim.time.first - timedelta(days=92) <= f.day <= claim.time.last]
        return max(near, key=lambda f: f.day, default=None)
    found = measures.hosting(world, claim.subject, claim.object, counted=basis)
    return found.facts[0] if isinstance(found, Reading) and found.facts[0].about.givers == (claim.subject,) else None


def _all_personnel(cells: list[Cell], meant: Bounds) -> list[Cell]:
    """All who are counted of one report together: what "personnel" may mean; shown beside, never counted."""
    if len(cells) < 2 or len({cell.day for cell in cells}) > 1:
        return []
    total = sum(cell.value or 0 for cell in cells)
    facts = tuple(fact for cell in cells for fact in cell.facts)
    return [
        Cell(
            cells[0].source,
            " + ".join(cell.basis for cell in cells),
            meant.holds(total),
            facts,
            cells[0].release,
            total,
            "persons",
            day=cells[0].day,
            how="sum of the report's groups",
            counts=False,
        )
    ]


def events(world: World, claim: Claim) -> Verdict:
    """Hold a number of launches or tests against a list that is complete for its definition."""
    kind = claim.measure
    start, end = _window(world, claim)
    label = "missile launches" if kind == "missile_test" else "nuclear tests"
    needed = f"a list that is complete for {label} of {name_of(claim.subject)} over the whole time told"
    meant = bounds(claim, "factor")
    if meant is None or not claim.subject:
        return unknown("the text gives no figure or no state", needed=needed)
    guards = complete(world, kind, claim.subject, day=min(end - timedelta(days=1), world.as_of))
    guards = reaching_back(world, guards, start, kind, claim.subject)
    if start is None and claim.unit != "ordinal" and kind == "missile_test":
        return unknown("the text does not say over what time", needed="the time over which launches are counted")
    if not guards:
        return unknown(f"no source here lists every one of the {label} of {name_of(claim.subject)}", needed=needed)
    begin = start or min(c.start for c in guards)
    found = measures.count_since(
        world, kind, claim.subject, start=begin, end=last_day_of(guards, min(end, world.as_of + timedelta(days=1)))
    )
    if not isinstance(found, Reading):
        return unknown(found.because, needed=needed)
    if found.value == 0 and not found.facts:
        own = Cell(
            guards[0].source,
            label,
            not claim.value,
            (),
            how=found.how,
            value=0.0,
            unit="count",
            day=begin,
        )
        return decide([own], needed=needed, rule="count of listed events")
    agrees = _count_agrees(claim, found, meant)
    cells = [
        cell_of(
            found,
            agrees,
            source=guards[0].source,
            basis=f"{label} as listed{f' ({guards[0].note})' if guards[0].note else ''}",
        )
    ]
    verdict = decide(
        cells,
        needed=needed,
        rule=f"count of listed events, {claim.comparator or 'exact'}",
        distance=nearest(cells, meant),
        distance_unit="count",
    )
    if (
        verdict.verdict == "contradicted"
        and kind == "nuclear_test"
        and any(_SEVERAL.search(f.detail.get("title", "") + f.detail.get("note", "")) for f in found.facts)
    ):
        return replace(
            verdict,
            verdict=DEPENDS,
            because="the list counts days of testing, on some of which several devices were fired",
            flips_on=("whether tests or devices are counted",),
        )
    if verdict.verdict == "contradicted" and kind == "missile_test" and found.value < (claim.value or 0):
        return replace(
            verdict,
            verdict=DEPENDS,
            because="the list leaves out missiles of short range, rockets and shells, which others count",
            flips_on=("what counts as a missile launch",),
        )
    return verdict


_SEVERAL = re.compile(r"\b(?:devices|explosions|simultaneous\w*|two|three|four|five|tests)\b", re.I)
"""Words in the title of a test that tell of more than one explosion."""


def _count_agrees(claim: Claim, found: Reading, meant: Bounds) -> bool | None:
    if claim.unit == "ordinal" and claim.time is not None:
        before = [f for f in found.facts if f.day <= claim.time.last]
        last = before[-1] if before else None
        return None if last is None or last.day < claim.time.first else len(before) == claim.value
    if claim.unit == "ordinal":
        return True if found.value >= (claim.value or 0) else None
    if not claim.comparator and claim.value is not None and claim.value <= limit("count", "exactly"):
        return found.value == claim.value or (
            None if abs(found.value - claim.value) <= 1 and claim.measure == "missile_test" else False
        )
    return meant.holds(found.value)


def _window(world: World, claim: Claim) -> tuple[date | None, date]:
    ends = world.as_of + timedelta(days=1)
    if claim.since is not None:
        return claim.since.first, claim.time.last + timedelta(
            days=1
        ) if claim.time and claim.time.last > claim.since.last else ends
    if claim.time is not None and claim.unit != "ordinal":
        said = claim.said + timedelta(days=1) if claim.said else ends
        return claim.time.first, min(claim.time.last + timedelta(days=1), said)
    return None, ends
