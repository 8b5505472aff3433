"""Rows of a panel: which states and which year each row is about, and the keys by which tables are joined to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from latticework.errors import UsageError
from latticework.panels.column import Array
from latticework.panels.system import BITS, FIRST_YEAR, YEARS, System, day_of

Keys = NDArray[np.int32]
"""(first state, second state, year) in one whole number; ordered as the states and the years are."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a panel: for each side the place of a state in the system, and the year counted from 1816.

    `sides` has one array for state-years, two for dyad-years, k for k-adic units. `unique` says that no two rows
    have the same states and year (so not for leaders, months, days). Rows are ordered by sides, then year.
    """

    system: System
    sides: tuple[NDArray[np.int16], ...]
    year: NDArray[np.int16]
    unique: bool = True
    _kept: dict[str, Array] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.year)

    @property
    def keys(self) -> Keys:
        """The key of each row of a panel of pairs."""
        if "keys" not in self._kept:
            assert len(self.sides) == 2, "only pairs have keys"
            self._kept["keys"] = pair_keys(self.sides[0], self.sides[1], self.year, self.system.count)
        return self._kept["keys"]

    def cells(self, side: int) -> NDArray[np.int32]:
        """Give for each row the place of (state, year) in a states x years array laid flat."""
        name = f"cells{side}"
        if name not in self._kept:
            cells = self.sides[side].astype(np.int32)
            cells <<= BITS
            cells |= self.year
            self._kept[name] = cells
        return self._kept[name]

    def take(self, chosen: Array) -> Rows:
        """Keep these rows."""
        return Rows(self.system, tuple(side[chosen] for side in self.sides), self.year[chosen], self.unique)

    def within(self, first: int, last: int) -> NDArray[np.bool_]:
        """Give which rows are of the years first to last, both counted in."""
        return (self.year >= first - FIRST_YEAR) & (self.year <= last - FIRST_YEAR)

    def codes(self, side: int) -> NDArray[np.int16]:
        """Give the state code of each row on a side."""
        name = f"codes{side}"
        if name not in self._kept:
            self._kept[name] = self.system.codes[self.sides[side]]
        return self._kept[name]


def pair_keys(first: Array, second: Array, year: Array, count: int) -> Keys:
    """Give the keys of pairs in years; `year` is counted from 1816, `count` is how many states the system has."""
    keys = first.astype(np.int32)
    keys *= count
    keys += second
    keys <<= BITS
    keys |= year
    return keys


def membership(system: System, years: range, states: NDArray[np.int16] | None = None) -> NDArray[np.bool_]:
    """Give a states x 256 years array that says who was a member on at least one day of which year.

    Only the asked years and states are marked. Membership open at the end of the list is carried on.
    """
    there = np.zeros((system.count, YEARS), dtype=bool)
    until = system.spells_until(years[-1]) if len(years) else system.spell_to
    asked = np.array([day_of(y, 1, 1) for y in range(FIRST_YEAR, FIRST_YEAR + YEARS + 1)])
    for state, begin, end in zip(system.spell_state, system.spell_from, until, strict=True):
        first = max(int(np.searchsorted(asked, begin, side="right")) - 1, 0)
        last = int(np.searchsorted(asked, end, side="right")) - 1
        there[state, first : last + 1] = True
    wanted = np.zeros(YEARS, dtype=bool)
    wanted[[y - FIRST_YEAR for y in years]] = True
    there &= wanted
    if states is not None:
        chosen = np.zeros(system.count, dtype=bool)
        chosen[states] = True
        there &= chosen[:, None]
    return there


def state_year_rows(system: System, years: range, states: NDArray[np.int16] | None = None) -> Rows:
    """Give a row for each state and year in which it was a member on at least one day."""
    state, when = np.nonzero(membership(system, years, states))
    return Rows(system, (state.astype(np.int16),), when.astype(np.int16))


def dyad_year_rows(
    system: System, years: range, states: NDArray[np.int16] | None = None, *, directed: bool = True
) -> Rows:
    """Give a row for each pair of states and year in which both were members on at least one same day.

    Joining by years alone makes pairs that never met (South Vietnam and Suriname, 1975): here the days must overlap.
    """
    there = membership(system, years, states)
    kept = np.flatnonzero(there.any(axis=1))
    small = there[kept]
    n = len(kept)
    mask = small[:, None, :] & small[None, :, :]
    dropped = np.eye(n, dtype=bool) if directed else np.tri(n, dtype=bool)
    mask[dropped] = False
    per_pair = small.astype(np.float32) @ small.T.astype(np.float32)  # years in common, exact: fewer than 2^24
    per_pair[dropped] = 0
    for one, other, when in never_met(system, there, years):
        for a, b in (np.searchsorted(kept, (one, other)), np.searchsorted(kept, (other, one))):
            per_pair[a, b] -= mask[a, b, when]
            mask[a, b, when] = False
    lengths = per_pair.ravel().astype(np.int64)
    year = np.broadcast_to(np.arange(YEARS, dtype=np.int16), mask.shape)[mask]
    places = kept.astype(np.int16)
    first, second = (np.repeat(side, lengths) for side in (np.repeat(places, n), np.tile(places, n)))
    rows = Rows(system, (first, second), year)
    bases = (kept.astype(np.int32)[:, None] * system.count + kept.astype(np.int32)) << BITS
    keys = np.repeat(bases.ravel(), lengths)
    keys |= year
    codes = system.codes[kept]
    sides = (np.repeat(codes, n), np.tile(codes, n))
    rows._kept.update(keys=keys, codes0=np.repeat(sides[0], lengths), codes1=np.repeat(sides[1], lengths))
    return rows


def never_met(system: System, there: NDArray[np.bool_], years: range) -> Iterable[tuple[int, int, int]]:
    """Give pairs that were both members in a year, but on no same day of it.

    Only states that were members for part of a year can have missed each other.
    """
    if not len(years):
        return
    until = system.spells_until(years[-1])
    spells: dict[int, list[tuple[int, int]]] = {}
    for state, begin, end in zip(system.spell_state.tolist(), system.spell_from.tolist(), until.tolist(), strict=True):
        spells.setdefault(state, []).append((begin, end))
    edges: dict[int, set[int]] = {}
    for state, all_of in spells.items():
        for begin, end in all_of:
            for day in (begin, end + 1):
                year = int(np.datetime64(day - (day == end + 1), "D").astype("datetime64[Y]").astype(int)) + 1970
                edges.setdefault(year, set()).add(state)
    for year in years:
        place = year - FIRST_YEAR
        first, last = day_of(year, 1, 1), day_of(year, 12, 31)
        partial = sorted(s for s in edges.get(year, ()) if there[s, place])
        inside = {s: [(max(b, first), min(e, last)) for b, e in spells[s] if b <= last and e >= first] for s in partial}
        partial = [s for s in partial if inside[s] != [(first, last)]]
        for i, one in enumerate(partial):
            for other in partial[i + 1 :]:
                if not any(max(a, c) <= min(b, d) for a, b in inside[one] for c, d in inside[other]):
                    yield one, other, place


def chosen_states(system: System, states: Iterable[int] | None) -> NDArray[np.int16] | None:
    """Give the places of the states asked for by code; None for all. Raises UsageError for a code no member had."""
    if states is None:
        return None
    codes = np.array(sorted(set(states)), dtype=np.int64)
    places = system.places(codes)
    if (places < 0).any():
        strange = ", ".join(str(c) for c in codes[places < 0])
        raise UsageError(
            f"no state of the {system.name} system has the code {strange}",
            next_step="use codes of that system, or another system",
        )
    return places
