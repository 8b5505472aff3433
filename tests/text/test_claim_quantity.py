"""Claims of the type quantity are read from many wordings, each with its sides."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told

CASES = (
    ("Pakistan possesses around 170 nuclear warheads.", "PAK", ""),
    ("France's nuclear arsenal counts 290 warheads.", "FRA", ""),
    ("Germany spent $88 billion on its military in 2024.", "DEU", ""),
    ("Beijing's stockpile has grown to about 500 warheads.", "CHN", ""),
    ("About 16,000 troops joined Balikatan in 2024.", "", ""),
    ("Military spending by India came to 86 billion dollars in 2024.", "IND", ""),
    ("Estimates put India's stockpile at 172 nuclear warheads.", "IND", ""),
    (
        "The United States spent almost a trillion dollars on defence in 2024; the United States spent $997 billion on its military in 2024.",
        "USA",
        "",
    ),
    ("Some 9,000 American and Filipino soldiers took part in Balikatan in 2022.", "", ""),
    ("North Korea has assembled around 50 warheads.", "PRK", ""),
)


@pytest.mark.parametrize(("text", "subject", "other"), CASES)
def test_it_is_read_with_its_sides(text: str, subject: str, other: str) -> None:
    wanted = {code for code in (subject, other) if code}
    assert any(wanted <= sides(claim) for claim in told(text, *("quantity",)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ukraine could have 500 warheads by 2040.", id="a forecast"),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "quantity") == []
