"""A logistic model of what comes next, fitted by weighted ridge, with its uncertainty as fits to resampled pairs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from latticework.answers.next_ties.features import FAMILIES, Pairs
from latticework.answers.next_ties.signings import rules
from latticework.model.tables import number, read_csv

Vector = npt.NDArray[np.float64]
PACKAGE = "latticework.answers.next_ties"
STEPS, ENOUGH = 60, 1e-9


@dataclass(frozen=True, slots=True)
class Model:
    """Log-odds of an event = rate + weights[0] + features x weights[1:], features as they are (not standardised).

    `centre` is where parts are counted from: a pair at it is the mean pair of the training. `resampled` are the weights of fits to
    pairs drawn anew, a row each: their spread is the model's uncertainty.
    """

    names: tuple[str, ...]
    weights: Vector
    centre: Vector
    resampled: Vector

    def log_odds(self, values: Vector, rate: float) -> Vector:
        """Give the log-odds of each row of features."""
        return np.asarray(rate + self.weights[0] + values @ self.weights[1:], dtype=np.float64)

    def spread(self, values: Vector, rate: float, ends: tuple[float, float]) -> tuple[Vector, Vector]:
        """Give the ends of each row's probability over the resampled fits."""
        odds = rate + self.resampled[:, :1] + self.resampled[:, 1:] @ values.T
        low, high = np.quantile(chance(odds), ends, axis=0)
        return low, high

    def parts(self, row: Vector) -> dict[str, float]:
        """Give what each feature adds to the log-odds of one pair, against the mean pair."""
        return dict(zip(self.names, (self.weights[1:] * (row - self.centre)).tolist(), strict=True))


def chance(odds: Vector) -> Vector:
    """Turn log-odds into probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -40, 40))), dtype=np.float64)


def fit(
    values: Vector, happened: Vector, rate: Vector, *, pull: float, weight: Vector | None = None
) -> tuple[Vector, Vector]:
    """Fit weights (constant first) to rows of features by penalised maximum likelihood; give them and the features' means.

    `rate` is each row's offset in log-odds; `pull` the ridge on standardised weights. A feature that never varies gets no
    weight. Raises ValueError when nothing, or everything, happened.
    """
    mean, scale = values.mean(0), values.std(0)
    scale = np.where(scale < 1e-6, np.inf, scale)
    table = np.column_stack((np.ones(len(values)), (values - mean) / scale))
    weight = np.ones(len(values)) if weight is None else weight
    share = float((weight * happened).sum() / weight.sum())
    if not 0 < share < 1:
        raise ValueError("a model needs pairs to which it happened and pairs to which it did not")
    penalty = np.full(table.shape[1], pull)
    penalty[0] = 0
    found = np.zeros(table.shape[1])
    found[0] = np.log(share / (1 - share)) - (weight * rate).sum() / weight.sum()

    def loss(b: Vector) -> float:
        odds = table @ b + rate
        return float((weight * (np.logaddexp(0, odds) - happened * odds)).sum() + 0.5 * (penalty * b**2).sum())

    now = loss(found)
    for _ in range(STEPS):
        p = chance(table @ found + rate)
        slope = table.T @ (weight * (happened - p)) - penalty * found
        bend = (table * (weight * p * (1 - p))[:, None]).T @ table + np.diag(penalty + 1e-9)
        step, size = np.linalg.solve(bend, slope), 1.0
        while size > 1e-6 and loss(found + size * step) > now:
            size /= 2
        found = found + size * step
        before, now = now, loss(found)
        if before - now < ENOUGH * abs(now):
            break
    plain = np.where(np.isfinite(scale), found[1:] / scale, 0.0)
    return np.concatenate(([found[0] - (plain * mean).sum()], plain)), mean


@dataclass(frozen=True, slots=True)
class KindModel:
    """Log-odds of a signing of one group = constant + odds x (log-odds of any) + had x (log of the pair's record in
    the group) + active x (log of both states' activity in it).
    """

    constant: float
    odds: float
    had: float
    active: float

    def log_odds(self, of_any: Vector, had: Vector, active: Vector) -> Vector:
        """Give the log-odds of each pair."""
        return np.asarray(self.constant + self.odds * of_any + self.had * had + self.active * active, dtype=np.float64)


@cache
def shipped(horizon: int) -> Model:
    """Give the model that ships for a horizon in years, from weights.csv."""
    rows = [row for row in read_csv(PACKAGE, "weights.csv") if row["horizon"] == str(horizon)]
    table = {
        row["fit"]: np.array([number(row, name, PACKAGE, "weights.csv") for name in ("constant", *FAMILIES)])
        for row in rows
    }
    centre = table.pop("centre")[1:]
    return Model(tuple(FAMILIES), table.pop("whole"), centre, np.stack(list(table.values())))


@cache
def shipped_kinds(horizon: int) -> dict[str, KindModel]:
    """Give the models of each group of agreements for a horizon in years, from kinds.csv; a group of too few signings has none."""
    return {
        row["group"]: KindModel(
            *(number(row, name, PACKAGE, "kinds.csv") for name in ("constant", "odds", "had", "active"))
        )
        for row in read_csv(PACKAGE, "kinds.csv")
        if row["horizon"] == str(horizon)
    }


def rate_part(found: Pairs) -> float:
    """Give what the recent rate adds to every pair's log-odds: part of its log, for rates run back to their mean."""
    return float(rules()["rate"]["counts"]) * found.rate


def odds_of(model: Model, found: Pairs) -> Vector:
    """Give the log-odds of all pairs at risk."""
    return model.log_odds(found.values, rate_part(found))
