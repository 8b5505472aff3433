"""Shares, promises, quantities and counts told in many ways: of which state or grouping, how much, and how it is meant."""

from __future__ import annotations

from datetime import date

import pytest

from latticework.text.claims.aims import civil
from latticework.text.claims.meant import meant
from tests.text.told import sides, told

SHARES = (
    ("The European allies and Canada together gave 1.8% of their GDP to defence in 2023.", "NATO", 1.8, ""),
    ("NATO Europe spent 1.7% of its output on defence in 2022.", "NATO", 1.7, ""),
    ("Chile has never spent more than 3% of its GDP on defence.", "CHL", 3.0, "at_most"),
    ("As a share of GDP, Oman's military spending stood at 5.4% in 2023 and should fall.", "OMN", 5.4, ""),
    (
        "Zagreb lays out 2 percent of GDP on its forces, the bank said, and would have to borrow for more.",
        "HRV",
        2.0,
        "",
    ),
    ("The armed forces will get barely 1.5% of India's GDP in 2025.", "IND", 1.5, ""),
)
PLEDGES = (
    ("Norway is going to put 2.5 percent of GDP into its forces by 2030, the cabinet decided.", "NOR", 2.5, 2030),
    (
        "The minister repeated that Latvia would set aside no less than 5 per cent of GDP for defence in 2026.",
        "LVA",
        5.0,
        2026,
    ),
    ("Slovenia: two percent by 2030, says premier", "SVN", 2.0, 2030),
    ("Allies that spend less are to move toward 2 percent of GDP for defence by 2030.", "NATO", 2.0, 2030),
    ("Oslo's parties have a deal: three percent of GDP for the armed forces no later than 2033.", "NOR", 3.0, 2033),
    ("By law Latvia must spend 3% of GDP on its armed forces by 2028.", "LVA", 3.0, 2028),
)
QUANTITIES = (
    (
        "Pakistan's stockpile grew to an estimated 165 warheads by January 2024, and some may be more powerful.",
        "PAK",
        165.0,
    ),
    ("Polish lawmakers ring-fenced 97 billion zlotys for the army for 2023.", "POL", 97e9),
    (
        "Riyadh, long the best customer of the American makers, set aside 272 billion riyals for the military in 2024.",
        "SAU",
        272e9,
    ),
    ("Pakistan's 2024-25 defence budget: 2.1 trillion rupees", "PAK", 2.1e12),
    ("Kyiv has been given 31 Abrams by the United States.", "UKR", 31.0),
    ("Athens has 150 F-16s in its inventory, and wants to upgrade eighty.", "GRC", 150.0),
    ("South Africa no longer has any nuclear weapons.", "ZAF", 0.0),
    (
        "Finland is armed like a big state: its army keeps 200 tanks, more than Norway and Sweden together.",
        "FIN",
        200.0,
    ),
)
COUNTS = (
    ("North Korea has tested ballistic missiles on 16 occasions this year.", "PRK", 16.0),
    ("The United Nations still has 15,000 blue helmets in South Sudan.", "SSD", 15000.0),
    ("Some 1,500 North Korean special forces have arrived in Russia.", "RUS", 1500.0),
    ("NATO no longer has 30 members but 32.", "NATO", 32.0),
    ("The Shanghai Cooperation Organisation is composed of nine states.", "SCO", 9.0),
    ("There are now 32 allies in NATO.", "NATO", 32.0),
    ("India set off its sixth nuclear device in May 1998.", "IND", 6.0),
)


@pytest.mark.parametrize(("text", "owner", "value", "how"), SHARES)
def test_a_share_is_read(text: str, owner: str, value: float, how: str) -> None:
    claim = told(text, "share")[0]
    assert (claim.subject, claim.value, claim.comparator) == (owner, value, how)


@pytest.mark.parametrize(("text", "owner", "value", "year"), PLEDGES)
def test_a_promise_is_read_and_no_share(text: str, owner: str, value: float, year: int) -> None:
    claim = told(text, "pledge")[0]
    assert (claim.subject, claim.value, claim.due and claim.due.last.year) == (owner, value, year)
    assert told(text, "share") == []


@pytest.mark.parametrize(
    "text",
    [
        "Portugal has never pledged to spend 3% of GDP on defence.",
        "Slovakia didn't promise to spend 5 percent of GDP on its military.",
        "No Irish government has ever undertaken to spend 2% of GDP on defence.",
        "Ireland refused to commit to 1% of GDP for defence.",
    ],
)
def test_a_promise_that_was_not_made_is_denied(text: str) -> None:
    assert [claim.negated for claim in told(text, "pledge")] == [True]


@pytest.mark.parametrize(("text", "owner", "value"), QUANTITIES)
def test_a_quantity_is_read(text: str, owner: str, value: float) -> None:
    assert any(owner in sides(claim) and claim.value == value for claim in told(text, "quantity"))


@pytest.mark.parametrize(("text", "side", "value"), COUNTS)
def test_a_count_is_read(text: str, side: str, value: float) -> None:
    assert any(side in sides(claim) and claim.value == value for claim in told(text, "count"))


def test_a_count_can_be_denied() -> None:
    claim = told("There are not five thousand Russian soldiers in Venezuela.", "count")[0]
    assert (claim.negated, claim.value, sides(claim)) == (True, 5000.0, {"RUS", "VEN"})


def test_a_sum_for_several_years_has_both_its_ends() -> None:
    claim = told("Denmark has put aside 143 billion kroner for its forces between 2024 and 2033.", "quantity")[0]
    assert claim.since is not None
    assert claim.due is not None
    assert (claim.unit, claim.since.first.year, claim.due.last.year) == ("DKK", 2024, 2033)


def test_an_old_text_tells_of_the_soviet_union() -> None:
    claim = told("The Soviets keep 42,000 soldiers in Cuba.", "count", said=date(1962, 11, 1))[0]
    assert sides(claim) == {"SUN", "CUB"}


@pytest.mark.parametrize(
    ("text", "types"),
    [
        pytest.param("Spain spends 4.9% of GDP on schools, more than on soldiers.", ("share",), id="schools"),
        pytest.param("Italy's debt stands at 140% of GDP, and its army feels it.", ("share",), id="a debt"),
        pytest.param("Greece promised to bring its deficit to 3 percent of GDP by 2028.", ("pledge",), id="a deficit"),
        pytest.param(
            "If Madrid agreed to 3.5% of GDP by 2035, its coalition would fall.", ("pledge",), id="a condition"
        ),
        pytest.param("Had Slovenia promised 2 percent by 2027, it would regret it.", ("pledge",), id="an inversion"),
        pytest.param("Ukraine asked for 300 tanks.", ("quantity",), id="a wish"),
        pytest.param("Does Iran really have 3,000 ballistic missiles?", ("quantity",), id="a question"),
        pytest.param("In 2035 Poland may have 300,000 soldiers.", ("quantity",), id="a time to come"),
    ],
)
def test_it_is_not_read_from_what_tells_something_else(text: str, types: tuple[str, ...]) -> None:
    assert told(text, *types) == []


def test_no_year_is_taken_for_a_number_of_soldiers() -> None:
    assert told("The army of Denmark will be larger no later than 2033.", "quantity") == []


def test_how_a_figure_is_meant_hangs_on_the_words_before_it() -> None:
    assert meant("handed over 18 tanks", 12, "more_than") == ""
    assert meant("no fewer than 18 tanks", 14, "less_than") == "at_least"
    assert civil("excluding pensions, the army gets 1.5% of GDP", 34, 45) is False
