"""Sources and their coverage: who said it, in which release, and where and when they looked at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """A publication facts were read from: title, publisher, address, and what its licence allows."""

    key: str
    title: str
    publisher: str
    address: str
    kind: str = ""
    licence: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a source looked at: a kind, for some states (empty: all), from a day to a day (half-open; None: open).

    Inside coverage, no fact means none was found; outside it, nobody looked and the answer is unknown. A coverage
    that is not `complete` is a selection: what is there is there, but counts are lower bounds and there is no first.
    """

    source: str
    kind: str
    start: date
    end: date | None
    states: frozenset[str] = frozenset()
    complete: bool = True
    note: str = ""

    def holds(self, parties: Iterable[str], day: date) -> bool:
        """Whether the source looked on this day at what involves these parties.

        A source that covers a state covers what is between it and any other, so one covered party is enough.
        """
        if not (self.start <= day and (self.end is None or day < self.end)):
            return False
        named = tuple(parties)
        return not named or not self.states or any(party in self.states for party in named)
