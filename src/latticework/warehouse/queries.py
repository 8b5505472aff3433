"""The measures over events as expressions: the temperature of a relation, counts of acts, first since, count since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from latticework.errors import UsageError
from latticework.measures.acts import weights
from latticework.measures.relation import step_starts
from latticework.model.period import years_before
from latticework.panels.events import classes
from latticework.warehouse.layout import Layout
from latticework.warehouse.said import Asked, between, compiler, said

BY = ("root", "quad")
"""What counts are counted by."""

_WHOLE = 1_000_000
"""Weights are summed in parts of so many, exactly, in any order."""


def asked_of(
    layout: Layout, parties: tuple[str, ...], *, as_of: date, known_by: date, since: date | None = None, table: str = ""
) -> Asked:  # fmt: skip
    """Say what a query is about: the days from `since` (by default all the layout covers) through the day of the answer."""
    start = max(since or layout.covers_from, layout.covers_from)
    return Asked(layout, parties, start, as_of + timedelta(days=1), known_by, table)


def relation(
    layout: Layout, one: str, other: str, *, as_of: date, known_by: date, since: date | None = None, months: int = 1,
    table: str = "",
) -> Any:  # fmt: skip
    """Give r of each step of a relation on the basis of reports, as `measures.relation_series` does: step, r, sums, coverage.

    `step` is the first month of a step as YYYYMM. A step without a row is unknown: nothing was told of either state. Breaks are
    not looked for: the series is small, and the measure finds them where it is brought.
    """
    if months not in (1, 2, 3, 4, 6, 12):
        raise UsageError(f"a step of {months} months does not divide a year", next_step="choose 1, 2, 3, 4, 6 or 12")
    ibis = compiler()
    first = since or years_before(as_of, weights()["window"]["years"])
    steps = [(a, b) for a, b in pairwise(step_starts(first, as_of, months)) if a >= layout.covers_from]
    if not steps:
        raise UsageError(
            "no step of these months is over and covered", next_step=f"events begin on {layout.covers_from}"
        )
    asked = Asked(layout, (one, other), steps[0][0], steps[-1][1], known_by, table)
    rows = _stepped(said(asked), months)
    told = rows.group_by("step").agg(told=rows.count())
    acts = between(rows, asked.parties)
    acts = acts.mutate(plover=_chosen(ibis, acts.root, weights()["cameo"])).filter(lambda t: t.plover != "")
    once = acts.select("step", "day", "actor", "plover").distinct()
    size = _chosen(ibis, once.plover, {root: round(size * _WHOLE) for root, size in weights()["plover"].items()}, 0)
    sums = once.group_by("step").agg(
        cooperative=_share(ibis.greatest(size, 0)), hostile=_share(ibis.greatest(-size, 0)), acts=once.count()
    )
    both = told.left_join(sums, "step").select("step", "told", "cooperative", "hostile", "acts")
    both = both.cross_join(told.agg(total=told.told.sum()))
    usual = both.total.cast("float64") / float(len(steps)) + 1.0
    both = both.mutate(
        cooperative=both.cooperative.fill_null(0.0), hostile=both.hostile.fill_null(0.0), acts=both.acts.fill_null(0),
        coverage=ibis.greatest(weights()["window"]["least_coverage"], (both.told.cast("float64") + 1.0) / usual),
    )  # fmt: skip
    r = ((both.cooperative / both.coverage + 1.0) / (both.hostile / both.coverage + 1.0)).ln()
    return both.select("step", "cooperative", "hostile", "coverage", "acts", "told", r=r).order_by("step")


def counts(asked: Asked, *, by: str = "root", months: int = 12) -> Any:
    """Count reports by who acted, on whom, class of act and step, as a panel's columns of events do: reports, not events.

    Classes are PLOVER's roots or the quad classes; a statement, which has no root, is `statement`.
    """
    if by not in BY:
        raise UsageError(f"events are not counted by {by!r}", next_step=f"choose {' or '.join(BY)}")
    ibis = compiler()
    rows = _stepped(between(said(asked), asked.parties), months)
    named = {root: name for name, roots in classes(by).items() if name != "events" for root in roots}
    rows = rows.mutate(act=_chosen(ibis, rows.root, named, "statement"))
    keys = ("step", "actor", "target", "act")
    return rows.group_by(*keys).agg(reports=rows.count()).order_by(*keys)


def count_since(asked: Asked) -> Any:
    """Count the reports that name the parties, from the first day to before the day of the answer, as `measures.count_since`."""
    rows = between(said(replace(asked, end=asked.end - timedelta(days=1))), asked.parties)
    return rows.agg(reports=rows.count())


def first_since(asked: Asked) -> Any:
    """Give the last two days with a report that names the parties: the event, and the one before it, newest first.

    Where there is one row, none was reported before it since the layout begins. News reports are a selection of what happened,
    so "the first since" holds of reports alone.
    """
    rows = between(said(asked), asked.parties)
    return rows.group_by("day").agg(reports=rows.count(), event=rows.event.min()).order_by(rows.day.desc()).limit(2)


def _share(sizes: Any) -> Any:
    """Sum weights, kept as whole numbers: a warehouse reads 9.1 as a decimal and would divide it as one."""
    return sizes.sum().cast("float64") / float(_WHOLE)


def _stepped(rows: Any, months: int) -> Any:
    first = (rows.month // months) * months
    return rows.mutate(step=(first // 12) * 100 + first % 12 + 1)


def _chosen(ibis: Any, column: Any, table: Mapping[str, Any], other: Any = "") -> Any:
    """Look a text up in a table of the package, inside the query."""
    return ibis.cases(*((column == key, value) for key, value in sorted(table.items())), else_=other)
