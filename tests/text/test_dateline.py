"""The place of a dateline is no side of what a report tells, unless it stands for a government without a name."""

from __future__ import annotations

import pytest

from latticework.text.dateline import dateline_end
from tests.text.told import sides, told

LINES = (
    "BERLIN, March 1 (dpa) - ",
    "ISLAMABAD (Reuters) - ",
    "VILNIUS, Lithuania (AP) — ",
    "MANILA, 18 May 2023 - ",
    "OTTAWA — ",
    "Canberra (wire) – ",
)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(
    ("sentence", "type_", "pair"),
    [
        ("China keeps a military base in Djibouti.", "hosting", {"CHN", "DJI"}),
        ("Japan and Britain signed a reciprocal access agreement in January 2023.", "agreement", {"JPN", "GBR"}),
        ("India has more nuclear warheads than North Korea.", "ratio", {"IND", "PRK"}),
        ("China's military spending is more than four times as large as Japan's.", "ratio", {"CHN", "JPN"}),
        ("Australia overtook Canada in military spending two decades ago.", "overtake", {"AUS", "CAN"}),
    ],
)
def test_the_place_of_a_dateline_is_no_side(line: str, sentence: str, type_: str, pair: set[str]) -> None:
    found = told(line + sentence, type_)
    assert found
    assert all(sides(claim) == pair for claim in found)


def test_the_government_of_a_dateline_is_that_of_its_place() -> None:
    (claim,) = told(
        "Seoul (wire) – Late on Tuesday the government signed a logistics pact with Canada in May 2024.", "agreement"
    )[:1]
    assert "CAN" in sides(claim)


@pytest.mark.parametrize(
    "text",
    [
        "China - the giant - spends more.",
        "Poland spends more - much more - than Romania.",
        "NATO's plan - if it is one - is new.",
    ],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert dateline_end(text) == 0
