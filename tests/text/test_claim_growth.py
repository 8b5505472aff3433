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
    ("Belgium's army now has 15 per cent fewer soldiers than in 2010.", "BEL", ""),
    ("Sudan slashed what it spends on soldiers by nearly two-thirds.", "SDN", ""),
    ("Polish arms imports in 2020-24 were up 508 percent on 2015-19.", "POL", ""),
    ("Portugal's armed forces have shrunk 22% compared with 2008.", "PRT", ""),
    ("A 49 percent jump over ten years took Indian defence outlays to 36 billion dollars.", "IND", ""),
    ("Down by a fifth in a single year: the Russian military budget of 2017.", "RUS", ""),
    ("Norway has cut its conscript intake tenfold since 1990.", "NOR", ""),
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
        pytest.param(
            "Economists expect Chad's defence budget to rise by 43% this year.",
            id="a forecast",
        ),
        pytest.param(
            "If Chad's defence budget grew by 43%, the army would cheer.",
            id="a condition",
        ),
        pytest.param(
            "Has Chad really raised its defence budget by 43%?",
            id="a question",
        ),
        pytest.param(
            "Spain's exports of cars grew by 12 percent in 2023.",
            id="other goods",
        ),
        pytest.param(
            "India's military spending was 12 percent higher than Japan's.",
            id="two states compared",
        ),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "growth") == []


def test_both_ends_of_a_change_are_read() -> None:
    claim = told("In real terms, Greek spending on the army was 26% lower in 2011 than in 2008.", "growth")[0]
    assert claim.time is not None
    assert claim.since is not None
    assert (claim.value, claim.since.first.year, claim.time.first.year) == (-26, 2008, 2011)


def test_what_is_denied_is_marked() -> None:
    assert told("Spain's defence budget did not fall by a quarter in 2011.", "growth")[0].negated
