"""Counts, shares, pledges, first since, units and reach."""

from __future__ import annotations

from datetime import date

import pytest

from latticework.answers.check.count import count
from latticework.answers.check.pledge import pledge
from latticework.answers.check.reach import reach
from latticework.answers.check.share import share
from latticework.answers.check.since import first_since
from latticework.answers.check.units import conversion
from latticework.text.claims.shapes import Claim
from latticework.text.time_span import month, one, year_span
from tests.conftest import everywhere, fact, spending, world_of

DAY = date(2014, 7, 1)


def claim(type_: str, value: float | None = None, **more: object) -> Claim:
    return Claim(type_, "words", 0, 5, value=value, said=DAY, **more)  # type: ignore[arg-type]


def troops(number: float, basis: str = "active duty") -> object:
    return fact("troops_hosted", "USA>JPN", "2014-03-31", number, unit="persons", basis=basis, spans=True)


def told(number: float, **more: object) -> Claim:
    return claim("count", number, subject="USA", object="JPN", measure="troops_hosted", **more)


def test_troops_are_those_on_active_duty() -> None:
    world = world_of([troops(53973), troops(6774, "civilian")], DAY)  # type: ignore[list-item]
    verdict = count(world, told(54000))
    assert verdict.verdict == "supported"
    assert "who is counted" in verdict.flips_on[0]


def test_a_count_that_fits_all_personnel_depends_on_who_is_counted() -> None:
    world = world_of([troops(40000), troops(14000, "civilian")], DAY)  # type: ignore[list-item]
    assert count(world, told(54000)).verdict == "depends"


def test_a_count_far_below_is_contradicted_and_one_a_little_above_may_rotate() -> None:
    world = world_of([troops(54000)], DAY)  # type: ignore[list-item]
    assert count(world, told(20000)).verdict == "contradicted"
    assert count(world, told(66000)).verdict == "depends"
    assert count(world, told(90000)).verdict == "contradicted"


def test_a_guest_nobody_counts_is_not_checkable() -> None:
    world = world_of([troops(54000)], DAY, coverage=everywhere("troops_hosted"))  # type: ignore[list-item]
    asked = claim("count", 1500, subject="FRA", object="TCD", measure="troops_hosted")
    assert count(world, asked).verdict == "not_checkable"


def blasts(*days: str) -> list[object]:
    return [fact("nuclear_test", "PRK", day) for day in days]


def test_tests_are_counted_where_all_are_listed() -> None:
    facts = blasts("2006-10-09", "2009-05-25", "2013-02-12")
    asked = claim("count", 3, subject="PRK", measure="nuclear_test", unit="count")
    covered = everywhere("nuclear_test")
    assert count(world_of(facts, DAY, coverage=covered), asked).verdict == "supported"  # type: ignore[arg-type]
    assert count(world_of(facts[:2], DAY, coverage=covered), asked).verdict == "contradicted"  # type: ignore[arg-type]
    assert count(world_of(facts, DAY), asked).verdict == "not_checkable"  # type: ignore[arg-type]


def test_a_list_that_ended_a_month_ago_still_counts_and_one_of_last_year_does_not() -> None:
    asked = claim("count", 4, subject="PRK", measure="nuclear_test", unit="count")
    facts = blasts("2006-10-09")
    recent, old = (everywhere("nuclear_test", end=end) for end in (date(2014, 6, 1), date(2013, 6, 1)))
    assert count(world_of(facts, DAY, coverage=recent), asked).verdict == "contradicted"  # type: ignore[arg-type]
    assert count(world_of(facts, DAY, coverage=old), asked).verdict == "not_checkable"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "verdict"), [(1.0, "supported"), (1.4, "depends"), (2.5, "contradicted")], ids=["same", "near", "far"]
)
def test_a_share_has_a_wide_grey_band_for_definitions(value: float, verdict: str) -> None:
    world = world_of([spending("JPN", 2013, 1.0, unit="percent of GDP")], DAY)
    asked = claim("share", value, subject="JPN", unit="percent of GDP", measure="military_spending")
    assert share(world, asked).verdict == verdict


def promised(value: float = 2.0) -> object:
    return fact(
        "pledge", "JPN", "2013-12-17", value, unit="percent of GDP", basis="defence spending", deadline="2018",
        numerator="military_spending", comparator="at_least",
    )  # fmt: skip


def test_a_pledge_is_held_against_its_own_words() -> None:
    asked = claim("pledge", 2.0, subject="JPN", unit="percent of GDP", due=year_span(2018), time=month(2013, 12))
    assert pledge(world_of([promised()], DAY), asked).verdict == "supported"  # type: ignore[list-item]
    assert pledge(world_of([promised(3.0)], DAY), asked).verdict == "contradicted"  # type: ignore[list-item]
    assert pledge(world_of([], DAY), asked).verdict == "not_checkable"


def test_a_promise_of_another_day_and_deadline_is_another_promise() -> None:
    asked = claim("pledge", 5.0, subject="JPN", unit="percent of GDP", due=year_span(2035))
    assert pledge(world_of([promised()], DAY), asked).verdict == "not_checkable"  # type: ignore[list-item]


def flights(*days: str) -> list[object]:
    return [fact("overflight", "PRK>JPN", day, mode="ballistic_missile") for day in days]


def over(since: int) -> Claim:
    return claim(
        "first_since",
        subject="PRK",
        object="JPN",
        kind="overflight",
        measure="first",
        since=year_span(since),
        time=month(2014, 6),
    )


def test_first_since_needs_a_list_of_every_event() -> None:
    facts = flights("2009-04-05", "2014-06-04")
    covered = everywhere("overflight")
    assert first_since(world_of(facts, DAY, coverage=covered), over(2009)).verdict == "supported"  # type: ignore[arg-type]
    assert first_since(world_of(facts, DAY, coverage=covered), over(1998)).verdict == "contradicted"  # type: ignore[arg-type]
    assert first_since(world_of(facts, DAY), over(2009)).verdict == "not_checkable"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "verdict"), [(621, "supported"), (620, "supported"), (640, "depends"), (700, "contradicted"), (540, "depends")],
    ids=["exact", "rounded", "grey", "wrong", "nautical"],
)  # fmt: skip
def test_conversions_are_held_to_their_rounding(value: float, verdict: str) -> None:
    asked = claim("conversion", value, unit="mile", detail={"from": "1000", "from_unit": "km"})
    assert conversion(world_of([]), asked).verdict == verdict


def test_money_depends_on_the_rate_that_its_two_figures_imply() -> None:
    asked = claim("conversion", 300, unit="USD", detail={"from": "43", "from_unit": "JPY"})
    held = conversion(world_of([]), asked)
    assert held.verdict == "depends"
    assert "exchange rate" in " ".join((*held.flips_on, *held.needed))


def place(state: str, name: str, lat: float, lon: float, kind: str = "city") -> object:
    return fact("launch_site", state, "2000", title=name, site_kind=kind, lat=str(lat), lon=str(lon))


def test_reach_is_from_any_listed_site() -> None:
    facts = [
        place("JPN", "Kumamoto", 32.8, 130.8, "missile"),
        place("JPN", "Fuji", 35.3, 138.9, "missile"),
        place("CHN", "Shanghai", 31.2, 121.5),
    ]
    asked = claim("reach", 1000, subject="JPN", object="CHN", unit="km")
    verdict = reach(world_of(facts, DAY), asked)  # type: ignore[arg-type]
    assert verdict.verdict == "supported"
    assert "1 of 2 listed sites" in verdict.flips_on[0]


def test_beyond_the_nearest_points_is_contradicted() -> None:
    facts = [
        fact("distance", "CHN;JPN", "1900", 300, unit="km", basis="nearest points"),
        place("JPN", "Kumamoto", 32.8, 130.8, "missile"),
        place("CHN", "Shanghai", 31.2, 121.5),
    ]
    asked = claim("reach", 200, subject="JPN", object="CHN", unit="km")
    assert reach(world_of(facts, DAY), asked).verdict == "contradicted"  # type: ignore[arg-type]


def test_a_day_told_is_a_span() -> None:
    assert one(DAY).written() == "2014-07-01"
