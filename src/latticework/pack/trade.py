"""Places and shares in the trade in arms, and the people under arms in NATO: as published, from the pages named in the rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from latticework.model.tables import read_csv
from latticework.pack.rows import FactRow, fact_row
from latticework.pack.sources import release

_PACKAGE = "latticework.pack"
_SOURCE, _NATO = "sipri-arms-trade", "nato-personnel"
_UNITS = {"place": "place", "share": "percent of world"}


def arms_trade() -> Iterator[FactRow]:
    """Give the place and the share of each exporter and importer of arms, over the five years of a yearly list."""
    for row in read_csv(_PACKAGE, "figures", "arms_trade.csv"):
        years = f"{row['first']}-{row['last']}"
        for column, unit in _UNITS.items():
            if row[column]:
                yield fact_row(
                    kind=row["kind"],
                    about=row["state"],
                    start=row["first"],
                    end=date(int(row["last"]) + 1, 1, 1),
                    value=float(row[column]),
                    unit=unit,
                    basis="volume of major arms",
                    detail={"title": years, "checked": "page", "note": row["note"]},
                    known_from=release(_SOURCE, row["release"]).published,
                    source=_SOURCE,
                    release=row["release"],
                    locator=f"{row['address']} {row['state']} {years} {column}",
                )


def nato_personnel() -> Iterator[FactRow]:
    """Give the people in the armed forces of members of NATO, by its estimates of a year."""
    for row in read_csv(_PACKAGE, "figures", "nato_personnel.csv"):
        yield fact_row(
            kind="military_personnel",
            about=row["state"],
            start=row["year"],
            spans=True,
            value=float(row["value"]),
            unit="persons",
            basis="NATO estimate",
            detail={"checked": "page", "note": row["note"]},
            known_from=release(_NATO, row["release"]).published,
            source=_NATO,
            release=row["release"],
            locator=f"{row['address']} {row['state']} {row['year']}",
        )
