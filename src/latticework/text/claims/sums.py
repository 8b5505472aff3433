"""Claims on money for the forces in any currency: what a state spent, set aside or budgeted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from latticework.model.state import is_state
from latticework.text.amount_words import currencies
from latticework.text.amounts import Amount
from latticework.text.claims.counted import Figure, parted
from latticework.text.claims.currency import currency_of
from latticework.text.claims.figure_sides import sides_of
from latticework.text.claims.phrases import joined
from latticework.text.claims.scene import Scene, number_of, vague
from latticework.text.claims.shapes import Claim
from latticework.text.claims.statement import statement
from latticework.text.claims.whose import whose

_FORCES = re.compile(r"\b(?:defen[cs]e|military|armed forces|forces|army|rearmament|soldiers)\b", re.I)
_OTHER = re.compile(
    r"\b(?:pledg\w*|promis\w*|vow\w*|plans?|planned|aims?|target\w*|will|would|could|should|may|might|if|intend\w*|propos\w*|goals?|wants?|needs?|aid|contracts?|deal|loan|sells?|sold|sale|bought|buy|purchase\w*|exports?|jets?|submarines?|damages?|more than (?:a|last)|increase[sd]? (?:of|by)|rise of|cut of|by 20[3-9]\d|per (?:capita|head))\b",
    re.I,
)
_REQUESTED = re.compile(r"\b(?:ask(?:s|ed|ing)? for|request\w*|sought|seek(?:s|ing)?)\b", re.I)
"""A budget that is only asked for is not spent."""
_LEAST = 5e7
"""A whole state's spending on its forces is not smaller than this, in any currency read here."""


def outlays(scene: Scene) -> Iterator[Claim]:
    """Read a sum that a state spent on its forces, or set aside for them."""
    spent = joined("claim_outlays.csv", "role", "spent")
    if not _FORCES.search(scene.text) or not spent.search(scene.text):
        return
    for amount in scene.amounts:
        if (
            amount.unit not in _money()
            or amount.converts is not None
            or amount.comparator in ("increase", "decrease", "additional")
        ):
            continue
        low, high = parted(scene, amount.start, amount.end)
        if low > 1 and scene.text[low - 1] == ":":
            low = 0  # India's defence budget: 7.85 trillion rupees
        first, last = statement(scene, amount.start, amount.end)
        own = (
            scene.text[low : min(last, high)]
            if first <= low
            else scene.text[first:last]
            if spent.search(scene.text, first, last) and _FORCES.search(scene.text, first, last)
            else scene.text[low : min(last, high)]
        )
        value, upper = number_of(amount)
        if value is None or value < _LEAST or _OTHER.search(own) or not _FORCES.search(own) or not spent.search(own):
            continue
        yield from _told(scene, amount, value, upper)


def _told(scene: Scene, amount: Amount, value: float, upper: float | None) -> Iterator[Claim]:
    sides = sides_of(scene, Figure(amount.start, amount.end, value, upper, "", "money", "money"))
    owner = sides.owner or whose(
        scene, amount.start - scene.clause.start, amount.end - scene.clause.start, speakers=True
    )
    if not is_state(owner) or len(sides.owners) > 1:
        return
    unit = currency_of(scene, amount.unit, amount.end - scene.clause.start, owner) or amount.unit
    time = scene.when(scene.head(amount.start, amount.end))
    if time is not None and time.first == time.last:
        time = None  # the day it was told
    since, due = None, None
    if time is not None and time.last.year - time.first.year > 1:
        time, since = (
            replace(time, first=time.last.replace(month=1, day=1)),
            replace(time, last=time.first.replace(month=12, day=31)),
        )
    if since is not None and time is not None and scene.document.published and time.last > scene.document.published:
        due = time
    asked = bool(_REQUESTED.search(scene.text))
    dollars = not asked and amount.unit == "USD" and since is None
    yield scene.claim(
        "quantity", amount.start, amount.end, subject=owner, value=value, high=upper, unit="current US$" if dollars else unit, comparator=vague(amount),
        measure="military_spending" if dollars else "budget", time=time, since=since, due=due, detail={"what": f"money in {amount.unit}", "step": "requested" if asked else ""},
    )  # fmt: skip


def _money() -> frozenset[str]:
    return frozenset((*currencies("before").values(), *currencies("after").values()))
