"""Ties, memberships and roles: one row a step of a life cycle, one fact a step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from importlib.resources import files

from latticework.model.tables import Row, read_csv
from latticework.pack.rows import FactRow, day_of, fact_row

_PACKAGE = "latticework.pack"
_SAID = ("title", "place", "lat", "lon", "checked", "note")


def ties() -> Iterator[FactRow]:
    """Give every step of every tie: pacts, agreements, bases, deployments."""
    for table in _tables("ties"):
        for row in read_csv(_PACKAGE, "ties", table):
            yield fact_row(
                kind=row["kind"],
                about=row["about"],
                start=row["date"],
                status=row["status"],
                detail={"tie": row["tie"], **_said(row, _SAID)},
                known_from=row["known_from"],
                source=row["source"],
                locator=row["locator"],
            )


def memberships() -> Iterator[FactRow]:
    """Give every membership as its steps: in force when it began, ended when it did."""
    for row in read_csv(_PACKAGE, "memberships.csv"):
        if row["from"]:
            yield from _spell(row, f"{row['grouping']}/{row['state']}/{row['role']}/{row['from']}")


def grouping_roles() -> Iterator[FactRow]:
    """Give every chair and host with its term."""
    for row in read_csv(_PACKAGE, "grouping_roles.csv"):
        start, end = row["from"], row["to"]
        yield fact_row(
            kind="grouping_role",
            about=f"{row['state']}>{row['grouping']}",
            start=start,
            end=_first(end) if end and end > start else None,
            spans=not end or end <= start,
            detail={"role": row["role"], **_said(row, ("checked", "note"))},
            source=row["source"],
            locator=row["locator"],
        )


def _spell(row: Row, tie: str) -> Iterator[FactRow]:
    for status, day in (("in_force", row["from"]), ("ended", row["to"])):
        if day:
            yield fact_row(
                kind="membership",
                about=f"{row['state']}>{row['grouping']}",
                start=day,
                status=status,
                detail={"tie": tie, "role": row["role"], **_said(row, ("checked", "note"))},
                source=row["source"],
                locator=row["locator"],
            )


def _said(row: Row, names: Iterable[str]) -> dict[str, str]:
    return {name: row[name] for name in names if row.get(name)}


def _first(text: str) -> date:
    return day_of(text)[0]


def _tables(folder: str) -> list[str]:
    where = files(_PACKAGE).joinpath("tables", folder)
    return sorted(entry.name for entry in where.iterdir() if entry.name.endswith(".csv"))
