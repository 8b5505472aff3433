"""Claims over a region, over the members of a grouping, over what is no longer so, and promises to multiply."""

from __future__ import annotations

import pytest

from latticework.atlas import Atlas
from tests.answers.told import checked


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.in_memory()


THEN = (
    ("From Russian soil the Oreshnik could hit any capital in Europe.", "2025-01-15", "reach", "supported"),
    ("Iran's Fateh-110 could reach all of Europe.", "2025-01-15", "reach", "contradicted"),
    ("Japan plans to field missiles that can fly more than 1,000 km and could reach targets in China.", "2023-01-13", "reach", "supported"),
    ("Tomahawks based at Darwin could hit Beijing.", "2024-12-10", "reach", "contradicted"),
    ("Ukraine's Flamingo missile flies 3,000 km.", "2025-09-02", "reach", "depends"),
    ("Twenty-two NATO members spent at least 2% of output on defence in 2024.", "2025-04-30", "count", "supported"),
    ("Only 11 of NATO's 31 members spend at least 2% of GDP on defence.", "2023-07-11", "count", "supported"),
    ("Twenty-nine NATO members spent at least 2% of output on defence in 2024.", "2025-04-30", "count", "contradicted"),
    ("Japan is to double its defence budget.", "2022-12-17", "pledge", "depends"),
    ("Japan's alliance with the United States dates from 1960.", "2023-01-13", "agreement", "depends"),
    ("A logistics arrangement between Australia and India dates from June 2020.", "2022-03-10", "agreement", "supported"),
    ("Armenia has left the Collective Security Treaty Organisation.", "2024-06-20", "membership", "depends"),
    ("Ukraine was admitted to NATO at the Vilnius summit.", "2023-07-13", "membership", "contradicted"),
    ("The United States has permanent bases in the Philippines again.", "2024-05-20", "hosting", "contradicted"),
    ("The United States has bases in the Philippines again.", "2024-05-20", "hosting", "depends"),
    ("Pakistan overtook India in the number of nuclear warheads between January 2023 and January 2024.", "2024-06-20", "overtake", "contradicted"),
    ("Spain spent slightly more than 2 per cent of its GDP on defence in 2024, according to NATO's annual report.", "2025-04-30", "share", "contradicted"),
    ("Russia's outlay of 13.1 trillion roubles in 2024 was worth $462 billion.", "2025-02-13", "conversion", "depends"),
    ("New START is still formally in force between the United States and Russia.", "2025-02-11", "status", "supported"),
    ("Japan and South Korea's intelligence-sharing pact, known as GSOMIA, lapsed in November 2019.", "2020-02-03", "agreement", "contradicted"),
    ("The military agreement the two Koreas made in September 2018 is void.", "2023-12-05", "agreement", "depends"),
    ("Iran now has missiles capable of reaching London.", "2026-03-24", "reach", "depends"),
    ("The United States accounted for 43 per cent of global exports of major arms in 2020-24, the latest survey from Stockholm shows.", "2025-03-11", "share", "supported"),
    ("The military agreement of 2018 between the two Koreas is fully applied by Seoul and Pyongyang.", "2024-01-15", "status", "contradicted"),
    ("The partnership treaty of Russia and Iran is in force.", "2025-05-25", "status", "contradicted"),
    ("The partnership treaty of Russia and Iran is in force.", "2025-11-25", "status", "supported"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "published", "kind", "verdict"), THEN)
def test_it_is_judged_as_published(atlas: Atlas, text: str, published: str, kind: str, verdict: str) -> None:
    assert [c.then.verdict for c in checked(atlas, text, published) if c.claim.type == kind] == [verdict]


def test_a_programme_given_up_since_is_told_as_over(atlas: Atlas) -> None:
    claim = checked(atlas, "France, Germany and Spain are developing a new fighter together.", "2024-03-01")[0]
    assert (claim.then.verdict, claim.now.verdict) == ("supported", "contradicted")


def test_how_many_members_reach_a_share_is_no_share_of_the_grouping(atlas: Atlas) -> None:
    found = checked(atlas, "Twenty-two NATO members spent at least 2% of output on defence in 2024.", "2025-04-30")
    assert [(c.claim.type, c.claim.measure) for c in found] == [("count", "members_reaching")]


def test_a_later_doubt_reaches_what_stood_before(atlas: Atlas) -> None:
    claim = checked(atlas, "Russia keeps an air base and a naval facility in Syria.", "2023-01-30")[0]
    assert (claim.then.verdict, claim.now.verdict) == ("supported", "depends")


def test_two_states_of_a_name_are_not_counted(atlas: Atlas) -> None:
    found = checked(atlas, "The military agreement of 2018 between the two Koreas is fully applied.", "2024-01-15")
    assert [c.claim.type for c in found] == ["status"]


def test_leaving_a_treaty_is_no_step_of_the_treaty(atlas: Atlas) -> None:
    text = "The withdrawal of Estonia, Latvia and Lithuania from the Ottawa landmine convention took effect on 27 December 2025."
    assert {(c.claim.type, c.then.verdict) for c in checked(atlas, text, "2026-01-06")} == {("membership", "supported")}
