"""What follows from capabilities: strength lost over distance, how concentrated a system is, and home regions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from latticework.panels.column import Array, Column, as_float
from latticework.panels.geography import capital_distance
from latticework.panels.join import state_grid
from latticework.panels.rows import Rows, membership
from latticework.panels.system import FIRST_YEAR
from latticework.panels.tables import Tables

KM_PER_MILE = 1.609344

MILES_A_DAY = ((1918, 250.0), (1945, 375.0), (9999, 500.0))
"""How far a force moved in a day: up to a year, miles (Bueno de Mesquita 1981)."""

REGIONS = ((199, "Americas"), (399, "Europe"), (599, "Africa"), (699, "Middle East"), (899, "Asia"), (999, "Oceania"))
"""Home regions by the highest Correlates of War code in each."""


def strength(rows: Rows, tables: Tables) -> dict[str, Column]:
    """Give strength1 and strength2: each state's CINC as far as it reaches the other's capital, lost over the way.

    CINC to the power log10(miles / miles a day + 10 - e), the power at least 1. Bueno de Mesquita 1981. Unknown where the
    capability or the distance is.
    """
    miles = capital_distance(rows, tables)["capdist"].values / KM_PER_MILE
    year = rows.year + FIRST_YEAR
    pace = np.select([year <= last for last, _ in MILES_A_DAY], [np.full(1, speed) for _, speed in MILES_A_DAY])
    power = np.maximum(np.log10(miles / pace + 10 - np.e), 1.0)
    grid = as_float(state_grid(tables, rows.system, "cow_nmc", "cinc"))
    return {
        f"strength{side + 1}": Column(
            np.power(grid.ravel().take(rows.cells(side)), power),
            "CINC lost over the distance to the other's capital",
            "cow_nmc",
        )
        for side in (0, 1)
    }


def concentration(rows: Rows, tables: Tables) -> dict[str, Column]:
    """Give con, poles and con_states: how concentrated CINC is in the system of the year, over how many members.

    con is Ray and Singer's (1973) sqrt((sum s^2 - 1/N) / (1 - 1/N)) on shares s of the N members whose CINC is known; poles
    is 1 / sum s^2. A year without two known members is unknown.
    """
    grid = as_float(state_grid(tables, rows.system, "cow_nmc", "cinc"))
    last = int(rows.year.max()) if len(rows) else 0
    there = membership(rows.system, range(FIRST_YEAR, FIRST_YEAR + last + 1))
    held: Array = np.where(there & ~np.isnan(grid), grid, 0.0)
    count = (held > 0).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        squares = ((held / held.sum(axis=0)) ** 2).sum(axis=0)
        con = np.sqrt((squares - 1 / count) / (1 - 1 / count))
        poles = 1 / squares
    few = count < 2
    con[few] = poles[few] = np.nan
    states = np.where(few, np.iinfo(np.int16).min, count).astype(np.int16)
    labels = {"con": "concentration of CINC in the system", "poles": "effective number of poles by CINC"}
    made = {
        name: Column(values[rows.year], labels[name], "cow_nmc") for name, values in (("con", con), ("poles", poles))
    }
    return {**made, "con_states": Column(states[rows.year], "members whose CINC is known", "cow_nmc")}


def regions(rows: Rows) -> dict[str, Column]:
    """Give the home region of each state by its Correlates of War code, and of pairs whether it is the same."""
    edges = np.array([last for last, _ in REGIONS])
    names = tuple(name for _, name in REGIONS)
    of_state: NDArray[np.int8] = np.searchsorted(edges, rows.system.codes).astype(np.int8)
    many = len(rows.sides) > 1
    made = {
        f"region{i + 1 if many else ''}": Column(
            of_state[side], "home region by state code", rows.system.dataset, names
        )
        for i, side in enumerate(rows.sides)
    }
    if len(rows.sides) == 2:
        same = (made["region1"].values == made["region2"].values).astype(np.int8)
        made["same_region"] = Column(same, "1 if both have the same home region", rows.system.dataset)
    return made
