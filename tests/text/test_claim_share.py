"""Claims of the type share are read from many wordings, each with its sides."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told

CASES = (
    ("Greece spends more than 3 percent of its GDP on defence.", "GRC", ""),
    ("At 1.3% of GDP, Spain's military spending is the lowest in the alliance.", "ESP", ""),
    (
        "The armed forces swallow 6.3% of Algeria's output... Algeria spent 8% of GDP on its military in 2024.",
        "DZA",
        "",
    ),
    ("Belgium still falls short of NATO's 2% target.", "BEL", ""),
    ("Denmark reached the alliance's 2 percent goal in 2024.", "DNK", ""),
    ("Britain's defence budget amounts to 2.3% of gross domestic product.", "GBR", ""),
    ("Canada's military spending stood at 1.3 per cent of GDP in 2024.", "CAN", ""),
    ("Of Poland's GDP, 4.2% went to the military in 2024.", "POL", ""),
    ("South Korea's defence burden is about 2.6 percent of GDP.", "KOR", ""),
    ("Italy remains well below NATO's 2% benchmark.", "ITA", ""),
    ("Germany allotted 1.9% of its gross domestic product to defence in 2024.", "DEU", ""),
    ("India's military spending equals 2.3% of GDP.", "IND", ""),
    ("Vienna's army makes do with 0.7% of the Austrian economy.", "AUT", ""),
    ("In proportion to its economy, Armenia's defence budget weighs 4.4 percent.", "ARM", ""),
    ("A tenth of Oman's output was spent on weapons in 2013.", "OMN", ""),
    ("The forces of Mali were given 3.4 percent of what the country produced in 2020.", "MLI", ""),
    ("Hungary, whose forces swallow 2.4% of national output, has met the mark.", "HUN", ""),
)


@pytest.mark.parametrize(("text", "subject", "other"), CASES)
def test_it_is_read_with_its_sides(text: str, subject: str, other: str) -> None:
    wanted = {code for code in (subject, other) if code}
    assert any(wanted <= sides(claim) for claim in told(text, *("share",)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Canada plans to reach the 2% target.", id="a plan"),
        pytest.param(
            "Health care swallows 9 percent of Portugal's GDP.",
            id="not for forces",
        ),
        pytest.param(
            "Would 3 percent of GDP be enough for Norway's army?",
            id="a question",
        ),
        pytest.param(
            "Estonia could spend 5 percent of its GDP on defence.",
            id="a possibility",
        ),
        pytest.param(
            "Inflation in Ghana stood at 9 percent, the army chief noted.",
            id="no output",
        ),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "share") == []
