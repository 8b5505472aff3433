"""Joining and leaving are told of the grouping itself; wishes, refusals and its doings are told apart."""

from __future__ import annotations

import pytest

from tests.text.told import told


@pytest.mark.parametrize(
    "text",
    [
        "Turkey's foreign minister left the meeting of the EU early.",
        "Hungary's premier left the NATO summit without a word.",
        "The Dutch delegation left NATO's headquarters at midnight.",
        "Poland joined its EU partners in condemning the attack.",
        "Italy joined NATO's mission in Kosovo in 1999.",
        "Japan joined G7 leaders in a statement on Monday.",
        "Denmark left the EU with a headache over its budget.",
        "In 1966 France left NATO's integrated command.",
        "Georgia hopes to join NATO.",
        "Sweden would join NATO if Turkey agreed.",
        "Had Serbia joined NATO in 2009, the bases would be others today.",
        "Kosovo is recognised by most members of the EU.",
        "Ukraine's road to NATO is long.",
    ],
)
def test_doings_and_wishes_are_no_membership(text: str) -> None:
    assert told(text, "membership") == []


@pytest.mark.parametrize(
    ("text", "subject", "status", "year"),
    [
        ("Ecuador gave up its membership of OPEC on 1 January 2020.", "ECU", "left", 2020),
        ("Burkina Faso walked out of ECOWAS in January 2025.", "BFA", "left", 2025),
        ("Britain's departure from the European Union took effect on 31 January 2020.", "GBR", "left", 2020),
        ("Cuba was expelled from the Organization of American States in 1962.", "CUB", "left", 1962),
        ("Moldova lodged its application to join the European Union in March 2022.", "MDA", "applied", 2022),
        ("Bosnia's request for membership of the EU was handed in on 15 February 2016.", "BIH", "applied", 2016),
        ("The accession of Croatia to NATO dates from 2009.", "HRV", "joined", 2009),
        ("ASEAN opened its doors to Timor-Leste on 26 October 2025.", "TLS", "joined", 2025),
        (
            "On 1 April 2009 Albania was admitted to NATO; within ten days the fleet came to Durres.",
            "ALB",
            "joined",
            2009,
        ),
        ("Egypt was readmitted to the Arab League in 1989.", "EGY", "joined", 1989),
    ],
)
def test_a_step_with_its_time(text: str, subject: str, status: str, year: int) -> None:
    (claim,) = [one for one in told(text, "membership") if one.subject == subject]
    assert claim.status == status
    assert claim.time is not None
    assert claim.time.first.year == year


@pytest.mark.parametrize(
    ("text", "subject", "status"),
    [
        ("Serbia is not in NATO.", "SRB", "member"),
        ("Ireland has never been in NATO.", "IRL", "member"),
        ("Switzerland remains outside NATO.", "CHE", "member"),
        ("Norway has twice decided against joining the European Union.", "NOR", "joined"),
        ("Argentina turned down an invitation to join BRICS.", "ARG", "joined"),
        ("Azerbaijan has yet to join the CSTO.", "AZE", "joined"),
        ("Greece did not leave the European Union.", "GRC", "left"),
    ],
)
def test_what_is_denied(text: str, subject: str, status: str) -> None:
    (claim,) = [one for one in told(text, "membership") if one.subject == subject]
    assert (claim.status, claim.negated) == (status, True)


def test_who_stands_behind_a_phrase_set_in_front() -> None:
    (claim,) = told("A member of NATO since 1999, Hungary has blocked the statement.", "membership")
    assert (claim.subject, claim.object) == ("HUN", "NATO")
