"""Claims are read from plain sentences with their sides, values and times."""

from __future__ import annotations

from datetime import date

import pytest

from latticework.text.claims.day import day_told
from latticework.text.claims.found import claims
from latticework.text.claims.lines import unwrapped
from latticework.text.claims.ordinals import place_of
from latticework.text.claims.shapes import Claim
from latticework.text.document import make_document
from latticework.text.read import read_documents

JANUARY_2023 = date(2023, 1, 13)


def read(text: str, published: date | None = JANUARY_2023) -> list[Claim]:
    return claims(next(iter(read_documents([make_document(text, key="t", published=published)]))))


def only(text: str, kind: str) -> Claim:
    found = [claim for claim in read(text) if claim.type == kind]
    assert len(found) == 1, [(claim.type, claim.words) for claim in read(text)]
    return found[0]


def test_a_ratio_has_two_sides_and_a_comparator() -> None:
    claim = only("China's military budget is more than four times larger than Japan's.", "ratio")
    assert (claim.subject, claim.object, claim.value, claim.comparator) == ("CHN", "JPN", 4, "more_than")
    assert claim.measure == "military_spending"


def test_a_pronoun_and_the_sentence_before_give_the_sides() -> None:
    text = "China overtook Japan's military spending two decades ago, and its defence budget is now more than four times larger."
    claim = only(text, "ratio")
    assert (claim.subject, claim.object) == ("CHN", "JPN")


def test_spending_more_is_a_ratio_of_one() -> None:
    claim = only("South Korea spends more on its military than Italy.", "ratio")
    assert (claim.subject, claim.object, claim.value, claim.comparator) == ("KOR", "ITA", 1, "more_than")


def test_overtaking_keeps_how_vaguely_its_time_is_told() -> None:
    claim = only("China overtook Japan in military spending two decades ago.", "overtake")
    assert claim.time is not None
    assert (claim.time.first.year, claim.detail["unit"]) == (2003, "decade")


def test_forces_are_counted_with_guest_and_host() -> None:
    claim = only("The United States has 54,000 troops in Japan.", "count")
    assert (claim.subject, claim.object, claim.value) == ("USA", "JPN", 54000)


def test_planned_and_additional_forces_are_no_count() -> None:
    text = "Washington will send 3,000 additional troops to Poland."
    assert [claim for claim in read(text) if claim.type == "count"] == []


def test_a_pledge_has_value_deadline_and_its_own_day() -> None:
    claim = only("Japan in December pledged to double defence spending to 2% of GDP within five years.", "pledge")
    assert (claim.subject, claim.value, claim.detail["doubles"]) == ("JPN", 2, "yes")
    assert claim.time is not None
    assert claim.time.written() == "2022-12"
    assert claim.due is not None


def test_what_is_spent_is_a_share_not_a_pledge() -> None:
    claim = only("Russia's military took around 7% of GDP in 2024.", "share")
    assert (claim.subject, claim.value, claim.comparator) == ("RUS", 7, "approx")


def test_first_since_names_the_event_and_the_year_before() -> None:
    claim = only("North Korea in October fired a missile over Japan for the first time since 2017.", "first_since")
    assert (claim.kind, claim.subject, claim.object) == ("overflight", "PRK", "JPN")
    assert claim.since is not None
    assert claim.since.first.year == 2017


def test_a_conversion_keeps_both_amounts() -> None:
    claim = only("The missiles fly 1,000 km (621 miles).", "conversion")
    assert (claim.detail["from"], claim.detail["from_unit"], claim.value, claim.unit) == ("1000.0", "km", 621, "mile")


def test_reach_has_range_operator_and_target() -> None:
    claim = only("Japan's missiles with a range of 1,000 km could strike targets in China.", "reach")
    assert (claim.subject, claim.object, claim.value) == ("JPN", "CHN", 1000)


def test_an_agreement_has_parties_status_and_day() -> None:
    claim = only("Japan and Britain signed a reciprocal access agreement in London on Wednesday.", "agreement")
    assert (claim.kind, set(claim.parties), claim.status) == ("reciprocal_access", {"JPN", "GBR"}, "signed")
    assert claim.time is not None
    assert claim.time.written() == "2023-01-11"


def test_the_only_treaty_ally() -> None:
    claim = only("The United States is Japan's only treaty ally.", "alliance")
    assert (set(claim.parties), claim.detail["only"]) == ({"USA", "JPN"}, "yes")


def test_hosting_bases() -> None:
    claim = only("Japan hosts U.S. military bases.", "hosting")
    assert (claim.subject, claim.object, claim.kind) == ("USA", "JPN", "basing")


def test_chair_this_year_and_joining_a_year() -> None:
    role = only("Japan is the chair of the G7 this year.", "role")
    assert (role.subject, role.object, role.status) == ("JPN", "G7", "chair")
    joined = only("Finland joined NATO in 2023.", "membership")
    assert (joined.subject, joined.object, joined.status) == ("FIN", "NATO", "joined")


def test_wanting_to_join_is_no_membership() -> None:
    assert [claim for claim in read("Ukraine wants to join NATO.") if claim.type == "membership"] == []
    assert read("Seen from Beijing, Vietnam is a member of the Quad in all but name.") == []


def test_growth_between_two_years() -> None:
    claim = only("South Korea's military spending rose by 30% from 2015 to 2024.", "growth")
    assert claim.time is not None
    assert claim.since is not None
    assert (claim.value, claim.since.first.year, claim.time.last.year) == (30, 2015, 2024)


def test_a_rank_in_the_world() -> None:
    claim = only("Germany had the world's fourth largest military budget in 2021.", "rank")
    assert (claim.subject, claim.value, claim.detail["among"]) == ("DEU", 4, "world")


def test_every_claim_stands_where_it_says() -> None:
    text = "China overtook Japan's military spending two decades ago. The United States has 54,000 troops in Japan."
    for claim in read(text):
        assert text[claim.start : claim.end] == claim.words


def test_a_text_without_claims_has_none() -> None:
    assert read("The weather in Paris was fine.") == []
    assert read("") == []


@pytest.mark.parametrize(("word", "number"), [("sixth", 6), ("21st", 21), ("new", 0)])
def test_ordinals(word: str, number: int) -> None:
    assert place_of(word) == number


def test_the_day_in_a_dateline() -> None:
    assert day_told("TOKYO, Jan 13 2023 - Japan said on Friday") == date(2023, 1, 13)
    assert day_told("Japan said on Friday") is None


def test_wrapped_lines_run_on_and_headlines_do_not() -> None:
    text = "A short headline\n\nNorth Korea in October fired a missile of a new and longer range over\nJapan for the first time.\nTokyo"
    made = unwrapped(text)
    assert len(made) == len(text)
    assert "over Japan" in made
    assert "headline\n\nNorth" in made
    assert "time.\nTokyo" in made


def test_a_ratio_with_something_that_is_no_state_is_not_read() -> None:
    assert [
        c
        for c in read("China spends three times as much on its military as all its neighbours, Japan said.")
        if c.type == "ratio"
    ] == []
    assert [
        c for c in read("Japan's military budget is twice what it was a decade ago, China said.") if c.type == "ratio"
    ] == []


def test_less_turns_a_ratio_round() -> None:
    claim = only("Japan spends four times less on its military than China.", "ratio")
    assert (claim.subject, claim.object, claim.value) == ("JPN", "CHN", 0.25)
