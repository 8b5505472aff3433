"""Readings under other weights than the published ones: the same parts, put together by the same rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from latticework.measures.threats import CAPABILITY, INTENT, PROXIMITY
from latticework.model.reading import Reading, Unknown

FACTORS: Mapping[str, tuple[str, ...]] = {"capability": CAPABILITY, "proximity": PROXIMITY, "intent": INTENT}
"""The factors of a threat, each with the ways it is measured, the reference way first."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A state under chosen weights: score and rank, or unknown where a factor that weighs is; its parts by factor."""

    state: str
    score: float | Unknown
    rank: int | None
    parts: Mapping[str, float | Unknown]


def weighed_threats(readings: Sequence[Reading], how: Mapping[str, str], weights: Mapping[str, float]) -> list[Weighed]:
    """Rank threats as capability^a x proximity^b x intent^c, the weights scaled so that they sum to three.

    `how` names the way each factor is measured (see `FACTORS`), `weights` how much each weighs, from 0 up; equal weights give
    the published score of that variant. A factor that weighs nothing is left out, known or not; equal scores share the better
    rank. With no weight at all every score is unknown. The rule is that of `measures.threats` for its random weightings.
    """
    total = sum(weights.values())
    scored = {}
    for reading in readings:
        table = reading.detail["factors"]
        assert isinstance(table, dict)
        parts = {factor: table[f"{factor}, {how[factor]}"].value for factor in FACTORS}
        scored[str(reading.detail["state"])] = (parts, _score(parts, weights, total))
    known = [score for _, score in scored.values() if not isinstance(score, Unknown)]
    made = [
        Weighed(state, score, None if isinstance(score, Unknown) else 1 + sum(x > score for x in known), parts)
        for state, (parts, score) in scored.items()
    ]
    return sorted(made, key=lambda one: (one.rank is None, one.rank or 0, one.state))


def _score(parts: Mapping[str, float | Unknown], weights: Mapping[str, float], total: float) -> float | Unknown:
    if total <= 0:
        return Unknown("no factor has any weight")
    score = 1.0
    for factor, part in parts.items():
        if weights[factor] <= 0:
            continue
        if isinstance(part, Unknown):
            return part
        score *= part ** (3 * weights[factor] / total)
    return score


def weighed_ratio(
    side_a: Mapping[str, float], side_b: Mapping[str, float], weights: Mapping[str, float]
) -> float | Unknown:
    """Divide the sum of one side by that of the other, each state's figure counted by its weight (1 unless named)."""
    own, other = (sum(weights.get(state, 1.0) * value for state, value in side.items()) for side in (side_a, side_b))
    return own / other if other > 0 else Unknown("nothing on the other side has any weight")
