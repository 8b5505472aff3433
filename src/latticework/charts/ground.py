"""What maps stand on: land, disputed borders and capitals in layers, projections, and names that do not lie on each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import asin, cos, hypot, pi, radians, sin, sqrt
from typing import Any

from geographiclib.geodesic import Geodesic

from latticework.charts.chart import Spec, values
from latticework.charts.look import ink
from latticework.charts.shapes import in_dispute, land, lines
from latticework.model.grouping import name_of
from latticework.model.state import states
from latticework.views.world import World

WIDE, HIGH = 900, 450

SCALE = 163.0
"""The scale at which the whole world just fits the picture in the equal-earth projection."""

BORDERS = "Borders are today's, whatever the day, and show who holds the land, not who has a right to it; dashed borders are disputed, or armistice lines."  # fmt: skip

LETTER = 5.7
"""Mean width of a letter of a name, in pixels."""

_EARTH_KM = 6371.0

AT: Spec = {
    "longitude": {"field": "lon", "type": "quantitative"},
    "latitude": {"field": "lat", "type": "quantitative"},
}

HALO: Spec = {"fill": ink("paper"), "stroke": ink("paper"), "strokeWidth": 2.5, "strokeOpacity": 0.8}

_SIDES: dict[str, Spec] = {
    "right": {"align": "left", "baseline": "middle", "dx": 6},
    "left": {"align": "right", "baseline": "middle", "dx": -6},
    "above": {"align": "center", "baseline": "bottom", "dy": -5},
    "below": {"align": "center", "baseline": "top", "dy": 5},
}


def shapes_of(world: World, own: set[str], tied: set[str]) -> dict[str, list[Spec]]:
    """Give the land as data sets, once for all views: land, what the partners hold, what the state holds, what is in dispute."""
    dispute = in_dispute(world.as_of)
    parts: dict[str, list[Spec]] = {
        "land": [],
        "tied": [],
        "soft": [],
        "disputed": [],
        "lines": list(lines(world.as_of)),
    }
    for code, owner, feature in land(world.as_of):
        name = "disputed" if code in dispute else "soft" if owner in own else "tied" if owner in tied else "land"
        parts[name].append(feature)
    return parts


def ground(shapes: Mapping[str, list[Spec]]) -> list[Spec]:
    """Give the earth in layers: water, land, and dashed lines."""
    layers: list[Spec] = [{"data": {"sphere": True}, "mark": _area("water")}]
    layers += [
        {"data": {"name": name}, "mark": _area(name)} for name, found in shapes.items() if found and name != "lines"
    ]
    tip = [{"field": f"properties.{name}", "type": "nominal", "title": name} for name in ("name", "says")]
    if shapes["lines"]:
        layers.append({"data": {"name": "lines"}, "mark": line("ink", 1.1, [3, 2]), "encoding": {"tooltip": tip}})
    return layers


def _area(colour: str) -> Spec:
    edge = "grid" if colour == "water" else "water"
    return {"type": "geoshape", "fill": ink(colour), "stroke": ink(edge), "strokeWidth": 0.6}


def line(colour: str, width: float, dash: Sequence[int] = (1, 0)) -> Spec:
    """Give the mark of a line on the earth, without any fill."""
    return {"type": "geoshape", "filled": False, "fill": None, "stroke": ink(colour), "strokeWidth": width, "strokeDash": list(dash)}  # fmt: skip


def capitals(world: World) -> list[Spec]:
    """Give a dot for every state of the day: many are too small to have a shape."""
    dots = [
        {"name": name_of(code), "capital": capital.name, "lon": capital.lon, "lat": capital.lat}
        for code, state in states().items()
        if state.existed(world.as_of) and (capital := state.capital(world.as_of))
    ]
    tip = [{"field": name, "type": "nominal"} for name in ("name", "capital")]
    return [{"data": values(dots), "mark": {"type": "circle", "color": ink("soft"), "size": 5, "opacity": 1}, "encoding": {**AT, "tooltip": tip}}]  # fmt: skip


def placed(
    spots: Sequence[dict[str, Any]], where: Callable[[float, float], tuple[float, float]], size: tuple[float, float]
) -> list[dict[str, Any]]:
    """Say on which side of its dot each name stands so that no two lie on each other; none where there is no room.

    `where` gives the place of a point on the picture. Names are placed in the order given, dots are kept free first.
    """
    taken = [(x - 3, y - 3, x + 3, y + 3) for spot in spots for x, y in (where(spot["lon"], spot["lat"]),)]
    made = []
    for number, spot in enumerate(spots):
        x, y = where(spot["lon"], spot["lat"])
        long = LETTER * len(spot["name"]) + 2
        boxes = {
            "right": (x + 5, y - 6, x + 5 + long, y + 6), "left": (x - 5 - long, y - 6, x - 5, y + 6),
            "above": (x - long / 2, y - 17, x + long / 2, y - 5), "below": (x - long / 2, y + 5, x + long / 2, y + 17),
        }  # fmt: skip
        side = ""
        for name, box in boxes.items():
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= size[0] and box[3] <= size[1]
            others = (other for place, other in enumerate(taken) if place != number)
            if inside and all(apart(box, other) for other in others):
                taken.append(box)
                side = name
                break
        made.append({**spot, "side": side})
    return made


def apart(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two boxes, each left, top, right, bottom, do not touch."""
    return one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


def named(spots: list[dict[str, Any]]) -> list[Spec]:
    """Give dots, the own one larger, and names on the sides that `placed` chose, readable over lines."""
    dots: Spec = {
        "data": values(spots), "mark": {"type": "point", "filled": True, "fill": ink("paper"), "stroke": ink("ink"), "strokeWidth": 1.1, "opacity": 1},
        "encoding": {**AT, "size": {"condition": {"test": "datum.own", "value": 70}, "value": 20}, "tooltip": [{"field": "name", "type": "nominal"}]},
    }  # fmt: skip
    layers = [dots]
    for side, place in _SIDES.items():
        mine = [spot for spot in spots if spot["side"] == side]
        if mine:
            text = {"type": "text", "fontSize": 10.5, **place}
            for dress in (HALO, {"color": ink("ink")}):
                layers.append(
                    {"data": values(mine), "mark": {**text, **dress}, "encoding": {**AT, "text": {"field": "name"}}}
                )
    return layers


def equal_earth(lon: float, lat: float, centre: float) -> tuple[float, float]:
    """Give the place of a point on the picture (Šavrič, Patterson, Jenny 2018), so that names can be kept apart.

    >>> equal_earth(139.75, 0, 139.75)
    (450.0, 225.0)
    """
    turned = radians((lon - centre + 180) % 360 - 180)
    t = asin(sqrt(3) / 2 * sin(radians(lat)))
    a, b, c, d = 1.340264, -0.081106, 0.000893, 0.003796
    x = turned * cos(t) / (sqrt(3) / 2 * (a + 3 * b * t**2 + t**6 * (7 * c + 9 * d * t**2)))
    y = t * (a + b * t**2 + t**6 * (c + d * t**2))
    return WIDE / 2 + SCALE * x, HIGH / 2 - SCALE * y


def centred(lat: float, lon: float, per_km: float, wide: float, high: float) -> Spec:
    """Give the projection in which all distances from one place are true."""
    reach = hypot(wide, high) / 2 / per_km / _EARTH_KM * 180 / pi
    return {
        "type": "azimuthalEquidistant", "rotate": [-lon, -lat, 0], "scale": per_km * _EARTH_KM, "translate": [wide / 2, high / 2],
        "clipAngle": min(179.9, reach * 1.02),
    }  # fmt: skip


def plane(
    lat: float, lon: float, per_km: float, wide: float, high: float
) -> Callable[[float, float], tuple[float, float]]:
    """Give the function that says where a point lies in that projection."""

    def where(x: float, y: float) -> tuple[float, float]:
        line = Geodesic.WGS84.Inverse(lat, lon, y, x)
        way, far = radians(line["azi1"]), line["s12"] / 1000 * per_km
        return wide / 2 + far * sin(way), high / 2 - far * cos(way)

    return where


def clipped(layers: Sequence[Spec]) -> list[Spec]:
    """Cut the layers at the edge of the picture."""
    return [{**layer, "mark": {**layer["mark"], "clip": True}} for layer in layers]
