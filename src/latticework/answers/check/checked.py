"""A text checked: each claim with its verdict as published, by what is known today about then, and as of today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from latticework.answers.check.agreement import agreement, status
from latticework.answers.check.alliance import alliance
from latticework.answers.check.count import count
from latticework.answers.check.growth import growth
from latticework.answers.check.hosting import hosting
from latticework.answers.check.membership import membership
from latticework.answers.check.overtake import overtake
from latticework.answers.check.pledge import pledge
from latticework.answers.check.quantity import quantity
from latticework.answers.check.rank import rank
from latticework.answers.check.ratio import ratio
from latticework.answers.check.reach import reach
from latticework.answers.check.role import role
from latticework.answers.check.share import share
from latticework.answers.check.since import first_since
from latticework.answers.check.tolerance import limit
from latticework.answers.check.units import conversion
from latticework.answers.check.verdict import CONTRADICTED, DEPENDS, NOT_CHECKABLE, Verdict, unknown
from latticework.model.fact import Fact
from latticework.model.reading import unique
from latticework.text.claims.shapes import Claim
from latticework.views.world import World

if TYPE_CHECKING:
    from latticework.text.read import Read

CHECKS: dict[str, Callable[[World, Claim], Verdict]] = {
    "ratio": ratio,
    "overtake": overtake,
    "growth": growth,
    "rank": rank,
    "count": count,
    "quantity": quantity,
    "share": share,
    "pledge": pledge,
    "first_since": first_since,
    "conversion": conversion,
    "reach": reach,
    "agreement": agreement,
    "status": status,
    "alliance": alliance,
    "hosting": hosting,
    "membership": membership,
    "role": role,
}
"""The check of each type of claim, listed by hand."""


_DENIED = frozenset({"share", "alliance", "membership", "role", "hosting", "agreement", "status", "growth", "rank"})
"""Types whose checks judge what a text denies."""


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim with its verdicts: `then` as published, `hindsight` about then by what is public now, `now` as of today."""

    claim: Claim
    then: Verdict
    hindsight: Verdict
    now: Verdict

    def facts(self) -> tuple[Fact, ...]:
        """The facts behind all three verdicts."""
        return unique((*self.then.facts(), *self.hindsight.facts(), *self.now.facts()))


@dataclass(frozen=True, slots=True)
class Checked:
    """A whole text checked. `published` None means its day is not known: then all verdicts are as of today."""

    key: str
    text: str
    published: date | None
    published_from: str
    as_of: date
    known_by: date
    claims: tuple[CheckedClaim, ...]

    def facts(self) -> tuple[Fact, ...]:
        """Every fact behind the verdicts, in order of first use."""
        return unique(fact for checked in self.claims for fact in checked.facts())

    def contradicted(self) -> tuple[CheckedClaim, ...]:
        """The claims that facts contradicted as published, or by what is known today about then."""
        return tuple(c for c in self.claims if CONTRADICTED in (c.then.verdict, c.hindsight.verdict))

    def counts(self, when: str = "then") -> dict[str, int]:
        """How many claims have each verdict on one of the days: `then`, `hindsight` or `now`."""
        found: dict[str, int] = {}
        for checked in self.claims:
            verdict = getattr(checked, when).verdict
            found[verdict] = found.get(verdict, 0) + 1
        return found


def check(then: World, now: World, read: Read) -> Checked:
    """Check every claim of a read text: in the world of its day (`then`) and in today's (`now`).

    `then` is as of and known by the day of publication; `now` as of and known by today. In between stands a third world,
    as of then and known by now: whether the text was right by what came to be known.
    """
    from latticework.text.claims.found import claims

    later = replace_world(now, then.as_of, now.known_by)
    found = tuple(judge_all(claim, then, later, now) for claim in claims(read))
    document = read.document
    return Checked(
        document.key, document.text, document.published, document.published_from, now.as_of, now.known_by, found
    )


def judge_all(claim: Claim, then: World, later: World, now: World) -> CheckedClaim:
    """Judge one claim in the three worlds."""
    hindsight = judge(later, claim)
    if claim.detail.get("tense") == "past":  # told of its own day: today is no other question
        return CheckedClaim(claim, judge(then, claim), hindsight, hindsight)
    return CheckedClaim(claim, judge(then, claim), hindsight, judge(now, claim))


def judge(world: World, claim: Claim) -> Verdict:
    """Judge one claim in one world. What is only planned or thought of is no claim on facts, except a promise or a reach."""
    if (
        claim.modality in ("planned", "hypothetical")
        and claim.type
        not in (
            "pledge",
            "reach",
            "status",
            "role",
            "conversion",
        )
        and claim.measure != "arms"
    ):
        verdict = unknown("the text tells it as planned or possible", needed="that it happened")
    elif (
        claim.time is not None and claim.type in ("agreement", "membership", "count") and claim.time.first > world.as_of
    ):
        verdict = unknown("it lies after the day", needed="the day to come")
    else:
        verdict = CHECKS[claim.type](world, claim)
    if claim.modality == "denied" and claim.type not in _DENIED and verdict.verdict != NOT_CHECKABLE:
        verdict = unknown(
            "the text denies it in a way that is not read here",
            needed="the sentence read by a person",
            cells=verdict.cells,
        )
    if claim.detail.get("once") and verdict.verdict in (CONTRADICTED, DEPENDS):
        verdict = unknown(
            "it is told of a time that is over and not named", needed="the time it is told of", cells=verdict.cells
        )
    verdict = _of_today(world, claim, verdict)
    return replace(verdict, as_of=world.as_of, known_by=world.known_by)


_MOVING = frozenset({"ratio", "share", "quantity", "rank"})
"""Types about figures that move from year to year."""


def _of_today(world: World, claim: Claim, verdict: Verdict) -> Verdict:
    """A figure two or more years old contradicts what is told of the day only by a wide margin: it may have moved since."""
    days = [cell.day.year for cell in verdict.cells if cell.counts and cell.day is not None and cell.value is not None]
    if verdict.verdict != CONTRADICTED or claim.type not in _MOVING or claim.time is not None or not days:
        return verdict
    aged = world.as_of.year - max(days) >= limit("stale", "moved since")
    wide = limit("factor", "moved since")
    told = [claim.value, claim.high] if claim.high else [claim.value]
    near = [
        cell.value / value
        for cell in verdict.cells
        for value in told
        if cell.counts and cell.value is not None and value and cell.value > 0
    ]
    if not aged or not near or not any(1 / wide <= one <= wide for one in near):
        return verdict
    return replace(
        verdict, verdict=DEPENDS, because=f"the newest figure is of {max(days)} and near enough to have moved since", flips_on=("the figure of the day, which is not here",)
    )  # fmt: skip


def replace_world(world: World, as_of: date, known_by: date) -> World:
    """Give the same facts in the world of other days."""
    return World(world.memory, as_of, known_by, world.coverage, world.groupings)
