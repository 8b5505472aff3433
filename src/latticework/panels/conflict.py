"""Disputes, wars and rivalries of pairs, and the spells of peace between them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from latticework.errors import UsageError
from latticework.panels.column import Array, Column, as_float, blank, known, unknown_of
from latticework.panels.datasets import find_dataset
from latticework.panels.join import Match, fill, match_pairs, pair_columns, placed
from latticework.panels.labels import label_of
from latticework.panels.rows import Rows, pair_keys
from latticework.panels.spans import spread
from latticework.panels.system import FIRST_YEAR, YEARS
from latticework.panels.tables import Tables

DISPUTES = {"cow": "cow_mids", "gml": "gml_mids"}
"""The dispute data by the short name of their makers."""

INITIATORS = ("sidea-all-joiners", "sidea-with-joiners", "sidea-orig")
"""Who counts as having initiated: side A and all who joined either side, all of side A, or side A on the first day."""

GAPS = ("calendar", "reset", "rows")
"""What years outside the system count: each a year of peace, an end of the spell, or nothing (as the R package does)."""

AUSTRIA_RIVALRY = (300, 305, 1919)
"""The rivalry of Austria-Hungary and Serbia is Austria's from this year: old code, new code, year."""


def disputes(
    rows: Rows, tables: Tables, source: str, *, initiator: str = INITIATORS[0]
) -> tuple[dict[str, Column], int]:
    """Give the dispute of each pair and year (one a year by published exclusion rules) and what it was like.

    Within the coverage a pair without a dispute has 0 in `...ongoing` and `...onset`; its other columns are unknown.
    The second result counts rows of the data that found no row of a panel. For `gml` also who initiated.
    """
    if source not in DISPUTES:
        raise UsageError(f"no dispute data are called {source!r}", next_step=f"choose {' or '.join(DISPUTES)}")
    made, lost = pair_columns(rows, tables, DISPUTES[source])
    if source == "gml":
        for side in "12":
            values = initiated(made[f"sidea{side}"].values, made[f"orig{side}"].values, initiator)
            made[f"init{side}"] = Column(values, label_of(f"init{side}"), DISPUTES[source])
    return made, lost


def initiated(side_a: Array, first_day: Array, rule: str) -> Array:
    """Give 1 where a party counts as having initiated by a rule, 0 where not, unknown where it is unknown."""
    if rule not in INITIATORS:
        raise UsageError(
            f"no rule of initiation is called {rule!r}", next_step=f"choose one of {', '.join(INITIATORS)}"
        )
    yes: Array = side_a == 1
    if rule == "sidea-all-joiners":
        yes = yes | (first_day == 0)
    if rule == "sidea-orig":
        yes = yes & (first_day == 1)
    out: Array = yes.astype(np.int8)
    out[~known(side_a)] = unknown_of(out.dtype)
    return out


def state_disputes(
    rows: Rows, tables: Tables, *, initiator: str = INITIATORS[0], known_leaders: bool = False
) -> dict[str, Column]:
    """Give whether a state was in a dispute (Gibler-Miller-Little), began one, and initiated it, in the year.

    `known_leaders` leaves out participants whose leader nobody knows, as the R package does without saying so.
    """
    at = placed(tables, rows.system, "gml_participants")
    used = np.ones(len(at.kept), dtype=bool)
    if known_leaders:
        used = (at.values("allmiss_leader_start") == 0) & (at.values("allmiss_leader_end") == 0)
    state = at.at[0][used]
    begin, end = at.values("styear")[used], at.values("endyear")[used]
    by_us = initiated(at.values("sidea")[used], at.values("orig")[used], initiator) == 1
    spell, year = spread(begin, end)
    onset = year + FIRST_YEAR == begin[spell]
    marks = {
        "gmlmidongoing": np.ones(len(spell), dtype=bool),
        "gmlmidonset": onset,
        "gmlmidongoing_init": by_us[spell],
        "gmlmidonset_init": onset & by_us[spell],
    }
    made = {}
    for name, fine in marks.items():
        grid = blank((rows.system.count, YEARS), np.dtype(np.int8))
        grid[:, at.card.years[0] - FIRST_YEAR : at.card.years[1] - FIRST_YEAR + 1] = 0
        grid[state[spell[fine]], year[fine]] = 1
        made[name] = Column(grid.ravel().take(rows.cells(0)), label_of(name), at.card.name)
    return made


def leader_disputes(
    leaders: Sequence[Column], year: Array, tables: Tables, *, initiator: str = INITIATORS[0]
) -> dict[str, Column]:
    """Give whether a leader (or a pair of leaders) was in a dispute, began one, and initiated it, in the year.

    Leaders are columns of obsid, one or two. 0 within 1870-2010 where the data have none, unknown outside.
    """
    table = tables.get("gml_leader_disputes")
    first, last = find_dataset("gml_leader_disputes").years
    names = ("obsid1", "obsid2")[: len(leaders)]
    lists = [dict.fromkeys(text for text in column.texts or ()) for column in leaders]
    codes = [{text: i for i, text in enumerate(texts)} for texts in lists]
    by_us = initiated(table["sidea1"], table["orig1"], initiator) == 1
    going, new = table["gmlmidongoing"] == 1, table["gmlmidonset"] == 1
    marks = {
        "gmlmidongoing": going,
        "gmlmidonset": new,
        "gmlmidongoing_init": going & by_us,
        "gmlmidonset_init": new & by_us,
    }
    theirs = _leader_keys(
        [
            np.array([code.get(text, -1) for text in table[name].tolist()])
            for name, code in zip(names, codes, strict=True)
        ],
        table["year"].astype(np.int64) - FIRST_YEAR,
    )
    ours = _leader_keys([column.values for column in leaders], year)
    covered = (year >= first - FIRST_YEAR) & (year <= last - FIRST_YEAR)
    made = {}
    for name, fine in marks.items():
        values = np.isin(ours, theirs[fine]).astype(np.int8)
        values[~covered] = unknown_of(values.dtype)
        made[name] = Column(values, label_of(name), "gml_leader_disputes")
    return made


def _leader_keys(leaders: Sequence[Array], year: Array) -> NDArray[np.int64]:
    keys = np.zeros(len(year), dtype=np.int64)
    for column in leaders:
        keys = (keys << 20) | (column.astype(np.int64) & ((1 << 20) - 1))
    return (keys << 8) | year.astype(np.int64)


def wars(rows: Rows, tables: Tables) -> tuple[dict[str, Column], int]:
    """Give the inter-state war of each pair and year: of several, one that began, then the deadliest.

    Sarkees and Wayman 2010. The second result counts rows of the data that found no row of a panel.
    """
    at = placed(tables, rows.system, "cow_wars")
    keys = pair_keys(at.at[0], at.at[1], at.year, rows.system.count)
    deaths = [as_float(at.values(f"batdeath{side}")) for side in "12"]
    both = [np.where(np.isnan(d) | (d < 0), np.nan, d) for d in deaths]
    total = np.where(np.isnan(both[0]) & np.isnan(both[1]), -1.0, np.nan_to_num(both[0]) + np.nan_to_num(both[1]))
    order = np.lexsort((-total, -at.values("cowinteronset").astype(np.int16), keys))
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = keys[order][1:] != keys[order][:-1]
    kept = order[fresh]
    found = match_pairs(rows, keys[kept])
    match = Match(found.row, kept[found.source], found.lost)
    made = {}
    for name in at.card.take:
        values = at.values(name)
        if name.startswith("batdeath"):
            values = np.where(values < 0, unknown_of(values.dtype), values).astype(values.dtype)
        none_in = at.card.years if name in at.card.zero else None
        made[name] = Column(fill(rows, match, values, none_in=none_in), label_of(name), at.card.name)
    return made, match.lost + at.lost


_TYPES = ("positional", "spatial", "ideological", "interventionary")


def rivalries(rows: Rows, tables: Tables) -> dict[str, Column]:
    """Give the strategic rivalry of each pair and year, or how many of each type a state had; to 2020, then unknown.

    Thompson, Sakuwa and Suhas 2021.
    """
    at = placed(tables, rows.system, "tss_rivalries")
    old, new, since = AUSTRIA_RIVALRY
    start, end = at.values("start").astype(np.int64), at.values("end").astype(np.int64)
    spell, year = spread(np.maximum(start, FIRST_YEAR), end)
    sides = []
    for place in at.at:
        split = place[spell].copy()
        moved = (rows.system.codes[split] == old) & (year >= since - FIRST_YEAR)
        split[moved] = rows.system.places(np.array([new]))[0]
        sides.append(split)
    first, last = at.card.years
    kinds = {name: (at.values(name) == 1)[spell].astype(np.int8) for name in _TYPES}
    if len(rows.sides) == 1:
        return _counts(rows, sides, year, kinds, (first, last))
    one, other = np.concatenate(sides), np.concatenate(sides[::-1])
    keys = pair_keys(one, other, np.concatenate([year, year]).astype(np.int16), rows.system.count)
    order = np.argsort(keys, kind="stable")
    source = np.concatenate([np.arange(len(spell))] * 2)[order]
    found = match_pairs(rows, keys[order])
    match = Match(found.row, source[found.source], found.lost)
    made = {"tssr_id": Column(fill(rows, match, at.values("tssr_id")[spell]), label_of("tssr_id"), at.card.name)}
    for name, values in (*kinds.items(), ("ongoingrivalry", np.ones(len(spell), np.int8))):
        made[name] = Column(fill(rows, match, values, none_in=(first, last)), label_of(name), at.card.name)
    return made


def _counts(
    rows: Rows, sides: list[Array], year: Array, kinds: dict[str, Array], years: tuple[int, int]
) -> dict[str, Column]:
    made = {}
    for name, marks in kinds.items():
        grid = blank((rows.system.count, YEARS), np.dtype(np.int8))
        grid[:, years[0] - FIRST_YEAR : years[1] - FIRST_YEAR + 1] = 0
        for place in sides:
            np.add.at(grid, (place, year), marks)
        made[f"n_{name}"] = Column(grid.ravel().take(rows.cells(0)), label_of(f"n_{name}"), "tss_rivalries")
    return made


def spells(
    group: Array, year: Array, event: Array, *, gaps: str = "calendar", successive: str = "events"
) -> NDArray[np.int16]:
    """Count the years without an event before each row: 0 in the first year of a unit and in the year after an event.

    `group` says which rows belong together; rows are ordered by it and by year. The year of an event keeps the count
    up to it. `gaps` says what years without a row count (see GAPS). With `successive` "ongoing", an event in the year after an
    event is the same one going on, and unknown. Where the event is unknown the spell is, and after it until the
    next event. Beck, Katz and Tucker 1998; Carter and Signorino 2010.
    """
    if gaps not in GAPS:
        raise UsageError(f"no rule for gaps is called {gaps!r}", next_step=f"choose one of {', '.join(GAPS)}")
    count = len(group)
    if not count:
        return np.zeros(0, np.int16)
    fine = known(event)
    begins = np.ones(count, dtype=bool)
    begins[1:] = group[1:] != group[:-1]
    after_event, after_unknown = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    after_event[1:] = (event[:-1] == 1) & ~begins[1:]
    after_unknown[1:] = ~fine[:-1] & ~begins[1:]
    if gaps == "reset":
        begins[1:] |= year[1:] - year[:-1] != 1
    edge = begins | after_event | after_unknown
    last_edge = np.maximum.accumulate(np.where(edge, np.arange(count, dtype=np.int32), 0))
    if gaps == "rows":
        counted = np.arange(count, dtype=np.int32) - last_edge
    else:
        since = year.astype(np.int32)
        since[1:][after_event[1:]] = year[:-1][after_event[1:]] + 1
        if gaps == "reset":
            since[begins] = year[begins]
        counted = year - since[last_edge]
    out = counted.astype(np.int16)
    mark = unknown_of(out.dtype)
    out[~fine | (after_unknown & ~begins & ~after_event)[last_edge]] = mark
    if successive == "ongoing":
        out[after_event & (event == 1)] = mark
    return out


def spells_in_order(
    group: Array, year: Array, event: Array, *, gaps: str = "calendar", successive: str = "events"
) -> NDArray[np.int16]:
    """Count as `spells` does, whatever the order of the rows."""
    step = np.diff(group)
    if bool((step >= 0).all()):
        return spells(group, year, event, gaps=gaps, successive=successive)
    order = np.lexsort((year, group))
    out = np.empty(len(group), dtype=np.int16)
    out[order] = spells(group[order], year[order], event[order], gaps=gaps, successive=successive)
    return out
