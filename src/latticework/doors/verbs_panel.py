"""The verb `panel`: research tables from the shell, written to a file with their header or shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from latticework.views.world import World

UNITS = (
    "dyad-years", "dyad-months", "state-years", "state-months", "state-days", "leader-years", "leader-days", "leader-dyad-years",
)  # fmt: skip
SHOWN = 20


@click.command()
@click.argument("unit", type=click.Choice(UNITS), default="dyad-years")
@click.option("--system", type=click.Choice(["cow", "gw"]), default="cow", show_default=True, help="The state system.")
@click.option("--years", metavar="FIRST-LAST", help="For example 1946-2022. Default: 1816 to the last full year.")
@click.option("--states", metavar="CODE,CODE", help="Only these states, by code of the system.")
@click.option("--undirected", is_flag=True, help="Each pair once, the lower code first.")
@click.option(
    "--with", "added", multiple=True, metavar="NAME", help="Add columns (may be repeated); NAME list prints all."
)
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Folder of the official files.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="File: .parquet, .arrow, .csv, .dta or .rds."
)
@click.option("--header", "only_header", is_flag=True, help="Print choices, releases and citations instead of rows.")
def panel(
    unit: str, system: str, years: str | None, states: str | None, undirected: bool, added: tuple[str, ...],
    data: Path | None, out: Path | None, only_header: bool,
) -> None:  # fmt: skip
    """Make a research panel of UNIT with the field's datasets as columns. Unknown is never zero.

    Example: latticework panel dyad-years --years 1946-2022 --with alliances --with disputes --with spells --out p.parquet
    """
    from latticework import panels
    from latticework.panels.additions import add, names
    from latticework.panels.header import as_markdown

    if "list" in added:
        click.echo("\n".join(names()))
        return
    chosen: dict[str, object] = {"system": system, "years": years_of(years), "states": codes_of(states), "data": data}
    make = getattr(panels, unit.replace("-", "_"))
    if "dyad" in unit:
        chosen["directed"] = not undirected
    made = add(make(**chosen), added, _world)
    if out is not None:
        click.echo(
            f"wrote {made.write(out)} ({len(made):,} rows, {len(made.columns)} columns) and its header", err=True
        )
    elif only_header:
        click.echo(as_markdown(made.header()), nl=False)
    else:
        _show(made)


def _world() -> World:
    """Open the store for columns made from its facts; only then."""
    from latticework.atlas import Atlas

    return Atlas.open().world()


def _show(made: object) -> None:
    import numpy as np

    from latticework.doors.render.table import Sheet
    from latticework.panels.panel import Panel

    assert isinstance(made, Panel)
    first = np.arange(len(made)) < SHOWN
    lists = [column.take(first).to_list() for column in made.columns.values()]
    rows = [
        tuple(value if isinstance(value, int | float | str) else None if value is None else str(value) for value in row)
        for row in zip(*lists, strict=True)
    ]
    more = f"the first {SHOWN} of {len(made):,} rows; --out FILE writes all" if len(made) > SHOWN else ""
    click.echo(
        Sheet(repr(made), tuple(made.columns), rows, (more,) if more else ()).show("csv", colour=False), nl=False
    )
    click.echo(more, err=True)


def years_of(text: str | None) -> range | None:
    """Read FIRST-LAST as a span of years. Raises UsageError."""
    from latticework.errors import UsageError

    if text is None:
        return None
    first, _, last = text.partition("-")
    if not first.isdigit() or (last and not last.isdigit()):
        raise UsageError(f"{text!r} is no span of years", next_step="write FIRST-LAST, for example 1946-2022")
    return range(int(first), int(last or first) + 1)


def codes_of(text: str | None) -> list[int] | None:
    """Read numbers joined by commas as state codes. Raises UsageError."""
    from latticework.errors import UsageError

    if text is None:
        return None
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdigit() for part in parts):
        raise UsageError(f"{text!r} is no list of state codes", next_step="write numbers, for example 2,740")
    return [int(part) for part in parts]
