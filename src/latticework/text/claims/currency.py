"""Which currency a sum is in, where its word names several: `kroner`, `francs`, `rupees`, `dollars`."""

from __future__ import annotations

import re
from functools import cache

from latticework.text.claims.scene import Scene
from latticework.text.lists import table

_HOMES = {"INR": "IND", "GBP": "GBR", "PHP": "PHL", "SAR": "SAU", "TRY": "TUR", "KRW": "KOR"}
"""Whose currency a word stands for where no other state is named."""
_DOLLARS = {"AUS": "AUD", "CAN": "CAD", "NZL": "NZD", "SGP": "SGD", "TWN": "TWD"}


@cache
def _own() -> dict[tuple[str, str], str]:
    return {(row["unit"], row["state"]): row["code"] for row in table("claim_currencies.csv")}


def currency_of(scene: Scene, unit: str, high: int, owner: str = "") -> str:
    """Give the currency of a sum that ends at `high` of the sentence: that of its owner or of a state named; empty when it is no money."""
    states = [code for code in (owner, *scene.states, *scene.memory.subject) if code]
    if unit == "" and re.match(r" of (?:its|their|our) (?:own )?dollars", scene.text[high:]):
        return _DOLLARS.get(next(iter(states), ""), "USD")
    if _HOMES.get(unit) in states:
        return unit
    told = next((_own()[unit, code] for code in states if (unit, code) in _own()), "")
    return told or (unit if re.fullmatch(r"[A-Z]{3}", unit) else "")
