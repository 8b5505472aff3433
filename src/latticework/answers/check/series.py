"""Figures of a year: which sources, releases and bases speak of a state, and which release is the newest."""

from __future__ import annotations

from latticework.answers.check.tolerance import limit
from latticework.model.fact import Fact
from latticework.views.world import World

NAMES = {
    "military_spending": "military spending",
    "warheads": "nuclear warheads",
    "gdp": "the size of economies",
    "population": "population",
}
"""How what is measured is called."""

UNITS = {"warheads": "warheads", "gdp": "current US$", "population": "persons"}
"""The unit of a measured thing that has only one."""


def too_old(world: World, year: int, asked: int | None) -> bool:
    """Whether a figure of a year is too old to stand for the year asked, or for the world's day."""
    return (asked or world.as_of.year) - year > limit("stale", "military_spending")


def by_year(world: World, kind: str, state: str, unit: str, *, source: str = "", release: str = "") -> dict[int, Fact]:
    """Give a state's yearly figures by year, on the newest price basis."""
    found = world.series(kind, state, unit=unit, source=source, release=release)
    newest = max((fact.basis for fact in found), default="")
    return {fact.day.year: fact for fact in found if fact.basis == newest}


def value_of(fact: Fact) -> float:
    """The value of a fact that has one."""
    assert fact.value is not None
    return fact.value
