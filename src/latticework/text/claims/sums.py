"""Claims on money for the forces in any currency: what a state spent, set aside or budgeted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from latticework.model.state import is_state
from latticework.text.amount_words import currencies
from latticework.text.amounts import Amount
from latticework.text.claims.counted import Figure, parted
from latticework.text.claims.figure_sides import sides_of
from latticework.text.claims.scene import Scene, number_of, vague
from latticework.text.claims.shapes import Claim

_FORCES = re.compile(r"\b(?:defen[cs]e|military|armed forces|forces|army|rearmament|soldiers)\b", re.I)
_SPENT = re.compile(
    r"\b(?:sp[ae]nd(?:s|ing)?|spent|budgets?|budgeted|allocat\w+|allotted|set aside|sets aside|earmark\w*|gets?|got|receives?|received|puts?|put|pour\w*|parted with|outlays?|expenditures?|appropriat\w+|votes?|voted|devot\w+|laid out|costs?|cost|bill|sank|invest\w*|runs? to|came to|amount\w*|assigned|granted)\b",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:pledg\w*|promis\w*|vow\w*|plans?|planned|aims?|target\w*|will|would|could|should|may|might|if|intend\w*|propos\w*|goals?|wants?|needs?|aid|contracts?|deal|loan|sells?|sold|sale|bought|buy|purchase\w*|exports?|jets?|submarines?|damages?|more than (?:a|last)|increase[sd]? (?:of|by)|rise of|cut of|by 20[3-9]\d|per (?:capita|head))\b",
    re.I,
)
_LEAST = 5e7
"""A whole state's spending on its forces is not smaller than this, in any currency read here."""


def outlays(scene: Scene) -> Iterator[Claim]:
    """Read a sum that a state spent on its forces, or set aside for them."""
    if not _FORCES.search(scene.text) or not _SPENT.search(scene.text):
        return
    for amount in scene.amounts:
        if (
            amount.unit not in _money()
            or amount.converts is not None
            or amount.comparator in ("increase", "decrease", "additional")
        ):
            continue
        low, high = parted(scene, amount.start, amount.end)
        own = scene.text[low:high]
        value, upper = number_of(amount)
        if value is None or value < _LEAST or _OTHER.search(own) or not _FORCES.search(own) or not _SPENT.search(own):
            continue
        yield from _told(scene, amount, value, upper)


def _told(scene: Scene, amount: Amount, value: float, upper: float | None) -> Iterator[Claim]:
    sides = sides_of(scene, Figure(amount.start, amount.end, value, upper, "", "money", "money"))
    if not is_state(sides.owner) or len(sides.owners) > 1:
        return
    time = scene.when(scene.head(amount.start, amount.end))
    since = None
    if time is not None and time.last.year - time.first.year > 1:
        time, since = (
            replace(time, first=time.last.replace(month=1, day=1)),
            replace(time, last=time.first.replace(month=12, day=31)),
        )
    dollars = amount.unit == "USD" and since is None
    yield scene.claim(
        "quantity", amount.start, amount.end, subject=sides.owner, value=value, high=upper, unit="current US$" if dollars else amount.unit, comparator=vague(amount),
        measure="military_spending" if dollars else "budget", time=time, since=since, detail={"what": f"money in {amount.unit}"},
    )  # fmt: skip


def _money() -> frozenset[str]:
    return frozenset((*currencies("before").values(), *currencies("after").values()))
