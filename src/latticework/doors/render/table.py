"""Tables in each of their dresses: aligned for a terminal, plain for a pipe, exact for a machine."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from latticework.doors.render import safe

Value = str | float | int | None

PIPED = 200
"""Width of a table that goes to a pipe or file."""
WHOLE = 15
"""A column whose longest cell is no longer than this is never wrapped."""


@dataclass(slots=True)
class Sheet:
    """A table to show: column names, rows of values, a title, and the notes that travel with it."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[Value, ...]]
    notes: tuple[str, ...] = ()
    meta: dict[str, object] = field(default_factory=dict)

    def show(self, form: str, *, colour: bool) -> str:
        """Write the sheet in a format; parquet is written by `write_parquet`."""
        return {"table": lambda: self._terminal(colour), "md": self._markdown, "json": self._json, "csv": self._csv}[
            form
        ]()

    def _terminal(self, colour: bool) -> str:
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        width = shutil.get_terminal_size((PIPED, 40)).columns
        console = Console(
            width=width, no_color=not colour, force_terminal=colour, highlight=False, markup=False, emoji=False
        )
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=None)
        for index, name in enumerate(self.columns):
            numeric = any(isinstance(row[index], int | float) for row in self.rows)
            longest = max((len(_shown(row[index])) for row in self.rows), default=0)
            table.add_column(
                name,
                justify="right" if numeric else "left",
                overflow="fold",
                min_width=min(longest, WHOLE),
                no_wrap=0 < longest <= WHOLE,
            )
        for row in self.rows:
            table.add_row(*(Text(safe.plain(_shown(value))) for value in row))
        with console.capture() as caught:
            console.print(Text(safe.plain(self.title), style="bold"))
            if self.rows:
                console.print(table)
            for note in self.notes:
                console.print(Text(safe.plain(note), style="dim"))
        return "\n".join(line.rstrip() for line in caught.get().splitlines()) + "\n"

    def _markdown(self) -> str:
        lines = [
            f"**{safe.markdown(self.title)}**",
            "",
            f"| {' | '.join(self.columns)} |",
            f"|{'---|' * len(self.columns)}",
        ]
        lines += [f"| {' | '.join(safe.markdown(_shown(value)) for value in row)} |" for row in self.rows]
        return "\n".join([*lines, "", *(safe.markdown(note) for note in self.notes), ""])

    def _json(self) -> str:
        rows = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        return (
            json.dumps(
                {"title": self.title, **self.meta, "notes": self.notes, "rows": rows}, indent=1, ensure_ascii=False
            )
            + "\n"
        )

    def _csv(self) -> str:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([safe.cell(value) if isinstance(value, str) else value for value in row] for row in self.rows)
        return out.getvalue()

    def write_parquet(self, path: Path) -> None:
        """Write the sheet as a Parquet file, its notes in the file's metadata."""
        import duckdb
        import numpy as np

        con = duckdb.connect()
        columns = {name: np.array([row[i] for row in self.rows], dtype=object) for i, name in enumerate(self.columns)}
        kinds = {
            name: "DOUBLE"
            if all(isinstance(v, int | float) or v is None for v in values) and len(values)
            else "VARCHAR"
            for name, values in columns.items()
        }
        con.register("sheet", columns)
        chosen = ", ".join(f'cast("{name}" as {kinds[name]}) as "{name}"' for name in self.columns)
        notes = "; ".join((self.title, *self.notes)).replace("'", "''")
        target = str(path).replace("'", "''")
        con.execute(
            f"copy (select {chosen} from sheet) to '{target}' (format parquet, kv_metadata {{notes: '{notes}'}})"
        )


def _shown(value: Value) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, float):
        return f"{value:,.2f}" if abs(value) < 1000 else f"{value:,.0f}"
    return str(value)
