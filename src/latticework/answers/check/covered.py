"""Whether a list is complete for a day: what is not on it was then not there."""

from __future__ import annotations

from datetime import date, timedelta

from latticework.answers.check.tolerance import limit
from latticework.model.source import Coverage
from latticework.views.world import World


def complete(world: World, kind: str, *parties: str, day: date | None = None) -> list[Coverage]:
    """Give the coverages that list everything of a kind about these parties on a day (the world's unless said).

    A list that ended shortly before still counts: it says what stood when it ended.
    """
    asked = day or world.as_of
    slack = timedelta(days=limit("stale", "coverage"))
    found = [c for c in world.coverage if c.kind == kind and c.complete and c.holds(parties, asked)]
    if found:
        return found
    ended = [
        c
        for c in world.coverage
        if c.kind == kind and c.complete and c.end is not None and c.end <= asked < c.end + slack
    ]
    return [c for c in ended if c.end is not None and c.holds(parties, c.end - timedelta(days=1))]


def reaching_back(
    world: World, coverages: list[Coverage], start: date | None, kind: str, *parties: str
) -> list[Coverage]:
    """Keep the lists that reach back to a day; without a day, to before the earliest event on record: only these count all."""
    begin = start or min((fact.period.start for fact in world.seen(kind, *parties)), default=None)
    return [c for c in coverages if begin is None or c.start <= begin]


def last_day_of(coverages: list[Coverage], asked: date) -> date:
    """The day after the last that the lists looked at, not after the day asked."""
    ends = [c.end for c in coverages if c.end is not None]
    return min(asked, max(ends)) if ends and len(ends) == len(coverages) else asked
