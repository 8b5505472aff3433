"""Where facts are remembered: anything that can select them. The store is one memory, a list in hand another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from latticework.model.fact import Fact
from latticework.model.reading import unique


class Memory(Protocol):
    """What a world needs of a memory; see `Store.select` for the meaning of each argument."""

    def select(
        self,
        kinds: Sequence[str] = (),
        *,
        parties: Sequence[str] = (),
        as_of: date | None = None,
        holding: bool = False,
        known_by: date | None = None,
        ids: Sequence[str] = (),
        limit: int | None = None,
    ) -> list[Fact]:
        """Give the facts of these kinds that name all these parties, sorted by kind, parties, day and id."""
        ...


def in_time(fact: Fact, as_of: date | None, *, holding: bool) -> bool:
    """Whether a fact began by a day; with `holding`, whether it was so on that day. Any fact does where there is no day.

    What has no known end, and steps of a life cycle with it, goes on.
    """
    return as_of is None or (fact.period.holds(as_of) if holding else fact.day <= as_of)


class ListMemory:
    """Facts in a list: for small worlds, tests, and a store that cannot be written."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts = sorted(unique(facts), key=lambda fact: (fact.kind, str(fact.about), fact.day, fact.id))

    def select(
        self,
        kinds: Sequence[str] = (),
        *,
        parties: Sequence[str] = (),
        as_of: date | None = None,
        holding: bool = False,
        known_by: date | None = None,
        ids: Sequence[str] = (),
        limit: int | None = None,
    ) -> list[Fact]:
        """Give the facts of these kinds that name all these parties, sorted by kind, parties, day and id."""
        found = [
            fact
            for fact in self._facts
            if (not kinds or fact.kind in kinds)
            and all(party in fact.about for party in parties)
            and in_time(fact, as_of, holding=holding)
            and (known_by is None or fact.known_from <= known_by)
            and (not ids or any(fact.id.startswith(text) for text in ids))
        ]
        return found if limit is None else found[:limit]
