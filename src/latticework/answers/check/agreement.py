"""Checks of agreements: when and between whom they were made, and how far they have come."""

from __future__ import annotations

from dataclasses import replace

from latticework.answers.check.covered import complete
from latticework.answers.check.spans import same_time
from latticework.answers.check.tie_steps import ties_of
from latticework.answers.check.tolerance import limit
from latticework.answers.check.verdict import Cell, Verdict, decide, tie_cell, unknown
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.kind import STATUSES, find_kind
from latticework.model.period import say_day
from latticework.text.claim_shapes import Claim
from latticework.views.ties import Tie
from latticework.views.world import World

KIN = {
    "reciprocal_access": ("reciprocal_access", "status_of_forces"),
    "status_of_forces": ("status_of_forces", "reciprocal_access"),
    "defence_pact": ("defence_pact",),
}  # fmt: skip
"""Kinds a text's words may mean beside their own: a visiting forces agreement is either."""


ONE_OF_A_KIND = frozenset({"reciprocal_access", "acquisition_cross_servicing", "information_security"})
"""Kinds of which two states have one at a time, so that another day or step than the known one's is an error."""


_MADE = {
    "signed": ("signed",),
    "in_force": ("in_force",),
    "ended": ("ended",),
    "announced": ("announced", "signed"),
    "suspended": ("suspended",),
}


def matching(world: World, claim: Claim) -> list[Tie]:
    """Give the ties of the claim's kind among all its parties, ended ones too."""
    kinds = KIN.get(claim.kind, (claim.kind,))
    found = ties_of(world).between(claim.parties[0], claim.parties[1], ended=True)
    return [tie for tie in found if tie.kind in kinds and not tie.via and set(claim.parties) <= set(tie.parties)]


def agreement(world: World, claim: Claim) -> Verdict:
    """Hold "signed in London on Wednesday" against the steps of the ties of this kind among these parties."""
    who = " and ".join(map(name_of, claim.parties))
    label = find_kind(claim.kind).label
    needed = f"a source that lists the {label} of {who} with its steps and days"
    found = matching(world, claim)
    if not found or claim.time is None:
        return (
            unknown(f"no {label} of {who} is on record by the day", needed=needed)
            if not found
            else status(world, claim)
        )
    steps = [
        (tie, step) for tie in found for step in tie.steps if step.status in _MADE.get(claim.status, (claim.status,))
    ]
    cells = [_step_cell(tie, step, same_time(claim.time, step)) for tie, step in steps]
    if claim.status == "in_force" and not any(
        cell.agrees for cell in cells
    ):  # "began", "launched": the words may mean signing
        signed = [
            _step_cell(tie, step, same_time(claim.time, step))
            for tie in found
            for step in tie.steps
            if step.status in ("signed", "announced")
        ]
        cells += [replace(cell, counts=False) for cell in signed]
    agreeing = [cell for cell in cells if cell.agrees]
    if agreeing:
        return decide(
            [*agreeing, *(replace(c, counts=False) for c in cells if not c.agrees)],
            needed=needed,
            rule="a step of the agreement on the time told",
            distance=0.0,
            distance_unit="days",
        )
    own = [cell for cell, (tie, _) in zip(cells, steps, strict=False) if tie.kind == claim.kind]
    listed = claim.kind == "defence_pact" and all(complete(world, "defence_pact", code) for code in claim.parties[:2])
    single = (
        (claim.kind in ONE_OF_A_KIND or listed)
        and len({tie.key for tie in found if tie.kind == claim.kind}) == 1
        and claim.status == "signed"
        and len(claim.parties) == 2
    )
    if cells and single and own and all(cell.agrees is False for cell in own):
        return decide(
            own,
            needed=needed,
            rule="a step of the agreement on the time told",
            distance=_days_off(claim, own),
            distance_unit="days",
        )
    if cells:
        return unknown(
            "no step on record has this day, but other agreements of the kind may not be on record",
            needed=needed,
            cells=[replace(c, counts=False, agrees=None) for c in cells],
        )
    return _not_reached(world, found, needed)


def _not_reached(world: World, found: list[Tie], needed: str) -> Verdict:
    last = [
        tie_cell(
            t,
            None,
            says=f"{t.status.replace('_', ' ')} since {t.since.period}",
            how="newest step by the day",
            counts=False,
        )
        for t in found
    ]
    return unknown(f"the step told is not on record by {say_day(world.as_of)}", needed=needed, cells=last)


def _days_off(claim: Claim, cells: list[Cell]) -> float | None:
    assert claim.time is not None
    return min(
        (
            float(min(abs((cell.day - claim.time.first).days), abs((cell.day - claim.time.last).days)))
            for cell in cells
            if cell.day
        ),
        default=None,
    )


def _step_cell(tie: Tie, step: Fact, agrees: bool | None) -> Cell:
    return Cell(
        step.citation.source,
        tie.title,
        agrees,
        (step,),
        step.citation.release,
        says=f"{step.status.replace('_', ' ')} {step.period}",
        day=step.day,
        how="step of the agreement",
    )


def status(world: World, claim: Claim) -> Verdict:
    """Hold how far an agreement is said to have come against its newest step by the day."""
    who, label = " and ".join(map(name_of, claim.parties)), find_kind(claim.kind).label
    needed = f"a source that lists the {label} of {who} with its steps and days"
    found = [tie for tie in matching(world, claim) if tie.kind == claim.kind] or matching(world, claim)
    live = [tie for tie in found if tie.status not in ("ended", "denied")] or found
    if not live:
        return unknown(f"no {label} of {who} is on record by the day", needed=needed)
    cells = [
        tie_cell(tie, _status_agrees(claim, tie), says=f"{tie.status.replace('_', ' ')} since {tie.since.period}", how="newest step by the day") for tie in live
    ]  # fmt: skip
    agreeing = [cell for cell in cells if cell.agrees]
    if agreeing:
        return decide(
            [*agreeing, *(replace(cell, counts=False) for cell in cells if not cell.agrees)],
            needed=needed,
            rule="newest step of the agreement by the day",
        )
    if claim.kind not in ONE_OF_A_KIND or len(live) > 1:
        return unknown(
            "the agreements on record are at other steps, but they are a selection",
            needed=needed,
            cells=[replace(c, counts=False, agrees=None) for c in cells],
        )
    return decide(cells, needed=needed, rule="newest step of the agreement by the day")


def _status_agrees(claim: Claim, tie: Tie) -> bool | None:
    """Whether a tie's newest step is what is told; None where entry into force may only be missing on record."""
    told, known = claim.status, tie.status
    if told == known:
        return True
    if told == "not_in_force":
        return known not in ("in_force", "ended")
    if told == "signed":
        return (
            True
            if known in ("in_force", "suspended", "ended")
            else False
            if known in ("proposed", "negotiating", "announced")
            else None
        )
    if told == "in_force":
        # Entry into force is missing for some old agreements: a signature long past decides nothing.
        recent = (claim.said or tie.since.day).toordinal() - tie.since.day.toordinal() < limit(
            "stale", "entry into force"
        )
        return False if recent and known in ("proposed", "negotiating", "announced", "signed") else None
    if told in ("proposed", "negotiating", "announced"):
        if known in ("proposed", "negotiating", "announced"):
            return STATUSES.index(known) >= STATUSES.index(told) or None
        return None
    return None
