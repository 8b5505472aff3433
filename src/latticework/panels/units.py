"""Rows of other units: months and days of states, months of pairs, leaders by year and day, and pairs of leaders in years, groups of k states in years."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from latticework.errors import UsageError
from latticework.panels.column import Array, Column
from latticework.panels.join import bridge_between
from latticework.panels.rows import Rows, membership, never_met
from latticework.panels.spans import spread
from latticework.panels.system import FIRST_YEAR, YEARS, System, day_of, years_of
from latticework.panels.tables import Tables

MOST_ROWS = 20_000_000
"""More rows than this are refused: they would not fit the memory of a usual machine."""


@dataclass(frozen=True, slots=True)
class Made:
    """Rows of a unit and the columns that tell them apart beside states and year."""

    rows: Rows
    columns: dict[str, Column]
    datasets: tuple[str, ...] = ()


def state_days(system: System, years: range, states: NDArray[np.int16] | None = None) -> Made:
    """Give a row for each state and day on which it was a member."""
    place, first, last = _member_spells(system, years, states)
    length = last - first + 1
    _refuse(int(length.sum()))
    spell = np.repeat(np.arange(len(place)), length)
    day = first[spell] + np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    rows = Rows(system, (place[spell],), (years_of(day) - FIRST_YEAR).astype(np.int16), unique=False)
    return Made(rows, {"date": Column(day.astype("datetime64[D]"), "day")})


def state_months(system: System, years: range, states: NDArray[np.int16] | None = None) -> Made:
    """Give a row for each state and month in which it was a member on at least one day."""
    place, first, last = _member_spells(system, years, states)
    months = [day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) for day in (first, last)]
    length = months[1] - months[0] + 1
    spell = np.repeat(np.arange(len(place)), length)
    month = months[0][spell] + np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    key = np.unique(place[spell].astype(np.int64) << 32 | (month + (1 << 20)))  # two spells may share a month
    state, month = (key >> 32).astype(np.int16), (key & ((1 << 32) - 1)) - (1 << 20)
    rows = Rows(system, (state,), (month // 12 + 1970 - FIRST_YEAR).astype(np.int16), unique=False)
    return Made(rows, {"month": Column((month % 12 + 1).astype(np.int8), "month of the year")})


def dyad_months(
    system: System, years: range, states: NDArray[np.int16] | None = None, *, directed: bool = True
) -> Made:
    """Give a row for each pair of states and month in which both were members on a same day. Raises UsageError for too many."""
    place, first, last = _member_spells(system, years, states)
    begin = np.datetime64(f"{years[0]}-01", "M").astype(np.int64)
    count = len(years) * 12
    there = np.zeros((system.count, count), dtype=bool)
    parts: dict[int, dict[int, list[tuple[int, int]]]] = {}
    for state, since, until in zip(place.tolist(), first.tolist(), last.tolist(), strict=True):
        low, high = (
            int(np.datetime64(day, "D").astype("datetime64[M]").astype(np.int64) - begin) for day in (since, until)
        )
        there[state, low : high + 1] = True
        for month in {low, high}:
            parts.setdefault(month, {}).setdefault(state, []).append((since, until))
    kept = np.flatnonzero(there.any(axis=1))
    small = there[kept]
    per_month = small.sum(axis=0, dtype=np.int64)
    _refuse(int((per_month * (per_month - 1)).sum()) // (1 if directed else 2))
    mask = small[:, None, :] & small[None, :, :]
    mask[np.eye(len(kept), dtype=bool) if directed else np.tri(len(kept), dtype=bool)] = False
    for month, spells in parts.items():
        for (a, mine), (b, other) in combinations(sorted(spells.items()), 2):
            if not _met(mine, other, int(begin) + month):
                at = np.searchsorted(kept, (a, b))
                mask[at[0], at[1], month] = mask[at[1], at[0], month] = False
    one, two, when = (side.astype(np.int16) for side in np.nonzero(mask))
    places = kept.astype(np.int16)
    year = when // np.int16(12) + np.int16(years[0] - FIRST_YEAR)
    rows = Rows(system, (places[one], places[two]), year, unique=False)
    return Made(rows, {"month": Column((when % 12 + 1).astype(np.int8), "month of the year")})


def _met(mine: list[tuple[int, int]], other: list[tuple[int, int]], month: int) -> bool:
    """Say whether two states' spells (first and last days) share a day of a month counted from 1970."""
    low, high = (int(np.datetime64(m, "M").astype("datetime64[D]").astype(np.int64)) for m in (month, month + 1))
    return any(max(a, c, low) <= min(b, d, high - 1) for a, b in mine for c, d in other)


def leader_years(system: System, tables: Tables, years: range, states: NDArray[np.int16] | None = None) -> Made:
    """Give a row for each leader and year in which he or she led a member of the system on at least one day.

    Also the years in office so far, the age reached in the year, and gender. Archigos, to 2015.
    """
    spell, place, year, _, _ = _in_office(system, tables, years, states)
    order = np.lexsort((spell, year, place))
    spell, place, year = spell[order], place[order], year[order]
    table = tables.get("archigos")
    born = table["yrborn"][spell].astype(np.int64)
    age = np.where(born > 0, year + FIRST_YEAR - born, np.iinfo(np.int16).min).astype(np.int16)
    began = years_of(table["startdate"].astype("datetime64[D]").astype(np.int64))[spell] - FIRST_YEAR
    columns = {
        "obsid": _text(table["obsid"], spell, "spell of a leader in office"),
        "gender": _text(table["gender"], spell, "gender of the leader"),
        "leaderage": Column(age, "age the leader reached in the year", "archigos"),
        "yrinoffice": Column((year - began + 1).astype(np.int16), "calendar years in office so far", "archigos"),
    }
    return Made(Rows(system, (place,), year.astype(np.int16), unique=False), columns, ("archigos",))


def leader_days(system: System, tables: Tables, years: range, states: NDArray[np.int16] | None = None) -> Made:
    """Give a row for each leader and day in office on which the state was a member. Archigos, to 2015.

    On the day of a change both leaders have a row.
    """
    spell, place, _, first, last = _in_office(system, tables, years, states)
    parts = []
    for state, begin, until in zip(*_member_spells(system, years, states), strict=True):
        at = np.flatnonzero((place == state) & (first <= until) & (last >= begin))
        parts.append((at, np.maximum(first[at], begin), np.minimum(last[at], until)))
    at, begin, until = (np.concatenate([np.zeros(0, np.int64), *(part[i] for part in parts)]) for i in range(3))
    length = until - begin + 1
    _refuse(int(length.sum()))
    row = np.repeat(np.arange(len(at)), length)
    day = begin[row] + np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    led = at[row]
    order = np.lexsort((spell[led], day, place[led]))
    led, day = led[order], day[order]
    columns = {
        "obsid": _text(tables.get("archigos")["obsid"], spell[led], "spell of a leader in office"),
        "date": Column(day.astype("datetime64[D]"), "day"),
    }
    year = (years_of(day) - FIRST_YEAR).astype(np.int16)
    return Made(Rows(system, (place[led],), year, unique=False), columns, ("archigos",))


def leader_dyad_years(
    system: System, tables: Tables, years: range, states: NDArray[np.int16] | None = None, *, directed: bool = True
) -> Made:
    """Give a row for each pair of leaders of two states and year in which both led on at least one same day."""
    spell, place, year, first, last = _in_office(system, tables, years, states)
    found: list[tuple[Array, Array]] = []
    for when in np.unique(year):
        at = np.flatnonzero(year == when)
        together = (first[at][:, None] <= last[at]) & (first[at] <= last[at][:, None])
        together &= place[at][:, None] != place[at] if directed else place[at][:, None] < place[at]
        one, other = np.nonzero(together)
        found.append((at[one], at[other]))
    one, other = (np.concatenate([pair[i] for pair in found]) if found else np.zeros(0, np.int64) for i in (0, 1))
    _refuse(len(one))
    order = np.lexsort((spell[other], spell[one], year[one], place[other], place[one]))
    one, other = one[order], other[order]
    obsid = tables.get("archigos")["obsid"]
    columns = {f"obsid{i}": _text(obsid, spell[at], "spell of a leader in office") for i, at in ((1, one), (2, other))}
    rows = Rows(system, (place[one], place[other]), year[one].astype(np.int16), unique=False)
    return Made(rows, columns, ("archigos",))


def group_years(system: System, years: range, states: NDArray[np.int16] | None, k: int) -> Made:
    """Give a row for each group of k of these states and year in which all were members on a same day.

    Each group once, its states in the order of their codes. Raises UsageError for too many rows.
    """
    if k < 2:
        raise UsageError(f"a group has two states or more, not {k}", next_step="choose k = 3 for triads")
    there = membership(system, years, states)
    _refuse(sum(comb(int(n), k) for n in there.sum(axis=0)))
    apart = {(one, other, year) for one, other, year in never_met(system, there, years)}
    kept: list[tuple[int, ...]] = []
    for year in range(years[0] - FIRST_YEAR, years[-1] + 1 - FIRST_YEAR):
        members = np.flatnonzero(there[:, year]).tolist()
        strangers = {(a, b) for a, b, when in apart if when == year}
        for group in combinations(members, k):
            if not strangers or not any(pair in strangers for pair in combinations(group, 2)):
                kept.append((*group, year))
    table = np.array(sorted(kept), dtype=np.int16).reshape(-1, k + 1)
    return Made(Rows(system, tuple(table[:, i].copy() for i in range(k)), table[:, k].copy(), unique=False), {})


def _member_spells(
    system: System, years: range, states: NDArray[np.int16] | None
) -> tuple[NDArray[np.int16], NDArray[np.int64], NDArray[np.int64]]:
    """Give the spells of membership cut to the years, ordered by state and day."""
    first = np.maximum(system.spell_from, day_of(years[0], 1, 1))
    last = np.minimum(system.spells_until(years[-1]), day_of(years[-1], 12, 31))
    fine = first <= last
    if states is not None:
        fine &= np.isin(system.spell_state, states)
    order = np.lexsort((first, system.spell_state))
    order = order[fine[order]]
    return system.spell_state[order], first[order], last[order]


def _in_office(
    system: System, tables: Tables, years: range, states: NDArray[np.int16] | None
) -> tuple[NDArray[np.int64], NDArray[np.int16], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Give (leader's spell, state, year, first day, last day) for each leader and year in office of a member."""
    table = tables.get("archigos")
    start, end = (table[name].astype("datetime64[D]").astype(np.int64) for name in ("startdate", "enddate"))
    spell, year = spread(np.maximum(years_of(start), years[0]), np.minimum(years_of(end), years[-1]))
    codes = table["gwcode"][spell]
    if system.name == "gw":
        place = system.places(codes)
    else:
        bridge = bridge_between(tables, system, "gw")
        place = np.where(codes < len(bridge), bridge[np.minimum(codes, len(bridge) - 1), year], -1).astype(np.int16)
    edges = np.array([day_of(y + FIRST_YEAR, 1, 1) for y in range(YEARS + 1)])
    first, last = np.maximum(start[spell], edges[year]), np.minimum(end[spell], edges[year + 1] - 1)
    fine = np.zeros(len(spell), dtype=bool)
    for state, begin, until in zip(*_member_spells(system, years, states), strict=True):
        at = np.flatnonzero((place == state) & (first <= until) & (last >= begin))
        fine[at] = True
    return spell[fine], place[fine], year[fine], first[fine], last[fine]


def _text(values: Array, at: Array, label: str) -> Column:
    texts, codes = np.unique(values, return_inverse=True)
    return Column(codes[at].astype(np.int32), label, "archigos", tuple(texts.tolist()))


def _refuse(count: int) -> None:
    if count > MOST_ROWS:
        raise UsageError(f"that would be {count:,} rows", next_step="choose fewer years or states")
