"""Checks of agreements: when and between whom they were made, and how far they have come."""

from __future__ import annotations

import re
from dataclasses import replace

from latticework.answers.check.covered import complete
from latticework.answers.check.each import with_each
from latticework.answers.check.heir import heir
from latticework.answers.check.kin import matching, titled
from latticework.answers.check.ratified import ratification
from latticework.answers.check.spans import same_time
from latticework.answers.check.step_told import status_agrees
from latticework.answers.check.tolerance import limit
from latticework.answers.check.treaties import treaty
from latticework.answers.check.verdict import DEPENDS, Cell, Verdict, decide, tie_cell, unknown
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.kind import find_kind, kinds
from latticework.model.period import say_day
from latticework.model.state import fold
from latticework.text.claims.shapes import Claim
from latticework.views.ties import Tie
from latticework.views.world import World

ONE_OF_A_KIND = frozenset({"reciprocal_access", "acquisition_cross_servicing", "information_security"})
"""Kinds of which two states have one at a time, so that another day or step than the known one's is an error."""


_MADE = {
    "signed": ("signed",),
    "in_force": ("in_force",),
    "ended": ("ended",),
    "announced": ("announced", "signed"),
    "suspended": ("suspended",),
}


def agreement(world: World, claim: Claim) -> Verdict:
    """Hold "signed in London on Wednesday" against the steps of the ties the words may mean among these parties.

    A wrong day is called wrong only where it is sure which agreement is meant: one alone on record goes by the name or is of the
    kind, and the day is off by few years, or the states have only one of the kind at a time.
    """
    if claim.kind == "treaty":
        return treaty(world, claim)
    apart = with_each(world, claim, agreement)
    if apart is not None:
        return apart
    needed = _needed(claim)
    found = _by_name(claim, matching(world, claim))
    if not found:
        return unknown(f"no {_label(claim)} of {_who(claim)} is on record by the day", needed=needed)
    if claim.negated:
        return never(found, claim, needed)
    if claim.time is None or claim.status == "ratified":
        return status(world, claim)
    cells = [_step_cell(tie, step, same_time(claim.time, step)) for tie in found for step in _told_steps(claim, tie)]
    agreeing = [cell for cell in cells if cell.agrees]
    if agreeing:
        verdict = decide(
            [*agreeing, *(replace(c, counts=False) for c in cells if not c.agrees)],
            needed=needed,
            rule=_RULE,
        )
        return heir(
            world, claim, [tie for tie in found if any(cell.facts[0] in tie.steps for cell in agreeing)], verdict
        )
    meant = titled(claim, found) or [tie for tie in found if tie.kind == claim.kind] or found
    if claim.status == "announced" and claim.detail.get("name"):  # what is made public under a name is its beginning
        meant = [min(meant, key=lambda tie: min(step.day for step in tie.steps))]
    others = [
        _step_cell(tie, step, True)
        for tie in meant
        for step in tie.steps
        if step not in _told_steps(claim, tie) and step.status != "ended" and same_time(claim.time, step)
    ]
    if others and claim.status == "ended" and all(_goes_on(cell.facts[0], meant) for cell in others):
        return decide(
            [replace(cell, agrees=False) for cell in others],
            needed=needed,
            rule="at the time told it is on record as going on",
        )
    if others:
        return replace(
            decide([*cells, *(replace(cell, counts=False) for cell in others)], needed=needed, rule=_RULE),
            verdict=DEPENDS,
            because="at the time told another step of it is on record",
            flips_on=("which step is meant: announced, initialled, signed or in force",),
        )
    own = [cell for tie in meant for cell in cells if cell.facts[0] in tie.steps]
    if own and all(cell.agrees is False for cell in own) and _sure(world, claim, meant, own):
        return decide(own, needed=needed, rule=_RULE, distance=_days_off(claim, own), distance_unit="days")
    if cells:
        return unknown(
            "no step on record has this day, but other agreements of the kind may not be on record",
            needed=needed,
            cells=[replace(c, counts=False, agrees=None) for c in cells],
        )
    return _not_reached(world, found, needed)


def _goes_on(step: Fact, ties: list[Tie]) -> bool:
    """Whether a step says of an agreement already in force that it stays so."""
    return step.status == "in_force" and any(
        step in tie.steps and any(old.status == "in_force" and old.day < step.day for old in tie.steps) for tie in ties
    )


def _told_steps(claim: Claim, tie: Tie) -> tuple[Fact, ...]:
    """The steps of a tie that the words may mean; where no signing is on record, the first step at which it was agreed."""
    wanted = _MADE.get(claim.status, (claim.status,))
    told = tuple(step for step in tie.steps if step.status in wanted)
    if not told and claim.status in ("signed", "announced") and tie.first_agreed:
        return (tie.first_agreed,)
    return told


def _by_name(claim: Claim, found: list[Tie]) -> list[Tie]:
    """Of ties that may be meant, those with the name as it stands in their title: New START is not START I, nor SALT either."""
    names = [claim.detail.get(key, "") for key in ("phrase", "name")] if claim.kind == "arms_control" else []
    for name in filter(None, names):
        exact = [tie for tie in found if fold(name).removesuffix(" treaty") in fold(tie.title)]
        if exact:
            return exact
    return [] if any(map(_SHORT.search, names)) else found


_SHORT = re.compile(r"\b[A-Z]{3,}\b")  # START, INF: a name by which treaties on arms go
_RULE = "a step of the agreement on the time told"


def _who(claim: Claim) -> str:
    return " and ".join(map(name_of, claim.parties))


def _label(claim: Claim) -> str:
    return find_kind(claim.kind).label if claim.kind in kinds() else "agreement"


def _needed(claim: Claim) -> str:
    return f"a source that lists the {_label(claim)} of {_who(claim)} with its steps and days"


def _sure(world: World, claim: Claim, meant: list[Tie], own: list[Cell]) -> bool:
    """Whether it is sure which agreement the text means, so that another day is an error."""
    if len({tie.key for tie in meant}) != 1 or claim.status not in ("signed", "in_force", "announced"):
        return False
    listed = claim.kind == "defence_pact" and all(complete(world, "defence_pact", code) for code in claim.parties[:2])
    if (
        meant[0].kind == claim.kind
        and (claim.kind in ONE_OF_A_KIND or listed)
        and claim.status == "signed"
        and len(claim.parties) == _PAIR
    ):
        return True
    off = _days_off(claim, own)
    near = off is not None and off <= 365.25 * limit("years", "misdated")
    known = bool(titled(claim, meant)) or (meant[0].kind == claim.kind == "defence_pact")
    return (
        near
        and known
        and bool(claim.detail.get("definite") or claim.detail.get("name"))
        and set(meant[0].parties) == set(claim.parties)
    )


_PAIR = 2


def never(found: list[Tie], claim: Claim, needed: str) -> Verdict:
    """Hold "never signed", "has no" against what is on record: one that is there refutes it, none on record decides nothing."""
    own = [tie for tie in found if tie.kind == claim.kind] or titled(claim, found)
    made = [tie for tie in own if any(step.status in ("signed", "in_force") for step in tie.steps)]
    standing = [tie for tie in made if tie.status in ("signed", "in_force")]
    cells = [
        tie_cell(
            tie, False, says=f"{tie.status.replace('_', ' ')} since {tie.since.period}", how="on record by the day"
        )
        for tie in (standing if claim.type == "status" and claim.status == "in_force" else made)
        if claim.status != "in_force" or tie.status == "in_force"
    ]
    if cells:
        return decide(cells, needed=needed, rule="one on record refutes that there is none")
    return unknown("none is on record, but the list is a selection", needed=needed)


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


def _newest(claim: Claim, ties: list[Tie]) -> list[Tie]:
    """The one agreement of several that "the treaty" means in the news: made within the year before, the others years earlier."""
    said = claim.said
    if not claim.detail.get("definite") or said is None or len(ties) < _PAIR:
        return []
    begun = sorted(((min(step.day for step in tie.steps), tie) for tie in ties), key=lambda one: one[0])
    (before, _), (day, tie) = begun[-2:]
    return [tie] if 0 <= (said - day).days <= _FRESH and (day - before).days > _LONG_APART else []


_FRESH, _LONG_APART = 365, 5 * 365
"""Days within which an agreement is news, and between it and the one before."""


def _stood_when_told(claim: Claim, tie: Tie) -> bool:
    """Whether an agreement that has ended was in force on the day of the text that tells it as standing."""
    said = claim.said
    return (
        claim.status == "in_force"
        and said is not None
        and any(step.status == "in_force" and step.day <= said for step in tie.steps)
        and tie.since.day > said
    )


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
    if claim.kind == "treaty":
        return treaty(world, claim)
    apart = with_each(world, claim, status)
    if apart is not None:
        return apart
    needed, found = _needed(claim), _by_name(claim, matching(world, claim))
    none_such = claim.status == "not_signed" and not (claim.detail.get("definite") or claim.detail.get("name"))
    if (claim.negated or none_such) and found:
        return never(found, claim, needed)
    pinned = titled(claim, found)
    if claim.detail.get("year") and not pinned:
        pinned = [tie for tie in found if tie.kind == claim.kind]
    pinned = pinned or _newest(claim, [tie for tie in found if tie.kind == claim.kind])
    found = pinned or [tie for tie in found if tie.kind == claim.kind] or found
    if claim.status == "ratified":
        return ratification(claim, found, needed)
    live = [tie for tie in found if tie.status not in ("ended", "denied")]
    live = found if claim.status == "ended" or not live else live
    if not live:
        return unknown(f"no {_label(claim)} of {_who(claim)} is on record by the day", needed=needed)
    cells = [
        tie_cell(tie, status_agrees(claim, tie), says=f"{tie.status.replace('_', ' ')} since {tie.since.period}", how="newest step by the day") for tie in live
    ]  # fmt: skip
    agreeing = [cell for cell in cells if cell.agrees]
    if agreeing:
        return decide(
            [*agreeing, *(replace(cell, counts=False) for cell in cells if not cell.agrees)],
            needed=needed,
            rule="newest step of the agreement by the day",
        )
    meant = [tie for tie in live if _stood_when_told(claim, tie)]
    if meant and all(tie.status == "ended" for tie in live):  # what the text told of is on record, and is over
        over = [replace(cell, agrees=False) for cell, tie in zip(cells, live, strict=True) if tie in meant]
        return decide(over, needed=needed, rule="newest step of the agreement by the day")
    one = len({tie.key for tie in live}) == 1
    if not one or not (claim.kind in ONE_OF_A_KIND or pinned):
        return unknown(
            "the agreements on record are at other steps, but they are a selection",
            needed=needed,
            cells=[replace(c, counts=False, agrees=None) for c in cells],
        )
    return decide(cells, needed=needed, rule="newest step of the agreement by the day")
