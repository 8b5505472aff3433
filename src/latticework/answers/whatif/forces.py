"""What a change does to forces: troops moved, a weapon fielded."""

from __future__ import annotations

from datetime import date

from latticework.answers.whatif.change import Supposed
from latticework.answers.whatif.effects import READ_BY, Done, day_of
from latticework.errors import UsageError
from latticework.model.fact import About, Citation, Fact
from latticework.model.grouping import name_of
from latticework.model.period import Period, Precision, next_start, say_day
from latticework.model.reading import Unknown
from latticework.views.world import World


def move_troops(world: World, change: Supposed, value: float, cited: Citation) -> Done:
    """Suppose that so many active-duty personnel more, or fewer, are in a host; from a host to another when two are named."""
    guest, *hosts = change.states
    moves = [(hosts[0], value)] if len(hosts) == 1 else [(hosts[0], -value), (hosts[1], value)]
    day, done = day_of(world, change), Done()
    if change.unit == "all":
        there = _stationed(world, change, guest, hosts[0])
        assert there.value is not None
        moves = [(hosts[0], -there.value), *((host, there.value) for host in hosts[1:])]
    for host, number in moves:
        _troops(done, world, change, cited, guest, host, number, day)
    done.notes.append(
        f"{change.called}: active duty alone moves; the brief tells no reserve and civilian staff beside a supposed count"
    )
    return done


def _stationed(world: World, change: Supposed, guest: str, host: str) -> Fact:
    pair = f"{name_of(guest)} in {name_of(host)}"
    now = world.figure("troops_hosted", guest, host, basis="active duty", within_years=2)
    if isinstance(now, Unknown):
        raise UsageError(
            f"how many active-duty personnel of {pair} there are is unknown: {now.because}",
            place=change.where,
            next_step="only troops that a report counts can be moved",
        )
    return now


def _troops(
    done: Done, world: World, change: Supposed, cited: Citation, guest: str, host: str, number: float, day: date
) -> None:
    pair, now = f"{name_of(guest)} in {name_of(host)}", _stationed(world, change, guest, host)
    assert now.value is not None
    if now.day > day:
        raise UsageError(
            f"a report of {say_day(now.day)} is newer than the move of {say_day(day)}",
            place=change.where,
            next_step=f"move them on {now.day} or later",
        )
    left = now.value + number
    if left < 0:
        raise UsageError(
            f"there are only {now.value:,.0f} active-duty personnel of {pair}",
            place=change.where,
            next_step="move at most so many",
        )
    source, release = now.series
    made = Fact(
        "troops_hosted", About((guest,), (host,)), Period(day, next_start(day, Precision.DAY)), day, cited, round(left), "persons",
        "active duty", detail={"continues": f"{source} {release}", "note": f"supposed: {change.called}"}, read_by=READ_BY,
    )  # fmt: skip
    if now.supposed and now.day == day:
        done.aside.append(now)
        told = [fact for fact in world.series("troops_hosted", guest, host, basis="active duty") if not fact.supposed]
        if told and told[-1].value == made.value:
            return  # moved back: what the last report counts stands
    done.added.append(made)


def field_weapon(world: World, change: Supposed, _: float, cited: Citation) -> Done:
    """Suppose a weapon in service; its range is an interval of estimates and is not drawn."""
    assert change.amount is not None
    (state,), day = change.states, day_of(world, change)
    detail = {
        "title": change.title, "class": "supposed", "platform": change.platform, "phase": "operational",
        "range_min": f"{change.amount.low:g}", "range_max": f"{change.amount.high:g}", "note": f"supposed: {change.called}",
    }  # fmt: skip
    made = Fact(
        "weapon_range", About((state,)), Period(day), day, cited, change.amount.high, "km", "supposed", detail=detail,
        read_by=READ_BY,
    )  # fmt: skip
    return Done([made])
