"""Who loses most if a tie ends: cover and reliance worked out anew without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from latticework.measures.card import measure
from latticework.measures.reliance import cover, reliance
from latticework.measures.threats import threats
from latticework.model.grouping import name_of
from latticework.model.reading import Part, Reading, Unknown
from latticework.views.ties import Tie, Ties
from latticework.views.world import World


class Without(Ties):
    """The ties of a day as they would be if nothing tied two states to each other; all their other ties stand."""

    def __init__(self, world: World, one: str, other: str, whole: Ties | None = None) -> None:
        super().__init__(world)
        self.apart = frozenset((one, other))
        self._whole = whole or Ties(world)  # asked what it has drawn together already

    def between(self, one: str, other: str, *, ended: bool = False) -> list[Tie]:
        """Give what ties two states; nothing, for the two that are parted."""
        return [] if self.apart == {one, other} else self._whole.between(one, other, ended=ended)

    def defenders(self, state: str, kind: str = "defence_pact") -> dict[str, list[Tie]]:
        """Give the states bound to defend a state, the parted one not among them."""
        return self._parted(state, self._whole.defenders(state, kind))

    def defended(self, state: str, kind: str = "defence_pact") -> dict[str, list[Tie]]:
        """Give the states a state is bound to defend, the parted one not among them."""
        return self._parted(state, self._whole.defended(state, kind))

    def _parted(self, state: str, found: dict[str, list[Tie]]) -> dict[str, list[Tie]]:
        return {other: ties for other, ties in found.items() if self.apart != {state, other}}


@measure(
    unit="percent",
    formula="100 x (1 - cover without the pacts between the two / cover with them)",
    needs=("military_spending", "defence_pact", "threat_named"),
    literature="design of this project; cf. Snyder 1984 on abandonment",
    version=1,
)
def exposure(
    world: World, state: str, partner: str, *, against: Sequence[str] | None = None, ties: Ties | None = None
) -> Reading | Unknown:
    """How much of its cover a state loses if nothing binds a partner and it to each other's defence any more.

    The threats are those ranked with the tie in place unless `against` names them; whether the partner would then be a
    threat itself is not asked. Through a grouping, the pact ends between these two only. The detail holds `reliance` before and
    after, and the pacts. 0 when the pact binds only the state. Unknown when no defence pact is in force between them,
    or its cover is unknown.
    """
    ties = ties or Ties(world)
    rivals = list(against) if against is not None else ranked(world, state, ties)
    if partner in ties.allies(state) and not rivals:
        return Unknown(f"no threat to {name_of(state)} is ranked, so nothing is covered against")
    return _exposure(partner, rivals, _Held.of(world, state, rivals, ties))


def exposures(
    world: World, state: str, ties: Ties | None = None, *, against: Sequence[str] | None = None
) -> list[Reading | Unknown]:
    """Give what a state loses with each of its allies, the heaviest loss first; what is unknown stands last."""
    ties = ties or Ties(world)
    rivals = ranked(world, state, ties) if against is None else list(against)
    if not rivals:
        return [exposure(world, state, ally, against=(), ties=ties) for ally in ties.allies(state)]
    held = _Held.of(world, state, rivals, ties)
    found = [_exposure(ally, rivals, held) for ally in held.pacts]
    return sorted(found, key=lambda r: (isinstance(r, Unknown), 0.0 if isinstance(r, Unknown) else -r.value))


@dataclass(frozen=True, slots=True)
class _Held:
    """What holds with all ties in place: the state's pacts by ally, its cover, and on whom it rests."""

    state: str
    ties: Ties
    pacts: dict[str, list[Tie]]
    cover: Reading | Unknown
    reliance: Reading | Unknown

    @classmethod
    def of(cls, world: World, state: str, rivals: Sequence[str], ties: Ties) -> _Held:
        covered = cover(world, state, rivals, ties)
        return cls(state, ties, ties.allies(state), covered, reliance(world, state, ties))


def _exposure(partner: str, rivals: Sequence[str], held: _Held) -> Reading | Unknown:
    state, world, pacts, before = held.state, held.ties.world, held.pacts.get(partner, []), held.cover
    if not pacts:
        return Unknown(f"no defence pact is in force between {name_of(state)} and {name_of(partner)}")
    parted = Without(world, state, partner, held.ties)
    after = cover(world, state, rivals, parted)
    if isinstance(before, Unknown) or isinstance(after, Unknown):
        return before if isinstance(before, Unknown) else after
    bound = partner in held.ties.defenders(state)
    if bound and not any(part.name == f"ally: {partner}" for part in before.parts):
        return Unknown(f"no spending of {name_of(partner)} is known, so what it covers is not")
    return Reading(
        "exposure", 100 * (1 - after.value / before.value), "percent",
        parts=(
            Part("cover with the tie", before.value, before.evidence()),
            Part("cover without it", after.value, after.evidence()),
        ),
        facts=tuple(tie.since for tie in pacts), day=before.day, basis=before.basis, how="100 x (1 - without / with)",
        notes=(*before.notes, *(() if bound else (f"{name_of(partner)} is not bound to defend {name_of(state)}",))),
        detail={
            "state": state, "partner": partner, "against": tuple(rivals), "pacts": tuple(pacts),
            "reliance": held.reliance, "reliance_without": reliance(world, state, parted),
        },
    )  # fmt: skip


def ranked(world: World, state: str, ties: Ties | None = None) -> list[str]:
    """Give the codes of the states ranked as threats to a state with a score above zero; empty when none is known."""
    found = threats(world, state, ties)
    return [] if isinstance(found, Unknown) else [str(r.detail["state"]) for r in found if r.value > 0]
