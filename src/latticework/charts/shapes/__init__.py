"""The land of the map: small shapes of today's states, areas in dispute and disputed lines, made by tools/make_shapes.py."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from latticework.model.period import parse_day
from latticework.model.state import is_state
from latticework.model.tables import read_csv

Feature = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Disputed:
    """A line or area one holds and another claims, since a day; `before` is the state whose land the area was till then."""

    key: str
    name: str
    area: str
    since: date
    before: str
    says: str


@cache
def disputed() -> tuple[Disputed, ...]:
    """Give the disputed lines and areas that are large enough to be drawn, in the order of the table."""
    return tuple(
        Disputed(row["key"], row["name"], row["area"], parse_day(row["from"])[0], row["before"], row["says"])
        for row in read_csv("latticework.charts", "disputed.csv")
    )


def land(day: date) -> Iterator[tuple[str, str, Feature]]:
    """Go through the shapes: id, the state whose land it is on the day (empty in dispute or without a state), and GeoJSON."""
    areas = {one.area: one for one in disputed() if one.area}
    for code, polygons in _world()["shapes"].items():
        one = areas.get(code)
        owner = code if is_state(code) else ""
        if one is not None:
            owner = "" if one.since <= day else one.before
        shape = {"type": "MultiPolygon", "coordinates": [[_points(ring) for ring in polygon] for polygon in polygons]}
        yield code, owner, {"type": "Feature", "id": code, "properties": {"id": code}, "geometry": shape}


def in_dispute(day: date) -> frozenset[str]:
    """Give the ids of the shapes that were in dispute on the day."""
    return frozenset(one.area for one in disputed() if one.area and one.since <= day)


def lines(day: date) -> Iterator[Feature]:
    """Go through the disputed lines of the day as GeoJSON, each with its name and what is in dispute."""
    for one in disputed():
        found = _world()["lines"].get(one.key, [])
        if found and one.since <= day:
            shape = {"type": "MultiLineString", "coordinates": [_points(line) for line in found]}
            yield {"type": "Feature", "properties": {"name": one.name, "says": one.says}, "geometry": shape}


@cache
def _world() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files(__name__).joinpath("world.json").read_text(encoding="utf-8"))
    return found


def _points(flat: list[float]) -> list[list[float]]:
    return [[flat[i], flat[i + 1]] for i in range(0, len(flat), 2)]
