"""Lists of who stands where: exporters and importers of arms over five years, armed forces of an alliance by people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from latticework.answers.check.series import value_of
from latticework.model.fact import Fact
from latticework.views.world import World

PLACES = ("arms_exports", "arms_imports")
"""Kinds whose source tells the place itself."""
AMONG = {"military_personnel": "NATO"}
"""Kinds whose lists name the members of one grouping alone."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One list: who stood where in the years `first` to `last`.

    The places up to `depth` are all on record: who is not among them stands below. `told` has further places that are
    known, `shares` the shares of the world.
    """

    first: int
    last: int
    depth: int
    told: Mapping[str, int]
    facts: Mapping[str, Fact]
    shares: Mapping[str, Fact]
    release: str

    def top(self, group: frozenset[str] | None = None) -> list[str]:
        """The states of a group in their order, as far as the list is whole; None means all states."""
        listed = sorted((place, state) for state, place in self.told.items() if place <= self.depth)
        return [state for _, state in listed if group is None or state in group]

    def above(self, one: str, other: str) -> bool | None:
        """Whether one state stands above another; None where the list does not tell."""
        ours, theirs = self.told.get(one), self.told.get(other)
        if ours is not None and theirs is not None:
            return ours < theirs
        if ours is not None:
            return True if ours <= self.depth else None
        return False if theirs is not None and theirs <= self.depth else None

    def evidence(self, *states: str) -> tuple[Fact, ...]:
        """The facts of these states on the list, or of its first where it has none of them."""
        return tuple(self.facts[state] for state in states if state in self.facts) or (self.facts[self.top()[0]],)


def standings(world: World, kind: str) -> list[Standing]:
    """Give the lists of a kind that were public by the day, by the newest release of each, in the order of their years."""
    by_years: dict[tuple[int, int], dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in world.seen(kind):
        end = fact.period.end
        over = end is not None and (kind not in PLACES or end.toordinal() - 1 <= world.as_of.toordinal())
        if over and end is not None and fact.value is not None:
            by_years[fact.day.year, end.year - 1][fact.citation.release].append(fact)
    found = [_list(kind, years, max(releases), releases[max(releases)]) for years, releases in by_years.items()]
    return sorted((one for one in found if one.depth), key=lambda one: (one.last, one.first))


def _list(kind: str, years: tuple[int, int], release: str, facts: Iterable[Fact]) -> Standing:
    """Make one list of the facts of a release."""
    facts = list(facts)
    if kind in PLACES:
        placed = {fact.about.givers[0]: fact for fact in facts if fact.unit == "place"}
        told = {state: int(value_of(fact)) for state, fact in placed.items()}
    else:
        ordered = sorted(facts, key=value_of, reverse=True)
        placed = {fact.about.givers[0]: fact for fact in ordered}
        told = {state: place for place, state in enumerate(placed, start=1)}
    places, depth = set(told.values()), 0
    while depth + 1 in places:
        depth += 1
    shares = {fact.about.givers[0]: fact for fact in facts if fact.unit == "percent of world"}
    return Standing(*years, depth, told, placed, shares, release)
