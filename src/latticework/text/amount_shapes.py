"""The shape of an amount, shared by its readers."""

from __future__ import annotations

from dataclasses import dataclass

Value = int | float | str | tuple[int | float, int | float]


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with its unit, `text[start:end]`.

    `value` is a number, a pair (low, high) or a word such as "hundreds"; `unit` a singular noun, a currency code, percent,
    percent_of_GDP, ratio, fraction, ordinal, a measure such as km or year, or "" where nothing is counted. `comparator` is None
    where the figure is exact. `noun` is the phrase counted. `converts` is the place in the list of the amount of which this one
    is the conversion. `scope` says whether the figure is of a kind that counts in security texts. `per` is the unit of time of
    a rate.
    """

    start: int
    end: int
    value: Value
    unit: str
    comparator: str | None = None
    noun: str = ""
    converts: int | None = None
    scope: bool = True
    per: str | None = None
