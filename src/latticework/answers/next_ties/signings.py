"""The record of signings: which two states signed a defence agreement, when, and of which group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from typing import Any

from latticework.model.fact import Fact
from latticework.model.state import is_state, states
from latticework.model.tables import read_toml
from latticework.views.world import World

AGREED = ("signed", "in_force")


@cache
def rules() -> dict[str, Any]:
    """Every number of the forecast that is neither a fact nor fitted, from next_ties.toml."""
    return read_toml("latticework.answers.next_ties", "next_ties.toml")


@cache
def groups() -> dict[str, str]:
    """Give the group of each kind of agreement that is forecast."""
    return {kind: group for group, kinds in rules()["groups"].items() for kind in kinds}


@dataclass(frozen=True, slots=True)
class Signing:
    """Two states agreed on the day, by the fact that says so; a text of several parties is one signing a pair.

    A coarse day stands at its end, as everywhere: what is dated `2016` was surely signed by 31 December.
    """

    day: date
    pair: tuple[str, str]
    group: str
    fact: Fact


def signings(world: World) -> list[Signing]:
    """Give all signings surely done by the world's day and known by its second clock, oldest first.

    Compiled agreements count, and what a register lists of a pair beside no compiled agreement of the same weeks.
    """
    world.read_ahead((*groups(), "agreement"))
    compiled = [s for kind, group in groups().items() for s in _first_steps(world, world.seen(kind), group)]
    days: dict[tuple[str, str], list[date]] = defaultdict(list)
    for signing in compiled:
        days[signing.pair].append(signing.day)
    near = rules()["record"]["twin_days"]
    listed = [
        s for s in _first_steps(world, world.seen("agreement"), "")
        if not any(abs((s.day - day).days) <= near for day in days.get(s.pair, ()))
    ]  # fmt: skip
    return sorted((*compiled, *listed), key=lambda s: (s.day, s.pair, s.group, s.fact.id))


def _first_steps(world: World, facts: Iterable[Fact], group: str) -> list[Signing]:
    steps: dict[str, Fact] = {}
    for fact in facts:
        if fact.status in AGREED and fact.period.surely_since <= world.as_of:
            key = fact.detail.get("tie", fact.id)
            known = steps.get(key)
            if known is None or fact.period.surely_since < known.period.surely_since:
                steps[key] = fact
    found = []
    for fact in steps.values():
        parties = sorted({p for p in fact.about.parties if is_state(p)})
        if 2 <= len(parties) <= rules()["record"]["most_parties"]:
            kind = group or _sector(fact)
            found += [Signing(fact.period.surely_since, pair, kind, fact) for pair in combinations(parties, 2)]
    return found


def _sector(fact: Fact) -> str:
    named = fact.detail.get("category", "").split(",")[0].strip()
    return str(rules()["register"].get(named, "cooperation"))


@cache
def heir(code: str) -> str:
    """Give the state that carries a former one's record on: the successor with its number in COW, or its only one."""
    state = states().get(code)
    if state is None or not state.successors:
        return code
    numbers = {number for system, number, _ in state.spells if system == "cow"}
    same = [s for s in state.successors if numbers & {n for system, n, _ in states()[s].spells if system == "cow"}]
    heirs = same or list(state.successors)
    return heir(heirs[0]) if len(heirs) == 1 else code
