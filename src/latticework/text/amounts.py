"""Amounts in a text: every figure with its unit, how exactly it is meant, what it counts, and whether it is in scope."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from latticework.text.amount_figures import figures, time_at
from latticework.text.amount_ordinals import ordinals
from latticework.text.amount_ratios import ratios
from latticework.text.amount_shapes import Amount
from latticework.text.amount_words import currencies, measures
from latticework.text.times import TimeMention, find_times

__all__ = ["Amount", "find_amounts"]


def find_amounts(text: str, times: Sequence[TimeMention] = ()) -> list[Amount]:
    """Find the amounts of a text, in order and without overlap.

    `times` are the expressions of time of the same text, whose figures are dates and no amounts; they are looked for where
    they are not given. Numbers that are part of a name (F-35, Resolution 1718) are no amounts either.

    >>> [(amount.value, amount.unit, amount.comparator) for amount in find_amounts("It sent more than 54,000 U.S. troops.")]
    [(54000, 'troop', 'more_than')]
    """
    times = times or find_times(text, None)
    special = [
        amount
        for amount in (*ratios(text), *ordinals(text))
        if not _is_date(amount, time_at(times, amount.start, amount.end))
    ]
    return _with_conversions(text, _apart([*special, *figures(text, times)]))


def _is_date(amount: Amount, time: TimeMention | None) -> bool:
    """Say whether an ordinal or a fraction is part of a date ("the third quarter of 2022"); "first since 2017" keeps its year."""
    return (
        amount.unit != "year" and time is not None and time.unit is None and time.kind in ("day", "interval", "until")
    )


def _apart(amounts: Sequence[Amount]) -> list[Amount]:
    """Keep amounts that do not overlap; the earlier in the list goes first."""
    ranked = sorted(enumerate(amounts), key=lambda item: (item[1].start, item[0]))
    kept: list[Amount] = []
    places: list[int] = []
    for place, amount in ranked:
        if not kept or amount.start >= kept[-1].end:
            kept.append(amount)
            places.append(place)
        elif place < places[-1]:
            kept[-1], places[-1] = amount, place
    return kept


_OPENED = re.compile(
    r"[^().;]{0,30}[(\[](?:or |i\.e\. |that is )?(?:about |around |approximately |roughly |some |nearly |over |more than |~)?"
)
_OR = re.compile(r",? or (?:about |around |approximately |roughly |some |nearly |over )?")


def _with_conversions(text: str, amounts: list[Amount]) -> list[Amount]:
    """Mark an amount in brackets that says the one before it in another unit."""
    for index, amount in enumerate(amounts):
        before = amounts[index - 1] if index else None
        if not before or not _kin(before.unit, amount.unit):
            continue
        between = text[before.end : amount.start]
        chained = before.converts is not None and between.strip() in (",", ";", "/", "or")
        if _OPENED.fullmatch(between) or chained or _OR.fullmatch(between):
            target = before.converts if chained else index - 1
            amounts[index] = replace(amount, converts=target, scope=amount.scope and before.scope)
    return amounts


def _kin(one: str, other: str) -> bool:
    """Say whether two different units measure the same thing."""
    families, money = _families(), _money()
    if one in money and other in money:
        return one != other
    return (
        one != other
        and one in families
        and families[one] == families.get(other)
        and families[one] not in ("time", "share")
    )


@cache
def _families() -> dict[str, str]:
    return dict(measures().values())


@cache
def _money() -> frozenset[str]:
    return frozenset((*currencies("before").values(), *currencies("after").values()))
