"""Bases and troops of one state in another, from the facts of a world."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from latticework.errors import UsageError
from latticework.panels.column import Array, Column
from latticework.panels.core import Told
from latticework.panels.facts import SINCE, places_by_year, relation_of, years_looked
from latticework.panels.join import match_pairs
from latticework.panels.rows import Rows, pair_keys
from latticework.panels.stored import tie_columns
from latticework.panels.system import FIRST_YEAR, YEARS
from latticework.views.world import PREFERRED, World

ACTIVE = "active duty"
"""The footing on which troops are counted unless another is named."""

_BASES = f"""
select a.place as one, b.place as other, year({SINCE}) as year, source, count(*)::double as value
from told join named a on split_part(about, '>', 1) = a.code join named b on split_part(about, '>', 2) = b.code
where kind = 'base_record' group by all order by all
"""

_TROOPS = """
select a.place as one, b.place as other, year(valid_from) as year, source, value
from told join named a on split_part(about, '>', 1) = a.code join named b on split_part(about, '>', 2) = b.code
where kind = 'troops_hosted' and basis = $basis and value is not null
qualify row_number() over (
    partition by about, year(valid_from) order by valid_from desc, coalesce(list_position($preferred, source), 99), release desc, id
) = 1
order by all
"""
"""The last report of each year; of equally late ones the preferred source's."""


def bases(rows: Rows, world: World) -> tuple[dict[str, Column], tuple[str, ...], tuple[Told, ...]]:
    """Give bases_listed and the basing ties: bases of the first state in the second, or of any state in a state.

    bases_listed counts a register of bases of one day, for its year only; 0 where the register lists bases of the first state,
    but none in the second. The ties are a selection (`tie_basing` of pairs, `ties_basing` of states: see `stored`), and
    registers and ties overlap, so they are never added.
    """
    made, notes, _ = tie_columns(rows, world, ["basing"])
    with relation_of(world, "base_record", "basing") as relation:
        found, used = relation.ask(_BASES), relation.sources()
    values = _laid(rows, found)
    if len(rows.sides) == 2:
        values[np.isnan(values) & _listing(rows, world, found)] = 0
    label = "bases of the first state in the second" if len(rows.sides) == 2 else "bases of other states in the state"
    return {**made, "bases_listed": Column(_whole(values), f"{label}, by a register of the year")}, notes, used


def troops(
    rows: Rows, world: World, *, basis: str = ACTIVE
) -> tuple[dict[str, Column], tuple[str, ...], tuple[Told, ...]]:
    """Give troops_hosted: personnel of the first state in the second, or of all states that report it in a state.

    The last report of the year on this footing. Reports leave out hosts of few, so a host that is not in them is unknown,
    never 0. Raises UsageError for a footing nobody counts on.
    """
    with relation_of(world, "troops_hosted") as relation:
        found = relation.ask(_TROOPS, {"basis": basis, "preferred": list(PREFERRED)})
        known = [str(text) for text in relation.ask("select distinct basis from told order by all")["basis"]]
        used = relation.sources()
    if basis not in known:
        raise UsageError(
            f"no troops are counted as {basis!r}",
            next_step=f"choose one of {', '.join(known) or 'none: the world has none'}",
        )
    values = _laid(rows, found)
    who = (
        "of the first state in the second"
        if len(rows.sides) == 2
        else "of other states in the state, as far as reported"
    )
    note = ("only some states report troops abroad: of others nothing is known",)
    return {"troops_hosted": Column(_whole(values), f"troops {who}: {basis}, last report of the year")}, note, used


def _laid(rows: Rows, found: dict[str, Array]) -> NDArray[np.float64]:
    """Lay values of guest, host and year on the rows of pairs, or their sums on the rows of hosts; NaN where there is none."""
    if len(rows.sides) > 2:
        raise UsageError("bases and troops are of pairs or of states", next_step="make dyad-years or state-years")
    one, other, year, fine = _places(rows, found)
    one, other, year, value = one[fine], other[fine], year[fine], found["value"][fine]
    out = np.full(len(rows), np.nan)
    if len(rows.sides) == 1:
        grid = np.full((rows.system.count, YEARS), np.nan)
        grid[other, year] = 0
        np.add.at(grid, (other, year), value)
        return np.asarray(grid.ravel()[rows.cells(0)])
    keys, at = np.unique(pair_keys(one, other, year.astype(np.int16), rows.system.count), return_inverse=True)
    sums = np.bincount(at, weights=value, minlength=len(keys))
    match = match_pairs(rows, keys)
    out[match.row] = sums[match.source]
    return out


def _places(rows: Rows, found: dict[str, Array]) -> tuple[Array, Array, Array, NDArray[np.bool_]]:
    year = found["year"].astype(np.int64) - FIRST_YEAR
    fine = (year >= 0) & (year < YEARS)
    year = np.where(fine, year, 0)
    placed = places_by_year(rows.system)
    one, other = (placed[found[side], year].astype(np.int64) for side in ("one", "other"))
    return one, other, year, fine & (one >= 0) & (other >= 0) & (one != other)


def _listing(rows: Rows, world: World, found: dict[str, Array]) -> NDArray[np.bool_]:
    """Give the rows whose first state a register with complete coverage of the year lists bases of."""
    grid = np.zeros((rows.system.count, YEARS), dtype=bool)
    one, _, year, fine = _places(rows, found)
    for cover in world.coverage:
        if cover.kind == "base_record" and cover.complete:
            first, last = years_looked(cover, world, "end")
            at = fine & (found["source"] == cover.source)
            at &= (year >= first - FIRST_YEAR) & (year <= last - FIRST_YEAR)
            grid[one[at], year[at]] = True
    return np.asarray(grid.ravel()[rows.cells(0)])


def _whole(values: NDArray[np.float64]) -> NDArray[np.int32]:
    fine = ~np.isnan(values)
    return np.where(fine, np.where(fine, values, 0), np.iinfo(np.int32).min).astype(np.int32)
