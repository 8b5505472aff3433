"""What a change does to the facts of a world: which are added, which are set aside; ties and groupings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from latticework.answers.whatif.change import Supposed
from latticework.errors import NameNotFound, UsageError
from latticework.model.fact import SUPPOSED, About, Citation, Fact
from latticework.model.grouping import name_of
from latticework.model.kind import find_kind
from latticework.model.period import Period, say_day
from latticework.views.ties import TIE_KINDS
from latticework.views.world import World, in_order, standing

READ_BY = "supposed"


@dataclass(slots=True)
class Done:
    """What a change did: facts it adds, facts it sets aside, and what a reader should know about it."""

    added: list[Fact] = field(default_factory=list)
    aside: list[Fact] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Origin:
    """The scenario a supposed fact cites: its key, version and hash."""

    key: str
    version: str
    digest: str

    def cite(self, change: Supposed) -> Citation:
        """Cite the place of a change: file and line, the hash of the file, and the line itself."""
        place = change.where or self.key
        return Citation(SUPPOSED, f"{place} (sha256 {self.digest[:12]}): {change.text}", self.version)


DRAW = Citation(SUPPOSED, "a draw")
"""What the facts of a draw cite: they are read off and gone, and need no place and no hash of their own."""

Effect = Callable[[World, Supposed, float, Citation], Done]
"""A function from the world so far, a change, its number (drawn or the middle) and its citation to what it does."""


def step_of(
    change: Supposed, cited: Citation, kind: str, about: About, day: date, status: str, detail: dict[str, str]
) -> Fact:
    """Make the supposed step of a life cycle."""
    return Fact(
        kind, about, Period(day), day, cited, status=status, detail=detail | {"note": f"supposed: {change.called}"},
        read_by=READ_BY,
    )  # fmt: skip


def day_of(world: World, change: Supposed) -> date:
    """Give the day of a change: the day of the answer unless it says another, which must have come by then."""
    day = change.day or world.as_of
    if day > world.as_of:
        raise UsageError(
            f"{change.text!r} begins after {say_day(world.as_of)}, the day of the answer", place=change.where,
            next_step=f"ask --as-of {day} or later",
        )  # fmt: skip
    return day


def add_tie(world: World, change: Supposed, _: float, cited: Citation) -> Done:
    """Suppose a tie that was not there."""
    assert change.about is not None
    day, kind = day_of(world, change), find_kind(change.of_kind)
    about = change.about
    if about.directed and not kind.receivers:
        raise UsageError(
            f"a {kind.label} has no direction", place=change.where, next_step=f"write {' '.join(about.parties)}"
        )
    if not about.directed and kind.receivers and not kind.both_ways:
        raise UsageError(
            f"a {kind.label} runs from {kind.givers} to {kind.receivers}",
            place=change.where,
            next_step=f"write {'>'.join(about.parties)}",
        )
    who = " and ".join(name_of(party) for party in about.parties)
    title = f"supposed {kind.label} of {who}"
    key = f"supposed:{change.of_kind}:{about}:{day}:{change.where or change.text}"
    there = [t for t in _steps_between(world, about, change.of_kind).values() if _status(t, day) == "in_force"]
    notes = (
        [f"{change.called}: {steps[-1].title} is in force already" for steps in there]
        if change.status == "in_force"
        else []
    )
    step = step_of(change, cited, change.of_kind, about, day, change.status, {"tie": key, "title": title})
    return Done([step], [], notes)


def set_status(world: World, change: Supposed, _: float, cited: Citation) -> Done:
    """Suppose that ties have another status from the day on; later steps of theirs are set aside."""
    day = day_of(world, change)
    done = Done()
    for steps in _chosen(world, change, day):
        _step(done, change, cited, steps, day, change.status or "ended")
    return done


def join(world: World, change: Supposed, _: float, cited: Citation) -> Done:
    """Suppose that a state is a member of a grouping from the day on."""
    (state,), day = change.states, day_of(world, change)
    held = _memberships(world, state, change.grouping)
    if any(_status(steps, day) == "in_force" for steps in held.values()):
        raise UsageError(
            f"{name_of(state)} is a member of {name_of(change.grouping)} already on {say_day(day)}",
            place=change.where,
            next_step="leave the change out",
        )
    done = Done()
    undone = [steps for steps in held.values() if steps[-1].supposed and steps[-1].day == day]
    for steps in undone:
        _step(done, change, cited, steps, day, "in_force")
    if not undone:
        detail = {"tie": f"supposed:{change.grouping}/{state}/{day}", "role": "member"}
        done.added.append(
            step_of(change, cited, "membership", About((state,), (change.grouping,)), day, "in_force", detail)
        )
    return done


def leave(world: World, change: Supposed, _: float, cited: Citation) -> Done:
    """Suppose that a state is no member of a grouping from the day on."""
    (state,), day = change.states, day_of(world, change)
    held = {
        key: steps
        for key, steps in _memberships(world, state, change.grouping).items()
        if _status(steps, day) == "in_force"
    }
    if not held:
        members = sorted(
            f.about.givers[0]
            for f in standing(world.seen("membership", change.grouping), day)
            if f.detail.get("role") == "member"
        )
        told = f"its members then: {', '.join(members)}" if members else "no member of it is known on that day"
        raise UsageError(
            f"{name_of(state)} is no member of {name_of(change.grouping)} on {say_day(day)}",
            place=change.where,
            next_step=told,
        )
    done = Done()
    for steps in held.values():
        _step(done, change, cited, steps, day, "ended")
    return done


def _step(done: Done, change: Supposed, cited: Citation, steps: list[Fact], day: date, status: str) -> None:
    """Let a tie have a status from a day on: later steps are set aside, and what was supposed of that day is taken back."""
    later = [s for s in steps if s.period.surely_since > day or (s.supposed and s.day == day)]
    kept = [s for s in steps if s not in later]
    done.aside += later
    if not kept and status in ("ended", "denied"):
        return  # what was only supposed never stood
    last = (kept or steps)[-1]
    if not kept or last.status != status:
        detail = {k: v for k, v in last.detail.items() if k not in ("checked", "note")}
        done.added.append(step_of(change, cited, last.kind, last.about, day, status, {"tie": last.id} | detail))


def _chosen(world: World, change: Supposed, day: date) -> list[list[Fact]]:
    """Give the steps of the ties a change names: all of a kind between exactly these states, or the one with the key."""
    if change.tie:
        keys: set[str] = set()
        for kind in TIE_KINDS:
            steps = [f for f in world.seen(kind) if f.detail.get("tie", f.id) == change.tie]
            if steps:
                return [sorted(steps, key=in_order)]
            keys |= {f.detail.get("tie", f.id) for f in world.seen(kind)}
        raise _placed(NameNotFound("tie", change.tie, keys), change)
    assert change.about is not None
    found = _steps_between(world, change.about, change.of_kind)
    exact = {
        key: steps
        for key, steps in found.items()
        if set(steps[-1].about.parties) == set(change.about.parties)
        and (not change.about.directed or steps[-1].about == change.about)
        and _status(steps, day) not in ("", "ended", "denied")
    }
    if exact:
        return list(exact.values())
    who, label = " and ".join(map(name_of, change.about.parties)), find_kind(change.of_kind).label
    wider = [key for key, steps in found.items() if _status(steps, day) not in ("", "ended", "denied")]
    hint = (
        f"it is among more states: name the tie by its key, {' or '.join(wider)}"
        if wider
        else _other_kinds(world, change, day)
    )
    raise UsageError(f"no {label} between {who} stood on {say_day(day)}", place=change.where, next_step=hint)


def _other_kinds(world: World, change: Supposed, day: date) -> str:
    assert change.about is not None
    kinds = [
        kind
        for kind in TIE_KINDS
        if any(
            _status(steps, day) not in ("", "ended", "denied")
            for steps in _steps_between(world, change.about, kind).values()
        )
    ]
    return f"what stood between them: {', '.join(kinds)}" if kinds else "nothing is known to have stood between them"


def _steps_between(world: World, about: About, kind: str) -> dict[str, list[Fact]]:
    steps: dict[str, list[Fact]] = defaultdict(list)
    for fact in world.seen(kind, *about.parties):
        steps[fact.detail.get("tie", fact.id)].append(fact)
    return {key: sorted(found, key=in_order) for key, found in steps.items()}


def _memberships(world: World, state: str, grouping: str) -> dict[str, list[Fact]]:
    steps: dict[str, list[Fact]] = defaultdict(list)
    for fact in world.seen("membership", state, grouping):
        if fact.detail.get("role", "member") == "member":
            steps[fact.detail.get("tie", fact.id)].append(fact)
    return {key: sorted(found, key=in_order) for key, found in steps.items()}


def _status(steps: list[Fact], day: date) -> str:
    reached = [step for step in steps if step.period.surely_since <= day]
    return reached[-1].status if reached else ""


def _placed(error: NameNotFound, change: Supposed) -> NameNotFound:
    error.place = change.where
    return error
