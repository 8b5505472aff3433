"""Claims of the type first since are read from many wordings, each with its sides."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told

CASES = (
    ("North Korea sent a missile over Japan for the first time in five years.", "PRK", "JPN"),
    ("No North Korean missile had crossed Japan since 2017.", "PRK", "JPN"),
    ("Never before had a German frigate called in Japan.", "DEU", "JPN"),
    ("Pyongyang's nuclear test was its first since 2013.", "PRK", ""),
    ("It was the first visit of a French carrier to the Philippines.", "FRA", "PHL"),
    ("The leaders of Japan and South Korea had not met since 2019.", "JPN", "KOR"),
)


@pytest.mark.parametrize(("text", "subject", "other"), CASES)
def test_it_is_read_with_its_sides(text: str, subject: str, other: str) -> None:
    wanted = {code for code in (subject, other) if code}
    assert any(wanted <= sides(claim) for claim in told(text, *("first_since",)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("No one had been so sure since the war.", id="no kind of event"),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "first_since") == []


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("No French frigate had called at a Syrian port since the war broke out in 2011.", 2011),
        (
            "It was the first visit of a Japanese prime minister to Iran since the revolution of the clerics in 1979.",
            1979,
        ),
        ("India's first nuclear test since its scientists exploded a device in 1974 shook the desert.", 1974),
        ("North Korea fired its first missile over Japan since September 2017.", 2017),
    ],
)
def test_the_time_of_what_a_since_tells_is_the_earlier_one(text: str, year: int) -> None:
    (claim,) = told(text, "first_since")[:1]
    assert claim.time is None
    assert claim.since is not None
    assert claim.since.first.year == year
