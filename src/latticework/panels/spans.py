"""From spells to years: tables that say from when to when are laid on states and pairs by year."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from latticework.errors import UsageError
from latticework.panels.column import Array
from latticework.panels.rows import Keys, pair_keys
from latticework.panels.system import FIRST_YEAR, YEARS

WHEN = ("first", "last")
"""Which of two values of one year is taken: the one the year began with, or the one it ended with."""


def check_when(when: str) -> None:
    """Check the name of a rule for years in which a value changed; raises UsageError."""
    if when not in WHEN:
        raise UsageError(f"no rule within a year is called {when!r}", next_step=f"choose one of {', '.join(WHEN)}")


def spread(first: Array, last: Array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Spread spells of years over their years: give the place of the spell and the year (from 1816) of each.

    `first` and `last` are calendar years, both counted in. Years outside 1816-2071 are left out.
    """
    begin = np.maximum(first.astype(np.int64) - FIRST_YEAR, 0)
    end = np.minimum(last.astype(np.int64) - FIRST_YEAR, YEARS - 1)
    length = np.maximum(end - begin + 1, 0)
    spell = np.repeat(np.arange(len(length)), length)
    offset = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    return spell, begin[spell] + offset


def state_spell_grid(
    place: Array, begins: Array, first: Array, last: Array, count: int, when: str
) -> NDArray[np.int32]:
    """Give a states x 256 years array with the number of the spell that holds in each year, -1 for none.

    Where two hold in one year, `when` says whether the earlier ("first") or the later ("last") is taken.
    """
    check_when(when)
    order = np.argsort(begins, kind="stable")
    if when == "first":
        order = order[::-1]
    grid = np.full((count, YEARS), -1, dtype=np.int32)
    spell, year = spread(first[order], last[order])
    grid[place[order][spell], year] = order[spell]
    return grid


def pair_spell_keys(
    one: Array, other: Array, begins: Array, first: Array, last: Array, count: int, when: str
) -> tuple[Keys, NDArray[np.int64]]:
    """Give ordered keys of pair-years and the number of the spell that holds in each, one a key."""
    check_when(when)
    spell, year = spread(first, last)
    keys = pair_keys(one[spell], other[spell], year.astype(np.int16), count)
    order = np.lexsort((begins[spell] if when == "first" else -begins[spell].astype(np.int64), keys))
    keys, spell = keys[order], spell[order]
    fresh = np.ones(len(keys), dtype=bool)
    fresh[1:] = keys[1:] != keys[:-1]
    return keys[fresh], spell[fresh]
