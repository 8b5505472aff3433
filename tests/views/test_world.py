"""The world on a day: two clocks, coverage at both ends, and life cycles."""

from __future__ import annotations

from datetime import date

import pytest

from latticework.model.grouping import Grouping
from latticework.model.kind import kinds
from latticework.model.reading import Unknown
from latticework.model.source import Coverage
from latticework.views.memory import ListMemory
from latticework.views.ties import Ties
from latticework.views.world import STALE_YEARS, World
from tests.conftest import everywhere, fact, spending, step, world_of

DAY = date(2023, 1, 13)
ACCESS = [
    step("reciprocal_access", "AUS;JPN", "signed", "2022-01-06", tie="raa", title="Reciprocal Access Agreement"),
    step("reciprocal_access", "AUS;JPN", "in_force", "2023-08-13", tie="raa", title="Reciprocal Access Agreement"),
]


def status(world: World, one: str = "AUS", other: str = "JPN") -> list[str]:
    return [tie.status for tie in Ties(world).between(one, other)]


def test_signed_is_not_in_force() -> None:
    assert status(world_of(ACCESS, date(2022, 1, 5))) == []
    assert status(world_of(ACCESS, DAY)) == ["signed"]
    assert status(world_of(ACCESS, date(2023, 8, 12))) == ["signed"]
    assert status(world_of(ACCESS, date(2023, 8, 13))) == ["in_force"]


def test_a_tie_is_not_lost_when_its_next_step_was_not_yet_public() -> None:
    assert status(world_of(ACCESS, date(2024, 1, 1), known_by=DAY)) == ["signed"]


def test_a_release_not_yet_published_is_not_used() -> None:
    old = spending("JPN", 2020, 48.2, known="2021-04-26", release="2021")
    new = spending("JPN", 2020, 51.4, known="2025-04-28", release="2025")
    then = world_of([old, new], DAY, known_by=DAY).figure("military_spending", "JPN")
    now = world_of([old, new], DAY).figure("military_spending", "JPN")
    assert (then, now) == (old, new)


def test_a_secret_treaty_is_known_from_its_disclosure() -> None:
    secret = step("defence_pact", "FRA;RUS", "in_force", "1892-08-17", known="1918-01-01")
    assert status(world_of([secret], date(1900, 1, 1), known_by=date(1900, 1, 1)), "FRA", "RUS") == []
    assert status(world_of([secret], date(1900, 1, 1)), "FRA", "RUS") == ["in_force"]


def test_an_agreement_whose_status_changes_is_followed() -> None:
    steps = [
        step("information_security", "JPN;KOR", "signed", "2016-11-23", tie="gsomia"),
        step("information_security", "JPN;KOR", "in_force", "2016-11-23", tie="gsomia"),
        step("information_security", "JPN;KOR", "in_force", "2019-11-22", tie="gsomia"),  # notice withdrawn
    ]
    tie = Ties(world_of(steps, DAY)).between("JPN", "KOR")[0]
    assert (tie.status, tie.since.day) == ("in_force", date(2016, 11, 23))


def test_coarse_days_count_when_they_have_surely_passed() -> None:
    made = [step("defence_cooperation", "IND;JPN", "in_force", "2014-09")]
    assert status(world_of(made, date(2014, 9, 29)), "IND", "JPN") == []
    assert status(world_of(made, date(2014, 9, 30)), "IND", "JPN") == ["in_force"]


def test_ended_and_denied_ties_do_not_stand() -> None:
    over = [step("basing", "USA>PHL", "in_force", "1951"), step("basing", "USA>PHL", "ended", "1992-11-24")]
    ties = Ties(world_of(over, DAY))
    assert ties.of("PHL") == []
    assert [tie.status for tie in ties.of("PHL", ended=True)] == ["ended"]


KINDS = sorted(kinds())


@pytest.mark.parametrize("kind", KINDS)
def test_unknown_before_and_after_coverage_and_zero_inside(kind: str) -> None:
    looked = (Coverage("test", kind, date(2000, 1, 1), date(2010, 1, 1)),)
    before, inside, after = (
        world_of([], day, coverage=looked).facts(kind, "JPN") for day in (date(1999, 12, 31), date(2005, 1, 1), date(2010, 1, 1))
    )  # fmt: skip
    assert inside == []
    assert isinstance(before, Unknown)
    assert isinstance(after, Unknown)
    assert "coverage ends" in after.because


def test_coverage_of_a_state_covers_what_is_between_it_and_others() -> None:
    looked = (Coverage("test", "overflight", date(1984, 1, 1), None, frozenset({"JPN"})),)
    assert world_of([], DAY, coverage=looked).facts("overflight", "PRK", "JPN") == []
    assert isinstance(world_of([], DAY, coverage=looked).facts("overflight", "PRK", "KOR"), Unknown)


def test_an_old_figure_is_unknown_not_todays() -> None:
    made = [spending("VNM", 2010, 2.7)]
    assert world_of(made, date(2012, 1, 1)).figure("military_spending", "VNM") == made[0]
    late = world_of(made, date(2011 + STALE_YEARS + 1, 1, 1)).figure("military_spending", "VNM")
    assert isinstance(late, Unknown)
    assert "too old" in late.because


def test_a_year_counts_when_it_is_over() -> None:
    made = [spending("JPN", 2021, 1.0), spending("JPN", 2022, 2.0)]
    assert world_of(made, date(2022, 12, 30)).figure("military_spending", "JPN") == made[0]
    assert world_of(made, date(2022, 12, 31)).figure("military_spending", "JPN") == made[1]


def test_the_newest_figure_wins_then_the_preferred_source() -> None:
    ours = spending("PRK", 2018, 1.6, source="sipri")
    theirs = spending("PRK", 2019, 7.6, source="state-us-wmeat")
    rival = spending("PRK", 2018, 9.9, source="aaa")
    assert world_of([ours, theirs], DAY).figure("military_spending", "PRK") == theirs
    assert world_of([ours, rival], DAY).figure("military_spending", "PRK") == ours


def alliance(*obliges: str, ended: date | None = None) -> dict[str, Grouping]:
    return {"PACT": Grouping("PACT", "The Pact", (), "alliance", obliges, None, ended, "test", "https://example.org")}


def joined(state: str, day: str, left: str = "") -> list[object]:
    name = f"PACT/{state}/member"
    made = [fact("membership", f"{state}>PACT", day, status="in_force", tie=name, role="member")]
    return made + ([fact("membership", f"{state}>PACT", left, status="ended", tie=name, role="member")] if left else [])  # type: ignore[return-value]


def test_a_grouping_binds_its_members_of_the_day() -> None:
    facts = [*joined("FRA", "1949-08-24"), *joined("USA", "1949-08-24"), *joined("FIN", "2023-04-04")]
    before = Ties(world_of(facts, DAY, groupings=alliance("defence_pact")))  # type: ignore[arg-type]
    after = Ties(world_of(facts, date(2023, 4, 4), groupings=alliance("defence_pact")))  # type: ignore[arg-type]
    assert sorted(before.allies("FRA")) == ["USA"]
    assert sorted(after.allies("FRA")) == ["FIN", "USA"]
    assert list(before.through_groupings("FRA", "FIN")) == []


def test_only_a_defence_pact_makes_an_ally() -> None:
    facts = [*joined("JPN", "1976-01-01"), *joined("CHN", "1976-01-01")]
    ties = Ties(world_of(facts, DAY, groupings=alliance("non_aggression", "consultation")))  # type: ignore[arg-type]
    assert ties.allies("JPN") == {}
    assert [tie.kind for tie in ties.between("CHN", "JPN")] == ["non_aggression", "consultation"]


def test_a_member_that_left_and_a_grouping_that_ended_bind_no_more() -> None:
    facts = [*joined("FRA", "1955-02-19", "1974-06-30"), *joined("USA", "1955-02-19"), *joined("THA", "1955-02-19")]
    day = date(1975, 1, 1)
    assert sorted(Ties(world_of(facts, day, groupings=alliance("defence_pact"))).allies("USA")) == ["THA"]  # type: ignore[arg-type]
    over = alliance("defence_pact", ended=date(1974, 12, 31))
    assert Ties(world_of(facts, day, groupings=over)).allies("USA") == {}  # type: ignore[arg-type]


def test_direction_says_who_must_defend_whom() -> None:
    one_way = Ties(world_of([step("defence_pact", "USA>JPN", "in_force", "1960-06-23")], DAY))
    assert list(one_way.defenders("JPN")) == ["USA"]
    assert one_way.defenders("USA") == {}
    assert list(one_way.allies("USA")) == ["JPN"]
    both = Ties(world_of([step("defence_pact", "KOR;USA", "in_force", "1954-11-17")], DAY))
    assert list(both.defenders("USA")) == ["KOR"]


def test_a_signed_pact_binds_no_one_yet() -> None:
    assert (
        Ties(world_of([step("defence_pact", "FRA;POL", "signed", "2025-05-09")], date(2025, 6, 1))).allies("FRA") == {}
    )


def test_a_world_is_the_same_from_a_store_and_from_a_list(tmp_path: object) -> None:
    from pathlib import Path

    from latticework.store.store import Store

    store = Store.open(Path(str(tmp_path)) / "store")
    store.add_facts(ACCESS, origin="test")
    looked = everywhere("reciprocal_access")
    far = date(2100, 1, 1)
    for memory in (store, ListMemory(ACCESS)):
        world = World(memory, DAY, far, looked, {})
        assert world.facts("reciprocal_access", "JPN") == ACCESS[:1]
        world.read_ahead(["reciprocal_access", "basing"])
        assert world.seen("reciprocal_access") == ACCESS[:1]
        assert world.seen("basing") == []


ATOP = (Coverage("atop", "defence_pact", date(1815, 1, 1), date(2019, 1, 1)),)


def told_by(source: str, about: str, tie: str) -> list[object]:
    return [step("defence_pact", about, "in_force", "1960-06-23", tie=tie, source=source)]


def test_what_two_sources_tell_counts_once() -> None:
    facts = [
        *told_by("mofa-jp", "USA>JPN", "ours"),
        *told_by("atop", "USA>JPN", "atop/3375"),
        *told_by("atop", "KOR;USA", "atop/3240"),
    ]
    ties = Ties(world_of(facts, date(2018, 6, 1), coverage=ATOP))  # type: ignore[arg-type]
    assert [tie.key for tie in ties.between("JPN", "USA")] == ["ours"]
    assert [tie.key for tie in ties.beside] == ["atop/3375"]
    assert list(ties.allies("KOR")) == ["USA"]  # what only the dataset tells, it tells


def test_a_dataset_says_nothing_after_its_coverage() -> None:
    facts = told_by("atop", "KOR;USA", "atop/3240")
    assert list(Ties(world_of(facts, date(2018, 12, 31), coverage=ATOP)).allies("KOR")) == ["USA"]  # type: ignore[arg-type]
    after = world_of(facts, date(2019, 1, 1), coverage=ATOP)  # type: ignore[arg-type]
    assert Ties(after).allies("KOR") == {}
    assert after.looked("defence_pact", "KOR") == []  # unknown, not none


def test_a_groupings_pact_and_a_datasets_are_one() -> None:
    facts = [*joined("FRA", "1949-08-24"), *joined("USA", "1949-08-24"), *told_by("atop", "FRA;USA", "atop/3180")]
    ties = Ties(world_of(facts, date(2018, 6, 1), coverage=ATOP, groupings=alliance("defence_pact")))  # type: ignore[arg-type]
    assert [tie.via for tie in ties.between("FRA", "USA")] == ["PACT"]


def test_what_was_so_on_the_day_is_read_alone_or_from_what_was_read() -> None:
    told = [
        fact("dyad_obligation", "FRA>DEU", year, basis="offence", spans=True, known="2022-12-31")
        for year in ("2021", "2022", "2023")
    ]
    alone, after = world_of(told, DAY), world_of(told, DAY)
    assert len(after.seen("dyad_obligation")) == 3
    for world in (alone, after):
        assert [one.period.start.year for one in world.holding("dyad_obligation", "FRA")] == [2023]
        assert world.holding("dyad_obligation", "ITA") == []
