"""First since, count since: computed from dated facts, and guarded by what the sources covered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from latticework.measures.card import measure
from latticework.model.fact import Fact
from latticework.model.kind import find_kind
from latticework.model.period import say_day
from latticework.model.reading import Reading, Unknown
from latticework.views.world import World


@measure(
    unit="day",
    formula="the day of the latest earlier event of the same kind and parties",
    needs=("overflight", "missile_test"),
    literature="design of this project",
    version=1,
)
def first_since(
    world: World, kind: str, *parties: str, on: date | None = None, where: Mapping[str, str] | None = None
) -> Reading | Unknown:
    """The event of a kind on a day (the latest by default), and the one before it: "the first since".

    `where` keeps events whose details have these values. The value is the earlier event's year; `day` is its day.
    When there was no earlier one, the reading is of the event itself, and a note says since when anyone looked.
    Unknown when no source covers the kind completely over the whole gap, or there is no such event.
    """
    events = _events(world, kind, parties, where)
    latest = [fact for fact in events if on is None or fact.day == on]
    if not latest:
        return Unknown(f"no {find_kind(kind).label} is known {'on ' + say_day(on) if on else 'by this day'}")
    event = latest[-1]
    guard = [c for c in world.coverage if c.kind == kind and c.complete and c.holds(parties, event.day)]
    if not guard:
        return Unknown(
            f"no source here lists every {find_kind(kind).label}, so none can be called the first since another"
        )
    start = min(c.start for c in guard)
    earlier = [fact for fact in events if start <= fact.day < event.day]
    if not earlier:
        return Reading(
            "first_since", float(event.day.year), "year", facts=(event,), day=event.day,
            how=f"none between {say_day(start)} and {say_day(event.day)}", detail={"first_known": True, "covered_from": start},
        )  # fmt: skip
    last = earlier[-1]
    return Reading(
        "first_since", float(last.day.year), "year", facts=(event, last), day=last.day,
        how=f"{say_day(event.day)}, the one before on {say_day(last.day)}", detail={"first_known": False, "covered_from": start, "event": event, "before": last},
    )  # fmt: skip


@measure(
    unit="count",
    formula="number of events of the kind and parties from the first day to before the last",
    needs=("missile_test", "overflight"),
    literature="design of this project",
    version=1,
)
def count_since(
    world: World, kind: str, *parties: str, start: date, end: date | None = None, where: Mapping[str, str] | None = None
) -> Reading | Unknown:
    """How many events of a kind there were from one day until before another (the world's day by default).

    Unknown when no source covers the kind at both ends; a lower bound, said in a note, when only a selection was
    looked at. Zero when complete sources looked and found none.
    """
    until = end or world.as_of
    looked = [
        c
        for c in world.coverage
        if c.kind == kind and c.start <= start and (c.end is None or until <= c.end) and c.holds(parties, start)
    ]
    if not looked:
        return Unknown(f"no source here covers {find_kind(kind).many} from {say_day(start)} to {say_day(until)}")
    found = [fact for fact in _events(world, kind, parties, where) if start <= fact.day < until]
    notes = () if any(c.complete for c in looked) else ("at least: the sources are a selection",)
    total = sum(fact.value if fact.value is not None and fact.unit == "missiles" else 1.0 for fact in found)
    return Reading(
        "count_since", total, "count", facts=tuple(found), day=start, notes=notes,
        how=f"from {say_day(start)} until before {say_day(until)}", detail={"end": until},
    )  # fmt: skip


def _events(world: World, kind: str, parties: tuple[str, ...], where: Mapping[str, str] | None) -> list[Fact]:
    wanted = dict(where or {})
    return sorted(
        (
            fact
            for fact in world.seen(kind, *parties)
            if all(fact.detail.get(name) == value for name, value in wanted.items())
            and fact.period.surely_since <= world.as_of
        ),
        key=lambda fact: (fact.day, fact.id),
    )
