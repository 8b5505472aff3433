"""Claims of the type pledge are read from many wordings, each with its sides."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told

CASES = (
    ("Canada committed itself to reaching 2% of GDP in defence spending by 2032.", "CAN", ""),
    ("Taiwan's president promised to lift the defence budget to 5% of GDP by 2030.", "TWN", ""),
    ("Keir Starmer announced that Britain would raise defence spending to 2.5% of GDP by 2027.", "GBR", ""),
    ("Australia has set itself the goal of spending 2.4% of GDP on defence by 2034.", "AUS", ""),
    ("By 2030 Taipei intends to raise military outlays to 5% of Taiwan's GDP.", "TWN", ""),
    ("Poland's parliament wrote 3% of GDP for defence into law.", "POL", ""),
    ("NATO states agreed at Wales in 2014 to move towards 2% of GDP within a decade.", "NATO", ""),
    ("Ottawa has said Canada will reach the 2% of GDP target for defence by March 2026.", "CAN", ""),
)


@pytest.mark.parametrize(("text", "subject", "other"), CASES)
def test_it_is_read_with_its_sides(text: str, subject: str, other: str) -> None:
    wanted = {code for code in (subject, other) if code}
    assert any(wanted <= sides(claim) for claim in told(text, *("pledge",)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Poland spent 4.2% of GDP on its military in 2024.", id="spent, not promised"),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "pledge") == []
