"""Each measure: one worked sum, one unknown, one law."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latticework import measures
from latticework.measures.pledges import outcome
from latticework.measures.space import great_circle
from latticework.measures.threats import VARIANTS, Standing, weights
from latticework.model.reading import Reading, Unknown
from latticework.model.source import Coverage
from latticework.views.ties import Ties
from latticework.views.world import World
from tests.conftest import JULY_2014, everywhere, fact, spending, step, world_of

DAY = date(2023, 1, 13)


def value(found: Reading | Unknown) -> float:
    assert isinstance(found, Reading), found
    return found.value


# spending, balance, overtake, growth

YEARS = [(2000, 10, 20), (2001, 25, 20), (2002, 18, 20), (2003, 30, 20), (2004, 40, 20)]
RACE = [spending(state, year, amount) for year, a, b in YEARS for state, amount in (("CHN", a), ("JPN", b))]


def test_balance_is_the_ratio_of_the_last_common_year() -> None:
    found = measures.balance(world_of(RACE, DAY), ["CHN"], ["JPN"])
    assert value(found) == 2
    assert isinstance(found, Reading)
    assert [part.value for part in found.parts] == [40, 20]
    assert value(measures.balance(world_of(RACE, DAY), ["CHN"], ["JPN"], year=2000)) == 0.5


def test_balance_of_coalitions_adds() -> None:
    facts = [spending("USA", 2013, 30), spending("JPN", 2013, 10), spending("CHN", 2013, 20)]
    assert value(measures.balance(world_of(facts), ["USA", "JPN"], ["CHN"])) == 2


def test_a_missing_member_is_unknown_never_zero() -> None:
    facts = [spending("USA", 2013, 30), spending("CHN", 2013, 20)]
    found = measures.balance(world_of(facts), ["USA", "PRK"], ["CHN"])
    assert isinstance(found, Unknown)
    assert "North Korea" in found.because


def test_shares_of_output_are_not_added() -> None:
    assert isinstance(measures.balance(world_of([]), ["USA", "JPN"], ["CHN"], unit="percent of GDP"), Unknown)


@given(st.floats(min_value=0.1, max_value=1e6), st.floats(min_value=0.1, max_value=1e6))
def test_balance_turned_round_is_its_inverse(a: float, b: float) -> None:
    world = world_of([spending("CHN", 2013, a), spending("JPN", 2013, b)])
    there, back = measures.balance(world, ["CHN"], ["JPN"]), measures.balance(world, ["JPN"], ["CHN"])
    assert value(there) * value(back) == pytest.approx(1)


def test_overtaking_is_for_good_and_crossings_are_told() -> None:
    found = measures.overtake(world_of(RACE, DAY), "CHN", "JPN")
    assert value(found) == 2003
    assert isinstance(found, Reading)
    assert found.detail["crossings"] == ("above from 2001", "below from 2002", "above from 2003")
    assert isinstance(measures.overtake(world_of(RACE, DAY), "JPN", "CHN"), Unknown)


def test_overtaking_before_coverage_is_said_to_be_so() -> None:
    found = measures.overtake(world_of([spending("CHN", 2010, 3), spending("JPN", 2010, 2)], DAY), "CHN", "JPN")
    assert isinstance(found, Reading)
    assert found.detail["censored"]
    assert "in or before" in found.notes[0]


def test_growth_over_years() -> None:
    facts = [spending("JPN", year, amount, unit="constant US$") for year, amount in ((2003, 10), (2013, 15))]
    assert value(measures.growth(world_of(facts), "JPN")) == pytest.approx(50)
    assert isinstance(measures.growth(world_of(facts[1:]), "JPN"), Unknown)


# threats


def test_the_named_threat_has_a_score_that_is_the_product_of_its_parts(triangle: Callable[..., World]) -> None:
    found = measures.threats(triangle(), "JPN")
    assert isinstance(found, list)
    assert [reading.detail["state"] for reading in found] == ["CHN"]
    product = 1.0
    for part in found[0].parts:
        assert not isinstance(part.value, Unknown)
        product *= part.value
    assert found[0].value == pytest.approx(product)
    assert found[0].parts[0].value == 1.0  # the only candidate is the strongest
    assert found[0].parts[2].value == weights()["grade"]["challenge"]


def test_swapping_the_labels_swaps_the_results(triangle: Callable[..., World]) -> None:
    """One rule for all states: with equal places, who is called what changes nothing."""
    world, other = triangle(), triangle(own="CHN", threat="JPN")
    one, two = measures.threats(world, "JPN"), measures.threats(other, "CHN")
    assert isinstance(one, list)
    assert isinstance(two, list)
    assert [reading.value for reading in one] == pytest.approx([reading.value for reading in two])
    assert value(measures.cover(world, "JPN", ["CHN"])) == value(measures.cover(other, "CHN", ["JPN"]))


def test_an_ally_that_is_named_is_masked_and_it_is_said(triangle: Callable[..., World]) -> None:
    base = triangle()
    world = world_of(
        [
            *base.memory.select(),
            fact(
                "threat_named", "JPN>USA", "2013-12-17", document="doc", series="nss", title="Strategy", grade="threat"
            ),
        ],
        coverage=base.coverage,
    )
    found = measures.threats(world, "JPN")
    assert isinstance(found, list)
    assert [reading.detail["state"] for reading in found] == ["CHN"]
    assert found[0].detail["masked"] == ("USA",)


def test_a_missing_capability_is_unknown_not_zero() -> None:
    facts = [
        fact("strategy_document", "JPN", "2013", document="d", series="s", title="S"),
        fact("threat_named", "JPN>PRK", "2013", document="d", series="s", title="S", grade="threat"),
        fact("threat_named", "JPN>CHN", "2013", document="d", series="s", title="S", grade="concern"),
        spending("CHN", 2013, 15),
    ]
    found = measures.threats(world_of(facts), "JPN")
    assert isinstance(found, list)
    standing = {str(r.detail["state"]): r.detail["standing"] for r in found}
    assert isinstance(standing["CHN"], Standing)
    assert 0 < standing["CHN"].known < len(VARIANTS)
    assert "PRK" not in standing  # no variant has all three factors: it has no rank, and no zero either


def test_a_newer_edition_silences_the_older() -> None:
    facts = [
        fact("strategy_document", "KOR", "2010", document="old", series="dwp", title="2010"),
        fact("threat_named", "KOR>PRK", "2010", document="old", series="dwp", title="2010", grade="threat"),
        fact("strategy_document", "KOR", "2012", document="new", series="dwp", title="2012"),
    ]
    assert measures.threats(world_of(facts), "KOR") == []


def test_nobody_read_is_unknown() -> None:
    assert isinstance(measures.threats(world_of([]), "JPN"), Unknown)


def test_acts_fade_and_satellite_launches_are_none() -> None:
    from latticework.measures.threats import acts

    facts = [
        fact("overflight", "PRK>JPN", "2009-04-05", mode="satellite_launch", spans=True),
        fact("hostile_act", "PRK>JPN", "2013-01-01", mode="threaten", spans=True),
        fact("hostile_act", "PRK>JPN", "2000-01-01", mode="assault", spans=True),
    ]
    assert {actor: [f.day.year for f in found] for actor, found in acts(world_of(facts), "JPN").items()} == {
        "PRK": [2013]
    }


# cover, reliance, hosting


def test_cover_counts_who_must_defend(triangle: Callable[..., World]) -> None:
    world = triangle()
    assert value(measures.cover(world, "JPN", ["CHN"])) == 2  # (20 + 10) / 15
    assert value(measures.cover(world, "USA", ["CHN"])) == pytest.approx(10 / 15)  # Japan need not defend it


def test_reliance_is_the_allys_share(triangle: Callable[..., World]) -> None:
    found = measures.reliance(triangle(), "JPN")
    assert value(found) == pytest.approx(100 * 10 / 30)
    assert isinstance(measures.reliance(triangle(), "CHN"), Unknown)


def test_an_ally_without_a_figure_is_named_not_counted(triangle: Callable[..., World]) -> None:
    base = triangle()
    world = world_of(
        [*base.memory.select(), step("defence_pact", "AUS;JPN", "in_force", "2000")], coverage=base.coverage
    )
    found = measures.cover(world, "JPN", ["CHN"])
    assert value(found) == 2
    assert isinstance(found, Reading)
    assert "Australia" in found.notes[0]


def test_those_counted_stay_apart() -> None:
    facts = [
        fact("troops_hosted", "USA>JPN", "2022-09-30", number, unit="persons", basis=who, spans=True)
        for number, who in ((53973.0, "active duty"), (262.0, "selected reserve"), (6774.0, "civilian"))
    ]
    world = world_of(facts, DAY)
    assert value(measures.hosting(world, "USA", "JPN")) == 53973
    assert value(measures.hosting(world, "USA", "JPN", counted="civilian")) == 6774
    assert isinstance(measures.hosting(world, "USA", "KOR"), Unknown)


# depth, network, gains


def test_depth_adds_each_rung_once() -> None:
    facts = [
        step("information_security", "JPN;USA", "in_force", "2007-08-10", tie="a"),
        step("information_security", "JPN;USA", "in_force", "2010-08-10", tie="b"),
        step("defence_cooperation", "JPN;USA", "signed", "2005-01-01", tie="c"),
    ]
    assert value(measures.depth(world_of(facts, DAY), "JPN", "USA")) == 4 + 2 * 0.75
    assert isinstance(measures.depth(world_of([], DAY), "JPN", "USA"), Unknown)
    assert value(measures.depth(world_of([], DAY, coverage=everywhere("defence_cooperation")), "JPN", "USA")) == 0


@given(st.permutations(["JPN", "USA"]))
def test_depth_is_the_same_from_both_sides(pair: list[str]) -> None:
    world = world_of([step("defence_pact", "USA>JPN", "in_force", "1960-06-23")], DAY)
    assert value(measures.depth(world, pair[0], pair[1])) == 9


def star(*extra: str) -> World:
    spokes = ["JPN;USA", "KOR;USA", "PHL;USA", *extra]
    return world_of([step("defence_cooperation", about, "in_force", "2000", tie=about) for about in spokes], DAY)


def test_a_star_is_no_lattice() -> None:
    among = ["USA", "JPN", "KOR", "PHL"]
    found = measures.lattice_share(star(), among, "USA")
    assert value(found) == 0
    assert isinstance(found, Reading)
    assert found.detail["centralisation"] == 1
    woven = measures.lattice_share(star("JPN;KOR"), among, "USA")
    assert value(woven) == 0.25
    assert isinstance(measures.lattice_share(world_of([], DAY), among, "USA"), Unknown)


def test_hub_dependence_is_a_share() -> None:
    world = world_of(
        [
            step("defence_cooperation", "JPN;USA", "in_force", "2000", tie="a"),
            step("information_security", "JPN;USA", "in_force", "2000", tie="b"),
            step("defence_cooperation", "AUS;JPN", "in_force", "2000", tie="c"),
        ],
        DAY,
    )
    assert value(measures.hub_dependence(world, "JPN", "USA", ["USA", "AUS"])) == pytest.approx(6 / 8)


def test_gained_and_lost() -> None:
    facts = [
        step("reciprocal_access", "GBR;JPN", "signed", "2023-01-11", tie="raa"),
        step("reciprocal_access", "FRA;JPN", "negotiating", "2022-05-01", tie="fra"),
        step("defence_cooperation", "IND;JPN", "in_force", "2008-10-22", tie="old"),
        step("defence_cooperation", "JPN;RUS", "in_force", "2006", tie="gone"),
        step("defence_cooperation", "JPN;RUS", "ended", "2022", tie="gone"),
    ]
    world = world_of(facts, DAY)
    since = date(2013, 1, 13)
    found = measures.gained(world, "JPN", since)
    assert {str(r.detail["partner"]): r.value for r in found} == {"GBR": 1.0, "FRA": 0.0}
    assert [tie.key for tie in measures.lost(world, "JPN", since)] == ["gone"]


# since


FLIGHTS = [
    fact("overflight", "PRK>JPN", day, mode="ballistic_missile", spans=True)
    for day in ("1998-08-31", "2017-09-15", "2022-10-04")
]


def test_first_since_is_computed_and_guarded() -> None:
    looked = everywhere("overflight", start=date(1984, 1, 1))
    found = measures.first_since(world_of(FLIGHTS, DAY, coverage=looked), "overflight", "PRK", "JPN")
    assert isinstance(found, Reading)
    assert found.day == date(2017, 9, 15)
    assert isinstance(measures.first_since(world_of(FLIGHTS, DAY), "overflight", "PRK", "JPN"), Unknown)
    some = everywhere("overflight", complete=False)
    assert isinstance(measures.first_since(world_of(FLIGHTS, DAY, coverage=some), "overflight", "PRK", "JPN"), Unknown)


def test_nothing_before_coverage_is_claimed() -> None:
    looked = everywhere("overflight", start=date(2000, 1, 1))
    found = measures.first_since(
        world_of(FLIGHTS, DAY, coverage=looked), "overflight", "PRK", "JPN", on=date(2017, 9, 15)
    )
    assert isinstance(found, Reading)
    assert found.detail["first_known"]  # 1998 lies outside coverage


def test_counts_say_when_they_are_lower_bounds_or_unknown() -> None:
    start = date(2000, 1, 1)
    complete = world_of(FLIGHTS, DAY, coverage=everywhere("overflight"))
    selected = world_of(FLIGHTS, DAY, coverage=everywhere("overflight", complete=False))
    ended = world_of(FLIGHTS, DAY, coverage=(Coverage("t", "overflight", date(1984, 1, 1), date(2018, 1, 1)),))
    assert value(measures.count_since(complete, "overflight", "PRK", "JPN", start=start)) == 2
    lower = measures.count_since(selected, "overflight", "PRK", "JPN", start=start)
    assert isinstance(lower, Reading)
    assert "at least" in lower.notes[0]
    assert isinstance(measures.count_since(ended, "overflight", "PRK", "JPN", start=start), Unknown)
    none = measures.count_since(
        world_of([], DAY, coverage=everywhere("overflight")), "overflight", "PRK", "JPN", start=start
    )
    assert value(none) == 0


# pledges


def pledge(promised: float = 2.0, deadline: str = "2028-03-31", **detail: str) -> object:
    return fact(
        "pledge", "JPN", "2022-12-16", promised, unit="percent of GDP", basis="national", deadline=deadline,
        numerator="defence_related", title="Strategy", outcome="open", **detail,
    )  # fmt: skip


def test_a_pledge_needs_growth_each_year() -> None:
    made = pledge()
    now = spending("JPN", 2022, 1.0, unit="percent of GDP")
    found = measures.pledge_path(world_of([made, now], DAY), made)  # type: ignore[list-item, arg-type]
    assert value(found) == pytest.approx(100 * (2 ** (1 / 6) - 1))
    assert "national" in found.notes[0]  # type: ignore[union-attr]


def test_a_pledge_without_figure_deadline_or_share_has_no_path() -> None:
    made, late = pledge(), pledge(deadline="")
    assert isinstance(measures.pledge_path(world_of([made], DAY), made), Unknown)  # type: ignore[list-item, arg-type]
    assert isinstance(measures.pledge_path(world_of([late], DAY), late), Unknown)  # type: ignore[list-item, arg-type]


def test_a_pledge_is_open_until_its_outcome_came() -> None:
    made = fact(
        "pledge",
        "DEU",
        "2022-02-27",
        2.0,
        unit="percent of GDP",
        deadline="2024",
        outcome="met",
        outcome_day="2024-12-31",
    )
    assert outcome(made, DAY) == "open"
    assert outcome(made, date(2025, 1, 1)) == "met"


# space


def test_great_circles() -> None:
    assert great_circle(0, 0, 0, 1) == pytest.approx(111.32, abs=0.01)


@given(*[st.floats(-89, 89), st.floats(-179, 179)] * 2)
def test_distance_is_the_same_both_ways(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    assert great_circle(lat1, lon1, lat2, lon2) == pytest.approx(great_circle(lat2, lon2, lat1, lon1), abs=1e-6)


def test_reach_says_yes_no_or_depends() -> None:
    site = fact("launch_site", "JPN", "1900", title="A", lat="0", lon="0")
    place = fact("launch_site", "CHN", "1900", title="B", lat="0", lon="8.983")  # 1,000 km away
    for low, high, said in (("1100", "1200", "yes"), ("900", "1200", "depends"), ("500", "900", "no")):
        weapon = fact("weapon_range", "JPN", "2020", title="W", range_min=low, range_max=high)
        found = measures.reach(weapon, site, place)
        assert isinstance(found, Reading)
        assert found.detail["within"] == said
    assert isinstance(measures.reach(weapon, site, fact("launch_site", "CHN", "1900")), Unknown)


def test_capitals_are_those_of_the_day() -> None:
    found = measures.capital_distance(world_of([], date(1980, 1, 1)), "DEU", "FRA")
    assert isinstance(found, Reading)
    assert found.how.startswith("Bonn")
    assert isinstance(measures.capital_distance(world_of([], date(1880, 1, 1)), "UKR", "FRA"), Unknown)


def test_minimum_distance_is_read() -> None:
    world = world_of([fact("distance", "JPN;RUS", "1900", 4.0, unit="km", basis="nearest points")], JULY_2014)
    assert value(measures.minimum_distance(world, "RUS", "JPN")) == 4
    assert isinstance(measures.minimum_distance(world, "JPN", "CHN"), Unknown)


def test_ties_of_a_world_are_made_once(triangle: Callable[..., World]) -> None:
    ties = Ties(triangle())
    assert ties.all is ties.all


def test_a_missing_figure_neither_lifts_nor_sinks_a_state() -> None:
    """North Korea has no output figure; pairwise majority compares it where it can be compared."""
    facts = [
        fact("strategy_document", "KOR", "2020", document="d", series="s", title="S"),
        fact("threat_named", "KOR>PRK", "2020", document="d", series="s", title="S", grade="threat"),
        fact("threat_named", "KOR>CHN", "2020", document="d", series="s", title="S", grade="concern"),
        fact("warheads", "PRK", "2021", 30.0, unit="warheads", spans=True),
        fact("warheads", "CHN", "2021", 30.0, unit="warheads", spans=True),
        fact("gdp", "CHN", "2021", 17.0, unit="current US$", spans=True),
    ]
    found = measures.threats(world_of(facts, DAY), "KOR")
    assert isinstance(found, list)
    assert [reading.detail["state"] for reading in found] == ["PRK", "CHN"]


def test_missile_tests_are_acts_against_near_states_only() -> None:
    from latticework.measures.threats import tests_nearby

    launches = [
        fact("missile_test", "PRK", day, 1.0, unit="missiles", spans=True, locator=f"l{n}")
        for n, day in enumerate(("2022-10-04", "2022-10-06", "2022-10-06", "2015-01-01"))
    ]
    world = world_of(launches, DAY)
    assert [str(f.day) for f in tests_nearby(world, "JPN")["PRK"]] == ["2022-10-06", "2022-10-04"]
    assert tests_nearby(world, "USA") == {}


def test_who_has_no_warheads_has_none_and_who_was_not_looked_at_is_unknown() -> None:
    from latticework.measures.threats import _warheads

    china = fact("warheads", "CHN", "2021", 350.0, unit="warheads", spans=True)
    none = _warheads(world_of([china], DAY), "IRN", 5)
    assert none.value == 0  # type: ignore[union-attr]
    assert isinstance(_warheads(world_of([], DAY), "IRN", 5), Unknown)
