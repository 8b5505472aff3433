"""The relation of two states: its temperature by month, and when it thawed or broke, by a published rule."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import ceil, log
from statistics import mean, pstdev
from typing import Any

from latticework.errors import UsageError
from latticework.measures.acts import Act, acts_between, kinds_of, of_either, weights
from latticework.measures.breaks import pelt, penalty_of
from latticework.measures.card import measure
from latticework.model.grouping import name_of
from latticework.model.period import years_before
from latticework.model.reading import Part, Reading, Unknown, unique
from latticework.views.ties import Ties
from latticework.views.world import World

BASES = ("acts", "reports")
"""Where acts are read from: dated acts each told once, or what news was reported to say. They are never added."""

NOISE = 1e-9
"""Below this, breaks of a series are rounding, not history."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One month (or few) of a relation: sums of the acts, how much was told of either state, and r; None: nobody looked."""

    start: date
    cooperative: float
    hostile: float
    coverage: float
    value: float | None
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """A day from which the level of a relation was another: `thaw`, `rift`, `less hostile talk`, `passing` or `not yet held`."""

    day: date
    what: str
    before: float
    after: float
    deviation: float
    acts: tuple[Act, ...] = ()

    @property
    def size(self) -> float:
        """How far the level moved, upward when above zero."""
        return self.after - self.before


@measure(
    unit="log ratio",
    formula="monthly r = log((cooperative / c + 1) / (hostile / c + 1)), sums of PLOVER weights; mean since the last break;"
    " breaks: PELT, least squares, penalty 3 x noise x log n; c: (acts of either state + 1) / (their mean + 1), at least 1",
    needs=("hostile_act", "diplomatic_act", "meeting", "visit", "exercise", "missile_test", "overflight", "event"),
    literature="Goldstein 1992; PLOVER manual (Halterman and others 2023) for the weights; Killick, Fearnhead, Eckley 2012 on PELT",
    version=1,
)  # fmt: skip
def relation(
    world: World, one: str, other: str, *, basis: str = "acts", since: date | None = None, months: int = 1,
    ties: Ties | None = None,
) -> Reading | Unknown:  # fmt: skip
    """How warm the relation of two states is since it last changed, and when it thawed or broke.

    Acts of one root in one direction on one day count once; an undirected act of n states counts 2/n for each pair. A
    thaw is an upward break larger than one standard deviation, held six months, with an institutional act near it; without
    one it is less hostile talk. A rift is such a break downward. `months` widens the steps where acts are few. The detail
    holds `series`, `breaks` and `acts`. Unknown when no source looked, or too few acts are known for a series.
    """
    steps = relation_series(world, one, other, basis=basis, since=since, months=months, ties=ties)
    known = [step for step in steps if step.value is not None]
    pair = f"{name_of(one)} and {name_of(other)}"
    if not known:
        return Unknown(f"no source here looked at both hostile and cooperative acts between {pair} ({basis})")
    table, acts = weights()["window"], [act for step in known for act in step.acts]
    told = sum(bool(step.acts) for step in known)
    few = len(known) < table["least_steps"] or len(acts) < table["least_acts"]
    if few or told < table["least_share"] * len(known):
        return Unknown(
            f"coverage is too thin: {len(acts)} acts between {pair} in {told} of {len(known)} steps of {months} months since"
            f" {known[0].start:%Y-%m}; a series needs {table['least_steps']} steps and {table['least_acts']} acts, in one step of {round(1 / table['least_share'])}"
        )
    places = break_places(known, months)
    levels = [mean(_values(known[a:b])) for a, b in pairwise([0, *places, len(known)])]
    breaks = tuple(judge(known, places, months))
    parts = tuple(
        Part(
            f"{known[a].start:%Y-%m} to {known[b - 1].start:%Y-%m}", level,
            unique(act.fact for step in known[a:b] for act in step.acts), f"mean of {b - a} steps",
        )
        for (a, b), level in zip(pairwise([0, *places, len(known)]), levels, strict=True)
    )  # fmt: skip
    unsure = len(steps) - len(known)
    return Reading(
        "relation", levels[-1], "log ratio", parts=parts, day=known[places[-1] if places else 0].start, basis=basis,
        how=f"mean r of the steps of {months} months since the last break",
        notes=(*_selection(world, basis, one, other), *((f"{unsure} steps left out: nobody looked, or nothing was told of either",) if unsure else ())),
        detail={"series": tuple(steps), "breaks": breaks, "acts": tuple(acts), "deviation": pstdev(_values(known))},
    )  # fmt: skip


def relation_series(
    world: World, one: str, other: str, *, basis: str = "acts", since: date | None = None, months: int = 1,
    ties: Ties | None = None,
) -> list[Stretch]:  # fmt: skip
    """Give the steps of a relation that were over by the day, oldest first, from the first that is known.

    A step is known when sources looked at both sides of the relation in it and, where they only select, told anything at
    all of either state: a selection that is silent of both says nothing.
    """
    if basis not in BASES:
        raise UsageError(f"no basis is called {basis!r}", next_step=f"choose {' or '.join(BASES)}")
    if months not in (1, 2, 3, 4, 6, 12):
        raise UsageError(f"a step of {months} months does not divide a year", next_step="choose 1, 2, 3, 4, 6 or 12")
    first = since or years_before(world.as_of, weights()["window"]["years"])
    starts = list(step_starts(first, world.as_of, months))
    looked = [_looked(world, basis, (one, other), a, b) for a, b in pairwise(starts)]
    acts = _by_step(starts, acts_between(world, one, other, basis=basis, ties=ties), lambda act: act.day)
    told = _by_step(starts, of_either(world, basis, one, other), lambda fact: fact.day)
    counts = [len(told[place]) for place, known in enumerate(looked) if known]
    usual, whole = mean(counts) + 1 if counts else 1.0, not _selection(world, basis, one, other)
    steps = []
    for place, start in enumerate(starts[:-1]):
        found = tuple(acts[place])
        good = sum(act.weight for act in found if act.weight > 0)
        bad = -sum(act.weight for act in found if act.weight < 0)
        coverage = max(weights()["window"]["least_coverage"], (len(told[place]) + 1) / usual)
        known = looked[place] and (found or told[place] or whole)
        value = temperature(good, bad, coverage) if known else None
        steps.append(Stretch(start, good, bad, coverage, value, found))
    while steps and steps[0].value is None:
        steps.pop(0)
    return steps


def temperature(cooperative: float, hostile: float, coverage: float) -> float:
    """Give r of one step from the sums of its acts, each divided by how much was told of the two states.

    Coverage divides the sums, not their logarithm: else the months in which news grows show as breaks of every pair.
    """
    return log((cooperative / coverage + 1) / (hostile / coverage + 1))


def break_places(steps: Sequence[Stretch], months: int) -> list[int]:
    """Give the places of the steps at which the level breaks, by the penalty of the table."""
    table, values = weights()["breaks"], _values(steps)
    cost = penalty_of(values, table["penalty"])
    return pelt(values, cost, shortest=max(1, ceil(table["shortest_months"] / months))) if cost > NOISE else []


def judge(steps: Sequence[Stretch], places: Sequence[int], months: int) -> Iterator[Break]:
    """Name each break of a series of known steps by the published rule.

    A break is held against the last level that was itself held so long: the way back from a spike is no rift.
    """
    table, values = weights()["breaks"], _values(steps)
    ends, deviation = [0, *places, len(steps)], pstdev(values)
    stretches = [(a, b, mean(values[a:b])) for a, b in pairwise(ends)]
    hold = ceil(table["held_months"] / months)
    held = stretches[0][2] if stretches[0][1] >= hold else None
    for place, (start, end, after) in zip(places, stretches[1:], strict=True):
        before = stretches[0][2] if held is None else held
        near = [step for step in steps if _near(step.start, steps[place].start, months)]
        acts = tuple(act for step in near for act in step.acts)
        within = [level for begin, _, level in stretches if place <= begin < place + hold]
        far = all(_moved(before, level, after, table["deviations"] * deviation) for level in within)
        if held is None or not far:
            what = "passing"
        elif place + hold > len(steps):
            what = "not yet held"
        elif after < before:
            what = "rift"
        else:
            what = "thaw" if any(act.institutional for act in acts) else "less hostile talk"
        if end - start >= hold:
            held = after
        yield Break(steps[place].start, what, before, after, deviation, acts)


def _moved(before: float, level: float, after: float, enough: float) -> bool:
    """Whether a level lies far enough from what was before, on the side to which it broke."""
    return (level - before if after > before else before - level) > enough


def _looked(world: World, basis: str, parties: tuple[str, str], start: date, end: date) -> bool:
    """Whether sources looked, all through a step, at a hostile and at a cooperative kind."""
    table, last = weights()["bases"][basis], end - timedelta(days=1)
    return all(
        any(c.kind in table[side] and c.holds(parties, start) and c.holds(parties, last) for c in world.coverage)
        for side in ("hostile", "cooperative")
    )


def _selection(world: World, basis: str, *parties: str) -> tuple[str, ...]:
    if all(world.looked(kind, *parties, complete=True) for kind in kinds_of(basis)):
        return ()
    return ("the sources are a selection of acts: a break may be theirs",)


def step_starts(first: date, last: date, months: int) -> Iterator[date]:
    """Give the first days of the steps that are over by a day, and the end of the last of them."""
    count = first.year * 12 + (first.month - 1) // months * months
    while True:
        start = date(count // 12, count % 12 + 1, 1)
        if start > last + timedelta(days=1):
            return
        yield start
        count += months


def _by_step(starts: Sequence[date], found: Iterable[Any], day: Any) -> Mapping[int, list[Any]]:
    table: dict[int, list[Any]] = defaultdict(list)
    for item in found:
        table[bisect_right(starts, day(item)) - 1].append(item)
    return table


def _near(start: date, broke: date, months: int) -> bool:
    """Whether a step lies so near a break that an act in it may be what the break rests on."""
    table = weights()["breaks"]
    before, after = (max(int(table[f"institutional_{side}_months"]), months) for side in ("before", "after"))
    return -before <= (start.year - broke.year) * 12 + start.month - broke.month <= after


def _values(steps: Sequence[Stretch]) -> list[float]:
    return [step.value for step in steps if step.value is not None]
