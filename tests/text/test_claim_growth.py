"""Claims of the type growth are read from many wordings, each with its sides."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told

CASES = (
    ("Poland's defence spending soared by 31% in 2024.", "POL", ""),
    ("Military spending in Germany climbed 28 percent in 2024.", "DEU", ""),
    ("Ukraine's military spending fell in 2024.", "UKR", ""),
    ("Japan's defence budget has grown every year since 2012.", "JPN", ""),
    ("Saudi Arabia cut its military spending by a tenth in 2019.", "SAU", ""),
    ("Between 2014 and 2024 Poland more than doubled its military spending.", "POL", ""),
    ("Italy's military outlays have barely changed since 2015.", "ITA", ""),
    ("Chinese military spending rose for the 30th consecutive year in 2024.", "CHN", ""),
    ("Indonesian military spending has halved since 2015.", "IDN", ""),
    ("In 2024 Israel's military expenditure jumped 65 per cent.", "ISR", ""),
    ("Sweden raised its defence spending by a third in 2024.", "SWE", ""),
    ("Iranian military spending shrank by a tenth in real terms in 2024.", "IRN", ""),
    ("India's defence budget has stagnated since 2020.", "IND", ""),
    ("Military spending by Indonesia dropped in 2024.", "IDN", ""),
    ("South Korean military spending has risen without a break since 2010.", "KOR", ""),
)


@pytest.mark.parametrize(("text", "subject", "other"), CASES)
def test_it_is_read_with_its_sides(text: str, subject: str, other: str) -> None:
    wanted = {code for code in (subject, other) if code}
    assert any(wanted <= sides(claim) for claim in told(text, *("growth",)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The Philippines spent 1.3% of its output on its armed forces, less than half the share that South Korea spent.",
            id="a share compared",
        ),
        pytest.param("Italy slipped behind Poland in military spending in 2024.", id="who is before whom"),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "growth") == []
