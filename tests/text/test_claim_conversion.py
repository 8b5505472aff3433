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
