"""Pledges of a share of GDP: where the share stood, where it must go by the deadline, where the trend leads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from latticework import measures
from latticework.charts.chart import WIDTH, Cell, Chart, Spec, Table, block, chart, cut, values
from latticework.charts.look import ink
from latticework.measures.pledges import outcome, pledges_of
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.period import iso
from latticework.model.reading import Reading, Unknown
from latticework.model.source import Source
from latticework.model.unit import say
from latticework.views.world import World

COLUMNS = ("row", "day", "share of GDP", "promised", "needs a year", "trend leads to", "stood", "note")
_INDENT = 44
_UNIT = "percent of GDP"


def pledges(world: World, state: str, *, sources: Mapping[str, Source] | None = None) -> Chart | Unknown:
    """Draw a state's share of GDP by year, each pledge of a share as a point, and the way from now to it.

    The dashed way grows by the same percentage each year, as `measures.pledge_path` has it; the dotted one goes on as in
    the last five years. Pledges of another unit, and those without a path, stand in the table with the reason. Unknown
    when the state has no pledge of a share of GDP.
    """
    made = pledges_of(world, state)
    shares = [fact for fact in made if fact.unit == _UNIT and fact.value is not None]
    if not shares:
        found = world.facts("pledge", state)
        return found if isinstance(found, Unknown) else Unknown(f"no pledge of a share of GDP by {name_of(state)} is listed by this day")  # fmt: skip
    history = world.series("military_spending", state, unit=_UNIT)
    paths = {fact.id: measures.pledge_path(world, fact) for fact in made}
    ways = [way for fact in shares for way in _ways(fact, paths[fact.id])]
    points = [_point(fact, number, world.as_of) for number, fact in enumerate(reversed(shares), 1)]
    rows = [
        *(_year(fact) for fact in history),
        *(_pledge(fact, paths[fact.id], world.as_of) for fact in reversed(made)),
    ]
    return chart(
        world, [_view([_known(fact) for fact in history], points, ways), block([point["line"] for point in points], WIDTH, indent=_INDENT)], title=f"Pledges of {name_of(state)}: the way to a share of GDP",
        alt=_alt(state, history, shares, paths, world.as_of), table=Table(COLUMNS, tuple(rows)),
        facts=[*history, *made], sources=sources, methods=("pledge_path",), indent=_INDENT,
        caveat="Shares are SIPRI's; a pledge may count by another definition, so the way is not the state's own plan. Dashed: the"
        " same growth each year to the deadline. Dotted: on as in the last five years.",
    )  # fmt: skip


def _known(fact: Fact) -> dict[str, Any]:
    return {"x": fact.day.year, "y": fact.value, "says": f"{say(fact.value or 0.0, _UNIT)}, {fact.day.year}"}


def _place(day: date) -> float:
    """Give a day's place on an axis where a year's figure stands at its own number."""
    return round(day.year + (day.timetuple().tm_yday - 183) / 366, 3)


def _deadline(fact: Fact) -> date | None:
    from latticework.model.period import last_day, parse_day

    text = fact.detail.get("deadline", "")
    return last_day(*parse_day(text)) if text else None


def _ways(fact: Fact, path: Reading | Unknown) -> list[dict[str, Any]]:
    """Give the points of the way that is needed, and of the trend, from now to the deadline."""
    if isinstance(path, Unknown):
        return []
    now, trend, deadline = path.detail["now"], path.detail["trend"], path.detail["deadline"]
    assert isinstance(now, Fact)
    assert isinstance(deadline, date)
    assert now.value is not None
    years = deadline.year - now.day.year
    ends = [("needed", fact.value), *([("trend", trend)] if isinstance(trend, float) else [])]
    return [
        {"pledge": fact.id, "way": way, "x": now.day.year + step, "y": now.value * (end / now.value) ** (step / years)}
        for way, end in ends if end is not None
        for step in range(years + 1)
    ]  # fmt: skip


def _point(fact: Fact, number: int, as_of: date) -> dict[str, Any]:
    deadline = _deadline(fact)
    least = fact.detail.get("comparator", "").replace("_", " ").replace("exactly", "")
    what = f"{least} {say(fact.value or 0.0, _UNIT)} {fact.detail['numerator'].replace('_', ' ')}".strip()
    until = f" by {fact.detail['deadline']}" if deadline else ", no deadline"
    return {
        "n": str(number), "x": deadline.year if deadline else None, "y": fact.value, "at": _place(fact.day), "what": what,
        "stood": outcome(fact, as_of), "title": fact.title,
        "line": cut(f"{number}  {iso(fact.day, fact.period.precision)}: {what}{until} - {outcome(fact, as_of)}. {fact.title}", 125),
    }  # fmt: skip


def _view(history: list[dict[str, Any]], points: list[dict[str, Any]], ways: list[dict[str, Any]]) -> Spec:
    x: Spec = {"field": "x", "type": "quantitative", "scale": {"zero": False, "nice": False, "padding": 14}, "axis": {"format": "d", "title": None, "tickMinStep": 1, "grid": False}}  # fmt: skip
    y: Spec = {"field": "y", "type": "quantitative", "scale": {"zero": True}, "axis": {"title": None, "labelExpr": "datum.label + '%'", "tickCount": 6, "minExtent": _INDENT, "maxExtent": _INDENT}}  # fmt: skip
    way: Spec = {
        "field": "way",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": ["needed", "trend"], "range": [[7, 4], [1, 3]]},
    }
    aimed = [{"filter": "isValid(datum.x)"}]
    return {
        "width": WIDTH, "height": 280,
        "layer": [
            {"data": values(history), "mark": {"type": "line", "color": ink("first"), "strokeWidth": 2.2, "point": {"color": ink("first"), "size": 26}},
             "encoding": {"x": x, "y": y, "tooltip": [{"field": "says", "type": "nominal"}]}},
            {"data": values(ways), "mark": {"type": "line", "color": ink("second"), "strokeWidth": 1.6},
             "encoding": {"x": x, "y": y, "strokeDash": way, "detail": {"field": "pledge"}}},
            {"data": values(points), "transform": aimed, "mark": {"type": "point", "color": ink("second"), "shape": "diamond", "size": 110},
             "encoding": {"x": x, "y": y, "tooltip": [{"field": "line", "type": "nominal"}]}},
            {"data": values(points), "transform": aimed, "mark": {"type": "text", "color": ink("ink"), "fontWeight": "bold", "dy": -14},
             "encoding": {"x": x, "y": y, "text": {"field": "n"}}},
        ],
    }  # fmt: skip


def _year(fact: Fact) -> tuple[Cell, ...]:
    return ("share", str(fact.day.year), fact.value, None, None, None, "", fact.id)


def _pledge(fact: Fact, path: Reading | Unknown, as_of: date) -> tuple[Cell, ...]:
    known = isinstance(path, Reading)
    trend = path.detail["trend"] if isinstance(path, Reading) else None
    return (
        f"pledge: {fact.title}", iso(fact.day, fact.period.precision), None,
        say(fact.value, fact.unit) if fact.value is not None else None, path.value if isinstance(path, Reading) else None,
        trend if isinstance(trend, float) else None, outcome(fact, as_of), "" if known else f"no path: {path.because}" if isinstance(path, Unknown) else "",
    )  # fmt: skip


def _alt(
    state: str, history: list[Fact], shares: list[Fact], paths: Mapping[str, Reading | Unknown], as_of: date
) -> str:
    past = f"A line of the share of GDP {name_of(state)} spent on its forces" + (
        f", {say(history[0].value or 0.0, _UNIT)} in {history[0].day.year} and {say(history[-1].value or 0.0, _UNIT)} in {history[-1].day.year}"
        if history else ", which is unknown"
    )  # fmt: skip
    told = []
    for fact in reversed(shares):
        path = paths[fact.id]
        needs = f", which needs growth of {path.value:.1f} percent a year" if isinstance(path, Reading) else ""
        told.append(
            f"{say(fact.value or 0.0, _UNIT)} by {fact.detail.get('deadline') or 'no deadline'} ({outcome(fact, as_of)}){needs}"
        )
    return f"{past}; pledges as points: {'; '.join(told)}."
