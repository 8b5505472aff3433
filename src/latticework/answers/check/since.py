"""Checks of "first" and "first since"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from latticework import measures
from latticework.answers.check.earlier import SELECTED, first_of_selected
from latticework.answers.check.verdict import Cell, Verdict, cell_of, decide, unknown
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.kind import find_kind
from latticework.model.period import years_before
from latticework.model.reading import Reading
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

_WAYS: dict[str, tuple[tuple[str, dict[str, str], bool], ...]] = {
    "overflight": (
        ("ballistic missiles", {"mode": "ballistic_missile"}, True),
        ("missiles and satellite launches", {}, False),
    ),
}
"""For a kind of event, the ways of counting: label, details held to, whether the words of a text mean it."""


def first_since(world: World, claim: Claim) -> Verdict:
    """Hold "for the first time since 2017" against the event told and the one before it, where every event is listed."""
    if claim.detail.get("within"):  # the length of time told decides, not the year counted from it
        claim = replace(claim, since=None)
    if not claim.kind:
        what = "records" if claim.measure == "record" else "events of this kind"
        return unknown(
            f"no source here lists every one: {what}",
            needed="a source that lists every event of the kind over the whole time",
        )
    if claim.kind in SELECTED and claim.measure == "first":
        return first_of_selected(world, claim)
    if claim.kind == "missile_test" and _QUALIFIED.search(claim.detail.get("words", "")):
        return unknown(
            "what exactly is said to be new (a type, a place, a way) is not listed",
            needed="a list of launches by type, place and way",
        )
    label = find_kind(claim.kind).label
    parties = tuple(code for code in (claim.subject, claim.object if claim.kind == "overflight" else "") if code)
    needed = f"a list of every {label} of {' and '.join(map(name_of, parties)) or 'the state'} from the earlier day told to the day of the event"
    if claim.kind == "overflight" and len(parties) < 2:
        return unknown("whose territory is not told", needed=needed)
    events = [f for f in world.seen(claim.kind, *parties) if _in_time(claim, f)]
    if not events:
        return unknown(f"no {label} at the time told is known", needed=needed)
    ways = _WAYS.get(claim.kind) or (
        (
            label,
            {"class": claim.detail["class"]} if claim.detail.get("class") and claim.kind == "missile_test" else {},
            True,
        ),
    )
    cells = [cell for way in ways for cell in _cells(world, claim, parties, events, way)]
    if claim.kind == "overflight" and claim.detail.get("sort") == "satellite":
        cells = [
            cell for cell in (_of_place(world, claim, parties, events, failed) for failed in (True, False)) if cell
        ]
    if claim.kind == "missile_test" and claim.since is None and not claim.detail.get("within"):
        return unknown("what exactly is said to be new (a type, a place, a way) is not listed", needed=needed, cells=[])
    return decide(
        cells,
        needed=needed,
        rule="the latest earlier event of the kind, where every one is listed",
        distance=_gap(claim, cells),
        distance_unit="years from the year told",
    )


def _of_place(world: World, claim: Claim, parties: tuple[str, ...], events: list[Fact], failed: bool) -> Cell | None:
    """Hold "first satellite launch over Okinawa since 2016" against the one before over that place, with failed ones or without."""
    names = claim.detail.get("names", "").split()

    def fits(fact: Fact) -> bool:
        place, title = fact.detail.get("place", ""), fact.detail.get("title", "")
        told = [name for name in names if any(name in f.detail.get("place", "") for f in every)]
        return (
            fact.detail.get("mode") == "satellite_launch"
            and (failed or not _FAILED.search(title))
            and (not told or any(name in place for name in told))
        )

    every = world.seen(claim.kind, *parties)
    event = max((f for f in events if fits(f)), key=lambda f: f.day, default=None)
    guards = [
        c for c in world.coverage if c.kind == claim.kind and c.complete and event and c.holds(parties, event.day)
    ]
    if event is None or not guards:
        return None
    start = min(c.start for c in guards)
    before = max((f for f in every if fits(f) and start <= f.day < event.day), key=lambda f: f.day, default=None)
    last = before or event
    found = Reading(
        "first_since", float(last.day.year), "year", facts=(event,) if before is None else (event, before), day=last.day,
        how="the one before over the place told", detail={"first_known": before is None, "covered_from": start, "event": event, "before": before},
    )  # fmt: skip
    return cell_of(
        found, _agrees(claim, found), basis=f"satellite launches, failed ones {'too' if failed else 'left out'}"
    )


_FAILED = re.compile(r"\bfail\w*\b", re.I)


_QUALIFIED = re.compile(
    r"\b(?:cross\w*|land(?:ed|s|ing)?|fell|fall\w*|hit|reach\w*|zone|waters|submarines?|hypersonic|solid|trains?|night|salvo\w*|simultaneous\w*|type|kind|such|cruise|tactical|rail\w*|silo\w*|loft\w*|trajectory|largest|model|long-range|medium-range|intermediate\w*|east|west)\b",
    re.I,
)
"""Words that narrow a launch to a sort that the list of launches does not tell."""


def _in_time(claim: Claim, fact: Fact) -> bool:
    if claim.time is None:
        return claim.said is None or claim.said - timedelta(days=31) <= fact.day <= claim.said
    return claim.time.first - timedelta(days=1) <= fact.day <= claim.time.last + timedelta(days=1)


def _cells(
    world: World, claim: Claim, parties: tuple[str, ...], events: list[Fact], way: tuple[str, dict[str, str], bool]
) -> list[Cell]:
    label, where, counts = way
    days = sorted({f.day for f in events if all(f.detail.get(name) == value for name, value in where.items())})
    if not days:
        return []
    readings = [
        found
        for day in days
        if isinstance(found := measures.first_since(world, claim.kind, *parties, on=day, where=where or None), Reading)
    ]
    if not readings:
        return []
    best = max(readings, key=lambda r: (_agrees(claim, r) is True, -(r.day.toordinal() if r.day else 0)))
    agrees = _agrees(claim, best)
    return [cell_of(best, agrees, basis=label, counts=counts)]


def _agrees(claim: Claim, found: Reading) -> bool | None:
    """Whether the event before is the one told; None when the list begins too late to say."""
    before, event = found.detail.get("before"), found.facts[0]
    if found.detail["first_known"]:
        covered = found.detail["covered_from"]
        if claim.since is not None:
            return None if claim.since.last.toordinal() < covered.toordinal() else False  # type: ignore[attr-defined]
        return True
    assert isinstance(before, Fact)
    if claim.since is not None:
        return claim.since.first <= before.period.surely_since and before.day <= claim.since.last
    within = claim.detail.get("within", "").split()
    if within:
        number = float(within[0]) * (10 if within[1] == "decade" else 1 if within[1] == "year" else 1 / 12)
        return before.day <= years_before(event.day, max(1, round(number)))
    return False


def _gap(claim: Claim, cells: list[Cell]) -> float | None:
    if claim.since is None:
        return None
    return min(
        (abs(cell.value - claim.since.first.year) for cell in cells if cell.counts and cell.value is not None),
        default=None,
    )
