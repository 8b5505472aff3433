"""How deep the tie between two states is: a graded ladder over kinds."""

from __future__ import annotations

from functools import cache
from typing import Any

from latticework.measures.card import measure
from latticework.model.fact import Fact
from latticework.model.kind import find_kind
from latticework.model.period import years_before
from latticework.model.reading import Part, Reading, Unknown
from latticework.model.tables import read_toml
from latticework.views.ties import Ties, rung
from latticework.views.world import World

CONTACT_YEARS = 5
"""Visits, meetings and exercises count when they lie within these many years."""
CONTACTS = ("exercise", "visit", "port_call", "meeting")
"""The kinds of events that count as contact, the lowest rung."""


@cache
def ladder() -> dict[str, Any]:
    """The ladder's rungs and what each status is worth, from depth.toml."""
    return read_toml("latticework.measures", "depth.toml")


@measure(
    unit="score",
    formula="sum over the rungs reached of rung x the worth of the best status on it",
    needs=("defence_pact", "basing", "reciprocal_access", "acquisition_cross_servicing", "information_security",
           "equipment_transfer", "joint_programme", "defence_cooperation", "strategic_partnership", "exercise"),
    literature="design of this project; cf. Kinne 2018 on defence cooperation agreements",
    version=1,
)  # fmt: skip
def depth(world: World, one: str, other: str, ties: Ties | None = None) -> Reading | Unknown:
    """How deep two states are tied: each rung of the ladder they reached, once, by its height.

    From contact (1) to a defence pledge (9); at most 45. Unknown when no source looked at agreements of either
    state on the day; 0 when sources looked and found nothing.
    """
    ties = ties or Ties(world)
    worth = ladder()["status"]
    best: dict[int, tuple[float, list[Fact]]] = {}
    for tie in ties.between(one, other):
        height, value = rung(tie), float(worth.get(tie.status, 0.0))
        if height and value:
            _take(best, height, value, list(tie.steps[-1:]))
    since = years_before(world.as_of, CONTACT_YEARS)
    for kind in CONTACTS:
        recent = [fact for fact in world.seen(kind, one) if other in fact.about and since <= fact.day <= world.as_of]
        if recent:
            _take(best, find_kind(kind).rung, 1.0, recent[-3:])
    if not best and not any(world.looked("defence_cooperation", state) for state in (one, other)):
        return Unknown("no source here looked at the agreements of either state on this day")
    names = ladder()["rungs"]
    parts = tuple(
        Part(f"{height} {names[str(height)]}", height * value, tuple(facts))
        for height, (value, facts) in sorted(best.items(), reverse=True)
    )
    total = sum(height * value for height, (value, _) in best.items())
    return Reading(
        "depth",
        total,
        "score",
        parts=parts,
        how=" + ".join(part.name for part in parts),
        detail={"highest": max(best, default=0)},
    )


def _take(best: dict[int, tuple[float, list[Fact]]], height: int, value: float, facts: list[Fact]) -> None:
    before, had = best.get(height, (0.0, []))
    if value > before:
        best[height] = (value, facts)
    elif value == before:
        had.extend(facts)
