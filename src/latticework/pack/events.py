"""Events, weapons, sites, pledges, and threats named in strategy documents."""

from __future__ import annotations

from collections.abc import Iterator

from latticework.model.period import next_start
from latticework.model.tables import Row, read_csv
from latticework.pack.rows import FactRow, day_of, fact_row

_PACKAGE = "latticework.pack"
_PERCENT = {"percent_of_gdp": "percent of GDP"}


def events() -> Iterator[FactRow]:
    """Give dated events: overflights, hostile acts, exercises, visits, meetings."""
    for row in read_csv(_PACKAGE, "events.csv"):
        end = next_start(*day_of(row["end_date"])) if row["end_date"] else None
        yield fact_row(
            kind=row["kind"],
            about=row["about"],
            start=row["date"],
            end=end,
            spans=end is None,
            value=float(row["value"]) if row["value"] else None,
            unit=row["unit"],
            detail=_pick(row, "title", "place", "mode", "checked", "note"),
            source=row["source"],
            locator=row["locator"],
        )


def weapons() -> Iterator[FactRow]:
    """Give weapon ranges: the upper estimate as value, the interval in the details."""
    for row in read_csv(_PACKAGE, "weapons.csv"):
        yield fact_row(
            kind="weapon_range",
            about=row["operator"],
            start=row["from"] or "1990",
            end=day_of(row["to"])[0] if row["to"] else None,
            value=float(row["range_max_km"]),
            unit="km",
            basis="published estimates",
            detail={
                "title": row["weapon"],
                "range_min": row["range_min_km"],
                "range_max": row["range_max_km"],
                "phase": row["status"],
                **_pick(row, "aliases", "class", "platform", "checked", "note"),
            },
            source=row["source"],
            locator=row["locator"],
        )


def sites() -> Iterator[FactRow]:
    """Give launch sites and cities with their coordinates."""
    for row in read_csv(_PACKAGE, "sites.csv"):
        yield fact_row(
            kind="launch_site",
            about=row["state"],
            start="1900",
            detail={
                "title": row["site"],
                "site_kind": row["kind"],
                **_pick(row, "lat", "lon", "checked", "note"),
            },
            source=row["source"],
            locator=row["locator"],
        )


def pledges() -> Iterator[FactRow]:
    """Give pledges: what was promised, by whom, on what footing, by when."""
    for row in read_csv(_PACKAGE, "pledges.csv"):
        yield fact_row(
            kind="pledge",
            about=row["state"],
            start=row["promised"],
            value=float(row["value"]),
            unit=_PERCENT.get(row["unit"], row["unit"]),
            basis=row["definition"],
            detail={
                "title": row["document"],
                "outcome": row["status"],
                "outcome_day": row["status_date"],
                **_pick(row, "numerator", "comparator", "definition", "base_year", "deadline", "checked", "note"),
            },
            source=row["source"],
            locator=row["locator"],
        )


def documents() -> Iterator[FactRow]:
    """Give the strategy documents that were read, and the states they name, with the decisive words."""
    papers = {row["document"]: row for row in read_csv(_PACKAGE, "documents.csv")}
    for row in papers.values():
        yield fact_row(
            kind="strategy_document",
            about=row["state"],
            start=row["published"],
            detail=_pick(row, "document", "title", "series", "checked", "note"),
            source=row["source"],
            locator=row["locator"],
        )
    for row in read_csv(_PACKAGE, "threats_named.csv"):
        paper = papers[row["document"]]
        yield fact_row(
            kind="threat_named",
            about=row["about"],
            start=paper["published"],
            detail={
                "title": paper["title"],
                "series": paper["series"],
                **_pick(row, "document", "grade", "place", "checked", "note"),
            },
            quote=row["words"],
            source=row["source"],
            locator=row["locator"],
        )


def _pick(row: Row, *names: str) -> dict[str, str]:
    return {name: row[name] for name in names if row.get(name)}
