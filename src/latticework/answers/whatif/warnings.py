"""What a reader of a scenario must be told: where a comparison mixes years, what is held, and what only some draws move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from latticework.answers.diff import Side
from latticework.answers.whatif.draws import Spread
from latticework.answers.whatif.stand import Key, Scope
from latticework.model.grouping import name_of
from latticework.model.period import say_day
from latticework.model.reading import Unknown
from latticework.views.supposed import HELD

SELDOM = 0.05
"""A conclusion that moves in fewer of the draws than this is not told."""


def warnings(before: Side, after: Side, scope: Scope, spread: Mapping[Key, Spread], moved: set[Key]) -> Iterator[str]:
    """Go through what is to be known of the answer."""
    yield from _years(after, scope)
    yield from _held(before)
    yield from _seldom(spread, moved)


def _years(after: Side, scope: Scope) -> Iterator[str]:
    """Say where figures of different years stand against each other: the supposed one has nothing of its year to stand against."""
    for state in scope.states:
        own = _newest(after, state)
        if own is None:
            continue
        against = [*scope.rivals[state], *after.ties.defenders(state)]
        years = {other: year for other in against if (year := _newest(after, other)) is not None and year != own}
        if years and any(
            fact.supposed for party in (state, *against) for fact in after.world.seen("military_spending", party)
        ):
            told = ", ".join(f"{name_of(other)} {year}" for other, year in years.items())
            yield (
                f"figures of different years are set against each other: {name_of(state)} {own}, {told}; ratios and overtakes speak of"
                f" the newest year both have. Suppose the others up to {max(own, *years.values())} as well: --assume 'grow-spending STATE YEAR RATE'"
            )


def _newest(side: Side, state: str) -> int | None:
    found = side.world.figure("military_spending", state, unit="current US$")
    return None if isinstance(found, Unknown) else found.day.year


def _held(before: Side) -> Iterator[str]:
    held = [c for c in before.world.coverage if c.source == HELD]
    if held:
        first, last = min(c.start for c in held), max(c.start for c in held)
        since = say_day(first) if first == last else f"{say_day(first)} or later, by kind"
        yield f"nobody has looked at the world of {say_day(before.world.as_of)}: what sources last saw (until {since}) is held to stand still"
    elif not before.world.looked("defence_pact"):
        yield f"no source here looked at ties on {say_day(before.world.as_of)}; --hold supposes that what was last seen stands still"


def _seldom(spread: Mapping[Key, Spread], moved: set[Key]) -> Iterator[str]:
    for (what, about, unit), found in spread.items():
        share = found.rose + found.fell
        if (what, about, unit) not in moved and share >= SELDOM:
            yield f"{what} of {', '.join(map(name_of, about))} moves in {100 * share:.0f}% of the draws, though not at the middle of the ranges"
