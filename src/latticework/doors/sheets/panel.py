"""A research panel as a table: its first rows, or its header. Whole panels leave through the shell, as files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from latticework.doors.ask import Ask
from latticework.doors.render.table import Sheet, Value
from latticework.doors.verbs_panel import codes_of, years_of
from latticework.errors import UsageError

LARGEST = 1_000_000
"""A panel that may have more rows than this is not made here."""

SHOWN = 10_000
"""So many rows are laid out, the first ones."""

_STEPS = {"years": 1, "months": 12, "days": 366}
_STATES, _FIRST = 200, 1816


def panel(
    ask: Ask, unit: str, *, system: str, years: str | None, states: str | None, undirected: bool, added: Sequence[str], header: bool
) -> Sheet:  # fmt: skip
    """Lay out the first rows of a panel; with `header` what it is made of. Raises UsageError for one too large to make here."""
    from latticework import panels
    from latticework.panels.additions import add, names

    if "list" in added:
        return Sheet("What can be added to a panel", ("name",), [(name,) for name in names()])
    span, codes = years_of(years), codes_of(states)
    _hold(unit, span, codes)
    chosen: dict[str, object] = {"system": system, "years": span, "states": codes}
    if "dyad" in unit:
        chosen["directed"] = not undirected
    made = add(getattr(panels, unit.replace("-", "_"))(**chosen), added, lambda: ask.world)
    told = made.header()
    cited = tuple(f"{row['title']}, release {row['release']}: {row['citation']}" for row in told["datasets"])
    if header:
        rows: list[tuple[Value, ...]] = [
            (c["name"], c["label"], str(c["dataset"] or ""), c["unknown"]) for c in told["columns"]
        ]
        steps = tuple(str(step["step"]) for step in told["choices"])
        return Sheet(f"{made!r}: columns", ("column", "what it is", "dataset", "unknown"), rows, (*steps, *cited))
    import numpy as np

    first = np.arange(len(made)) < SHOWN
    lists = [column.take(first).to_list() for column in made.columns.values()]
    laid = [tuple(_plain(value) for value in row) for row in zip(*lists, strict=True)]
    more = (f"the first {SHOWN:,} of {len(made):,} rows; `latticework panel --out FILE` writes all",)
    return Sheet(repr(made), tuple(made.columns), laid, (*(more if len(made) > SHOWN else ()), *cited))


def _plain(value: object) -> Value:
    return value if isinstance(value, int | float | str) or value is None else str(value)


def _hold(unit: str, span: range | None, codes: list[int] | None) -> None:
    """Estimate the rows a panel may have at most, and refuse too many before any is made."""
    states = len(codes) if codes else _STATES
    units = states * _STATES if "dyad" in unit and not codes else states**2 if "dyad" in unit else states
    years = len(span) if span is not None else date.today().year - _FIRST
    rows = units * years * _STEPS[unit.rsplit("-", 1)[1]]
    if rows > LARGEST:
        raise UsageError(
            f"a panel of up to {rows:,} rows is not made here", place="years",
            next_step="name fewer years or states, or write it with `latticework panel --out FILE`",
        )  # fmt: skip
