"""The register's models of next ties: plain, with bends, with further signs, of one and of several horizons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from latticework.answers.next_ties import further as more
from latticework.answers.next_ties.features import FAMILIES, Pairs
from latticework.answers.next_ties.model import fit, rate_part

Vector = npt.NDArray[np.float64]
LEFT_OUT = ("shared_groupings", "partnership")
"""Signs the register's model does without: chosen on origins up to 1997, where the compiled tables of both are thin."""
BENT = (
    *(name for name in FAMILIES if FAMILIES[name] in ("momentum", "their own record", "network", "nearness") and name not in ("close", "pair_ever")),
    "through_groupings",
)  # fmt: skip
"""Signs whose slope may change: all that are not steps."""
BENDS = (0.0, 1.0, 2.0)
FORGET, HORIZON = 4.0, 3
PULL = {"plain": 200.0, "bends": 500.0, "one year": 200.0}
"""The ridge of each fit; one year ahead there are fewer signings, but more recent ones."""


@dataclass(frozen=True)
class Origin:
    """One origin: its pairs, their further signs, what came within each horizon, and the scores of the baselines."""

    year: int
    found: Pairs
    further: Vector
    came: dict[int, Vector]
    baselines: dict[str, Vector] = field(default_factory=dict)


@dataclass(frozen=True)
class Recipe:
    """How a model is made: with bends or not, with further signs or not, without some families, of which horizons."""

    bends: bool = True
    further: bool = False
    without: frozenset[str] = frozenset()
    horizons: tuple[int, ...] = (HORIZON,)


Scorer = Callable[[Origin], Vector]


def fitted(origins: Sequence[Origin], labels_end: int, recipe: Recipe) -> Scorer:
    """Fit a recipe to origins whose labels end by a year; give what scores an origin's pairs in log-odds of three years.

    Models of several horizons are averaged in log-odds, then set to what came within three years on the same training origins.
    """
    scorers = [_of_horizon(_until(origins, labels_end - horizon), horizon, recipe) for horizon in recipe.horizons]
    if len(scorers) == 1:
        return scorers[0]

    def mean(o: Origin) -> Vector:
        return np.asarray(np.mean([scorer(o) for scorer in scorers], axis=0), dtype=np.float64)

    train = _until(origins, labels_end - HORIZON)
    odds, came = (
        np.concatenate([mean(o) for o in train])[:, None],
        np.concatenate([o.came[HORIZON] for o in train]),
    )
    weights, _ = fit(odds, came, np.zeros(len(came)), pull=1e-9, weight=_weights(train))
    return lambda o: np.asarray(weights[0] + weights[1] * mean(o), dtype=np.float64)


def _until(origins: Sequence[Origin], last: int) -> list[Origin]:
    return [o for o in origins if o.year <= last]


def _of_horizon(train: Sequence[Origin], horizon: int, recipe: Recipe) -> Scorer:
    lay = _laid(train, recipe)
    table = np.concatenate([lay(o) for o in train])
    came = np.concatenate([o.came[horizon] for o in train])
    rate = np.concatenate([np.full(len(o.found.one), rate_part(o.found)) for o in train])
    pull = PULL["one year"] if horizon == 1 else PULL["bends" if recipe.bends else "plain"]
    weights, _ = fit(table, came, rate, pull=pull, weight=_weights(train))
    return lambda o: np.asarray(rate_part(o.found) + weights[0] + lay(o) @ weights[1:], dtype=np.float64)


def _weights(train: Sequence[Origin]) -> Vector:
    age = np.concatenate([np.full(len(o.found.one), train[-1].year - o.year) for o in train])
    return np.asarray(0.5 ** (age / FORGET), dtype=np.float64)


def _laid(train: Sequence[Origin], recipe: Recipe) -> Scorer:
    """Give what lays an origin's signs out in columns; bends stand in spreads of the training's pairs."""
    kept = [n for n, name in enumerate(FAMILIES) if name not in LEFT_OUT and FAMILIES[name] not in recipe.without]
    bent = [n for n, name in enumerate(FAMILIES) if name in BENT and FAMILIES[name] not in recipe.without]
    family = [more.FURTHER.get(name, name.removesuffix(" not known")) for name in more.names()]
    wide = [n for n, name in enumerate(family) if name not in recipe.without] if recipe.further else []
    table = np.concatenate([o.found.values for o in train])
    centre, scale = table.mean(0), table.std(0) + 1e-9

    def lay(o: Origin) -> Vector:
        parts = [o.found.values[:, kept], o.further[:, wide]]
        if recipe.bends:
            scaled = np.clip((o.found.values - centre) / scale, -4, 4)[:, bent]
            parts += [np.maximum(scaled - bend, 0) for bend in BENDS]
        return np.column_stack(parts)

    return lay
