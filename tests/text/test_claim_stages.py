"""Ratification as a step of its own, several steps in one sentence, and times of steps in a form of their own."""

from __future__ import annotations

from datetime import date

import pytest

from latticework.text.claims.shapes import Claim
from tests.text.told import sides, told

SAID = date(2025, 6, 11)


def steps(text: str) -> list[Claim]:
    return told(text, "agreement", "status", said=SAID)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Poland's Sejm has given its consent to the security pact with Ukraine.", {"POL", "UKR"}),
        ("Finland's parliament approved the defence cooperation agreement with the United States.", {"FIN", "USA"}),
        ("Vietnam was the first to ratify the partnership treaty with Russia.", {"VNM", "RUS"}),
        ("The lower house in Rome gave its green light to the Italian-Japanese transfer accord.", {"ITA", "JPN"}),
        ("Lawmakers in Oslo voted on Tuesday to approve the defence accord with Denmark.", {"NOR", "DNK"}),
        ("King Charles gave royal assent to the law on the Anglo-French treaty.", {"GBR", "FRA"}),
    ],
)
def test_ratified_in_many_words(text: str, pair: set[str]) -> None:
    assert [(claim.status, sides(claim)) for claim in steps(text)] == [("ratified", pair)]


@pytest.mark.parametrize(
    "text",
    [
        "The Turkish parliament has yet to approve the military framework agreement with Somalia.",
        "The Senate refused to ratify the defence treaty between Washington and Manama.",
        "The treaty between Moscow and Tehran was sent to parliament for ratification.",
        "The Bundestag voted down the security accord with Turkey.",
        "The military pact between Cuba and Angola has never come into force.",
    ],
)
def test_what_is_not_ratified_is_not_in_force(text: str) -> None:
    assert [(claim.status, claim.negated) for claim in steps(text)] == [("not_in_force", False)]


@pytest.mark.parametrize(
    "text",
    [
        "Moscow urged Tehran to ratify the partnership treaty with Russia.",
        "The Senate ratified the budget after Canada and Mexico signed a trade deal.",
        "The Senate approved a resolution on the treaty with Mexico.",
        "Australia's parliament adopted a report on the alliance with the United States.",
        "The talks between Greece and Turkey ended without a treaty.",
        "The Danish rail strike was suspended after the unions and the Swedes came to an understanding.",
    ],
)
def test_what_another_thing_is_told_of_is_no_step(text: str) -> None:
    assert not steps(text)


def test_each_step_has_its_own_time() -> None:
    text = "Signed in 1997 and ratified two years later, the friendship treaty between Kyiv and Moscow expired in April 2019."
    found = {claim.status: claim.time for claim in steps(text)}
    assert {status: time.first.year for status, time in found.items() if time} == {
        "signed": 1997, "ratified": 1999, "ended": 2019,
    }  # fmt: skip


def test_a_time_is_not_taken_for_another_step() -> None:
    text = "The pact, ratified by Tokyo in 2014, entered into force between Japan and Australia much later."
    found = {claim.status: claim.time for claim in steps(text)}
    assert found["in_force"] is None
    assert found["ratified"] is not None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ten years ago today Ukraine and Moldova signed the border security agreement.", date(2015, 6, 11)),
        ("It was over on 3 May 2021, the day on which the basing agreement between Manila and Washington lapsed.", date(2021, 5, 3)),
    ],
)  # fmt: skip
def test_times_in_a_form_of_their_own(text: str, day: date) -> None:
    assert [claim.time.first for claim in steps(text) if claim.time] == [day]


def test_until_when_it_is_extended() -> None:
    (claim,) = steps("Kenya and Britain extended their defence cooperation agreement until July 2026.")
    assert claim.status == "in_force"
    assert claim.due is not None
    assert claim.due.last.year == 2026


@pytest.mark.parametrize(
    ("text", "status", "denied"),
    [
        ("India has not signed any logistics agreement with Russia.", "signed", True),
        ("Norway never signed the access treaty with Sweden.", "not_signed", False),
        ("Denmark and the United States have no status of forces agreement.", "in_force", True),
    ],
)
def test_none_at_all_and_one_not_signed(text: str, status: str, denied: bool) -> None:
    assert [(claim.status, claim.negated) for claim in steps(text)] == [(status, denied)]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The Anglo-Jordanian treaty came to an end in March 1957.", {"GBR", "JOR"}),
        ("It was a security partnership that Canada and the European Union agreed on Monday, opening the way to talks on arms.", {"CAN", "EU"}),
        ("Turkey and Greece put their names on Tuesday to a pact that lets each country's troops train on the other's soil.", {"TUR", "GRC"}),
    ],
)  # fmt: skip
def test_parties_in_other_forms(text: str, pair: set[str]) -> None:
    assert [sides(claim) for claim in steps(text)] == [pair]


def test_what_a_pact_is_for_tells_its_kind() -> None:
    (claim,) = steps(
        "Fiji and Tonga signed on Monday a pact that lets each country's troops train on the other's soil."
    )
    assert claim.kind == "reciprocal_access"
