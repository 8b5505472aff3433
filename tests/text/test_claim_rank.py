"""Claims of the type rank are read from many wordings, each with its sides."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told

CASES = (
    ("China is the second largest military spender in the world.", "CHN", ""),
    ("India ranks fifth in military spending.", "IND", ""),
    ("Nobody outspends America; no country spends more on its armed forces than the United States.", "USA", ""),
    ("Poland has the highest defence spending as a share of GDP in NATO.", "POL", ""),
    ("Germany is the biggest military spender in Europe.", "DEU", ""),
    ("Russia has the world's largest nuclear arsenal.", "RUS", ""),
    ("Japan's defence budget is the tenth biggest worldwide.", "JPN", ""),
    ("Singapore spends more on defence than any other country in Southeast Asia.", "SGP", ""),
    ("Saudi Arabia is among the world's ten biggest military spenders.", "SAU", ""),
    (
        "Only the United States, China, Russia and Germany spend more on their militaries; India comes fifth in military spending.",
        "IND",
        "",
    ),
    ("Saudi Arabia is the top military spender in the Middle East.", "SAU", ""),
    ("China possesses the third largest nuclear arsenal.", "CHN", ""),
    ("Japan was the world's tenth largest military spender in 2024.", "JPN", ""),
    ("None of the NATO allies devotes a larger share of GDP to defence than Poland.", "POL", ""),
    ("Ukraine carries the heaviest military burden in the world as a share of GDP.", "UKR", ""),
)


@pytest.mark.parametrize(("text", "subject", "other"), CASES)
def test_it_is_read_with_its_sides(text: str, subject: str, other: str) -> None:
    wanted = {code for code in (subject, other) if code}
    assert any(wanted <= sides(claim) for claim in told(text, *("rank",)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ukraine and Poland have large budgets.", id="no place told"),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "rank") == []


def test_a_number_in_a_list_of_threats_is_no_place_in_a_table() -> None:
    text = "China comes first on its list of threats. North Korea is second: in June it fired a missile over Japan. Third is Russia, whose attack failed."
    assert not told(text, "rank")
