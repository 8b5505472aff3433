"""The world on a day: what was true as of one day, as far as it was known by another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from latticework.model.fact import Fact
from latticework.model.grouping import Grouping, groupings, name_of
from latticework.model.kind import find_kind
from latticework.model.period import say_day, years_before
from latticework.model.reading import Unknown
from latticework.model.source import Coverage
from latticework.views.memory import Memory

PREFERRED = ("sipri", "worldbank", "dmdc", "fas", "natural-earth", "pack")
"""Where sources speak of the same figure, the first of these is taken; what the others say is shown beside it."""


STALE_YEARS = 5
"""A figure older than this is unknown unless a measure says otherwise: it would be taken for today's."""


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
    _read: dict[tuple[str, ...], list[Fact]] = field(default_factory=dict, repr=False)

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
            whole = self._read.get((kind,))
            self._read[key] = (
                self.memory.select((kind,), parties=parties, as_of=self.as_of, known_by=self.known_by)
                if whole is None
                else [fact for fact in whole if all(party in fact.about for party in parties)]
            )
        return self._read[key]

    def read_ahead(self, kinds: Sequence[str], party: str = "") -> None:
        """Read several kinds in one question to the memory; later questions about them are answered from here."""
        parties = (party,) if party else ()
        missing = [kind for kind in kinds if (kind, *parties) not in self._read]
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

        Without `source`, the first of `PREFERRED` that has any value is taken. A period counts once it is over.
        """
        found = [
            fact
            for fact in self.seen(kind, *parties)
            if fact.value is not None
            and (not unit or fact.unit == unit)
            and (not basis or fact.basis == basis)
            and (not source or fact.citation.source == source)
            and (not release or fact.citation.release == release)
            and (fact.period.end is None or fact.period.end.toordinal() - 1 <= self.as_of.toordinal())
        ]
        if not source and found:
            first = min(_preference(fact.citation.source) for fact in found)
            found = [fact for fact in found if _preference(fact.citation.source) == first]
        newest: dict[tuple[date, str], Fact] = {}
        for fact in sorted(found, key=lambda fact: (fact.citation.release, fact.id)):
            newest[fact.day, fact.basis] = fact
        return sorted(newest.values(), key=lambda fact: (fact.day, fact.basis))

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
        histories = [
            self.series(kind, *parties, unit=unit, basis=basis, source=name)
            for name in ((source,) if source else {fact.citation.source for fact in self.seen(kind, *parties)})
        ]
        found = sorted(
            (history[-1] for history in histories if history),
            key=lambda fact: (fact.day, -_preference(fact.citation.source)[0], fact.id),
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


def in_order(fact: Fact) -> tuple[date, int, str]:
    """Sort steps by the day they were surely reached, then by their usual order in a life cycle."""
    from latticework.model.kind import STATUSES

    return fact.period.surely_since, STATUSES.index(fact.status) if fact.status in STATUSES else 0, fact.id


def _preference(source: str) -> tuple[int, str]:
    return (PREFERRED.index(source) if source in PREFERRED else len(PREFERRED), source)
