"""Which state a code or name of a dataset stands for, by date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from latticework.errors import LatticeworkError
from latticework.model.state import find_state, states
from latticework.model.tables import read_csv

SYSTEMS = ("cow", "gw", "iso3", "name")
"""How datasets name states: COW codes, Gleditsch-Ward codes, three letters of ISO, names."""

_LIST_BEGINS = date(1816, 1, 1)
_LONG_AGO = date(1400, 1, 1)
_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Match:
    """A state that a code stood for, and the part of the period in which it did (None: to the period's own edge).

    `member` says whether the state was a member of the system at all in that time: Belgium in 1942 was not, and is
    matched because nobody else ever had its code.
    """

    state: str
    since: date | None = None
    until: date | None = None
    member: bool = True


def match(system: str, code: str, start: date, end: date | None, *, split: bool = True) -> tuple[Match, ...]:
    """Give the states a code stood for in a period, one after the other; nothing when it stood for none.

    Within a year (or without `split`) the state that held the code longest is taken: 365 in 1991 is the Soviet Union.
    A longer period is divided among the states that held the code in turn.
    """
    if system in ("cow", "gw"):
        number = code.removesuffix(".0")
        return _numbered(system, int(number), start, end, split) if number.lstrip("-").isdigit() else ()
    last = (end or start + timedelta(days=1)) - timedelta(days=1)
    found = _lettered(code, last) if system == "iso3" else _named(code, last)
    return (Match(found),) if found else ()


def _numbered(system: str, code: int, start: date, end: date | None, split: bool) -> tuple[Match, ...]:
    spells = _spells().get((system, code), ())
    last = (end or (date.max if split else start + _YEAR)) - timedelta(days=1)
    held = [spell for spell in spells if spell[0] <= last and start <= spell[1]]
    if not held:
        owners = {state for *_, state in spells}
        return (Match(owners.pop(), member=False),) if len(owners) == 1 else ()
    owners_in_turn = list(dict.fromkeys(state for *_, state in held))
    if len(owners_in_turn) == 1:
        return (Match(owners_in_turn[0]),)
    if not split or (end is not None and end - start <= _YEAR):
        longest = max(held, key=lambda spell: min(last, spell[1]) - max(start, spell[0]))
        return (Match(longest[2]),)
    begins = [min(since for since, _, state in held if state == owner) for owner in owners_in_turn]
    edges = [None, *begins[1:], None]
    return tuple(Match(owner, edges[place], edges[place + 1]) for place, owner in enumerate(owners_in_turn))


def _lettered(code: str, last: date) -> str | None:
    found = states().get(code)
    return code if found and any(spell.start <= last for _, _, spell in found.spells) else None


@cache
def _named(name: str, last: date) -> str | None:
    name = names().get(name, name)
    if not name or name.lstrip("-").isdigit():
        return None
    try:
        return find_state(name, on=last).code
    except LatticeworkError:
        return None


@cache
def names() -> dict[str, str]:
    """Names that datasets use and that are too odd for the table of states, with the code each stands for."""
    return {row["name"]: row["state"] for row in read_csv("latticework.sources", "names.csv")}


@cache
def _spells() -> dict[tuple[str, int], tuple[tuple[date, date, str], ...]]:
    """Spells by code in order of time; those the lists begin with in 1816 are taken to have begun before."""
    table: dict[tuple[str, int], list[tuple[date, date, str]]] = {}
    for state in states().values():
        for system, code, spell in state.spells:
            since = _LONG_AGO if spell.start == _LIST_BEGINS else spell.start
            until = spell.end - timedelta(days=1) if spell.end else date.max
            table.setdefault((system, code), []).append((since, until, state.code))
    return {key: tuple(sorted(spells)) for key, spells in table.items()}
