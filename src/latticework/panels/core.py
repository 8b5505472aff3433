"""Rows and columns of a panel: what every panel is before a dataset is added, and how it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from latticework.errors import NameNotFound, UsageError
from latticework.panels.column import Array, Column
from latticework.panels.join import pair_columns, state_columns
from latticework.panels.rows import Rows
from latticework.panels.system import FIRST_YEAR
from latticework.panels.tables import Tables

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


@dataclass(frozen=True, slots=True)
class Told:
    """How many facts of one release of a source a step has read from a store or from the pack."""

    source: str
    release: str
    count: int


@dataclass(frozen=True, slots=True)
class Step:
    """One call that made or changed a panel: its verb, what was chosen, datasets and facts read, what a reader should know."""

    verb: str
    chosen: Mapping[str, Any] = field(default_factory=dict)
    datasets: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    facts: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Core:
    """Rows and columns, how they are added to and how they leave; `Panel` adds the field's datasets by name."""

    unit: str
    rows: Rows
    tables: Tables
    columns: Mapping[str, Column]
    steps: tuple[Step, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"Panel({self.unit}, {len(self):,} rows, {len(self.columns)} columns, system {self.rows.system.name})"

    @property
    def pairs(self) -> bool:
        """Whether each row is about two states."""
        return len(self.rows.sides) == 2

    def with_columns(self, columns: Mapping[str, Column], step: Step) -> Self:
        """Add columns; raises UsageError when one is there already or has another number of rows."""
        twice = [name for name in columns if name in self.columns]
        if twice:
            raise UsageError(f"the panel has the column {twice[0]} already", next_step="rename or drop one of the two")
        for name, column in columns.items():
            assert len(column.values) == len(self.rows), name
        return replace(self, columns={**self.columns, **columns}, steps=(*self.steps, step))

    def with_known(self, *names: str) -> Self:
        """Add a twin `NAME_known` (1 known, 0 unknown) for the named columns, or for all but the keys."""
        for name in names:
            self._has(name)
        chosen = names or tuple(name for name in self.columns if name not in self.keys)
        twins = {f"{n}_known": Column(self.columns[n].known.astype(np.int8), f"1 if {n} is known") for n in chosen}
        return self.with_columns(twins, Step("known", {"columns": list(names) or "all"}))

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that say which row it is."""
        key = self.rows.system.key
        states = [key] if len(self.rows.sides) == 1 else [f"{key}{i + 1}" for i in range(len(self.rows.sides))]
        return tuple(
            name for name in (*states, "obsid", "obsid1", "obsid2", "year", "month", "date") if name in self.columns
        )

    def where(self, chosen: Array, because: str = "") -> Self:
        """Keep the rows marked true; `because` is told in the header."""
        if chosen.dtype != np.bool_ or len(chosen) != len(self):
            raise UsageError(
                "rows are chosen by one truth value a row", next_step="give a boolean array as long as the panel"
            )
        columns = {name: column.take(chosen) for name, column in self.columns.items()}
        step = Step("rows", {"because": because, "kept": int(chosen.sum()), "of": len(self)})
        return replace(self, rows=self.rows.take(chosen), columns=columns, steps=(*self.steps, step))

    def select(self, *names: str) -> Self:
        """Keep only these columns, the keys always."""
        for name in names:
            self._has(name)
        kept = {name: column for name, column in self.columns.items() if name in self.keys or name in names}
        return replace(self, columns=kept)

    def frame(self) -> pl.DataFrame:
        """Give the panel as a Polars frame; raises UsageError when Polars is not installed."""
        from latticework.panels.frames import polars_frame

        return polars_frame(self.columns)

    def arrow(self) -> Any:
        """Give the panel as an Arrow table, labels in the fields' metadata."""
        from latticework.panels.frames import arrow_table

        return arrow_table(self.columns)

    def pandas(self) -> pd.DataFrame:
        """Give the panel as a pandas frame with nullable columns."""
        from latticework.panels.frames import pandas_frame

        return pandas_frame(self.columns)

    def header(self) -> dict[str, Any]:
        """Give what the panel is: unit, rows, every choice in order, each dataset's release and citation, each column."""
        from latticework.panels.header import header

        return header(self)

    def write(self, path: Path | str) -> Path:
        """Write the panel by the ending of the path, with its header beside it. See `export.write`."""
        from latticework.panels.export import write

        return write(self, Path(path))

    def _states(self, verb: str, name: str, **chosen: Any) -> Self:
        return self.with_columns(state_columns(self.rows, self.tables, name), Step(verb, chosen, (name,)))

    def _either(self, verb: str, pairs: str, states: str) -> Self:
        if not self.pairs:
            return self._states(verb, states)
        made, lost = pair_columns(self.rows, self.tables, pairs)
        return self.with_columns(made, Step(verb, {}, (pairs,), lost_note(lost, pairs)))

    def _units(self) -> Array:
        """Give a number for each row that says which state, pair or leader it is about; alike rows stand together."""
        if {"month", "date"} & set(self.columns):
            raise UsageError("spells are counted in years", next_step="make state-years, dyad-years or leader-years")
        if "obsid" in self.columns:
            return self.columns["obsid"].values
        if "obsid1" in self.columns:
            return (self.columns["obsid1"].values.astype(np.int64) << 20) | self.columns["obsid2"].values
        return self.rows.keys >> 8 if self.pairs else self.rows.sides[0]

    def _own(self, name: str) -> str:
        return f"{self.rows.system.name}_{name}"

    def _two(self, what: str) -> Rows:
        if not self.pairs:
            raise UsageError(f"{what} are about two states", next_step="make dyad-years: panel.dyad_years(...)")
        return self.rows

    def _has(self, name: str) -> Column:
        if name not in self.columns:
            raise NameNotFound("column of this panel", name, self.columns)
        return self.columns[name]


def lost_note(lost: int, name: str) -> tuple[str, ...]:
    """Say how many rows of a dataset found no row of the panel; nothing when all did."""
    return (f"{lost:,} rows of {name} belong to no row of this panel",) if lost else ()


def ends_note(carried: bool, year: int, rows: Rows) -> tuple[str, ...]:
    """Say what a column is after the last year of its dataset, where the panel has such years."""
    if not len(rows) or int(rows.year.max()) + FIRST_YEAR <= year:
        return ()
    return (f"carried forward after {year}" if carried else f"unknown after {year}",)
