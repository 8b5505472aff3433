"""Facts kept at hand for many questions: each kind is read once, whole, and every day and party is answered from it."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice

from latticework.model.fact import Fact
from latticework.views.memory import Memory, in_time

MOST = 20_000
"""A kind of more facts than this is not kept; the memory is asked each time."""


@dataclass(slots=True)
class Shelf:
    """The kinds kept of one generation of a memory; any number of threads may share it."""

    most: int = MOST
    _kinds: dict[str, _Row | None] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def row(self, memory: Memory, kind: str) -> _Row | None:
        """Give what is kept of a kind, reading it first when it is asked for the first time; None when it is too large."""
        if kind not in self._kinds:
            with self._lock:
                if kind not in self._kinds:
                    found = memory.select((kind,), limit=self.most + 1)
                    self._kinds[kind] = None if len(found) > self.most else _Row(found)
        return self._kinds[kind]

    def grown(self, added: Memory, counts: Mapping[str, int]) -> Shelf:
        """Give the shelf of the next generation, to which these facts were added, so many of each kind; nothing else is read anew.

        This shelf stays as it is, for those who still read its generation.
        """
        made = Shelf(self.most)
        with self._lock:
            kept = dict(self._kinds)
        for kind, row in kept.items():
            if row is not None and counts.get(kind):
                few = len(row.facts) + counts[kind] <= self.most
                row = _Row(sorted((*row.facts, *added.select((kind,))), key=_in_order)) if few else None
            made._kinds[kind] = row
        return made


def _in_order(fact: Fact) -> tuple[str, date, str]:
    """Sort facts of one kind as a memory does."""
    return str(fact.about), fact.day, fact.id


class _Row:
    """All facts of a kind in the memory's order, and the same by party."""

    def __init__(self, facts: list[Fact]) -> None:
        self.facts = facts
        self.by_party: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            for party in dict.fromkeys(fact.about.parties):
                self.by_party[party].append(fact)

    def naming(self, parties: Sequence[str]) -> list[Fact]:
        """Give the facts that name all these parties."""
        if not parties:
            return self.facts
        found = min((self.by_party.get(party, []) for party in parties), key=len)
        return found if len(parties) == 1 else [f for f in found if all(party in f.about for party in parties)]


@dataclass(slots=True)
class Kept:
    """A memory that answers from a shelf where it can, and asks the memory behind it where it cannot.

    What it gives is what the memory behind gives, in the same order; a shelf is for one generation of it.
    """

    memory: Memory
    shelf: Shelf

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
        rows = [self.shelf.row(self.memory, kind) for kind in sorted(set(kinds))] if kinds and not ids else [None]
        if any(row is None for row in rows):
            return self.memory.select(
                kinds, parties=parties, as_of=as_of, holding=holding, known_by=known_by, ids=ids, limit=limit
            )
        found = chain.from_iterable(row.naming(parties) for row in rows if row is not None)
        return list(
            islice(
                (
                    fact
                    for fact in found
                    if in_time(fact, as_of, holding=holding) and (known_by is None or fact.known_from <= known_by)
                ),
                limit,
            )
        )
