"""What is known of each pair before the day: momentum, the pair's own record, its network, nearness, what the two share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from latticework.answers.next_ties.signings import Signing, rules
from latticework.answers.next_ties.system import Square, System

DAYS_A_YEAR = 365.25

FAMILIES = {
    "activity_1": "momentum", "activity_2": "momentum", "activity_4": "momentum", "activity_8": "momentum",
    "pair_ever": "their own record", "pair_recent": "their own record", "pair_past": "their own record",
    "like_partners": "network", "shared_partners": "network", "latent": "network",
    "distance": "nearness", "close": "nearness", "neighbours": "nearness", "both_neighbourhoods": "nearness",
    "shared_groupings": "groupings", "through_groupings": "groupings",
    "allies": "pacts", "shared_allies": "pacts", "partnership": "pacts",
    "same_threat": "threat", "named": "threat",
}  # fmt: skip
"""Each feature with the family it is told under, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs at risk on a day: rows of states, features (pairs x features), and the log of the recent rate."""

    system: System
    one: npt.NDArray[np.intp]
    other: npt.NDArray[np.intp]
    values: Square
    rate: float

    def row_of(self, one: str, other: str) -> int | None:
        """Give a pair's row; None when it is not at risk."""
        a, b = self.system.row(one), self.system.row(other)
        if a is None or b is None:
            return None
        a, b = sorted((a, b))
        found = np.flatnonzero((self.one == a) & (self.other == b))
        return int(found[0]) if len(found) else None


def pairs(system: System, record: Sequence[Signing]) -> Pairs:
    """Work out the features of all pairs at risk on the system's day from the signings up to it. Later ones raise ValueError."""
    if any(s.day > system.day for s in record):
        raise ValueError("a signing of the record lies after the day of the forecast")
    one, other = system.risk()
    if not len(one):
        return Pairs(system, one, other, np.zeros((0, len(FAMILIES))), 0.0)
    table = _features(system, record, np.unique(np.concatenate((one, other))))
    values = np.stack([table[name][one, other] for name in FAMILIES], axis=1)
    years = rules()["rate"]["years"]
    recent = sum(1 for s in record if _age(system.day, s) < years)
    return Pairs(system, one, other, values, float(np.log((recent + 1) / (years * len(one)))))


def labels(found: Pairs, later: Iterable[Signing], years: int, group: str = "") -> npt.NDArray[np.float64]:
    """Give 1 for each pair that signs (in a group, if one is named) within so many years after the day, else 0."""
    system = found.system
    signed = np.zeros((len(system.codes), len(system.codes)))
    for s in later:
        one, other = (system.row(code) for code in s.pair)
        in_time = 0 < (s.day - system.day).days <= years * DAYS_A_YEAR
        if in_time and one is not None and other is not None and (not group or s.group == group):
            signed[one, other] = signed[other, one] = 1
    return signed[found.one, found.other]


def of_group(
    found: Pairs, record: Sequence[Signing], group: str
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Give, for each pair, the log of its own record in a group, and the log of both states' activity in it."""
    square = weighed(found.system, record, rules()["memory"]["of_kind"], group)
    level = relative(square.sum(1), np.unique(np.concatenate((found.one, found.other))))
    return np.log1p(square[found.one, found.other]), level[found.one] + level[found.other]


def weighed(system: System, record: Iterable[Signing], half_life: float, group: str = "") -> Square:
    """Give the signings of each pair, each halved in weight every so many years (in a group, if one is named)."""
    square = np.zeros((len(system.codes), len(system.codes)))
    for s in record:
        one, other = (system.row(code) for code in s.pair)
        if one is not None and other is not None and (not group or s.group == group):
            square[one, other] += 0.5 ** (_age(system.day, s) / half_life)
    return square + square.T


def relative(activity: Square, taking_part: npt.NDArray[np.intp]) -> Square:
    """Give the log of each state's activity against the mean state's; a state without any stays finite."""
    rule = rules()["activity"]
    mean = activity[taking_part].mean() + rule["floor"]
    share, least = rule["share"] * mean, rule["least"]
    return np.asarray(np.log((activity + share + least) / (mean + share + least)), dtype=np.float64)


def _features(system: System, record: Sequence[Signing], rows: npt.NDArray[np.intp]) -> dict[str, Square]:
    memory, near = rules()["memory"], rules()["near"]
    found: dict[str, Square] = {}
    for half in memory["half_lives"]:
        level = relative(weighed(system, record, half).sum(1), rows)
        found[f"activity_{half}"] = level[:, None] + level
    recent, past, ever = (weighed(system, record, half) for half in (memory["short"], memory["past"], np.inf))
    found |= {"pair_ever": (ever > 0).astype(np.float64), "pair_recent": np.log1p(recent), "pair_past": np.log1p(past)}
    found |= _network(recent, near, rows)
    space = kernel(np.exp(-system.km / near["near_km"]))
    found["distance"] = np.log(system.km + near["distance_km"])
    found["close"] = (system.km < near["close_km"]) * 1.0
    found["neighbours"] = lift(space @ recent, rows, near["smoothing"])
    found["both_neighbourhoods"] = lift(space @ recent @ space.T, rows, near["smoothing"])
    shared = system.shared / (system.shared[np.ix_(rows, rows)].max() + 1)
    found["shared_groupings"] = np.sqrt(shared)
    spread = shared[np.ix_(rows, rows)].std() + near["spread"]
    found["through_groupings"] = lift(
        kernel(np.exp(near["sharpness"] * (shared - shared.max()) / spread)) @ recent, rows, near["smoothing"]
    )
    found["allies"] = system.ally
    found["shared_allies"] = np.log1p(system.ally @ system.ally)
    found["partnership"] = system.partner
    found["same_threat"] = np.log1p(system.fears @ system.fears.T)
    found["named"] = system.named
    return found


def _network(recent: Square, near: dict[str, Any], rows: npt.NDArray[np.intp]) -> dict[str, Square]:
    capped = np.minimum(recent, near["capped"])
    rooted = np.sqrt(capped)
    size = (rooted**2).sum(1) + near["like_size"]
    alike = (rooted @ rooted) / np.sqrt(np.outer(size, size))
    degree = recent.sum(1) + near["shared_size"]
    size_of = capped.sum(1) + near["latent_size"]
    scaled = capped / np.sqrt(np.outer(size_of, size_of))
    values, vectors = np.linalg.eigh((scaled + scaled.T) / 2)
    kept = np.argsort(-np.abs(values))[: near["latent"]]
    known = (vectors[:, kept] * values[kept]) @ vectors[:, kept].T
    return {
        "like_partners": lift(kernel(alike ** near["likeness_power"]) @ recent, rows, near["smoothing"]),
        "shared_partners": lift(recent @ (recent / degree[:, None]), rows, near["smoothing"]),
        "latent": np.asarray(near["latent_scale"] * np.clip(known, *near["latent_ends"]), dtype=np.float64),
    }


def kernel(square: Square) -> Square:
    """Give rows that sum to one, a state's weight on itself left out."""
    square = square.copy()
    np.fill_diagonal(square, 0)
    return np.asarray(square / (square.sum(1, keepdims=True) + 1e-9), dtype=np.float64)


def lift(square: Square, rows: npt.NDArray[np.intp], smoothing: float) -> Square:
    """Give the log of what is observed against what the two states' activity alone would give."""
    square = np.maximum((square + square.T) / 2, 0)
    np.fill_diagonal(square, 0)
    margin = square.sum(1)
    expected = np.outer(margin, margin) / (margin.sum() + 1e-9)
    base = smoothing * square[np.ix_(rows, rows)].mean() + 1e-9
    return np.asarray(np.log((square + base) / (expected + base)), dtype=np.float64)


def _age(day: date, signing: Signing) -> float:
    return (day - signing.day).days / DAYS_A_YEAR
