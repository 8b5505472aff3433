"""What a measure gives back: a reading with its parts, or unknown with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from latticework.model.fact import Fact


@dataclass(frozen=True, slots=True)
class Unknown:
    """No answer, and why. Never a zero in disguise."""

    because: str

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Part:
    """One named contribution to a reading, with the facts it rests on."""

    name: str
    value: float | Unknown
    facts: tuple[Fact, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A number with its reasons: unit, the parts it is made of, the facts behind it, and how it was made.

    `how` writes the sum (or stated combination) in words with the parts' names; `day` is the day it speaks of
    (for yearly series, the first day of that year).
    """

    measure: str
    value: float
    unit: str
    parts: tuple[Part, ...] = ()
    facts: tuple[Fact, ...] = ()
    day: date | None = None
    basis: str = ""
    how: str = ""
    version: int = 1
    notes: tuple[str, ...] = ()
    detail: dict[str, object] = field(default_factory=dict, compare=False)

    def evidence(self) -> tuple[Fact, ...]:
        """All facts behind the reading, parts included, each once, in order of first use."""
        return unique(fact for facts in (self.facts, *(part.facts for part in self.parts)) for fact in facts)


def unique(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Drop repeated facts, keeping the order of first use."""
    return tuple({fact.id: fact for fact in facts}.values())


def known(parts: Iterable[Part]) -> Iterator[tuple[Part, float]]:
    """Go through the parts that have a number."""
    for part in parts:
        if not isinstance(part.value, Unknown):
            yield part, part.value
