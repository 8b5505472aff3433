"""Maps: arcs between capitals, rings at true distances, disputed land with its day."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from latticework.charts import Chart, reach_map, ties_map
from latticework.charts.ground import HIGH, SCALE, WIDE, equal_earth, placed
from latticework.charts.reach import ring
from latticework.charts.shapes import disputed, in_dispute, land, lines
from latticework.errors import UsageError
from latticework.measures.space import great_circle
from latticework.model.reading import Unknown
from latticework.model.state import is_state, states
from tests.conftest import everywhere, fact, step, world_of

WORLD = world_of(
    [
        step("defence_pact", "USA>JPN", "in_force", "1960-06-23"),
        step("defence_cooperation", "JPN;USA", "in_force", "1970-01-01"),
        step("reciprocal_access", "AUS;JPN", "signed", "2014-01-06"),
        step("defence_pact", "GBR;JPN", "ended", "1923-08-17"),
        step("defence_cooperation", "EU;JPN", "in_force", "2010-01-01"),
    ],
    coverage=everywhere("defence_cooperation"),
)


def arcs(chart: Chart) -> dict[str, dict[str, object]]:
    return {
        f["properties"]["partner"]: f
        for layer in chart.spec["vconcat"][0]["layer"]
        for f in layer["data"].get("values", [])
        if "partner" in f.get("properties", {})
    }


def test_one_arc_a_partner_by_its_deepest_tie() -> None:
    chart = ties_map(WORLD, "JPN")
    assert isinstance(chart, Chart)
    found = {name: f["properties"] for name, f in arcs(chart).items()}
    assert set(found) == {"the United States", "Australia"}  # ended ties and groupings are no arcs
    assert found["the United States"]["group"].startswith("defence pledge")  # type: ignore[index]
    assert found["Australia"]["status"] == "not in force"  # type: ignore[index]


def test_arcs_run_between_the_capitals_of_the_day() -> None:
    chart = ties_map(WORLD, "JPN")
    assert isinstance(chart, Chart)
    tokyo, canberra = (states()[code].capital(WORLD.as_of) for code in ("JPN", "AUS"))
    assert tokyo is not None
    assert canberra is not None
    line = arcs(chart)["Australia"]["geometry"]["coordinates"]  # type: ignore[index]
    assert line == [[tokyo.lon, tokyo.lat], [canberra.lon, canberra.lat]]


def test_every_state_has_a_dot() -> None:
    chart = ties_map(WORLD, "JPN")
    assert isinstance(chart, Chart)
    dots = {
        row["name"]
        for layer in chart.spec["vconcat"][0]["layer"]
        for row in layer["data"].get("values", [])
        if "capital" in row
    }
    existing = [state for state in states().values() if state.existed(WORLD.as_of) and state.capital(WORLD.as_of)]
    assert len(dots) == len(existing) > 190


def test_no_tie_and_nobody_looked_are_told_apart() -> None:
    found = ties_map(world_of([]), "JPN")
    looked = ties_map(world_of([], coverage=everywhere("defence_cooperation")), "JPN")
    assert isinstance(found, Unknown)
    assert isinstance(looked, Unknown)
    assert found.because != looked.because


def test_shapes_are_small_and_named_by_states() -> None:
    text = files("latticework.charts.shapes").joinpath("world.json").read_text(encoding="utf-8")
    assert len(text) < 200_000
    areas = {one.area for one in disputed() if one.area}
    assert {code for code in json.loads(text)["shapes"] if not is_state(code)} == {
        area for area in areas if not is_state(area)
    }


def test_disputed_land_is_nobodys_from_its_day_on() -> None:
    owner = {year: {code: who for code, who, _ in land(date(year, 6, 1))}["CRIMEA"] for year in (2013, 2014)}
    assert owner == {2013: "UKR", 2014: ""}
    assert "CRIMEA" not in in_dispute(date(2013, 6, 1))
    names = {f["properties"]["name"] for f in lines(date(2023, 1, 1))}
    assert {"Crimea", "Golan Heights", "Western Sahara", "Line of Control in Kashmir"} <= names
    assert "Crimea" not in {f["properties"]["name"] for f in lines(date(2013, 6, 1))}


def test_every_disputed_entry_has_a_line_or_an_area() -> None:
    drawn = {f["properties"]["name"] for f in lines(date(2023, 1, 1))}
    shapes = {code for code, _, _ in land(date(2023, 1, 1))}
    assert [one.name for one in disputed() if one.name not in drawn and one.area not in shapes] == []
    assert all(one.says for one in disputed())


@settings(max_examples=20, deadline=None)
@given(st.floats(-80, 80), st.floats(-179, 179), st.floats(50, 15_000))
def test_a_ring_lies_at_its_distance(lat: float, lon: float, km: float) -> None:
    assert all(great_circle(lat, lon, y, x) == pytest.approx(km, abs=2) for x, y in ring(lat, lon, km))


@given(st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180))
def test_the_whole_world_lies_on_the_picture(lon: float, lat: float, centre: float) -> None:
    x, y = equal_earth(lon, lat, centre)
    assert -1 <= x <= WIDE + 1
    assert -1 <= y <= HIGH + 1


def test_the_projection_keeps_areas() -> None:
    def area(lat: float) -> float:
        (left, _), (right, _) = equal_earth(-0.5, lat, 0), equal_earth(0.5, lat, 0)
        return (right - left) * (equal_earth(0, lat - 0.5, 0)[1] - equal_earth(0, lat + 0.5, 0)[1])

    from math import cos, radians

    assert area(60) / area(0) == pytest.approx(cos(radians(60)), rel=1e-3)
    assert SCALE > 0


def test_names_do_not_lie_on_each_other() -> None:
    spots = [{"name": f"Town {n}", "lon": n * 0.5, "lat": 0.0, "own": False} for n in range(12)]
    made = placed(spots, lambda lon, lat: (200 + lon, 100 - lat), (400, 200))
    assert 1 <= sum(bool(spot["side"]) for spot in made) <= 4


SITE = fact("launch_site", "PRK", "2000", lat="39.2", lon="125.7", site_kind="missile", title="Sunan")
CITY = fact("launch_site", "JPN", "2000", lat="35.7", lon="139.7", site_kind="city", title="Tokyo")
ARM = fact("weapon_range", "PRK", "2000", 1300.0, unit="km", range_min="1000", range_max="1300", title="Nodong")


def test_rings_stand_at_the_published_ranges() -> None:
    chart = reach_map(world_of([SITE, CITY, ARM]), "PRK", target="JPN")
    assert isinstance(chart, Chart)
    circles = [
        f["properties"]["end"]
        for layer in chart.spec["vconcat"][0]["layer"]
        for f in layer["data"].get("values", [])
        if "end" in f.get("properties", {})
    ]
    assert circles == ["lowest", "highest"]
    ((weapon, start, place, km, low, high, within),) = chart.table.rows
    assert (weapon, start, place, low, high, within) == ("Nodong", "Sunan", "Tokyo", 1000, 1300, "depends")
    assert km == pytest.approx(1293, abs=10)


def test_a_site_that_is_not_listed_is_an_error() -> None:
    with pytest.raises(UsageError, match="Nowhere"):
        reach_map(world_of([SITE, CITY, ARM]), "PRK", site="Nowhere")
