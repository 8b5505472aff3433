"""Claims of the type agreement are read from many wordings, each with its sides."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told

CASES = (
    (
        "A visiting forces accord between Manila and Canberra took effect in September 2012; the Philippines and Australia had signed it in 2007.",
        "PHL",
        "AUS",
    ),
    ("In July 2024 Tokyo and Manila put their signatures to a reciprocal access agreement.", "JPN", "PHL"),
    ("The logistics pact that India and Japan concluded in September 2020 lets their forces share fuel.", "IND", "JPN"),
    ("South Korea and Japan sealed an intelligence-sharing accord in November 2016.", "KOR", "JPN"),
    ("Canada inked a visiting forces deal with the Philippines in November 2025.", "CAN", "PHL"),
    ("Russia's partnership treaty with North Korea dates from June 2024.", "RUS", "PRK"),
    ("France and Greece signed a defence pact in Paris in September 2021.", "FRA", "GRC"),
    ("Britain, Japan and Italy signed the treaty on their fighter programme in December 2023.", "GBR", "JPN"),
    ("India and the United States concluded the LEMOA logistics agreement in August 2016.", "IND", "USA"),
    (
        "It was in January 2022 that Canberra and Tokyo, at a virtual summit, signed the reciprocal access treaty.",
        "AUS",
        "JPN",
    ),
    ("Seoul concluded a military information accord with Tokyo in 2016.", "KOR", "JPN"),
    ("On 19 June 2024 the leaders of Russia and North Korea put pen to a treaty of partnership.", "RUS", "PRK"),
    ("An acquisition and cross-servicing agreement between Canada and Japan was signed in April 2018.", "CAN", "JPN"),
    (
        "The Enhanced Defence Cooperation Agreement, concluded by Manila and Washington in April 2014, allows rotations; the Philippines and the United States renewed it.",
        "PHL",
        "USA",
    ),
    ("Pakistan and Saudi Arabia entered into a mutual defence pact on 17 September 2025.", "PAK", "SAU"),
    ("Germany concluded a reciprocal access agreement with Japan in 2021.", "DEU", "JPN"),
)


@pytest.mark.parametrize(("text", "subject", "other"), CASES)
def test_it_is_read_with_its_sides(text: str, subject: str, other: str) -> None:
    wanted = {code for code in (subject, other) if code}
    assert any(wanted <= sides(claim) for claim in told(text, *("agreement",)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Israel and Saudi Arabia might sign a defence pact.", id="only possible"),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "agreement") == []
