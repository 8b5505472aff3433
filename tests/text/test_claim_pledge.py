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
    ("Lisbon has undertaken to hit the alliance's two percent mark no later than 2029.", "PRT", ""),
    ("Seven billion kronor for Kyiv by 2026 is what Sweden has pledged.", "SWE", ""),
    ("Latvia's parliament committed the country to two per cent by 2020.", "LVA", ""),
    ("Before 2030, Denmark means to add 1.5 billion kroner to its defence budget.", "DNK", ""),
    ("Norway has promised Ukraine 75 billion kroner over five years.", "NOR", ""),
)


@pytest.mark.parametrize(("text", "subject", "other"), CASES)
def test_it_is_read_with_its_sides(text: str, subject: str, other: str) -> None:
    wanted = {code for code in (subject, other) if code}
    assert any(wanted <= sides(claim) for claim in told(text, *("pledge",)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Poland spent 4.2% of GDP on its military in 2024.", id="spent, not promised"),
        pytest.param(
            "Should Italy promise two percent by 2028?",
            id="a question",
        ),
        pytest.param(
            "Italy may commit itself to two percent by 2028.",
            id="a possibility",
        ),
        pytest.param(
            "Italy promised 4 billion euros for climate aid by 2030.",
            id="for something else",
        ),
        pytest.param(
            "Analysts expect Italy to reach two percent by 2028.",
            id="a forecast",
        ),
        pytest.param(
            "Turkey plans to cut its deficit to 3 percent by 2030.",
            id="a deficit",
        ),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "pledge") == []


def test_a_deadline_is_told_in_many_ways() -> None:
    for text in (
        "Lisbon has undertaken to hit two percent no later than 2029.",
        "Latvia pledged 5% of GDP every year until 2029.",
        "Spain set the goal of 3% of GDP before 2029.",
    ):
        due = told(text, "pledge")[0].due
        assert due is not None
        assert due.last.year == 2029
