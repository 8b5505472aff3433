"""The ties of a day: agreements and pacts with the status they had, and who owed what to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from latticework.model.fact import About, Fact
from latticework.model.kind import find_kind, kinds
from latticework.model.state import is_state
from latticework.views.world import World, in_order, standing

TIE_KINDS = tuple(name for name, kind in kinds().items() if kind.family == "tie" and kind.life_cycle)
"""All kinds of ties that have a life cycle, in the order of the table."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie on a day: an agreement with its newest step, or what a grouping's treaty binds two members to.

    `status` has held since the step `since`; `steps` are all its steps by the day, oldest first. `via` is the grouping whose
    treaty makes the tie, if one does.
    """

    key: str
    kind: str
    about: About
    title: str
    status: str
    since: Fact
    steps: tuple[Fact, ...]
    via: str = ""

    @property
    def parties(self) -> tuple[str, ...]:
        """The states tied."""
        return self.about.parties

    def others(self, state: str) -> tuple[str, ...]:
        """The parties on the other side of the tie from a state."""
        if self.about.directed:
            far = self.about.receivers if state in self.about.givers else self.about.givers
            return tuple(party for party in far if party != state)
        return tuple(party for party in self.parties if party != state)

    def obliges(self, state: str, towards: str) -> bool:
        """Whether the tie, if it is a pact in force, binds one state towards another."""
        if self.status != "in_force" or state == towards:
            return False
        if self.about.directed:
            return state in self.about.givers and towards in self.about.receivers
        return state in self.about and towards in self.about

    @property
    def first_agreed(self) -> Fact | None:
        """The first step at which the tie was signed or in force; None while it is only under way."""
        return next((step for step in self.steps if step.status in ("signed", "in_force")), None)


class Ties:
    """All ties of a world on its day: every one in `all`, what stood in `standing`, what only repeats in `beside`."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._bound: dict[tuple[str, str, bool], dict[str, list[Tie]]] = {}

    @cached_property
    def all(self) -> tuple[Tie, ...]:
        """Every tie with at least one step surely reached by the day, by key; what two sources tell stands here once.

        A dataset's tie counts only while the dataset covers the day, and only between states that no compiled tie of the
        kind and no grouping's pact ties already; the others are in `beside`.
        """
        return tuple(tie for tie in self._told if tie.key not in self._twice)

    @cached_property
    def beside(self) -> tuple[Tie, ...]:
        """Ties of datasets that are told by the compiled tables too: shown beside them, never counted."""
        return tuple(tie for tie in self._told if tie.key in self._twice)

    @cached_property
    def _datasets(self) -> set[tuple[str, str]]:
        """Source and kind of every dataset that declares its own coverage; compiled rows are covered as the pack."""
        return {(c.source, c.kind) for c in self.world.coverage}

    @cached_property
    def _twice(self) -> frozenset[str]:
        of_dataset = [tie for tie in self._told if (tie.since.citation.source, tie.kind) in self._datasets]
        keys = {tie.key for tie in of_dataset}
        compiled = {(t.kind, a, b) for t in self._told if t.key not in keys for a in t.parties for b in t.others(a)}
        return frozenset(
            tie.key
            for tie in of_dataset
            if all(
                (tie.kind, one, other) in compiled
                or any(pact.kind == tie.kind for pact in self.through_groupings(one, other))
                for one in tie.parties
                for other in tie.others(one)
            )
        )

    @cached_property
    def _told(self) -> tuple[Tie, ...]:
        self.world.read_ahead(TIE_KINDS)
        steps: dict[str, list[Fact]] = defaultdict(list)
        for kind in TIE_KINDS:
            for fact in self.world.seen(kind):
                if self._counts(fact):
                    steps[fact.detail.get("tie", fact.id)].append(fact)
        return tuple(_tie(key, found) for key, found in sorted(steps.items()))

    @cached_property
    def _over(self) -> set[tuple[str, str]]:
        """Sources and kinds that had stopped covering before the day."""
        return self._datasets - {(c.source, c.kind) for c in self.world.coverage if c.holds((), self.world.as_of)}

    def _counts(self, fact: Fact) -> bool:
        """Whether a step is surely reached by the day, and its source still looks."""
        return fact.period.surely_since <= self.world.as_of and (fact.citation.source, fact.kind) not in self._over

    def laid(self, world: World, gone: Iterable[Fact], new: Iterable[Fact]) -> Ties:
        """Give the ties of a world of the same day and coverage in which some facts are gone and others are new.

        What they do not touch is taken over as it was drawn together here.
        """
        made, left = Ties(world), {fact.id for fact in gone}
        steps: dict[str, list[Fact]] = defaultdict(list)
        changed = {fact.detail.get("tie", fact.id) for fact in (*gone, *new) if fact.kind in TIE_KINDS}
        for tie in self._told:
            if tie.key in changed:
                steps[tie.key] = [step for step in tie.steps if step.id not in left]
        for fact in new:
            if fact.kind in TIE_KINDS and self._counts(fact):
                steps[fact.detail.get("tie", fact.id)].append(fact)
        told = [tie for tie in self._told if tie.key not in changed]
        told += [_tie(key, found) for key, found in steps.items() if found]
        kinds = {fact.kind for fact in (*gone, *new)}
        kept: dict[str, object] = {"_told": tuple(sorted(told, key=lambda tie: tie.key)), "_datasets": self._datasets}
        if "membership" not in kinds:
            kept["_members"] = self._members
            kept["_bound"] = {asked: found for asked, found in self._bound.items() if asked[1] not in kinds}
        made.__dict__.update(kept, _over=self._over)
        return made

    @cached_property
    def standing(self) -> tuple[Tie, ...]:
        """The ties that had not ended by the day, suspended ones among them."""
        return tuple(tie for tie in self.all if tie.status not in ("ended", "denied"))

    @cached_property
    def _by_party(self) -> dict[str, list[Tie]]:
        table: dict[str, list[Tie]] = defaultdict(list)
        for tie in self.all:
            for party in tie.parties:
                table[party].append(tie)
        return table

    def of(self, state: str, *, ended: bool = False) -> list[Tie]:
        """Give the ties of a state on the day, its groupings' pacts not among them."""
        return [tie for tie in self._by_party[state] if ended or tie.status not in ("ended", "denied")]

    def between(self, one: str, other: str, *, ended: bool = False) -> list[Tie]:
        """Give what ties two states to each other, pacts through groupings included."""
        direct = [tie for tie in self.of(one, ended=ended) if other in tie.about and other in tie.others(one)]
        return direct + list(self.through_groupings(one, other))

    @cached_property
    def _members(self) -> dict[str, dict[str, Fact]]:
        self.world.read_ahead(("membership",))
        table: dict[str, dict[str, Fact]] = defaultdict(dict)
        for fact in standing(self.world.seen("membership"), self.world.as_of):
            if fact.detail.get("role") == "member":
                table[fact.about.receivers[0]][fact.about.givers[0]] = fact
        over = {key for key, g in self.world.groupings.items() if g.ended and g.ended <= self.world.as_of}
        return {key: members for key, members in table.items() if key not in over}

    def members(self, grouping: str) -> dict[str, Fact]:
        """Give the members of a grouping on the day with the facts that say so."""
        return self._members.get(grouping, {})

    def through_groupings(self, one: str, other: str) -> Iterator[Tie]:
        """Give the pacts that bind two states as members of the same grouping."""
        for key, members in self._members.items():
            grouping = self.world.groupings.get(key)
            if grouping is not None and one in members and other in members:
                for kind in grouping.obliges:
                    yield self._through(key, kind, one, other)

    def _through(self, key: str, kind: str, one: str, other: str) -> Tie:
        """Give the pact of a kind that binds two members of a grouping."""
        members = self._members[key]
        facts = tuple(sorted((members[one], members[other]), key=in_order))
        about = About(tuple(sorted((one, other))))
        name = self.world.groupings[key].name
        return Tie(f"{key}:{kind}", kind, about, name, "in_force", facts[-1], facts, via=key)

    def defenders(self, state: str, kind: str = "defence_pact") -> dict[str, list[Tie]]:
        """Give the states bound to defend a state on the day, each with the pacts that bind it."""
        return self._obliged(state, kind, towards_state=True)

    def defended(self, state: str, kind: str = "defence_pact") -> dict[str, list[Tie]]:
        """Give the states a state is bound to defend on the day, each with the pacts that bind it."""
        return self._obliged(state, kind, towards_state=False)

    def allies(self, state: str) -> dict[str, list[Tie]]:
        """Give the states with a defence pact in force with a state, whichever side is bound."""
        found = dict(self.defenders(state))
        for ally, ties in self.defended(state).items():
            found[ally] = list(dict.fromkeys((*found.get(ally, []), *ties)))
        return found

    def _obliged(self, state: str, kind: str, *, towards_state: bool) -> dict[str, list[Tie]]:
        asked = (state, kind, towards_state)
        if asked not in self._bound:
            self._bound[asked] = self._work_out(state, kind, towards_state=towards_state)
        return self._bound[asked]

    def _work_out(self, state: str, kind: str, *, towards_state: bool) -> dict[str, list[Tie]]:
        found: dict[str, list[Tie]] = defaultdict(list)
        for tie in self.of(state):
            if tie.kind == kind:
                for other in tie.others(state):
                    bound, to = (other, state) if towards_state else (state, other)
                    if is_state(other) and tie.obliges(bound, to):
                        found[other].append(tie)
        for key, members in self._members.items():
            grouping = self.world.groupings.get(key)
            if grouping and kind in grouping.obliges and state in members:
                for other in members:
                    if other != state:
                        found[other].append(self._through(key, kind, state, other))
        return dict(sorted(found.items()))

    def pairs(
        self, among: Iterable[str], of_kinds: Iterable[str], *, statuses: Iterable[str] = ("in_force",)
    ) -> dict[tuple[str, str], list[Tie]]:
        """Give, for each pair of these states that is tied, its ties of these kinds and statuses."""
        group, wanted, fine = set(among), set(of_kinds), set(statuses)
        found: dict[tuple[str, str], list[Tie]] = defaultdict(list)
        for tie in self.standing:
            if tie.kind in wanted and tie.status in fine:
                for one in tie.parties:
                    for other in tie.others(one):
                        if one < other and one in group and other in group:
                            found[one, other].append(tie)
        for key, members in self._members.items():
            grouping = self.world.groupings.get(key)
            if grouping and wanted & set(grouping.obliges):
                inside = sorted(group & set(members))
                for i, one in enumerate(inside):
                    for other in inside[i + 1 :]:
                        found[one, other].extend(
                            self._through(key, kind, one, other) for kind in grouping.obliges if kind in wanted
                        )
        return dict(sorted(found.items()))


def status_on(tie: Tie, day: date) -> str:
    """Give the status a tie had on an earlier day; empty when no step had been reached."""
    reached = [step for step in tie.steps if step.period.surely_since <= day]
    return reached[-1].status if reached else ""


STEPWISE = frozenset({"tie", "membership"})
"""Families of kinds whose facts are steps of a life cycle."""


def rung(tie: Tie) -> int:
    """The rung of the depth ladder the tie stands on."""
    return find_kind(tie.kind).rung


def _tie(key: str, found: list[Fact]) -> Tie:
    steps = tuple(sorted(found, key=in_order))
    last = steps[-1]
    since = last
    for step in reversed(steps):  # a notice given and withdrawn does not begin the status anew
        if step.status != last.status:
            break
        since = step
    return Tie(key, last.kind, last.about, last.title, last.status, since, steps)
