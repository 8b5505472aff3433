"""The world on a day: what was true as of one day, as far as it was known by another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from latticework.model.fact import Fact
from latticework.model.grouping import Grouping, groupings, name_of
from latticework.model.kind import STATUSES, find_kind
from latticework.model.period import say_day, years_before
from latticework.model.reading import Unknown
from latticework.model.source import Coverage
from latticework.views.memory import Memory

PREFERRED = ("sipri", "worldbank", "dmdc", "fas", "natural-earth", "pack")
"""Where sources speak of the same figure, the first of these is taken; what the others say is shown beside it."""


_PLACE = {status: place for place, status in enumerate(STATUSES)}
STALE_YEARS = 5
"""A figure older than this is unknown unless a measure says otherwise: it would be taken for today's."""


_HELD = "held"
"""What stands before the key of facts that were read as far as they held on the day."""


@dataclass(slots=True)
class World:
    """The facts of a memory as of a day, as known by a day, with what the sources covered.

    Both clocks run together: `as_of` is the day the answer is about, `known_by` the last day on which what is used
    had to be public. Facts are kept once read; a world is cheap to make and not changed afterwards.
    """

    memory: Memory
    as_of: date
    known_by: date
    coverage: tuple[Coverage, ...] = ()
    groupings: Mapping[str, Grouping] = field(default_factory=groupings)
    _read: dict[tuple[str, ...], list[Fact]] = field(default_factory=dict, repr=False, compare=False)
    _index: dict[tuple[str, ...], dict[str, list[Fact]]] = field(default_factory=dict, repr=False, compare=False)
    _told: dict[tuple[str, ...], set[str]] = field(default_factory=dict, repr=False, compare=False)
    _histories: dict[tuple[object, ...], list[Fact]] = field(default_factory=dict, repr=False, compare=False)
    _years: dict[tuple[object, ...], Mapping[int, Fact]] = field(default_factory=dict, repr=False, compare=False)
    _figures: dict[tuple[object, ...], Fact | Unknown] = field(default_factory=dict, repr=False, compare=False)

    def facts(self, kind: str, *parties: str) -> list[Fact] | Unknown:
        """Give all facts of a kind about these parties that had begun by the day and were known by then.

        An empty list means a source looked and found none; Unknown means no source looked.
        """
        found = self.seen(kind, *parties)
        if found:
            return found
        return [] if self.looked(kind, *parties) else Unknown(self._why_unknown(kind, parties))

    def seen(self, kind: str, *parties: str) -> list[Fact]:
        """Give what is known of a kind about these parties, whether or not anyone looked systematically."""
        key = (kind, *parties)
        if key not in self._read:
            wider = next((w for w in ((kind,), *((kind, party) for party in parties)) if w in self._read), None)
            self._read[key] = (
                self.memory.select((kind,), parties=parties, as_of=self.as_of, known_by=self.known_by)
                if wider is None
                else self._within(wider, [party for party in parties if party not in wider[1:]])
            )
        return self._read[key]

    def holding(self, kind: str, *parties: str) -> list[Fact]:
        """Give what is known of a kind about these parties and was so on the day: of kinds told anew each year a small part of their history."""
        key = (_HELD, kind, *parties)
        if key not in self._read:
            if (kind, *parties) in self._read or (kind,) in self._read:
                self._read[key] = [fact for fact in self.seen(kind, *parties) if fact.period.holds(self.as_of)]
            elif (_HELD, kind) in self._read:
                self._read[key] = self._within((_HELD, kind), parties)
            else:
                self._read[key] = self.memory.select(
                    (kind,), parties=parties, as_of=self.as_of, holding=True, known_by=self.known_by
                )
        return self._read[key]

    def _within(self, key: tuple[str, ...], parties: Sequence[str]) -> list[Fact]:
        """Give, of what was read under a key, the facts that name further parties too."""
        if not parties:
            return self._read[key]
        if key not in self._index:
            table: dict[str, list[Fact]] = {}
            for fact in self._read[key]:
                for party in fact.about.parties:
                    table.setdefault(party, []).append(fact)
            self._index[key] = table
        first, *more = parties
        found = self._index[key].get(first, [])
        return [fact for fact in found if all(party in fact.about for party in more)] if more else found

    def read_ahead(self, kinds: Sequence[str], party: str = "") -> None:
        """Read several kinds in one question to the memory; later questions about them are answered from here."""
        parties = (party,) if party else ()
        missing = [kind for kind in kinds if (kind, *parties) not in self._read and (kind,) not in self._read]
        if missing:
            for kind in missing:
                self._read[(kind, *parties)] = []
            found = self.memory.select(missing, parties=parties, as_of=self.as_of, known_by=self.known_by)
            for fact in found:
                self._read[(fact.kind, *parties)].append(fact)

    def looked(self, kind: str, *parties: str, complete: bool = False) -> list[Coverage]:
        """Give the coverages of a kind that hold for what involves these parties on the day."""
        return [
            c for c in self.coverage if c.kind == kind and (c.complete or not complete) and c.holds(parties, self.as_of)
        ]

    def series(
        self, kind: str, *parties: str, unit: str = "", basis: str = "", source: str = "", release: str = ""
    ) -> list[Fact]:
        """Give a figure's history, oldest first: one fact a period, from one source and its newest known release.

        Without `source`, the first of `PREFERRED` that has any value is taken. A period counts once it is over. A figure a
        scenario supposes stands in the series it carries on, before what that says of the same period.
        """
        key = (kind, parties, unit, basis, source, release)
        if key not in self._histories:
            self._histories[key] = self._history(kind, parties, unit, basis, source, release)
        return self._histories[key]

    def _history(
        self, kind: str, parties: tuple[str, ...], unit: str, basis: str, source: str, release: str
    ) -> list[Fact]:
        found = [
            fact
            for fact in self.seen(kind, *parties)
            if fact.value is not None
            and (not unit or fact.unit == unit)
            and (not basis or fact.basis == basis)
            and (not source or fact.series[0] == source)
            and (not release or fact.series[1] == release)
            and (fact.period.end is None or fact.period.end.toordinal() - 1 <= self.as_of.toordinal())
        ]
        if not source and found:
            first = min({fact.series[0] for fact in found}, key=preference)
            found = [fact for fact in found if fact.series[0] == first]
        return newest_of(found)

    def yearly(
        self, kind: str, *parties: str, unit: str = "", source: str = "", release: str = ""
    ) -> Mapping[int, Fact]:
        """Give a figure's history by year, on its newest basis: a release on an older price base is not mixed into it."""
        key = (kind, parties, unit, source, release)
        if key not in self._years:
            found = self.series(kind, *parties, unit=unit, source=source, release=release)
            newest = max((fact.basis for fact in found), default="")
            self._years[key] = {fact.period.start.year: fact for fact in found if fact.basis == newest}
        return self._years[key]

    def figure(
        self,
        kind: str,
        *parties: str,
        unit: str = "",
        basis: str = "",
        source: str = "",
        within_years: int = STALE_YEARS,
    ) -> Fact | Unknown:
        """Give the newest value of a figure at the day; of equally new ones, the preferred source's.

        Unknown when there is none, or it is older than `within_years`.
        """
        key = (kind, parties, unit, basis, source, within_years)
        if key not in self._figures:
            self._figures[key] = self._figure(kind, parties, unit, basis, source, within_years)
        return self._figures[key]

    def _figure(
        self, kind: str, parties: tuple[str, ...], unit: str, basis: str, source: str, within_years: int
    ) -> Fact | Unknown:
        histories = [
            self.series(kind, *parties, unit=unit, basis=basis, source=name)
            for name in ((source,) if source else self._tellers(kind, parties))
        ]
        found = sorted(
            (history[-1] for history in histories if history),
            key=lambda fact: (fact.day, -preference(fact.series[0])[0], fact.id),
        )
        label = find_kind(kind).label
        who = " and ".join(name_of(party) for party in parties)
        if not found:
            return Unknown(self._why_unknown(kind, parties))
        last = found[-1]
        over = last.period.end or self.as_of
        if over < years_before(self.as_of, within_years):
            return Unknown(f"the newest {label} of {who} is of {last.day.year}, too old for {say_day(self.as_of)}")
        return last

    def _tellers(self, kind: str, parties: tuple[str, ...]) -> set[str]:
        """Give the sources in whose series figures of a kind stand."""
        key = (kind, *parties)
        if key not in self._told:
            self._told[key] = {fact.series[0] for fact in self.seen(kind, *parties)}
        return self._told[key]

    def members(self, grouping: str, *, role: str = "member") -> dict[str, Fact]:
        """Give the states that held a role in a grouping on the day, each with the fact that says so."""
        return {
            fact.about.givers[0]: fact
            for fact in standing(self.seen("membership", grouping), self.as_of)
            if fact.detail.get("role") == role
        }

    def groupings_of(self, state: str, *, role: str = "member") -> dict[str, Fact]:
        """Give the groupings a state belonged to on the day, each with the fact that says so."""
        return {
            fact.about.receivers[0]: fact
            for fact in standing(self.seen("membership", state), self.as_of)
            if fact.detail.get("role") == role and not self._over(fact.about.receivers[0])
        }

    def _over(self, grouping: str) -> bool:
        known = self.groupings.get(grouping)
        return known is not None and known.ended is not None and known.ended <= self.as_of

    def _why_unknown(self, kind: str, parties: tuple[str, ...]) -> str:
        label = find_kind(kind).many
        who = f" about {' and '.join(name_of(party) for party in parties)}" if parties else ""
        spans = [c for c in self.coverage if c.kind == kind]
        if not spans:
            return f"no source here speaks of {label}"
        if any(c.holds(parties, self.as_of) for c in spans):
            return f"the sources that cover {label} give no value{who}"
        late = f"; sources had published by {say_day(self.known_by)}" if self.known_by < self.as_of else ""
        ends = max((c.end for c in spans if c.end), default=None)
        until = f" (coverage ends {say_day(ends)})" if ends and ends <= self.as_of else ""
        return f"no source here looked for {label}{who} on {say_day(self.as_of)}{until}{late}"


def standing(steps: Iterable[Fact], day: date) -> list[Fact]:
    """Keep, of each tie's steps, the last one surely reached by the day, when it did not end the tie."""
    last: dict[str, Fact] = {}
    for fact in sorted(steps, key=in_order):
        if fact.period.surely_since <= day:
            last[fact.detail.get("tie", fact.id)] = fact
    return [fact for fact in last.values() if fact.status not in ("ended", "denied")]


def newest_of(found: Iterable[Fact]) -> list[Fact]:
    """Keep one figure a period and basis, oldest period first: that of the newest release, or what is supposed in its place."""
    newest: dict[tuple[date, str], Fact] = {}
    for fact in sorted(found, key=lambda fact: (fact.series[1], fact.supposed, fact.id)):
        newest[fact.day, fact.basis] = fact
    return sorted(newest.values(), key=lambda fact: (fact.day, fact.basis))


def in_order(fact: Fact) -> tuple[date, int, str]:
    """Sort steps by the day they were surely reached, then by their usual order in a life cycle."""
    return fact.period.surely_since, _PLACE.get(fact.status, 0), fact.id


def preference(source: str) -> tuple[int, str]:
    """Sort sources of a figure, the preferred one first."""
    return (PREFERRED.index(source) if source in PREFERRED else len(PREFERRED), source)
