"""The earth as plain paths: land turned to a meridian, and great circles, for a page that draws and colours them itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from math import acos, atan2, cos, degrees, pi, radians, sin, sqrt

from latticework.charts.ground import HIGH, WIDE, equal_earth
from latticework.charts.shapes import disputed, in_dispute, land, lines

Point = tuple[float, float]
EDGE = 179.99
"""The map's edge in degrees from its meridian, just short of the half turn, which would be both edges at once."""

STEPS = 24
"""So many pieces make a great circle."""


def turned(lon: float, centre: float) -> float:
    """Give a longitude as seen from a meridian, from -180 up to 180."""
    return (lon - centre + 180) % 360 - 180


def era(day: date) -> date:
    """Give the first day since which the lines in dispute are those of a day: maps of one era are the same."""
    return max((one.since for one in disputed() if one.since <= day), default=date(1816, 1, 1))


@lru_cache(maxsize=64)
def land_svg(centre: int, day: date) -> str:
    """Draw today's land, areas in dispute and disputed lines, turned to a meridian, as an SVG of three symbols without colour."""
    dispute = in_dispute(day)
    plain: list[str] = []
    areas: list[str] = []
    for code, _, feature in land(day):
        rings = [ring for polygon in feature["geometry"]["coordinates"] for ring in polygon]
        (areas if code in dispute else plain).extend(_ring(ring, centre) for ring in rings)
    dashed = [_line(part, centre) for one in lines(day) for part in one["geometry"]["coordinates"]]
    found = {"land": plain, "areas": areas, "lines": dashed}
    paths = "".join(f'<path id="{name}" d="{"".join(parts)}"/>' for name, parts in found.items())
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}"><defs>{paths}</defs></svg>'


def outline() -> str:
    """Draw the edge of the map as a path."""
    east = [equal_earth(EDGE, lat, 0) for lat in range(-90, 91, 5)]
    west = [(WIDE - x, y) for x, y in reversed(east)]
    return _path([*east, *west], closed=True)


@lru_cache(maxsize=4096)
def great_circle(start: Point, end: Point, centre: int) -> str:
    """Draw the shortest way between two points (longitude, latitude) as a path, cut where it leaves the map's edge."""
    ways = _way(start, end)
    parts: list[list[Point]] = [[]]
    last: float | None = None
    for lon, lat in ways:
        seen = turned(lon, centre)
        if last is not None and abs(seen - last) > 180:
            parts.append([])
        parts[-1].append(equal_earth(seen, lat, 0))
        last = seen
    return "".join(_path(part) for part in parts if len(part) > 1)


def _way(start: Point, end: Point) -> list[Point]:
    one, other = _unit(start), _unit(end)
    between = acos(max(-1.0, min(1.0, sum(a * b for a, b in zip(one, other, strict=True)))))
    if between < 1e-6 or pi - between < 1e-6:
        return [start, end]
    found = []
    for step in range(STEPS + 1):
        share = step / STEPS
        a, b = sin((1 - share) * between) / sin(between), sin(share * between) / sin(between)
        x, y, z = (a * p + b * q for p, q in zip(one, other, strict=True))
        found.append((degrees(atan2(y, x)), degrees(atan2(z, sqrt(x * x + y * y)))))
    return found


def _unit(point: Point) -> tuple[float, float, float]:
    lon, lat = radians(point[0]), radians(point[1])
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def _ring(ring: Sequence[Sequence[float]], centre: int) -> str:
    """Draw a ring; one that crosses the map's edge is cut there and goes on at the other side."""
    points: list[Point] = []
    for lon, lat in ring:
        seen = turned(lon, centre)
        while points and seen - points[-1][0] > 180:
            seen -= 360
        while points and points[-1][0] - seen > 180:
            seen += 360
        points.append((seen, lat))
    low, high = min(x for x, _ in points), max(x for x, _ in points)
    made = []
    for shift in (-360, 0, 360):
        if low + shift < EDGE and high + shift > -EDGE:
            part = _clip(_clip([(x + shift, y) for x, y in points], -EDGE, above=True), EDGE, above=False)
            if len(part) > 2:
                made.append(_path([equal_earth(x, y, 0) for x, y in part], closed=True))
    return "".join(made)


def _clip(points: Sequence[Point], edge: float, *, above: bool) -> list[Point]:
    """Keep the part of a ring on one side of a meridian."""
    found: list[Point] = []
    for (x0, y0), (x1, y1) in zip([points[-1], *points[:-1]], points, strict=True) if points else ():
        inside, was = (x1 >= edge) == above or x1 == edge, (x0 >= edge) == above or x0 == edge
        if inside != was and x0 != x1:
            found.append((edge, y0 + (y1 - y0) * (edge - x0) / (x1 - x0)))
        if inside:
            found.append((x1, y1))
    return found


def _line(points: Sequence[Sequence[float]], centre: int) -> str:
    seen = [(turned(lon, centre), lat) for lon, lat in points]
    if max(x for x, _ in seen) - min(x for x, _ in seen) > 180:
        return ""
    return _path([equal_earth(x, y, 0) for x, y in seen])


def _path(points: Iterable[Point], *, closed: bool = False) -> str:
    """Write points as a path, to a tenth of a pixel, each move relative to the last."""
    made, at = "", (0, 0)
    for number, (x, y) in enumerate(points):
        here = (round(x * 10), round(y * 10))
        if number == 0:
            made += f"M{here[0] / 10:g} {here[1] / 10:g}"
        elif here != at:
            made += f"l{(here[0] - at[0]) / 10:g} {(here[1] - at[1]) / 10:g}"
        at = here
    return made + ("z" if closed else "")
