"""What a change does to figures: spending set, grown or put on a path, and output grown, year by year.

Supposed money is at the prices and exchange rates of the last figure known, and rates of growth are real, so sums in current
and in constant US$ move alike. Shares are of the output the last share and sum imply, grown as `grow-gdp` supposes; without it
output is held at that year's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from latticework.answers.whatif.change import Supposed
from latticework.answers.whatif.effects import DRAW, READ_BY, Done
from latticework.errors import UsageError
from latticework.model.fact import About, Citation, Fact
from latticework.model.grouping import name_of
from latticework.model.period import Period, Precision
from latticework.views.supposed import SupposedWorld
from latticework.views.world import World

CURRENT, CONSTANT, SHARE = "current US$", "constant US$", "percent of GDP"
FARTHEST = 30
"""No figure is supposed more years than this beyond the last one known."""


@dataclass(frozen=True, slots=True)
class Base:
    """The last figures of a state before the supposed ones, of one source: in current US$, and where known in the other units."""

    current: Fact
    constant: Fact | None
    share: Fact | None

    @property
    def year(self) -> int:
        """The year they speak of."""
        return self.current.day.year


def set_spending(world: World, change: Supposed, value: float, cited: Citation) -> Done:
    """Suppose the spending of one year."""
    base = _base(world, change, change.year)
    sums, notes = _sums(world, change, base, value, [change.year])
    return _done(world, change, cited, base, sums, notes)


def grow_spending(world: World, change: Supposed, value: float, cited: Citation) -> Done:
    """Suppose that spending grows at a real rate from the last figure known up to the year."""
    base = _base(world, change, change.year - 1)
    now = _value(base.current)
    sums = {year: now * (1 + value / 100) ** (year - base.year) for year in _years(base, change)}
    return _done(world, change, cited, base, sums, [])


def pledge_path(world: World, change: Supposed, value: float, cited: Citation) -> Done:
    """Suppose that spending goes from the last figure known to an amount by equal steps of growth."""
    base = _base(world, change, change.year - 1)
    years = _years(base, change)
    last, notes = _sums(world, change, base, value, [change.year])
    if change.unit == SHARE and base.share is not None:
        start, left = _value(base.share), change.year - base.year
        path = {year: start * (value / start) ** ((year - base.year) / left) for year in years}
        sums = {year: _sums(world, change, base, share, [year])[0][year] for year, share in path.items()}
    else:
        start, left = _value(base.current), change.year - base.year
        sums = {year: start * (last[change.year] / start) ** ((year - base.year) / left) for year in years}
    return _done(world, change, cited, base, sums, notes)


def grow_gdp(world: World, change: Supposed, value: float, cited: Citation) -> Done:
    """Suppose that output grows at a real rate from the last figure known up to the year."""
    (state,) = change.states
    _over(world, change)
    history = [fact for fact in world.series("gdp", state) if fact.day.year < change.year]
    if not history:
        raise UsageError(
            f"no GDP of {name_of(state)} before {change.year} is known by this day",
            place=change.where,
            next_step="only what is known can grow",
        )
    last = history[-1]
    _not_too_far(last.day.year, change)
    made = Done()
    for year in range(last.day.year + 1, change.year + 1):
        _figure(made, world, last, year, _value(last) * (1 + value / 100) ** (year - last.day.year), change, cited)
    return made


def _base(world: World, change: Supposed, newest: int) -> Base:
    """Give the last figures known, of the year `newest` at most."""
    (state,) = change.states
    _over(world, change)
    before = {
        unit: [fact for fact in world.series("military_spending", state, unit=unit) if fact.day.year <= newest]
        for unit in (CURRENT, CONSTANT, SHARE)
    }
    if not before[CURRENT]:
        raise UsageError(
            f"no military spending of {name_of(state)} up to {newest} is known by this day",
            place=change.where,
            next_step="a figure is supposed on top of one that is known",
        )
    last = before[CURRENT][-1]
    _not_too_far(last.day.year, change)
    same = [
        next((fact for fact in reversed(before[unit]) if fact.day == last.day and fact.series == last.series), None)
        for unit in (CONSTANT, SHARE)
    ]
    return Base(last, *same)


def _over(world: World, change: Supposed) -> None:
    if date(change.year, 12, 31) > world.as_of:
        raise UsageError(
            f"{change.text!r} speaks of {change.year}, which is not over on {world.as_of}, the day of the answer",
            place=change.where, next_step=f"ask --as-of {change.year + 1}-01-01 or later",
        )  # fmt: skip


def _not_too_far(last: int, change: Supposed) -> None:
    if change.year - last > FARTHEST:
        raise UsageError(
            f"{change.year} lies more than {FARTHEST} years after the last figure, of {last}",
            place=change.where,
            next_step="suppose a nearer year",
        )


def _years(base: Base, change: Supposed) -> range:
    return range(base.year + 1, change.year + 1)


def _sums(
    world: World, change: Supposed, base: Base, value: float, years: list[int]
) -> tuple[dict[int, float], list[str]]:
    """Turn an amount into US$ of each year."""
    if change.unit == CURRENT:
        return dict.fromkeys(years, value), []
    output = {year: _output(world, change, base, year) for year in years}
    notes = [note for _, note in output.values() if note]
    return {year: value / 100 * found for year, (found, _) in output.items()}, notes


def _output(world: World, change: Supposed, base: Base, year: int) -> tuple[float, str]:
    """Give the output of a year in US$ of the base, and what is to be said of how it was found."""
    (state,) = change.states
    history = world.yearly("gdp", state)
    last = max((known for known in history if known <= year), default=None)
    if base.share is not None:
        output, since = 100 * _value(base.current) / _value(base.share), base.year
        if last is not None and last > since and since in history:
            output, since = output * _value(history[last]) / _value(history[since]), last
    elif last is not None:
        output, since = _value(history[last]), last
    else:
        raise UsageError(
            f"no GDP of {name_of(state)} is known by this day, so a share of it is no sum", place=change.where,
            next_step="give US$",
        )  # fmt: skip
    held = f"{change.called}: GDP of {name_of(state)} held at that of {since}; suppose grow-gdp for another"
    return output, "" if since == year else held


def _done(
    world: World, change: Supposed, cited: Citation, base: Base, sums: Mapping[int, float], notes: list[str]
) -> Done:
    """Make the figures of each year in every unit the base has."""
    made = Done(notes=list(dict.fromkeys(notes)))
    for year, amount in sums.items():
        times = amount / _value(base.current)
        _figure(made, world, base.current, year, amount, change, cited)
        if base.constant is not None:
            _figure(made, world, base.constant, year, _value(base.constant) * times, change, cited)
        if base.share is not None:
            share = 100 * amount / _output(world, change, base, year)[0]
            _figure(made, world, base.share, year, share, change, cited)
    return made


def _figure(made: Done, world: World, last: Fact, year: int, value: float, change: Supposed, cited: Citation) -> None:
    """Add a supposed figure that carries on the series of the last one known, in place of one supposed before."""
    source, release = last.series
    start = date(year, 1, 1)
    detail = {"continues": f"{source} {release}", "note": f"supposed: {change.called}"}
    if "base_year" in last.detail:
        detail["base_year"] = last.detail["base_year"]
    made.aside += [
        fact
        for fact in (world.layer.added if isinstance(world, SupposedWorld) else ())
        if fact.day == start
        and fact.kind == last.kind
        and fact.about == last.about
        and fact.basis == last.basis
        and fact.unit == last.unit
    ]
    made.added.append(
        Fact(
            last.kind, About(last.about.givers), Period(start, date(year + 1, 1, 1), Precision.YEAR), start, cited, value,
            last.unit, last.basis, detail=detail, read_by=READ_BY,
            id=f"{last.about} {year} {last.kind} {last.basis}" if cited is DRAW else "",
        )
    )  # fmt: skip


def _value(fact: Fact) -> float:
    assert fact.value is not None
    return fact.value
