"""The map of reach: rings around a launch site at the published ranges of weapons, and the cities within."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from math import cos, radians, sin
from typing import Any

from geographiclib.geodesic import Geodesic

from latticework import measures
from latticework.charts.chart import Cell, Chart, Spec, Table, block, chart, values
from latticework.charts.ground import (
    AT,
    BORDERS,
    HALO,
    LETTER,
    apart,
    centred,
    clipped,
    ground,
    line,
    named,
    placed,
    plane,
    shapes_of,
)
from latticework.charts.look import ink
from latticework.errors import UsageError
from latticework.measures.space import great_circle
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.reading import Reading, Unknown, unique
from latticework.model.source import Source
from latticework.views.world import World

_SIDE = 640


def reach_map(
    world: World, state: str, *, weapon: str | None = None, site: str | None = None, target: str | None = None,
    sources: Mapping[str, Source] | None = None,
) -> Chart | Unknown:  # fmt: skip
    """Draw how far a state's weapons reach from one site, as rings around it on a map where all distances from it are true.

    Each weapon has a ring at its highest published range, and a dashed one at the lowest where they differ. Cities of
    `target`, or of every state, are marked within the highest ring or not. Without `site`, the state's first missile site.
    Unknown when no weapon or no site is listed by the day.
    """
    weapons = [
        fact for fact in world.seen("weapon_range", state)
        if fact.period.surely_since <= world.as_of and (fact.period.end is None or world.as_of < fact.period.end)
        and (weapon is None or weapon.lower() in f"{fact.title};{fact.detail.get('aliases', '')}".lower())
    ]  # fmt: skip
    if not weapons:
        looked = world.looked("weapon_range", state)
        return Unknown(f"no weapon of {name_of(state)} is listed by this day" if looked else "no source here looked")
    everywhere = world.seen("launch_site")
    own = [
        f
        for f in everywhere
        if (site.lower() in f.title.lower() if site else state in f.about and f.detail.get("site_kind") == "missile")
    ]
    if not own:
        raise UsageError(f"no launch site here for {name_of(state)}{f' is called {site!r}' if site else ''}", next_step="see `latticework facts --kind launch_site`, or name one with --site")  # fmt: skip
    places = [f for f in everywhere if f.detail.get("site_kind") == "city" and (target is None or target in f.about)]
    start = min(own, key=lambda fact: (_nearest(fact, places) if target else 0.0, fact.title, fact.id))
    rings = sorted(_rings(weapons), key=lambda ring: (ring["km"], ring["end"]))
    reached = [_place(arm, start, place) for place in places for arm in weapons]
    table = [row for row in reached if row is not None]
    farthest = min(max(r["km"] for r in rings) * 1.05, 20015.0)
    if target and places:
        farthest = min(farthest, 1.35 * max(_between(start, place) for place in places))
    shapes = shapes_of(world, set(), {state})
    listed = textwrap.wrap("; ".join(f"{r['km']:,.0f} km {r['weapon']}" for r in rings if r["end"] == "highest"), 112)
    more = (
        f" Other sites of {name_of(state)}: {', '.join(f.title for f in own if f is not start)}."
        if len(own) > 1
        else ""
    )
    return chart(
        world, [_reach_view(shapes, start, rings, places, farthest), block(listed, _SIDE)],
        title=f"Reach of {name_of(state)} from {start.title}", alt=_reach_alt(state, start, rings),
        table=Table(("weapon", "from", "to", "km", "lowest range km", "highest range km", "within"), tuple(table)),
        facts=unique([*weapons, start, *places]), sources=sources, methods=("reach",), width=_SIDE, datasets=shapes,
        caveat=f"Solid: highest published range; dashed: lowest, where estimates differ. Distances from the site are true; others are not. {BORDERS}{more}",
    )  # fmt: skip


def _between(one: Fact, other: Fact) -> float:
    return great_circle(
        float(one.detail["lat"]), float(one.detail["lon"]), float(other.detail["lat"]), float(other.detail["lon"])
    )


def _nearest(site: Fact, places: Sequence[Fact]) -> float:
    return min((_between(site, place) for place in places), default=0.0)


def ring(lat: float, lon: float, km: float) -> list[list[float]]:
    """Give the points at one distance from a place, all around it; closed, three degrees apart."""
    points = (Geodesic.WGS84.Direct(lat, lon, way, km * 1000) for way in range(0, 363, 3))
    return [[round(point["lon2"], 2), round(point["lat2"], 2)] for point in points]


def _rings(weapons: Iterable[Fact]) -> list[dict[str, Any]]:
    """Give each distinct range once, with the weapons that have it."""
    spans: dict[tuple[float, str], list[str]] = {}
    for fact in weapons:
        low, high = float(fact.detail["range_min"]), float(fact.detail["range_max"])
        spans.setdefault((high, "highest"), []).append(fact.title)
        if low != high:
            spans.setdefault((low, "lowest"), []).append(fact.title)
    return [{"km": km, "end": end, "weapon": ", ".join(sorted(set(names)))} for (km, end), names in spans.items()]


def _reach_view(
    shapes: Mapping[str, list[Spec]], start: Fact, rings: list[dict[str, Any]], places: Sequence[Fact], farthest: float
) -> Spec:  # fmt: skip
    lat, lon, per_km = float(start.detail["lat"]), float(start.detail["lon"]), _SIDE / 2 / farthest
    circles = [
        {"type": "Feature", "geometry": {"type": "LineString", "coordinates": ring(lat, lon, r["km"])},
         "properties": {"says": f"{r['weapon']}: {r['end']} {r['km']:,.0f} km", "end": r["end"]}}
        for r in rings if r["km"] < min(20015.0, farthest * 1.42)
    ]  # fmt: skip
    inside = sorted(
        (f for f in places if _between(start, f) < farthest * 1.4), key=lambda f: (_between(start, f), f.title)
    )
    cities = [
        {"name": f.title, "lon": float(f.detail["lon"]), "lat": float(f.detail["lat"]), "own": False} for f in inside
    ]
    site = {"name": start.title, "lon": lon, "lat": lat, "own": True}
    spots = placed([site, *cities], plane(lat, lon, per_km, _SIDE, _SIDE), (_SIDE, _SIDE))
    dash: Spec = {
        "field": "properties.end",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": ["highest", "lowest"], "range": [[1, 0], [5, 4]]},
    }
    tip = [{"field": "properties.says", "type": "nominal", "title": "range"}]
    layers = [
        *ground(shapes),
        {"data": {"values": circles}, "mark": line("second", 1.4), "encoding": {"strokeDash": dash, "tooltip": tip}},
        *_ring_names(lat, lon, [r for r in rings if r["end"] == "highest"], per_km, spots),
        *named(spots),
    ]  # fmt: skip
    return {
        "width": _SIDE,
        "height": _SIDE,
        "projection": centred(lat, lon, per_km, _SIDE, _SIDE),
        "layer": clipped(layers),
    }


def _ring_names(
    lat: float, lon: float, rings: list[dict[str, Any]], per_km: float, spots: list[dict[str, Any]]
) -> list[Spec]:
    """Write each ring's range on it, at the first bearing where it lies on nothing else; none where there is no room."""
    where = plane(lat, lon, per_km, _SIDE, _SIDE)
    taken = [
        (x - 4, y - 8, x + 4 + LETTER * len(s["name"]) * bool(s["side"]), y + 8)
        for s in spots
        for x, y in (where(s["lon"], s["lat"]),)
    ]
    rows = []
    for r in reversed(rings):
        text = f"{r['km']:,.0f} km"
        for way in range(20, 380, 15):
            far, long = r["km"] * per_km, 3.2 * len(text)
            x, y = _SIDE / 2 + far * sin(radians(way)), _SIDE / 2 - far * cos(radians(way))
            box = (x - long, y - 7, x + long, y + 7)
            if (
                far > 12
                and box[0] > 0
                and box[2] < _SIDE
                and box[1] > 0
                and box[3] < _SIDE
                and all(apart(box, b) for b in taken)
            ):
                taken.append(box)
                point = Geodesic.WGS84.Direct(lat, lon, way, r["km"] * 1000)
                rows.append({"name": text, "lon": round(point["lon2"], 3), "lat": round(point["lat2"], 3)})
                break
    if not rows:
        return []
    mark = {"type": "text", "fontSize": 10.5, "fontWeight": "bold"}
    encoding = {**AT, "text": {"field": "name"}}
    return [
        {"data": values(rows), "mark": {**mark, **dress}, "encoding": encoding}
        for dress in (HALO, {"color": ink("second")})
    ]


def _place(arm: Fact, start: Fact, place: Fact) -> tuple[Cell, ...] | None:
    found = measures.reach(arm, start, place)
    if not isinstance(found, Reading):
        return None
    low, high = (part.value for part in found.parts)
    assert not isinstance(low, Unknown)
    assert not isinstance(high, Unknown)
    return (arm.title, start.title, place.title, round(found.value), low, high, str(found.detail["within"]))


def _reach_alt(state: str, start: Fact, rings: list[dict[str, Any]]) -> str:
    told = "; ".join(f"{r['weapon']} {r['km']:,.0f} km" for r in rings if r["end"] == "highest")
    return f"Map centred on {start.title} with a ring for each highest published range of the weapons of {name_of(state)}: {told}."
