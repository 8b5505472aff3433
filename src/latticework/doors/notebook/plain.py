"""The short plain forms, for a terminal and beside the rich ones: one line an object, and a brief as it is read."""

from __future__ import annotations

from latticework.atlas import Atlas
from latticework.doors.notebook import tables
from latticework.doors.notebook.dress import known_sources
from latticework.doors.render import brief as briefs
from latticework.doors.render import safe
from latticework.doors.sheets.common import SHORT
from latticework.model.brief import Brief
from latticework.model.fact import Fact
from latticework.model.period import iso
from latticework.model.reading import Reading
from latticework.model.unit import say
from latticework.views.ties import Tie, Ties
from latticework.views.world import World


def brief(made: Brief) -> str:
    """Give a brief as the shell prints it, without its list of sources."""
    return briefs.terminal(made, known_sources(), explain=False, colour=False, cite=False).rstrip()


def fact(one: Fact) -> str:
    """Give the beginning of a fact's id, what it says, and since when."""
    value = f", {say(one.value, one.unit)}" if one.value is not None else ""
    status = f", {one.status.replace('_', ' ')}" if one.status else ""
    day = iso(one.day, one.period.precision)
    return safe.plain(f"<Fact {one.id[:SHORT]} {tables.fact(one).title}{value}{status}, {day}>")


def reading(one: Reading) -> str:
    """Give a reading's number and how it was made."""
    return safe.plain(f"<Reading {tables.reading(one).title}>")


def tie(one: Tie) -> str:
    """Give a tie's title, kind, parties and status."""
    return safe.plain(f"<Tie {tables.tie(one).title}>")


def ties(all_of_them: Ties) -> str:
    """Give how many ties stood on the day."""
    return f"<Ties {tables.ties(all_of_them.standing, all_of_them.world).title}>"


def world(one: World) -> str:
    """Give the two clocks of a world."""
    return f"<World {tables.clocks(one)}>"


def atlas(one: Atlas) -> str:
    """Give where an atlas keeps its facts."""
    return "<Atlas " + "; ".join(f"{name}: {value}" for name, value in tables.atlas(one).rows) + ">"
