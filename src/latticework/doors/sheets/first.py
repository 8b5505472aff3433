"""First since, and counts, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from latticework import measures
from latticework.doors.ask import Ask
from latticework.doors.render.table import Sheet, Value
from latticework.doors.sheets.common import SHORT, cited, sheet
from latticework.model.grouping import name_of
from latticework.model.kind import find_kind
from latticework.model.period import as_day, say_day
from latticework.model.reading import Unknown
from latticework.model.state import find_state


def first(ask: Ask, kind: str, parties: Sequence[str], *, on: str | None, since: str | None, mode: str | None) -> Sheet:
    """Lay out since when an event is the first, or the count since a day."""
    world = ask.world
    name = find_kind(kind).name
    codes = [find_state(party, on=world.as_of).code for party in parties]
    where = {"mode": mode} if mode else None
    who = " and ".join(map(name_of, codes))
    if since:
        counted = measures.count_since(world, name, *codes, start=as_day(since), where=where)
        title = f"{find_kind(name).many} ({who}) since {say_day(as_day(since))}"
        if isinstance(counted, Unknown):
            return sheet(title, world, ("count",), [], (f"unknown: {counted.because}",))
        return sheet(
            title,
            world,
            ("count", "how"),
            [(counted.value, counted.how)],
            (*counted.notes, *cited(ask, counted.facts)),
        )
    found = measures.first_since(world, name, *codes, on=as_day(on) if on else None, where=where)
    title = f"First {find_kind(name).label} ({who}) since"
    if isinstance(found, Unknown):
        return sheet(title, world, ("event",), [], (f"unknown: {found.because}",))
    event = found.facts[0]
    start = found.detail["covered_from"]
    assert isinstance(start, date)
    before = "none since coverage began" if found.detail["first_known"] else say_day(found.facts[1].day)
    rows: list[tuple[Value, ...]] = [(say_day(event.day), event.title, before, say_day(start), event.id[:SHORT])]
    return sheet(
        title,
        world,
        ("event", "what", "the one before", "covered from", "fact"),
        rows,
        cited(ask, found.facts),
    )
