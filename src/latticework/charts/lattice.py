"""How far the ties of some states were spokes of a hub or a lattice, year by year."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from latticework.charts.chart import WIDTH, Chart, Spec, Table, chart, values
from latticework.charts.look import ink
from latticework.errors import UsageError
from latticework.measures.lattice import hub_lattice
from latticework.model.grouping import name_of
from latticework.model.reading import Reading, Unknown
from latticework.model.source import Source
from latticework.views.world import World

_INDENT = 44
_PARTS = ("index", "1 - degree centralisation", "lattice share x n / (n - 2)", "spoke density")


def lattice(
    worlds: Sequence[World], among: Collection[str], hub: str, *, sources: Mapping[str, Source] | None = None
) -> Chart | Unknown:  # fmt: skip
    """Draw the hub-lattice index of some states and its three parts on each of some days, one world a day.

    The index is the mean of the parts: 0 is a star around the hub, 1 has every pair tied. Days on which no tie is known are
    gaps. Raises UsageError without at least two days; Unknown when no day has a value.
    """
    if len(worlds) < 2:
        raise UsageError("a line in time needs at least two days", next_step="give worlds of several days")
    ordered = sorted(worlds, key=lambda world: world.as_of)
    found = [(world, hub_lattice(world, among, hub)) for world in ordered]
    readings = [(world, reading) for world, reading in found if isinstance(reading, Reading)]
    if not readings:
        last = found[-1][1]
        assert isinstance(last, Unknown)
        return last
    rows = [row for world, reading in found for row in _rows(world, reading)]
    names = ", ".join(name_of(code) for code in sorted({*among, hub}))
    first, last_one = readings[0], readings[-1]
    return chart(
        ordered[-1], [_view(rows)], title=f"Hub or lattice: {len({*among, hub})} states around {name_of(hub)}",
        alt=f"Lines of the hub-lattice index and its parts among {names}: {first[1].value:.2f} on {first[0].as_of}, {last_one[1].value:.2f} on {last_one[0].as_of} (0 star, 1 all tied).",
        table=Table(("day", "part", "value"), tuple((r["day"], r["part"], r["value"]) for r in rows)),
        facts=[fact for _, reading in readings for fact in reading.evidence()], sources=sources, methods=("hub_lattice",), indent=_INDENT,
        caveat=f"States: {names}. A pair is tied when an agreement from cooperation up is in force. 0: star around the hub, 1: every pair tied."
        " Early ties may be missing from the sources, which are a selection: a rise may be theirs.",
    )  # fmt: skip


def _rows(world: World, reading: Reading | Unknown) -> list[dict[str, Any]]:
    day = world.as_of.isoformat()
    if isinstance(reading, Unknown):
        return [{"day": day, "part": _PARTS[0], "value": None}]
    parts = [(part.name, None if isinstance(part.value, Unknown) else part.value) for part in reading.parts]
    return [{"day": day, "part": name, "value": value} for name, value in ((_PARTS[0], reading.value), *parts)]


def _view(rows: list[dict[str, Any]]) -> Spec:
    domain = list(_PARTS)
    x: Spec = {
        "field": "day",
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc"},
        "axis": {"grid": False, "format": "%Y"},
    }
    y: Spec = {"field": "value", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": {"title": None, "tickCount": 6, "minExtent": _INDENT, "maxExtent": _INDENT}}  # fmt: skip
    part: Spec = {"field": "part", "type": "ordinal", "legend": {"title": None, "orient": "top", "symbolSize": 300}}
    scales = {"dash": [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3]], "width": [3.2, 1.6, 1.6, 1.6]}
    return {
        "width": WIDTH, "height": 280, "data": values(rows),
        "layer": [
            {"mark": {"type": "line", "invalid": "break-paths-filter-domains"}, "encoding": {
                "x": x, "y": y, "color": {**part, "scale": {"domain": domain, "range": "category"}}, "strokeDash": {**part, "scale": {"domain": domain, "range": scales["dash"]}},
                "strokeWidth": {**part, "scale": {"type": "ordinal", "domain": domain, "range": scales["width"]}}}},
            {"transform": [{"filter": "datum.part == 'index' && isValid(datum.value)"}], "mark": {"type": "point", "filled": True, "size": 30, "color": ink("first")},
             "encoding": {"x": x, "y": y, "tooltip": [{"field": "value", "type": "quantitative", "format": ".2f"}]}},
        ],
    }  # fmt: skip
