"""The register's models of next ties: plain, with bends, with further and linked signs, of one and of several horizons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from latticework.answers.next_ties import further as more
from latticework.answers.next_ties import linked as tied
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
TOGETHER = (
    ("pair_recent", "both_neighbourhoods"), ("latent", "both_neighbourhoods"), ("distance", "both_neighbourhoods"),
    ("pair_recent", "neighbours"),
)  # fmt: skip
"""Signs that count together, as products: the four of 55 pairs of strong signs that raised PR-AUC most, each alone, on origins to 1997."""
BENDS = (0.0, 1.0, 2.0)
FORGET, HORIZON = 4.0, 3
PULL = {"plain": 200.0, "bends": 500.0, "one year": 200.0, "linked": 300.0, "linked, one year": 120.0}
"""The ridge of each fit; one year ahead there are fewer signings, but more recent ones."""


@dataclass(frozen=True)
class Origin:
    """One origin: its pairs, their further and linked signs, what came within each horizon, and the scores of the baselines."""

    year: int
    found: Pairs
    further: Vector
    linked: Vector
    came: dict[int, Vector]
    baselines: dict[str, Vector] = field(default_factory=dict)


@dataclass(frozen=True)
class Recipe:
    """How a model is made: with bends, further signs, linked signs and products or not, without some families, of which horizons."""

    bends: bool = True
    further: bool = False
    linked: tuple[str, ...] = ()
    together: bool = False
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
    pull = PULL[_pulled(horizon, recipe)]
    weights, _ = fit(table, came, rate, pull=pull, weight=_weights(train))
    return lambda o: np.asarray(rate_part(o.found) + weights[0] + lay(o) @ weights[1:], dtype=np.float64)


def _pulled(horizon: int, recipe: Recipe) -> str:
    if recipe.linked or recipe.together:
        return "linked, one year" if horizon == 1 else "linked"
    return "one year" if horizon == 1 else "bends" if recipe.bends else "plain"


def _weights(train: Sequence[Origin]) -> Vector:
    age = np.concatenate([np.full(len(o.found.one), train[-1].year - o.year) for o in train])
    return np.asarray(0.5 ** (age / FORGET), dtype=np.float64)


def _laid(train: Sequence[Origin], recipe: Recipe) -> Scorer:
    """Give what lays an origin's signs out in columns; bends and products stand in spreads of the training's pairs."""
    kept = [n for n, name in enumerate(FAMILIES) if name not in LEFT_OUT and FAMILIES[name] not in recipe.without]
    names = [*FAMILIES, *tied.names()]
    bent = [
        n for n, name in enumerate(names)
        if name in recipe.linked or (name in BENT and FAMILIES[name] not in recipe.without)
    ]  # fmt: skip
    family = [more.FURTHER.get(name, name.removesuffix(" not known")) for name in more.names()]
    wide = [n for n, name in enumerate(family) if name not in recipe.without] if recipe.further else []
    ties = [
        n for n, name in enumerate(tied.names()) if name in recipe.linked or (name == tied.UNKNOWN and _trades(recipe))
    ]
    pairs = [(names.index(one), names.index(other)) for one, other in TOGETHER] if recipe.together else []
    table = np.concatenate([np.column_stack((o.found.values, o.linked)) for o in train])
    centre, scale = table.mean(0), table.std(0) + 1e-9

    def lay(o: Origin) -> Vector:
        parts = [o.found.values[:, kept], o.further[:, wide], o.linked[:, ties]]
        if recipe.bends:
            scaled = np.clip((np.column_stack((o.found.values, o.linked)) - centre) / scale, -4, 4)
            parts += [np.maximum(scaled[:, bent] - bend, 0) for bend in BENDS]
            parts += [(scaled[:, one] * scaled[:, other])[:, None] for one, other in pairs]
        return np.column_stack(parts)

    return lay


def _trades(recipe: Recipe) -> bool:
    return any(tied.LINKED[name] == "trade" for name in recipe.linked)
