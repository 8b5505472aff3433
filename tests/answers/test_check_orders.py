"""Numbers of arms held against the orders on record, and promises that were replaced."""

from __future__ import annotations

from datetime import date

import pytest

from latticework.answers.check.orders import ordered
from latticework.answers.check.pledge import pledge
from latticework.atlas import Atlas
from latticework.model.period import Precision
from latticework.text.claims.shapes import Claim
from latticework.text.time_span import Span


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.in_memory()


def told(text: str, buyer: str, value: float, named: str, day: str, how: str = "", high: float | None = None) -> Claim:
    return Claim(
        "quantity", text, 0, len(text), subject=buyer, value=value, high=high, comparator=how, measure="arms",
        said=date.fromisoformat(day), detail={"sentence": text, "named": named},
    )  # fmt: skip


CASES = [
    ("Ankara has ordered 20 Eurofighters from London.", "TUR", 20, "TUR;GBR", "2025-11-03", "", None, "supported"),
    ("Ankara has ordered 60 Eurofighters from London.", "TUR", 60, "TUR;GBR", "2025-11-03", "", None, "contradicted"),
    ("Ankara has ordered 60 Eurofighters from London.", "TUR", 60, "TUR;GBR", "2026-09-03", "", None, "not_checkable"),
    ("Turkey plans to buy 24 used Typhoons.", "TUR", 24, "TUR", "2025-11-03", "", None, "supported"),
    ("Greece has bought 24 Rafales.", "GRC", 24, "GRC", "2022-06-01", "", None, "supported"),
    ("Greece has bought 18 Rafales.", "GRC", 18, "GRC", "2023-06-01", "", None, "depends"),
    ("Greece has bought 18 Rafales.", "GRC", 18, "GRC", "2021-02-01", "", None, "supported"),
    ("Jakarta has ordered 42 Rafales.", "IDN", 42, "IDN", "2022-02-12", "", None, "depends"),
    ("Kyiv signed a letter of intent for 100 to 150 Gripens.", "UKR", 100, "UKR;SWE", "2025-11-01", "", 150, "supported"),
    ("Tokyo will buy up to 400 Tomahawks.", "JPN", 400, "JPN", "2024-02-01", "up_to", None, "supported"),
    ("Warsaw ordered 66 F-35s.", "POL", 66, "POL", "2020-02-03", "", None, "contradicted"),
    ("Helsinki has ordered 62 F-35s.", "FIN", 62, "FIN", "2022-03-01", "", None, "depends"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "buyer", "value", "named", "day", "how", "high", "verdict"), CASES)
def test_a_number_is_held_against_the_very_order(
    atlas: Atlas, text: str, buyer: str, value: float, named: str, day: str, how: str, high: float | None, verdict: str
) -> None:
    found = ordered(atlas.world(day, day), told(text, buyer, value, named, day, how, high))
    assert found is not None
    assert found.verdict == verdict, found


def test_what_sells_may_be_the_subject_where_the_sentence_names_who_buys(atlas: Atlas) -> None:
    text = "America is to sell five Virginia-class submarines to Australia under the deal to buy up to five."
    found = ordered(atlas.world(), told(text, "USA", 5, "USA;AUS", "2023-04-01", "up_to"))
    assert found is not None
    assert found.verdict == "supported"


def test_holdings_and_weapons_of_other_names_are_no_orders(atlas: Atlas) -> None:
    world = atlas.world()
    assert ordered(world, told("Poland has 180 K2 tanks.", "POL", 180, "POL", "2026-01-01")) is None
    assert ordered(world, told("Poland ordered 180 T-72 tanks.", "POL", 180, "POL", "2026-01-01")) is None


def aim(words: str) -> Claim:
    due = Span(date(2032, 1, 1), date(2032, 12, 31), Precision.YEAR)
    return Claim(
        "pledge", words, 0, len(words), subject="CAN", value=2.0, unit="percent of GDP", measure="military_spending", due=due,
        said=date(2024, 8, 1), detail={"sure": "yes"},
    )  # fmt: skip


def test_a_promise_replaced_is_history_and_no_longer_the_target(atlas: Atlas) -> None:
    before, after = atlas.world("2024-08-01", "2024-08-01"), atlas.world("2025-08-01", "2025-08-01")
    assert pledge(before, aim("target is 2% of GDP by 2032")).verdict == "supported"
    assert pledge(after, aim("target is 2% of GDP by 2032")).verdict == "contradicted"
    assert pledge(after, aim("pledged to reach 2% of GDP by 2032")).verdict == "supported"
