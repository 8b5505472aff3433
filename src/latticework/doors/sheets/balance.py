"""Spending of two sides as a table."""

from __future__ import annotations

from collections.abc import Sequence

from latticework import measures
from latticework.doors.ask import Ask
from latticework.doors.render.table import Sheet, Value
from latticework.doors.sheets.common import cited, sheet
from latticework.measures.spending import bases
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.reading import Reading, Unknown
from latticework.model.state import find_state
from latticework.model.unit import say


def balance(ask: Ask, side_a: str, side_b: str) -> Sheet:
    """Lay out the spending ratio of two sides on every basis, with the year of overtaking for two states."""
    world = ask.world
    a, b = ([find_state(name, on=world.as_of).code for name in side.split("+")] for side in (side_a, side_b))
    rows: list[tuple[Value, ...]] = []
    used: list[Fact] = []
    notes: list[str] = []
    for source, release, unit in bases(world, a, b):
        found = measures.balance(world, a, b, unit=unit, source=source, release=release)
        if isinstance(found, Unknown):
            notes.append(f"{source} {unit} {release}: unknown, {found.because}")
            continue
        used.extend(found.evidence())
        crossed: Value = None
        if len(a) == len(b) == 1:
            over = measures.overtake(world, a[0], b[0], unit=unit, source=source, release=release)
            if isinstance(over, Reading):
                crossed = f"{'<= ' if over.detail['censored'] else ''}{over.value:.0f}"
                used.extend(over.facts)
            else:
                crossed = "not above"
        assert found.day is not None
        rows.append(
            (
                source,
                release,
                found.basis,
                found.day.year,
                *(_sum(found, side) for side in (a, b)),
                round(found.value, 2),
                crossed,
            )
        )
    if not rows:
        notes.append("unknown: no source here has figures of every state of both sides by this day")
    title = f"Military spending: {' + '.join(map(name_of, a))} against {' + '.join(map(name_of, b))}"
    columns = ("source", "release", "basis", "year", "side A", "side B", "ratio A:B", "A above B since")
    return sheet(title, world, columns, rows, (*notes, *cited(ask, used)))


def _sum(reading: Reading, side: Sequence[str]) -> str:
    unit = str(reading.detail["unit"])
    values = [part.value for part in reading.parts if part.name in side and not isinstance(part.value, Unknown)]
    return say(sum(values), unit)
