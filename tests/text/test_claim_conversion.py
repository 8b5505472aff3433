"""Claims of the type conversion are read from many wordings, each with its sides."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told

CASES = (
    ("The drone crashed 50 miles (80 km) from the border.", "", ""),
    ("Its range is 2,500 kilometres (1,553 miles).", "", ""),
    ("It weighs 500 kg (1,102 pounds).", "", ""),
)


@pytest.mark.parametrize(("text", "subject", "other"), CASES)
def test_it_is_read_with_its_sides(text: str, subject: str, other: str) -> None:
    wanted = {code for code in (subject, other) if code}
    assert any(wanted <= sides(claim) for claim in told(text, *("conversion",)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The missile flies 1,000 km.", id="one unit only"),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "conversion") == []


@pytest.mark.parametrize(
    ("text", "value", "unit", "how"),
    [
        ("At the base it was minus 40 degrees Celsius (-40 F) in January.", -40.0, "fahrenheit", ""),
        ("Warsaw will spend 187 billion zlotys, just shy of $48 billion.", 48e9, "USD", "nearly"),
        ("The wall runs for more than 100 miles (160 km).", 160.0, "km", "more_than"),
        ("Nairobi paid 2 billion shillings (slightly above $15 million).", 15e6, "USD", "more_than"),
    ],
)
def test_how_exactly_the_second_figure_is_meant(text: str, value: float, unit: str, how: str) -> None:
    (claim,) = told(text, "conversion")
    assert (claim.value, claim.unit, claim.comparator) == (value, unit, how)
