"""Military spending, the balance of two sides, and who overtook whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from latticework.measures.card import measure
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.reading import Part, Reading, Unknown
from latticework.views.world import World

BASES = ("current US$", "constant US$", "percent of GDP")
"""The footings on which spending is compared: money of the year, money of one base year, share of output."""


@measure(
    unit="as the source gives it",
    formula="the newest yearly figure whose year is over",
    needs=("military_spending",),
    literature="SIPRI Military Expenditure Database, sources and methods",
    version=1,
)
def spending(world: World, state: str, *, unit: str = "current US$", source: str = "") -> Reading | Unknown:
    """What a state spent on its armed forces in the last full year.

    `unit` is one of `BASES`. Where a source gives a range, the middle is the value and the range stands in the notes.
    Unknown when no source has a figure of the last five years.
    """
    fact = world.figure("military_spending", state, unit=unit, source=source)
    if isinstance(fact, Unknown):
        return fact
    assert fact.value is not None
    notes = tuple(f"{name}: {fact.detail[name]}" for name in ("flag", "range") if name in fact.detail)
    return Reading(
        "spending",
        fact.value,
        unit,
        facts=(fact,),
        day=fact.day,
        basis=fact.basis,
        how=f"{fact.citation.source}, release {fact.citation.release}",
        notes=notes,
    )


def bases(world: World, *sides: Sequence[str]) -> list[tuple[str, str, str]]:
    """Give each (source, release, unit) on which every state of all sides has figures, preferred sources first."""
    have: list[set[tuple[str, str, str, str]]] = [
        {(*fact.series, fact.unit, fact.basis) for fact in world.seen("military_spending", state)}
        for side in sides
        for state in side
    ]
    shared = set.intersection(*have) if have else set()
    order = sorted(shared, key=lambda key: (BASES.index(key[2]), key[0] != "sipri", key[0], _newest_first(key[1])))
    return [(source, release, unit) for source, release, unit, _ in order]


@measure(
    unit="ratio",
    formula="sum of side A's spending / sum of side B's spending, in the newest year both have in full",
    needs=("military_spending",),
    literature="standard; e.g. Singer, Bremer, Stuckey 1972 on shares of capability",
    version=1,
)
def balance(
    world: World,
    side_a: Sequence[str],
    side_b: Sequence[str],
    *,
    unit: str = "current US$",
    source: str = "",
    release: str = "",
    year: int | None = None,
) -> Reading | Unknown:
    """How many times over one side outspent the other, in a year for which both sides are fully known.

    Sides are states or coalitions. Shares of GDP are never summed: with that unit each side must be one state.
    Unknown when a member of a side has no figure: a part that is missing is not taken as zero.
    """
    if unit == "percent of GDP" and (len(side_a) > 1 or len(side_b) > 1):
        return Unknown("shares of GDP of several states cannot be added")
    histories = {state: _by_year(world, state, unit, source, release) for state in (*side_a, *side_b)}
    empty = [state for state, history in histories.items() if not history]
    if empty:
        return Unknown(f"no {unit} spending of {', '.join(name_of(s) for s in empty)} from this source by this day")
    years = set.intersection(*(set(history) for history in histories.values()))
    if not years or (year is not None and year not in years):
        return Unknown(
            "there is no year in which all of them have a figure"
            if year is None
            else f"not all of them have a figure for {year}"
        )
    when = year if year is not None else max(years)
    parts = tuple(Part(state, _value(histories[state][when]), (histories[state][when],)) for state in histories)
    sums = [sum(_value(histories[state][when]) for state in side) for side in (side_a, side_b)]
    if sums[1] == 0:
        return Unknown("the other side's figure is zero: no ratio")
    first = parts[0].facts[0]
    return Reading(
        "balance", sums[0] / sums[1], "ratio", parts=parts, day=first.day, basis=first.basis,
        how=f"({' + '.join(side_a)}) / ({' + '.join(side_b)})", detail={"source": first.citation.source, "release": first.citation.release, "unit": unit},
    )  # fmt: skip


@measure(
    unit="year",
    formula="the first year from which A's spending stays above B's in every later known year",
    needs=("military_spending",),
    literature="design of this project; cf. Organski, Kugler 1980 on overtaking",
    version=1,
)
def overtake(
    world: World, a: str, b: str, *, unit: str = "current US$", source: str = "", release: str = ""
) -> Reading | Unknown:
    """The year in which one state overtook another for good, with every crossing before it.

    Read over the years both are known up to the day. When A is above in the first known year already, the value is
    that year and a note says that it happened in or before it. Unknown when A is not above at the end.
    """
    one, other = _by_year(world, a, unit, source, release), _by_year(world, b, unit, source, release)
    years = sorted(set(one) & set(other))
    if not years:
        return Unknown(f"no year in which both {name_of(a)} and {name_of(b)} have a figure")
    above = {year: _value(one[year]) > _value(other[year]) for year in years}
    if not above[years[-1]]:
        return Unknown(f"{name_of(a)} is not above {name_of(b)} in {years[-1]}, the last year both are known")
    for_good = years[-1]
    for year in reversed(years):
        if not above[year]:
            break
        for_good = year
    crossings = tuple(
        f"{'above' if above[year] else 'below'} from {year}"
        for before, year in pairwise(years)
        if above[year] != above[before]
    )
    notes = (f"coverage begins in {years[0]}: it happened in or before that year",) if for_good == years[0] else ()
    shown = [y for y in (for_good - 1, for_good) if y in above]
    facts = tuple(fact for year in shown for fact in (one[year], other[year]))
    return Reading(
        "overtake", float(for_good), "year", facts=facts, day=one[for_good].day, basis=one[for_good].basis,
        how=f"{a} above {b} in every known year from {for_good} to {years[-1]}", notes=notes,
        detail={"crossings": crossings, "source": one[for_good].citation.source, "censored": for_good == years[0]},
    )  # fmt: skip


@measure(
    unit="percent",
    formula="(value now / value `years` before - 1) x 100, constant US$",
    needs=("military_spending",),
    literature="standard",
    version=1,
)
def growth(world: World, state: str, *, years: int = 10) -> Reading | Unknown:
    """How much a state's spending grew over some years, in constant dollars.

    Unknown when either end has no figure.
    """
    history = _by_year(world, state, "constant US$", "", "")
    if not history:
        return Unknown(f"no constant-dollar spending of {name_of(state)} by this day")
    last = max(history)
    if last - years not in history:
        return Unknown(f"no figure of {name_of(state)} for {last - years}")
    before, now = history[last - years], history[last]
    return Reading(
        "growth", 100 * (_value(now) / _value(before) - 1), "percent", facts=(before, now), day=now.day,
        basis=now.basis, how=f"{last} against {last - years}", detail={"years": (last - years, last)},
    )  # fmt: skip


def _by_year(world: World, state: str, unit: str, source: str, release: str) -> Mapping[int, Fact]:
    return world.yearly("military_spending", state, unit=unit, source=source, release=release)


def _value(fact: Fact) -> float:
    assert fact.value is not None
    return fact.value


def _newest_first(release: str) -> tuple[int, ...]:
    return tuple(-int(piece) for piece in release.split("-") if piece.isdigit())
