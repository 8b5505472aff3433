"""Who loses most if a tie ends: the triangle, one-sided pacts, unknowns and a law."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latticework.measures.exposure import Without, exposure, exposures
from latticework.model.reading import Reading, Unknown
from latticework.views.ties import Ties
from latticework.views.world import World
from tests.conftest import everywhere, spending, step, world_of


def test_the_protected_loses_and_the_protector_does_not(triangle: Callable[..., World]) -> None:
    world = triangle()
    own = exposure(world, "JPN", "USA")  # (20 + 10) / 15 with, 20 / 15 without
    assert isinstance(own, Reading)
    assert own.value == pytest.approx(100 * (1 - 20 / 30))
    assert [part.value for part in own.parts] == [2, pytest.approx(20 / 15)]
    assert isinstance(own.detail["reliance"], Reading)
    assert isinstance(own.detail["reliance_without"], Unknown)
    other = exposure(world, "USA", "JPN", against=["CHN"])
    assert isinstance(other, Reading)
    assert other.value == 0
    assert any("not bound" in note for note in other.notes)


def test_without_a_pact_or_a_figure_it_is_unknown(triangle: Callable[..., World]) -> None:
    found = exposure(triangle(), "JPN", "CHN")
    assert isinstance(found, Unknown)
    assert "no defence pact" in found.because
    poor = world_of(
        [
            spending("JPN", 2013, 20),
            spending("CHN", 2013, 15),
            step("defence_pact", "USA>JPN", "in_force", "1960-06-23"),
        ]
    )
    unknown = exposure(poor, "JPN", "USA", against=["CHN"])
    assert isinstance(unknown, Unknown)
    assert "the United States" in unknown.because
    assert isinstance(exposure(poor, "JPN", "USA"), Unknown)  # no threat is ranked


def test_only_the_two_are_parted() -> None:
    world = world_of([step("defence_pact", "AUS;NZL;USA", "in_force", "1952-04-29")])
    parted = Without(world, "USA", "NZL")
    assert set(parted.defenders("NZL")) == {"AUS"}
    assert set(parted.allies("AUS")) == {"NZL", "USA"}
    assert parted.between("NZL", "USA") == []
    assert len(Ties(world).between("NZL", "USA")) == 1


def test_allies_by_what_is_lost_with_each() -> None:
    facts = [spending(s, 2013, v) for s, v in (("JPN", 10), ("USA", 70), ("AUS", 20), ("CHN", 50))]
    facts += [step("defence_pact", f"{ally}>JPN", "in_force", "1960-06-23") for ally in ("USA", "AUS", "PHL")]
    world = world_of(facts, coverage=everywhere("defence_pact"))
    found = [exposure(world, "JPN", ally, against=["CHN"]) for ally in ("USA", "AUS", "PHL")]
    assert [r.value if isinstance(r, Reading) else None for r in found] == [pytest.approx(70), pytest.approx(20), None]
    assert all(isinstance(r, Unknown) for r in exposures(world, "JPN"))  # nobody is ranked as a threat here


@given(st.lists(st.floats(0.1, 1e6), min_size=3, max_size=3), st.floats(0.1, 1e6))
def test_the_loss_is_the_partners_share_whoever_the_threat_is(amounts: list[float], threat: float) -> None:
    own, first, second = amounts
    facts = [spending(s, 2013, v) for s, v in (("JPN", own), ("USA", first), ("AUS", second), ("CHN", threat))]
    facts += [step("defence_pact", f"{ally}>JPN", "in_force", "1960-06-23") for ally in ("USA", "AUS")]
    found = exposure(world_of(facts), "JPN", "USA", against=["CHN"])
    assert isinstance(found, Reading)
    assert found.value == pytest.approx(100 * first / (own + first + second))
    assert 0 <= found.value <= 100
