"""Firsts by what a source says came before, by who came and for what, by what entered; lists that reach back to the beginning."""

from __future__ import annotations

from datetime import date

import pytest

from latticework.answers.check.count import events
from latticework.answers.check.earlier import first_of_selected
from latticework.answers.check.since import first_since
from latticework.model.fact import Fact
from latticework.model.source import Coverage
from latticework.text.claims.shapes import Claim
from latticework.text.time_span import year_span
from tests.conftest import fact, world_of

DAY = date(2014, 7, 1)


def first(kind: str, words: str, *, since: int | None = None, **detail: str) -> Claim:
    return Claim(
        "first_since", words, 0, 5, subject="FRA", object="JPN", parties=("FRA", "JPN"), kind=kind, measure="first",
        said=DAY, since=year_span(since) if since else None, detail={"words": words, **detail},
    )  # fmt: skip


def visit(day: str, title: str, note: str = "") -> Fact:
    return fact("visit", "FRA>JPN", day, title=title, place="Tokyo", note=note)


@pytest.mark.parametrize(
    ("words", "since", "verdict"),
    [
        ("the first French president to visit Japan since 2003", 2003, "supported"),
        ("the first French president to visit Japan since 2007", 2007, "supported"),
        ("the first French president to visit Japan since 1996", 1996, "contradicted"),
        ("the first French president to visit Japan", None, "contradicted"),
        ("no French president had come in eleven years", None, "supported"),
        ("no French president had come in thirty years", None, "contradicted"),
    ],
)
def test_the_year_of_the_one_before_decides(words: str, since: int | None, verdict: str) -> None:
    world = world_of([visit("2014-06-20", "President Grand visits Tokyo", "First since March 2003.")], DAY)
    assert first_of_selected(world, first("visit", words, since=since, sort="leader")).verdict == verdict


@pytest.mark.parametrize(
    ("title", "words", "verdict"),
    [
        ("President Petit visits Tokyo", "the first French president to visit Japan", "contradicted"),
        ("Prime Minister Petit visits Tokyo", "the first French president to visit Japan", "not_checkable"),
        ("Defence Minister Petit visits Tokyo", "the first French leader to visit Japan", "not_checkable"),
        ("President Petit in Tokyo for the G7 summit", "the first French president to visit Japan", "depends"),
        ("President Petit in Tokyo for the G7 summit", "no French president had come for talks", "not_checkable"),
        ("President Petit in Tokyo for the annual summit", "no French president had come for talks", "contradicted"),
    ],
)
def test_who_came_and_for_what_makes_the_sort(title: str, words: str, verdict: str) -> None:
    world = world_of([visit("2010-05-05", title), visit("2014-06-20", "President Grand visits Tokyo")], DAY)
    assert first_of_selected(world, first("visit", words, sort="leader")).verdict == verdict


@pytest.mark.parametrize(("name", "verdict"), [("Li Grand", "contradicted"), ("Li Petit", "not_checkable")])
def test_another_of_the_same_first_name_is_another(name: str, verdict: str) -> None:
    came = [visit("2010-05-05", f"{name} meets Akita in Tokyo"), visit("2014-06-20", "Li Grand meets Akita in Tokyo")]
    asked = first("visit", "Li Grand and Akita met for the first time", sort="meeting", names="Grand Akita")
    assert first_of_selected(world_of(came, DAY), asked).verdict == verdict


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("the first French weapons to enter the airspace", "contradicted"),
        ("the first French missile to enter the airspace", "contradicted"),
        ("the first French aircraft to enter the airspace", "not_checkable"),
        ("the first French cruise missile to enter the airspace", "depends"),
    ],
)
def test_what_entered_makes_the_sort(words: str, verdict: str) -> None:
    entries = [
        fact("intrusion", "FRA>JPN", day, title="French missile in the airspace", place="Sado (airspace)")
        for day in ("2012-03-03", "2014-06-20")
    ]
    assert first_of_selected(world_of(entries, DAY), first("intrusion", words, sort="airspace")).verdict == verdict


def test_a_satellite_launch_that_failed_may_or_may_not_count() -> None:
    flown = [
        fact("overflight", "FRA>JPN", day, title=title, place="Sado, Japan", mode="satellite_launch")
        for day, title in (("2009-01-01", "Launch"), ("2013-01-01", "Failed launch"), ("2014-06-20", "Launch"))
    ]
    looked = (Coverage("test", "overflight", date(2000, 1, 1), None),)
    asked = first("overflight", "the first satellite launch over Sado since 2009", since=2009, sort="satellite")
    assert first_since(world_of(flown, DAY, coverage=looked), asked).verdict == "depends"


@pytest.mark.parametrize(("begin", "verdict"), [(1960, "supported"), (1990, "not_checkable")])
def test_a_whole_number_needs_a_list_that_reaches_back_to_the_first(begin: int, verdict: str) -> None:
    tests = [fact("nuclear_test", "FRA", day, title="Test") for day in ("1964-01-01", "1994-01-01")]
    looked = (Coverage("test", "nuclear_test", date(begin, 1, 1), None, frozenset({"FRA"})),)
    asked = Claim(
        "count", "two nuclear tests", 0, 5, subject="FRA", value=2.0, unit="count", measure="nuclear_test", said=DAY
    )
    assert events(world_of(tests, DAY, coverage=looked), asked).verdict == verdict
