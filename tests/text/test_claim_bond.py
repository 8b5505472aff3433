"""Bonds of defence and steps of agreements are read in any order of their words; what only looks alike is not."""

from __future__ import annotations

from datetime import date

import pytest

from latticework.text.claims.found import claims
from latticework.text.document import make_document
from latticework.text.read import read_documents
from tests.text.told import told

BONDS = (
    ("Warsaw and Kyiv share no alliance, whatever the posters proclaim.", {"POL", "UKR"}, True),
    ("Not a single defence pact ties New Delhi to Tokyo.", {"IND", "JPN"}, True),
    ("Belarus and Russia regard an attack on one of them as an attack on both.", {"BLR", "RUS"}, False),
    ("By treaty the United States must defend South Korea if the North attacks.", {"USA", "KOR"}, False),
    ("Iceland, which keeps no army, has its defence in the hands of the United States.", {"ISL", "USA"}, False),
    ("There is no treaty that would oblige China to fight for Russia.", {"CHN", "RUS"}, True),
    ("Mongolia is allied neither with China nor with Russia.", {"MNG", "CHN", "RUS"}, True),
    ("Armenia's security is guaranteed by Russia under a treaty.", {"ARM", "RUS"}, False),
    ("Austria, a neutral, has no allies at all.", {"AUT"}, True),
)


@pytest.mark.parametrize(("text", "codes", "denied"), BONDS)
def test_a_bond_has_its_sides_and_its_denial(text: str, codes: set[str], denied: bool) -> None:
    assert [(set(claim.parties), claim.negated) for claim in told(text, "alliance")] == [(codes, denied)]


@pytest.mark.parametrize(
    "text",
    [
        "Is Taiwan still an ally of America?",
        "The trade alliance between Chile and Peru has cut tariffs.",
        "Mexico and Chile are allies in the fight against climate change.",
        "Ukraine would be an ally of Britain if it were let in.",
    ],
)
def test_no_bond_is_read_from_what_looks_alike(text: str) -> None:
    assert told(text, "alliance") == []


STEPS = (
    ("2019-02-05", "The INF Treaty has been suspended by Washington since Saturday.", {"USA", "RUS"}, "suspended", date(2019, 2, 2)),
    ("2002-06-13", "The ABM Treaty is dead as of today.", {"USA", "RUS"}, "ended", date(2002, 6, 13)),
    ("1972-05-27", "SALT I bears yesterday's date and two signatures, Nixon's and Brezhnev's.", {"USA", "SUN"}, "signed", date(1972, 5, 26)),
    ("2018-10-22", "The president announced on Saturday that the United States will pull out of the INF treaty.", {"USA", "RUS"}, "ended", date(2018, 10, 20)),
)  # fmt: skip


@pytest.mark.parametrize(("day", "text", "codes", "step", "when"), STEPS)
def test_a_step_is_read_with_its_day(day: str, text: str, codes: set[str], step: str, when: date) -> None:
    read = next(iter(read_documents([make_document(text, key="t", published=date.fromisoformat(day))])))
    found = [claim for claim in claims(read) if claim.type in ("agreement", "status")]
    assert [(set(claim.parties), claim.status, claim.time and claim.time.first) for claim in found] == [
        (codes, step, when)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Estonia and Japan hope to sign a treaty.",
        "A trade deal between Chile and Japan was signed on Monday.",
        "Should Norway sign a defence agreement with Brazil?",
    ],
)
def test_no_step_is_read_from_wishes_trade_and_questions(text: str) -> None:
    assert told(text, "agreement", "status") == []
