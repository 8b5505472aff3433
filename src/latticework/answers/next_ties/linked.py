"""Linked signs of pairs: trade beyond their size, who trades with whom signs what, paths through the record, twins in all figures.

The model that ships does without them; a fit to a register may use them. What no source tells is unknown and moves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from latticework.answers.next_ties import further as more
from latticework.answers.next_ties.features import Pairs, kernel, lift, weighed
from latticework.answers.next_ties.signings import Signing, rules
from latticework.answers.next_ties.system import Square, System
from latticework.views.world import World

LINKED = {"traded": "trade", "trade_partners_sign": "trade", "paths": "network", "twins_sign": "network"}
"""Each linked sign with the family it is told under, in the order of the columns."""
UNKNOWN = "trade not known"
"""The last column: 1 where no source tells what the two trade."""


def linked(found: Pairs, record: Sequence[Signing], world: World, further: Square) -> Square:
    """Give the linked signs of all pairs at risk, and a column that is 1 where their trade is not known.

    `further` are the pairs' further signs, by which twins are found. Only facts of the world are read: over by its day, known by
    its second clock. An unknown sign stands at the day's mean.
    """
    there, near = found.system, rules()["near"]["smoothing"]
    recent = weighed(there, record, rules()["memory"]["short"])
    table = _trade(there, recent, world, near) | {
        "paths": paths(recent, rules()["linked"]),
        "twins_sign": _eager(kernel(_twins(found, further, rules()["linked"])) @ recent, near),
    }
    values = np.stack([table[name][found.one, found.other] for name in LINKED], axis=1)
    unknown = np.isnan(values)
    number = np.maximum((~unknown).sum(0), 1)
    mean = np.where(unknown, 0.0, values).sum(0) / number
    return np.column_stack((np.where(unknown, mean, values), unknown[:, 0].astype(np.float64)))


def names() -> tuple[str, ...]:
    """Give the names of the columns of `linked`, in order."""
    return (*LINKED, UNKNOWN)


def paths(recent: Square, rule: dict[str, Any]) -> Square:
    """Give the log of the paths between each two states through the signings of all, each step further weighing less (Katz)."""
    capped = np.minimum(recent, rules()["near"]["capped"])
    largest = float(np.abs(np.linalg.eigvalsh(capped)).max()) if len(capped) else 0.0
    steps = np.linalg.inv(np.eye(len(capped)) - rule["damping"] * capped / (largest + 1e-9))
    return np.asarray(np.log(np.maximum(steps, 0) + rule["least_path"]), dtype=np.float64)


def trade(there: System, world: World) -> Square:
    """Give what each two states traded in the newest year that was over long enough before the day; nan where it is not told.

    Of each direction the buyer's figure of the newest release counts.
    """
    rule = rules()["linked"]
    by = there.day - timedelta(days=rules()["further"]["behind_days"])
    year = (by + timedelta(days=1)).year - 1
    facts = world.memory.select(("trade",), as_of=date(year, 7, 1), known_by=world.known_by, holding=True)
    flows: dict[tuple[int, int], tuple[str, float]] = {}
    for fact in facts:
        sides = (*fact.about.givers, *fact.about.receivers)
        if len(sides) != 2 or fact.value is None or fact.basis not in rule["trade_basis"]:
            continue
        one, other = (there.row(side) for side in sides)
        if one is not None and other is not None and one != other:
            flows[one, other] = max(flows.get((one, other), ("", 0.0)), (fact.citation.release, fact.value))
    square = np.full((len(there.codes),) * 2, np.nan)
    for (one, other), (_, value) in flows.items():
        both = value + flows.get((other, one), ("", 0.0))[1]
        square[one, other] = square[other, one] = both / rule["trade_unit"]
    return square


def _trade(there: System, recent: Square, world: World, near: float) -> dict[str, Square]:
    volume = trade(there, world)
    if np.isnan(volume).all():
        return dict.fromkeys(("traded", "trade_partners_sign"), volume)
    rows, known = np.arange(len(volume)), np.nan_to_num(volume)
    of_each = np.sqrt(known / (known.sum(1)[:, None] + 1)) + rules()["further"]["least_weight"]
    return {
        "traded": np.where(np.isnan(volume), np.nan, lift(np.log1p(known), rows, near)),
        "trade_partners_sign": lift(kernel(of_each) @ recent, rows, near),
    }


def _twins(found: Pairs, further: Square, rule: dict[str, Any]) -> Square:
    """Give how alike two states are in all: near, and close in votes, regime, output and capability."""
    columns = [more.names().index(name) for name in rule["twin_signs"]]
    apart = np.zeros((len(found.system.codes),) * 2)
    apart[found.one, found.other] = further[:, columns].sum(1)
    return np.asarray(np.exp(-found.system.km / rule["twin_km"] - apart - apart.T), dtype=np.float64)


def _eager(signing: Square, smoothing: float) -> Square:
    """Give the larger of two: how much more one's likes sign with the other than both their activity would give, and the reverse."""
    signing = signing.copy()
    np.fill_diagonal(signing, 0)
    expected = np.outer(signing.sum(1), signing.sum(0)) / (signing.sum() + 1e-9)
    base = smoothing * signing.mean() + 1e-9 if signing.size else 1e-9
    against = np.log((signing + base) / (expected + base))
    return np.asarray(np.maximum(against, against.T), dtype=np.float64)
