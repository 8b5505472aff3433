"""Check of orders of arms: a number told of a weapon that a state plans to buy, buys or has bought, against the orders on record."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from latticework.answers.check.tolerance import band, bounds
from latticework.answers.check.verdict import DEPENDS, Cell, Verdict, decide, unknown
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.state import fold
from latticework.text.claims.shapes import Claim
from latticework.text.lists import table
from latticework.views.world import World

RULE = "number of the order on record: same buyer and weapon"
_FRESH = 60
"""Days after an order within which a text that tells of buying this weapon means it."""
_HELD = ("ordered", "delivered")
_NTH = re.compile(r"\b(?:first|second|third|another|additional|further|more|extra|latest|new|initial|remaining)\b")
"""Words that tell of one part of what was ordered."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """Orders that are counted together: their number, its upper end, and what they are."""

    facts: tuple[Fact, ...]
    low: float
    high: float
    stage: str

    @property
    def day_said(self) -> str:
        """The numbers with their days as they are read."""
        parts = (f"{f.value:,.0f} {f.detail.get('stage', '')} {f.period}" for f in self.facts)
        return " + ".join(parts) + (f", up to {self.high:,.0f}" if self.high > self.low else "")


def ordered(world: World, claim: Claim) -> Verdict | None:
    """Hold "has ordered 20 Eurofighters" against the orders on record; None where no order is told or none is on record.

    Contradicted only when the very order is on record with another number: same buyer and weapon, and the text of its day.
    """
    told = stage_told(claim)
    rows = named_orders(world, claim) if told and claim.value is not None else []
    if not rows:
        return None
    needed = f"the contract of {name_of(claim.subject)} for what is told, with its number and day"
    every = _sums(rows)
    fitting = [one for one in every if _fits(claim, one)]
    shown = [_cell(one, _fits(claim, one) or None, counts=False) for one in every[:6]]
    if fitting:
        return _found(claim, told, rows, fitting, shown, needed)
    if any(_near(claim, one) for one in every):
        return decide(
            [_cell(one, None) for one in every if _near(claim, one)], needed=needed, rule=RULE
        )  # a number near it: rounded, or counted otherwise
    meant = [one for one in every if len(one.facts) == 1 and _of_the_day(claim, one.facts[0])]
    if meant and not _NTH.search(_said(claim)) and any(_same_stage(told, one.stage) for one in meant):
        return decide([_cell(one, False) for one in meant], needed=needed, rule=RULE)
    return unknown("the orders on record are of other numbers, and there may be others", needed=needed, cells=shown)


def _found(claim: Claim, told: str, rows: list[Fact], fitting: list[_Sum], shown: list[Cell], needed: str) -> Verdict:
    """The verdict where a number on record is the one told: whole or in part, ordered or only meant."""
    same = [one for one in fitting if _same_stage(told, one.stage)]
    if not same:
        return replace(
            decide([_cell(one, None) for one in fitting], needed=needed, rule=RULE),
            because="so many are agreed or planned; what is ordered on record is another number",
            flips_on=("what counts: what is under contract, or what is agreed or planned",),
        )
    held = [f for f in rows if f.detail.get("stage") in _HELD]
    whole = any(len(one.facts) == len(held) for one in same) or told != "ordered"
    part = bool(_NTH.search(_said(claim))) or any(_of_the_day(claim, f) for one in same for f in one.facts)
    cells = [_cell(one, True) for one in same[:2]]
    if whole or part:
        rest = [cell for cell in shown if not cell.agrees]
        return decide([*cells, *rest], needed=needed, rule=RULE)
    return Verdict(
        DEPENDS, (*cells, *(c for c in shown if not c.agrees)), "it was ordered in parts, and this is one of them",
        ("whether one order is meant, or all of them",), rule=RULE,
    )  # fmt: skip


def stage_told(claim: Claim) -> str:
    """Whether a text tells of an order or of a plan to buy; empty where it tells of neither.

    >>> stage_told(Claim("quantity", "88 F-35s", 0, 8, detail={"sentence": "Canada plans to buy 88 F-35s."}))
    'planned'
    """
    said = _said(claim)
    found = [row for row in table("claim_orders.csv") if re.search(rf"\b{re.escape(row['phrase'])}", said)]
    if not found:
        return ""
    if claim.modality == "planned" or any(row["stage"] == "planned" for row in found):
        return "planned"
    return "ordered"


def named_orders(world: World, claim: Claim) -> list[Fact]:
    """Give the orders of the claim's buyer whose weapon it names; those of a seller it names, where it names one.

    The buyer is the subject; where the subject sells and the sentence names who buys, the one who buys.
    """
    said = _said(claim)
    others = [code for code in claim.detail.get("named", "").split(";") if code and code != claim.subject]
    found = [f for f in world.seen("arms_order", claim.subject) if f.detail.get("weapon") and _named(f, said)]
    if not found:
        found = [
            f
            for code in others
            for f in world.seen("arms_order", code)
            if f.detail.get("seller") == claim.subject and _named(f, said)
        ]
    from_one = [f for f in found if f.detail.get("seller") in others]
    return sorted(from_one or found, key=lambda f: (f.day, f.id))


def _said(claim: Claim) -> str:
    return f" {fold(claim.detail.get('sentence', '') or claim.words)} "


def _named(fact: Fact, said: str) -> bool:
    names = {fold(name).strip() for name in (fact.detail["weapon"], *fact.detail.get("aliases", "").split(";"))}
    return any(name and re.search(rf" {re.escape(name)}(?:s|es)?\b", said) for name in names)


def _sums(rows: list[Fact]) -> list[_Sum]:
    """Every order by itself, then what is ordered in all, meant in all, and both."""
    out = [_sum((f,), f.detail.get("stage", "")) for f in rows]
    held = tuple(f for f in rows if f.detail.get("stage") in _HELD)
    meant = tuple(f for f in rows if f.detail.get("stage") == "planned")
    for facts, stage in ((held, "ordered"), (meant, "planned"), ((*held, *meant), "planned")):
        if len(facts) > 1 and all(facts != one.facts for one in out):
            out.append(_sum(facts, stage))
    return out


def _sum(facts: tuple[Fact, ...], stage: str) -> _Sum:
    low = sum(f.value or 0 for f in facts)
    return _Sum(facts, low, max(low, sum(float(f.detail.get("upper") or f.value or 0) for f in facts)), stage)


def _fits(claim: Claim, one: _Sum) -> bool:
    """Whether the number told is the number on record; of one told as the most there is, the upper end."""
    value, top = claim.value or 0.0, claim.high or claim.value or 0.0
    if claim.comparator == "up_to" or top > value:
        return top == one.high and (top == value or value <= one.low)
    if claim.comparator in ("", "exact", "only"):
        return value == one.low
    meant = bounds(claim, "factor")
    return meant is not None and bool(meant.holds(one.low))


def _near(claim: Claim, one: _Sum) -> bool:
    exact = band("factor", "exact")
    value = claim.high or claim.value or 0.0
    off = one.high / value if value else 9.0
    return (exact.low or 0) <= off <= (exact.high or 9) or one.low < value <= one.high


def _of_the_day(claim: Claim, fact: Fact) -> bool:
    """Whether a text tells of an order that fits its day: told with it, or written in the weeks after."""
    if claim.time is not None:
        return claim.time.first <= fact.period.surely_since and fact.day <= claim.time.last
    return claim.said is not None and 0 <= (claim.said - fact.day).days <= _FRESH


def _same_stage(told: str, stage: str) -> bool:
    return told == "planned" or stage in _HELD


def _cell(one: _Sum, agrees: bool | None, *, counts: bool = True) -> Cell:
    first = one.facts[0]
    return Cell(
        first.citation.source, first.basis, agrees, one.facts, first.citation.release, one.low, "count", one.day_said, one.facts[-1].day,
        "number of the order" if len(one.facts) == 1 else "sum of the orders", counts,
    )  # fmt: skip
