"""Checks of multilateral treaties: which step a state has taken on the day, and how far the treaty itself has come.

The states on record are a selection: of a state without a step on record nothing is said, and a withdrawal that is not on
record contradicts nothing, unless notice of it has been given and has not yet taken effect.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from latticework.answers.check.spans import same_time
from latticework.answers.check.verdict import Cell, Verdict, decide, unknown
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.period import whole
from latticework.model.treaty import treaties
from latticework.text.claims.shapes import Claim
from latticework.text.time_span import Span
from latticework.views.world import World

_RULE = "the steps of the state on record by the day"
_NEAR = timedelta(days=400)
"""How far a day may be off where signing, depositing and being bound are told alike."""
_TWICE = 2
_SAME_STATUS = {"member": "party", "left": "ended"}
"""Words of membership under the step of a treaty they mean."""


@dataclass(frozen=True, slots=True)
class _Steps:
    """What is on record of a state and a treaty by the day: the first and last fact of each role."""

    begun: dict[str, list[Fact]]
    ended: dict[str, list[Fact]]
    standing: dict[str, Fact]

    @property
    def last(self) -> Fact | None:
        """The step that stands, or the one that ended last."""
        over = [fact for facts in self.ended.values() for fact in facts]
        return next(iter(self.standing.values()), None) or (max(over, key=lambda f: f.day) if over else None)


def is_treaty(world: World, key: str) -> bool:
    """Whether a grouping is the parties of a multilateral treaty, of which only some are on record."""
    return key in world.groupings and world.groupings[key].category == "treaty"


def treaty(world: World, claim: Claim) -> Verdict:
    """Hold a step of states towards a treaty, or of the treaty itself, against the steps on record by the day."""
    if claim.kind == "founded" or claim.subject == claim.object:
        return life(claim, world)
    needed = f"the parties and signatories of the {name_of(claim.object)} with their days"
    if claim.kind == "members" or claim.status == "applied":
        return unknown("the parties on record are a selection", needed=needed)
    states = claim.parties if claim.kind == "treaty" else (claim.subject,)
    cells = [_of_state(claim, state, _steps(world, state, claim.object)) for state in states]
    told = [cell for cell in cells if cell is not None]
    if len(told) < len(states):
        because = "no such step is on record, and the states on record are a selection"
        return unknown(because, needed=needed, cells=[replace(cell, counts=False, agrees=None) for cell in told])
    wrong = [cell for cell in told if cell.agrees is False]
    return decide(wrong or told, needed=needed, rule=_RULE)


def _steps(world: World, state: str, key: str) -> _Steps:
    facts = [f for f in world.seen("membership", state, key) if f.period.surely_since <= world.as_of]
    facts = sorted((f for f in facts if f.about.givers[0] == state), key=lambda f: f.period.surely_since)
    begun: dict[str, list[Fact]] = {}
    ended: dict[str, list[Fact]] = {}
    standing: dict[str, Fact] = {}
    for fact in facts:
        role = fact.detail.get("role", "")
        (ended if fact.status == "ended" else begun).setdefault(role, []).append(fact)
        if fact.status != "ended":
            standing[role] = fact
        else:
            standing.pop(role, None)
    return _Steps(begun, ended, standing)


def _of_state(claim: Claim, state: str, steps: _Steps) -> Cell | None:
    """What is on record of one state to the step told; None where nothing is."""
    status = _SAME_STATUS.get(claim.status, claim.status)
    found = _JUDGED[status](claim, steps) if status in _JUDGED else None
    if found is None:
        return None
    agrees, fact = found
    if claim.negated and agrees is not None:
        agrees = not agrees
    role = fact.detail.get("role", "")
    says = f"{state}: {_SAID.get(role, role)}, {'ended' if fact.status == 'ended' else 'since'} {fact.period}"
    return Cell(
        fact.citation.source, f"steps towards the {name_of(claim.object)}", agrees, (fact,), fact.citation.release, says=says, day=fact.day, how="step on record",
    )  # fmt: skip


_SAID = {
    "party": "ratified or acceded",
    "signatory": "signed, not ratified",
    "outside": "neither signed nor acceded",
    "leaving": "has given notice",
    "suspended": "has suspended its part",
}
_Found = tuple[bool | None, Fact] | None


def _dated(claim: Claim, facts: list[Fact], *beside: Fact) -> _Found:
    """Whether one of the facts has the time told; near it, or at the time of a step beside, nothing is decided."""
    if claim.time is None:
        return True, facts[-1]
    for fact in facts:
        if same_time(claim.time, fact):
            return True, fact
    if any(same_time(claim.time, fact) for fact in beside) or any(_close(claim.time, fact.day) for fact in facts):
        return None, facts[-1]
    return False, facts[-1]


def _close(span: Span, day: date) -> bool:
    return span.first - _NEAR <= day <= span.last + _NEAR


def _signed(claim: Claim, steps: _Steps) -> _Found:
    if "signatory" in steps.begun:
        return _dated(claim, steps.begun["signatory"][:1])
    return (False, steps.standing["outside"]) if "outside" in steps.standing else None


def _not_signed(_: Claim, steps: _Steps) -> _Found:
    if "signatory" in steps.begun:
        return False, steps.begun["signatory"][0]
    return (True, steps.standing["outside"]) if "outside" in steps.standing else None


def _ratified(claim: Claim, steps: _Steps) -> _Found:
    if "party" in steps.begun:
        over = claim.negated and "party" not in steps.standing
        return (None, steps.ended["party"][-1]) if over else _dated(claim, steps.begun["party"])
    return _none_yet(steps)


def _none_yet(steps: _Steps) -> _Found:
    """A signature alone, or no step at all, stands against being a party."""
    fact = steps.standing.get("signatory") or steps.standing.get("outside")
    return (False, fact) if fact else None


def _joined(claim: Claim, steps: _Steps) -> _Found:
    if "rejoin" in claim.words and len(steps.begun.get("party", ())) < _TWICE:
        return None
    if "party" in steps.begun:
        return _dated(claim, steps.begun["party"], *steps.begun.get("signatory", ()))
    return _none_yet(steps)


def _party(claim: Claim, steps: _Steps) -> _Found:
    if "party" in steps.standing:
        bound = bool(treaties()[claim.object].in_force) if claim.object in treaties() else True
        return (True if bound else None), steps.standing["party"]
    if "party" in steps.ended:
        return False, steps.ended["party"][-1]
    return _none_yet(steps)


def _ended(claim: Claim, steps: _Steps) -> _Found:
    if "party" in steps.standing:
        if claim.negated and "leaving" not in steps.standing:  # it has not left: it is a party
            return False, steps.standing["party"]
        return (False, steps.standing["leaving"]) if "leaving" in steps.standing else None
    if "party" in steps.ended:
        if "signatory" in steps.standing:  # its ratification is withdrawn, its signature stands
            return None, steps.ended["party"][-1]
        return _dated(claim, steps.ended["party"][-1:], *steps.begun.get("leaving", ()))
    if "signatory" in steps.ended or "signatory" in steps.standing:
        return None, (steps.ended.get("signatory") or steps.begun["signatory"])[-1]
    return (False, steps.standing["outside"]) if "outside" in steps.standing else None


def _unratified(claim: Claim, steps: _Steps) -> _Found:
    return _dated(claim, steps.ended["party"][-1:]) if "party" in steps.ended else None


def _suspended(claim: Claim, steps: _Steps) -> _Found:
    if "suspended" in steps.begun:
        return _dated(claim, steps.begun["suspended"])
    return _none_yet(steps)


def _unsigned(claim: Claim, steps: _Steps) -> _Found:
    over = steps.ended.get("signatory") if "party" not in steps.begun else None
    return _dated(claim, over[-1:]) if over else None


_JUDGED = {
    "signed": _signed, "not_signed": _not_signed, "ratified": _ratified, "joined": _joined, "party": _party, "ended": _ended,
    "unratified": _unratified, "unsigned": _unsigned, "suspended": _suspended,
}  # fmt: skip


def life(claim: Claim, world: World) -> Verdict:
    """Hold when a treaty was opened for signature or came into force, and whether it is in force, against the table of treaties."""
    needed = f"a record of the life of the {name_of(claim.object)}"
    known = treaties().get(claim.object)
    if known is None or (known.opened and whole(known.opened).start > world.as_of):
        return unknown("the life of the treaty is not on record by the day", needed=needed)
    told = {"signed": known.opened, "founded": known.in_force, "in_force": known.in_force, "not_in_force": known.in_force, "ended": known.ended}.get(claim.status, "")  # fmt: skip
    if not told and claim.status not in ("in_force", "not_in_force"):
        return unknown("no day of this step is on record", needed=needed)
    begun = bool(told) and whole(told).surely_since <= world.as_of
    time = claim.time or claim.since
    agrees: bool | None = begun != (claim.status == "not_in_force")
    if agrees and time is not None and claim.status != "not_in_force":
        day = whole(told)
        agrees = True if time.first <= day.start <= time.last else None if _close(time, day.start) else False
    if claim.negated and agrees is not None:
        agrees = not agrees
    says = (
        f"{'came into force' if claim.status != 'signed' else 'opened for signature'} {told}"
        if told
        else "has not come into force"
    )
    cell = Cell(
        known.source, name_of(claim.object), agrees, (), says=says, day=whole(told).start if told else None, how=f"table of treaties: {known.locator}"
    )  # fmt: skip
    return decide([cell], needed=needed, rule="the life of the treaty on record")
