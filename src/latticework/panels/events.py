"""Counts of reported events of pairs, by PLOVER root or quad class, from event data in a store."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from latticework.errors import NameNotFound, UsageError
from latticework.model.tables import read_csv
from latticework.panels.column import Array, Column
from latticework.panels.core import Told
from latticework.panels.facts import Relation, places_by_year, relation_of
from latticework.panels.rows import Rows, pair_keys
from latticework.panels.system import FIRST_YEAR, YEARS
from latticework.panels.ties import directed
from latticework.views.world import World

BY = ("root", "quad", "all")
"""What events are counted by: PLOVER's root, the quad class, or not at all."""

MONTHS = 12

_SAID = """
with said as (
    select source, actor, target, day, left(code, 2) as root, day = known_from as fresh from narrow
    union all
    select source, split_part(about, '>', 1), split_part(about, '>', 2), valid_from, left(detail ->> '$.code', 2), true
    from told where contains(about, '>') and detail <> ''
)
"""

_COUNTED = """{said}
select (list_position($sources, source) - 1)::tinyint as source, a.place as one, b.place as other,
    (year(day) - {first_year})::smallint as year, {month} as month, c.class, count(*)::integer as n
from said s join named a on s.actor = a.code join named b on s.target = b.code join class_of c on s.root = c.root
where list_contains($sources, source) and year(day) between $first and $last and s.actor <> s.target group by all
"""

_DAYS = """{said}
select list_position($sources, source) - 1 as source, year(day) as year, month(day) as month, count(*)::integer as n
from (select distinct source, day from said where fresh and list_contains($sources, source)) group by all order by all
"""
"""Days a source was read for: bulk events tell the day they were reported, so late reports of old days open no day."""


def classes(by: str) -> dict[str, tuple[str, ...]]:
    """Give the names events are counted under, each with its CAMEO roots (two digits)."""
    if by not in BY:
        raise UsageError(f"events are not counted by {by!r}", next_step=f"choose one of {', '.join(BY)}")
    found: dict[str, tuple[str, ...]] = {"events": tuple(f"{n:02d}" for n in range(1, 21))}
    for row in read_csv("latticework.panels", "cameo.csv"):
        name = {"root": row["plover"].lower(), "quad": row["quad"], "all": ""}[by]
        if name:
            found[name] = (*found.get(name, ()), row["root"])
    return found


def event_columns(
    rows: Rows,
    month: Array | None,
    world: World,
    *,
    by: str = "root",
    sources: Sequence[str] = (),
    partial: bool = False,
) -> tuple[dict[str, Column], tuple[str, ...], tuple[Told, ...]]:
    """Give, for each source of events, SOURCE_days, SOURCE_events and SOURCE_CLASS: reports that the first state did it to the second.

    CLASS is a root of PLOVER ("root"; CAMEO's statements have none and count in SOURCE_events only) or a quad class. `month`
    are the months of the rows, if they have any. In panels without direction both ways count. Counts are reports, not events,
    and sources are never added together. SOURCE_days says how many days of the row's year or month the store holds a source's
    events of; unless all are there the counts are unknown, or, with `partial`, count what was read. Raises UsageError when the
    world has no events.
    """
    if len(rows.sides) != 2:
        raise UsageError("events are between two states", next_step="make dyad-years or dyad-months")
    named = classes(by)
    with relation_of(world, "event") as relation:
        used = (*relation.sources(), *relation.sources("narrow"))
        wanted = _wanted(sources, sorted({told.source for told in used}))
        days, counted = _ask(relation, rows, month is not None, named, wanted)
    place, alike = _placed(rows, month, counted)
    made: dict[str, Column] = {}
    notes = []
    for number, source in enumerate(wanted):
        read, whole = _read(rows, month, days, number)
        told_here = (counted["source"] == number) & (place >= 0)
        stem = source.replace("-", "_")
        made[f"{stem}_days"] = Column(read, f"days of which {source} was read", source)
        fine = read > 0 if partial else read == whole
        if not fine.any():
            notes.append(
                f"{source} was read whole for no row: {stem}_days tells how far; partial=True counts what was read"
            )
        for group, (name, roots) in enumerate(named.items()):
            at = np.flatnonzero(told_here if name == "events" else told_here & (counted["class"] == group))
            sums = np.bincount(place[at], weights=counted["n"][at], minlength=len(rows)).astype(np.int32)[alike]
            values = np.where(fine, sums, np.iinfo(np.int32).min).astype(np.int32)
            made[f"{stem}_{name}"] = Column(values, _label(source, name, roots, by))
    return made, tuple(notes), used


def _wanted(sources: Sequence[str], there: list[str]) -> list[str]:
    if not there:
        raise UsageError(
            "no event data is in this store", next_step="read some into it: latticework sources get gdelt, or icews"
        )
    for name in sources:
        if name not in there:
            raise NameNotFound("source of events in this store", name, there)
    return list(sources or there)


def _ask(
    relation: Relation, rows: Rows, by_month: bool, named: dict[str, tuple[str, ...]], sources: list[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the days read of each source, and counts by pair, year or month, and class (its place among the names)."""
    class_of = {root: at for at, roots in enumerate(named.values()) for root in roots}
    relation.con.execute("create table class_of (root varchar, class tinyint)")
    relation.con.executemany("insert into class_of values (?, ?)", sorted(class_of.items()))
    days = relation.ask(_DAYS.format(said=_SAID), {"sources": sources})
    month = "month(day)::tinyint" if by_month else "0::tinyint"
    sql = _COUNTED.format(said=_SAID, first_year=FIRST_YEAR, month=month)
    low, high = (int(rows.year.min()), int(rows.year.max())) if len(rows) else (0, -1)
    given = {"sources": sources, "first": low + FIRST_YEAR, "last": high + FIRST_YEAR}
    return days, relation.ask(sql, given)


def _label(source: str, name: str, roots: tuple[str, ...], by: str) -> str:
    what = (
        "events of any kind"
        if name == "events"
        else f"{name.replace('_', ' ')} ({'PLOVER' if by == 'root' else 'quad class'})"
    )
    return f"{source} reports of {what} by the first state on the second; CAMEO {', '.join(roots) if len(roots) < 20 else 'all'}"


def _placed(rows: Rows, month: Array | None, counted: dict[str, Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give for each count the first row it belongs to (-1 for none), and for each row the first that is alike.

    Rows of pairs of leaders may be alike in states and time: the same reports are told in each.
    """
    year = counted["year"].astype(np.int64)
    placed = places_by_year(rows.system)
    one, other = (placed[counted[side], year].astype(np.int64) for side in ("one", "other"))
    inside = (one >= 0) & (other >= 0) & (one != other)
    if directed(rows) is False:
        one, other = np.minimum(one, other), np.maximum(one, other)
    wanted = pair_keys(one, other, year.astype(np.int16), rows.system.count).astype(np.int64) * (MONTHS + 1)
    own = rows.keys.astype(np.int64) * (MONTHS + 1)
    if month is not None:
        wanted, own = wanted + counted["month"].astype(np.int64), own + month
    if not len(own):
        return np.full(len(wanted), -1, dtype=np.int64), np.zeros(0, dtype=np.int64)
    at = np.minimum(np.searchsorted(own, wanted), len(own) - 1)
    begins = np.append(True, own[1:] != own[:-1])
    alike = np.maximum.accumulate(np.where(begins, np.arange(len(own)), 0))
    return np.where(inside & (own[at] == wanted), at, -1), alike


def _read(
    rows: Rows, month: Array | None, days: dict[str, Any], source: int
) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Give for each row how many days of its year or month a source was read for, and how many it has."""
    read = np.zeros((YEARS, MONTHS + 1), dtype=np.int16)
    whole = np.zeros((YEARS, MONTHS + 1), dtype=np.int16)
    for at in np.flatnonzero(days["source"] == source).tolist():
        year = int(days["year"][at]) - FIRST_YEAR
        if 0 <= year < YEARS:
            read[year, int(days["month"][at])] += int(days["n"][at])
    for year in range(YEARS):
        whole[year, 1:] = [monthrange(year + FIRST_YEAR, number)[1] for number in range(1, MONTHS + 1)]
        whole[year, 0] = 366 if isleap(year + FIRST_YEAR) else 365
    read[:, 0] = read[:, 1:].sum(axis=1)
    at_month = 0 if month is None else month
    return read[rows.year, at_month], whole[rows.year, at_month]
