"""Known values: what the literature, the releases and independent computations say, held against the pack."""

from __future__ import annotations

from datetime import date

import pytest

from latticework import measures
from latticework.atlas import Atlas
from latticework.measures.space import great_circle
from latticework.model.reading import Reading
from latticework.views.ties import Ties

SIPRI = {"source": "sipri", "release": "2025-04"}


def ratio(atlas: Atlas, year: int, unit: str, source: str = "sipri", release: str = "2025-04") -> float:
    found = measures.balance(
        atlas.world("2026-01-01"), ["CHN"], ["JPN"], unit=unit, source=source, release=release, year=year
    )
    assert isinstance(found, Reading)
    return found.value


@pytest.mark.parametrize(
    ("year", "unit", "expected"),
    [
        (2022, "current US$", 6.76),
        (2022, "constant US$", 6.66),
        (2021, "current US$", 5.33),
        (2021, "constant US$", 6.00),
    ],
)
def test_china_against_japan_by_basis(atlas: Atlas, year: int, unit: str, expected: float) -> None:
    assert ratio(atlas, year, unit) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(("unit", "year"), [("current US$", 2006), ("constant US$", 1999)])
def test_china_overtook_japan(atlas: Atlas, unit: str, year: int) -> None:
    found = measures.overtake(atlas.world("2026-01-01"), "CHN", "JPN", unit=unit, source="sipri", release="2025-04")
    assert isinstance(found, Reading)
    assert found.value == year


def test_the_first_missile_over_japan_since_2017(atlas: Atlas) -> None:
    found = measures.first_since(
        atlas.world("2023-01-13"), "overflight", "PRK", "JPN", on=date(2022, 10, 4), where={"mode": "ballistic_missile"}
    )
    assert isinstance(found, Reading)
    assert found.day == date(2017, 9, 15)


def test_the_54000_troops(atlas: Atlas) -> None:
    found = measures.hosting(atlas.world("2023-01-13"), "USA", "JPN")
    assert isinstance(found, Reading)
    assert (found.value, found.day) == (53973, date(2022, 9, 30))


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [("Kumamoto", "Pyongyang", 824), ("Kumamoto", "Shanghai", 888), ("Naha", "Fuzhou", 837)],
)
def test_distances_between_cities(one: str, other: str, km: float) -> None:
    places = {
        "Kumamoto": (32.80, 130.71), "Pyongyang": (39.03, 125.75), "Shanghai": (31.23, 121.47), "Naha": (26.21, 127.68),
        "Fuzhou": (26.07, 119.30),
    }  # fmt: skip
    assert great_circle(*places[one], *places[other]) == pytest.approx(km, rel=0.01)


def test_depth_orders_japans_ties_as_analysts_do(atlas: Atlas) -> None:
    world = atlas.world("2023-01-13")
    ties = Ties(world)
    order = [measures.depth(world, "JPN", other, ties) for other in ("USA", "AUS", "GBR", "IND", "VNM")]
    values = [found.value for found in order if isinstance(found, Reading)]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == 5


def test_only_the_united_states_must_defend_japan(atlas: Atlas) -> None:
    ties = Ties(atlas.world("2018-07-01"))
    assert list(ties.defenders("JPN")) == ["USA"]
    assert ties.defended("JPN") == {}


@pytest.mark.parametrize(
    ("state", "day", "allies", "strangers"),
    [
        ("FIN", "2023-04-03", {"FRA", "DEU"}, {"USA", "GBR"}),
        ("FIN", "2023-04-04", {"USA", "GBR", "FRA"}, set()),
        ("KOR", "2023-01-13", {"USA"}, {"JPN"}),
        ("CHN", "2023-01-13", {"PRK"}, {"RUS", "PAK"}),
        ("PRK", "2024-12-05", {"CHN", "RUS"}, set()),
        ("PRK", "2023-01-13", {"CHN"}, {"RUS"}),
        ("TWN", "1979-01-01", {"USA"}, set()),
        ("TWN", "2023-01-13", set(), {"USA"}),
        ("GBR", "2021-01-01", {"USA", "FRA"}, {"FIN", "SWE", "AUT"}),
        ("UKR", "2023-01-13", set(), {"USA", "POL", "GBR"}),
        ("IND", "2023-01-13", set(), {"USA", "RUS", "JPN"}),
    ],
)
def test_allies_on_known_days(atlas: Atlas, state: str, day: str, allies: set[str], strangers: set[str]) -> None:
    found = set(Ties(atlas.world(day)).allies(state))
    assert allies <= found
    assert strangers & found == set()


@pytest.mark.parametrize(
    ("one", "other", "kind", "day", "status"),
    [
        ("JPN", "AUS", "reciprocal_access", "2023-01-13", "signed"),
        ("JPN", "AUS", "reciprocal_access", "2023-08-13", "in_force"),
        ("JPN", "GBR", "reciprocal_access", "2023-01-10", "announced"),
        ("JPN", "GBR", "reciprocal_access", "2023-01-13", "signed"),
        ("JPN", "GBR", "reciprocal_access", "2023-10-15", "in_force"),
        ("JPN", "PHL", "reciprocal_access", "2025-09-11", "in_force"),
        ("JPN", "KOR", "information_security", "2019-09-01", "in_force"),
        ("JPN", "IND", "acquisition_cross_servicing", "2023-01-13", "in_force"),
        ("JPN", "FRA", "equipment_transfer", "2023-01-13", "in_force"),
        ("JPN", "ITA", "information_security", "2023-01-13", "in_force"),
        ("JPN", "ITA", "joint_programme", "2023-01-13", "announced"),
    ],
)
def test_status_of_japans_agreements(atlas: Atlas, one: str, other: str, kind: str, day: str, status: str) -> None:
    found = [tie.status for tie in Ties(atlas.world(day)).between(one, other) if tie.kind == kind]
    assert status in found


def test_threats_to_japan_put_china_first_and_keep_north_korea(atlas: Atlas) -> None:
    found = measures.threats(atlas.world("2023-01-13"), "JPN")
    assert isinstance(found, list)
    names = [str(reading.detail["state"]) for reading in found]
    assert names[0] == "CHN"
    assert set(names[:3]) == {"CHN", "PRK", "RUS"}


@pytest.mark.parametrize(("year", "expected"), [(2022, 6.35), (2021, 5.61)])
def test_china_against_japan_in_the_release_of_2024(atlas: Atlas, year: int, expected: float) -> None:
    assert ratio(atlas, year, "current US$", "worldbank-milex", "2024-03") == pytest.approx(expected, abs=0.005)


def test_the_year_of_overtaking_is_the_same_in_the_release_of_2024(atlas: Atlas) -> None:
    world = atlas.world("2026-01-01")
    found = measures.overtake(world, "CHN", "JPN", unit="current US$", source="worldbank-milex", release="2024-03")
    assert isinstance(found, Reading)
    assert found.value == 2006
