"""Other weights than the published ones: the same parts by the same rule, unknown where a part that weighs is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latticework.atlas import Atlas
from latticework.measures.weighing import FACTORS, Weighed, weighed_ratio, weighed_threats
from latticework.model.reading import Part, Reading, Unknown

REFERENCE = {factor: ways[0] for factor, ways in FACTORS.items()}
EQUAL = dict.fromkeys(FACTORS, 1.0)


def reading(state: str, capability: float | None, proximity: float, intent: float) -> Reading:
    values = {"capability": capability, "proximity": proximity, "intent": intent}
    factors = {
        f"{factor}, {way}": Part(
            factor, Unknown("no source looked") if values[factor] is None else float(values[factor] or 0)
        )
        for factor, ways in FACTORS.items()
        for way in ways
    }
    return Reading("threats", 0.0, "score", detail={"state": state, "factors": factors})


def by_state(found: list[Weighed]) -> dict[str, Weighed]:
    return {one.state: one for one in found}


def test_a_worked_sum() -> None:
    one, other = reading("CHN", 1.0, 0.25, 0.5), reading("PRK", 0.25, 1.0, 0.5)
    plain = by_state(weighed_threats([one, other], REFERENCE, EQUAL))
    assert plain["CHN"].score == plain["PRK"].score == pytest.approx(0.125)
    assert {plain["CHN"].rank, plain["PRK"].rank} == {1}
    near = weighed_threats([one, other], REFERENCE, {"capability": 0.0, "proximity": 1.0, "intent": 0.0})
    assert [(w.state, w.rank) for w in near] == [("PRK", 1), ("CHN", 2)]
    assert near[1].score == pytest.approx(0.25**3)
    tilted = weighed_threats([one], REFERENCE, {"capability": 1.0, "proximity": 2.0, "intent": 1.0})
    assert tilted[0].score == pytest.approx(1.0**0.75 * 0.25**1.5 * 0.5**0.75)


def test_unknown_only_where_what_is_unknown_weighs() -> None:
    found = weighed_threats([reading("PRK", None, 1.0, 0.5), reading("CHN", 1.0, 0.2, 0.2)], REFERENCE, EQUAL)
    assert [(w.state, w.rank) for w in found] == [("CHN", 1), ("PRK", None)]
    assert isinstance(found[1].score, Unknown)
    without = weighed_threats([reading("PRK", None, 1.0, 0.5)], REFERENCE, EQUAL | {"capability": 0.0})
    assert without[0].score == pytest.approx(0.5**1.5)
    nothing = weighed_threats([reading("CHN", 1.0, 0.2, 0.2)], REFERENCE, dict.fromkeys(FACTORS, 0.0))
    assert nothing[0].rank is None


def test_equal_weights_give_the_published_scores(atlas: Atlas) -> None:
    for state in ("Japan", "Poland", "South Korea"):
        published = atlas.threats(state, as_of="2023-01-13", known_by="2026-01-01")
        assert isinstance(published, list)
        found = by_state(weighed_threats(published, REFERENCE, EQUAL))
        for one in published:
            if one.basis == ", ".join(REFERENCE.values()):
                assert found[str(one.detail["state"])].score == pytest.approx(one.value)


weights = st.fixed_dictionaries({factor: st.floats(0, 3).map(lambda x: round(x, 1)) for factor in FACTORS})
parts = st.tuples(st.floats(0.01, 1), st.floats(0.01, 1), st.floats(0.01, 1))


@given(weights, st.floats(0.1, 10), parts, parts)
def test_only_the_proportion_of_weights_counts(
    given_weights: dict[str, float], times: float, one: tuple[float, ...], other: tuple[float, ...]
) -> None:
    readings = [reading("AAA", *one), reading("BBB", *other)]
    more = {factor: weight * times for factor, weight in given_weights.items()}
    plain, scaled = (by_state(weighed_threats(readings, REFERENCE, w)) for w in (given_weights, more))
    for state in ("AAA", "BBB"):
        score, again = plain[state].score, scaled[state].score
        assert (
            (score == pytest.approx(again, rel=1e-9)) if not isinstance(score, Unknown) else isinstance(again, Unknown)
        )


def test_a_state_that_counts_half() -> None:
    assert weighed_ratio({"CHN": 30.0}, {"USA": 80.0, "JPN": 20.0}, {}) == pytest.approx(0.3)
    assert weighed_ratio({"CHN": 30.0}, {"USA": 80.0, "JPN": 20.0}, {"USA": 0.5}) == pytest.approx(0.5)
    assert isinstance(weighed_ratio({"CHN": 30.0}, {"JPN": 20.0}, {"JPN": 0.0}), Unknown)
