"""The map of ties: great-circle arcs between capitals by kind and status, and the neighbourhood of a state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from latticework.charts.chart import Cell, Chart, Spec, Table, chart
from latticework.charts.ground import (
    BORDERS,
    HIGH,
    SCALE,
    WIDE,
    capitals,
    centred,
    clipped,
    equal_earth,
    ground,
    named,
    placed,
    plane,
    shapes_of,
)
from latticework.charts.look import group_of, groups, status_label
from latticework.charts.shapes import disputed
from latticework.measures.space import great_circle
from latticework.model.brief import counted
from latticework.model.grouping import name_of
from latticework.model.kind import find_kind
from latticework.model.reading import Unknown
from latticework.model.source import Source
from latticework.model.state import Capital, is_state, states
from latticework.views.ties import Tie, Ties, rung
from latticework.views.world import World

_COLUMNS = ("partner", "ties", "deepest tie", "kind", "status", "since", "all kinds", "fact")

_NEAR_KM, _NEAR_LEAST, _NEAR_HIGH = 3000.0, 8, 430
"""With so many partners so near, a second map shows the neighbourhood; its height in pixels."""


@dataclass(frozen=True, slots=True)
class Partner:
    """One state another is tied to on a day: the ties, deepest first, and the capital they are drawn to."""

    code: str
    ties: tuple[Tie, ...]
    capital: Capital

    @property
    def deepest(self) -> Tie:
        """The tie that gives the arc its sign."""
        return self.ties[0]


def ties_map(
    world: World, state: str, *, kind: str | None = None, sources: Mapping[str, Source] | None = None
) -> Chart | Unknown:
    """Draw what ties a state to every other on the day: one arc a partner, by its deepest tie and that tie's status.

    Ties that have ended are left out; pacts through groupings are in. Width and colour tell the group of kinds, the dash
    whether the tie is in force. Unknown when the state had no capital on the day, or no source looked and no tie is known.
    """
    home = states()[state].capital(world.as_of)
    if home is None:
        return Unknown(f"no capital of {name_of(state)} is known for this day")
    found = partners(world, state, kind=kind)
    if not found:
        looked = world.looked("defence_cooperation", state)
        return Unknown(f"sources looked and found no tie of {name_of(state)}" if looked else f"no source here looked at the ties of {name_of(state)} on this day")  # fmt: skip
    near = [p for p in found if _far(home, p) <= _NEAR_KM]
    near = near if len(near) >= _NEAR_LEAST else []
    shapes = shapes_of(world, {state}, {p.code for p in found})
    names = ", ".join(one.name for one in disputed() if one.since <= world.as_of)
    return chart(
        world, [_world_view(world, state, found, near, home, shapes), *([_near_view(world, state, near, home, shapes)] if near else [])],
        title=f"Ties of {name_of(state)} with {_states(len(found))}", alt=alt(state, found), table=Table(_COLUMNS, tuple(map(_row, found))),
        facts=[fact for p in found for tie in p.ties for fact in tie.steps], sources=sources, width=WIDE, datasets=shapes,
        caveat="One line a partner: the deepest tie known; all are in the table. Dashed arc: not in force on the day. Sources are a"
        f" selection of agreements. {BORDERS} ({names}.) Front lines are not drawn. Shapes: Natural Earth 1:110m, changed.",
    )  # fmt: skip


def partners(world: World, state: str, *, kind: str | None = None, ties: Ties | None = None) -> list[Partner]:
    """Give the states that had a standing tie with a state on the day, deepest first; groupings are no states."""
    table = ties or Ties(world)
    wanted = find_kind(kind).name if kind else None
    others = {party for tie in table.of(state) for party in tie.others(state)}
    others |= {member for key in world.groupings_of(state) for member in table.members(key)} - {state}
    found = []
    for code in sorted(others):
        capital = states()[code].capital(world.as_of) if is_state(code) else None
        mine = [tie for tie in table.between(state, code) if wanted in (None, tie.kind)]
        if mine and capital:
            mine.sort(key=lambda tie: (-rung(tie), tie.status != "in_force", tie.kind, tie.key))
            found.append(Partner(code, tuple(mine), capital))
    return sorted(found, key=lambda p: (-rung(p.deepest), -len(p.ties), name_of(p.code)))


def _arc(home: Capital, partner: Partner) -> dict[str, Any]:
    tie = partner.deepest
    ends = [[home.lon, home.lat], [partner.capital.lon, partner.capital.lat]]
    return {
        "type": "Feature", "geometry": {"type": "LineString", "coordinates": ends},
        "properties": {
            "partner": name_of(partner.code), "group": group_of(rung(tie)), "status": "in force" if tie.status == "in_force" else "not in force",
            "says": f"{tie.title}: {status_label(tie.status)}", "ties": len(partner.ties),
        },
    }  # fmt: skip


def _row(partner: Partner) -> tuple[Cell, ...]:
    tie = partner.deepest
    kinds = ", ".join(dict.fromkeys(find_kind(t.kind).label for t in partner.ties))
    return (name_of(partner.code), len(partner.ties), tie.title, find_kind(tie.kind).label, tie.status.replace("_", " "), str(tie.since.period), kinds, tie.since.id)  # fmt: skip


def _far(home: Capital, partner: Partner) -> float:
    return great_circle(home.lat, home.lon, partner.capital.lat, partner.capital.lon)


def _world_view(
    world: World, state: str, found: list[Partner], near: list[Partner], home: Capital, shapes: Mapping[str, list[Spec]]
) -> Spec:  # fmt: skip
    """Give the map of the world turned to the state; partners that a second map shows are named there."""
    projection = {
        "type": "equalEarth",
        "rotate": [-round(home.lon), 0, 0],
        "scale": SCALE,
        "translate": [WIDE / 2, HIGH / 2],
    }
    far = [p for p in found if p not in near]
    spots = placed(_spots(state, far, home), lambda lon, lat: equal_earth(lon, lat, round(home.lon)), (WIDE, HIGH))
    arcs = _arcs([_arc(home, partner) for partner in reversed(found)], legend=True)
    return {
        "width": WIDE,
        "height": HIGH,
        "projection": projection,
        "layer": [*ground(shapes), *arcs, *capitals(world), *named(spots)],
    }


def _near_view(world: World, state: str, near: list[Partner], home: Capital, shapes: Mapping[str, list[Spec]]) -> Spec:
    """Give the map of the neighbourhood: distances from the capital are true."""
    per_km = _NEAR_HIGH / 2 / _NEAR_KM * 1.12
    where = plane(home.lat, home.lon, per_km, WIDE, _NEAR_HIGH)
    spots = placed(_spots(state, near, home), where, (WIDE, _NEAR_HIGH))
    layers = [
        *ground(shapes),
        *_arcs([_arc(home, p) for p in reversed(near)], legend=False),
        *capitals(world),
        *named(spots),
    ]
    return {
        "width": WIDE, "height": _NEAR_HIGH, "projection": centred(home.lat, home.lon, per_km, WIDE, _NEAR_HIGH), "layer": clipped(layers),
        "title": {"text": f"Near {home.name}", "fontSize": 13, "offset": 6},
    }  # fmt: skip


def _arcs(arcs: list[dict[str, Any]], *, legend: bool) -> list[Spec]:
    told = [name for name in groups() if any(arc["properties"]["group"] == name for arc in arcs)]
    shown = (
        {"title": None, "orient": "top", "symbolType": "stroke", "symbolSize": 500, "columns": 3, "values": told}
        if legend
        else None
    )
    group: Spec = {"field": "properties.group", "type": "ordinal", "sort": list(groups()), "legend": shown}
    status: Spec = {"field": "properties.status", "type": "nominal", "legend": None}
    tip = [{"field": f"properties.{name}", "type": "nominal", "title": name} for name in ("partner", "says", "ties")]
    return [
        {
            "data": {"values": arcs}, "mark": {"type": "geoshape", "filled": False, "fill": None, "opacity": 0.9, "clip": True},
            "encoding": {
                "stroke": {**group, "scale": {"domain": list(groups()), "range": "category"}},
                "strokeWidth": {**group, "scale": {"type": "ordinal", "domain": list(groups()), "range": list(groups().values())}},
                "strokeDash": {**status, "scale": {"domain": ["in force", "not in force"], "range": [[1, 0], [4, 3]]}},
                "tooltip": tip,
            },
        }
    ]  # fmt: skip


def _spots(state: str, found: list[Partner], home: Capital) -> list[dict[str, Any]]:
    """Give a dot for the state and each partner, the state first and the deepest partners before others."""
    spots = [{"name": states()[state].name, "lon": home.lon, "lat": home.lat, "own": True}]
    return spots + [
        {"name": states()[p.code].name, "lon": p.capital.lon, "lat": p.capital.lat, "own": False} for p in found
    ]


def _states(count: int) -> str:
    return f"{count} {counted(count, 'state', 'states')}"


def alt(state: str, found: Sequence[Partner]) -> str:
    """Tell a map of ties in words."""
    count: dict[str, int] = dict.fromkeys(groups(), 0)
    for partner in found:
        count[group_of(rung(partner.deepest))] += 1
    told = "; ".join(f"{name}: {n}" for name, n in count.items() if n)
    first = ", ".join(name_of(p.code) for p in found[:5])
    return f"World map centred on {name_of(state)} with an arc to {'the one state' if len(found) == 1 else f'each of the {len(found)} states'} it is tied to. By the deepest tie, {told}. Deepest: {first}."
