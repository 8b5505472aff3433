from __future__ import annotations

from datetime import date

import pytest

from latticework.errors import AmbiguousName, NameNotFound
from latticework.model.grouping import find_grouping, groupings, name_of
from latticework.model.state import find_state, state_of_code, states
from tests.conftest import shared


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Jpn", "JPN"), ("Tokyo", "JPN"), ("Japan s", "JPN"), ("Japan’s", "JPN"), ("Japanese", "JPN"), ("ROK", "KOR"), (740, "JPN"),
        ("740", "JPN"), ("U.S.", "USA"), ("Britain", "GBR"), ("Türkiye", "TUR"), ("Turkiye", "TUR"), ("Côte d'Ivoire", "CIV"),
        ("DR Congo", "COD"), ("Republic of the Congo", "COG"), ("Guinea-Bissau", "GNB"), ("North Korea", "PRK"), ("USSR", "SUN"),
        ("West Germany", "DEU"), ("NA", "NAM"), ("Taipei", "TWN"), ("Viet Nam", "VNM"), ("Dutch", "NLD"), ("Niger", "NER"),
    ],
)  # fmt: skip
def test_states_are_found_as_people_write_them(name: str | int, code: str) -> None:
    assert find_state(name).code == code


@pytest.mark.parametrize("name", ["Korea", "Congo", "Guinea", "Korean"])
def test_ambiguous_names_say_so(name: str) -> None:
    with pytest.raises(AmbiguousName, match="more than one state"):
        find_state(name)


def test_near_names_are_offered() -> None:
    with pytest.raises(NameNotFound, match="Philippines") as caught:
        find_state("Phillipines")
    assert caught.value.exit_code == 2


def test_a_code_belongs_to_the_state_of_its_day() -> None:
    assert find_state(365, on=date(1985, 1, 1)).code == "SUN"
    assert find_state(365).code == "RUS"
    assert state_of_code("cow", 345, date(1980, 1, 1)) is states()["YUG"]
    assert state_of_code("cow", 345, date(2010, 1, 1)) is states()["SRB"]
    assert state_of_code("cow", 260, date(1980, 1, 1)) is states()["DEU"]
    assert state_of_code("cow", 260, date(2010, 1, 1)) is None
    assert state_of_code("cow", 678, date(1980, 1, 1)) is states()["YEM"]
    assert state_of_code("cow", 680, date(1980, 1, 1)) is states()["YMD"]


def test_look_alike_codes_stay_apart() -> None:
    assert find_state("CH").code == "CHE"  # ISO: Switzerland; the FIPS code for China is read by no one here
    assert find_state("CN").code == "CHN"


def test_states_begin_end_and_pass_on() -> None:
    soviet = states()["SUN"]
    assert soviet.existed(date(1985, 1, 1))
    assert not soviet.existed(date(1995, 1, 1))
    assert "RUS" in soviet.successors
    assert states()["DEU"].capital(date(1980, 1, 1)).name == "Bonn"  # type: ignore[union-attr]
    assert states()["DEU"].capital(date(2020, 1, 1)).name == "Berlin"  # type: ignore[union-attr]


def test_membership_equals_the_correlates_of_war_list() -> None:
    import csv

    wrong = []
    with shared("data", "cow-states", "isard_cw_system.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            for text in (row["start"], row["end"]):
                day = date.fromisoformat(text)
                state = state_of_code("cow", int(row["ccode"]), day)
                if state is None:
                    wrong.append((row["ccode"], text))
    assert wrong == []


def test_groupings_are_found_and_named() -> None:
    assert find_grouping("the Quad").key == "QUAD"
    assert name_of("USA") == "the United States"
    assert len(groupings()) > 40
    with pytest.raises(NameNotFound, match="NATO"):
        find_grouping("NATOO")


def test_a_sign_that_only_looks_like_a_digit_is_a_name() -> None:
    with pytest.raises(NameNotFound):
        find_state("²")
