"""Sentences as the news words them, each with the verdict that the pack's own facts give it."""

from __future__ import annotations

import pytest

from latticework.atlas import Atlas
from tests.answers.told import checked


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.in_memory()


CASES = (
    # what is not there: refuted by one on record, borne out by a whole list, else left open
    ("India has no defence pact with any great power.", "2023-06-22", "alliance", "supported"),
    ("China has no treaty allies at all.", "2025-05-01", "alliance", "contradicted"),
    ("No treaty binds the United States to come to Taiwan's defence.", "2025-04-04", "alliance", "supported"),
    ("Japan and South Korea have never signed a logistics pact.", "2025-11-01", "status", "not_checkable"),
    ("Not one American soldier is in Taiwan.", "2022-01-10", "hosting", "contradicted"),
    ("No American troops are stationed in Finland.", "2025-11-01", "hosting", "depends"),
    ("Russia still runs its old Soviet base at Cam Ranh in Vietnam.", "2022-07-15", "hosting", "contradicted"),
    # firsts of events that are listed by selection
    ("The Carl Vinson at Busan was the first American carrier to call in South Korea in five years.", "2023-11-24", "first_since", "contradicted"),
    ("Never before had a French carrier called in the Philippines.", "2025-02-24", "first_since", "supported"),
    ("Canadian warships trained with Indonesia for the first time since 1987.", "2023-08-30", "first_since", "not_checkable"),
    ("It was the first visit of a French carrier to the Philippines.", "2025-11-01", "first_since", "not_checkable"),
    # agreements: a wrong day is an error only where it is sure which is meant
    ("Germany and Japan signed their logistics agreement in January 2022.", "2024-03-01", "agreement", "contradicted"),
    ("The fighter pact of Britain, Italy and Japan was concluded in 2022.", "2024-03-20", "agreement", "depends"),
    ("Türkiye is no longer part of the F-35 programme.", "2022-10-15", "status", "supported"),
    ("Canada and South Korea have yet to sign their agreement on classified military information.", "2025-09-10", "status", "supported"),
    ("The intelligence pact between Tokyo and Seoul has lapsed; Japan and South Korea quarrelled.", "2025-11-20", "status", "contradicted"),
    # which way spending went, in the state's own money too
    ("Swedish defence outlays shrank in 2024.", "2025-05-03", "growth", "contradicted"),
    ("Japan's defence budget has grown every year since 2012.", "2025-11-01", "growth", "depends"),
    ("Taiwan's military spending has not grown since 2015.", "2025-05-11", "growth", "contradicted"),
    ("Poland's military spending rose by 31% in 2024 and has more than doubled since 2019.", "2025-06-12", "growth", "supported"),
    # who passed whom, by what was public on the day
    ("Australia's military budget has been larger than Canada's since the late 2000s.", "2021-04-27", "overtake", "depends"),
    ("South Korea has overtaken Japan in military spending.", "2022-06-15", "overtake", "contradicted"),
    # budgets in a state's own money
    ("China's defence budget for 2021 came to 1.36 trillion yuan.", "2021-03-10", "quantity", "supported"),
    ("China's defence budget for 2022 is 3.5 trillion yuan.", "2022-06-06", "quantity", "contradicted"),
    ("China's defence budget for 2023 was 1.2 trillion yuan.", "2023-06-06", "quantity", "depends"),
    ("Japan's defence budget for fiscal 2024 came to 7.95 trillion yen.", "2024-05-01", "quantity", "supported"),
    ("Australia's defence budget for 2012 was 24 billion Australian dollars.", "2024-05-01", "quantity", "not_checkable"),
    # places among others
    ("Germany is the biggest military spender in Europe.", "2025-11-01", "rank", "depends"),
    ("No country hosts more American troops than Japan.", "2022-11-11", "rank", "supported"),
    ("Indonesia is the biggest military spender in Southeast Asia.", "2025-05-20", "rank", "contradicted"),
    # figures that others dispute, and figures that may have moved
    ("Israel owns 90 nuclear warheads.", "2023-11-15", "quantity", "depends"),
    ("Pakistan has amassed 400 nuclear warheads.", "2024-12-05", "quantity", "contradicted"),
    ("Britain has fewer than half as many nuclear warheads as China.", "2025-11-01", "ratio", "supported"),
    # numbers on lists
    ("With the four new ones, American forces have access to nine sites in the Philippines.", "2023-04-10", "count", "supported"),
    ("In the course of 2024 Ukraine signed security agreements with more than twenty countries.", "2025-01-10", "count", "supported"),
    ("Fewer than 5,000 soldiers took part in the Balikatan drills of 2024.", "2024-04-25", "quantity", "contradicted"),
    ("Three Chinese missiles came down in Japan's exclusive economic zone.", "2022-08-10", "count", "contradicted"),
    ("Pakistan carried out its sixth nuclear test in May 1998.", "2025-11-01", "count", "depends"),
    # weapons
    ("The Storm Shadow missiles given by Britain have a range of 560 km.", "2023-06-01", "reach", "depends"),
    ("Guam is within reach of North Korea's Hwasong-12.", "2025-03-02", "reach", "supported"),
    ("Taurus missiles, with a range of 500 km, would let Ukraine strike Moscow.", "2025-11-01", "reach", "depends"),
    ("The French frigate was 300 miles (483 km) off India's coast.", "2021-09-20", "conversion", "depends"),
    ("The Kinzhal is said to fly at Mach 10 (12,350 km an hour).", "2022-03-20", "conversion", "depends"),
    # roles that are less than membership, and records that are doubted
    ("Taiwan is a major non-NATO ally of the United States.", "2022-11-01", "membership", "depends"),
    ("Saudi Arabia is a member of BRICS.", "2024-02-15", "membership", "depends"),
    ("Armenia is a member of the Collective Security Treaty Organization.", "2025-11-01", "membership", "depends"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "published", "kind", "verdict"), CASES)
def test_the_verdict_a_fact_checker_would_sign(
    atlas: Atlas, text: str, published: str, kind: str, verdict: str
) -> None:
    found = [c for c in checked(atlas, text, published) if c.claim.type == kind]
    assert found
    assert {c.then.verdict for c in found} == {verdict}


RUNNING = (
    "Finland joined NATO on 4 April 2023, Sweden on 7 March 2024; before that neither had belonged to any military alliance.",
    "In April 2024 Iran attacked Israel directly for the first time, and again in October.",
    "Sweden's military budget reached 2% of GDP in 2024; Finland's stood at 2.3%. Russia spent twelve times as much as Sweden.",
    "Saudi Arabia is the biggest military spender in the Middle East. The Gulf Cooperation Council has six members and was founded in 1981.",
    "Norway allows no foreign bases in peacetime, but American forces train there. Germany leads a battlegroup in Lithuania.",
    "The Philippines spent 1.3% of its output on its armed forces in 2024, less than half the share that South Korea spent. China's military budget is about fifty times larger.",
    "Japan signed a reciprocal access agreement with Australia in January 2022 and another with Britain in London in January 2023.",
    "Manila and Tokyo signed a reciprocal access agreement in July 2024, and it entered into force in September 2025; Japan and the Philippines had long talked.",
    "No American bases of their own have stood in the Philippines since 1992, when Subic Bay was handed back.",
    "At 4.2% of GDP, Poland's military spending is twice the alliance's 2% target. Poland overtook Italy last year.",
    "Russia, which has about 4,500 nuclear warheads in its stockpile, spent more than twice as much on its military as Ukraine in 2024.",
)  # fmt: skip


@pytest.mark.parametrize("text", RUNNING)
def test_true_running_prose_is_not_contradicted(atlas: Atlas, text: str) -> None:
    assert [c.claim.words for c in checked(atlas, text, "2025-11-20") if c.then.verdict == "contradicted"] == []


def test_what_is_told_in_the_past_tense_is_not_held_against_today(atlas: Atlas) -> None:
    found = checked(atlas, "At the time Japan's defence spending stood at about 1% of GDP.", "2022-12-20")
    assert [c.now == c.hindsight for c in found] == [True]


def test_a_list_of_allies_is_shown_where_it_refutes(atlas: Atlas) -> None:
    found = checked(atlas, "Finland belongs to no military alliance.", "2025-05-01")
    assert found[0].then.verdict == "contradicted"
    assert found[0].then.facts()
