"""A world as it might be: facts supposed, and facts set aside, laid over a memory that is not touched."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from latticework.model.fact import Fact
from latticework.views.memory import Memory, in_time


def _order(fact: Fact) -> tuple[str, str, date, str]:
    return fact.kind, str(fact.about), fact.day, fact.id


@dataclass(frozen=True, slots=True)
class Layer:
    """What is supposed: facts added, and facts set aside as if nobody had told them."""

    added: tuple[Fact, ...] = ()
    aside: tuple[Fact, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of facts it touches; whatever reads none of them stays as it was."""
        return frozenset(fact.kind for fact in (*self.added, *self.aside))

    def touches(self, kind: str, parties: Sequence[str]) -> bool:
        """Whether it touches a fact of a kind that names all these parties."""
        return any(
            fact.kind == kind and all(party in fact.about for party in parties)
            for facts in (self.added, self.aside)
            for fact in facts
        )

    def over(
        self, found: Sequence[Fact], kinds: Sequence[str], parties: Sequence[str], as_of: date | None
    ) -> list[Fact]:
        """Lay it over the facts a memory gave to a question, in the memory's order.

        Whether a supposed fact is public is not asked: it is supposed, so it is known to whoever supposes it.
        """
        gone = {fact.id for fact in self.aside}
        new = [
            fact
            for fact in self.added
            if (not kinds or fact.kind in kinds)
            and all(party in fact.about for party in parties)
            and (as_of is None or fact.day <= as_of)
        ]
        kept = [fact for fact in found if fact.id not in gone] if gone else list(found)
        for fact in new:
            insort(kept, fact, key=_order)
        return kept


@dataclass(frozen=True, slots=True)
class Overlay:
    """A memory with a layer over it. Nothing is ever written: the memory below answers as before."""

    memory: Memory
    layer: Layer

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
        """Give the facts of these kinds that name all these parties, supposed ones among them; see `Memory.select`."""
        touched = not kinds or not self.layer.kinds.isdisjoint(kinds)
        below = self.memory.select(
            kinds,
            parties=parties,
            as_of=as_of,
            holding=holding,
            known_by=known_by,
            ids=ids,
            limit=None if touched else limit,
        )
        if not touched:
            return below
        found = self.layer.over(below, kinds, parties, as_of)
        if holding:
            found = [fact for fact in found if in_time(fact, as_of, holding=True)]
        if ids:
            found = [fact for fact in found if any(fact.id.startswith(text) for text in ids)]
        return list(islice(found, limit))


@dataclass(slots=True)
class Remembered:
    """A memory that answers the same question once: worlds that differ by a layer only share what they read below it."""

    memory: Memory
    _answers: dict[tuple[object, ...], list[Fact]] = field(default_factory=dict, repr=False)

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
        """Give what the memory below gives; the list is shared and not to be changed."""
        key = (tuple(kinds), tuple(parties), as_of, holding, known_by, tuple(ids), limit)
        if key not in self._answers:
            self._answers[key] = self.memory.select(
                kinds, parties=parties, as_of=as_of, holding=holding, known_by=known_by, ids=ids, limit=limit
            )
        return self._answers[key]
