"""Concentration of spending: a worked sum, the ends of the scale, unknowns and a law."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latticework.atlas import Atlas
from latticework.measures.concentration import con, concentration, poles
from latticework.model.reading import Reading, Unknown
from tests.conftest import spending, world_of


def test_a_worked_sum() -> None:
    facts = [spending("USA", 2013, 50), spending("CHN", 2013, 30), spending("JPN", 2013, 20)]
    found = concentration(world_of(facts))
    assert isinstance(found, Reading)
    squares = 0.25 + 0.09 + 0.04
    assert found.value == pytest.approx(sqrt((squares - 1 / 3) / (2 / 3)))
    assert found.detail["poles"] == pytest.approx(1 / squares)
    assert (found.detail["n"], [part.name for part in found.parts]) == (3, ["USA", "CHN", "JPN"])


def test_the_year_is_one_and_the_missing_are_named() -> None:
    facts = [spending("USA", 2012, 50), spending("CHN", 2012, 50), spending("USA", 2013, 60)]
    found = concentration(world_of(facts), ["USA", "CHN", "PRK"])
    assert isinstance(found, Reading)
    assert (found.detail["year"], found.value) == (2012, 0)
    assert "North Korea" in found.notes[0]


def test_one_state_is_unknown() -> None:
    assert isinstance(concentration(world_of([spending("USA", 2013, 50)])), Unknown)
    assert isinstance(concentration(world_of([])), Unknown)


@given(st.lists(st.floats(0.01, 1e6), min_size=2, max_size=30), st.floats(0.01, 1000))
def test_it_lies_between_even_and_one_hand_whatever_the_unit(values: list[float], unit: float) -> None:
    assert 0 <= con(values) <= 1
    assert 1 - 1e-9 <= poles(values) <= len(values) + 1e-9
    assert con([value * unit for value in values]) == pytest.approx(con(values), abs=1e-6)
    n = len(values)
    assert con(values) ** 2 * (1 - 1 / n) + 1 / n == pytest.approx(1 / poles(values), abs=1e-6)
    assert con([5.0] * n) == pytest.approx(0, abs=1e-7)


def test_most_states_of_the_pack_are_counted(atlas: Atlas) -> None:
    found = concentration(atlas.world("2024-01-01"))
    assert isinstance(found, Reading)
    assert int(found.detail["n"]) > 100  # type: ignore[call-overload]
    assert found.parts[0].name == "USA"
