"""Claims of the type role are read from many wordings, each with its sides."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told

CASES = (
    ("Italy held the presidency of the G7 in 2024.", "ITA", "G7"),
    ("India chaired the G20 in 2023.", "IND", "G20"),
    ("Laos chairs ASEAN this year.", "LAO", "ASEAN"),
    ("The chair of the G7 passed to Canada in 2025.", "CAN", "G7"),
    ("Malaysia took over the chairmanship of ASEAN in 2025.", "MYS", "ASEAN"),
    ("Brazil holds the BRICS chair in 2025.", "BRA", "BRICS"),
    ("Germany presided over the G7 in 2022.", "DEU", "G7"),
    ("This year's G7 presidency lies with Canada.", "CAN", "G7"),
    ("South Africa hosted the G20 summit in 2025.", "ZAF", "G20"),
)


@pytest.mark.parametrize(("text", "subject", "other"), CASES)
def test_it_is_read_with_its_sides(text: str, subject: str, other: str) -> None:
    wanted = {code for code in (subject, other) if code}
    assert any(wanted <= sides(claim) for claim in told(text, *("role",)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Japan hopes for good talks at the G7.", id="no role"),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "role") == []
