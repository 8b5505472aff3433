"""The acts between two states: what each was, which way it ran, and what it weighs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from latticework.measures.space import capital_distance
from latticework.model.fact import Fact
from latticework.model.kind import find_kind, kinds
from latticework.model.period import Precision
from latticework.model.reading import Unknown, unique
from latticework.model.tables import read_toml
from latticework.text.plover import as_plover
from latticework.views.ties import TIE_KINDS, Tie, Ties
from latticework.views.world import World


@cache
def weights() -> dict[str, Any]:
    """Every number of the relation measure that is not a fact, from relation.toml."""
    return read_toml("latticework.measures", "relation.toml")


@dataclass(frozen=True, slots=True)
class Act:
    """One act between two states: its PLOVER root, its weight (below zero: hostile), and the fact that tells it."""

    fact: Fact
    root: str
    weight: float
    actor: str = ""
    institutional: bool = False

    @property
    def day(self) -> date:
        """The day of the act."""
        return self.fact.day


def acts_between(
    world: World, one: str, other: str, *, basis: str = "acts", ties: Ties | None = None
) -> list[Act]:  # fmt: skip
    """Give the acts between two states, oldest first; acts of one root in one direction on one day once."""
    table = weights()["bases"][basis]
    ties = ties or Ties(world)
    found: list[Act] = []
    for kind in kinds_of(basis):
        for fact in world.seen(kind, one, other):
            found.extend(_act(world, fact, one, other))
    if "missile_test" in table["hostile"]:
        found.extend(_launches(world, one, other, ties))
    if table["steps"]:
        found.extend(act for tie in ties.between(one, other, ended=True) if not tie.via for act in _steps(world, tie))
    once: dict[tuple[date, str, str], Act] = {}
    for act in sorted(found, key=lambda act: (act.day, act.root, act.actor, -abs(act.weight), act.fact.id)):
        kept = once.setdefault((act.day, act.root, act.actor), act)
        if act.institutional and not kept.institutional:
            once[act.day, act.root, act.actor] = act
    return sorted(once.values(), key=lambda act: (act.day, act.root, act.fact.id))


def _act(world: World, fact: Fact, one: str, other: str) -> Iterator[Act]:
    if fact.detail.get("mode", "") in weights()["exempt"]["modes"] or not _dated(world, fact):
        return
    about, root = fact.about, root_of(fact)
    size = weights()["plover"].get(root, 0.0)
    institution = fact.kind in weights()["institutional"]["kinds"] and root in weights()["institutional"]["roots"]
    if not size:
        return
    if not about.directed:
        yield Act(fact, root, size * 2 / len(about.parties), "", institution)
    for actor, target in ((one, other), (other, one)) if about.directed else ():
        if actor in about.givers and target in about.receivers:
            yield Act(fact, root, size, actor, institution)


def root_of(fact: Fact) -> str:
    """Give the PLOVER root of an act: its own, its CAMEO code's, or its kind's; empty when it has none."""
    table = weights()
    own = (fact.detail.get("root") or fact.detail.get("mode") or "").upper()
    if own in table["plover"]:
        return as_plover(own, fact.detail.get("modality", ""))
    code = fact.detail.get("code", "")
    return str(table["cameo"].get(code[:2], "") if code else table["roots"].get(fact.kind, ""))


def _launches(world: World, one: str, other: str, ties: Ties) -> Iterator[Act]:
    """Give each day's launch of one state near the other as an act against it, unless they are allied."""
    if other in ties.allies(one):
        return
    root, within = weights()["roots"]["missile_test"], weights()["tests"]["within_km"]
    for tester, near in ((one, other), (other, one)):
        launches = [f for f in world.seen("missile_test", tester) if near not in f.about and _dated(world, f)]
        far = capital_distance(world, tester, near) if launches else Unknown("no launch")
        if not isinstance(far, Unknown) and far.value <= within:
            yield from (Act(fact, root, weights()["plover"][root], tester) for fact in launches)


def _steps(world: World, tie: Tie) -> Iterator[Act]:
    """Give the steps of an agreement that are acts; an agreement with many parties weighs little for each pair.

    Those that settle a quarrel are none here: they are on record by a selection of their own, which would move some pairs and not others.
    """
    agreed = tie.first_agreed
    counts = tie.kind in TIE_KINDS and tie.kind != "agreement" and not find_kind(tie.kind).settles
    for step in tie.steps if counts else ():
        root = weights()["steps"].get(step.status, "")
        if not root or not _dated(world, step) or (root == "AGREE" and step is not agreed):
            continue
        share = 2 / max(2, len(tie.parties))
        institution = step.status in weights()["institutional"]["statuses"]
        yield Act(step, root, weights()["plover"][root] * share, "", institution)


def of_either(world: World, basis: str, one: str, other: str) -> list[Fact]:
    """Give what was told of either state with anyone: the measure of how closely they were watched."""
    return list(unique(fact for kind in kinds_of(basis) for who in (one, other) for fact in world.seen(kind, who)))


def kinds_of(basis: str) -> list[str]:
    """Give the kinds of facts a basis reads, those there are."""
    table = weights()["bases"][basis]
    return [kind for kind in dict.fromkeys((*table["hostile"], *table["cooperative"])) if kind in kinds()]


def _dated(world: World, fact: Fact) -> bool:
    return fact.period.precision is not Precision.YEAR and fact.period.surely_since <= world.as_of
