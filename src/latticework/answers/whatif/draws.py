"""Uncertain numbers: the scenario is laid many times, each number drawn from its interval, and the conclusions read off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from latticework.answers.diff import SAME, Side
from latticework.answers.whatif.change import Supposed
from latticework.answers.whatif.scenario import Scenario
from latticework.answers.whatif.sides import rebound
from latticework.answers.whatif.stand import Key, Scope
from latticework.answers.whatif.stands import DRAWN, stands
from latticework.answers.whatif.suppose import lay
from latticework.measures.threats import threats
from latticework.model.reading import Reading
from latticework.views.world import World

FIGURES = frozenset({"set_spending", "grow_spending", "pledge_path", "grow_gdp", "move_troops"})
"""The kinds of changes whose numbers are drawn; a weapon's range is an interval of estimates, and `reach` reads it as one."""

TAIL = 0.05
"""A spread runs from this share of the draws to as much below the top."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Where the middle nine tenths of the draws lie, on both sides, and in which share of them the conclusion rose or fell.

    `known` is the share of the draws in which it is known on both sides. A side on which it never is has no ends.
    """

    before: tuple[float, float] | None
    after: tuple[float, float] | None
    rose: float
    fell: float
    known: float


def uncertain(scenario: Scenario) -> bool:
    """Whether any number of the scenario is to be drawn."""
    return any(_drawn(change) for change in (*scenario.assumes, *scenario.changes))


def spreads(
    base: World, scenario: Scenario, sides: tuple[Side, Side], scope: Scope, *, seed: int, draws: int
) -> dict[Key, Spread]:
    """Give the spread of every conclusion that follows from figures; the same seed gives the same spreads.

    Each number is drawn evenly from its interval and independently of the others.
    """
    random = Random(seed)
    assumes, changes = ([c for c in side if c.kind in FIGURES] for side in (scenario.assumes, scenario.changes))
    found: dict[Key, list[tuple[float | None, float | None]]] = defaultdict(list)
    kinds = frozenset({"military_spending", "gdp", "troops_hosted"})
    anew = {state for state in scope.states if _weighs(changes, state, scope)}
    families = DRAWN if anew else tuple(name for name in DRAWN if name != "threats")
    for _ in range(draws):
        shares = [random.random() if _drawn(change) else 0.5 for change in (*assumes, *changes)]
        under = lay(base, assumes, None, shares[: len(assumes)])
        over = lay(base, changes, None, shares[len(assumes) :], under=under.layer)
        values = []
        for side, laid in zip(sides, (under, over), strict=True):
            made = Side(laid.world, rebound(side.ties, laid.world))
            for state in scope.states:
                made.kept[state] = (
                    threats(made.world, state, made.ties, weightings=False) if state in anew else side.ranked(state)
                )
            drawn = stands(made, scope, only=kinds, families=families)
            values.append(
                {
                    key: stand.found.value if isinstance(stand.found, Reading) else None
                    for family in drawn.values()
                    for key, stand in family.items()
                }
            )
        for key in dict.fromkeys((*values[0], *values[1])):
            found[key].append((values[0].get(key), values[1].get(key)))
    return {key: _spread(pairs) for key, pairs in found.items()}


def _weighs(changes: Sequence[Supposed], state: str, scope: Scope) -> bool:
    """Whether a change touches a figure of a state that is weighed as a threat to a state; if none does, ranks stay."""
    return any(change.kind != "move_troops" and set(change.states) & set(scope.candidates[state]) for change in changes)


def _drawn(change: Supposed) -> bool:
    return change.kind in FIGURES and change.amount is not None and not change.amount.certain


def _spread(pairs: Sequence[tuple[float | None, float | None]]) -> Spread:
    both = [(old, new) for old, new in pairs if old is not None and new is not None]
    rose = sum(new - old >= SAME for old, new in both)
    fell = sum(old - new >= SAME for old, new in both)
    ends = [_ends([pair[side] for pair in pairs]) for side in (0, 1)]
    return Spread(ends[0], ends[1], rose / len(pairs), fell / len(pairs), len(both) / len(pairs))


def _ends(values: Sequence[float | None]) -> tuple[float, float] | None:
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    cut = round(TAIL * (len(known) - 1))
    return known[cut], known[len(known) - 1 - cut]
