"""Which ties a state gained and lost between two days."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from latticework.measures.card import measure
from latticework.model.kind import find_kind
from latticework.model.reading import Part, Reading
from latticework.model.state import is_state
from latticework.views.ties import Tie, Ties, rung, status_on
from latticework.views.world import World

UNDER_WAY = ("proposed", "negotiating", "announced")


@measure(
    unit="count",
    formula="agreements first signed or in force after the day `since` and not ended by the day",
    needs=("defence_cooperation", "reciprocal_access"),
    literature="design of this project",
    version=1,
)
def gained(world: World, state: str, since: date, ties: Ties | None = None) -> list[Reading]:
    """The partners with whom a state made new agreements since a day, each with the agreements, deepest first.

    What is only proposed, negotiated or announced is listed in the detail `under_way`, not counted.
    """
    ties = ties or Ties(world)
    made: dict[str, list[Tie]] = defaultdict(list)
    coming: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties.of(state):
        for other in tie.others(state):
            if not is_state(other) or find_kind(tie.kind).settles:
                continue
            first = tie.first_agreed
            if first is not None and first.period.surely_since > since:
                made[other].append(tie)
            elif first is None and tie.status in UNDER_WAY and tie.since.period.surely_since > since:
                coming[other].append(tie)
    readings = []
    for other in sorted({*made, *coming}):
        new = sorted(made[other], key=lambda tie: (-rung(tie), tie.key))
        readings.append(
            Reading(
                "gained", float(len(new)), "count", facts=tuple(tie.since for tie in (*new, *coming[other])),
                parts=tuple(Part(find_kind(tie.kind).label, 1.0, (tie.since,)) for tie in new),
                detail={"partner": other, "ties": tuple(new), "under_way": tuple(coming[other]), "height": sum({rung(tie) for tie in new})},
            )
        )  # fmt: skip
    return sorted(readings, key=lambda r: (-_number(r, "height"), -r.value, str(r.detail["partner"])))


@measure(
    unit="count",
    formula="agreements in force on the day `since` and ended or suspended by the day",
    needs=("defence_cooperation",),
    literature="design of this project",
    version=1,
)
def lost(world: World, state: str, since: date, ties: Ties | None = None) -> list[Tie]:
    """The ties of a state that stood on an earlier day and had ended or been suspended by this day."""
    ties = ties or Ties(world)
    return [
        tie
        for tie in ties.of(state, ended=True)
        if not find_kind(tie.kind).settles
        and tie.status in ("ended", "suspended")
        and status_on(tie, since) in ("signed", "in_force")
    ]


def _number(reading: Reading, name: str) -> int:
    value = reading.detail[name]
    assert isinstance(value, int)
    return value
