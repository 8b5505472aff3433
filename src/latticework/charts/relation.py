"""The temperature of a relation over time, its levels, and the dated breaks between them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from latticework.charts.chart import WIDTH, Chart, Spec, Table, chart, values
from latticework.charts.look import ink
from latticework.measures.acts import Act
from latticework.measures.relation import Break, Stretch
from latticework.measures.relation import relation as measured
from latticework.model.grouping import name_of
from latticework.model.reading import Reading, Unknown
from latticework.model.source import Source
from latticework.views.ties import Ties
from latticework.views.world import World

_INDENT = 44
_KEPT = ("thaw", "rift", "less hostile talk")
"""Breaks that are dated in the picture; passing ones and ones not yet held are in the table."""


def relation(
    world: World, one: str, other: str, *, basis: str = "acts", since: date | None = None, months: int = 3,
    ties: Ties | None = None, sources: Mapping[str, Source] | None = None,
) -> Chart | Unknown:  # fmt: skip
    """Draw how warm the relation of two states was, step by step, its mean level between breaks, and the acts below.

    Above zero there was more cooperation than hostility. Steps in which nobody looked, or nothing was told of either state,
    are gaps. Each lasting break has its month and its name by the rule of `measures.relation`. Unknown as that measure is.
    """
    found = measured(world, one, other, basis=basis, since=since, months=months, ties=ties)
    if isinstance(found, Unknown):
        return found
    steps = [step for step in _all(found, "series") if isinstance(step, Stretch)]
    breaks = [mark for mark in _all(found, "breaks") if isinstance(mark, Break)]
    acts = [act for act in _all(found, "acts") if isinstance(act, Act)]
    title = f"Relation of {name_of(one)} and {name_of(other)}"
    rows = [
        (f"{s.start:%Y-%m}", s.value, s.cooperative, s.hostile, s.coverage, len(s.acts), _began(s.start, breaks))
        for s in steps
    ]
    return chart(
        world, _views(steps, breaks, acts, _levels(found, steps, breaks, world.as_of), world.as_of), title=title, alt=_alt(title, found, steps, breaks),
        table=Table(("from", "r", "cooperative", "hostile", "coverage", "acts", "break"), tuple(rows)), facts=found.evidence(),
        sources=sources, methods=("relation",), indent=_INDENT,
        caveat=f"r = log((cooperative / c + 1) / (hostile / c + 1)) in steps of {months} months, by {basis}; above zero: more cooperation than hostility;"
        f" gaps: nobody looked.{''.join(f' {note[0].upper()}{note[1:]}.' for note in found.notes)}",
    )  # fmt: skip


def _all(found: Reading, name: str) -> tuple[object, ...]:
    items = found.detail[name]
    assert isinstance(items, tuple)
    return items


def _began(start: date, breaks: list[Break]) -> str:
    return next((mark.what for mark in breaks if mark.day == start), "")


def _levels(found: Reading, steps: list[Stretch], breaks: list[Break], as_of: date) -> list[dict[str, Any]]:
    """Give the mean level of each stretch between breaks, from its first step to the end of its last."""
    starts = [next(step.start for step in steps if step.value is not None), *(mark.day for mark in breaks)]
    ends = [*starts[1:], as_of]
    return [
        {"from": start.isoformat(), "to": end.isoformat(), "level": part.value, "says": f"{part.name}: mean r {part.value:.2f}"}
        for start, end, part in zip(starts, ends, found.parts, strict=True)
        if not isinstance(part.value, Unknown)
    ]  # fmt: skip


def _views(
    steps: list[Stretch], breaks: list[Break], acts: list[Act], levels: list[dict[str, Any]], as_of: date
) -> list[Spec]:
    x: Spec = {"type": "temporal", "title": None, "axis": {"grid": False, "format": "%Y"}, "scale": {"type": "utc", "domain": [steps[0].start.isoformat(), as_of.isoformat()]}}  # fmt: skip
    left = {"title": None, "minExtent": _INDENT, "maxExtent": _INDENT}
    points = [{"from": step.start.isoformat(), "r": step.value, "acts": len(step.acts)} for step in steps]
    kept = [mark for mark in breaks if mark.what in _KEPT]
    marks = [
        {"from": mark.day.isoformat(), "says": f"{mark.what}, {mark.day:%Y-%m}", "row": place % 3}
        for place, mark in enumerate(kept)
    ]
    y: Spec = {"type": "quantitative", "axis": {**left, "tickCount": 6}}
    dots = [
        {"day": act.day.isoformat(), "weight": act.weight, "side": "cooperative" if act.weight > 0 else "hostile", "title": act.fact.title,
         "institutional": "institutional" if act.institutional else "other"}
        for act in acts
    ]  # fmt: skip
    side: Spec = {
        "field": "side",
        "type": "nominal",
        "scale": {"domain": ["cooperative", "hostile"]},
        "legend": {"title": None, "orient": "top"},
    }
    tip = [{"field": name, "type": "nominal"} for name in ("day", "title", "side", "institutional")]
    upper: Spec = {
        "width": WIDTH, "height": 240,
        "layer": [
            {"data": values([{}]), "mark": {"type": "rule", "color": ink("soft"), "strokeWidth": 1}, "encoding": {"y": {"datum": 0}}},
            {"data": values(points), "mark": {"type": "line", "color": ink("soft"), "strokeWidth": 1, "invalid": "break-paths-filter-domains", "point": {"color": ink("soft"), "size": 12}},
             "encoding": {"x": {"field": "from", **x}, "y": {"field": "r", **y}}},
            {"data": values(levels), "mark": {"type": "rule", "color": ink("first"), "strokeWidth": 3.5},
             "encoding": {"x": {"field": "from", **x}, "x2": {"field": "to"}, "y": {"field": "level", **y}, "tooltip": [{"field": "says", "type": "nominal"}]}},
            {"data": values(marks), "mark": {"type": "rule", "color": ink("second"), "strokeDash": [4, 3], "strokeWidth": 1.4}, "encoding": {"x": {"field": "from", **x}}},
            *({"data": values([m for m in marks if m["row"] == row]), "mark": {"type": "text", "color": ink("second"), "align": "left", "baseline": "top", "dx": 4, "y": 2 + 14 * row, "fontWeight": "bold"},
               "encoding": {"x": {"field": "from", **x}, "text": {"field": "says"}}} for row in range(3) if any(m["row"] == row for m in marks)),
        ],
    }  # fmt: skip
    lower: Spec = {
        "width": WIDTH, "height": 90, "data": values(dots), "mark": {"type": "point", "filled": True, "opacity": 0.75, "size": 34},
        "encoding": {
            "x": {"field": "day", **x}, "y": {"field": "weight", "type": "quantitative", "axis": {**left, "tickCount": 4}}, "color": side,
            "shape": {**side, "scale": {"domain": ["cooperative", "hostile"], "range": ["circle", "triangle-down"]}}, "tooltip": tip,
        },
        "title": {"text": "Acts by weight", "fontSize": 12, "fontWeight": "normal", "offset": 4},
    }  # fmt: skip
    return [upper, lower]


def _alt(title: str, found: Reading, steps: list[Stretch], breaks: list[Break]) -> str:
    known = [step for step in steps if step.value is not None]
    told = "; ".join(f"{mark.what} in {mark.day:%B %Y}" for mark in breaks if mark.what in _KEPT) or "none"
    return f"Line of the temperature of the relation from {known[0].start:%Y-%m} to {known[-1].start:%Y-%m}, now at a mean of {found.value:.2f}. {title}: lasting breaks, {told}."
