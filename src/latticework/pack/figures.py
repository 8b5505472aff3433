"""Yearly and dated figures: spending, output, people, troops, warheads, distances."""

from __future__ import annotations

from collections.abc import Iterator

from latticework.model.tables import Row, read_csv
from latticework.pack.rows import FactRow, fact_row
from latticework.pack.sources import release

_PACKAGE = "latticework.pack"
_SHEET = {"current US$": "Current US$", "constant US$": "Constant US$", "percent of GDP": "Share of GDP"}


def military_spending() -> Iterator[FactRow]:
    """Give the SIPRI excerpt and the values it revised; read PACK-TERMS.md before adding a row."""
    for row in _table("military_spending.csv"):
        basis = f"{row['unit']} of {row['base_year']}" if row["base_year"] else row["unit"]
        address = release(row["source"], row["release"]).address
        yield _spent(row, basis, address, {"base_year": row["base_year"]})


def spending_as_published() -> Iterator[FactRow]:
    """Give spending as each release first told it; the address is the page that was read, the day the release's."""
    for row in _table("spending_as_published.csv"):
        yield _spent(row, row["unit"], row["address"], {"checked": row["checked"], "note": row["note"]})


def spending_changes() -> Iterator[FactRow]:
    """Give the changes of spending from the year before in real terms, as each release told them; the address is the page that was read."""
    for row in _table("spending_changes.csv"):
        yield fact_row(
            kind="spending_change",
            about=row["state"],
            start=row["year"],
            spans=True,
            value=float(row["percent"]),
            unit="percent",
            basis="constant money, against the year before",
            detail={"checked": row["checked"], "note": row["note"]},
            known_from=release(row["source"], row["release"]).published,
            source=row["source"],
            release=row["release"],
            locator=f"{row['address']} {row['state']} {row['year']}",
        )


def _spent(row: Row, basis: str, address: str, detail: dict[str, str]) -> FactRow:
    return fact_row(
        kind="military_spending",
        about=row["state"],
        start=row["year"],
        spans=True,
        value=float(row["value"]),
        unit=row["unit"],
        basis=basis,
        detail={"range" if row["flag"].startswith("middle") else "flag": row["flag"], **detail},
        known_from=release(row["source"], row["release"]).published,
        source=row["source"],
        release=row["release"],
        locator=f"{address} {_SHEET[row['unit']]}: {row['state']} {row['year']}",
    )


def world_bank() -> Iterator[FactRow]:
    """Give output and people of all states."""
    for kind, unit, series in (
        ("gdp", "current US$", "NY.GDP.MKTP.CD"),
        ("population", "persons", "SP.POP.TOTL"),
    ):
        for row in _table(f"{kind}.csv"):
            came = release("worldbank", row["release"])
            yield fact_row(
                kind=kind,
                about=row["state"],
                start=row["year"],
                spans=True,
                value=float(row["value"]),
                unit=unit,
                basis=unit,
                known_from=came.published,
                source="worldbank",
                release=row["release"],
                locator=f"{came.address} {series}: {row['state']} {row['year']}",
            )


def us_personnel() -> Iterator[FactRow]:
    """Give United States personnel abroad, by who is counted; each holds on the day of its report."""
    came = release("dmdc", "2025-12")
    for row in _table("us_personnel.csv"):
        yield fact_row(
            kind="troops_hosted",
            about=row["about"],
            start=row["date"],
            spans=True,
            value=float(row["value"]),
            unit="persons",
            basis=row["basis"],
            known_from=_quarter_later(row["date"]),
            source="dmdc",
            release=row["date"][:7],
            locator=f"{came.address} report of {row['date'][:7]}: {row['about'][4:]}",
        )


def warheads() -> Iterator[FactRow]:
    """Give nuclear warheads in military stockpiles, yearly estimates."""
    came = release("fas", "2023")
    for row in _table("warheads.csv"):
        yield fact_row(
            kind="warheads",
            about=row["state"],
            start=row["year"],
            spans=True,
            value=float(row["value"]),
            unit="warheads",
            basis="military stockpile",
            known_from=came.published,
            source="fas",
            release="2023",
            locator=f"{came.address} {row['state']} {row['year']}",
        )


def warheads_as_published() -> Iterator[FactRow]:
    """Give the same estimates as each yearbook first told them, for the January of its year; the address was read."""
    for row in _table("warheads_as_published.csv"):
        yield fact_row(
            kind="warheads",
            about=row["state"],
            start=f"{row['year']}-01",
            spans=True,
            value=float(row["value"]),
            unit="warheads",
            basis="military stockpile",
            known_from=release("fas", row["release"]).published,
            source="fas",
            release=row["release"],
            locator=f"{row['address']} {row['state']} January {row['year']}",
        )


def exchange_rates() -> Iterator[FactRow]:
    """Give units of a currency to one US dollar by year and month; a rate is known when the year or month is over.

    What was computed from the ECB's daily rates has the lowest and highest of them. A running year or month goes to the day it was known.
    """
    for row in _table("exchange_rates.csv"):
        late = f"{int(row['period'][:4]) + 1}-01-31" if row["source"] == "sipri-rates" else ""
        said = {"low": row["low"], "high": row["high"]}
        yield _rate(row, row["known"] or late, release(row["source"], row["release"]).address, said)


def exchange_rates_told() -> Iterator[FactRow]:
    """Give yearly rates that neither file has, from pages that were read."""
    for row in _table("exchange_rates_told.csv"):
        yield _rate(row, row["known"], row["address"], {"checked": row["checked"], "note": row["note"]})


def _rate(row: Row, known: str, address: str, said: dict[str, str]) -> FactRow:
    return fact_row(
        kind="exchange_rate",
        about=row["state"],
        start=row["period"],
        spans=True,
        value=float(row["rate"]),
        unit="to US$1",
        basis="average of the month" if "-" in row["period"] else "average of the year",
        detail={"currency": row["currency"], **said},
        known_from=known,
        source=row["source"],
        release=row.get("release", ""),
        locator=f"{address} {row['currency']} {row['period']}",
    )


def distances() -> Iterator[FactRow]:
    """Give the smallest distance between the territories of two states, on today's shapes; geography is always known."""
    came = release("natural-earth", "4.1.0")
    for row in _table("distances.csv"):
        yield fact_row(
            kind="distance",
            about=row["about"],
            start="1900",
            value=float(row["km"]),
            unit="km",
            basis="nearest points",
            source="natural-earth",
            release="4.1.0",
            locator=f"{came.address} countries 1:10m: {row['about']}",
        )


def missile_tests() -> Iterator[FactRow]:
    """Give North Korean missile launches, one a missile, at the local date."""
    came = release("nk-missile-tests", "2026-04")
    for row in _table("missile_tests.csv"):
        number = f" no. {row['number']}" if row["number"] else ""
        yield fact_row(
            kind="missile_test",
            about="PRK",
            start=row["date"],
            spans=True,
            value=1.0,
            unit="missiles",
            detail={
                "title": row["missile"],
                "missile": row["missile"],
                "class": row["class"],
                "facility": row["facility"],
                "outcome": row["outcome"],
                "utc_day": row["utc_day"],
            },
            source="nk-missile-tests",
            release="2026-04",
            locator=f"{came.address} {row['utc_day']} UTC {row['missile']}{number}",
        )


def _table(name: str) -> list[Row]:
    return read_csv(_PACKAGE, "figures", name)


def _quarter_later(day: str) -> str:
    """Defence department reports of a quarter's end are taken as public three months later."""
    year, month = int(day[:4]), int(day[5:7]) + 3
    return f"{year + (month > 12)}-{(month - 1) % 12 + 1:02d}-01"
