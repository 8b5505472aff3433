"""What a scenario moves: each conclusion that moved, as a share of what it was, with the range of the draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from latticework.answers.whatif.said import about, label, unit_of, value
from latticework.answers.whatif.whatif import Moved, WhatIf
from latticework.charts.chart import Chart, Spec, Table, chart, cut, values
from latticework.charts.look import ink
from latticework.model.reading import Unknown
from latticework.model.source import Source

COLUMNS = ("conclusion", "about", "before", "after", "after, % of before", "lowest in draws", "highest in draws")
_LABEL, _WIDTH = 56, 420
_NO_SHARE = ("rank", "year", "days", "log ratio")
"""Units of which no share is taken: a rank or a year is no amount, a logarithm no ratio."""


def moved(made: WhatIf, *, sources: Mapping[str, Source] | None = None) -> Chart | Unknown:
    """Draw every number that moved, as a share of what it was before: a point, and a line over nine tenths of the draws.

    What became unknown, what was zero, and what is no amount (ranks, years, names) stands in the table alone. Unknown when
    no number moved.
    """
    rows = [_row(one) for one in made.moved]
    drawn = [row for row in rows if row["share"] is not None]
    if not drawn:
        return Unknown("no number moved that can be drawn as a share of what it was")
    table = tuple((r["what"], r["about"], r["before"], r["after"], r["share"], r["low"], r["high"]) for r in rows)
    said = "; ".join(f"{r['label']} from {r['before']} to {r['after']}" for r in drawn[:6])
    draws = f" Lines: the middle nine tenths of {made.draws} draws, seed {made.seed}." if made.draws else ""
    rest = len(rows) - len(drawn)
    left = f" {rest} further conclusions moved that are no amounts: see the table." if rest else ""
    return chart(
        made.after, [_view(drawn)], title=f"What if: {made.scenario.title}",
        alt=f"Each conclusion the scenario moves, as a share of what it was before. {said}.", table=Table(COLUMNS, table),
        facts=[fact for one in made.moved for fact in one.change.facts], sources=sources, width=_WIDTH, indent=340,
        caveat=f"Supposed, not observed: {made.scenario.cited}.{draws}{left}",
    )  # fmt: skip


def supposed(picture: Chart, made: WhatIf, *, after: bool) -> Chart:
    """Give a picture of one side of a scenario a title that says which side it is."""
    title = f"{'As supposed' if after else 'As it is'} - {picture.title}"
    lines = [title, f"({made.scenario.title})"]
    spec = picture.spec | {"title": picture.spec["title"] | {"text": lines}}
    return replace(picture, spec=spec, title=title)


def _row(one: Moved) -> dict[str, Any]:
    change, unit = one.change, unit_of(one.change.what, one.change.unit)
    share = low = high = None
    if (
        isinstance(change.before, float | int)
        and isinstance(change.after, float | int)
        and change.before > 0
        and unit not in _NO_SHARE
    ):
        share = 100 * change.after / change.before
        if one.spread is not None and one.spread.after is not None:
            low, high = (100 * end / change.before for end in one.spread.after)
    what, whom = label(change.what, change.unit, change.note), about(change.about)
    before, after = value(change.before, unit), value(change.after, unit)
    return {
        "what": what, "about": whom, "label": cut(f"{what}, {whom}", _LABEL), "before": before, "after": after, "share": share,
        "low": low, "high": high, "says": f"{before} to {after}",
    }  # fmt: skip


def _view(rows: Sequence[Mapping[str, Any]]) -> Spec:
    y: Spec = {"field": "label", "type": "nominal", "sort": None, "title": None}
    x: Spec = {
        "field": "share",
        "type": "quantitative",
        "title": "after, in percent of before",
        "scale": {"zero": True},
    }
    top = max(float(row["high"] or row["share"]) for row in rows)
    return {
        "width": _WIDTH, "height": {"step": 26}, "data": values(rows),
        "layer": [
            {"mark": {"type": "rule", "strokeDash": [4, 3], "color": ink("soft")}, "encoding": {"x": {"datum": 100}}},
            {
                "transform": [{"filter": "isValid(datum.low)"}], "mark": {"type": "rule", "strokeWidth": 3, "color": ink("soft")},
                "encoding": {"y": y, "x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}},
            },
            {"mark": {"type": "point", "filled": True, "size": 70, "color": ink("first")}, "encoding": {"y": y, "x": x | {"scale": {"domain": [0, max(110.0, top * 1.05)]}}}},
            {
                "mark": {"type": "text", "align": "left", "color": ink("ink")},
                "encoding": {"y": y, "x": {"value": _WIDTH + 10}, "text": {"field": "says", "type": "nominal"}},
            },
        ],
    }  # fmt: skip
