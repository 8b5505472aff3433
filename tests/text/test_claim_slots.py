"""Counts, stocks and conversions are read from their slots, in whatever order a sentence has them."""

from __future__ import annotations

import pytest

from tests.text.told import sides, told


@pytest.mark.parametrize(
    ("text", "value", "wanted"),
    [
        ("Greece operates 353 Leopard 2 tanks, more than its neighbour does.", 353, {"GRC"}),
        ("Eritrea has 200,000 people in uniform.", 200_000, {"ERI"}),
        ("Ethiopia's army is half a million strong.", 500_000, {"ETH"}),
        ("A dozen submarines, all of German make, serve in the Turkish navy.", 12, {"TUR"}),
        ("Tehran's stockpile of missiles is put at 3,000 by American generals.", 3_000, {"IRN"}),
        ("India's defence budget for 2024 comes to 6.2 trillion rupees.", 6.2e12, {"IND"}),
        ("Roughly 500 Italians serve in Latvia under NATO command.", 500, {"ITA", "LVA"}),
        ("Nine bases in the Philippines are open to the Americans.", 9, {"USA", "PHL"}),
        ("NATO has grown to 32 allies.", 32, {"NATO"}),
        ("Turkey and Azerbaijan held thirteen joint exercises last year.", 13, {"TUR", "AZE"}),
    ],
)
def test_a_figure_is_read_with_whose_it_is(text: str, value: float, wanted: set[str]) -> None:
    found = told(text, "quantity", "count")
    assert any(claim.value == value and wanted <= sides(claim) for claim in found)


def test_two_figures_of_one_sentence_keep_their_own_places() -> None:
    found = told("Around 900 US troops are in Syria and 2,500 in Iraq.", "count")
    assert {(claim.value, claim.object) for claim in found} == {(900, "SYR"), (2500, "IRQ")}


@pytest.mark.parametrize(
    "text",
    [
        "Would Norway be safer with twelve submarines?",
        "If Kyiv had 300 F-16s the war would end.",
        "Poland plans to have 300,000 soldiers by 2035.",
        "Vietnam has 58,000 schools.",
        "Two hundred British soldiers were killed in Afghanistan.",
        "Give the Poles a thousand tanks and they will ask for more.",
        "With Timor-Leste ASEAN will have 11 members.",
    ],
)
def test_wishes_and_other_things_are_not_read(text: str) -> None:
    assert told(text, "quantity", "count") == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The front is 1,000 km long, which an American would call 621 miles.", 621, "mile"),
        ("621 miles is what a thousand kilometres come to.", 1000, "km"),
        ("The base lies 60 miles/97 km north of the capital.", 97, "km"),
        ("A range of 5,500 km is, in miles, 3,418.", 3418, "mile"),
        ("Warsaw's 118 billion zlotys are some 29 billion dollars at today's rate.", 29e9, "USD"),
        ("The jet reached 1,200 mph (1,931 km/h).", 1931, "km/h"),
    ],
)
def test_the_second_figure_of_a_conversion(text: str, value: float, unit: str) -> None:
    assert [(claim.value, claim.unit) for claim in told(text, "conversion")] == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "It flew 900 km, 200 miles further than in May.",
        "The ministry spent 3 billion euros, 2 billion dollars of it on drones.",
        "It costs 100 million pounds, not 100 million dollars.",
        "The budget grew from 50 billion euros to 60 billion dollars.",
    ],
)
def test_two_things_in_two_units_are_no_conversion(text: str) -> None:
    assert told(text, "conversion") == []
