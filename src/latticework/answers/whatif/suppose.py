"""Laying a scenario over a world: its changes one after the other, each on what those before it left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from latticework.answers.whatif import effects, figures, forces
from latticework.answers.whatif.change import Supposed
from latticework.answers.whatif.effects import DRAW, Effect, Origin
from latticework.answers.whatif.scenario import Scenario
from latticework.views.overlay import Layer, Remembered
from latticework.views.supposed import holding, supposing
from latticework.views.world import World

EFFECTS: Mapping[str, Effect] = {
    "add_tie": effects.add_tie,
    "end_tie": effects.set_status,
    "set_status": effects.set_status,
    "set_spending": figures.set_spending,
    "grow_spending": figures.grow_spending,
    "pledge_path": figures.pledge_path,
    "grow_gdp": figures.grow_gdp,
    "move_troops": forces.move_troops,
    "join": effects.join,
    "leave": effects.leave,
    "field_weapon": forces.field_weapon,
}
"""What each kind of change does; a test holds the names to the table of kinds."""

MIDDLE = 0.5


@dataclass(frozen=True, slots=True)
class Laid:
    """A world with a scenario over it: the layer, and what is to be said of how it was laid."""

    world: World
    layer: Layer
    notes: tuple[str, ...] = ()


def first_day(scenario: Scenario, today: date) -> date:
    """Give the day of the answer: the scenario's own, or the first day, from today on, by which all of it has come."""
    if scenario.as_of:
        return scenario.as_of
    days = [today]
    for change in (*scenario.assumes, *scenario.changes):
        days += [change.day] if change.day else []
        days += [date(change.year + 1, 1, 1)] if change.year else []
    return max(days)


def ground(world: World, scenario: Scenario) -> World:
    """Give the world a scenario is laid over: what it reads is remembered, and what nobody saw is held if it says so."""
    held = holding(world.coverage, world.as_of) if scenario.hold else ()
    return World(Remembered(world.memory), world.as_of, world.known_by, (*world.coverage, *held), world.groupings)


def lay(
    world: World,
    changes: Sequence[Supposed],
    origin: Origin | None,
    shares: Sequence[float] = (),
    *,
    under: Layer | None = None,
) -> Laid:
    """Lay changes over a world, in their order; `shares` say where in its interval each number lies (middle: one half).

    Without an origin the facts are those of a draw. `under` is a layer laid over the same world before. Raises UsageError when a change cannot be made there.
    """
    layer, notes, made = under or Layer(), list[str](), world
    if under is not None:
        made = supposing(world, layer)
    for number, change in enumerate(changes):
        share = shares[number] if number < len(shares) else MIDDLE
        value = change.amount.at(share) if change.amount else 0.0
        done = EFFECTS[change.kind](made, change, value, origin.cite(change) if origin else DRAW)
        gone = {fact.id for fact in done.aside}
        own = {fact.id for fact in layer.added}
        layer = Layer(
            (*(fact for fact in layer.added if fact.id not in gone), *done.added),
            (*layer.aside, *(fact for fact in done.aside if fact.id not in own)),
        )
        notes += done.notes
        made = supposing(world, layer)
    return Laid(made, layer, tuple(dict.fromkeys(notes)))
