"""Pledges and their paths as a table."""

from __future__ import annotations

from latticework import measures
from latticework.doors.ask import Ask
from latticework.doors.render.table import Sheet, Value
from latticework.doors.sheets.common import SHORT, cited, sheet
from latticework.measures.pledges import outcome, pledges_of
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.period import iso
from latticework.model.reading import Reading, Unknown
from latticework.model.state import find_state
from latticework.model.unit import say


def pledges(ask: Ask, state: str) -> Sheet:
    """Lay out the pledges of a state with their paths."""
    world = ask.world
    code = find_state(state, on=world.as_of).code
    found = world.facts("pledge", code)
    columns = ("promised", "pledge", "deadline", "stood", "now", "needs a year", "counts by", "document", "fact")
    if isinstance(found, Unknown):
        return sheet(f"Pledges of {name_of(code)}", world, columns, [], (f"unknown: {found.because}",))
    rows: list[tuple[Value, ...]] = []
    for fact in pledges_of(world, code):
        path = measures.pledge_path(world, fact)
        now = needs = ""
        if isinstance(path, Reading):
            value = path.parts[0].value
            assert not isinstance(value, Unknown)
            now, needs = say(value, "percent of GDP"), say(path.value, "percent")
        rows.append(
            (
                iso(fact.day, fact.period.precision),
                _promise(fact),
                fact.detail.get("deadline", ""),
                outcome(fact, world.as_of),
                now,
                needs,
                fact.basis,
                fact.title,
                fact.id[:SHORT],
            )
        )
    notes = ("now: SIPRI's share of GDP in the last full year; a pledge may count by another definition",)
    return sheet(f"Pledges of {name_of(code)}", world, columns, rows, (*notes, *cited(ask, found)))


def _promise(fact: Fact) -> str:
    assert fact.value is not None
    least = fact.detail.get("comparator", "").replace("_", " ").replace("exactly", "")
    return f"{least} {say(fact.value, fact.unit)} {fact.detail['numerator'].replace('_', ' ')}".strip()
