"""Joining tables to rows. The number of rows never changes; what a table does not say is unknown, or none where it looked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from latticework.errors import UsageError
from latticework.panels.column import Array, Column, blank, known, unknown_of
from latticework.panels.datasets import Dataset, find_dataset
from latticework.panels.labels import label_of
from latticework.panels.rows import Keys, Rows, pair_keys
from latticework.panels.system import BITS, FIRST_YEAR, YEARS, System, read_system
from latticework.panels.tables import Table, Tables

FIRST_DAY = "jan1"
"""Columns that begin so tell of 1 January: where a state took another code within the year, the old code's row holds."""

MANY_ROWS = 100_000
"""From so many rows of a table on, places are looked up in an array of all keys; below, by halving."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A table with each of its rows placed in a state system: `at` one array a key state, `year` counted from 1816.

    `kept` are the rows of the table that could be placed, in the table's order; `lost` is how many could not.
    """

    card: Dataset
    table: Table
    at: tuple[NDArray[np.int16], ...]
    year: NDArray[np.int16]
    kept: NDArray[np.int64]
    lost: int
    keys: Keys | None = None

    def values(self, column: str) -> Array:
        """Give the values of a column for the kept rows."""
        values = self.table[column]
        return values if len(self.kept) == len(values) else values[self.kept]


_memory: WeakKeyDictionary[Tables, dict[Any, Any]] = WeakKeyDictionary()


def remembered(tables: Tables) -> dict[Any, Any]:
    """Give what was worked out from these tables before; it goes when they go."""
    return _memory.setdefault(tables, {})


def system_of(tables: Tables, name: str, *, microstates: bool = False) -> System:
    """Give a state system, read once from these tables."""
    held = remembered(tables)
    key = ("system", name, microstates)
    if key not in held:
        held[key] = read_system(tables, name, microstates=microstates)
    found: System = held[key]
    return found


def placed(tables: Tables, system: System, name: str) -> Placed:
    """Place the rows of a table in a system, once; states are matched by code and, between systems, by year."""
    held = remembered(tables)
    key = ("placed", system.name, system.count, name)
    if key not in held:
        held[key] = _place(tables, system, find_dataset(name))
    found: Placed = held[key]
    return found


def _place(tables: Tables, system: System, card: Dataset) -> Placed:
    table = tables.get(card.name)
    has_year = card.keys[-1] == "year"
    states = card.keys[:-1] if has_year else card.keys
    count = len(table[card.keys[0]])
    year = table["year"].astype(np.int16) - FIRST_YEAR if has_year else np.zeros(count, dtype=np.int16)
    inside = (year >= 0) & (year < YEARS)
    at = [places_in_year(tables, system, card.system, table[name], np.where(inside, year, 0)) for name in states]
    fine = inside.copy()
    for place in at:
        fine &= place >= 0
    if fine.all():
        kept = np.arange(count)
    else:
        kept = np.flatnonzero(fine)
        at, year = [place[kept] for place in at], year[kept]
    keys = pair_keys(at[0], at[1], year, system.count) if len(at) == 2 and has_year else None
    if keys is not None and system.name != card.system:  # another system's order may differ
        order = np.argsort(keys, kind="stable")
        keys, kept, year, at = keys[order], kept[order], year[order], [place[order] for place in at]
    return Placed(card, table, tuple(at), year.astype(np.int16), kept, count - len(kept), keys)


def places_in_year(tables: Tables, system: System, other: str, codes: Array, year: Array) -> NDArray[np.int16]:
    """Give the places in a system of state codes of another system in years counted from 1816; -1 for no match."""
    if other == system.name:
        return system.places(codes)
    bridge = bridge_between(tables, system, other)
    inside = (codes >= 0) & (codes < len(bridge))
    return np.where(inside, bridge[np.where(inside, codes, 0), year], -1).astype(np.int16)


def bridge_between(tables: Tables, system: System, other: str) -> NDArray[np.int16]:
    """Give a codes x years array: the place in `system` of each code of the other system in each year, -1 for none."""
    held = remembered(tables)
    key = ("bridge", system.name, system.count, other)
    if key not in held:
        own, far = ("ccode", "gwcode") if system.name == "cow" else ("gwcode", "ccode")
        table = tables.get("cow_to_gw" if system.name == "cow" else "gw_to_cow")
        place, year = system.places(table[own]), table["year"].astype(np.int64) - FIRST_YEAR
        fine = (place >= 0) & (table[far] >= 0)
        made = np.full((int(table[far].max()) + 1, YEARS), -1, dtype=np.int16)
        made[table[far][fine], year[fine]] = place[fine]
        held[key] = made
    found: NDArray[np.int16] = held[key]
    return found


def state_grid(tables: Tables, system: System, name: str, column: str) -> Array:
    """Give a table of state-years (or states) as a states x 256 years array, unknown where it says nothing."""
    at = placed(tables, system, name)
    values = at.values(column)
    if values.dtype.kind == "U":
        raise UsageError(f"{column} is text", next_step="use state_texts")
    grid = blank((system.count, YEARS), values.dtype)
    if at.card.keys[-1] == "year":
        fine = known(values)  # of two rows for one state and year, one that knows
        grid[at.at[0][fine], at.year[fine]] = values[fine]
    else:
        grid[at.at[0]] = values[:, None]
    if column in at.card.zero:
        first, last = (y - FIRST_YEAR for y in at.card.years)
        covered = grid[:, first : last + 1]
        covered[covered == unknown_of(grid.dtype)] = 0
    return grid


def state_columns(
    rows: Rows, tables: Tables, name: str, columns: Sequence[str] | None = None, *, prefix: str = ""
) -> dict[str, Column]:
    """Give columns of a table of state-years for each side of the rows, with the side's number after the name."""
    card = find_dataset(name)
    made: dict[str, Column] = {}
    for side in range(len(rows.sides)):
        ending = str(side + 1) if len(rows.sides) > 1 else ""
        cells = rows.cells(side)
        for column in columns or card.take:
            named = f"{prefix}{column}{ending}"
            if tables.get(name)[column].dtype.kind == "U":
                made[named] = _texts(rows, tables, name, column, cells)
            else:
                grid = state_grid(tables, rows.system, name, column)
                made[named] = Column(grid.ravel().take(cells), label_of(column), name)
    return made


def _texts(rows: Rows, tables: Tables, name: str, column: str, cells: NDArray[np.int32]) -> Column:
    at = placed(tables, rows.system, name)
    texts, codes = np.unique(at.table[column], return_inverse=True)
    grid = np.full((rows.system.count, YEARS), -1, dtype=np.int32)
    grid[at.at[0], at.year] = codes[at.kept]
    if column.startswith(FIRST_DAY) and at.card.system != rows.system.name:
        place, year, source = _codes_given_up(tables, rows.system, at)
        grid[place, year] = codes[source]
    if len(texts) and texts[0] == "":
        grid[grid == 0] = -1
    return Column(grid.ravel().take(cells), label_of(column), name, tuple(texts.tolist()))


def _codes_given_up(
    tables: Tables, system: System, at: Placed
) -> tuple[NDArray[np.int16], NDArray[np.int64], NDArray[np.int64]]:
    """Give the rows of a table under a code that a state gave up within the year: place, year and row of the table."""
    own, far = ("ccode", "gwcode") if system.name == "cow" else ("gwcode", "ccode")
    back = tables.get("gw_to_cow" if system.name == "cow" else "cow_to_gw")
    bridge = bridge_between(tables, system, at.card.system)
    place, year = system.places(back[own]), back["year"].astype(np.int64) - FIRST_YEAR
    fine = (place >= 0) & (back[far] >= 0) & (back[far] < len(bridge))
    place, year, code = place[fine], year[fine], back[far][fine]
    given_up = bridge[code, year] < 0
    place, year, code = place[given_up], year[given_up], code[given_up]
    listed = zip(at.table[at.card.keys[0]].tolist(), at.table["year"].tolist(), strict=True)
    row_of = {key: row for row, key in enumerate(listed)}
    asked = zip(code.tolist(), (year + FIRST_YEAR).tolist(), strict=True)
    rows = np.array([row_of.get(key, -1) for key in asked], dtype=np.int64)
    there = rows >= 0
    return place[there], year[there], rows[there]


@dataclass(frozen=True, slots=True)
class Match:
    """Which row of a table belongs to which row of a panel: equally long arrays of places. `lost` rows found none."""

    row: NDArray[np.int64]
    source: NDArray[np.int64]
    lost: int = 0


def match_pairs(rows: Rows, keys: Keys, *, undirected: bool = False) -> Match:
    """Match the keys of a table (ordered, no two alike) to the rows; an undirected table is matched in both directions.

    `lost` counts the rows of the table that no row of the panel took up.
    """
    own = rows.keys
    if not len(own) or not len(keys):
        return Match(np.zeros(0, np.int64), np.zeros(0, np.int64), len(keys))
    if len(own) * 4 < len(keys) or not rows.unique:
        asked = np.minimum(own, other_way(own, rows.system.count)) if undirected else own
        place = np.searchsorted(keys, asked)
        place[place == len(keys)] = 0
        row = np.flatnonzero(keys[place] == asked)
        return Match(row, place[row], len(keys) - len(np.unique(place[row])))
    find = _by_array(rows) if len(keys) >= MANY_ROWS else _by_halving(own)
    row, source = find(keys)
    if not undirected:
        return Match(row, source, len(keys) - len(source))
    back, again = find(other_way(keys, rows.system.count))
    found = np.zeros(len(keys), dtype=bool)
    found[source] = found[again] = True
    lost = len(keys) - int(np.count_nonzero(found))
    return Match(np.concatenate([row, back]), np.concatenate([source, again]), lost)


def other_way(keys: Keys, count: int) -> Keys:
    """Give the keys of the same pairs and years with first and second state changed about."""
    pair, year = keys >> BITS, keys & (YEARS - 1)
    first = pair // count
    return pair_keys(pair - first * count, first, year, count)


def _by_array(rows: Rows) -> _Find:
    where = np.full(rows.system.count**2 * YEARS, -1, dtype=np.int32)
    where[rows.keys] = np.arange(len(rows), dtype=np.int32)

    def find(keys: Keys) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        found = where[keys]
        source = np.flatnonzero(found >= 0)
        return found[source].astype(np.int64), source

    return find


def _by_halving(own: Keys) -> _Find:
    def find(keys: Keys) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        place = np.searchsorted(own, keys)
        place[place == len(own)] = 0
        source = np.flatnonzero(own[place] == keys)
        return place[source], source

    return find


_Find = Callable[[Keys], tuple[NDArray[np.int64], NDArray[np.int64]]]


def fill(rows: Rows, match: Match, values: Array, *, none_in: tuple[int, int] | None = None) -> Array:
    """Lay values of a table on the rows; elsewhere unknown, or zero within the years `none_in`."""
    dtype = values.dtype
    if none_in is None:
        out = blank(len(rows), dtype)
    else:
        out = np.where(rows.within(*none_in), np.zeros((), dtype), np.full((), unknown_of(dtype), dtype))
    out[match.row] = values[match.source]
    return out


def pair_columns(
    rows: Rows, tables: Tables, name: str, columns: Sequence[str] | None = None
) -> tuple[dict[str, Column], int]:
    """Give columns of a table of pair-years for the rows, and how many rows of the table found none."""
    if len(rows.sides) != 2:
        raise UsageError(f"{name} is about pairs of states", next_step="make dyad-years")
    at = placed(tables, rows.system, name)
    assert at.keys is not None
    match = match_pairs(rows, at.keys, undirected=at.card.unit == "pair-year-undirected")
    made = {}
    for column in columns or at.card.take:
        none_in = at.card.years if column in at.card.zero else None
        made[column] = Column(fill(rows, match, at.values(column), none_in=none_in), label_of(column), name)
    return made, match.lost + at.lost
