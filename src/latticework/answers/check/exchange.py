"""Exchange rates of a time: what one currency was worth in another by the rates to the dollar that are listed and known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from latticework.answers.check.tolerance import limit
from latticework.model.fact import Fact
from latticework.model.period import Precision
from latticework.views.world import World

DOLLAR = "USD"
_MONTHS = 4
"""A text's money is turned at a rate of its own month or of the three before."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one unit of a currency was worth in another: on average, and lowest and highest in the time.

    `current` says that the month of the day asked about is among the facts, `daily` that lowest and highest are those of single days.
    """

    low: float
    mean: float
    high: float
    facts: tuple[Fact, ...]
    when: str
    current: bool = True
    daily: bool = True


def at_day(world: World, source: str, to: str, day: date) -> Stretch | None:
    """Give the daily rates of the last four months up to a day, as far as known; None when none ends near enough to it."""
    pairs = [pair for pair in _pairs(world, source, to, months=True) if pair.start <= day][-_MONTHS:]
    if not pairs or pairs[-1].end < day - timedelta(days=limit("stale", "exchange rate")):
        return None
    return _joined(pairs, f"daily rates of {_said(pairs)}", current=pairs[-1].end > day)


def of_year(world: World, source: str, to: str, year: int) -> Stretch | None:
    """Give the rates of a year, as far as known; without daily rates its average, or the stretch the rate moved through."""
    pairs = [pair for pair in _pairs(world, source, to, months=False) if pair.start.year == year]
    if not pairs or pairs[0].daily:
        return _joined(pairs, f"daily rates of {year}") if pairs else None
    return next((one for one in averages(world, source, to, year, plain=False) if one.facts == pairs[0].facts), None)


def averages(world: World, source: str, to: str, year: int, *, plain: bool) -> Iterator[Stretch]:
    """Give the yearly averages of a year and the one before, as far as known; without daily rates the last two known not long before.

    Without daily rates (not `plain`), where the averages around a year differ by more than the band, the stretch reaches to them: the
    rate moved as far within the year.
    """
    known = {pair.start.year: pair for pair in _pairs(world, source, to, months=False)}
    near = [one for one in sorted(known) if (year - 1 if plain else year - 3) <= one <= year][-2:]
    for one in near:
        around = [known[other].mean for other in (one - 1, one, one + 1) if other in known]
        moved = not plain and max(around) / min(around) > limit("exchange moved", "exact")
        pair = known[one]
        low, high = (min(around), max(around)) if moved else (pair.mean, pair.mean)
        yield Stretch(low, pair.mean, high, pair.facts, f"average of {one}", daily=False)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two currencies in one period."""

    start: date
    end: date
    low: float
    mean: float
    high: float
    facts: tuple[Fact, ...]
    daily: bool


def _pairs(world: World, source: str, to: str, *, months: bool) -> list[_Pair]:
    """Join the rates of two currencies by period, oldest first. Of two stretches to the dollar the wider is that of the pair."""
    ours, theirs = _rates(world, source, months), _rates(world, to, months)
    if source == DOLLAR:
        return [_pair(None, theirs[start]) for start in sorted(theirs)]
    if to == DOLLAR:
        return [_pair(ours[start], None) for start in sorted(ours)]
    return [_pair(ours[start], theirs[start]) for start in sorted(ours.keys() & theirs.keys())]


def _rates(world: World, currency: str, months: bool) -> dict[date, Fact]:
    if currency == DOLLAR:
        return {}
    return {
        fact.period.start: fact
        for fact in world.seen("exchange_rate")
        if fact.detail.get("currency") == currency and (fact.period.precision is Precision.MONTH) == months
    }


def _pair(ours: Fact | None, theirs: Fact | None) -> _Pair:
    one, other = _levels(ours), _levels(theirs)
    mean = other[1] / one[1]
    down, up = min(other[0] / other[1], one[1] / one[2]), max(other[2] / other[1], one[1] / one[0])
    facts = tuple(fact for fact in (ours, theirs) if fact is not None)
    period = facts[0].period
    return _Pair(
        period.start, period.end or period.start, mean * down, mean, mean * up, facts, all("low" in fact.detail for fact in facts)
    )  # fmt: skip


def _levels(fact: Fact | None) -> tuple[float, float, float]:
    """Lowest, average and highest units to the dollar; the dollar itself is always one."""
    if fact is None:
        return 1.0, 1.0, 1.0
    mean = fact.value or 1.0
    return float(fact.detail.get("low", mean)), mean, float(fact.detail.get("high", mean))


def _joined(pairs: Sequence[_Pair], when: str, *, current: bool = True) -> Stretch:
    return Stretch(
        min(pair.low for pair in pairs), sum(pair.mean for pair in pairs) / len(pairs), max(pair.high for pair in pairs),
        tuple(fact for pair in pairs for fact in pair.facts), when, current, all(pair.daily for pair in pairs),
    )  # fmt: skip


def _said(pairs: Sequence[_Pair]) -> str:
    first, last = pairs[0].start, pairs[-1].end - timedelta(days=1)
    return f"{first:%B} {first.year} to {last:%B} {last.year}"
