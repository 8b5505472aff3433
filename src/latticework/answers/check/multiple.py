"""Check of a promise to multiply spending: the share promised over the share of the day, and who counts what."""

from __future__ import annotations

from latticework.answers.check.series import value_of
from latticework.answers.check.tolerance import bounds
from latticework.answers.check.verdict import CONTRADICTED, DEPENDS, Cell, Verdict, decide, unknown
from latticework.measures.pledges import outcome, pledges_of
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

_OWN = frozenset({"", "military_spending"})
RULE = "the share of output promised over the last share before it"


def multiple(world: World, claim: Claim) -> Verdict:
    """Hold "is to double its defence budget" against the shares of output promised and not yet due.

    A share that counts more than the forces, or that may be of another output by the deadline, makes it depend on what is counted.
    """
    needed = f"the document in which {name_of(claim.subject)} promised it, with what is counted and the base year"
    said = claim.said or world.as_of
    open_then = [
        fact for fact in pledges_of(world, claim.subject)
        if fact.unit == "percent of GDP" and fact.value is not None and fact.day <= said and outcome(fact, said) not in ("superseded", "missed")
    ]  # fmt: skip
    cells = [cell for fact in open_then if (cell := _cell(world, claim, fact))]
    if not cells:
        return unknown("no share of output promised and not yet due is on record", needed=needed)
    verdict = decide(cells, needed=needed, rule=RULE, open_world=True)
    counted = {fact.detail.get("numerator", "") for fact in open_then} - _OWN
    if verdict.verdict in ("supported", CONTRADICTED) and counted:
        return Verdict(
            DEPENDS, verdict.cells, "what was promised counts more than the forces' budget", ("what is counted: " + ", ".join(sorted(c.replace("_", " ") for c in counted)),),
            rule=RULE,
        )  # fmt: skip
    return verdict


def _cell(world: World, claim: Claim, fact: Fact) -> Cell | None:
    meant = bounds(claim, "factor")
    shares = [
        f for f in world.series("military_spending", claim.subject, unit="percent of GDP") if f.day.year < fact.day.year
    ]
    if meant is None or not shares or not shares[-1].value or fact.value is None:
        return None
    before = shares[-1]
    factor = fact.value / value_of(before)
    return Cell(
        before.citation.source, f"promised share / share of {before.day.year}, the source's definition", meant.holds(factor), (fact, before),
        before.citation.release, factor, "ratio", day=before.day, how="promised / last year before",
    )  # fmt: skip
