"""Scores of ranked pairs with bootstrap intervals by pair: precision-recall and ROC area, Brier, slope, recall and MAP by state."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from latticework.answers.next_ties.model import chance, fit

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Test:
    """The pairs that are scored: what happened, from which origin, between which states; `group` numbers each pair through all origins."""

    happened: Vector
    origin: npt.NDArray[np.int_]
    one: npt.NDArray[np.int_]
    other: npt.NDArray[np.int_]

    @property
    def group(self) -> npt.NDArray[np.int_]:
        """Give each row the number of its pair."""
        return np.asarray(np.unique(self.one * 10_000 + self.other, return_inverse=True)[1], dtype=np.int_)


@dataclass(frozen=True)
class Sorted:
    """Rows in order of a score, highest first; `ends` marks the last row of each tied score."""

    order: npt.NDArray[np.intp]
    ends: npt.NDArray[np.intp]

    @classmethod
    def of(cls, score: Vector) -> Sorted:
        """Sort once; every resampling reads the same order."""
        order = np.argsort(-score, kind="stable")
        ends = np.flatnonzero(np.append(np.diff(score[order]) != 0, True))
        return cls(order, ends)

    def areas(self, happened: Vector, weight: Vector) -> tuple[float, float]:
        """Give average precision and the area under the ROC curve of weighted rows, ties taken together."""
        came, drawn = (happened * weight)[self.order], weight[self.order]
        ones, rows = np.cumsum(came)[self.ends], np.cumsum(drawn)[self.ends]
        total, every = ones[-1], rows[-1]
        steps = np.diff(np.append(0, ones))
        precision = float((steps * ones / np.maximum(rows, 1e-12)).sum() / total)
        zeros = rows - ones
        before = np.append(0, ones[:-1])
        area = float((np.diff(np.append(0, zeros)) * (ones + before) / 2).sum() / (total * (every - total)))
        return precision, area


def draws(test: Test, number: int, seed: int = 1) -> list[Vector]:
    """Draw pairs with replacement: a pair comes with all its origins or not at all."""
    random, group = np.random.default_rng(seed), test.group
    pairs = group.max() + 1
    return [np.bincount(random.integers(0, pairs, pairs), minlength=pairs)[group].astype(float) for _ in range(number)]


def calibration_slope(odds: Vector, happened: Vector) -> float:
    """Give the slope of what happened on the log-odds: 1 when chances are neither too bold nor too timid."""
    return float(fit(odds[:, None], happened, np.zeros(len(odds)), pull=1e-9)[0][1])


def skill(odds: Vector, happened: Vector) -> tuple[float, float]:
    """Give the Brier score and its skill against giving every pair the share that came."""
    brier = float(((chance(odds) - happened) ** 2).mean())
    base = happened.mean()
    return brier, float(1 - brier / (base * (1 - base)))


def by_state(score: Vector, test: Test, tops: tuple[int, ...] = (10, 20)) -> tuple[list[float], float]:
    """Give the mean recall among each state's likeliest partners and the mean average precision, over states and origins with a signing."""
    recalls: list[list[float]] = [[] for _ in tops]
    precisions = []
    for origin in np.unique(test.origin):
        rows = np.flatnonzero(test.origin == origin)
        for state in np.unique(np.concatenate((test.one[rows], test.other[rows]))):
            mine = rows[(test.one[rows] == state) | (test.other[rows] == state)]
            came = test.happened[mine]
            if not came.sum():
                continue
            ranked = came[np.argsort(-score[mine], kind="stable")]
            for found, top in zip(recalls, tops, strict=True):
                found.append(float(ranked[:top].sum() / came.sum()))
            places = np.flatnonzero(ranked) + 1
            precisions.append(float((np.arange(1, len(places) + 1) / places).mean()))
    return [float(np.mean(found)) for found in recalls], float(np.mean(precisions))


def interval(values: list[float]) -> tuple[float, float]:
    """Give the middle 95 % of resampled values."""
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)
