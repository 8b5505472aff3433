"""Check of how many members of a grouping reach a share of output, by each source's definition."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from latticework.answers.check.cells import newest_releases
from latticework.answers.check.covered import complete
from latticework.answers.check.series import too_old, value_of
from latticework.answers.check.spans import year_of
from latticework.answers.check.tolerance import bounds, limit
from latticework.answers.check.verdict import Cell, Verdict, decide, unknown
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

RULE = "members whose figure of the year is at or above the share"


def members_reaching(world: World, claim: Claim) -> Verdict:
    """Hold "22 members spent at least 2%" against the members' shares of the year, source by source.

    A source counts where it has the shares of nearly all members of that year; a member without forces has none. Without a year the
    newest that a source has for them counts.
    """
    needed = f"shares of output of all members of {name_of(claim.object)} for the year, by one definition"
    asked = year_of(claim)
    members = world.members(claim.object)
    if claim.value is None or not members or not complete(world, "membership", claim.object):
        return unknown("no list of its members is on record", needed=needed)
    shares: dict[tuple[str, str, int], dict[str, Fact]] = defaultdict(dict)
    for fact in world.seen("military_spending"):
        state = fact.about.givers[0]
        if (
            fact.unit == "percent of GDP"
            and fact.value is not None
            and state in members
            and asked in (None, fact.day.year)
        ):
            shares[fact.citation.source, fact.citation.release, fact.day.year][state] = fact
    whole = {key: facts for key, facts in shares.items() if len(facts) >= limit("share", "listed") * len(members)}
    newest = max((year for *_, year in whole), default=0)
    cells = [
        _cell(claim, source, release, facts)
        for (source, release, year), facts in sorted(whole.items())
        if year == newest and not too_old(world, year, asked)
    ]
    return decide(
        newest_releases([replace(cell, agrees=_agrees(claim, cell.value or 0)) for cell in cells]),
        needed=needed,
        rule=RULE,
    )


def _agrees(claim: Claim, found: float) -> bool | None:
    """Whether a number of members is the one told; one more or less leaves it open."""
    told = claim.value or 0
    if claim.comparator:
        meant = bounds(claim, "factor")
        return meant.holds(found) if meant else None
    return True if found == told else None if abs(found - told) <= limit("count", "near") else False


def _cell(claim: Claim, source: str, release: str, facts: dict[str, Fact]) -> Cell:
    share, over = float(claim.detail["share"]), bool(claim.detail.get("over"))
    above = [f for f in facts.values() if (value_of(f) > share if over else round(value_of(f), 2) >= share)]
    first = next(iter(facts.values()))
    return Cell(
        source, f"{source}'s definition, {len(facts)} members with a figure", None, tuple(sorted(above, key=lambda f: f.about.givers[0])) or (first,), release,
        float(len(above)), "count", f"{len(above)} of {len(facts)}", first.day, "members at or above the share",
    )  # fmt: skip
