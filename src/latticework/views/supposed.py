"""A supposed world: a world with a layer over it, that reads through the world below whatever the layer does not touch."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from latticework.model.fact import Fact
from latticework.model.kind import find_kind
from latticework.model.reading import Unknown
from latticework.model.source import Coverage
from latticework.views.overlay import Layer, Overlay
from latticework.views.world import World, newest_of, preference

HELD = "held"
"""The source of a coverage that is only supposed: what sources last saw is held to stand still."""
LASTING = ("tie", "membership", "document", "naming", "pledge")
"""The families of kinds that may be held: what lasts. Events may have happened since, and figures grow old by a rule of theirs."""


@dataclass(slots=True)
class SupposedWorld(World):
    """A world as it might be on the same day. What it reads below is kept below, so that many may be laid over one world."""

    below: World = field(kw_only=True, repr=False)
    layer: Layer = field(kw_only=True, repr=False)
    _added: dict[tuple[str, ...], list[Fact]] = field(default_factory=dict, repr=False, compare=False)
    _touched: dict[tuple[str, ...], bool] = field(default_factory=dict, repr=False, compare=False)

    def touched(self, kind: str, parties: Sequence[str]) -> bool:
        """Whether the layer touches what is asked of a kind about these parties."""
        key = (kind, *parties)
        if key not in self._touched:
            self._touched[key] = self.layer.touches(kind, parties)
        return self._touched[key]

    def seen(self, kind: str, *parties: str) -> list[Fact]:
        """Give what is known or supposed of a kind about these parties."""
        if not self.touched(kind, parties):
            return self.below.seen(kind, *parties)
        key = (kind, *parties)
        if key not in self._read:
            self._read[key] = self.layer.over(self.below.seen(kind, *parties), (kind,), parties, self.as_of)
        return self._read[key]

    def holding(self, kind: str, *parties: str) -> list[Fact]:
        """Give what is known or supposed of a kind about these parties and is so on the day."""
        if not self.touched(kind, parties):
            return self.below.holding(kind, *parties)
        return [fact for fact in self.seen(kind, *parties) if fact.period.holds(self.as_of)]

    def read_ahead(self, kinds: Sequence[str], party: str = "") -> None:
        """Read several kinds in one question to the memory, below."""
        self.below.read_ahead(kinds, party)

    def _adding(self, kind: str, parties: tuple[str, ...]) -> list[Fact]:
        """Give the figures of a kind about these parties that the layer adds and whose period is over by the day."""
        key = (kind, *parties)
        if key not in self._added:
            self._added[key] = [
                fact
                for fact in self.layer.added
                if fact.kind == kind
                and fact.value is not None
                and all(party in fact.about for party in parties)
                and fact.day <= self.as_of
                and (fact.period.end is None or fact.period.end.toordinal() - 1 <= self.as_of.toordinal())
            ]
        return self._added[key]

    def _figure(
        self, kind: str, parties: tuple[str, ...], unit: str, basis: str, source: str, within_years: int
    ) -> Fact | Unknown:
        if not self.touched(kind, parties):
            return self.below.figure(kind, *parties, unit=unit, basis=basis, source=source, within_years=within_years)
        return World._figure(self, kind, parties, unit, basis, source, within_years)

    def _tellers(self, kind: str, parties: tuple[str, ...]) -> set[str]:
        below = self.below._tellers(kind, parties)
        if not self.touched(kind, parties):
            return below
        if any(fact.kind == kind for fact in self.layer.aside):
            return World._tellers(self, kind, parties)
        return below | {fact.series[0] for fact in self.layer.added if fact.kind == kind}

    def yearly(
        self, kind: str, *parties: str, unit: str = "", source: str = "", release: str = ""
    ) -> Mapping[int, Fact]:
        """Give a figure's history by year, supposed figures among it; see `World.yearly`."""
        if not self.touched(kind, parties):
            return self.below.yearly(kind, *parties, unit=unit, source=source, release=release)
        return World.yearly(self, kind, *parties, unit=unit, source=source, release=release)

    def _history(
        self, kind: str, parties: tuple[str, ...], unit: str, basis: str, source: str, release: str
    ) -> list[Fact]:
        if not self.touched(kind, parties):
            return self.below.series(kind, *parties, unit=unit, basis=basis, source=source, release=release)
        told = self.below.series(kind, *parties, unit=unit, basis=basis, source=source, release=release)
        if not told or any(fact.kind == kind for fact in self.layer.aside):
            return World._history(self, kind, parties, unit, basis, source, release)
        first = source or told[0].series[0]
        new = [
            fact
            for fact in self._adding(kind, parties)
            if (not unit or fact.unit == unit)
            and (not basis or fact.basis == basis)
            and (not release or fact.series[1] == release)
        ]
        if not source and any(preference(fact.series[0]) < preference(first) for fact in new):
            return World._history(self, kind, parties, unit, basis, source, release)
        new = [fact for fact in new if fact.series[0] == first]
        if not new:
            return told
        since = min(fact.day for fact in new)
        cut = bisect_left(told, since, key=lambda fact: fact.day)
        return [*told[:cut], *newest_of((*told[cut:], *new))]


def supposing(world: World, layer: Layer) -> World:
    """Give the world with a layer laid over it, on the same day. The world itself is not changed.

    Coverage stays what it was: a supposition is no source that looked.
    """
    return SupposedWorld(
        Overlay(world.memory, layer),
        world.as_of,
        world.known_by,
        world.coverage,
        world.groupings,
        below=world,
        layer=layer,
    )


def holding(coverage: Iterable[Coverage], day: date) -> tuple[Coverage, ...]:
    """Suppose that what sources last saw has stood still since: coverage for each lasting kind that none covers on the day.

    Each takes up where the coverage that ended last ended, for the same states, and is a selection: nobody looked, so nothing
    is counted as complete. A kind that was never covered stays unknown.
    """
    by_kind: dict[str, list[Coverage]] = {}
    for one in coverage:
        by_kind.setdefault(one.kind, []).append(one)
    held = []
    for kind, found in by_kind.items():
        if any(one.holds((), day) for one in found) or find_kind(kind).family not in LASTING:
            continue
        last = max((one.end for one in found if one.end and one.end <= day), default=None)
        held += [
            Coverage(HELD, kind, last, None, one.states, False, "supposed to stand as it was last seen")
            for one in found
            if last is not None and one.end == last
        ]
    return tuple(held)
