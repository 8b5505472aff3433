"""A memory that takes note of what it was asked for: what an answer depends on, and what it looked for in vain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from latticework.model.fact import Fact
from latticework.views.memory import Memory

ANY = "*"
"""Noted when facts were asked for whatever their kind."""


@dataclass(slots=True)
class Noting:
    """A memory that gives what another gives, and takes note of kinds and parties."""

    memory: Memory
    asked: set[tuple[str, frozenset[str]]] = field(default_factory=set)

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
        """Give what the memory gives."""
        self.asked |= {(kind, frozenset(parties)) for kind in kinds or (ANY,)}
        return self.memory.select(
            kinds, parties=parties, as_of=as_of, holding=holding, known_by=known_by, ids=ids, limit=limit
        )

    def kinds(self) -> tuple[str, ...]:
        """The kinds that were asked for by name."""
        return tuple(sorted({kind for kind, _ in self.asked} - {ANY}))
