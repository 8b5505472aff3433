"""How far a state and its allies match those who threaten it, and how far that rests on one ally."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from latticework.measures.card import measure
from latticework.measures.spending import spending
from latticework.model.grouping import name_of
from latticework.model.reading import Part, Reading, Unknown
from latticework.views.ties import Ties
from latticework.views.world import World


@measure(
    unit="ratio",
    formula="(own + allied military spending) / spending of the states ranked as threats; allies: who must defend it",
    needs=("military_spending", "defence_pact", "threat_named"),
    literature="design of this project, after Walt 1987",
    version=1,
)
def cover(world: World, state: str, against: Sequence[str], ties: Ties | None = None) -> Reading | Unknown:
    """How many times over a state and its allies outspend those who threaten it.

    Allies are the states bound to defend it on the day. An ally or threat without a figure is not counted as zero:
    it is named in the notes, and the value then speaks of the others alone. Unknown when the state itself or all
    of the threats have no figure.
    """
    ties = ties or Ties(world)
    own = spending(world, state)
    if isinstance(own, Unknown):
        return own
    with_it, missing_with = _spend(world, ties.defenders(state), "ally")
    facing, missing_facing = _spend(world, against, "threat")
    if not facing:
        return Unknown("no spending of any of the threats is known")
    ours = own.value + sum(part.value for part in with_it if not isinstance(part.value, Unknown))
    theirs = sum(part.value for part in facing if not isinstance(part.value, Unknown))
    parts = (Part(f"own: {state}", own.value, own.facts), *with_it, *facing)
    notes = tuple(
        f"{who} without a figure, not counted: {', '.join(map(name_of, them))}"
        for who, them in (("allies", missing_with), ("threats", missing_facing))
        if them
    )
    return Reading(
        "cover", ours / theirs, "ratio", parts=parts, day=own.day, basis=own.basis, how="(own + allies) / threats",
        notes=notes, detail={"alone": own.value / theirs},
    )  # fmt: skip


@measure(
    unit="percent",
    formula="100 x the largest defender's spending / (own + all defenders' spending)",
    needs=("military_spending", "defence_pact"),
    literature="design of this project; cf. Lake 2009 on security hierarchy",
    version=1,
)
def reliance(world: World, state: str, ties: Ties | None = None) -> Reading | Unknown:
    """How much of the spending pledged to a state's defence is one ally's.

    Unknown when no state is bound to defend it, or none of those has a figure.
    """
    ties = ties or Ties(world)
    defenders = ties.defenders(state)
    if not defenders:
        return Unknown(f"no state was bound by a pact to defend {name_of(state)}")
    own = spending(world, state)
    with_it, missing = _spend(world, defenders, "ally")
    if isinstance(own, Unknown) or not with_it:
        return Unknown(own.because if isinstance(own, Unknown) else "no ally has a figure")
    values = {part.name.split(": ")[1]: part for part in with_it}
    numbers = {ally: part.value for ally, part in values.items() if not isinstance(part.value, Unknown)}
    first = max(numbers, key=lambda ally: (numbers[ally], ally))
    total = own.value + sum(numbers.values())
    notes = (f"allies without a figure, not counted: {', '.join(map(name_of, missing))}",) if missing else ()
    return Reading(
        "reliance", 100 * numbers[first] / total, "percent", parts=(Part(f"own: {state}", own.value, own.facts), *with_it),
        day=own.day, basis=own.basis, how=f"{first} / (own + allies)", notes=notes,
        detail={"ally": first, "defenders": tuple(defenders), "pacts": tuple(tie for tie in defenders[first])},
    )  # fmt: skip


@measure(
    unit="persons",
    formula="the newest report's count",
    needs=("troops_hosted",),
    literature="Allen, Flynn, Machain 2022 on the reports and their traps",
    version=1,
)
def hosting(world: World, guest: str, host: str, *, counted: str = "active duty") -> Reading | Unknown:
    """How many people of one state's armed forces were stationed in another, by who is counted.

    `counted` is `active duty`, `selected reserve` or `civilian`; they are never added. Unknown when no report of the
    last two years names the host.
    """
    fact = world.figure("troops_hosted", guest, host, basis=counted, within_years=2)
    if isinstance(fact, Unknown):
        return fact
    assert fact.value is not None
    return Reading(
        "hosting", fact.value, "persons", facts=(fact,), day=fact.day, basis=counted, how=f"report of {fact.day}"
    )


def _spend(world: World, states: Iterable[str], what: str) -> tuple[list[Part], list[str]]:
    parts, missing = [], []
    for state in states:
        found = spending(world, state)
        if isinstance(found, Unknown):
            missing.append(state)
        else:
            parts.append(Part(f"{what}: {state}", found.value, found.facts))
    return parts, missing
