"""What if a pledge were made or broken: the likeness of all pairs of a year, worked out anew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from latticework.errors import UsageError
from latticework.panels.column import Column
from latticework.panels.panel import Panel, Step
from latticework.panels.rows import Rows, membership
from latticework.panels.similarity import LEVELS, TOP, Choice, likeness, one_thread, portfolios, third_weights
from latticework.panels.system import FIRST_YEAR, System
from latticework.panels.tables import Tables


@dataclass(frozen=True, slots=True)
class Portfolios:
    """The pledges of all members of a system in one year, as they were or as they might be.

    `levels[i, j]` is the level of what state i pledged to state j (0 none to 3 defence), in the order of `states` (places in
    the system). Never changed: each what-if gives a new one.
    """

    year: int
    system: System
    tables: Tables
    states: NDArray[np.int64]
    levels: NDArray[np.int8]
    told: tuple[str, ...] = ()

    def with_tie(self, one: int, other: int, pledge: str = "defense", *, both: bool = True) -> Portfolios:
        """Suppose `one` pledged something to `other` (codes), and the other way round unless `both` is False."""
        name = pledge if pledge.startswith("atop_") else f"atop_{pledge}"
        if name not in LEVELS:
            raise UsageError(
                f"no pledge is called {pledge!r}", next_step=f"choose among {', '.join(n[5:] for n in LEVELS)}"
            )
        return self._set(one, other, LEVELS[name], both, f"{one} pledges {pledge} to {other}")

    def without_tie(self, one: int, other: int, *, both: bool = True) -> Portfolios:
        """Suppose `one` had pledged nothing to `other` (codes), and the other way round unless `both` is False."""
        return self._set(one, other, 0, both, f"{one} pledges nothing to {other}")

    def likeness(self, choice: Choice | None = None) -> dict[str, NDArray[np.float64]]:
        """Give each measure as a matrix over `states`."""
        chosen = choice or Choice()
        weights = None
        if chosen.weights:
            weights = third_weights(self.system, self.tables, chosen.weights, self.year - FIRST_YEAR)[self.states]
        with one_thread():
            return likeness(self.levels, chosen, weights)

    def panel(self, choice: Choice | None = None) -> Panel:
        """Give the likeness of all pairs, each in both directions, as a panel of one year."""
        chosen = choice or Choice()
        count = len(self.states)
        one, other = (side.ravel() for side in np.nonzero(~np.eye(count, dtype=bool)))
        sides = tuple(self.states[side].astype(np.int16) for side in (one, other))
        rows = Rows(self.system, sides, np.full(len(one), self.year - FIRST_YEAR, dtype=np.int16))
        names, matrices = chosen.names(), self.likeness(chosen)
        columns = {f"{self.system.key}{i + 1}": Column(rows.codes(i), "", self.system.dataset) for i in (0, 1)}
        columns["year"] = Column(rows.year + np.int16(FIRST_YEAR))
        columns |= {name: Column(matrices[name][one, other], label, "atop") for name, label in names.items()}
        step = Step(
            "what-if on pledges", {"year": self.year, **chosen.told()}, (self.system.dataset, "atop"), self.told
        )
        return Panel("dyad-years", rows, self.tables, columns, (step,))

    def _set(self, one: int, other: int, level: int, both: bool, told: str) -> Portfolios:
        at = np.searchsorted(self.states, self.system.places(np.array([one, other])))
        there = self.states[np.minimum(at, len(self.states) - 1)] == self.system.places(np.array([one, other]))
        if not there.all() or one == other:
            raise UsageError(
                f"{one} and {other} are not two members in {self.year}", next_step="give codes of members of that year"
            )
        levels = self.levels.copy()
        levels[at[0], at[1]] = level
        if both:
            levels[at[1], at[0]] = level
        assert (np.diag(levels) == TOP).all()
        return Portfolios(self.year, self.system, self.tables, self.states, levels, (*self.told, told))


def portfolios_of(year: int, system: System, tables: Tables) -> Portfolios:
    """Give the pledges of all members of a system in a year as ATOP has them."""
    span = range(year, year + 1)
    there = np.flatnonzero(membership(system, span)[:, year - FIRST_YEAR])
    _, levels = next(portfolios(system, tables, span))
    return Portfolios(year, system, tables, there, levels[np.ix_(there, there)])
