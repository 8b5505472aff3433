"""Contiguity, distances and major powers: the columns of place and rank."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from latticework.panels.column import Array, Column, blank, known, unknown_of
from latticework.panels.datasets import find_dataset
from latticework.panels.join import Match, fill, match_pairs, placed
from latticework.panels.labels import label_of
from latticework.panels.rows import Rows, dyad_year_rows, membership, never_met
from latticework.panels.spans import pair_spell_keys, spread, state_spell_grid
from latticework.panels.system import FIRST_YEAR, YEARS, System, spell_days, years_of
from latticework.panels.tables import Tables

EARTH_RADIUS_KM = 6378.137
"""Equatorial radius of WGS 84, the sphere on which published capital distances are reckoned."""

FAR_FUTURE = FIRST_YEAR + YEARS - 1


def contiguity(rows: Rows, tables: Tables, *, when: str = "first", carry_forward: bool = False) -> dict[str, Column]:
    """Give conttype: direct contiguity of the pair, 1 land to 5 up to 400 miles of water, 0 for none.

    Unknown after the data end (2016) unless `carry_forward` takes the last state of things. Where it changed within a
    year, `when` says which is taken. Stinnett et al. 2002.
    """
    at = placed(tables, rows.system, "cow_contiguity")
    keys, spell = _contiguity_years(tables, rows.system, when, carry_forward)
    years = (at.card.years[0], FAR_FUTURE if carry_forward else at.card.years[1])
    found = match_pairs(rows, keys)
    match = Match(found.row, spell[found.source], found.lost)
    return {
        "conttype": Column(fill(rows, match, at.values("conttype"), none_in=years), label_of("conttype"), at.card.name)
    }


def neighbours(rows: Rows, tables: Tables, *, when: str = "first", carry_forward: bool = False) -> dict[str, Column]:
    """Give land and sea: how many states a state touches by land, and by up to 400 miles of water, in the year."""
    at = placed(tables, rows.system, "cow_contiguity")
    keys, spell = _contiguity_years(tables, rows.system, when, carry_forward)
    kind, year = at.values("conttype")[spell], keys & (YEARS - 1)
    state = (keys >> 8) // rows.system.count
    there = np.arange(YEARS) <= (FAR_FUTURE if carry_forward else at.card.years[1]) - FIRST_YEAR
    made = {}
    for name, fine in (("land", kind == 1), ("sea", kind >= 2)):
        grid = np.where(there, 0, unknown_of(np.dtype(np.int16))).astype(np.int16) * np.ones(
            (rows.system.count, 1), np.int16
        )
        np.add.at(grid, (state[fine], year[fine]), 1)
        made[name] = Column(grid.ravel().take(rows.cells(0)), label_of(name), at.card.name)
    return made


def _contiguity_years(
    tables: Tables, system: System, when: str, carry_forward: bool
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    at = placed(tables, system, "cow_contiguity")
    begin, end = (at.values(name).astype(np.int64) for name in ("stdate", "enddate"))
    last = years_of(end)
    if carry_forward:
        last = np.where(end == end.max(), FAR_FUTURE, last)
    return pair_spell_keys(at.at[0], at.at[1], begin, years_of(begin), last, system.count, when)


def majors(rows: Rows, tables: Tables, *, release: str = "2024", carry_forward: bool = False) -> dict[str, Column]:
    """Give cowmaj: 1 where a state was a major power on at least one day of the year, by a release of the list."""
    name = "cow_majors" if release == "2024" else f"cow_majors_{release}"
    at = placed(tables, rows.system, name)
    begin, end = spell_days({key: at.values(key) for key in at.card.take})
    last = years_of(end)
    covered = at.card.years[1]
    if carry_forward:
        last, covered = np.where(end == end.max(), FAR_FUTURE, last), FAR_FUTURE
    grid = blank((rows.system.count, YEARS), np.dtype(np.int8))
    grid[:, : covered - FIRST_YEAR + 1] = 0
    spell, year = spread(years_of(begin), last)
    grid[at.at[0][spell], year] = 1
    made = {}
    for side in range(len(rows.sides)):
        ending = str(side + 1) if len(rows.sides) > 1 else ""
        made[f"cowmaj{ending}"] = Column(grid.ravel().take(rows.cells(side)), label_of("cowmaj"), name)
    return made


def capital_distance(
    rows: Rows, tables: Tables, *, when: str = "first", carry_forward: bool = False
) -> dict[str, Column]:
    """Give capdist (pairs) or mincapdist (states): great-circle distance between capitals in km.

    The capital of the year is the one it began with, or ended with (`when`). Unknown after the data end unless
    `carry_forward` keeps the last capital. The distance is on a sphere of the WGS 84 equatorial radius.
    """
    name = "gw_capitals" if rows.system.name == "gw" else "cow_capitals"
    capital, between = _capitals(tables, rows.system, name, when, carry_forward)
    if len(rows.sides) == 2:
        flat, count = capital.ravel(), len(between)
        cells = flat.take(rows.cells(0)).astype(np.int32)
        cells *= count
        cells += flat.take(rows.cells(1))
        return {"capdist": Column(between.ravel().take(cells), label_of("capdist"), name)}
    grid = np.full((rows.system.count, YEARS), np.nan)
    last = int(rows.year.max()) if len(rows) else 0
    years = range(FIRST_YEAR, FIRST_YEAR + last + 1)
    there = membership(rows.system, years)
    apart: dict[int, list[tuple[int, int]]] = {}
    for one, other, year in never_met(rows.system, there, years):
        apart.setdefault(year, []).append((one, other))
    for year in range(last + 1):
        states = np.flatnonzero(there[:, year])
        near = between[np.ix_(capital[states, year], capital[states, year])].copy()
        np.fill_diagonal(near, np.nan)
        for one, other in apart.get(year, ()):
            a, b = np.searchsorted(states, (one, other))
            near[a, b] = near[b, a] = np.nan
        near[np.isnan(near)] = np.inf
        least = near.min(axis=1, initial=np.inf)
        grid[states, year] = np.where(np.isinf(least), np.nan, least)
    return {"mincapdist": Column(grid.ravel().take(rows.cells(0)), label_of("mincapdist"), name)}


def _capitals(
    tables: Tables, system: System, name: str, when: str, carry_forward: bool
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Give the capital of each state and year (the last one stands for none) and the distances between capitals."""
    at = placed(tables, system, name)
    begin, end = (at.values(key).astype(np.int64) for key in ("stdate", "enddate"))
    last = years_of(end)
    if carry_forward:
        last = np.where(end == end.max(), FAR_FUTURE, last)
    grid = state_spell_grid(at.at[0], begin, years_of(begin), last, system.count, when)
    count = len(begin)
    between = np.full((count + 1, count + 1), np.nan)
    lat, lng = at.values("lat"), at.values("lng")
    between[:count, :count] = great_circle(lat[:, None], lng[:, None], lat[None, :], lng[None, :])
    return np.where(grid < 0, count, grid).astype(np.int32), between


def great_circle(lat1: Array, lng1: Array, lat2: Array, lng2: Array) -> NDArray[np.float64]:
    """Give great-circle distances in km between points in degrees, exact also for near and opposite points."""
    a, b = np.radians(lat1), np.radians(lat2)
    turn = np.radians(lng2) - np.radians(lng1)
    across = np.sqrt(
        (np.cos(b) * np.sin(turn)) ** 2 + (np.cos(a) * np.sin(b) - np.sin(a) * np.cos(b) * np.cos(turn)) ** 2
    )
    along = np.sin(a) * np.sin(b) + np.cos(a) * np.cos(b) * np.cos(turn)
    return np.asarray(EARTH_RADIUS_KM * np.arctan2(across, along))


def minimum_distance(rows: Rows, tables: Tables, *, fill_part_years: bool = False) -> tuple[dict[str, Column], int]:
    """Give mindist (pairs) or minmindist (states): least distance between borders in km, 1886-2019.

    The file has no value for years in which one of the two was a state for part of the year only; `fill_part_years`
    takes the value of the year after, else of the year before. The second result counts rows of the file that found none.
    """
    at = placed(tables, rows.system, "cow_mindist")
    assert at.keys is not None
    if len(rows.sides) == 1:
        grid = np.full((rows.system.count, YEARS), np.inf)
        pairs = [(place, at.year, at.values("mindist")) for place in at.at]
        if fill_part_years and len(rows):
            all_pairs = dyad_year_rows(rows.system, range(FIRST_YEAR, int(rows.year.max()) + FIRST_YEAR + 1))
            filled, _ = minimum_distance(all_pairs, tables, fill_part_years=True)
            pairs = [(all_pairs.sides[0], all_pairs.year, np.nan_to_num(filled["mindist"].values, nan=np.inf))]
        for place, year, values in pairs:
            np.minimum.at(grid, (place, year), values)
        grid[np.isinf(grid)] = np.nan
        return {"minmindist": Column(grid.ravel().take(rows.cells(0)), label_of("minmindist"), at.card.name)}, at.lost
    match = match_pairs(rows, at.keys, undirected=True)
    values = fill(rows, match, at.values("mindist"))
    if fill_part_years:
        values = _from_next_years(rows, values, find_dataset("cow_mindist").years)
    return {"mindist": Column(values, label_of("mindist"), at.card.name)}, match.lost + at.lost


def _from_next_years(rows: Rows, values: Array, years: tuple[int, int]) -> Array:
    out = values.copy()
    empty = np.flatnonzero(~known(values) & rows.within(*years))
    pair = rows.keys >> 8
    for step in (1, -1):
        near = empty + step
        fine = (near >= 0) & (near < len(values))
        near, at = near[fine], empty[fine]
        same = (pair[near] == pair[at]) & (rows.keys[near] - rows.keys[at] == step) & np.isnan(out[at])
        out[at[same]] = values[near[same]]
    return out
