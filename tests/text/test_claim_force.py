"""In force, not yet and no longer: negations at any distance, two steps in one sentence, and what a sentence grants first."""

from __future__ import annotations

import pytest

from latticework.text.claims.force import force_of
from tests.text.told import sides, told


@pytest.mark.parametrize(
    ("words", "step"),
    [
        ("the access pact of Britain and Japan isn't in force", "not_in_force"),
        ("the visiting forces treaty is not in force yet", "not_in_force"),
        ("it is neither ratified nor in force", "not_in_force"),
        ("it was never put into effect", "not_in_force"),
        ("the treaty is no longer in force", "ended"),
        ("the pact no longer binds Kyiv", "ended"),
        ("the pact was not changed and is in force", "in_force"),
        ("the treaty entered into force in May", "in_force"),
        ("the Diet ratified the treaty", "ratified"),
        ("the treaty was ratified and is in force", "in_force"),
    ],
)
def test_the_step_of_words_of_force(words: str, step: str) -> None:
    assert force_of(words) == step


@pytest.mark.parametrize(
    "text",
    [
        "The reciprocal access agreement between Japan and Australia isn't in force.",
        "France's status of forces agreement with Japan is not in force yet.",
        "The intelligence pact between Seoul and Tokyo is not yet ratified by either.",
    ],
)
def test_a_negation_of_force_is_the_step_not_a_denial(text: str) -> None:
    (claim,) = told(text, "status")[:1]
    assert (claim.status, claim.negated) == ("not_in_force", False)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("The partnership treaty Vietnam and Russia concluded in June 2012 has been ratified.", {"signed", "ratified"}),
        ("The intelligence pact that Seoul and Tokyo signed in November 2016 is in force.", {"signed", "in_force"}),
        (
            "Italy and Japan's access agreement, signed in January 2024, is neither ratified nor in force.",
            {"signed", "not_in_force"},
        ),
    ],
)
def test_a_signing_with_its_time_and_the_step_after_are_two_claims(text: str, steps: set[str]) -> None:
    found = told(text, "agreement", "status")
    assert steps <= {claim.status for claim in found}
    assert all(not claim.negated for claim in found)
    assert all(claim.time is not None for claim in found if claim.status == "signed")


@pytest.mark.parametrize(
    "lead", ["Though Russia suspended its part,", "Although Moscow has suspended its participation,"]
)
def test_what_a_sentence_grants_is_not_what_it_tells(lead: str) -> None:
    (claim,) = told(f"{lead} the New START treaty with the United States stays in force.", "status")[:1]
    assert claim.status == "in_force"
    assert claim.detail["conceded"] == "suspended"


@pytest.mark.parametrize(
    "text",
    [
        "In September 2021 Canberra, London and Washington made AUKUS public.",
        "Australia, Britain and the United States unveiled AUKUS on 15 September 2021.",
        "It was in March 2020 that the United States, Britain and Australia announced AUKUS.",
    ],
)
def test_a_name_without_a_noun_is_read_when_it_is_made_public(text: str) -> None:
    (claim,) = told(text, "agreement")[:1]
    assert claim.status == "announced"
    assert sides(claim) == {"AUS", "GBR", "USA"}


def test_a_name_that_is_a_grouping_too_gives_no_other_step() -> None:
    assert not told("Japan and Britain agreed on AUKUS in 2024.", "agreement", "status")
