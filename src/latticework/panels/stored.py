"""Ties of every kind of a world as columns of pairs: how far each had come by the end of the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from latticework.errors import NameNotFound
from latticework.model.kind import STATUSES, find_kind
from latticework.model.source import Coverage
from latticework.model.state import states
from latticework.panels.column import Column
from latticework.panels.rows import Rows
from latticework.panels.system import BITS, FIRST_YEAR, System
from latticework.views.ties import TIE_KINDS, Tie, Ties, status_on
from latticework.views.world import World

FURTHEST = ("denied", "ended", "suspended", "proposed", "negotiating", "announced", "signed", "in_force")
"""Of several ties of one kind between two states in one year, the one furthest to the right is told."""

TEXTS = ("none", *STATUSES)
"""The texts of a column: no such tie (where a source looked at all of them), or the step it had reached."""


def tie_columns(
    rows: Rows, world: World, kinds: Sequence[str] | None = None
) -> tuple[dict[str, Column], tuple[str, ...]]:
    """Give a column `tie_KIND` for each kind: the step of its life cycle that the pair's tie had reached on 31 December.

    Where a tie has a direction, the row's first state owes or gives to its second. Pacts that a grouping's treaty makes among
    its members count as in force. "none" is said only where a source with complete coverage looked; else it is unknown. The
    world's `known_by` bounds what is used. The second result tells what a reader should know.
    """
    asked = tuple(kinds or TIE_KINDS)
    for kind in asked:
        if kind not in TIE_KINDS:
            raise NameNotFound("kind of tie", kind, TIE_KINDS)
    years = sorted(set(rows.year.tolist()))
    placed = {year: _places(rows.system, year) for year in years}
    marks: dict[str, dict[int, int]] = {kind: {} for kind in asked}
    for kind, one, other, year, status in _reached(world, asked, years):
        places = placed[year]
        if one in places and other in places:
            key = ((places[one] * rows.system.count + places[other]) << BITS) | year
            old = marks[kind].get(key, -1)
            marks[kind][key] = max(old, FURTHEST.index(status))
    made = {f"tie_{kind}": _column(rows, kind, marks[kind], world.coverage, placed) for kind in asked}
    selections = sorted({c.kind for c in world.coverage if c.kind in asked and not c.complete})
    note = (f"selections, so that absence is unknown: {', '.join(selections)}",) if selections else ()
    return made, note


def _reached(world: World, kinds: tuple[str, ...], years: list[int]) -> Iterator[tuple[str, str, str, int, str]]:
    """Give (kind, first, second, year, status) for every tie on 31 December of each year."""
    if not years:
        return
    whole = _world_on(world, years[-1])
    ties = [tie for tie in Ties(whole).all if tie.kind in kinds]
    for year in years:
        day = date(year + FIRST_YEAR, 12, 31)
        for tie in ties:
            status = status_on(tie, day)
            if status:
                for one, other in _ways(tie):
                    yield tie.kind, one, other, year, status
        by_members = Ties(_world_on(world, year))
        for grouping in world.groupings.values():
            wanted = [kind for kind in grouping.obliges if kind in kinds]
            members = sorted(by_members.members(grouping.key)) if wanted else []
            for kind in wanted:
                for one in members:
                    for other in members:
                        if one != other:
                            yield kind, one, other, year, "in_force"


def _world_on(world: World, year: int) -> World:
    return World(world.memory, date(year + FIRST_YEAR, 12, 31), world.known_by, world.coverage, world.groupings)


def _ways(tie: Tie) -> Iterator[tuple[str, str]]:
    if tie.about.directed:
        yield from ((one, other) for one in tie.about.givers for other in tie.about.receivers)
        return
    for one in tie.parties:
        for other in tie.others(one):
            yield one, other


def _places(system: System, year: int) -> dict[str, int]:
    """Give the place in the system of each of our states' codes on the last day it was a member in the year."""
    found: dict[str, int] = {}
    day = date(year + FIRST_YEAR, 12, 31)
    for code, state in states().items():
        number = state.code_in(system.name, day)
        if number is not None:
            place = int(system.places(np.array([number]))[0])
            if place >= 0:
                found[code] = place
    return found


def _column(
    rows: Rows, kind: str, marks: dict[int, int], coverage: Sequence[Coverage], placed: dict[int, dict[str, int]]
) -> Column:
    values = np.full(len(rows), -1, dtype=np.int8)
    for cover in coverage:
        if cover.kind == kind and cover.complete:
            values[_looked(rows, cover, placed)] = 0
    keys = np.array(sorted(marks), dtype=np.int32)
    if len(keys) and len(rows):
        codes = np.array([TEXTS.index(FURTHEST[marks[key]]) for key in keys.tolist()], dtype=np.int8)
        at = np.searchsorted(keys, rows.keys)
        at[at == len(keys)] = 0
        fine = keys[at] == rows.keys
        values[fine] = codes[at[fine]]
    return Column(values, f"{find_kind(kind).label}: step reached by 31 December", "", TEXTS)


def _looked(rows: Rows, cover: Coverage, placed: dict[int, dict[str, int]]) -> NDArray[np.bool_]:
    first = cover.start.year - FIRST_YEAR + (cover.start > date(cover.start.year, 12, 31))
    last = max(placed, default=0) if cover.end is None else cover.end.year - FIRST_YEAR - 1
    fine = (rows.year >= first) & (rows.year <= last)
    if not cover.states:
        return np.asarray(fine)
    named = np.zeros((rows.system.count,), dtype=bool)
    for places in placed.values():
        named[[places[code] for code in cover.states if code in places]] = True
    return np.asarray(fine & (named[rows.sides[0]] | named[rows.sides[1]]))
