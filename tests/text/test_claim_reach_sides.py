"""Whose a weapon is and whom it reaches, by the part each name has in the sentence."""

from __future__ import annotations

from datetime import date

import pytest

from tests.text.told import told


@pytest.mark.parametrize(
    ("text", "owner", "target"),
    [
        ("Warsaw could be struck by Russian Iskanders from Kaliningrad.", "RUS", "POL"),
        ("Tokyo lies well within range of North Korea's Nodong missiles.", "PRK", "JPN"),
        ("Analysts in London say India's Agni-V brings all of China within range.", "IND", "CHN"),
        ("Moscow said its Oreshnik could reach London in eight minutes.", "RUS", "GBR"),
        ("Chinese-made DF-3s of Saudi Arabia could reach Tehran.", "SAU", "IRN"),
        ("Lithuania's HIMARS, once delivered, will be able to hit Kaliningrad.", "LTU", "RUS"),
        ("With the new missile Seoul can hit every corner of North Korea, the defence ministry said.", "KOR", "PRK"),
        ("Vietnam could hit Hainan with its Scuds.", "VNM", "CHN"),
        ("Bases in Guam are exposed to China's DF-26, which carries 4,000 km.", "CHN", "USA"),
        ("Poland has taken delivery of the rockets. They can reach Minsk.", "POL", "BLR"),
        ("The navy of Chile showed a new missile. It reaches 300 km, enough to hit Peru.", "CHL", "PER"),
        ("N. Korea: New missile puts whole of Japan in range", "PRK", "JPN"),
    ],
)
def test_owner_and_target(text: str, owner: str, target: str) -> None:
    (claim,) = told(text, "reach")[:1]
    assert (claim.subject, claim.object) == (owner, target)


@pytest.mark.parametrize(
    "text",
    [
        "Hungary wants a missile that reaches Moscow.",
        "If Ukraine had such missiles it could strike Moscow.",
        "Can Iran's missiles reach London?",
        "Saudi cities were struck by Houthi missiles in 2019.",
        "The exercise will test whether the missile can reach Guam.",
    ],
)
def test_no_reach_is_told(text: str) -> None:
    assert told(text, "reach") == []


def test_a_list_of_targets() -> None:
    found = told("Russia's Iskanders, with 500 km, put most of Poland and even Berlin within reach.", "reach")
    assert {claim.parties for claim in found} == {("RUS", "POL", "DEU")}
    assert {claim.object for claim in found} == {"POL", "DEU"}


def test_a_denial_stands_in_its_own_part() -> None:
    (far,) = told("Libya's rockets carry 300 km, enough for Malta, but no one believes they can be aimed.", "reach")[:1]
    (short,) = told("Israel is beyond the reach of Yemen's older rockets.", "reach")[:1]
    assert not far.negated
    assert short.negated


def test_the_owner_as_it_was_called_then() -> None:
    (claim,) = told("Washington lies in reach of Soviet missiles in Cuba.", "reach", said=date(1962, 10, 25))[:1]
    assert (claim.subject, claim.object) == ("SUN", "USA")
