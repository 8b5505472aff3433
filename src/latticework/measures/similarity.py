"""How alike two states' portfolios of pacts are: S, Scott's pi, Cohen's kappa and tau-b over all third states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import combinations
from math import sqrt
from typing import Any

from latticework.errors import UsageError
from latticework.measures.card import measure
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.reading import Part, Reading, Unknown, unique
from latticework.model.state import states
from latticework.model.tables import read_toml
from latticework.views.ties import Ties
from latticework.views.world import World

BY = ("kappa", "s", "pi", "tau_b")
"""The measures of likeness, each 1 for equal portfolios; the first is the default (Haege 2011)."""

Portfolio = Mapping[str, int]


@cache
def levels() -> dict[str, Any]:
    """What each kind of pact counts, from similarity.toml."""
    return read_toml("latticework.measures", "similarity.toml")


def s_abs(one: Sequence[int], other: Sequence[int], top: int) -> float:
    """Give Signorino and Ritter's S with absolute distances: 1 - 2 x mean distance / greatest distance."""
    return 1 - 2 * sum(abs(a - b) for a, b in zip(one, other, strict=True)) / (len(one) * top)


def kappa(one: Sequence[int], other: Sequence[int]) -> float | None:
    """Give Cohen's kappa with squared distances; None where chance alone explains everything."""
    n = len(one)
    by_chance = sum(a * a for a in one) + sum(b * b for b in other) - 2 * sum(one) * sum(other) / n
    return _beyond_chance(one, other, by_chance)


def scott_pi(one: Sequence[int], other: Sequence[int]) -> float | None:
    """Give Scott's pi with squared distances; None where chance alone explains everything."""
    both = sum(one) + sum(other)
    by_chance = sum(a * a for a in one) + sum(b * b for b in other) - both * both / (2 * len(one))
    return _beyond_chance(one, other, by_chance)


def tau_b(one: Sequence[int], other: Sequence[int]) -> float | None:
    """Give Kendall's tau-b: agreement in the order of third states; None where one portfolio has a single level."""
    # Levels are few: equal cells are counted, not gone through one by one.
    cells = Counter(zip(one, other, strict=True))
    order = [0, 0, 0]
    for ((a, b), n), ((c, d), m) in combinations(cells.items(), 2):
        order[0] += n * m * (((a > c) - (a < c)) * ((b > d) - (b < d)))
        order[1] += n * m * (a != c)
        order[2] += n * m * (b != d)
    return order[0] / sqrt(order[1] * order[2]) if order[1] and order[2] else None


def portfolio(world: World, state: str, ties: Ties | None = None) -> tuple[Portfolio, Mapping[str, tuple[Fact, ...]]]:
    """Give what a state owed each state by the day, by level, and the facts that say so."""
    ties = ties or Ties(world)
    found: dict[str, int] = {state: levels()["own"]["level"]}
    facts: dict[str, tuple[Fact, ...]] = {}

    def owe(other: str, level: int, told: tuple[Fact, ...]) -> None:
        if level > found.get(other, 0):
            found[other] = level
            facts[other] = told

    for kind, level in levels()["levels"].items():
        for other, made in ties.defended(state, kind).items():
            owe(other, level, tuple(tie.since for tie in made))
    for fact in world.holding("dyad_obligation", state):
        if state in fact.about.givers:
            for other in fact.about.receivers:
                owe(other, levels()["obligations"].get(fact.basis, 0), (fact,))
    return found, facts


@measure(
    unit="score",
    formula="kappa = 1 - sum (a - b)^2 / what chance would give; S = 1 - 2 sum |a - b| / (n x 3); pi; tau-b; over all states"
    " of the day, levels 3 defence or offence, 2 neutrality or consultation, 1 non-aggression, 0 none, own cell 3",
    needs=("defence_pact", "neutrality", "consultation", "non_aggression", "dyad_obligation"),
    literature="Signorino, Ritter 1999 (S); Haege 2011 (kappa, pi); Bueno de Mesquita 1975 (tau-b); ATOP for the levels",
    version=1,
)
def similarity(world: World, one: str, other: str, *, by: str = "kappa", ties: Ties | None = None) -> Reading | Unknown:
    """How alike what two states owe all other states is.

    The value is the measure `by`; all four stand in the detail, None where one is not defined, with the number of third
    states `n`. The parts are the states to which the two owe different levels. Unknown when no source looked at the
    defence pacts of one of them on the day, or chance alone explains the likeness.
    """
    return _similarity(world, one, other, by, ties or Ties(world), {})


def similarities(
    world: World, among: Collection[str], *, of: str = "", by: str = "kappa", ties: Ties | None = None
) -> list[Reading | Unknown]:
    """Give the likeness of all pairs of some states, or of one state with each of them, in the order of the names."""
    ties, kept = ties or Ties(world), dict[str, Any]()
    if not any(c.kind == "dyad_obligation" for c in world.coverage):  # no dataset of them: one question settles it
        world.holding("dyad_obligation")
    group = sorted(set(among))
    pairs = [(of, other) for other in group if other != of] if of else list(combinations(group, 2))
    return [_similarity(world, one, other, by, ties, kept) for one, other in pairs]


def _similarity(world: World, one: str, other: str, by: str, ties: Ties, kept: dict[str, Any]) -> Reading | Unknown:
    if by not in BY:
        raise UsageError(f"no measure of similarity is called {by!r}", next_step=f"choose among {', '.join(BY)}")
    for state in (one, other):
        if not world.looked("defence_pact", state):
            return Unknown(f"no source here looked at the defence pacts of {name_of(state)} on this day")
    system = kept.setdefault("", [code for code, state in states().items() if state.existed(world.as_of)])
    (mine, facts), (theirs, more) = (kept.setdefault(s, portfolio(world, s, ties)) for s in (one, other))
    thirds = sorted({*system, one, other})
    a, b = [mine.get(third, 0) for third in thirds], [theirs.get(third, 0) for third in thirds]
    found = {
        "kappa": kappa(a, b),
        "s": s_abs(a, b, levels()["own"]["level"]),
        "pi": scott_pi(a, b),
        "tau_b": tau_b(a, b),
    }
    value = found[by]
    if value is None:
        return Unknown(f"{by} is not defined for these two portfolios: chance alone explains them")
    parts = tuple(
        Part(third, float(x - y), (*facts.get(third, ()), *more.get(third, ())), f"{x} against {y}")
        for third, x, y in zip(thirds, a, b, strict=True) if x != y
    )  # fmt: skip
    return Reading(
        "similarity", value, "score", parts=parts, facts=unique(fact for told in (*facts.values(), *more.values()) for fact in told),
        basis=by, how=f"{by} over {len(thirds)} states", detail={"states": (one, other), "n": len(thirds), **found},
    )  # fmt: skip


def _beyond_chance(one: Sequence[int], other: Sequence[int], by_chance: float) -> float | None:
    apart = sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
    return 1 - apart / by_chance if by_chance > 1e-12 else None
