"""One supposed change, as it was read from its line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from latticework.answers.whatif.amounts import Interval
from latticework.model.fact import About


@dataclass(frozen=True, slots=True)
class Supposed:
    """One change as it was written (`text`, at the place `where`) and what was read of it; what its kind has not is empty.

    `name` is what the answer calls it: its author's words for it, or the line itself.
    """

    kind: str
    text: str
    where: str = ""
    name: str = ""
    states: tuple[str, ...] = ()
    about: About | None = None
    tie: str = ""
    of_kind: str = ""
    status: str = ""
    day: date | None = None
    year: int = 0
    amount: Interval | None = None
    unit: str = ""
    grouping: str = ""
    title: str = ""
    platform: str = ""

    @property
    def called(self) -> str:
        """What the answer calls it."""
        return self.name or self.text
