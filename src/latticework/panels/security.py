"""Security ties and standing beyond the classic panel: agreements, arms, sanctions, exercises, votes, troops, weapons."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from latticework.errors import NameNotFound, UsageError
from latticework.model.state import find_state, states
from latticework.panels.column import Array, Column, as_float, blank, known
from latticework.panels.datasets import find_dataset
from latticework.panels.join import fill, match_pairs, places_in_year
from latticework.panels.rows import Keys, Rows, pair_keys
from latticework.panels.spans import spread
from latticework.panels.system import FIRST_YEAR, YEARS
from latticework.panels.tables import Tables

MONTHS = ("September", "June", "December", "March")
"""Of several reports on troops in a year, the first of these months counts."""


def agreements(rows: Rows, tables: Tables) -> dict[str, Column]:
    """Give dca_signed and dca_standing: defence cooperation agreements signed in the year, and standing in it (1980-2010).

    An agreement stands from its signature to the end its authors estimate. Kinne 2020.
    """
    table = tables.get("dcad")
    signed, ended = (np.maximum(table[name].astype(np.int64), 0) for name in ("signYear", "endYearEstimate"))
    made = {}
    for name, last, label in (
        ("dca_signed", signed, "defence cooperation agreements signed in the year"),
        ("dca_standing", np.maximum(ended, signed), "defence cooperation agreements standing in the year"),
    ):
        spell, year = spread(signed, last)
        one, other = _two(rows, tables, "dcad", spell, year)
        made[name] = _counts(rows, one, other, year, np.ones(len(year)), "dcad", label, both=True, whole=True)
    return made


def arms(rows: Rows, tables: Tables) -> dict[str, Column]:
    """Give arms_ordered: what the second state ordered from the first, in millions of SIPRI's trend indicator (not money).

    By year of order, 1950-2018; 0 where the register knows of none.
    """
    table = tables.get("arms_orders")
    year = table["order_year"].astype(np.int64) - FIRST_YEAR
    one, other = _two(rows, tables, "arms_orders", np.arange(len(year)), year)
    label = "arms ordered by the second state from the first, SIPRI trend-indicator value in millions"
    return {"arms_ordered": _counts(rows, one, other, year, as_float(table["tiv_ordered"]), "arms_orders", label)}


def sanctions(rows: Rows, tables: Tables) -> tuple[dict[str, Column], int]:
    """Give sanctions_case and sanctions_imposed: 1 where the first state, as primary sender, had a case against the second.

    TIES 4.1, 1945-2005. Where the end of a case is unknown the years after its first are unknown, not zero. The second result
    counts cases whose sender or years cannot be told as one state and one number.
    """
    table = tables.get("ties_sanctions")
    first, last = find_dataset("ties_sanctions").years
    start, end, imposed = (_number(table[n]) for n in ("startyear", "endyear", "sancimpositionstartyear"))
    made, lost = {}, 0
    for name, begin, label in (
        ("sanctions_case", start, "1 if the first state threatened or imposed sanctions on the second"),
        ("sanctions_imposed", imposed, "1 if sanctions of the first state on the second stood"),
    ):
        fine = begin > 0
        lost = lost or int((~fine & (_number(table["imposition"]) == 1)).sum())
        until = np.where(end > 0, np.maximum(end, begin), begin)
        values = np.where(rows.within(first, last), 0, -128).astype(np.int8)
        open_ended = np.where((end <= 0) & fine, last, 0)
        for span_from, span_to, mark in ((begin + 1, open_ended, -128), (begin, until, 1)):
            spell, year = spread(np.where(fine, span_from, 1), np.where(fine, span_to, 0))
            one, other = _two(rows, tables, "ties_sanctions", spell, year)
            ok = (one >= 0) & (other >= 0)
            keys = np.unique(pair_keys(one[ok], other[ok], year[ok].astype(np.int16), rows.system.count))
            values[match_pairs(rows, keys).row] = mark
        made[name] = Column(values, label, "ties_sanctions")
    return made, lost


def exercises(rows: Rows, tables: Tables) -> dict[str, Column]:
    """Give exercises: in how many multinational military exercises of the year both states took part (1980-2010)."""
    table = tables.get("exercises")
    year = _number(table["year"]) - FIRST_YEAR
    fine = (year >= 0) & (year < YEARS)
    place = np.full(len(year), -1, dtype=np.int16)
    codes = _number(table["gwcode"])
    place[fine] = places_in_year(tables, rows.system, "gw", codes[fine], year[fine])
    fine &= place >= 0
    _, name = np.unique(table["MMEID"], return_inverse=True)
    at = np.flatnonzero(fine)
    at = at[np.lexsort((place[at], year[at], name[at]))]
    group = np.flatnonzero(np.diff(name[at], prepend=-1) | np.diff(year[at], prepend=-1))
    pairs = []
    for begin, end in zip(group, [*group[1:], len(at)], strict=True):
        here = np.unique(place[at[begin:end]])
        one, other = np.triu_indices(len(here), 1)
        pairs.append((here[one], here[other], np.full(len(one), year[at[begin]])))
    one, other, when = (np.concatenate([p[i] for p in pairs]) for i in range(3))
    label = "multinational military exercises in which both took part"
    return {"exercises": _counts(rows, one, other, when, np.ones(len(when)), "exercises", label, both=True, whole=True)}


def ideal_points(rows: Rows, tables: Tables) -> dict[str, Column]:
    """Give idealpoint of each state in the UN General Assembly, and of pairs idealpoint_distance (1946-2023).

    A session counts for the year it opened. Bailey, Strezhnev and Voeten 2017.
    """
    table = tables.get("ideal_points")
    year = table["session"].astype(np.int64) + 1945 - FIRST_YEAR
    grid = _grid(rows, tables, "ideal_points", table["ccode"], year, as_float(table["IdealPointAll"]))
    made = _sides(rows, "idealpoint", grid, "ideal point in the UN General Assembly", "ideal_points")
    if len(rows.sides) == 2:
        apart = np.abs(made["idealpoint1"].values - made["idealpoint2"].values)
        made["idealpoint_distance"] = Column(apart, "distance of the two ideal points", "ideal_points")
    return made


def us_troops(rows: Rows, tables: Tables) -> dict[str, Column]:
    """Give us_troops: active-duty US personnel in each state, from the report of September, else June, December, March.

    Where one report has two rows for a state, what is there is unknown. US Department of Defense, 1950-2025.
    """
    table = tables.get("us_troops")
    year = table["year"].astype(np.int64) - FIRST_YEAR
    count = _number(table["troops_ad"])
    grid = np.full((rows.system.count, YEARS), np.nan)
    for month in MONTHS[::-1]:
        at = np.flatnonzero((table["month"] == month) & (count >= 0))
        place = places_in_year(tables, rows.system, "cow", table["ccode"][at], year[at])
        at, place = at[place >= 0], place[place >= 0]
        cell = place.astype(np.int64) * YEARS + year[at]
        unique, first, times = np.unique(cell, return_index=True, return_counts=True)
        grid.ravel()[unique] = np.where(times == 1, count[at][first], np.nan)
    return _sides(rows, "us_troops", grid, "active-duty US personnel in the state", "us_troops")


def nuclear(rows: Rows, tables: Tables) -> tuple[dict[str, Column], tuple[str, ...]]:
    """Give nuclear: 0 none, 1 considers, 2 pursues, 3 possesses nuclear weapons (1938-2022). Bleek 2017.

    The second result names what the source speaks of that is no state to us.
    """
    table = tables.get("nuclear")
    names, place_of = np.unique(table["Entity"], return_inverse=True)
    codes = np.full(len(names), -1, dtype=np.int64)
    strange = []
    for i, name in enumerate(names.tolist()):
        try:
            state = states()[find_state(name).code]
        except (NameNotFound, UsageError):
            strange.append(name)
            continue
        codes[i] = next((code for system, code, _ in reversed(state.spells) if system == "cow"), -1)
    year = table["Year"].astype(np.int64) - FIRST_YEAR
    grid = _grid(rows, tables, "nuclear", codes[place_of], year, as_float(table["nuclear_weapons_status"]))
    made = _sides(rows, "nuclear", grid, "nuclear weapons: 0 none, 1 considers, 2 pursues, 3 possesses", "nuclear")
    return made, (f"no states to us: {', '.join(strange)}",) if strange else ()


def _number(values: Array) -> NDArray[np.int64]:
    """Give whole numbers, -1 for what is none: unknown, a text, a list of several."""
    if values.dtype.kind != "U":
        return np.where(known(values), np.nan_to_num(as_float(values), nan=-1), -1).astype(np.int64)
    plain = np.char.replace(values, ".0", "")
    fine = np.char.isdigit(plain)
    return np.where(fine, np.where(fine, plain, "0").astype(np.int64), -1)


def _two(rows: Rows, tables: Tables, name: str, at: Array, year: Array) -> tuple[Array, Array]:
    card = find_dataset(name)
    table = tables.get(name)
    inside = (year >= 0) & (year < YEARS)
    when = np.where(inside, year, 0)
    sides = [places_in_year(tables, rows.system, card.system, _number(table[key])[at], when) for key in card.keys]
    return tuple(np.where(inside, side, -1) for side in sides)  # type: ignore[return-value]


def _counts(
    rows: Rows, one: Array, other: Array, year: Array, weight: Array, name: str, label: str, *, both: bool = False,
    whole: bool = False,
) -> Column:  # fmt: skip
    """Add weights up by pair and year and lay them on the rows; 0 within the coverage where there is none."""
    fine = (one >= 0) & (other >= 0) & (one != other)
    one, other, year, weight = one[fine], other[fine], year[fine], weight[fine]
    if both:
        one, other = np.concatenate([one, other]), np.concatenate([other, one])
        year, weight = np.concatenate([year, year]), np.concatenate([weight, weight])
    keys: Keys
    keys, at = np.unique(pair_keys(one, other, year.astype(np.int16), rows.system.count), return_inverse=True)
    sums = np.bincount(at, weights=weight, minlength=len(keys))
    values = sums.astype(np.int16) if whole else sums
    return Column(fill(rows, match_pairs(rows, keys), values, none_in=find_dataset(name).years), label, name)


def _grid(rows: Rows, tables: Tables, name: str, codes: Array, year: Array, values: Array) -> Array:
    place = places_in_year(tables, rows.system, find_dataset(name).system, codes, np.clip(year, 0, YEARS - 1))
    fine = (place >= 0) & (year >= 0) & (year < YEARS) & ~np.isnan(values)
    grid = blank((rows.system.count, YEARS), np.dtype(np.float64))
    grid[place[fine], year[fine]] = values[fine]
    return grid


def _sides(rows: Rows, name: str, grid: Array, label: str, dataset: str) -> dict[str, Column]:
    many = len(rows.sides) > 1
    return {
        f"{name}{side + 1 if many else ''}": Column(grid.ravel().take(rows.cells(side)), label, dataset)
        for side in range(len(rows.sides))
    }
