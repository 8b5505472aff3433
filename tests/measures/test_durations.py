"""Days from signature to entry into force: a worked median, open cases, unknowns and laws."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latticework.atlas import Atlas
from latticework.measures.durations import duration, durations, median_wait, waits_of
from latticework.model.fact import Fact
from latticework.model.reading import Reading, Unknown
from latticework.views.ties import Ties
from tests.conftest import step, world_of

KIND = "reciprocal_access"


def agreement(key: str, *steps: tuple[str, str]) -> list[Fact]:
    return [step(KIND, "AUS;JPN", status, day, tie=key, title=key) for status, day in steps]


def test_the_median_counts_open_cases_as_open() -> None:
    """Kaplan and Meier by hand: 3/4 wait after day 10, open at 15, then 1/2 of these after day 20: 0.375."""
    assert median_wait([(10, False), (15, True), (20, False), (30, True)]) == 20
    assert median_wait([(10, False), (20, False), (30, False)]) == 20
    assert median_wait([(10, False), (15, True), (30, True)]) is None
    assert median_wait([]) is None


def test_steps_become_waits() -> None:
    facts = [
        *agreement("a", ("signed", "2010-01-01"), ("in_force", "2010-01-11")),
        *agreement("b", ("signed", "2010-01-01"), ("in_force", "2010-01-21")),
        *agreement("open", ("signed", "2014-06-01")),
        *agreement("never", ("signed", "2010-01-01"), ("ended", "2010-02-01")),
        *agreement("coarse", ("signed", "2010"), ("in_force", "2011-01-01")),
        *agreement("unsigned", ("in_force", "2011-01-01")),
        *agreement("sought", ("negotiating", "2011-01-01")),
    ]
    world = world_of(facts)  # 1 July 2014
    found, left = waits_of(Ties(world), KIND)
    assert {(w.tie.key, w.days, w.open) for w in found} == {
        ("a", 10, False),
        ("b", 20, False),
        ("open", 30, True),
        ("never", 31, True),
    }
    assert left == 2
    reading = duration(world, KIND)
    assert isinstance(reading, Reading)
    assert reading.value == 20
    assert (reading.detail["in_force"], reading.detail["open"], reading.detail["left_out"]) == (2, 2, 2)
    assert durations(world) == [reading]
    assert len(reading.evidence()) == 7


def test_nothing_to_go_by_is_unknown() -> None:
    nothing = duration(world_of([]), KIND)
    assert isinstance(nothing, Unknown)
    waiting = duration(world_of(agreement("open", ("signed", "2014-06-01"))), KIND)
    assert isinstance(waiting, Unknown)
    assert "fewer than half" in waiting.because


waits = st.lists(st.tuples(st.integers(0, 1000), st.booleans()), min_size=1, max_size=20)


@given(waits)
def test_knowing_that_an_agreement_still_waits_never_shortens_the_median(drawn: list[tuple[int, bool]]) -> None:
    before, after = median_wait(drawn), median_wait([*drawn, (2000, True)])
    assert after is None or (before is not None and after >= before)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=20))
def test_without_open_cases_it_is_the_lower_median(days: list[int]) -> None:
    assert median_wait([(day, False) for day in days]) == sorted(days)[(len(days) - 1) // 2]


def test_the_access_agreement_with_australia_took_584_days(atlas: Atlas) -> None:
    """Signed on 6 January 2022, in force on 13 August 2023; a year before, it counts as waiting."""
    later, before = (Ties(atlas.world(day)) for day in ("2023-12-31", "2023-01-13"))
    told = [next(w for w in waits_of(t, KIND)[0] if "Japan-Australia" in w.tie.title) for t in (later, before)]
    assert [(w.days, w.open) for w in told] == [(584, False), ((date(2023, 1, 13) - date(2022, 1, 6)).days, True)]
    assert told[0].days == pytest.approx(584)
