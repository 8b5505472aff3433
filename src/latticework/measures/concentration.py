"""How concentrated military spending is in few hands, and how many poles that comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from math import sqrt

from latticework.measures.card import measure
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.reading import Part, Reading, Unknown
from latticework.model.state import is_state
from latticework.views.world import World

RECENT_YEARS = 3
"""The year is the one of these last known years in which most of the states have a figure; of equals the newest."""


def con(values: Sequence[float]) -> float:
    """Give Ray and Singer's concentration of some values: 0 when all are equal, 1 when one has everything."""
    n, total = len(values), sum(values)
    squares = sum((value / total) ** 2 for value in values)
    return sqrt(max(0.0, (squares - 1 / n) / (1 - 1 / n)))


def poles(values: Sequence[float]) -> float:
    """Give the number of equal holders that would be as concentrated: 1 / sum of squared shares."""
    total = sum(values)
    return 1 / sum((value / total) ** 2 for value in values)


@measure(
    unit="score",
    formula="sqrt((sum of squared shares - 1/N) / (1 - 1/N)); effective poles = 1 / sum of squared shares",
    needs=("military_spending",),
    literature="Ray, Singer 1973; Laakso, Taagepera 1979 on effective numbers",
    version=1,
)
def concentration(
    world: World, among: Collection[str] = (), *, unit: str = "current US$", source: str = ""
) -> Reading | Unknown:
    """How concentrated military spending is among some states, or all that have a figure: 0 even, 1 in one hand.

    In the recent year in which most of them have a figure. States without one are named in the notes, not counted as
    zero. The detail holds `poles` and the number of states `n`, without
    which the value cannot be compared. Unknown when fewer than two have a figure in one year.
    """
    states = sorted(set(among)) or sorted(
        {fact.about.givers[0] for fact in world.seen("military_spending") if is_state(fact.about.givers[0])}
    )
    histories = {s: _by_year(world.series("military_spending", s, unit=unit, source=source)) for s in states}
    with_any = {state: history for state, history in histories.items() if history}
    year = _year(with_any)
    have = {state: history[year] for state, history in with_any.items() if year in history} if year else {}
    values = [fact.value for fact in have.values() if fact.value is not None]
    if len(values) < 2 or sum(values) <= 0:
        return Unknown("fewer than two of these states have a figure in one year")
    missing = [state for state in states if state not in have] if among else []
    notes = (f"without a figure, not counted: {', '.join(map(name_of, missing))}",) if missing else ()
    parts = tuple(
        Part(state, fact.value, (fact,)) for state, fact in sorted(have.items(), key=lambda item: -(item[1].value or 0))
        if fact.value is not None
    )  # fmt: skip
    return Reading(
        "concentration", con(values), "score", parts=parts, day=parts[0].facts[0].day, basis=unit,
        how=f"{len(values)} states in {year}", notes=notes, detail={"poles": poles(values), "n": len(values), "year": year},
    )  # fmt: skip


def _by_year(history: Sequence[Fact]) -> dict[int, Fact]:
    newest = max((fact.basis for fact in history), default="")
    return {fact.day.year: fact for fact in history if fact.basis == newest}


def _year(histories: dict[str, dict[int, Fact]]) -> int | None:
    count = Counter(year for history in histories.values() for year in history)
    recent = sorted(count)[-RECENT_YEARS:]
    return max(recent, key=lambda year: (count[year], year), default=None)
