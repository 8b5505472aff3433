"""What stands around a figure: how exactly it is meant, and per what."""

from __future__ import annotations

import re

from latticework.text.amount_comparators import after_figure, before_figure, change_of
from latticework.text.amount_reading import Figure
from latticework.text.amount_shapes import Amount

_PER = re.compile(
    r"(?: (?:a|per|each|every) |/|-a-)(?P<a>second|minute|hour|day|week|month|year)\b| (?P<b>annually|yearly|a year|annual)\b|(?:[\w' -]{0,25}) (?:per|a) (?P<c>year|month|day)\b"
)


def finished(
    text: str, figure: Figure, end: int, unit: str, comparator: str | None = None, *, noun: str = "", scope: bool = True
) -> Amount:
    """Add what stands around the figure: how exactly it is meant, growth or fall, and the time of a rate."""
    compared = before_figure(text, figure.start) or after_figure(text, end, figure.suffix) or comparator
    if not compared and isinstance(figure.value, str):
        compared = "approx"
    change = change_of(text, figure.start, end, by_itself=unit in ("percent", "percent_of_GDP", "percentage_point"))
    if change:
        compared = (
            f"{change}_{compared}" if compared in ("more_than", "at_least", "up_to", "nearly", "less_than") else change
        )
    rate = _PER.match(text, end)
    per = (rate["a"] or rate["c"] or "year") if rate else None
    return Amount(figure.start, end, figure.value, unit, compared, noun, None, scope, per)
