"""The states of a day as arrays: where they lie, what they share, whom they fear. One row and column a state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from latticework.answers.next_ties.signings import groups, heir, rules
from latticework.model.grouping import groupings
from latticework.model.period import years_before
from latticework.model.source import Coverage
from latticework.model.state import states
from latticework.views.world import World, standing

Square = npt.NDArray[np.float64]
EARTH_KM = 6371.0


@dataclass(frozen=True)
class System:
    """All states that existed on a day. `km` lies between capitals; `shared` counts groupings both belonged to; the rest
    is 1 where it holds: `ally` a duty of defence in force, `partner` a strategic partnership, `named` one of the two names the
    other a threat, challenge or concern in its documents, `fears` (by row) whom a state names, `covered` a source looks for the state's agreements.
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
    codes = tuple(
        sorted(code for code, state in states().items() if state.existed(day) and state.code_in("gw", day) is not None)
    )
    place = {code: row for row, code in enumerate(codes)}
    world.read_ahead(("membership", "defence_pact", "security_guarantee", "strategic_partnership", "threat_named"))
    shared, ally = _memberships(world, place)
    for kind in ("defence_pact", "security_guarantee"):
        _mark(ally, [f.about.parties for f in standing(world.seen(kind), day) if f.status == "in_force"], place)
    partner = np.zeros_like(ally)
    _mark(partner, [f.about.parties for f in standing(world.seen("strategic_partnership"), day)], place)
    looked = _looked(world)
    covered = np.array([code in looked for code in codes], dtype=bool)
    return System(day, codes, _distances(codes, day), shared, ally, partner, _fears(world, place), covered)


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


def _memberships(world: World, place: dict[str, int]) -> tuple[Square, Square]:
    n = len(place)
    shared, ally = np.zeros((n, n)), np.zeros((n, n))
    inside: dict[str, list[str]] = {}
    for fact in standing(world.seen("membership"), world.as_of):
        if fact.detail.get("role") == "member":
            inside.setdefault(fact.about.receivers[0], []).append(fact.about.givers[0])
    for name, members in inside.items():
        known = groupings().get(name)
        if known is None or (known.ended is not None and known.ended <= world.as_of):
            continue
        rows = [place[m] for m in members if m in place]
        shared[np.ix_(rows, rows)] += 1
        if "defence_pact" in known.obliges:
            ally[np.ix_(rows, rows)] = 1
    for square in (shared, ally):
        np.fill_diagonal(square, 0)
    return shared, ally


def _mark(square: Square, made: Sequence[tuple[str, ...]], place: dict[str, int]) -> None:
    for parties in made:
        rows = [place[p] for p in parties if p in place]
        for one in rows:
            for other in rows:
                if one != other:
                    square[one, other] = 1


def _fears(world: World, place: dict[str, int]) -> Square:
    found = np.zeros((len(place), len(place)))
    since = years_before(world.as_of, rules()["near"]["naming_years"])
    for fact in world.seen("threat_named"):
        if fact.day >= since:
            for giver in fact.about.givers:
                for receiver in fact.about.receivers:
                    if giver in place and receiver in place:
                        found[place[giver], place[receiver]] = 1
    return found


def _distances(codes: Sequence[str], day: date) -> Square:
    """Give great-circle distances between capitals in km; where a capital is not known, the mean of all."""
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
