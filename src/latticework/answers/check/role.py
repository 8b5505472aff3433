"""Check of roles: who chairs or hosts a grouping."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from latticework.answers.check.verdict import Cell, Verdict, decide
from latticework.model.grouping import name_of
from latticework.text.claims.shapes import Claim
from latticework.views.world import World


def role(world: World, claim: Claim) -> Verdict:
    """Hold who chairs or hosts a grouping against the roles on record at the time told."""
    needed = f"a record of who was {claim.status} of {name_of(claim.object)} at the time told"
    start, end = (claim.time.first, claim.time.last) if claim.time else (world.as_of, world.as_of)
    if claim.time and claim.time.last < (claim.said or world.as_of) and claim.time.first == claim.time.last:
        start = end = claim.time.first
    roles = ("chair", "presidency") if claim.status == "chair" else ("host",)
    held = [
        f
        for f in world.seen("grouping_role", claim.object)
        if f.detail.get("role") in roles and f.day <= end and (f.period.end is None or start < f.period.end)
    ]
    held = [
        f for f in held if f.period.end is not None or end < f.day + timedelta(days=366)
    ]  # no role of a year goes on unsaid
    if claim.time is None or claim.time.last > world.as_of:
        held = [f for f in held if f.day <= max(world.as_of, start)]
    cells = [
        Cell(
            f.citation.source,
            f"{f.detail.get('role')} of {name_of(claim.object)}",
            f.about.givers[0] == claim.subject,
            (f,),
            says=f"{name_of(f.about.givers[0])} from {f.period}",
            day=f.day,
            how="role on record at the time",
        )
        for f in held
    ]
    if any(cell.agrees for cell in cells):
        cells = [cell if cell.agrees else replace(cell, counts=False) for cell in cells]
    if claim.status == "host":
        cells = [cell if cell.agrees else replace(cell, agrees=None, counts=False) for cell in cells]
        chairs = [
            f
            for f in world.seen("grouping_role", claim.object)
            if f.detail.get("role") == "chair"
            and f.about.givers[0] == claim.subject
            and f.day <= end
            and (f.period.end is None or start < f.period.end)
        ]
        cells += [
            Cell(
                f.citation.source,
                f"chair of {name_of(claim.object)}, who hosts its summit",
                True,
                (f,),
                says=f"{name_of(claim.subject)} from {f.period}",
                day=f.day,
                how="role on record at the time",
            )
            for f in chairs
        ]
    if claim.negated:
        cells = [replace(cell, agrees=None if cell.agrees is None else not cell.agrees) for cell in cells]
    return decide(cells, needed=needed, rule="the role on record at the time told")
