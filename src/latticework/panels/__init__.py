"""Research panels: exact rows of states and pairs in time, with the field's datasets as columns."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from latticework.panels.column import Column
from latticework.panels.join import system_of
from latticework.panels.labels import label_of
from latticework.panels.panel import Panel, Step
from latticework.panels.rows import Rows, chosen_states, dyad_year_rows, state_year_rows
from latticework.panels.system import FIRST_YEAR, YEARS, System
from latticework.panels.tables import FolderTables, GivenTables, Tables

if TYPE_CHECKING:
    from latticework.panels.units import Made
    from latticework.panels.whatif import Portfolios

__all__ = [
    "FolderTables",
    "GivenTables",
    "Panel",
    "Tables",
    "dyad_months",
    "dyad_years",
    "group_years",
    "leader_days",
    "leader_dyad_years",
    "leader_years",
    "portfolios",
    "state_days",
    "state_months",
    "state_years",
]

_opened: dict[Path, FolderTables] = {}


def dyad_years(
    *,
    system: str = "cow",
    directed: bool = True,
    years: Iterable[int] | None = None,
    states: Iterable[int] | None = None,
    microstates: bool = False,
    data: Tables | Path | str | None = None,
) -> Panel:
    """Make a panel with a row for each pair of states and year in which both were members on a same day.

    `system` is "cow" or "gw"; `directed` gives each pair in both directions, else the lower code first. `years` default to
    1816 up to the last full year, `states` (codes) to all. Membership open at the end of the list is carried on, and the
    header says so. `data` is a folder of official files, or tables; without it `LATTICEWORK_DATA`, else the
    platform's place for user data. Raises UsageError for a code that no member had or years that are none.
    """
    tables, found, span = _begin(system, years, data, microstates)
    rows = dyad_year_rows(found, span, chosen_states(found, states), directed=directed)
    chosen = {"directed": directed, **_told(span, states, microstates)}
    return _panel("dyad-years" if directed else "dyad-years without direction", rows, tables, chosen)


def state_years(
    *,
    system: str = "cow",
    years: Iterable[int] | None = None,
    states: Iterable[int] | None = None,
    microstates: bool = False,
    data: Tables | Path | str | None = None,
) -> Panel:
    """Make a panel with a row for each state and year in which it was a member on at least one day.

    See `dyad_years` for the rest.
    """
    tables, found, span = _begin(system, years, data, microstates)
    rows = state_year_rows(found, span, chosen_states(found, states))
    return _panel("state-years", rows, tables, _told(span, states, microstates))


def state_months(
    *, system: str = "cow", years: Iterable[int] | None = None, states: Iterable[int] | None = None,
    microstates: bool = False, data: Tables | Path | str | None = None,
) -> Panel:  # fmt: skip
    """Make a panel with a row for each state and month in which it was a member on at least one day."""
    from latticework.panels import units

    tables, found, span = _begin(system, years, data, microstates)
    made = units.state_months(found, span, chosen_states(found, states))
    return _of_unit("state-months", made, tables, _told(span, states, microstates))


def dyad_months(
    *, system: str = "cow", directed: bool = True, years: Iterable[int] | None = None,
    states: Iterable[int] | None = None, microstates: bool = False, data: Tables | Path | str | None = None,
) -> Panel:  # fmt: skip
    """Make a panel with a row for each pair of states and month in which both were members on a same day.

    All pairs of the world are about half a million rows a year: choose years or states, or UsageError is raised.
    """
    from latticework.panels import units

    tables, found, span = _begin(system, years, data, microstates)
    made = units.dyad_months(found, span, chosen_states(found, states), directed=directed)
    unit = "dyad-months" if directed else "dyad-months without direction"
    return _of_unit(unit, made, tables, {"directed": directed, **_told(span, states, microstates)})


def state_days(
    *, system: str = "cow", years: Iterable[int] | None = None, states: Iterable[int] | None = None,
    microstates: bool = False, data: Tables | Path | str | None = None,
) -> Panel:  # fmt: skip
    """Make a panel with a row for each state and day on which it was a member."""
    from latticework.panels import units

    tables, found, span = _begin(system, years, data, microstates)
    made = units.state_days(found, span, chosen_states(found, states))
    return _of_unit("state-days", made, tables, _told(span, states, microstates))


def leader_years(
    *, system: str = "cow", years: Iterable[int] | None = None, states: Iterable[int] | None = None,
    data: Tables | Path | str | None = None,
) -> Panel:  # fmt: skip
    """Make a panel with a row for each leader and year in office of a member state (Archigos, to 2015)."""
    from latticework.panels import units

    tables, found, span = _begin(system, years, data, False)
    made = units.leader_years(found, tables, span, chosen_states(found, states))
    return _of_unit("leader-years", made, tables, _told(span, states, False))


def leader_days(
    *, system: str = "cow", years: Iterable[int] | None = None, states: Iterable[int] | None = None,
    data: Tables | Path | str | None = None,
) -> Panel:  # fmt: skip
    """Make a panel with a row for each leader and day in office of a member state (Archigos, to 2015)."""
    from latticework.panels import units

    tables, found, span = _begin(system, years, data, False)
    made = units.leader_days(found, tables, span, chosen_states(found, states))
    return _of_unit("leader-days", made, tables, _told(span, states, False))


def leader_dyad_years(
    *, system: str = "cow", directed: bool = True, years: Iterable[int] | None = None,
    states: Iterable[int] | None = None, data: Tables | Path | str | None = None,
) -> Panel:  # fmt: skip
    """Make a panel with a row for each pair of leaders of two states and year in which both led on a same day."""
    from latticework.panels import units

    tables, found, span = _begin(system, years, data, False)
    made = units.leader_dyad_years(found, tables, span, chosen_states(found, states), directed=directed)
    return _of_unit("leader-dyad-years", made, tables, {"directed": directed, **_told(span, states, False)})


def group_years(
    k: int, *, states: Iterable[int], system: str = "cow", years: Iterable[int] | None = None,
    data: Tables | Path | str | None = None,
) -> Panel:  # fmt: skip
    """Make a panel with a row for each group of k of these states (a grouping's members, say) and year."""
    from latticework.panels import units

    tables, found, span = _begin(system, years, data, False)
    chosen = sorted(set(states))
    made = units.group_years(found, span, chosen_states(found, chosen), k)
    return _of_unit("group-years", made, tables, {"k": k, **_told(span, chosen, False)})


def portfolios(year: int, *, system: str = "cow", data: Tables | Path | str | None = None) -> Portfolios:
    """Give the alliance pledges of all members in a year, to ask what if one were made or broken."""
    from latticework.panels.whatif import portfolios_of

    tables = open_tables(data)
    return portfolios_of(year, system_of(tables, system), tables)


def open_tables(data: Tables | Path | str | None) -> Tables:
    """Give the tables of a folder (kept open for later panels), or those handed over."""
    if data is not None and not isinstance(data, Path | str):
        return data
    folder = Path(data) if data is not None else default_data()
    if folder not in _opened:
        _opened[folder] = FolderTables(folder)
    return _opened[folder]


def default_data() -> Path:
    """Where the official files are unless told otherwise: `LATTICEWORK_DATA`, or the platform's place for user data."""
    chosen = os.environ.get("LATTICEWORK_DATA")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("latticework") / "files"


def _begin(
    system: str, years: Iterable[int] | None, data: Tables | Path | str | None, microstates: bool
) -> tuple[Tables, System, range]:
    from latticework.errors import UsageError

    tables = open_tables(data)
    found = system_of(tables, system, microstates=microstates)
    asked = sorted(set(years)) if years is not None else list(range(FIRST_YEAR, date.today().year))
    if not asked or asked[0] < FIRST_YEAR or asked[-1] >= FIRST_YEAR + YEARS or asked[-1] - asked[0] + 1 != len(asked):
        raise UsageError(
            "years must follow each other and begin in 1816 or later", next_step="for example range(1946, 2023)"
        )
    return tables, found, range(asked[0], asked[-1] + 1)


def _told(years: range, states: Iterable[int] | None, microstates: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "years": [years[0], years[-1]],
        "states": sorted(states) if states is not None else "all",
    }
    return {**told, "microstates": True} if microstates else told


def _of_unit(unit: str, made: Made, tables: Tables, chosen: dict[str, object]) -> Panel:
    panel = _panel(unit, made.rows, tables, chosen)
    first = replace(panel.steps[0], datasets=(*panel.steps[0].datasets, *made.datasets))
    return replace(panel, columns={**panel.columns, **made.columns}, steps=(first,))


def _panel(unit: str, rows: Rows, tables: Tables, chosen: dict[str, object]) -> Panel:
    system = rows.system
    columns: dict[str, Column] = {}
    for side in range(len(rows.sides)):
        name = f"{system.key}{side + 1}" if len(rows.sides) > 1 else system.key
        columns[name] = Column(rows.codes(side), label_of(system.key), system.dataset)
    if len(rows.sides) == 1:
        columns["statenme"] = Column(rows.sides[0], label_of("statenme"), system.dataset, system.names)
    columns["year"] = Column(rows.year + np.int16(FIRST_YEAR), label_of("year"))
    carried = len(rows) and int(rows.year.max()) + FIRST_YEAR > system.last_year()
    notes = (f"membership is carried on after {system.last_year()}, the end of the list",) if carried else ()
    return Panel(
        unit, rows, tables, columns, (Step(unit, {"system": system.name, **chosen}, (system.dataset,), notes),)
    )
