"""Check of hosting: whose forces and bases are where."""

from __future__ import annotations

from dataclasses import replace

from latticework.answers.check.tie_steps import ties_of
from latticework.answers.check.tolerance import limit
from latticework.answers.check.verdict import Cell, Verdict, decide, tie_cell, unknown
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.text.claim_shapes import Claim
from latticework.views.world import World


def hosting(world: World, claim: Claim) -> Verdict:
    """Hold "hosts bases", "has troops in" against bases, deployments and counts of forces on the day."""
    guest, host = claim.parties
    needed = f"a source on forces and bases of {name_of(guest)} in {name_of(host)} on the day"
    ended = claim.status == "ended"
    found = [
        t
        for t in ties_of(world).between(guest, host, ended=True)
        if t.kind in ("basing", "deployment", "status_of_forces") and (not t.about.directed or guest in t.about.givers)
    ]
    live = [t for t in found if t.status in ("in_force", "signed") and t.kind in ("basing", "deployment")]
    cells = [
        tie_cell(t, not ended, says=f"{t.status.replace('_', ' ')} since {t.since.period}", how="on record on the day")
        for t in live[:6]
    ]
    counted = world.figure("troops_hosted", guest, host, basis="active duty", within_years=2)
    if (
        isinstance(counted, Fact)
        and counted.about.givers == (guest,)
        and counted.value is not None
        and claim.kind == "deployment"
    ):
        present = counted.value >= limit("persons", "stationed")
        cells.append(
            Cell(
                counted.citation.source,
                "active duty",
                (present != ended) if present or ended else None,
                (counted,),
                counted.citation.release,
                counted.value,
                "persons",
                day=counted.day,
                how="newest report",
            )
        )
    if ended:
        over = [t for t in found if t.status == "ended"]
        cells = [replace(c, counts=False) for c in cells] + [
            tie_cell(t, True, says=f"ended {t.since.period}", how="on record") for t in over
        ]
    if claim.negated:
        return unknown(
            "what is not there is not covered: the lists are a selection",
            needed=needed,
            cells=[replace(c, counts=False) for c in cells],
        )
    return decide(cells, needed=needed, rule="a base, deployment or count of forces on the day", open_world=True)
