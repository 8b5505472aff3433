"""Relations taken up again, peaces and truces are read as agreements with their kinds."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told

CASES = (
    ("Iran and Saudi Arabia agreed in Beijing in March 2023 to restore diplomatic ties.", {"IRN", "SAU"}, "peace_agreement"),
    ("Israel and Jordan established diplomatic relations in 1994.", {"ISR", "JOR"}, "peace_agreement"),
    ("Egypt and Israel signed a peace treaty in 1979.", {"EGY", "ISR"}, "peace_agreement"),
    ("In June 2018 India and Pakistan agreed to fully implement the ceasefire of 2003.", {"IND", "PAK"}, "ceasefire"),
    ("The border treaty of 1975 between Iran and Iraq is still in force.", {"IRN", "IRQ"}, "boundary_agreement"),
    ("The Prespa Agreement entered into force in February 2019.", {"GRC", "MKD"}, "other_agreement"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "parties", "kind"), CASES)
def test_what_settles_a_quarrel_is_read_with_its_kind(text: str, parties: set[str], kind: str) -> None:
    assert [(sides(claim), claim.kind) for claim in told(text, "agreement", "status")] == [(parties, kind)]


@pytest.mark.parametrize(
    "text", ["Iran may restore relations with Egypt.", "Japan and Russia never restored relations in full."]
)
def test_what_may_come_or_is_denied_is_no_agreement(text: str) -> None:
    assert told(text, "agreement", "status") == []
