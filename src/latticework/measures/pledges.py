"""Pledges: what was promised, where the value stands, and how fast it must grow to get there."""

from __future__ import annotations

from datetime import date

from latticework.measures.card import measure
from latticework.model.fact import Fact
from latticework.model.period import last_day, parse_day
from latticework.model.reading import Part, Reading, Unknown
from latticework.views.world import World


def pledges_of(world: World, state: str) -> list[Fact]:
    """Give the pledges a state had made by the day, newest first; of rewordings all are kept."""
    return sorted(world.seen("pledge", state), key=lambda fact: (-fact.period.surely_since.toordinal(), fact.id))


def outcome(pledge: Fact, day: date) -> str:
    """Say how a pledge stood on a day: open until its recorded outcome, if that has a day, had come."""
    said, when = pledge.detail.get("outcome", "open"), pledge.detail.get("outcome_day", "")
    if said == "open":
        return "open"
    if not when:
        return "open" if day < last_day(*parse_day(pledge.detail["deadline"])) else said
    return said if last_day(*parse_day(when)) <= day else "open"


@measure(
    unit="percent a year",
    formula="100 x ((promised / now) ^ (1 / years left) - 1)",
    needs=("pledge", "military_spending"),
    literature="design of this project; NATO 2014 and SIPRI on why definitions of defence spending differ",
    version=1,
)
def pledge_path(world: World, pledge: Fact) -> Reading | Unknown:
    """How fast a share of GDP must grow each year to reach what was promised by the deadline.

    For pledges of a share of GDP: the value now is SIPRI's share of the last full year before the pledge or the
    day, whichever is later, and the years left run to the deadline. The pledge may count by another definition
    (NATO's, the state's own); SIPRI's is used throughout and a note says so. The detail holds where the trend of
    the last five years would lead. Unknown for other pledges, without a deadline, or without a figure.
    """
    if pledge.unit != "percent of GDP" or pledge.value is None:
        return Unknown("only a pledge of a share of GDP has a path here")
    if not pledge.detail.get("deadline"):
        return Unknown("the pledge has no deadline")
    state = pledge.about.givers[0]
    history = world.series("military_spending", state, unit="percent of GDP")
    if not history:
        return Unknown(f"no share of GDP of {state} is known by this day")
    now = history[-1]
    assert now.value is not None
    deadline = last_day(*parse_day(pledge.detail["deadline"]))
    left = deadline.year - now.day.year
    if left <= 0:
        return Unknown("the deadline is past")
    needed = 100 * ((pledge.value / now.value) ** (1 / left) - 1)
    past = next((fact for fact in history if fact.day.year == now.day.year - 5), None)
    trend = None
    if past is not None and past.value:
        trend = now.value * (now.value / past.value) ** (left / 5)
    return Reading(
        "pledge_path", needed, "percent a year", facts=(pledge, now, *((past,) if past else ())), day=now.day,
        parts=(Part("now", now.value, (now,)), Part("promised", pledge.value, (pledge,)), Part("years left", float(left))),
        how="(promised / now) ^ (1 / years left) - 1", basis="SIPRI's definition, share of GDP",
        notes=(f"the pledge counts by: {pledge.basis}",) if pledge.basis else (),
        detail={"trend": trend, "deadline": deadline, "now": now},
    )  # fmt: skip
