"""How long agreements take from signature to entry into force, those still waiting counted as what they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from latticework.measures.card import measure
from latticework.model.fact import Fact
from latticework.model.kind import find_kind
from latticework.model.period import Precision
from latticework.model.reading import Part, Reading, Unknown
from latticework.views.ties import TIE_KINDS, Tie, Ties
from latticework.views.world import World

FEW = 5
"""Below so many cases a note says how few there are."""


@dataclass(frozen=True, slots=True)
class Wait:
    """One agreement's wait: days from signature to entry into force or, while `open`, to the last day it was seen waiting."""

    tie: Tie
    days: int
    open: bool
    facts: tuple[Fact, ...]


def median_wait(waits: Sequence[tuple[int, bool]]) -> int | None:
    """Give the day by which half have come into force (Kaplan, Meier 1958); None when fewer than half surely have.

    Each wait is (days, open); an open one says only that it lasts longer than so many days.
    """
    staying = 1.0
    for day in sorted({days for days, still in waits if not still}):
        at_risk = sum(days >= day for days, _ in waits)
        staying *= 1 - sum(days == day and not still for days, still in waits) / at_risk
        if staying <= 0.5 + 1e-12:
            return day
    return None


@measure(
    unit="days",
    formula="first day on which the Kaplan-Meier share of agreements not yet in force is at most one half",
    needs=("reciprocal_access", "acquisition_cross_servicing", "information_security", "defence_cooperation"),
    literature="Kaplan, Meier 1958; Kinne 2018 on defence cooperation agreements",
    version=1,
)
def durations(world: World, of_kinds: Collection[str] = TIE_KINDS, ties: Ties | None = None) -> list[Reading]:
    """The median days from signature to entry into force of each kind of agreement, by the day.

    An agreement signed and not in force by the day counts as waiting (censored), one that ended unratified as waiting
    until its end. Only days known to the day are used; the detail counts `in_force`, `open` and `left_out`. A kind of which
    fewer than half have surely come into force is left out here; see `waits_of` for every case.
    """
    ties = ties or Ties(world)
    readings = []
    for kind in of_kinds:
        found, left_out = waits_of(ties, kind)
        median = median_wait([(wait.days, wait.open) for wait in found])
        if median is None:
            continue
        still = sum(wait.open for wait in found)
        readings.append(
            Reading(
                "durations", float(median), "days", basis=kind,
                parts=tuple(
                    Part(w.tie.title, float(w.days), w.facts, "open" if w.open else "in force")
                    for w in sorted(found, key=lambda w: (w.days, w.tie.key))
                ),
                how=f"{len(found) - still} {find_kind(kind).many} in force, {still} open", notes=_notes(len(found)),
                detail={"kind": kind, "in_force": len(found) - still, "open": still, "left_out": left_out},
            )
        )  # fmt: skip
    return readings


@measure(
    unit="days",
    formula="Kaplan-Meier median of one kind of agreement",
    needs=("reciprocal_access", "acquisition_cross_servicing", "information_security", "defence_cooperation"),
    literature="Kaplan, Meier 1958",
    version=1,
)
def duration(world: World, kind: str, ties: Ties | None = None) -> Reading | Unknown:
    """The median days from signature to entry into force of one kind of agreement.

    Unknown when none of the kind has both days, or fewer than half have surely come into force.
    """
    name = find_kind(kind).name
    ties = ties or Ties(world)
    made = durations(world, (name,), ties)
    if made:
        return made[0]
    found, left_out = waits_of(ties, name)
    many = find_kind(name).many
    if not found:
        return Unknown(
            f"no {many} with a day of signature and, if in force, a day of that are known ({left_out} left out)"
        )
    return Unknown(f"of {len(found)} {many} fewer than half have surely come into force: the median is not reached")


def waits_of(ties: Ties, kind: str) -> tuple[list[Wait], int]:
    """Give the waits of the agreements of a kind, and how many have a signature or entry not known to the day."""
    found, left_out = [], 0
    for tie in ties.all:
        if tie.kind != kind:
            continue
        wait = _wait(ties.world, tie)
        if wait is None:
            left_out += any(step.status in ("signed", "in_force") for step in tie.steps)
        else:
            found.append(wait)
    return found, left_out


def _wait(world: World, tie: Tie) -> Wait | None:
    signed, entered, ended = (_first(tie, status) for status in ("signed", "in_force", "ended"))
    if signed is None or signed.period.precision is not Precision.DAY:
        return None
    if entered is not None:
        if entered.period.precision is not Precision.DAY or entered.day < signed.day:
            return None
        return Wait(tie, (entered.day - signed.day).days, open=False, facts=(signed, entered))
    until = ended.day if ended is not None else world.as_of
    return Wait(tie, max(0, (until - signed.day).days), open=True, facts=(signed, *((ended,) if ended else ())))


def _first(tie: Tie, status: str) -> Fact | None:
    return next((step for step in tie.steps if step.status == status), None)


def _notes(count: int) -> tuple[str, ...]:
    open_note = "an agreement whose entry into force no source here tells counts as open, so waits may look longer"
    return (open_note, f"only {count} cases") if count < FEW else (open_note,)
