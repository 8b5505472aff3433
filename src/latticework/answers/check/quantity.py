"""Checks of stocks and sums: warheads, money spent, arms promised."""

from __future__ import annotations

from dataclasses import replace

from latticework.answers.check.cells import nearest
from latticework.answers.check.disputed import weighed
from latticework.answers.check.orders import ordered
from latticework.answers.check.series import by_year, too_old, value_of
from latticework.answers.check.spans import year_of
from latticework.answers.check.tally import participants
from latticework.answers.check.tolerance import band, bounds, limit
from latticework.answers.check.verdict import DEPENDS, Cell, Verdict, decide, unknown
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

NOT_COVERED = {"forces": "the strength of whole armed forces is not covered"}
"""What is read and no source here has."""

_BUDGET = "budget"
"""What the definition of a promise says that is a state's budget of one year."""
_TURN = 7
"""The month from which a fiscal year that ends in it is called by the year it ends in."""


def quantity(world: World, claim: Claim) -> Verdict:
    """Hold a stock of warheads, a sum spent or a number of arms against the sources that have it."""
    if claim.measure == "warheads":
        return warheads(world, claim)
    if claim.measure == "military_spending":
        return spent(world, claim)
    if claim.measure == "exercise":
        return participants(world, claim)
    if claim.measure == "budget":
        return budgeted(world, claim)
    if claim.measure in NOT_COVERED:
        return unknown(
            NOT_COVERED[claim.measure],
            needed=f"a source that counts {claim.detail.get('what') or claim.unit} of {name_of(claim.subject)}",
        )
    return arms(world, claim)


def warheads(world: World, claim: Claim) -> Verdict:
    """Hold a number of warheads against yearly estimates of military stockpiles."""
    needed = f"an estimate of the warheads of {name_of(claim.subject)} near the day, by what is counted: deployed, stockpiled, or all with the retired"
    meant = bounds(claim, "factor")
    history = by_year(world, "warheads", claim.subject, "warheads") if claim.subject else {}
    asked = year_of(claim)
    year = asked if asked in history else max((y for y in history if asked is None or y <= asked), default=None)
    if meant is None or year is None or too_old(world, year, asked):
        return unknown("no estimate of a near year", needed=needed)
    fact = history[year]
    value = value_of(fact)
    cell = Cell(
        fact.citation.source,
        fact.basis,
        meant.holds(value),
        (fact,),
        fact.citation.release,
        value,
        "warheads",
        day=fact.day,
        how="yearly estimate",
    )
    verdict = decide(
        [cell],
        needed=needed,
        rule=f"factor, {claim.comparator or 'exact'}",
        distance=nearest([cell], meant),
        distance_unit="warheads",
    )
    verdict = weighed(verdict, "warheads", claim.subject, meant)
    told = claim.value or 0
    other_stock = claim.detail.get("deployed") or value < told <= value * limit("factor", "with retired")
    if verdict.verdict == "contradicted" and other_stock:
        return replace(
            verdict,
            verdict=DEPENDS,
            because="it fails for the military stockpile; deployed warheads, or all with the retired, are other counts",
            flips_on=("which warheads are counted: deployed, stockpiled, or all with the retired",),
        )
    return verdict


def spent(world: World, claim: Claim) -> Verdict:
    """Hold a sum in US dollars against what each source has for the year."""
    needed = f"military spending of {name_of(claim.subject)} in current US dollars for the year, public by the day"
    meant = bounds(claim, "factor")
    asked = year_of(claim)
    if meant is None:
        return unknown("the text gives no figure", needed="a figure")
    cells = []
    releases = sorted(
        {
            (f.citation.source, f.citation.release)
            for f in world.seen("military_spending", claim.subject)
            if f.unit == "current US$"
        }
    )
    for source, release in releases:
        history = by_year(world, "military_spending", claim.subject, "current US$", source=source, release=release)
        year = asked if asked in history else max(history, default=None) if asked is None else None
        if year is not None and not too_old(world, year, asked):
            fact = history[year]
            older = any(s == source and r > release for s, r in releases)
            cells.append(
                Cell(
                    source,
                    fact.basis,
                    meant.holds(value_of(fact)),
                    (fact,),
                    release,
                    value_of(fact),
                    "current US$",
                    day=fact.day,
                    how="figure of the year",
                    counts=not older,
                )
            )
    verdict = decide(
        cells,
        needed=needed,
        rule=f"factor, {claim.comparator or 'exact'}",
        distance=nearest(cells, meant),
        distance_unit="current US$",
    )
    verdict = weighed(verdict, "military_spending", claim.subject, meant)
    if verdict.verdict == "contradicted":
        return replace(
            verdict,
            verdict=DEPENDS,
            because="it fails by these sources' definition; a state's own budget is another figure",
            flips_on=("whose definition of military spending: the source's or the state's own budget",),
        )
    return verdict


def budgeted(world: World, claim: Claim) -> Verdict:
    """Hold a sum in a state's own money against the budgets it announced for the year told, else for its newest."""
    needed = f"the defence budget that {name_of(claim.subject)} announced for the year, in {claim.unit}"
    meant, asked = bounds(claim, "factor"), year_of(claim)
    if meant is None or claim.since is not None or (claim.time is not None and asked is None):
        return unknown("budgets over several years are not covered", needed=needed)
    found = {
        fact: year
        for fact in world.seen("pledge", claim.subject)
        if fact.unit == claim.unit and fact.value is not None and (year := _budget_year(fact)) is not None
    }
    year = asked or max(found.values(), default=None)
    told = [fact for fact, its in found.items() if its == year]
    if year is None or not told or too_old(world, year, asked):
        return unknown("no budget announced for a near year is on record", needed=needed)
    cells = [
        Cell(fact.citation.source, fact.basis, meant.holds(value_of(fact)), (fact,), fact.citation.release, fact.value, fact.unit, day=fact.day, how=f"budget announced for {year}")
        for fact in told
    ]  # fmt: skip
    verdict = decide(
        cells,
        needed=needed,
        rule=f"factor, {claim.comparator or 'exact'}",
        distance=nearest(cells, meant),
        distance_unit=claim.unit,
    )
    room = band("factor", "moved since")
    near = any((room.low or 0) <= (claim.value or 0) / value_of(fact) <= (room.high or 0) for fact in told)
    if verdict.verdict == "contradicted" and (near or asked is None):
        return replace(
            verdict,
            verdict=DEPENDS,
            because="it is not the budget on record; another count, a supplement or another year may be meant",
            flips_on=("what is counted in the budget, and for which year",),
        )
    return verdict


def _budget_year(fact: Fact) -> int | None:
    """The year whose budget a promise tells; None for plans over several years and for what is no budget."""
    due = fact.detail.get("deadline", "")
    spent = fact.detail.get("numerator") == "military_spending" and _BUDGET in fact.basis
    if not due or not spent:
        return None
    year, month = int(due[:4]), int(due[5:7] or 12)
    year -= month < _TURN
    return year if year - fact.day.year <= 1 else None


def arms(world: World, claim: Claim) -> Verdict:
    """Hold a number of arms against the orders on record, else against what was promised of them; holdings are not covered."""
    found = ordered(world, claim)
    if found is not None:
        return found
    what = claim.detail.get("what", claim.unit)
    needed = f"a source that counts {what} of {name_of(claim.subject)}"
    meant = bounds(claim, "factor")
    cells = []
    for fact in world.seen("pledge", claim.subject):
        named = (
            any(
                word.lower() in claim.words.lower() or word.lower() in what
                for word in fact.basis.split()
                if word[:1].isupper()
            )
            or claim.unit.removesuffix("s") in fact.basis
        )
        if fact.unit == "count" and fact.value and meant and named:
            cells.append(
                Cell(
                    fact.citation.source,
                    fact.basis,
                    True if meant.holds(fact.value) else None,
                    (fact,),
                    fact.citation.release,
                    fact.value,
                    "count",
                    day=fact.day,
                    how="number promised",
                )
            )
    return (
        decide(cells, needed=needed, rule="number promised", open_world=True)
        if cells
        else unknown("holdings of arms are not covered", needed=needed)
    )
