"""Claims of the type overtake are read from many wordings, each with its sides."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told

CASES = (
    ("South Korea's military budget pulled ahead of Italy's in 2013.", "KOR", "ITA"),
    ("Italy slipped behind Poland in military spending in 2024.", "POL", "ITA"),
    ("It was in 2003 that China's defence budget passed that of Britain.", "CHN", "GBR"),
    ("India has outspent Saudi Arabia on defence every year since 2018.", "IND", "SAU"),
    ("Japan was overtaken by South Korea as a military spender in 2018.", "KOR", "JPN"),
    ("Germany's military spending has been higher than France's since 2019.", "DEU", "FRA"),
    ("In 2018 South Korea edged past Japan in defence spending.", "KOR", "JPN"),
    ("Russia lost its lead to China in military spending in the 1990s.", "CHN", "RUS"),
)


@pytest.mark.parametrize(("text", "subject", "other"), CASES)
def test_it_is_read_with_its_sides(text: str, subject: str, other: str) -> None:
    wanted = {code for code in (subject, other) if code}
    assert any(wanted <= sides(claim) for claim in told(text, *("overtake",)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("South Korea will pass France in military spending.", id="still to come"),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "overtake") == []
