"""Claims whose words stand in any order: hosting, membership, first since and reach by the tables of tellings."""

from __future__ import annotations

from datetime import date

import pytest

from latticework.text.claims.found import claims
from latticework.text.claims.shapes import Claim
from latticework.text.document import make_document
from latticework.text.read import read_documents


def told(text: str, kind: str, day: date = date(2024, 5, 15)) -> list[Claim]:
    (read,) = read_documents([make_document(text, key="t", published=day)])
    return [claim for claim in claims(read) if claim.type == kind]


@pytest.mark.parametrize(
    ("text", "guest", "host", "denied"),
    [
        ("Romania puts up an American squadron near the Black Sea.", "USA", "ROU", False),
        ("Latvia quarters a Canadian brigade in barracks of its own.", "CAN", "LVA", False),
        ("The last French soldiers flew out of Niger on a grey morning.", "FRA", "NER", True),
        ("There is no Chinese garrison on Cambodian soil.", "CHN", "KHM", True),
    ],
)
def test_hosting_by_its_words(text: str, guest: str, host: str, denied: bool) -> None:
    (claim,) = told(text, "hosting")
    assert (set(claim.parties), claim.subject, claim.negated) == ({guest, host}, guest, denied)


@pytest.mark.parametrize(
    "text",
    [
        "Might Poland host a British garrison?",
        "If Iraq lets Turkish soldiers use the camp, its parliament will protest.",
        "Norway discussed a Finnish battalion with its neighbours.",
    ],
)
def test_hosting_that_is_not_told(text: str) -> None:
    assert not told(text, "hosting")


@pytest.mark.parametrize(
    ("text", "who", "group", "status"),
    [
        ("Qatar quit the oil cartel on 1 January 2019.", {"QAT"}, "OPEC", "left"),
        (
            "In 2004 the Latvians, the Lithuanians and the Estonians were taken into NATO.",
            {"LVA", "LTU", "EST"},
            "NATO",
            "joined",
        ),
        ("Kosovo handed in its application to the EU on Tuesday.", {"XKX"}, "EU", "applied"),
    ],
)
def test_membership_by_its_words(text: str, who: set[str], group: str, status: str) -> None:
    found = told(text, "membership")
    assert {claim.subject for claim in found} == who
    assert {(claim.object, claim.status) for claim in found} == {(group, status)}


@pytest.mark.parametrize(
    "text", ["Serbia would have to choose before it joined NATO.", "Will Georgia ever be let into the EU?"]
)
def test_membership_that_is_not_told(text: str) -> None:
    assert not told(text, "membership")


def test_first_told_by_the_gap_between() -> None:
    (claim,) = told("Turkish warships called at Alexandria on Monday, something last done in 2012.", "first_since")
    assert claim.subject == "TUR"
    assert claim.since is not None
    assert claim.since.first.year == 2012
    (claim,) = told("A Greek frigate's call at Haifa on Monday ended a gap of eleven years.", "first_since")
    assert claim.since is not None
    assert claim.since.first.year == 2013


@pytest.mark.parametrize(
    "text",
    [
        "Is it the first such patrol by India since 1999?",
        "Japan hopes for the first visit by a Chinese fleet since 2019.",
    ],
)
def test_first_that_is_not_told(text: str) -> None:
    assert not told(text, "first_since")


@pytest.mark.parametrize(
    ("text", "whose", "whom", "km"),
    [
        ("Pakistan's Shaheen-II, good for 1,500 km, gets to Mumbai.", "PAK", "IND", 1500),
        ("Iranian missiles of 2,000 km suffice for Tel Aviv.", "IRN", "ISR", 2000),
        ("Agni-IV flies 4,000 km and puts Beijing at risk.", "IND", "CHN", 4000),
    ],
)
def test_reach_by_its_words(text: str, whose: str, whom: str, km: float) -> None:
    assert (whose, whom, km) in {(claim.subject, claim.object, claim.value) for claim in told(text, "reach")}


@pytest.mark.parametrize(
    "text", ["Seoul wants a missile that reaches Beijing.", "Does the rocket of North Korea get to Guam?"]
)
def test_reach_that_is_not_told(text: str) -> None:
    assert not told(text, "reach")
