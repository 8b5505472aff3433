"""One new partner of a state: the agreements made with it, and how deep the tie is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from latticework.measures import depth, gained
from latticework.model.reading import Reading, Unknown
from latticework.views.ties import Tie, Ties
from latticework.views.world import World


@dataclass(frozen=True, slots=True)
class Partner:
    """A state with which new agreements were made, and how deep the tie is on the day."""

    code: str
    made: tuple[Tie, ...]
    under_way: tuple[Tie, ...]
    deep: Reading | Unknown

    @property
    def depth(self) -> float:
        """The depth of the tie; an unknown one sorts last."""
        return -1.0 if isinstance(self.deep, Unknown) else self.deep.value


def partners_of(world: World, state: str, since: date, ties: Ties) -> list[Partner]:
    """Give the partners with whom a state made agreements since a day, or has some under way, the deepest tied first."""
    found = []
    for reading in gained(world, state, since, ties):
        made, coming = reading.detail["ties"], reading.detail["under_way"]
        assert isinstance(made, tuple)
        assert isinstance(coming, tuple)
        code = str(reading.detail["partner"])
        found.append(Partner(code, made, coming, depth(world, state, code, ties)))
    return sorted(found, key=lambda partner: (-partner.depth, partner.code))
