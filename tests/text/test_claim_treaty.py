"""Steps towards multilateral treaties and the life of the treaties are read by name, short name or what they ban."""

from __future__ import annotations

import pytest

from tests.text.told import told


@pytest.mark.parametrize(
    ("text", "states", "treaty", "status", "denied"),
    [
        ("Pakistan has never signed the NPT.", {"PAK"}, "NPT", "not_signed", False),
        ("Neither India nor Israel has signed the nuclear Non-Proliferation Treaty.", {"IND", "ISR"}, "NPT", "not_signed", False),
        ("Israel is no signatory of the Non-Proliferation Treaty.", {"ISR"}, "NPT", "not_signed", False),
        ("Egypt has not ratified the test-ban treaty.", {"EGY"}, "CTBT", "ratified", True),
        ("Iran has yet to ratify the CTBT.", {"IRN"}, "CTBT", "ratified", True),
        ("Poland is a party to the Chemical Weapons Convention.", {"POL"}, "CWC", "party", False),
        ("Russia and China are not parties to the Mine Ban Treaty.", {"RUS", "CHN"}, "OTT", "party", True),
        ("Estonia is no longer bound by the treaty banning anti-personnel mines.", {"EST"}, "OTT", "ended", False),
        ("Washington is no longer a party to the Treaty on Open Skies.", {"USA"}, "OST", "ended", False),
        ("Moscow has revoked its ratification of the Comprehensive Nuclear-Test-Ban Treaty.", {"RUS"}, "CTBT", "unratified", False),
        ("Ukraine suspended its participation in the Ottawa Convention.", {"UKR"}, "OTT", "suspended", False),
        ("India declines to sign the NPT.", {"IND"}, "NPT", "not_signed", False),
    ],
)  # fmt: skip
def test_steps_of_states(text: str, states: set[str], treaty: str, status: str, *, denied: bool) -> None:
    (claim,) = told(text, "status", "agreement", "membership")
    assert (set(claim.parties), claim.object, claim.status, claim.negated) == (states, treaty, status, denied)
    assert claim.kind == "treaty"


def test_a_step_with_its_time() -> None:
    (claim,) = told("Germany ratified the Ottawa Convention in July 1998.", "agreement")
    assert claim.status == "ratified"
    assert claim.time is not None
    assert (claim.time.first.year, claim.time.first.month) == (1998, 7)
    (claim,) = told("The Rome Statute was signed by Iran in December 2000.", "agreement")
    assert (claim.parties, claim.status) == (("IRN",), "signed")


def test_signed_but_never_ratified() -> None:
    first, second = told("The United States signed the CTBT in 1996 but has never ratified it.", "agreement", "status")
    assert (first.status, second.status, second.negated) == ("signed", "ratified", True)
    assert second.parties == ("USA",)
    first, second = sorted(
        told("Israel has signed but not ratified the Chemical Weapons Convention.", "status"), key=lambda c: c.start
    )
    assert {first.status, second.status} == {"signed", "ratified"}


@pytest.mark.parametrize(
    ("text", "treaty", "status", "year"),
    [
        ("The test-ban treaty has not yet entered into force.", "CTBT", "not_in_force", None),
        ("The Arms Trade Treaty entered into force in December 2014.", "ATT", "in_force", 2014),
        ("The convention banning cluster munitions was opened for signature in 2008.", "CCM", "signed", 2008),
        ("The Treaty on the Prohibition of Nuclear Weapons is in force.", "TPNW", "in_force", None),
    ],
)
def test_the_life_of_a_treaty(text: str, treaty: str, status: str, year: int | None) -> None:
    (claim,) = told(text, "agreement", "status")
    assert (claim.subject, claim.object, claim.status) == (treaty, treaty, status)
    assert (claim.time.first.year if claim.time else None) == year


def test_leaving_a_treaty_is_told_once_as_membership() -> None:
    (claim,) = told("Lithuania left the convention banning cluster munitions in March 2025.", "membership", "status")
    assert (claim.subject, claim.object, claim.status) == ("LTU", "CCM", "left")
    assert told("Latvia withdrew from the mine-ban treaty in 2025.", "agreement", "status") == []


@pytest.mark.parametrize(
    "text",
    [
        "Kenya may sign the Arms Trade Treaty next spring.",
        "Has Turkey signed the NPT?",
        "Ministers signed a joint text at the NPT review conference in New York.",
        "Deputies in Helsinki debated the Ottawa Convention.",
        "Brazil and Argentina urged India to sign the NPT.",
    ],
)
def test_wishes_and_doings_are_no_steps(text: str) -> None:
    assert told(text, "agreement", "status") == []
