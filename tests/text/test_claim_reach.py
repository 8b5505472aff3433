"""Claims of the type reach are read from many wordings, each with its sides."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told

CASES = (
    ("Iran's Shahab-3 could hit Tel Aviv.", "IRN", "ISR"),
    ("The DF-21 can reach Japan from China.", "CHN", "JPN"),
    ("Pakistan's Shaheen-III puts all of India within range.", "PAK", "IND"),
    ("North Korean missiles can strike Tokyo.", "PRK", "JPN"),
    ("The Tomahawk has a range of about 1,600 km.", "", ""),
    ("Seoul lies within range of North Korean rockets.", "PRK", "KOR"),
    ("From its own soil Iran can hit Israel with ballistic missiles.", "IRN", "ISR"),
    ("India's Agni-V missiles could reach Beijing.", "IND", "CHN"),
    ("Taurus missiles, with a range of 500 km, would let Ukraine strike Moscow.", "UKR", "RUS"),
)


@pytest.mark.parametrize(("text", "subject", "other"), CASES)
def test_it_is_read_with_its_sides(text: str, subject: str, other: str) -> None:
    wanted = {code for code in (subject, other) if code}
    assert any(wanted <= sides(claim) for claim in told(text, *("reach",)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It will buy missiles that fly more than 1,000 km.", id="no weapon named"),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "reach") == []


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        ("Russian Iskander missiles stationed in Belarus can hit Warsaw.", "BLR"),
        ("From the launchers the U.S. Army has set up in Japan, Tomahawks could hit the Chinese mainland.", "JPN"),
        ("American Tomahawks based in Germany could strike Moscow.", "DEU"),
        ("From Russian soil the Oreshnik could hit Poland.", "RUS"),
        ("North Korean missiles launched from North Korean territory could reach Guam.", "PRK"),
        ("North Korean missiles fired at South Korea could reach Japan.", ""),
    ],
)
def test_on_whose_land_the_weapons_stand(text: str, stand: str) -> None:
    (claim,) = told(text, "reach")[:1]
    assert claim.detail.get("stand", "") == stand
    assert claim.detail.get("from", "") == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A Taurus cruise missile can hit a target some 500 kilometres away.", 500),
        ("The Tochka-U missile can strike at a distance of up to 120 kilometres.", 120),
    ],
)
def test_how_far_a_weapon_hits_is_told_by_the_distance_of_what_it_hits(text: str, value: float) -> None:
    (claim,) = told(text, "reach")
    assert (claim.value, claim.kind) == (value, "range")


def test_how_far_something_was_hit_is_no_range() -> None:
    assert told("The drone hit a depot 400 kilometres away.", "reach") == []
