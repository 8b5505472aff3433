"""What the tables of the system share: codes of names, ids in a cell, and readings' details as plain values."""

from __future__ import annotations

from collections.abc import Sequence

from latticework.doors.sheets.common import SHORT
from latticework.model.fact import Fact
from latticework.model.reading import Reading, Unknown
from latticework.model.state import find_state
from latticework.views.world import World

SHOWN = 3
"""How many fact ids stand in a cell."""


def codes_of(world: World, *names: str) -> tuple[str, ...]:
    """Give the codes of states named in any way, as of the day."""
    return tuple(find_state(name, on=world.as_of).code for name in names)


def covered(world: World, kind: str) -> list[str]:
    """Give the states whose ties of a kind sources name as looked at on the day."""
    return sorted({state for c in world.coverage if c.kind == kind and c.holds((), world.as_of) for state in c.states})


def ids(facts: Sequence[Fact]) -> str:
    """Write the ids of some facts in one cell, the first few and how many more."""
    more = f" and {len(facts) - SHOWN} more" if len(facts) > SHOWN else ""
    return ", ".join(fact.id[:SHORT] for fact in facts[:SHOWN]) + more


def plain(value: float | Unknown) -> float | None:
    """Give a number, or None where it is unknown: a cell shows that as unknown."""
    return None if isinstance(value, Unknown) else value


def number(reading: Reading, name: str) -> float | None:
    """Give a number of a reading's detail; None where it is not defined."""
    value = reading.detail[name]
    return float(value) if isinstance(value, int | float) else None


def several(reading: Reading, name: str) -> tuple[object, ...]:
    """Give what a reading's detail holds several of."""
    value = reading.detail[name]
    assert isinstance(value, tuple)
    return value
