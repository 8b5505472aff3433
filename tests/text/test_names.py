"""Names are found whole, in their capitals, and on their days."""

from __future__ import annotations

from datetime import date

import pytest

from latticework.model.grouping import groupings
from latticework.model.state import states
from latticework.text.lists import table
from latticework.text.names import find_names
from latticework.text.tokens import tokens


def codes(text: str, day: date = date(2023, 1, 13)) -> list[tuple[str, ...]]:
    return [hit.name.codes for hit in find_names([token.form for token in tokens(text)], day)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tokyo and the Kremlin", [("JPN",), ("RUS",)]),
        ("North Korean troops", [("PRK",)]),
        ("the South China Sea", []),
        ("a turkey and some china", []),
        ("it is US policy", [("USA",)]),
        ("NORAD scrambled jets", [("USA", "CAN")]),
        ("al-Qaeda in Mali", [("NSA:al-Qaeda",), ("MLI",)]),
        ("Papua New Guinea", [("PNG",)]),
        ("the Baltic states", [("EST", "LVA", "LTU")]),
    ],
)
def test_names_stand_for_their_actors(text: str, found: list[tuple[str, ...]]) -> None:
    assert codes(text) == found


def test_a_leader_stands_for_a_state_while_in_office() -> None:
    assert codes("Kishida spoke", date(2023, 1, 13)) == [("JPN",)]
    assert codes("Kishida spoke", date(1975, 1, 13)) == []
    assert codes("Obama spoke", date(2012, 6, 1)) == [("USA",)]


@pytest.mark.parametrize(
    "place", ["Kashmir", "the Senkaku Islands", "Dokdo", "the Falklands", "the Paracel Islands", "Abu Musa"]
)
def test_a_place_that_two_states_claim_stands_for_neither(place: str) -> None:
    assert codes(f"ships near {place}") == []


def test_every_code_of_the_tables_is_an_actor() -> None:
    known = set(states()) | set(groupings())
    organisations = {
        row["codes"] for row in table("actors.csv") if row["sort"] in ("grouping", "agency", "organisation")
    }
    for row in table("actors.csv"):
        for code in filter(None, row["codes"].split(";")):
            assert code in known or code.startswith("NSA:") or code in organisations or code == "PSE", row
    assert {row["state"] for row in table("leaders.csv")} - known <= {"UN", "PSE"}
