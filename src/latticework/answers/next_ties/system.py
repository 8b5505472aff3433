"""The states of a day as arrays: where they lie, what they share, whom they fear. One row and column a state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from latticework.answers.next_ties.signings import groups, heir, rules
from latticework.measures.threats import named
from latticework.model.fact import Fact
from latticework.model.reading import Unknown
from latticework.model.source import Coverage
from latticework.model.state import states
from latticework.views.ties import Ties
from latticework.views.world import World, standing

Square = npt.NDArray[np.float64]
EARTH_KM = 6371.0


@dataclass(frozen=True)
class System:
    """All states that existed on a day. `km` lies between capitals; `shared` counts groupings both belonged to; the rest
    is 1 where it holds: `ally` a defence pact in force, `partner` a strategic partnership, `fears` (by row) whom a state's documents
    name; `covered`: a source looks for the state's agreements.
    """

    day: date
    codes: tuple[str, ...]
    km: Square
    shared: Square
    ally: Square
    partner: Square
    fears: Square
    covered: npt.NDArray[np.bool_]

    def row(self, code: str) -> int | None:
        """Give the row of a state; of one that is not of the day, the row of who carries its record on or had it before."""
        return self._rows.get(code, self._rows.get(heir(code)))

    @cached_property
    def _rows(self) -> dict[str, int]:
        own = {code: row for row, code in enumerate(self.codes)}
        return {heir(code): row for code, row in own.items()} | own

    @property
    def named(self) -> Square:
        """Give where one of the two names the other."""
        return np.maximum(self.fears, self.fears.T)

    def risk(self) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Give the pairs whose agreements a source looks for: one covered state is enough."""
        one, other = np.triu_indices(len(self.codes), 1)
        looked = self.covered[one] | self.covered[other]
        return one[looked], other[looked]


def system(world: World) -> System:
    """Lay out the states of a world's day."""
    day = world.as_of
    world.read_ahead(("membership", "threat_named", "strategy_document", "strategic_partnership"))
    codes = tuple(
        sorted(code for code, state in states().items() if state.existed(day) and state.code_in("gw", day) is not None)
    )
    ties, looked = Ties(world), _looked(world)
    inside: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        for grouping in world.groupings_of(code):
            inside[grouping].append(code)
    partnerships = standing(world.seen("strategic_partnership"), day)
    return System(
        day, codes, _distances(codes, day),
        shared=_counted(codes, inside.values()),
        ally=_marked(codes, {code: ties.allies(code) for code in codes}),
        partner=np.minimum(_counted(codes, (fact.about.parties for fact in partnerships)), 1),
        fears=_marked(codes, _named(world)),
        covered=np.array([code in looked for code in codes], dtype=bool),
    )  # fmt: skip


def record_ends(world: World) -> date | None:
    """Give the last day up to which any source looks for agreements, when that is before the world's day; else None."""
    ends = [c.end for c in _sources(world)]
    return None if None in ends or not ends else max(e for e in ends if e is not None)


def _sources(world: World) -> list[Coverage]:
    """Give the coverages of agreements that held on the day or had ended not long before: a record is always a little behind."""
    since = world.as_of - timedelta(days=rules()["record"]["behind_days"])
    kinds = {*groups(), "agreement"}
    return [
        c for c in world.coverage if c.kind in kinds and c.start <= world.as_of and (c.end is None or c.end > since)
    ]


def _looked(world: World) -> set[str]:
    return {code for c in _sources(world) for code in (c.states or states())}


def _named(world: World) -> dict[str, dict[str, list[Fact]]]:
    """Give whom each state's documents name, as the measure of threats reads them."""
    namers = {giver for fact in world.seen("threat_named") for giver in fact.about.givers}
    told = {namer: named(world, namer) for namer in namers}
    return {namer: found for namer, found in told.items() if not isinstance(found, Unknown)}


def _counted(codes: Sequence[str], groups_of: Iterable[Sequence[str]]) -> Square:
    """Give of each pair how many of some groups of states hold both."""
    place = {code: row for row, code in enumerate(codes)}
    square = np.zeros((len(codes), len(codes)))
    for group in groups_of:
        rows = [place[code] for code in group if code in place]
        square[np.ix_(rows, rows)] += 1
    np.fill_diagonal(square, 0)
    return square


def _marked(codes: Sequence[str], of_each: Mapping[str, Iterable[str]]) -> Square:
    """Give 1 in a state's row for each of the states it is held against."""
    place = {code: row for row, code in enumerate(codes)}
    square = np.zeros((len(codes), len(codes)))
    for one, others in of_each.items():
        for other in others:
            if one in place and other in place:
                square[place[one], place[other]] = 1
    return square


def _distances(codes: Sequence[str], day: date) -> Square:
    """Give great-circle distances between capitals in km; where a capital is not known, the mean of all.

    On the sphere and all pairs at once: `measures.space` takes seconds for them on the ellipsoid, and a sign need not know metres.
    """
    known = [states()[code].capital(day) for code in codes]
    lat = np.radians([c.lat if c else np.nan for c in known])
    lon = np.radians([c.lon if c else np.nan for c in known])
    half = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    km = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    mean = np.nanmean(km) if np.isfinite(km).any() else 0.0
    km = np.where(np.isnan(km), mean, km)
    np.fill_diagonal(km, 0)
    return np.asarray(km, dtype=np.float64)
