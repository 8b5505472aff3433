"""The events of a pair in one form, whatever table they come from: two states, a day as a number, a root of CAMEO."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from latticework.errors import LatticeworkError, UsageError
from latticework.sources.stream import lettered
from latticework.warehouse.layout import Layout, place_of

_ALWAYS = date(9999, 12, 31)
_SLACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query is about: one or two states, days from `start` to before `end`, and what was public by `known_by`."""

    layout: Layout
    parties: tuple[str, ...]
    start: date
    end: date
    known_by: date
    table: str = ""

    def __post_init__(self) -> None:
        if not self.start < self.end:
            raise UsageError(
                f"no day lies between {self.start} and {self.end}",
                next_step=f"events of this layout begin on {self.layout.covers_from}",
            )
        if len(set(self.parties)) != len(self.parties) or len(self.parties) not in (1, 2):
            raise UsageError("events of a warehouse are asked by one state, or two", next_step="name one or two states")


def compiler() -> Any:
    """Import what makes and compiles the expressions; raises the error that names the extra."""
    try:
        import ibis  # type: ignore[import-untyped]
    except ImportError as error:
        raise LatticeworkError(
            "queries for a warehouse need a library that is not installed",
            next_step="install it with: pip install 'latticework[warehouse]'",
        ) from error
    return ibis


def said(asked: Asked) -> Any:
    """Give the events that name any party asked: event, day (YYYYMMDD), month (years times 12), actor, target, root, code.

    Both sides are states, and two different ones, as in the store. A party keeps its own code; any other state is empty text,
    for no query asks which it was.
    """
    ibis = compiler()
    layout = asked.layout
    name, where = place_of(asked.table or layout.table)
    path = dict(zip(("database", "catalog"), reversed(where), strict=False))
    table = ibis.table(layout.schema(), name=name, **path)
    part = {key: table[column] for key, (column, _) in layout.columns.items()}
    numbered = layout.columns["day"][1] == "int64"
    day = part["day"] if numbered else _number(part["day"])
    within = [part["day"] >= _as(asked.start, numbered), part["day"] < _as(asked.end, numbered)]
    known = part["known"] // 1_000_000 if numbered else part["known"]
    within.append(known <= _as(asked.known_by, numbered))
    if "partition" in part:
        within.append(part["partition"] >= _midnight(asked.start - _SLACK))
        within.append(part["partition"] < _midnight(asked.known_by + 2 * _SLACK))
    sides = {side: part[side] for side in ("actor", "target")}
    if layout.states == "cameo":
        within += [_is_state(letters, part["day"], asked) for letters in sides.values()]
    within.append(sides["actor"] != sides["target"])
    named = {side: _party(ibis, letters, part["day"], asked) for side, letters in sides.items()}
    raw = part["day"]
    months = (raw // 10000) * 12 + (raw // 100) % 100 - 1 if numbered else raw.year() * 12 + raw.month() - 1
    rows = table.filter(*within).select(
        event=part["event"], day=day, month=months, code=part["code"], root=part["code"].substr(0, 2), **named
    )
    return rows.filter((rows.actor != "") | (rows.target != ""))


def between(rows: Any, parties: tuple[str, ...]) -> Any:
    """Keep the events that name all parties."""
    for party in parties:
        rows = rows.filter((rows.actor == party) | (rows.target == party))
    return rows


def _number(day: Any) -> Any:
    return day.year() * 10000 + day.month() * 100 + day.day()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _as(day: date, numbered: bool) -> Any:
    return day.year * 10000 + day.month * 100 + day.day if numbered else day


def _spells(asked: Asked) -> list[tuple[str, str, date, date]]:
    """Give letters and the state they stood for in the days asked."""
    return [
        (letters, state, max(since, asked.start), min(until, asked.end))
        for letters, state, since, until in lettered()
        if since < asked.end and asked.start < until
    ]


def _held(letters: Any, one: str, since: date, until: date, day: Any, asked: Asked) -> Any:
    """Whether a column holds letters on a day on which they stood for a state; days are named where it was not all the while."""
    test = letters == one
    if since > asked.start:
        test &= day >= _as(since, True)
    return test & (day < _as(until, True)) if until < asked.end else test


def _is_state(letters: Any, day: Any, asked: Asked) -> Any:
    """Whether letters stood for a state on the day: one list, and a test each for those that did not all the while."""
    spells = [(one, since, until) for one, _, since, until in _spells(asked)]
    whole = sorted({one for one, since, until in spells if (since, until) == (asked.start, asked.end)})
    test = letters.isin(whole)
    for one, since, until in spells:
        if one not in whole:
            test |= _held(letters, one, since, until, day, asked)
    return test


def _party(ibis: Any, letters: Any, day: Any, asked: Asked) -> Any:
    """Give the code of the party that letters stood for on the day, or empty text."""
    if asked.layout.states == "own":
        return ibis.cases(*((letters == party, party) for party in asked.parties), else_="")
    cases = [
        (_held(letters, one, since, until, day, asked), state)
        for one, state, since, until in _spells(asked)
        if state in asked.parties
    ]
    if not cases:
        raise UsageError(
            f"{' and '.join(asked.parties)} were no states of the list in these days", next_step="ask of other days"
        )
    return ibis.cases(*cases, else_="")
