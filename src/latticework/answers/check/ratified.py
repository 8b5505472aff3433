"""Whether an agreement was ratified: by a ratification on record, or because it came into force; else it cannot be known."""

from __future__ import annotations

from dataclasses import replace

from latticework.answers.check.spans import same_time
from latticework.answers.check.verdict import DEPENDS, Cell, Verdict, decide, unknown
from latticework.model.fact import Fact
from latticework.text.claims.shapes import Claim
from latticework.views.ties import Tie

BEFORE = ("proposed", "negotiating", "announced")
"""Steps at which nothing is there to be ratified."""
_FOLLOWS = ("in_force", "suspended")
"""Steps that only what was ratified comes to."""
_RULE = "a ratification on record, or a step that only a ratified agreement comes to"


def ratified_agrees(claim: Claim, tie: Tie) -> bool | None:
    """Whether a tie bears out a ratification told of it; None where it is signed and no ratification is on record."""
    told, forced = steps_of(tie, "ratified"), steps_of(tie, *_FOLLOWS)
    if told and (claim.time is None or any(same_time(claim.time, step) for step in told)):
        return True
    if forced and claim.time is None:
        return True
    if not told and not forced and all(step.status in BEFORE for step in tie.steps):
        return False
    return None


def steps_of(tie: Tie, *statuses: str) -> tuple[Fact, ...]:
    """Give the steps of a tie that are of these statuses, oldest first."""
    return tuple(step for step in tie.steps if step.status in statuses)


def ratification(claim: Claim, meant: list[Tie], needed: str) -> Verdict:
    """Hold "the Senate ratified it" against the steps of the agreements that may be meant.

    A ratification on record on the time told supports it; without a time, so does entry into force. A signature alone decides
    nothing, for each party ratifies on a day of its own; where nothing is signed, nothing can have been ratified.
    """
    cells = [_cell(tie, ratified_agrees(claim, tie)) for tie in meant]
    agreeing = [cell for cell in cells if cell.agrees]
    if agreeing:
        rest = (replace(cell, counts=False) for cell in cells if not cell.agrees)
        return decide([*agreeing, *rest], needed=needed, rule=_RULE)
    if len({tie.key for tie in meant}) == 1 and cells[0].agrees is False:
        return decide(cells, needed=needed, rule=_RULE)
    shown = [replace(cell, counts=False, agrees=None) for cell in cells]
    other = [step for tie in meant for step in steps_of(tie, "ratified")]
    if other:
        return replace(
            unknown("a ratification on another day is on record", needed=needed, cells=shown), verdict=DEPENDS,
            flips_on=("whose ratification is meant: each party gives its own",), rule=_RULE,
        )  # fmt: skip
    because = (
        "it came into force, so it was ratified, but on which day is not on record"
        if any(claim.time and step.day >= claim.time.first for tie in meant for step in steps_of(tie, *_FOLLOWS))
        else "no ratification of it is on record"
    )
    return unknown(because, needed=needed, cells=shown)


def _cell(tie: Tie, agrees: bool | None) -> Cell:
    """The step that speaks most nearly of a ratification: itself, entry into force, else the newest."""
    step = next(iter(steps_of(tie, "ratified") or steps_of(tie, *_FOLLOWS)), tie.since)
    return Cell(
        step.citation.source, tie.title, agrees, (step,), step.citation.release, says=f"{step.status.replace('_', ' ')} {step.period}",
        day=step.day, how="step of the agreement",
    )  # fmt: skip
