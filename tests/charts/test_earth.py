"""The earth as paths: cut at the edge of the map, the shortest ways, and the lines in dispute of the day."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from latticework.atlas import Atlas
from latticework.charts.earth import era, great_circle, land_svg, outline, turned
from latticework.charts.ground import HIGH, WIDE
from latticework.charts.map import partners
from latticework.charts.network import MOST, Circle, circle
from latticework.charts.spokes import Spokes, spokes
from latticework.model.reading import Unknown


def points(path: str) -> list[list[tuple[float, float]]]:
    """Follow a path of absolute starts and relative steps; one list a stretch."""
    made: list[list[tuple[float, float]]] = []
    for kind, x, y in re.findall(r"([Ml])(-?[\d.]+) (-?[\d.]+)", path):
        if kind == "M":
            made.append([(float(x), float(y))])
        else:
            made[-1].append((made[-1][-1][0] + float(x), made[-1][-1][1] + float(y)))
    return made


def test_longitudes_are_turned_to_a_meridian() -> None:
    assert turned(-170, 140) == pytest.approx(50)
    assert turned(-41, 140) == pytest.approx(179)
    assert turned(-39, 140) == pytest.approx(-179)


def test_a_great_circle_bends_to_the_pole_and_is_cut_at_the_edge() -> None:
    (way,) = points(great_circle((139.7, 35.7), (-77.0, 38.9), 140))
    highest = min(y for _, y in way)
    assert highest < min(way[0][1], way[-1][1]) - 20
    parts = points(great_circle((139.7, 35.7), (-77.0, 38.9), 0))
    assert len(parts) == 2
    assert all(abs(a[0] - b[0]) < WIDE / 4 for part in parts for a, b in pairwise(part))


@pytest.mark.parametrize("centre", [0, 140, -100, 180])
def test_no_land_runs_across_the_map(centre: int) -> None:
    text = land_svg(centre, date(2023, 1, 1))
    (land,) = re.findall(r'id="land" d="([^"]*)"', text)
    assert land.count("M") > 150
    for stretch in points(land):
        for (x0, y0), (x1, y1) in pairwise(stretch):
            assert -1 <= x1 <= WIDE + 1
            assert -1 <= y1 <= HIGH + 1
            assert abs(x1 - x0) < 80 or abs(y1 - y0) > 5
    assert points(outline())[0][0][0] == pytest.approx(points(outline())[0][-1][0], abs=WIDE)


def test_lines_in_dispute_are_those_of_the_day() -> None:
    early, late = era(date(1950, 1, 1)), era(date(2023, 1, 1))
    assert early < late <= date(2023, 1, 1)
    assert era(date(1820, 1, 1)) == date(1816, 1, 1)
    assert land_svg(0, late) != land_svg(0, early)
    assert land_svg(0, late) == land_svg(0, date(2023, 1, 1))


def test_spokes_are_the_partners_of_the_day(atlas: Atlas) -> None:
    world = atlas.world("2023-01-13", "2026-01-01")
    found = spokes(world, "JPN")
    assert isinstance(found, Spokes)
    told = partners(world, "JPN")
    assert {arc.code for arc in found.arcs} == {p.code for p in told}
    assert found.dots[0].own
    pending = {p.code for p in told if p.deepest.status != "in_force"}
    assert {arc.code for arc in found.arcs if not arc.in_force} == pending
    assert {place for place, _ in found.legend} == {arc.group for arc in found.arcs}
    early = spokes(atlas.world("1816-06-01", "2026-01-01"), "JPN")
    assert isinstance(early, Unknown)


def test_a_circle_holds_the_deepest(atlas: Atlas) -> None:
    found = circle(atlas.world("2023-01-13", "2026-01-01"), "USA")
    assert isinstance(found, Circle)
    assert len(found.nodes) == MOST < len(found.partners)
    assert {node["code"] for node in found.nodes} == {p.code for p in found.partners[:MOST]}
    assert "United States" in found.alt("USA")
