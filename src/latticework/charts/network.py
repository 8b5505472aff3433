"""The network of ties: one state and its partners first; the same as a matrix, and as a sorted table. Never all at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, pi, sin
from typing import Any

from geographiclib.geodesic import Geodesic

from latticework.charts.chart import Cell, Chart, Spec, Table, chart, values
from latticework.charts.look import group_of, groups, ink
from latticework.charts.map import Partner, partners
from latticework.errors import UsageError
from latticework.measures.depth import depth
from latticework.measures.network import SECURITY_KINDS
from latticework.model.brief import counted
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.kind import find_kind
from latticework.model.reading import Reading, Unknown
from latticework.model.source import Source
from latticework.model.state import Capital, states
from latticework.views.ties import Ties, rung
from latticework.views.world import World

MOST = 44
"""How many partners the ego view draws, the deepest first; the table holds all."""
MATRIX = 40
"""How many states a matrix has at most: beyond, its names cannot be read."""
_SIDE, _ROUND, _WIDE = 620, 205.0, 760


def ego(
    world: World, state: str, among: Collection[str] = (), *, ties: Ties | None = None, sources: Mapping[str, Source] | None = None
) -> Chart | Unknown:  # fmt: skip
    """Draw one state in the middle, its partners around it by compass bearing, and faint lines between tied partners.

    Width and colour of a spoke tell the group of its deepest tie, the dash whether that is in force, and the size of the dot the
    depth (`measures.depth`). A faint line joins partners between whom an agreement from cooperation up is in force. `among`
    keeps only these states. Unknown when no tie of the state is known.
    """
    table = ties or Ties(world)
    seen = circle(world, state, among, ties=table)
    if isinstance(seen, Unknown):
        return seen
    found, deep, nodes, chords = seen.partners, seen.depths, seen.nodes, seen.chords
    left = f" Drawn are the {MOST} deepest; {len(found) - MOST} more are in the table." if len(found) > MOST else ""
    who = name_of(state)
    possible = len(nodes) * (len(nodes) - 1) // 2
    return chart(
        world, [_ego_view(state, nodes, chords)], title=f"{who[0].upper()}{who[1:]} and the {len(found)} {counted(len(found), 'state', 'states')} it is tied to", alt=_ego_alt(state, found, deep, len(chords), possible),
        table=Table(("partner", "depth", "ties", "deepest kind", "status", "since", "facts"), tuple(_row(p, deep[p.code]) for p in found)),
        facts=[*(f for r in deep.values() if isinstance(r, Reading) for f in r.evidence()), *(t.since for p in found for t in p.ties)],
        sources=sources, methods=("depth",), width=_WIDE,
        caveat=f"Partners stand in order of compass bearing, north on top. Dot size: depth of the tie, 0 to 45. Dashed: deepest tie not in force. Faint lines:"
        f" {len(chords)} of {possible} pairs of these partners have a security agreement in force that is known here; sources are a selection.{left}",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Circle:
    """A state's partners, deepest first, with the depth of each; the nodes drawn around it, and lines between tied ones."""

    partners: list[Partner]
    depths: dict[str, Reading | Unknown]
    nodes: list[dict[str, Any]]
    chords: list[dict[str, float]]

    def alt(self, state: str) -> str:
        """Tell in words what is seen."""
        possible = len(self.nodes) * (len(self.nodes) - 1) // 2
        return _ego_alt(state, self.partners, self.depths, len(self.chords), possible)


def circle(world: World, state: str, among: Collection[str] = (), *, ties: Ties | None = None) -> Circle | Unknown:
    """Put a state's partners around it by compass bearing, the deepest `MOST` of them; x and y in pixels, north up.

    `among` keeps only these states. Unknown when no tie of the state is known on the day.
    """
    table = ties or Ties(world)
    home = states()[state].capital(world.as_of)
    found = [p for p in partners(world, state, ties=table) if not among or p.code in among]
    if not found or home is None:
        return Unknown(f"no tie of {name_of(state)} with these states is known on this day")
    deep = {p.code: depth(world, state, p.code, table) for p in found}
    found.sort(key=lambda p: (-_number(deep[p.code]), name_of(p.code)))
    drawn = sorted(found[:MOST], key=lambda p: (_bearing(home, p), p.code))
    nodes = [_node(p, place, len(drawn), deep[p.code]) for place, p in enumerate(drawn)]
    at = {node["code"]: node for node in nodes}
    chords = [
        {"x": at[a]["x"], "y": at[a]["y"], "x2": at[b]["x"], "y2": at[b]["y"]}
        for a, b in table.pairs(at, SECURITY_KINDS)
    ]
    return Circle(found, deep, nodes, chords)


def matrix(
    world: World, among: Collection[str], *, hub: str = "", ties: Ties | None = None, sources: Mapping[str, Source] | None = None
) -> Chart | Unknown:  # fmt: skip
    """Draw the depth of the tie of every pair of some states as a matrix, the hub first, then by how deeply tied each is.

    The number stands in its cell; an empty cell is a pair between which sources looked and found nothing, a question mark one
    nobody looked at. Raises UsageError for more states than can be read; Unknown when no depth is known.
    """
    codes = sorted(set(among) | ({hub} if hub else set()))
    if not 2 <= len(codes) <= MATRIX:
        raise UsageError(f"a matrix of {len(codes)} states cannot be read", next_step=f"name from 2 to {MATRIX} states")
    table = ties or Ties(world)
    deep = {pair: depth(world, *pair, table) for pair in combinations(codes, 2)}
    if not any(isinstance(reading, Reading) for reading in deep.values()):
        return Unknown("no depth of these ties is known on this day")
    total = dict.fromkeys(codes, 0.0)
    for pair, reading in deep.items():
        for code in pair:
            total[code] += _number(reading)
    order = sorted(codes, key=lambda code: (code != hub, -total[code], name_of(code)))
    pairs = sorted(deep.items(), key=lambda item: (-_number(item[1]), item[0]))
    top = [f"{name_of(a)} and {name_of(b)} {r.value:.0f}" for (a, b), r in pairs[:3] if isinstance(r, Reading)]
    indent, cell = 130, _cell_size(len(order))
    return chart(
        world, [_matrix_view(order, deep, cell, indent)], title=f"How deeply {len(order)} states are tied to each other",
        alt=f"Matrix of the depth of the tie of each of {len(deep)} pairs of states. Deepest: {'; '.join(top)}.",
        table=Table(("state", "and", "depth", "made of", "facts"), tuple(_pair(pair, reading) for pair, reading in pairs)),
        facts=[f for r in deep.values() if isinstance(r, Reading) for f in r.evidence()], sources=sources, methods=("depth",),
        width=max(420, cell * len(order)), indent=indent,
        caveat="Depth: sum of the rungs reached, from contact 1 to defence pledge 9; at most 45. Empty: sources looked and found nothing. ?: nobody looked."
        " Sources are a selection: a depth is a lower bound.",
    )  # fmt: skip


def _number(reading: Reading | Unknown) -> float:
    return reading.value if isinstance(reading, Reading) else 0.0


def _bearing(home: Capital, partner: Partner) -> float:
    return float(Geodesic.WGS84.Inverse(home.lat, home.lon, partner.capital.lat, partner.capital.lon)["azi1"]) % 360


def _node(partner: Partner, place: int, of: int, deep: Reading | Unknown) -> dict[str, Any]:
    way = 2 * pi * place / of
    tie, turn = partner.deepest, way * 180 / pi
    right = turn <= 180
    return {
        "code": partner.code, "name": states()[partner.code].name, "x": round(_ROUND * sin(way), 2), "y": round(_ROUND * cos(way), 2),
        "right": right, "angle": round(turn - 90 if right else turn - 270, 2), "group": group_of(rung(tie)),
        "status": "in force" if tie.status == "in_force" else "not in force", "depth": deep.value if isinstance(deep, Reading) else None,
        "says": f"{find_kind(tie.kind).label}, {tie.status.replace('_', ' ')}; {len(partner.ties)} in all",
    }  # fmt: skip


def _ego_view(state: str, nodes: list[dict[str, Any]], chords: list[dict[str, float]]) -> Spec:
    span = [-_SIDE / 2, _SIDE / 2]
    wide = [-_WIDE / 2, _WIDE / 2]
    x: Spec = {"field": "x", "type": "quantitative", "scale": {"domain": wide}, "axis": None}
    y: Spec = {"field": "y", "type": "quantitative", "scale": {"domain": span}, "axis": None}
    told = [name for name in groups() if any(node["group"] == name for node in nodes)]
    group: Spec = {
        "field": "group",
        "type": "ordinal",
        "sort": list(groups()),
        "legend": {
            "title": None,
            "orient": "top",
            "symbolType": "stroke",
            "symbolSize": 500,
            "columns": 3,
            "values": told,
        },
    }
    colour: Spec = {**group, "scale": {"domain": list(groups()), "range": "category"}}
    tip = [{"field": name, "type": "nominal"} for name in ("name", "depth", "says")]
    dash: Spec = {
        "field": "status",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": ["in force", "not in force"], "range": [[1, 0], [4, 3]]},
    }
    names = [
        {
            "data": values([{**node, "lx": node["x"] * 1.065, "ly": node["y"] * 1.065} for node in nodes if node["right"] is right]),
            "mark": {"type": "text", "align": "left" if right else "right", "baseline": "middle", "fontSize": 11, "angle": {"expr": "datum.angle"}},
            "encoding": {"x": {**x, "field": "lx"}, "y": {**y, "field": "ly"}, "text": {"field": "name"}},
        }
        for right in (True, False) if any(node["right"] is right for node in nodes)
    ]  # fmt: skip
    return {
        "width": _WIDE, "height": _SIDE,
        "layer": [
            {"data": values(chords), "mark": {"type": "rule", "color": ink("soft"), "opacity": 0.22, "strokeWidth": 0.8},
             "encoding": {"x": x, "y": y, "x2": {"field": "x2"}, "y2": {"field": "y2"}}},
            {"data": values([{**node, "x0": 0, "y0": 0} for node in nodes]), "mark": {"type": "rule", "opacity": 0.95},
             "encoding": {"x": {**x, "field": "x0"}, "y": {**y, "field": "y0"}, "x2": {"field": "x"}, "y2": {"field": "y"}, "color": colour, "strokeDash": dash,
                          "strokeWidth": {**group, "scale": {"type": "ordinal", "domain": list(groups()), "range": list(groups().values())}}, "tooltip": tip}},
            {"data": values(nodes), "mark": {"type": "circle", "opacity": 1, "stroke": ink("paper"), "strokeWidth": 1},
             "encoding": {"x": x, "y": y, "color": colour, "tooltip": tip,
                          "size": {"field": "depth", "type": "quantitative", "legend": None, "scale": {"domain": [0, 45], "range": [18, 320]}}}},
            {"data": values([{"x": 0, "y": 0}]), "mark": {"type": "circle", "color": ink("ink"), "size": 2600, "opacity": 1}, "encoding": {"x": x, "y": y}},
            {"data": values([{"x": 0, "y": 0, "name": state}]), "mark": {"type": "text", "color": ink("paper"), "fontSize": 14, "fontWeight": "bold"},
             "encoding": {"x": x, "y": y, "text": {"field": "name"}}},
            *names,
        ],
    }  # fmt: skip


def _row(partner: Partner, deep: Reading | Unknown) -> tuple[Cell, ...]:
    tie = partner.deepest
    return (
        name_of(partner.code), deep.value if isinstance(deep, Reading) else None, len(partner.ties), find_kind(tie.kind).label,
        tie.status.replace("_", " "), str(tie.since.period), ", ".join(t.since.id for t in partner.ties[:3]),
    )  # fmt: skip


def _pair(pair: tuple[str, str], reading: Reading | Unknown) -> tuple[Cell, ...]:
    one, other = map(name_of, pair)
    if isinstance(reading, Unknown):
        return (one, other, None, reading.because, "")
    facts: Sequence[Fact] = reading.evidence()
    return (one, other, reading.value, reading.how, ", ".join(fact.id for fact in facts[:3]))


def _cell_size(count: int) -> int:
    return max(18, min(46, 620 // count))


def _matrix_view(order: list[str], deep: Mapping[tuple[str, str], Reading | Unknown], cell: int, indent: int) -> Spec:
    names = [states()[code].name for code in order]
    rows = []
    for pair, reading in deep.items():
        for one, other in (pair, pair[::-1]):
            value = reading.value if isinstance(reading, Reading) else None
            says = "?" if value is None else "" if value == 0 else f"{value:.0f}"
            rows.append({"one": states()[one].name, "other": states()[other].name, "depth": value, "says": says})
    axis = {"title": None, "domain": False, "ticks": False, "labelFontSize": 11, "labelLimit": indent - 6}
    y: Spec = {
        "field": "one",
        "type": "nominal",
        "sort": names,
        "axis": {**axis, "minExtent": indent, "maxExtent": indent},
    }
    x: Spec = {"field": "other", "type": "nominal", "sort": names, "axis": {**axis, "orient": "top", "labelAngle": -60}}
    legend = {"title": "depth", "orient": "right", "gradientLength": 140}
    tip = [{"field": name, "type": "nominal"} for name in ("one", "other", "depth")]
    return {
        "width": {"step": cell}, "height": {"step": cell}, "data": values(rows), "encoding": {"x": x, "y": y},
        "layer": [
            {"mark": {"type": "rect", "stroke": ink("paper"), "strokeWidth": 1},
             "encoding": {"color": {"field": "depth", "type": "quantitative", "scale": {"domain": [0, 45], "range": "ramp"}, "legend": legend}, "tooltip": tip}},
            {"mark": {"type": "text", "fontSize": 11 if cell > 24 else 9, "color": ink("ink")}, "encoding": {"text": {"field": "says"}}},
        ],
    }  # fmt: skip


def _ego_alt(
    state: str, found: list[Partner], deep: Mapping[str, Reading | Unknown], chords: int, possible: int
) -> str:
    first = ", ".join(f"{name_of(p.code)} {_number(deep[p.code]):.0f}" for p in found[:5])
    return (
        f"{name_of(state)} in the middle of a circle of the states it is tied to, {len(found)} in all. Deepest ties: {first}."
        f" Of the pairs of partners drawn, {chords} of {possible} are tied to each other."
    )
