"""State systems: which states there are, and on which days each was a member."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from latticework.errors import UsageError
from latticework.panels.column import Array
from latticework.panels.tables import Table, Tables

FIRST_YEAR = 1816
"""The first year of the state systems; years are counted from here."""

YEARS = 256
"""How many years a key can tell apart: a key is (first state, second state, year), the year in its last eight bits."""

BITS = 8


@dataclass(frozen=True, slots=True)
class System:
    """A state system: its codes in order, names, and spells of membership in days.

    `spell_state` is the place of the state in `codes`; `spell_from` and `spell_to` are the first and the last day
    (days since 1970). `ends` is the last day the list itself covers: a state that was a member on it is carried on as
    a member when later years are asked for, which the header of a panel says.
    """

    name: str
    key: str
    codes: NDArray[np.int16]
    names: tuple[str, ...]
    spell_state: NDArray[np.int16]
    spell_from: NDArray[np.int64]
    spell_to: NDArray[np.int64]
    ends: int
    dataset: str
    _places: NDArray[np.int16] = field(repr=False, compare=False)

    @property
    def count(self) -> int:
        """How many states ever were members."""
        return len(self.codes)

    def places(self, codes: Array) -> NDArray[np.int16]:
        """Give the places of state codes, -1 for a code that no member ever had."""
        inside = (codes >= 0) & (codes < len(self._places))
        return np.where(inside, self._places[np.where(inside, codes, 0)], -1).astype(np.int16)

    def last_year(self) -> int:
        """The last year the list itself covers."""
        return year_of(self.ends)

    def spells_until(self, last_year: int) -> NDArray[np.int64]:
        """Give the last day of each spell, those open at the end of the list carried on to the end of a year."""
        until = max(self.ends, day_of(last_year, 12, 31))
        return np.where(self.spell_to >= self.ends, until, self.spell_to)


def read_system(tables: Tables, name: str, *, microstates: bool = False) -> System:
    """Read a state system: "cow" (Correlates of War) or "gw" (Gleditsch-Ward).

    `microstates` adds the tentative list of microstates to "gw". Raises UsageError for another name.
    """
    if name == "cow":
        table = tables.get("cow_states")
        start, end = (_days(table, f"{side}year", f"{side}month", f"{side}day") for side in ("st", "end"))
        return _system("cow", "ccode", "cow_states", table["ccode"], table["statenme"], start, end)
    if name == "gw":
        table = tables.get("gw_states")
        fine = np.ones(len(table["gwcode"]), dtype=bool) if microstates else table["microstate"] == 0
        start, end = (table[side].astype("datetime64[D]").astype(np.int64)[fine] for side in ("start", "end"))
        return _system("gw", "gwcode", "gw_states", table["gwcode"][fine], table["gw_name"][fine], start, end)
    raise UsageError(f"no state system is called {name!r}", next_step="choose 'cow' or 'gw'")


def day_of(year: int, month: int, day: int) -> int:
    """Give a day as days since 1970."""
    return int(np.datetime64(f"{year:04d}-{month:02d}-{day:02d}", "D").astype(np.int64))


def year_of(day: int) -> int:
    """Give the year of a day."""
    return int(np.datetime64(day, "D").astype("datetime64[Y]").astype(np.int64)) + 1970


def years_of(days: Array) -> NDArray[np.int64]:
    """Give the years of days since 1970."""
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def _days(table: Table, year: str, month: str, day: str) -> NDArray[np.int64]:
    months = (table[year].astype(np.int64) - 1970) * 12 + table[month] - 1
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + table[day] - 1


def spell_days(table: Table) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the first and last days of the spells of a table with styear, stmonth, stday and endyear, endmonth, endday."""
    return _days(table, "styear", "stmonth", "stday"), _days(table, "endyear", "endmonth", "endday")


def _system(
    name: str, key: str, dataset: str, codes: Array, names: Array, start: NDArray[np.int64], end: NDArray[np.int64]
) -> System:
    unique, first, place = np.unique(codes, return_index=True, return_inverse=True)
    places = np.full(int(unique.max()) + 1, -1, dtype=np.int16)
    places[unique] = np.arange(len(unique))
    return System(
        name, key, unique.astype(np.int16), tuple(names[first].tolist()), place.astype(np.int16), start, end,
        int(end.max()), dataset, places,
    )  # fmt: skip
