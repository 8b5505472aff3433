from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from latticework.text.amount_numbers import number
from latticework.text.amounts import Amount, find_amounts
from latticework.text.times import find_times


def in_scope(text: str) -> list[Amount]:
    return [amount for amount in find_amounts(text) if amount.scope]


def the_one(text: str) -> Amount:
    found = in_scope(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,000", 1000), ("1.5", 1.5), ("12 million", 12_000_000), ("5.94 lakh crore", 5_940_000_000_000), ("half a million", 500_000),
        ("a dozen", 12), ("two dozen", 24), ("one hundred and fifty", 150), ("twenty-five thousand", 25_000), ("two and a half million", 2_500_000),
        ("a million", 1_000_000), ("three hundred thousand", 300_000), ("1.21 trillion", 1_210_000_000_000),
    ],
)  # fmt: skip
def test_numbers(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("54,000 U.S. troops", 54_000, "troop", None),
        ("35 F-35A jets", 35, "jet", None),
        ("a dozen short-range ballistic missiles", 12, "missile", None),
        ("a 1,000-kilometer range", 1000, "km", None),
        ("18 Leopard 2 tanks", 18, "tank", None),
        ("six Patriot air defense batteries", 6, "battery", None),
        ("15 Russian and Belarusian soldiers", 15, "soldier", None),
        ("12 Su-35s", 12, "Su-35", None),
        ("2,500 multinational personnel", 2500, "person", None),
        ("nearly five million Haitians", 5_000_000, "person", "nearly"),
        ("hundreds of thousands of troops", "hundreds of thousands", "troop", "approx"),
        ("several hundred soldiers", "hundreds", "soldier", "approx"),
        ("dozens of rounds of artillery", "dozens", "round", "approx"),
        ("at least one shell landed", 1, "shell", "at_least"),
        ("two missiles", 2, "missile", None),
        ("up to 500 Marines", 500, "marine", "up_to"),
        ("as many as 40 jets", 40, "jet", "up_to"),
        ("some 3,000 rifles", 3000, "rifle", "approx"),
        ("fewer than 100 warheads", 100, "warhead", "less_than"),
        ("5,000-plus soldiers", 5000, "soldier", "more_than"),
        ("5,000 or more soldiers", 5000, "soldier", "at_least"),
        ("300 more troops", 300, "troop", "additional"),
        ("another 300 troops", 300, "troop", "additional"),
        ("a 300-strong force", 300, "troop", None),
        ("20 to 30 missiles", (20, 30), "missile", None),
        ("between 300 and 400 soldiers", (300, 400), "soldier", None),
        ("1,000-1,500 km", (1000, 1500), "km", None),
        ("two or three ships", (2, 3), "ship", None),
        ("killed at least 20", 20, "person", "at_least"),
        ("30 were wounded", 30, "person", None),
        ("the death toll rose to 45", 45, "person", None),
        ("a force of 1,000", 1000, "troop", None),
        ("$1.2 bn", 1_200_000_000, "USD", None),
        ("€100bn", 100_000_000_000, "EUR", None),
        ("¥6.8 trillion", 6_800_000_000_000, "JPY", None),
        ("43 trillion yen", 43_000_000_000_000, "JPY", None),
        ("Rs 5.94 lakh crore", 5_940_000_000_000, "INR", None),
        ("A$368 billion", 368_000_000_000, "AUD", None),
        ("US$2 million", 2_000_000, "USD", None),
        ("$5-6 billion", (5_000_000_000, 6_000_000_000), "USD", None),
        ("hundreds of millions of dollars", "hundreds of millions", "USD", "approx"),
        ("an additional $1.21 trillion", 1_210_000_000_000, "USD", "additional"),
        ("$120 billion more than in 2025", 120_000_000_000, "USD", "increase"),
        ("2% of GDP", 2, "percent_of_GDP", None),
        ("2 percent of its gross domestic product", 2, "percent_of_GDP", None),
        ("jumped more than 20 percent", 20, "percent", "increase_more_than"),
        ("a 20 percent cut", 20, "percent", "decrease"),
        ("the budget rose by 16.5%", 16.5, "percent", "increase"),
        ("72 hours to close", 72, "hour", None),
        ("within five years", 5, "year", None),
        ("a 30-year lease", 30, "year", None),
        ("an 11-year lull", 11, "year", None),
        ("for over five years", 5, "year", "more_than"),
        ("spent over five years", 5, "year", None),
        ("doubled its output", 2, "ratio", None),
        ("which halved oil output", 0.5, "ratio", None),
        ("four times as many", 4, "ratio", None),
        ("twice the size", 2, "ratio", None),
        ("a fourfold rise", 4, "ratio", None),
        ("about a third of the country", 0.333, "fraction", "approx"),
        ("two-thirds of the budget", 0.667, "fraction", None),
        ("half of its fleet", 0.5, "fraction", None),
        ("one in five soldiers", 0.2, "fraction", None),
        ("the third test this year", 3, "ordinal", "ordinal"),
        ("its sixth nuclear test", 6, "ordinal", "ordinal"),
        ("the 12th round of talks", 12, "ordinal", "ordinal"),
        ("the world's second-largest army", 2, "ordinal", "ordinal"),
        ("the first visit since 2017", 2017, "year", "first_since"),
        ("the biggest drill since 1991", 1991, "year", "biggest_since"),
        ("the first strike in seven years", 7, "year", "first_since"),
    ],
)
def test_amounts(text: str, value: Any, unit: str, comparator: str | None) -> None:
    amount = the_one(text)
    assert (amount.value, amount.unit, amount.comparator) == (value, unit, comparator)


@pytest.mark.parametrize(
    "text",
    [
        "an F-35", "the Su-35 and the MQ-9", "Type 12 missiles", "the G7 and the G20", "5G", "Section 301", "Resolution 1718",
        "resolutions 1718 and 1874", "page 5", "Article 5", "Flight 370", "it won 3-0", "Sweden 1 – 0 Korea", "a 22-year-old man", "aged 22",
        "he is 30 years old", "two countries", "one of the leaders", "the two sides", "May 3, 2022", "in 2014", "since 2014", "two decades ago",
        "three days later", "the past two years", "155mm shells", "155 mm shells", "a 500-pound bomb", "C5+1", "2+2 talks", "Covid-19", "24/7",
        "10 a.m.", "the 7th Fleet", "posts 542 and 543", "the 20th century", "six-party talks", "double standards", "thousands of jobs",
        "three rounds of talks", "the second half", "one day", "a two-state solution", "the Second World War", "24 hours a day",
    ],
)  # fmt: skip
def test_out_of_scope(text: str) -> None:
    assert in_scope(text) == []


def test_a_conversion_points_at_what_it_converts() -> None:
    found = find_amounts("It cost 43 trillion yen (about $320 billion) and flew 500 km (310 miles).")
    assert [(amount.unit, amount.converts) for amount in found] == [
        ("JPY", None),
        ("USD", 0),
        ("km", None),
        ("mile", 2),
    ]


def test_a_figure_without_noun_takes_that_of_its_neighbour() -> None:
    found = in_scope("It keeps 28,500 troops in South Korea and 54,000 in Japan.")
    assert [(amount.value, amount.unit) for amount in found] == [(28_500, "troop"), (54_000, "troop")]
    found = in_scope("The number rose from 30,000 to 50,000 troops.")
    assert [(amount.value, amount.unit) for amount in found] == [(30_000, "troop"), (50_000, "troop")]


def test_the_noun_phrase_and_the_stretch() -> None:
    text = "It hosts 54,000 U.S. troops at bases."
    amount = the_one(text)
    assert (amount.noun, text[amount.start : amount.end]) == ("U.S. troops", "54,000 U.S. troops")


def test_rates_say_per_what() -> None:
    assert the_one("$3 billion per year").per == "year"
    assert the_one("$3 billion annually").per == "year"
    assert the_one("1,400 drones a day").per == "day"


def test_given_times_are_used() -> None:
    text = "In 2025 it sent 40 tanks on May 3 within 48 hours."
    times = find_times(text, date(2025, 6, 1))
    assert find_amounts(text, times) == find_amounts(text)
    assert [amount.value for amount in in_scope(text)] == [40, 48]


WORDS = (
    "1,000 2 35 dozen hundreds of thousands million bn $ € % percent GDP of to - – ( ) troops missiles F-35 km km) years hour-long first "
    "third since 2017 double twice half a and or more than at least up killed between from one in two Resolution . , \n \u00a0 ٣ "
    "9999999999999999999 1.2.3"
)
PIECES = st.sampled_from(WORDS.split(" "))


@given(
    st.one_of(
        st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=30).map("".join)
    )
)
@settings(max_examples=400, deadline=None)
def test_any_text_is_read(text: str) -> None:
    found = find_amounts(text)
    places = [0, *(place for amount in found for place in (amount.start, amount.end)), len(text)]
    assert places == sorted(places)
    for index, amount in enumerate(found):
        assert amount.start < amount.end
        assert amount.converts is None or 0 <= amount.converts < index
        assert not isinstance(amount.value, tuple) or len(amount.value) == 2


@given(st.integers(min_value=2, max_value=10**12))
def test_counts_are_read_back(count: int) -> None:
    assert the_one(f"It sent {count:,} soldiers.").value == count


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1 ",
        "1,000 ",
        "one hundred and ",
        "half a ",
        "20 to ",
        "$1 ",
        "2 percent of ",
        "first ",
        "5 tanks ",
        "more than ",
        "a third of ",
        "-",
        "(",
        "x",
    ],
)
def test_reading_takes_time_in_step_with_length(unit: str) -> None:
    def taken(length: int) -> float:
        text, tries = (unit * length)[:length], []
        for _ in range(2):
            start = time.process_time()
            find_amounts(text)
            tries.append(time.process_time() - start)
        return min(tries)

    assert taken(32_000) < 10 * max(taken(8_000), 0.01), "four times the length takes four times as long, not sixteen"


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("It downed 28 of 30 drones.", [(28, "drone"), (30, "drone")]),
        ("Poland ordered 250 M1A2 Abrams and 32 F-35As.", [(32, "F-35A")]),
        ("one of three submarines", [(3, "submarine")]),
        ("Three coast guard members were injured.", [(3, "member")]),
        ("the fourth such package in as many months", [(4, "ordinal")]),
        ("Norway gave 75 billion kroner.", [(75_000_000_000, "krone")]),
        ("13 were killed and 27 others hurt.", [(13, "person"), (27, "person")]),
    ],
)
def test_several_amounts(text: str, amounts: list[tuple[float, str]]) -> None:
    assert [(amount.value, amount.unit) for amount in in_scope(text)] == amounts
