"""How alike two states' portfolios of ties are: S, kappa, pi and tau-b of all pairs of a year, by matrix algebra."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from latticework.errors import UsageError
from latticework.panels.column import Array, Column, as_float
from latticework.panels.datasets import find_dataset
from latticework.panels.join import fill, match_pairs, placed, remembered, state_grid
from latticework.panels.rows import Rows, dyad_year_rows, membership
from latticework.panels.system import FIRST_YEAR, System
from latticework.panels.tables import Tables

MEASURES = {
    "s_abs": "S with absolute distances (Signorino and Ritter 1999)",
    "s_sq": "S with squared distances (Signorino and Ritter 1999)",
    "kappa": "Cohen's kappa with squared distances (Haege 2011)",
    "pi": "Scott's pi with squared distances (Haege 2011)",
    "tau_b": "Kendall's tau-b (Bueno de Mesquita 1975)",
}
"""The measures of likeness; each is 1 for equal portfolios."""

LEVELS = {"atop_nonagg": 1, "atop_neutral": 2, "atop_consul": 2, "atop_defense": 3, "atop_offense": 3}
"""How strong a pledge is: non-aggression 1, neutrality or consultation 2, defence or offence 3; the highest counts."""

TOP = 3
"""The highest level, which a state's tie to itself has."""

LARGE = 500_000
"""After a panel of more rows the likeness of all pairs is not held in memory; it is read again from where it is kept."""

TIES = ("valued", "binary")
WEIGHTS = ("", "cinc", "milex", "tpop")
"""What a third state counts: each the same, or its share of a column of National Material Capabilities."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which measures, whether ties count by level ("valued") or as there or not ("binary"), and third states' weights."""

    measures: tuple[str, ...] = tuple(MEASURES)
    ties: tuple[str, ...] = ("valued",)
    weights: str = ""

    def __post_init__(self) -> None:
        for what, asked, fine in (
            ("measure of similarity", self.measures, tuple(MEASURES)),
            ("kind of tie values", self.ties, TIES),
            ("weight", (self.weights,), WEIGHTS),
        ):
            for name in asked:
                if name not in fine:
                    raise UsageError(f"no {what} is called {name!r}", next_step=f"choose among {', '.join(fine)}")

    def told(self) -> dict[str, Any]:
        """Give the choice for a header."""
        return {
            "measures": list(self.measures),
            "ties": list(self.ties),
            "weights": self.weights or "equal",
            "levels": LEVELS,
        }

    def names(self) -> dict[str, str]:
        """Give the names of the columns this choice makes, with labels."""
        ending = f"_{self.weights}" if self.weights else ""
        more = f", third states weighted by {self.weights}" if self.weights else ""
        return {
            f"{m}_{kind}{ending}": f"{MEASURES[m]}, {kind} alliance ties{more}"
            for kind in self.ties
            for m in self.measures
        }


def similarity(rows: Rows, tables: Tables, choice: Choice) -> dict[str, Column]:
    """Give the likeness of the two states' alliance portfolios in each row, unknown outside ATOP's years.

    A portfolio is what a state pledged to each member of the system in the year, itself at the top. It is worked out for
    all pairs and years once and kept with the data files, by their digests.
    """
    names = choice.names()
    keys = _all_pairs(rows.system, tables, choice, "keys")
    match = match_pairs(rows, keys, undirected=True)
    made = {
        name: Column(fill(rows, match, _all_pairs(rows.system, tables, choice, name)), label, "atop")
        for name, label in names.items()
    }
    if len(rows) > LARGE:
        held = remembered(tables)
        for key in [key for key in held if isinstance(key, str) and key.startswith("similarity-")]:
            del held[key]
    return made


def _all_pairs(system: System, tables: Tables, choice: Choice, name: str) -> Array:
    """Give one measure (or the keys) of all pairs and years, from what was kept or newly worked out."""
    held = remembered(tables)
    digest = "-".join(tables.version(d) for d in _read(system, choice))

    def key(column: str) -> str:
        return f"similarity-{system.name}-{system.count}-{column}-{digest}"

    if key(name) not in held:
        found = tables.kept(key(name))
        for column, values in ({name: found["values"]} if found else all_pairs(system, tables, choice)).items():
            held[key(column)] = values
            if not found:
                tables.keep(key(column), {"values": values})
    values_of: Array = held[key(name)]
    return values_of


def _read(system: System, choice: Choice) -> tuple[str, ...]:
    return (system.dataset, "atop", *(("cow_nmc",) if choice.weights else ()))


def all_pairs(system: System, tables: Tables, choice: Choice) -> dict[str, Array]:
    """Work out the measures for all pairs and years of ATOP: `keys` of pairs without direction, one array a measure."""
    first, last = find_dataset("atop").years
    years = range(max(first, FIRST_YEAR), min(last, system.last_year()) + 1)
    if last > system.last_year():
        years = range(years[0], last + 1)
    rows = dyad_year_rows(system, years, directed=False)
    there = membership(system, years)
    order = np.argsort(rows.year, kind="stable")
    cuts = np.searchsorted(rows.year[order], np.arange(years[0], years[-1] + 2) - FIRST_YEAR)
    out: dict[str, Array] = {name: np.full(len(rows), np.nan) for name in choice.names()}
    with one_thread():
        for year, levels in portfolios(system, tables, years):
            states = np.flatnonzero(there[:, year])
            at = order[cuts[year + FIRST_YEAR - years[0]] : cuts[year + FIRST_YEAR - years[0] + 1]]
            one, other = np.searchsorted(states, rows.sides[0][at]), np.searchsorted(states, rows.sides[1][at])
            weights = third_weights(system, tables, choice.weights, year)[states] if choice.weights else None
            for name, matrix in likeness(levels[np.ix_(states, states)], choice, weights).items():
                out[name][at] = matrix[one, other]
    return {"keys": rows.keys, **out}


def portfolios(system: System, tables: Tables, years: range) -> Iterator[tuple[int, NDArray[np.int8]]]:
    """Give for each year (counted from 1816) the level of each state's pledge to each state, itself at the top."""
    at = placed(tables, system, "atop")
    level = pledge_levels({name: at.values(name) for name in LEVELS})
    order = np.argsort(at.year, kind="stable")
    cuts = np.searchsorted(at.year[order], np.arange(years[0], years[-1] + 2) - FIRST_YEAR)
    for i, year in enumerate(range(years[0] - FIRST_YEAR, years[-1] + 1 - FIRST_YEAR)):
        rows = order[cuts[i] : cuts[i + 1]]
        levels = np.zeros((system.count, system.count), dtype=np.int8)
        levels[at.at[0][rows], at.at[1][rows]] = level[rows]
        np.fill_diagonal(levels, TOP)
        yield year, levels


def pledge_levels(pledges: Mapping[str, Array]) -> NDArray[np.int8]:
    """Give the level of each pair's strongest pledge from the five marks of ATOP."""
    level = np.zeros(len(next(iter(pledges.values()))), dtype=np.int8)
    for name, height in LEVELS.items():
        level = np.maximum(level, np.where(pledges[name] == 1, height, 0).astype(np.int8))
    return level


def third_weights(system: System, tables: Tables, column: str, year: int) -> NDArray[np.float64]:
    """Give each state's weight as a third state in a year; a state whose capability is unknown weighs nothing."""
    return np.nan_to_num(as_float(state_grid(tables, system, "cow_nmc", column)[:, year]))


def likeness(
    levels: NDArray[np.int8], choice: Choice, weights: NDArray[np.float64] | None = None
) -> dict[str, NDArray[np.float64]]:
    """Give each measure as an n x n matrix from the n x n levels of one year (rows are portfolios).

    Everything follows from how many third states lie at or above each pair of levels, which is a matrix product of
    the marks "at least t". A measure is unknown (NaN) where it is not defined: where chance alone explains all.
    """
    ending = f"_{choice.weights}" if choice.weights else ""
    made: dict[str, NDArray[np.float64]] = {}
    for kind in choice.ties:
        values, top = (levels, TOP) if kind == "valued" else ((levels > 0).astype(np.int8), 1)
        reached = _reached(values, top, weights)
        for name in choice.measures:
            made[f"{name}_{kind}{ending}"] = _FORMULAS[name](reached, top)
    return made


Reached = list[list[NDArray[np.float64]]]
"""reached[s][t]: the weight of third states that both reach: the first state's level s, the second's level t."""


def _reached(values: NDArray[np.int8], top: int, weights: NDArray[np.float64] | None) -> Reached:
    exact = np.dtype(np.float32 if weights is None else np.float64)  # counts up to 2^24 are exact in single precision
    marks: list[Array] = [(values >= t).astype(exact) for t in range(1, top + 1)]
    heavy = marks if weights is None else [mark * weights for mark in marks]
    count = len(values)
    total = float(count) if weights is None else float(weights.sum())
    sums = [mark.sum(axis=1, dtype=np.float64) for mark in heavy]
    grid: Reached = [[np.full((1, 1), total), *(s[None, :] for s in sums)]]
    for s in range(top):
        grid.append([sums[s][:, None], *((heavy[s] @ marks[t].T).astype(np.float64) for t in range(top))])
    return grid


def _squares(reached: Reached, top: int) -> tuple[Array, Array, Array, Array]:
    """Give sums over third states: squares of the first, of the second, the products, and the squared distance."""
    one = sum((2 * t - 1) * reached[t][0] for t in range(1, top + 1))
    other = sum((2 * t - 1) * reached[0][t] for t in range(1, top + 1))
    product = sum(reached[s][t] for s in range(1, top + 1) for t in range(1, top + 1))
    return np.asarray(one), np.asarray(other), np.asarray(product), np.asarray(one + other - 2 * product)


def _s_abs(reached: Reached, top: int) -> NDArray[np.float64]:
    apart = sum(reached[t][0] + reached[0][t] - 2 * reached[t][t] for t in range(1, top + 1))
    return np.asarray(1 - 2 * apart / (top * reached[0][0]))


def _s_sq(reached: Reached, top: int) -> NDArray[np.float64]:
    return np.asarray(1 - 2 * _squares(reached, top)[3] / (top**2 * reached[0][0]))


def _kappa(reached: Reached, top: int) -> NDArray[np.float64]:
    one, other, _, apart = _squares(reached, top)
    sums = [sum(reached[t][0] for t in range(1, top + 1)), sum(reached[0][t] for t in range(1, top + 1))]
    return _beyond_chance(apart, one + other - 2 * sums[0] * sums[1] / reached[0][0])


def _pi(reached: Reached, top: int) -> NDArray[np.float64]:
    one, other, _, apart = _squares(reached, top)
    both = sum(reached[t][0] for t in range(1, top + 1)) + sum(reached[0][t] for t in range(1, top + 1))
    return _beyond_chance(apart, one + other - both * both / (2 * reached[0][0]))


def _beyond_chance(apart: Array, by_chance: Array) -> NDArray[np.float64]:
    out = np.full(np.broadcast_shapes(apart.shape, by_chance.shape), np.nan)
    np.divide(apart, by_chance, out=out, where=by_chance > 0)
    return np.asarray(1 - out)


def _tau_b(reached: Reached, top: int) -> NDArray[np.float64]:
    grid = [[*row, None] for row in reached] + [[None] * (top + 2)]
    order: Any = 0.0
    for u in range(top + 1):
        for v in range(top + 1):
            cell = grid[u][v] - _at(grid, u + 1, v) - _at(grid, u, v + 1) + _at(grid, u + 1, v + 1)
            above = _at(grid, u + 1, v + 1)
            below = _at(grid, u + 1, 0) - _at(grid, u + 1, v)
            order = order + cell * (above - below)
    spread = [_untied([reached[t][0] for t in range(top + 1)]), _untied([reached[0][t] for t in range(top + 1)])]
    scale = np.sqrt(spread[0] * spread[1])
    out = np.full(np.broadcast_shapes(np.shape(order), scale.shape), np.nan)
    np.divide(order, scale, out=out, where=scale > 0)
    return out


def _at(grid: list[list[Any]], s: int, t: int) -> Any:
    found = grid[s][t]
    return 0.0 if found is None else found


def _untied(reached: list[Array]) -> Array:
    """Give the weight of pairs of third states that differ in level."""
    at_level = [a - b for a, b in zip(reached, [*reached[1:], np.zeros((1, 1))], strict=True)]
    return np.asarray((reached[0] ** 2 - sum(a**2 for a in at_level)) / 2)


_FORMULAS = {"s_abs": _s_abs, "s_sq": _s_sq, "kappa": _kappa, "pi": _pi, "tau_b": _tau_b}


def one_thread() -> AbstractContextManager[Any]:
    """Keep matrix products on one thread where threadpoolctl is installed: small matrices only lose by sharing."""
    try:
        threads = import_module("threadpoolctl")
    except ImportError:
        return nullcontext()
    limits: AbstractContextManager[Any] = threads.threadpool_limits(limits=1, user_api="blas")
    return limits
