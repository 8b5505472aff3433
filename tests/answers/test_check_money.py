"""Money turned into other money is held against the rates of the time."""

from __future__ import annotations

import pytest

from latticework.answers.check import CheckedClaim
from latticework.atlas import Atlas
from tests.answers.told import checked


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.in_memory()


def turned(atlas: Atlas, text: str, published: str) -> CheckedClaim:
    (found,) = [one for one in checked(atlas, text, published) if one.claim.type == "conversion"]
    return found


CASES = (
    # right by a daily rate of the last months, also to the dollar's other side and between two other currencies
    ("The boats were put at A$368 billion, or about US$245 billion.", "2023-03-14", "supported", "supported"),
    ("Seoul offered 600 billion won, nearly $450 million.", "2023-11-01", "supported", "supported"),
    ("London gives 2.3 billion pounds, more than $2.8 billion.", "2023-01-10", "supported", "supported"),
    ("The loan of 75 billion kronor (6.5 billion euros) was agreed.", "2024-05-08", "supported", "supported"),
    ("Jakarta pays 26 trillion rupiah ($1.6 billion) for frigates.", "2025-03-08", "supported", "supported"),
    # wrong by any rate of the time
    ("The boats were put at A$368 billion, or US$330 billion.", "2023-03-14", "contradicted", "contradicted"),
    ("The loan of 75 billion kronor (8.9 billion euros) was agreed.", "2024-05-08", "contradicted", "contradicted"),
    ("Paris pays 30 million euros ($60 million) in rent.", "2026-10-10", "contradicted", "contradicted"),
    ("The plan costs 43 trillion yen ($580 billion).", "2022-12-16", "contradicted", "contradicted"),
    # at the rate of the year before, at which budgets reckon
    ("The plan costs 43 trillion yen ($390 billion).", "2022-12-16", "depends", "depends"),
    # a rate that fell within the month is known afterwards only
    ("Ankara set aside 180 billion lira ($10 billion).", "2021-12-20", "depends", "supported"),
    # yearly rates, where there are no daily ones
    ("Taipei will buy drones for NT$50 billion (US$1.6 billion).", "2024-06-16", "supported", "supported"),
    ("Taipei will buy drones for NT$50 billion (US$2.5 billion).", "2024-06-16", "contradicted", "contradicted"),
    ("Riyadh will pay 75 billion riyals ($26 billion).", "2022-05-14", "contradicted", "contradicted"),
    ("The yen loan came to 1.5 trillion yen ($13.8 billion).", "1996-10-10", "supported", "supported"),
    ("Moscow spent 6.4 trillion roubles ($75 billion) on its forces.", "2023-09-16", "depends", "supported"),
    # the rate of a year told in the sentence, or just before it
    ("In 2015 Japan spent 4.98 trillion yen ($42 billion) on defence.", "2024-06-16", "supported", "supported"),
    ("In 2015 Japan spent 4.98 trillion yen ($60 billion) on defence.", "2024-06-16", "contradicted", "contradicted"),
    ("The loan was signed in 2016. It came to 2.2 trillion yen ($20 billion).", "2024-03-01", "depends", "depends"),
    # no rates of that time
    ("The claim was put at 70 million pounds ($200 million).", "1956-11-14", "depends", "depends"),
)


@pytest.mark.parametrize(("text", "published", "then", "hindsight"), CASES, ids=[case[0][:40] for case in CASES])
def test_money_is_held_to_the_rates_of_its_time(
    atlas: Atlas, text: str, published: str, then: str, hindsight: str
) -> None:
    found = turned(atlas, text, published)
    assert (found.then.verdict, found.hindsight.verdict) == (then, hindsight)


def test_the_verdict_says_rate_time_and_source(atlas: Atlas) -> None:
    found = turned(atlas, "The boats were put at A$368 billion, or about US$245 billion.", "2023-03-14").hindsight
    cell = next(cell for cell in found.cells if cell.counts)
    assert (cell.source, cell.basis) == ("ecb-rates", "daily rates of December 2022 to March 2023")
    assert cell.says.startswith("1.467 AUD to 1 USD (1.402 to ")
    assert found.notes == ("the two figures imply 1.502 AUD to 1 USD",)
    assert {fact.kind for fact in found.facts()} == {"exchange_rate"}


def test_as_published_no_rate_is_used_that_was_not_known(atlas: Atlas) -> None:
    found = turned(atlas, "Ankara set aside 180 billion lira ($10 billion).", "2021-12-20").then
    assert max(str(fact.known_from) for fact in found.facts()) <= "2021-12-20"
