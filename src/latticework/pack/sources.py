"""Who said it: the sources of the pack, their releases, and what they looked at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from latticework.errors import DataError
from latticework.model.period import parse_day
from latticework.model.source import Coverage, Source
from latticework.model.tables import read_csv

_PACKAGE = "latticework.pack"

PACK_STATES = (
    "JPN", "CHN", "PRK", "RUS", "USA", "KOR", "AUS", "GBR", "FRA", "ITA", "CAN", "IND", "DEU", "PHL", "VNM",
    "IDN", "TWN", "UKR", "POL", "FIN", "SWE", "TUR", "IRN", "ISR", "SAU",
)  # fmt: skip
"""The states for which the pack's hand-compiled tables aim to be complete."""


@dataclass(frozen=True, slots=True)
class Release:
    """One release of a source: the day it came out and where it stands."""

    source: str
    release: str
    published: str
    address: str


@cache
def sources() -> dict[str, Source]:
    """All sources of the pack by key; where several tables name a key, the first in file order speaks."""
    found: dict[str, Source] = {}
    folder = files(_PACKAGE).joinpath("tables", "sources")
    for table in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".csv")):
        for row in read_csv(_PACKAGE, "sources", table):
            found.setdefault(
                row["key"],
                Source(
                    key=row["key"],
                    title=row["title"],
                    publisher=row["publisher"],
                    address=row["address"],
                    kind=row["kind"],
                    licence=row["licence"],
                    citation=row.get("citation", ""),
                ),
            )
    return found


@cache
def _releases() -> dict[tuple[str, str], Release]:
    return {(row["source"], row["release"]): Release(**row) for row in read_csv(_PACKAGE, "releases.csv")}


def release(source: str, name: str) -> Release:
    """Give a release of a source; raises DataError when the table of releases does not have it."""
    try:
        return _releases()[source, name]
    except KeyError:
        raise DataError(f"no release {name!r} of {source!r}", place="pack/tables/releases.csv") from None


@cache
def coverage() -> tuple[Coverage, ...]:
    """What the pack looked at, kind by kind."""
    return tuple(
        Coverage(
            source=row["source"],
            kind=row["kind"],
            start=parse_day(row["from"])[0],
            end=parse_day(row["to"])[0] if row["to"] else None,
            states=frozenset(PACK_STATES if row["states"] == "pack" else filter(None, row["states"].split(";"))),
            complete=row["completeness"] == "complete",
            note=row["note"],
        )
        for row in read_csv(_PACKAGE, "coverage.csv")
    )
