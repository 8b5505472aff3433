"""Check of what was promised: value, deadline and day, by whose definition."""

from __future__ import annotations

import re
from dataclasses import replace

from latticework.answers.check.multiple import multiple
from latticework.answers.check.replaced import as_it_stands
from latticework.answers.check.series import value_of
from latticework.answers.check.tolerance import band, bounds
from latticework.answers.check.verdict import DEPENDS, Cell, Verdict, decide, unknown
from latticework.measures.pledges import outcome, pledge_path, pledges_of
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.period import last_day, parse_day
from latticework.model.reading import Reading
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

_UNITS = {"percent of GDP": "percent of GDP", "USD": "USD", "JPY": "JPY", "EUR": "EUR", "GBP": "GBP"}


def pledge(world: World, claim: Claim) -> Verdict:
    """Hold a promise against the promises on record: value, deadline and day, by whose definition."""
    if claim.kind == "multiple":
        return multiple(world, claim)
    needed = f"the document in which {name_of(claim.subject)} promised it, with numerator, base year and deadline"
    unit = _UNITS.get(claim.unit, claim.unit)
    same = (
        [fact for fact in pledges_of(world, claim.subject) if fact.unit == unit and fact.value is not None]
        if claim.subject
        else []
    )
    if claim.value is None or not same:
        return unknown("no promise of this kind is on record by the day", needed=needed)
    best = min(same, key=lambda fact: _misfit(claim, fact))
    cells = [_value_cell(claim, best), *_deadline_cell(claim, best), *_double_cell(world, claim, best)]
    notes = [
        f"counted: {best.detail.get('numerator', '').replace('_', ' ')}; definition: {best.basis}; base year: {best.detail.get('base_year') or 'not said'}"
    ]
    rival = _rival(claim, best, same)
    if rival is not None:
        return decide(
            [_value_cell(claim, rival), *(replace(cell, counts=False, agrees=None) for cell in cells)],
            needed=needed, rule="the value promised for this deadline", notes=notes,
        )  # fmt: skip
    if not _same_promise(claim, best) and not cells[0].agrees:
        return unknown(
            "the promises on record are others: no value, day or deadline fits",
            needed=needed,
            cells=[replace(cell, counts=False, agrees=None) for cell in cells],
        )
    if cells[0].agrees is False:
        cells = [cells[0], *(replace(cell, counts=False) for cell in cells[1:])]
    verdict = decide(
        [cell if cell.counts else replace(cell, agrees=None) for cell in cells],
        needed=needed,
        rule="the promise's own value and deadline",
        notes=notes,
    )
    verdict = as_it_stands(world, claim, best, same, verdict)
    if verdict.verdict == DEPENDS and cells[0].agrees and _wrong_deadline(world, claim, best, same):
        return replace(
            verdict,
            verdict="contradicted",
            because="it was promised for another deadline, and nothing else of this value was",
            flips_on=(),
        )
    if verdict.verdict == "supported" and claim.detail.get("forces") and _WIDER in best.basis:
        return replace(
            verdict, verdict=DEPENDS, because="the text tells it of the forces alone; what was promised counts more than these", flips_on=(f"what is counted: the promise counts {best.basis}",)
        )  # fmt: skip
    if verdict.verdict == "supported" and best.detail.get("numerator") not in ("military_spending", None):
        return replace(verdict, flips_on=(f"what is counted: the promise counts {best.basis}",))
    if verdict.verdict == "contradicted" and claim.detail.get("sure") == "":
        return unknown(
            "whose promise it is, is not sure", needed=needed, cells=[replace(cell, counts=False) for cell in cells]
        )
    if verdict.verdict == "contradicted" and not (_same_day(claim, best) or _same_due(claim, best)):
        return replace(
            verdict,
            verdict=DEPENDS,
            because="another value was promised for this deadline; there may be a promise that is not on record",
            flips_on=("which promise is meant",),
        )
    return verdict


def _wrong_deadline(world: World, claim: Claim, best: Fact, same: list[Fact]) -> bool:
    """Whether a text tells the one promise of this value that stands, made in the weeks before, with another deadline."""
    said = claim.time.first if claim.time else claim.said
    near = (said is not None and 0 <= (said - best.day).days <= _FRESH) or _same_day(claim, best)
    by_then = [fact for fact in same if fact.value == best.value and (said is None or fact.day <= max(said, best.day))]
    alone = sum(outcome(fact, said or world.as_of) != "superseded" for fact in by_then) == 1
    later = any(fact.value == best.value and _same_due(claim, fact) for fact in same)
    return (
        claim.detail.get("sure") == "yes"
        and near
        and alone
        and not later
        and any(cell.agrees is False for cell in _deadline_cell(claim, best))
    )


_WIDER = "related"
"""What the definition of a promise says that counts more than the forces: core plus related spending."""
_FRESH = 60
"""Days after a promise within which a text that tells one like it means it."""


def _rival(claim: Claim, best: Fact, same: list[Fact]) -> Fact | None:
    """The promise that has the deadline told but another value, when the promise of the value told has a deadline far off."""
    off = [cell.agrees is False for cell in _deadline_cell(claim, best)]
    if claim.detail.get("sure") != "yes" or not any(off):
        return None
    found = [fact for fact in same if _same_due(claim, fact) and _value_cell(claim, fact).agrees is False]
    return found[0] if len(found) == 1 else None


def _misfit(claim: Claim, fact: Fact) -> tuple[float, int, str]:
    assert claim.value is not None
    off = abs(value_of(fact) / claim.value - 1) if claim.value else 9.0
    gap = abs((fact.day - (claim.time.first if claim.time else claim.said or fact.day)).days)
    return (round(off, 2), gap, fact.id)


def _same_promise(claim: Claim, fact: Fact) -> bool:
    return _same_day(claim, fact) or any(cell.agrees for cell in _deadline_cell(claim, fact))


def _same_due(claim: Claim, fact: Fact) -> bool:
    """Whether the deadline told is the one promised, to the year."""
    written = fact.detail.get("deadline", "")
    return bool(written) and claim.due is not None and last_day(*parse_day(written)).year == claim.due.last.year


def _same_day(claim: Claim, fact: Fact) -> bool:
    return claim.time is not None and claim.time.first <= fact.period.surely_since and fact.day <= claim.time.last


def _value_cell(claim: Claim, fact: Fact) -> Cell:
    meant = bounds(claim, "points" if claim.unit == "percent of GDP" else "factor")
    assert meant is not None
    at_least = (
        fact.detail.get("comparator") == "at_least"
        and claim.comparator in ("more_than", "at_least")
        and claim.value == fact.value
    )
    return Cell(
        fact.citation.source,
        f"value promised ({fact.basis or fact.unit})",
        at_least or bool(meant.holds(value_of(fact))),
        (fact,),
        fact.citation.release,
        fact.value,
        fact.unit,
        day=fact.day,
        how=fact.title,
    )


def _deadline_cell(claim: Claim, fact: Fact) -> list[Cell]:
    written = fact.detail.get("deadline", "")
    if not written or claim.due is None:
        return []
    due, slack = last_day(*parse_day(written)), band("years", "deadline")
    fiscal = _FISCAL.search(claim.words) and due.month <= _QUARTER
    gap = due.year - (1 if fiscal else 0) - claim.due.last.year
    agrees = (
        True
        if (slack.low or 0) <= gap <= (slack.high or 0)
        else None
        if (slack.grey_low or 0) <= gap <= (slack.grey_high or 0)
        else False
    )
    return [
        Cell(
            fact.citation.source,
            "deadline promised",
            agrees,
            (fact,),
            fact.citation.release,
            says=written,
            day=due,
            how=fact.title,
        )
    ]


_FISCAL = re.compile(r"\bfiscal\b", re.I)
_QUARTER = 3
"""A deadline in the first months of a year ends the fiscal year of the year before, where a text counts by these."""


def _double_cell(world: World, claim: Claim, fact: Fact) -> list[Cell]:
    """Whether reaching the promised share doubles it: by the source's own share of the last full year."""
    if not claim.detail.get("doubles"):
        return []
    path = pledge_path(world, fact)
    if not isinstance(path, Reading):
        return []
    now = next(part for part in path.parts if part.name == "now")
    assert isinstance(now.value, float)
    factor, meant = value_of(fact) / now.value, band("ratio", "approx")
    inside = (meant.low or 0) * 2 <= factor <= (meant.high or 0) * 2
    return [
        Cell(
            now.facts[0].citation.source,
            "promised share / share now, the source's definition",
            True if inside else None,
            (fact, *now.facts),
            now.facts[0].citation.release,
            factor,
            "ratio",
            day=now.facts[0].day,
            how="promised / now",
        )
    ]
