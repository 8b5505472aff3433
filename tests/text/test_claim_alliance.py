"""Claims of the type alliance are read from many wordings, each with its sides."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told

CASES = (
    ("Seoul and Washington are treaty allies.", "KOR", "USA"),
    ("Taiwan has no defence treaty with the United States.", "TWN", "USA"),
    ("Pyongyang has a mutual defence treaty with Beijing.", "PRK", "CHN"),
    ("India is not a treaty ally of the United States.", "IND", "USA"),
    ("Indonesia belongs to no military alliance.", "IDN", ""),
    ("Finland is not a member of any military alliance.", "FIN", ""),
    ("Australia is bound by treaty to defend the United States.", "AUS", "USA"),
    ("No treaty obliges Washington to defend Taiwan.", "USA", "TWN"),
    ("Russia and North Korea are committed by treaty to come to each other's aid.", "RUS", "PRK"),
    ("The Philippines is an ally of Japan.", "PHL", "JPN"),
    ("Sweden has no formal allies.", "SWE", ""),
    ("Australia and Japan have no mutual defence treaty.", "AUS", "JPN"),
    ("The United States has a treaty obligation to defend the Philippines.", "USA", "PHL"),
    ("Japan has just one treaty ally, the United States.", "JPN", "USA"),
    ("China has no treaty allies at all.", "CHN", ""),
    ("Tehran and Moscow are not formal allies; Iran and Russia have no mutual defence pact.", "IRN", "RUS"),
    ("Ukraine has never been a treaty ally of the United States.", "UKR", "USA"),
    ("Turkey and Greece are both NATO allies.", "TUR", "GRC"),
)


@pytest.mark.parametrize(("text", "subject", "other"), CASES)
def test_it_is_read_with_its_sides(text: str, subject: str, other: str) -> None:
    wanted = {code for code in (subject, other) if code}
    assert any(wanted <= sides(claim) for claim in told(text, *("alliance",)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Australia and Indonesia would be bound to defend each other if the treaty came into force.",
            id="only supposed",
        ),
        pytest.param(
            "Finland and Sweden joined, so that the alliance now has 32 members.", id="the alliance spoken of"
        ),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str) -> None:
    assert told(text, "alliance") == []


@pytest.mark.parametrize(
    ("text", "giver", "other"),
    [
        ("The treaty commits the United States to the defence of Japan.", "USA", "JPN"),
        ("Washington is committed to the security of South Korea by a treaty.", "USA", "KOR"),
        ("The accord of 1960 obliges Britain to the defense of Cyprus.", "GBR", "CYP"),
    ],
)
def test_a_duty_told_as_a_noun(text: str, giver: str, other: str) -> None:
    assert (giver, other) in {(claim.subject, claim.object) for claim in told(text, "alliance")}
