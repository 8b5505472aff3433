"""Steps of agreements side by side: ratified, granted as suspended, ended, named; sites with access; firsts of a month."""

from __future__ import annotations

from datetime import date

import pytest

from latticework.answers.check.agreement import agreement, status
from latticework.answers.check.earlier import first_of_selected
from latticework.answers.check.hosting import hosting
from latticework.text.claims.shapes import Claim
from latticework.text.time_span import one, year_span
from latticework.views.world import World
from tests.conftest import fact, step, world_of

DAY = date(2014, 7, 1)


def claim(type_: str, *parties: str, **more: object) -> Claim:
    basis: dict[str, object] = {"kind": "arms_control", "status": "in_force", "said": DAY}
    return Claim(type_, "words", 0, 5, subject=parties[0], object=parties[1], parties=parties, **(basis | more))  # type: ignore[arg-type]


def treaty(*steps: tuple[str, str], kind: str = "arms_control", title: str = "Open Lakes Treaty") -> World:
    return world_of([step(kind, "FRA;JPN", how, day, title=title) for how, day in steps], DAY)


LAKES = {"name": "Open Lakes"}


@pytest.mark.parametrize(
    ("newest", "detail", "verdict"),
    [
        ("suspended", LAKES, "depends"),
        ("suspended", LAKES | {"conceded": "suspended"}, "supported"),
        ("ended", LAKES, "contradicted"),
        ("in_force", LAKES, "supported"),
        ("ended", {"name": "Closed Rivers"}, "not_checkable"),
    ],
)
def test_a_named_treaty_said_to_be_in_force(newest: str, detail: dict[str, str], verdict: str) -> None:
    world = treaty(("signed", "2009-03-01"), (newest, "2012-01-10"))
    assert status(world, claim("status", "FRA", "JPN", detail=detail)).verdict == verdict


PARTNERS = "strategic_partnership"
MADE = ("signed", "2012-06-01")


@pytest.mark.parametrize(
    ("steps", "verdict"),
    [
        ([MADE], "not_checkable"),
        ([MADE, ("ratified", "2013-02-01")], "supported"),
        ([MADE, ("in_force", "2013-03-01")], "supported"),
        ([MADE, ("in_force", "2013-03-01"), ("ended", "2014-01-10")], "supported"),
        ([("announced", "2014-01-10")], "contradicted"),
    ],
)
def test_ratified_is_a_step_of_its_own(steps: list[tuple[str, str]], verdict: str) -> None:
    asked = claim("status", "FRA", "JPN", kind=PARTNERS, status="ratified")
    assert status(treaty(*steps, kind=PARTNERS, title="Partnership treaty"), asked).verdict == verdict


@pytest.mark.parametrize(
    ("steps", "verdict"),
    [
        ([MADE], "not_checkable"),
        ([MADE, ("ratified", "2013-02-01")], "supported"),
        ([MADE, ("ratified", "2013-04-15")], "depends"),
        ([MADE, ("in_force", "2013-03-01")], "not_checkable"),
    ],
)
def test_the_day_of_a_ratification_is_that_of_one_party(steps: list[tuple[str, str]], verdict: str) -> None:
    asked = claim("agreement", "FRA", "JPN", kind=PARTNERS, status="ratified", time=one(date(2013, 2, 1)))
    assert agreement(treaty(*steps, kind=PARTNERS, title="Partnership treaty"), asked).verdict == verdict


@pytest.mark.parametrize(("day", "verdict"), [("2014-06-04", "supported"), ("2014-06-24", "not_checkable")])
def test_the_beginning_of_a_month_is_its_first_ten_days(day: str, verdict: str) -> None:
    world = treaty(("in_force", day), kind="defence_cooperation", title="Agreement")
    asked = claim("agreement", "FRA", "JPN", kind="defence_cooperation", time=one(date(2014, 6, 1), approx=True))
    assert agreement(world, asked).verdict == verdict


@pytest.mark.parametrize(
    ("titles", "words", "verdict"),
    [
        (("Lake airfield (access site)",), "has bases there", "depends"),
        (("Lake airfield (access site)",), "has access to bases there", "supported"),
        (("Lake airfield (access site)", "Lake naval base"), "has bases there", "supported"),
    ],
)
def test_a_site_with_access_is_no_base_of_its_own(titles: tuple[str, ...], words: str, verdict: str) -> None:
    world = world_of([step("basing", "FRA>JPN", "in_force", "2010-01-01", tie=t, title=t) for t in titles], DAY)
    assert hosting(world, claim("hosting", "FRA", "JPN", kind="basing", detail={"words": words})).verdict == verdict


@pytest.mark.parametrize(("since", "verdict"), [(1970, "supported"), (1950, "not_checkable")])
def test_a_first_in_more_than_forty_years_is_one_since_the_year_so_long_ago(since: int, verdict: str) -> None:
    call = fact(
        "port_call",
        "FRA>JPN",
        "2014-06",
        title="French carrier in Japan, first in more than forty years",
        mode="carrier",
    )
    asked = claim(
        "first_since",
        "FRA",
        "JPN",
        kind="port_call",
        measure="first",
        since=year_span(since),
        said=date(2014, 6, 20),
        detail={"sort": "carrier"},
    )
    assert first_of_selected(world_of([call], DAY), asked).verdict == verdict
