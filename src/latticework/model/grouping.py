"""Groupings of states: alliances, unions, forums and minilaterals, as objects with names and duties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from latticework.errors import NameNotFound
from latticework.model.period import parse_day
from latticework.model.state import fold, is_state, states
from latticework.model.tables import read_csv


@dataclass(frozen=True, slots=True)
class Grouping:
    """A grouping of states. `obliges` names the pact kinds its treaty binds all members to, towards all members.

    Who is a member when is a matter of facts (kind `membership`), not of this table.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    category: str
    obliges: tuple[str, ...]
    founded: date | None
    ended: date | None
    source: str
    locator: str


@cache
def groupings() -> dict[str, Grouping]:
    """All groupings by key, in the order of the table."""
    return {
        row["key"]: Grouping(
            key=row["key"],
            name=row["name"],
            aliases=tuple(filter(None, row["aliases"].split(";"))),
            category=row["category"],
            obliges=tuple(filter(None, row["obligation"].split(";"))),
            founded=parse_day(row["founded"])[0] if row["founded"] else None,
            ended=parse_day(row["ended"])[0] if row["ended"] else None,
            source=row["source"],
            locator=row["locator"],
        )
        for row in read_csv("latticework.model", "groupings.csv")
    }


def find_grouping(name: str) -> Grouping:
    """Find a grouping by key, name or alias; raises NameNotFound with near names.

    >>> find_grouping("North Atlantic Treaty Organization").key
    'NATO'
    """
    found = _names().get(fold(name).removeprefix("the "))
    if found is None:
        raise NameNotFound("grouping", name, (label for g in groupings().values() for label in (g.key, g.name)))
    return groupings()[found]


def name_of(code: str) -> str:
    """Say what a code in a fact stands for, as in a sentence: the United States, Japan, NATO."""
    if is_state(code):
        return states()[code].the_name
    return groupings()[code].name if code in groupings() else code


@cache
def _names() -> dict[str, str]:
    table: dict[str, str] = {}
    for grouping in groupings().values():
        for label in (grouping.key, grouping.name, *grouping.aliases):
            table.setdefault(fold(label).removeprefix("the "), grouping.key)
    return table
