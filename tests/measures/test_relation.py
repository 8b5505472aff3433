"""The relation of two states: made-up thaws and rifts, quiet, thin coverage, and the search for breaks itself."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from itertools import pairwise
from math import log
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from latticework.atlas import Atlas
from latticework.errors import UsageError
from latticework.measures.acts import acts_between, root_of, weights
from latticework.measures.breaks import pelt
from latticework.measures.relation import Break, Stretch, break_places, judge, relation, relation_series, temperature
from latticework.model.fact import Fact
from latticework.model.reading import Reading, Unknown
from latticework.views.world import World
from tests.conftest import everywhere, fact, shared, step, world_of

END = date(2022, 1, 1)
KINDS = ("hostile_act", "diplomatic_act", "meeting", "visit", "exercise")
OTHERS = ("intrusion", "overflight", "missile_test", "port_call")


def months(first: int, last: int) -> list[str]:
    """Name the months from one year until before another."""
    return [f"{year}-{month:02d}-15" for year in range(first, last) for month in range(1, 13)]


def hostile(days: list[str], about: str = "CHN>JPN") -> list[Fact]:
    return [fact("hostile_act", about, day, mode="coerce") for day in days]


def friendly(days: list[str], kind: str = "meeting", about: str = "CHN;JPN") -> list[Fact]:
    return [fact(kind, about, day) for day in days]


def world(facts: list[Fact], as_of: date = END) -> World:
    return world_of(facts, as_of, coverage=everywhere(*KINDS, *OTHERS))


def breaks(found: Reading | Unknown) -> list[Break]:
    assert isinstance(found, Reading), found
    made = found.detail["breaks"]
    assert isinstance(made, tuple)
    return list(made)


def test_a_month_is_the_log_of_its_two_sums() -> None:
    facts = [*hostile(["2021-03-02"]), *friendly(["2021-03-09"]), *friendly(["2021-03-10"], "exercise")]
    steps = relation_series(world(facts), "JPN", "CHN", since=date(2021, 1, 1))
    march = steps[2]
    assert march.cooperative == pytest.approx(2.1 + 6.8)
    assert march.hostile == pytest.approx(7.2)
    usual = mean([0, 0, 3] + [0] * 9) + 1
    assert march.coverage == pytest.approx(4 / usual)
    assert march.value == pytest.approx(log((8.9 / (4 / usual) + 1) / (7.2 / (4 / usual) + 1)))
    assert all(other.value == 0 for other in steps if other is not march)


def test_a_month_of_which_little_is_told_is_not_blown_up() -> None:
    facts = [*hostile(["2021-03-02"]), *hostile([f"2021-05-{day:02d}" for day in range(1, 29)], "CHN>USA")]
    march = relation_series(world(facts), "JPN", "CHN", since=date(2021, 1, 1))[2]
    assert march.coverage == 1


def test_a_selection_that_is_silent_of_both_says_nothing() -> None:
    facts = [
        *hostile(["2021-03-02"]),
        *friendly(["2021-06-09"], about="JPN;USA"),
        step("defence_pact", "CHN;JPN", "signed", "2021-09-01"),
    ]
    looked = everywhere(*KINDS, complete=False)
    steps = relation_series(world_of(facts, END, coverage=looked), "JPN", "CHN", since=date(2021, 1, 1))
    assert [s.start.month for s in steps if s.value is not None] == [3, 6, 9]
    assert steps[0].start.month == 3
    told = relation_series(world(facts), "JPN", "CHN", since=date(2021, 1, 1))
    assert [s.value is not None for s in told] == [True] * 12


THAW = [*hostile(months(2016, 2019)), *friendly(months(2019, 2022))]
AGREED = step("defence_cooperation", "CHN;JPN", "signed", "2019-02-01")


def test_a_thaw_needs_an_institutional_act() -> None:
    talk = breaks(relation(world(THAW), "JPN", "CHN", since=date(2016, 1, 1)))
    assert [(b.day, b.what) for b in talk] == [(date(2019, 1, 1), "less hostile talk")]
    thaw = breaks(relation(world([*THAW, AGREED]), "JPN", "CHN", since=date(2016, 1, 1)))
    assert [(b.day, b.what) for b in thaw] == [(date(2019, 1, 1), "thaw")]
    assert any(act.institutional for act in thaw[0].acts)


def test_a_rift_is_a_break_downward() -> None:
    facts = [*friendly(months(2016, 2019)), *hostile(months(2019, 2022))]
    found = relation(world(facts), "JPN", "CHN", since=date(2016, 1, 1))
    assert [(b.day, b.what) for b in breaks(found)] == [(date(2019, 1, 1), "rift")]
    assert isinstance(found, Reading)
    assert found.value < 0 < float(found.parts[0].value)  # type: ignore[arg-type]
    assert found.value == pytest.approx(found.parts[-1].value)


def test_what_lasts_four_months_is_passing_and_the_way_back_is_no_thaw() -> None:
    days = months(2016, 2022)
    facts = [*friendly(days[:36]), *hostile(days[36:40]), *friendly(days[40:]), AGREED]
    found = breaks(relation(world(facts), "JPN", "CHN", since=date(2016, 1, 1)))
    assert {b.what for b in found} <= {"passing"}


def test_a_break_of_yesterday_is_not_yet_held() -> None:
    days = months(2016, 2022)
    facts = [*friendly(days[:-4]), *hostile(days[-4:])]
    found = breaks(relation(world(facts), "JPN", "CHN", since=date(2016, 1, 1)))
    assert [b.what for b in found] == ["not yet held"]


def test_quiet_years_have_no_break() -> None:
    found = relation(world(friendly(months(2016, 2022))), "JPN", "CHN", since=date(2016, 1, 1))
    assert breaks(found) == []
    assert isinstance(found, Reading)
    assert found.value == pytest.approx(log(3.1))


def test_thin_coverage_is_unknown_and_says_how_thin() -> None:
    found = relation(world(friendly(months(2021, 2022)[:5])), "JPN", "CHN")
    assert isinstance(found, Unknown)
    assert "5 acts" in found.because
    one_month = [fact("hostile_act", "CHN>JPN", f"2021-03-{day:02d}", mode="coerce") for day in range(1, 29)]
    assert isinstance(relation(world(one_month, date(2021, 4, 1)), "JPN", "CHN", since=date(2021, 3, 1)), Unknown)
    nobody = relation(world_of(THAW, END, coverage=everywhere("hostile_act")), "JPN", "CHN")
    assert isinstance(nobody, Unknown)
    assert "no source" in nobody.because


def test_what_two_tell_of_one_day_counts_once_and_many_parties_weigh_little() -> None:
    facts = [*friendly(["2021-03-09"]), *friendly(["2021-03-09"], "visit", "JPN>CHN")]
    facts.append(fact("exercise", "CHN;JPN;KOR;USA", "2021-04-01"))
    acts = acts_between(world(facts), "JPN", "CHN")
    assert [(act.root, act.actor) for act in acts] == [("CONSULT", ""), ("CONSULT", "JPN"), ("COOPERATE", "")]
    assert acts[2].weight == pytest.approx(6.8 * 2 / 4)
    twice = [fact("meeting", "CHN;JPN", "2021-03-09", locator=place) for place in ("a", "b")]
    assert len(acts_between(world(twice), "JPN", "CHN")) == 1


def test_those_on_one_side_of_an_act_do_nothing_to_each_other() -> None:
    assert (
        acts_between(world([fact("hostile_act", "CHN;RUS>JPN;KOR", "2021-07-23", mode="mobilize")]), "JPN", "KOR") == []
    )


def test_reported_events_are_a_basis_of_their_own() -> None:
    days = months(2016, 2019)
    facts = [fact("event", "CHN>JPN", day, -10, unit="score", code="190") for day in days]
    found = relation(
        world_of(facts, date(2019, 1, 1), coverage=everywhere("event")),
        "JPN",
        "CHN",
        basis="reports",
        since=date(2016, 1, 1),
    )
    assert isinstance(found, Reading)
    assert found.value == pytest.approx(-log(10.3))
    assert root_of(facts[0]) == "ASSAULT"
    assert root_of(fact("event", "CHN>JPN", "2016-01-01", 0, unit="score", code="010")) == ""
    with pytest.raises(UsageError):
        relation(world(facts), "JPN", "CHN", basis="guesses")


def test_launches_nearby_are_acts_unless_allied() -> None:
    launch = [fact("missile_test", "PRK", "2021-03-25", 2, unit="missiles")] * 2
    acts = acts_between(world(launch), "JPN", "PRK")
    assert [(act.root, act.actor) for act in acts] == [("MOBILIZE", "PRK")]
    assert acts_between(world(launch), "USA", "PRK") == []  # too far
    pact = step("defence_pact", "JPN;PRK", "in_force", "2000-01-01")
    assert all(act.root == "AGREE" for act in acts_between(world([*launch, pact]), "JPN", "PRK"))


def test_every_weight_is_that_of_the_manual() -> None:
    table = weights()["plover"]
    assert (table["ASSAULT"], table["RETREAT"], len(table)) == (-9.3, 7.6, 16)
    assert set(weights()["cameo"].values()) | set(weights()["roots"].values()) <= set(table)


acts = st.lists(st.tuples(st.sampled_from(months(2016, 2022)), st.booleans()), min_size=24, max_size=80)


@settings(max_examples=25, deadline=None)
@given(acts)
def test_swapping_the_two_states_changes_nothing(drawn: list[tuple[str, bool]]) -> None:
    facts = [
        fact("hostile_act", "CHN>JPN", day, mode="coerce") if bad else fact("meeting", "CHN;JPN", day)
        for day, bad in drawn
    ]
    here, there = (relation(world(facts), *pair) for pair in (("JPN", "CHN"), ("CHN", "JPN")))
    assert isinstance(here, Reading) == isinstance(there, Reading)
    if isinstance(here, Reading) and isinstance(there, Reading):
        assert here.value == there.value
        assert breaks(here) == breaks(there)


def best_division(values: list[float], penalty: float, shortest: int) -> float:
    """The plain search over all divisions, for the exactness of PELT."""

    def cost(a: int, b: int) -> float:
        middle = mean(values[a:b])
        return sum((value - middle) ** 2 for value in values[a:b])

    best = [-penalty]
    for end in range(1, len(values) + 1):
        best.append(min((best[a] + cost(a, end) + penalty for a in range(end - shortest + 1)), default=float("inf")))
    return best[-1]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(-5, 5), min_size=6, max_size=24), st.floats(0.5, 20), st.integers(1, 4)
)  # fmt: skip
def test_pelt_is_exact(drawn: list[int], penalty: float, shortest: int) -> None:
    values = [float(value) for value in drawn]
    ends = [0, *pelt(values, penalty, shortest=shortest), len(values)]
    pieces = [values[a:b] for a, b in pairwise(ends)]
    assert all(len(piece) >= shortest for piece in pieces)
    found = sum(sum((v - mean(piece)) ** 2 for v in piece) for piece in pieces) + penalty * (len(pieces) - 1)
    assert found == pytest.approx(best_division(values, penalty, shortest), abs=1e-6)


def test_pelt_finds_one_clear_break() -> None:
    assert pelt([0.0] * 10 + [3.0] * 10, 2.0) == [10]
    assert pelt([0.0] * 10, 2.0) == []
    assert pelt([], 2.0) == []


def test_hostile_reports_of_china_and_japan_break_with_the_islands() -> None:
    """GDELT's monthly sums of hostile reports, 2003-2023: the collision of September 2010, the purchase of September 2012."""
    hostility: dict[str, float] = defaultdict(float)
    told: dict[str, float] = defaultdict(float)
    with shared("data", "gdelt", "china_dyad_month_conflict_2003-2023.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            told[row["MonthYear"]] += float(row["RecordCount"])
            if row["Actor2CountryCode"] == "JPN":
                hostility[row["MonthYear"]] -= float(row["GoldsteinScale"])
    usual, steps = mean(told.values()) + 1, []
    for month in sorted(told):
        c = max(1.0, (told[month] + 1) / usual)
        start = date(int(month[:4]), int(month[4:]), 1)
        steps.append(Stretch(start, 0, hostility[month], c, temperature(0, hostility[month], c)))
    down = [b.day for b in judge(steps, break_places(steps, 1), 1) if b.size < -1]
    assert date(2010, 9, 1) in down
    assert date(2012, 8, 1) in down


def test_japan_and_south_korea_were_estranged_in_august_2019_and_thawed_by_march_2023(atlas: Atlas) -> None:
    """The pack lists some twenty of their acts: enough for the spells, not for the months the literature dates them to.

    By month the rift begins with the rulings of October 2018 and its level holds in August 2019; the thaw shows only in
    half-years, the first of which is the second of 2022, and rests on the acts of March 2023.
    """
    world = atlas.world("2026-11-01")
    by_month = breaks(relation(world, "JPN", "KOR"))
    rift = next(b for b in by_month if b.what == "rift")
    after = next(b.day for b in by_month if b.day > rift.day)
    assert rift.day <= date(2019, 8, 1) < after
    thaw = next(b for b in breaks(relation(world, "JPN", "KOR", months=6)) if b.what == "thaw")
    assert date(2022, 7, 1) <= thaw.day <= date(2023, 3, 1)
    assert {act.day for act in thaw.acts if act.institutional} >= {date(2023, 3, 6), date(2023, 3, 16)}


def test_the_koreas_thawed_in_2018_and_fell_out_in_2019(atlas: Atlas) -> None:
    """Seen in quarters: launches stop, an agreement is signed in September 2018; launches begin again in May 2019."""
    found = breaks(relation(atlas.world("2026-11-01"), "PRK", "KOR", months=3))
    assert [(b.day.year, b.what) for b in found] == [(2018, "thaw"), (2019, "rift")]
