"""Rows as places: GeoJSON features at capitals, launch sites and targets. A row without a place has none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from latticework.doors.http.answer import Answer
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.period import as_day
from latticework.model.state import find_state, states

Row = dict[str, Any]
Point = tuple[float, float]


def features(answer: Answer) -> list[dict[str, Any]]:
    """Give each row of an answer as a feature; lines run from the state asked about to the others."""
    assert answer.sheet is not None
    rows = [dict(zip(answer.sheet.columns, row, strict=True)) for row in answer.sheet.rows]
    geometry = _GEOMETRY[answer.verb.name](answer)
    return [{"type": "Feature", "properties": row, "geometry": geometry(row)} for row in rows]


def _ties(answer: Answer) -> Callable[[Row], Any]:
    day = as_day(answer.as_of) if answer.as_of else date.today()
    home = find_state(answer.options["state"], on=day).code
    by_id = {fact.id[:10]: fact for fact in answer.facts}

    def geometry(row: Row) -> Any:
        fact = by_id.get(str(row.get("fact", "")))
        start = _capital(home, day)
        ends = [_capital(code, day) for code in fact.about.parties if code != home] if fact else []
        lines = [[list(start), list(end)] for end in ends if start and end]
        return {"type": "MultiLineString", "coordinates": lines} if lines else None

    return geometry


def _threats(answer: Answer) -> Callable[[Row], Any]:
    day = as_day(answer.as_of) if answer.as_of else date.today()
    codes = {name_of(code): code for code in states()}

    def geometry(row: Row) -> Any:
        code = codes.get(str(row.get("state", "")))
        return _point(_capital(code, day)) if code else None

    return geometry


def _reach(answer: Answer) -> Callable[[Row], Any]:
    sites = {fact.title: _site(fact) for fact in answer.facts if fact.kind == "launch_site"}

    def geometry(row: Row) -> Any:
        start, end = sites.get(str(row.get("from", ""))), sites.get(str(row.get("to", "")))
        return {"type": "LineString", "coordinates": [list(start), list(end)]} if start and end else None

    return geometry


def _site(fact: Fact) -> Point | None:
    if "lat" not in fact.detail or "lon" not in fact.detail:
        return None
    return float(fact.detail["lon"]), float(fact.detail["lat"])


def _capital(code: str, day: date) -> Point | None:
    state = states().get(code)
    found = state.capital(day) if state else None
    return (found.lon, found.lat) if found else None


def _point(point: Point | None) -> Any:
    return {"type": "Point", "coordinates": list(point)} if point else None


_GEOMETRY = {"ties": _ties, "threats": _threats, "reach": _reach}
