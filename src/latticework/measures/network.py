"""The shape of a ties network: how far hub and spokes, how far lattice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from latticework.measures.card import measure
from latticework.measures.depth import depth
from latticework.model.grouping import name_of
from latticework.model.kind import kinds
from latticework.model.reading import Part, Reading, Unknown
from latticework.views.ties import Ties
from latticework.views.world import World

SECURITY_KINDS = tuple(
    name for name, kind in kinds().items() if kind.family == "tie" and kind.life_cycle and kind.rung >= 2
)
"""Kinds that count as a security tie: everything on the ladder from defence cooperation up."""


@measure(
    unit="share",
    formula="ties that do not touch the hub / all ties among the states",
    needs=("defence_cooperation", "defence_pact"),
    literature="Cha 2010 on hub and spokes; design of this project",
    version=1,
)
def lattice_share(world: World, among: Collection[str], hub: str, ties: Ties | None = None) -> Reading | Unknown:
    """The share of the ties among some states that do not run through the hub.

    A pair is tied when an agreement of `SECURITY_KINDS` is in force between them. Works for any hub. Detail holds
    the number of pairs, the hub's, degree centralisation (1 = star) and the density among the spokes. Unknown when
    the states have no tie at all.
    """
    pairs = (ties or Ties(world)).pairs(among, SECURITY_KINDS)
    if not pairs:
        return Unknown("no tie among these states is known on this day")
    degrees = Counter(state for pair in pairs for state in pair)
    touching = sum(hub in pair for pair in pairs)
    n = len(set(among))
    top = max(degrees.values())
    star = (n - 1) * (n - 2)
    central = sum(top - degrees.get(state, 0) for state in among) / star if star else 0.0
    spokes = (n - 1) * (n - 2) / 2
    facts = tuple(tie.since for found in pairs.values() for tie in found)
    return Reading(
        "lattice_share", 1 - touching / len(pairs), "share", facts=facts, how="(all - hub's) / all",
        parts=(Part("all pairs tied", len(pairs)), Part(f"with {hub}", touching)),
        detail={"pairs": len(pairs), "hub_pairs": touching, "centralisation": central, "spoke_density": (len(pairs) - touching) / spokes if spokes else 0.0, "degrees": dict(degrees)},
    )  # fmt: skip


@measure(
    unit="share",
    formula="depth of the tie with the hub / sum of depths with all the others",
    needs=("defence_cooperation", "defence_pact"),
    literature="design of this project; cf. Lake 2009",
    version=1,
)
def hub_dependence(
    world: World, state: str, hub: str, among: Collection[str], ties: Ties | None = None
) -> Reading | Unknown:
    """How much of the depth of a state's ties with some others is its tie with one of them.

    Unknown when none of the ties' depths is known, or all are zero.
    """
    ties = ties or Ties(world)
    parts = []
    for other in sorted(set(among) - {state}):
        found = depth(world, state, other, ties)
        parts.append(
            Part(
                other,
                found if isinstance(found, Unknown) else found.value,
                () if isinstance(found, Unknown) else found.evidence(),
            )
        )
    numbers = {part.name: part.value for part in parts if not isinstance(part.value, Unknown)}
    total = sum(numbers.values())
    if hub not in numbers or not total:
        return Unknown(
            "no depth of these ties is known"
            if not numbers
            else f"{name_of(state)} has no known ties among these states"
        )
    return Reading(
        "hub_dependence", numbers[hub] / total, "share", parts=tuple(parts), how=f"{name_of(hub)} / sum over all"
    )
