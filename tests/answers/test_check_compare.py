"""Comparisons are judged on every source and basis, and on both clocks."""

from __future__ import annotations

from datetime import date

from latticework.answers.check.growth import growth
from latticework.answers.check.overtake import overtake
from latticework.answers.check.rank import rank
from latticework.answers.check.ratio import ratio
from latticework.text.claims.shapes import Claim
from latticework.text.time_span import year_span
from tests.conftest import spending, world_of

END_OF_2013 = date(2014, 6, 1)


def claim(type_: str, value: float | None = None, **more: object) -> Claim:
    basis: dict[str, object] = {"subject": "CHN", "object": "JPN", "measure": "military_spending"}
    return Claim(type_, "words", 0, 5, value=value, **(basis | more))  # type: ignore[arg-type]


def two(china: float, japan: float, *, unit: str = "current US$", year: int = 2013) -> list[object]:
    return [spending("CHN", year, china, unit=unit), spending("JPN", year, japan, unit=unit)]


def test_more_than_four_times_holds_at_five() -> None:
    verdict = ratio(world_of(two(50, 10), END_OF_2013), claim("ratio", 4, comparator="more_than"))  # type: ignore[arg-type]
    assert verdict.verdict == "supported"
    assert verdict.cells[0].value == 5
    assert verdict.distance == 1
    assert len(verdict.facts()) == 2


def test_more_than_four_times_fails_at_three() -> None:
    verdict = ratio(world_of(two(30, 10), END_OF_2013), claim("ratio", 4, comparator="more_than"))  # type: ignore[arg-type]
    assert verdict.verdict == "contradicted"


def test_bases_that_disagree_make_it_depend_on_the_basis() -> None:
    facts = [*two(50, 10), *two(30, 10, unit="constant US$")]
    verdict = ratio(world_of(facts, END_OF_2013), claim("ratio", 4, comparator="more_than"))  # type: ignore[arg-type]
    assert verdict.verdict == "depends"
    assert "the basis" in verdict.flips_on[0]


def test_just_below_the_bound_is_grey() -> None:
    verdict = ratio(world_of(two(39, 10), END_OF_2013), claim("ratio", 4, comparator="more_than"))  # type: ignore[arg-type]
    assert verdict.verdict == "depends"


def test_no_figures_is_not_checkable_and_says_what_is_needed() -> None:
    verdict = ratio(world_of([spending("CHN", 2013, 5)], END_OF_2013), claim("ratio", 4))
    assert verdict.verdict == "not_checkable"
    assert "Japan" in verdict.needed


def test_old_figures_do_not_stand_for_today() -> None:
    verdict = ratio(world_of(two(30, 10, year=2005), END_OF_2013), claim("ratio", 4, comparator="more_than"))  # type: ignore[arg-type]
    assert verdict.verdict == "not_checkable"


def test_what_was_not_public_is_not_used() -> None:
    facts = [spending("CHN", 2013, 50, known="2015"), spending("JPN", 2013, 10, known="2015")]
    asked = claim("ratio", 4)
    assert ratio(world_of(facts, END_OF_2013, END_OF_2013), asked).verdict == "not_checkable"
    assert ratio(world_of(facts, END_OF_2013), asked).verdict != "not_checkable"


def test_an_older_release_is_shown_but_does_not_count() -> None:
    facts = [
        *(spending(state, 2013, value, source="s", release="2014") for state, value in (("CHN", 30), ("JPN", 10))),
        *(spending(state, 2013, value, source="s", release="2015") for state, value in (("CHN", 50), ("JPN", 10))),
    ]
    verdict = ratio(world_of(facts, END_OF_2013), claim("ratio", 4, comparator="more_than"))
    assert verdict.verdict == "supported"
    assert [cell.counts for cell in verdict.cells] == [True, False]


def swap(year: int, *, start: int = 2000) -> list[object]:
    return [f for y in range(start, 2014) for f in two(20 if y >= year else 5, 10, year=y)]


def test_overtaking_two_decades_ago_is_meant_roughly() -> None:
    asked = claim("overtake", time=year_span(2003), detail={"unit": "decade"})
    assert overtake(world_of(swap(2005), END_OF_2013), asked).verdict == "supported"  # type: ignore[arg-type]
    assert overtake(world_of(swap(2012), END_OF_2013), asked).verdict == "contradicted"  # type: ignore[arg-type]


def test_a_series_that_begins_too_late_cannot_say_when() -> None:
    asked = claim("overtake", time=year_span(2003), detail={"unit": "decade"})
    assert overtake(world_of(swap(2000, start=2008), END_OF_2013), asked).verdict == "not_checkable"  # type: ignore[arg-type]


def test_never_above_contradicts_overtaking() -> None:
    assert overtake(world_of(swap(2100), END_OF_2013), claim("overtake")).verdict == "contradicted"  # type: ignore[arg-type]


def test_growth_depends_on_the_money_unless_inflation_cannot_explain_it() -> None:
    facts = [spending("JPN", year, value, unit="constant US$") for year, value in ((2012, 100.0), (2013, 103.0))]
    world = world_of(facts, END_OF_2013)
    year = year_span(2013)
    assert growth(world, claim("growth", 3, subject="JPN", unit="percent", time=year)).verdict == "supported"
    assert growth(world, claim("growth", 10, subject="JPN", unit="percent", time=year)).verdict == "depends"
    assert growth(world, claim("growth", 60, subject="JPN", unit="percent", time=year)).verdict == "contradicted"


def test_a_larger_state_contradicts_the_largest() -> None:
    world = world_of(two(50, 10), END_OF_2013)  # type: ignore[arg-type]
    asked = claim("rank", 1, subject="JPN", unit="rank", detail={"among": "world", "what": "military spender"})
    assert rank(world, asked).verdict == "contradicted"
    largest = claim("rank", 1, unit="rank", detail={"among": "world", "what": "military spender"})
    assert rank(world, largest).verdict == "not_checkable"  # two states are not the world
