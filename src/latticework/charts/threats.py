"""Who threatens a state: the score and its three parts, each with the range over how it may be measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from latticework import measures
from latticework.charts.chart import Chart, Spec, Table, chart, values
from latticework.charts.look import ink
from latticework.measures.threats import VARIANTS, Standing
from latticework.model.grouping import name_of
from latticework.model.reading import Part, Reading, Unknown
from latticework.model.source import Source
from latticework.views.world import World

PANELS = ("score", "capability", "proximity", "intent")
COLUMNS = ("rank", "state", "part", "value", "lowest", "highest", "as measured by", "ranks")
_INDENT = 150
_MARKS = ["diamond", "circle", "square", "triangle-up"]


def threats(world: World, state: str, *, sources: Mapping[str, Source] | None = None) -> Chart | Unknown:
    """Draw each threatening state's score and its parts as points, with lines over all published ways of measuring.

    Rank and order are those of `measures.threats`. A part no source knows is written as unknown, not drawn at zero. Unknown
    when the measure is, or when it finds no state.
    """
    found = measures.threats(world, state)
    if isinstance(found, Unknown):
        return found
    if not found:
        return Unknown("sources looked and found no state that threatens it")
    rows = [row for place, reading in enumerate(found, 1) for row in _rows(place, reading)]
    order = list(dict.fromkeys(row["label"] for row in rows))
    table = tuple(
        (
            r["rank"],
            r["state"],
            r["part"],
            _round(r["value"]),
            _round(r["low"]),
            _round(r["high"]),
            r["how"],
            r["ranks"],
        )
        for r in rows
    )
    masked = found[0].detail["masked"]
    assert isinstance(masked, tuple)
    bound = f" Left out, bound by a defence pact: {', '.join(map(name_of, masked))}." if masked else ""
    return chart(
        world, [_view(rows, order)], title=f"Threats to {name_of(state)}", alt=_alt(state, rows), table=Table(COLUMNS, table),
        facts=[fact for reading in found for fact in reading.evidence()], sources=sources, methods=("threats",), width=626, indent=_INDENT,
        caveat=f"Score = capability x proximity x intent, each from 0 to 1. Lines: lowest to highest over the {len(VARIANTS)} published"
        f" variants. Order: pairwise majority over the variants, so a higher score need not stand first.{bound}",
    )  # fmt: skip


def _rows(place: int, reading: Reading) -> list[dict[str, Any]]:
    factors, standing = reading.detail["factors"], reading.detail["standing"]
    assert isinstance(factors, dict)
    assert isinstance(standing, Standing)
    name = name_of(str(reading.detail["state"]))
    ranks = f"{standing.best}" if standing.best == standing.worst else f"{standing.best}-{standing.worst}"
    shown: list[tuple[str, float | None, list[float], str]] = [
        ("score", reading.value, _scores(factors), reading.basis)
    ]
    for panel, part in zip(PANELS[1:], reading.parts, strict=True):
        value = None if isinstance(part.value, Unknown) else part.value
        shown.append((panel, value, _numbers(factors, panel), part.note))
    return [
        {
            "rank": place, "state": name, "label": f"{place}  {name}", "part": panel, "value": value, "ranks": ranks, "how": how,
            "low": min(span, default=None), "high": max(span, default=None), "says": "unknown" if value is None else _short(value),
        }
        for panel, value, span, how in shown
    ]  # fmt: skip


def _numbers(factors: Mapping[str, Part], panel: str) -> list[float]:
    return [
        part.value for name, part in factors.items() if name.startswith(f"{panel}, ") and not isinstance(part.value, Unknown)
    ]  # fmt: skip


def _scores(factors: Mapping[str, Part]) -> list[float]:
    """Give the score under every variant whose three factors are known."""
    found = []
    for variant in VARIANTS:
        parts = [factors[f"{panel}, {how}"].value for panel, how in zip(PANELS[1:], variant, strict=True)]
        numbers = [value for value in parts if not isinstance(value, Unknown)]
        if len(numbers) == len(parts):
            found.append(numbers[0] * numbers[1] * numbers[2])
    return found


def _view(rows: list[dict[str, Any]], order: list[str]) -> Spec:
    y: Spec = {"field": "label", "type": "nominal", "sort": order, "title": None, "axis": {"labelFontSize": 12, "grid": True, "domain": False, "ticks": False, "labelLimit": _INDENT - 6, "minExtent": _INDENT, "maxExtent": _INDENT}}  # fmt: skip
    x: Spec = {"type": "quantitative", "scale": {"domain": [0, 1]}, "axis": {"values": [0, 0.5, 1], "title": None}}
    part: Spec = {
        "field": "part",
        "type": "nominal",
        "sort": list(PANELS),
        "legend": None,
        "scale": {"domain": list(PANELS)},
    }
    tip = [{"field": name, "type": "nominal"} for name in ("state", "part", "says", "how", "ranks")]
    return {
        "data": values(rows),
        "facet": {"column": {"field": "part", "type": "nominal", "sort": list(PANELS), "header": {"title": None}}},
        "spacing": 22,
        "spec": {
            "width": 140,
            "height": {"step": 34},
            "layer": [
                {
                    "transform": [{"filter": "isValid(datum.low)"}],
                    "mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.45, "strokeCap": "round"},
                    "encoding": {"y": y, "x": {"field": "low", **x}, "x2": {"field": "high"}, "color": part},
                },
                {
                    "transform": [{"filter": "isValid(datum.value)"}],
                    "mark": {"type": "point", "filled": True, "size": 95, "opacity": 1},
                    "encoding": {"y": y, "x": {"field": "value", **x}, "color": part, "tooltip": tip,
                                 "shape": {**part, "scale": {"domain": list(PANELS), "range": _MARKS}}},
                },
                {
                    "mark": {"type": "text", "color": ink("soft"), "dy": -12, "fontSize": 10},
                    "encoding": {"y": y, "x": {"field": "at", **x}, "text": {"field": "says"}},
                    "transform": [{"calculate": "isValid(datum.value) ? clamp(datum.value, 0.08, 0.92) : 0.16", "as": "at"}],
                },
            ],
        },
    }  # fmt: skip


def _alt(state: str, rows: list[dict[str, Any]]) -> str:
    told = "; ".join(
        f"{r['rank']} {r['state']} {r['says']}" + (f" (from {_short(r['low'])} to {_short(r['high'])})" if r["low"] is not None else "")
        for r in rows if r["part"] == "score"
    )  # fmt: skip
    return f"Points with ranges in four panels, score, capability, proximity and intent, for each state that threatens {name_of(state)}. Scores: {told}."


def _short(value: float) -> str:
    """Write two decimals, or two digits of what would else look like zero."""
    return f"{value:.2f}" if value >= 0.01 or value == 0 else f"{value:.1g}"


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
