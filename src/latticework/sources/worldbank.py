"""World Bank indicators as downloaded from its site: GDP, population, military spending."""

from __future__ import annotations

import csv
import io
import re

from latticework.errors import DataError
from latticework.sources.card import CC_BY, Card, Claim, Covers, Download, File, bib, columns
from latticework.sources.say import year_end, year_start

_HEADING = ["Country Name", "Country Code", "Indicator Name", "Indicator Code"]
_DAY = re.compile(r'"Last Updated Date","(\d{4}-\d{2}-\d{2})"')


def melt(body: bytes) -> tuple[str, str]:
    """Turn a wide indicator file (four lines of heading, a column a year) into rows, and give the day of its update."""
    text = body.decode("utf-8-sig")
    day = _DAY.search(text)
    lines = list(csv.reader(io.StringIO(text)))
    heading = next((number for number, line in enumerate(lines) if line[:4] == _HEADING), None)
    if day is None or heading is None:
        raise DataError(
            "no World Bank indicator file", place="row 1", next_step="download the CSV of the indicator again"
        )
    years = lines[heading][4:]
    strange = [name for name in years if name and not name.isdigit()]
    if strange:
        raise DataError(f"a column this reader does not know: {strange[0]!r}", place=f"row {heading + 1}")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("name", "code", "indicator", "year", "value"))
    for line in lines[heading + 1 :]:
        writer.writerows(
            (line[0], line[1], line[3], year, value) for year, value in zip(years, line[4:], strict=False) if year
        )
    return out.getvalue(), day.group(1)


def _file(indicator: str, kind: str, unit: str, basis: str) -> File:
    """Read one indicator; the aggregates of the World Bank are no states and are listed."""
    return File(
        (f"API_{indicator}_DS2_*.csv",), "", "2024", columns("code year value"),
        (
            Claim(
                kind, "code", system="iso3", start=year_start("year"), end=year_end("year"), precision="'year'", value="value",
                unit=f"'{unit}'", basis=f"'{basis}'", keys=("code", "year"),
            ),
        ),
        ignore=columns("name indicator"), prepare=melt,
    )  # fmt: skip


def _long(name: str, kind: str, unit: str, basis: str, unless: str) -> File:
    """Read a copy in long form."""
    return File(
        (name,), "copy of datasets", "2024", columns("Year Value", "Country Code"),
        (
            Claim(
                kind, '"Country Code"', system="iso3", start=year_start('"Year"'), end=year_end('"Year"'), precision="'year'",
                value='"Value"', unit=f"'{unit}'", basis=f"'{basis}'", keys=("Country Code", "Year"),
            ),
        ),
        ignore=("Country Name",), unless=unless,
    )  # fmt: skip


CARD = Card(
    key="worldbank",
    title="World Development Indicators",
    producer="World Bank",
    address="https://data.worldbank.org/indicator/",
    licence=CC_BY.licence,
    allows=CC_BY.allows + "; the MS.MIL series come from SIPRI, whose terms apply too",
    cite="World Bank. World Development Indicators. Washington DC.",
    bibtex=bib("misc", "worldbank", author="{World Bank}", title="World Development Indicators", year="2024"),
    files=(
        _file("NY.GDP.MKTP.CD", "gdp", "current US$", "current US$"),
        _file("MS.MIL.XPND.CD", "military_spending", "current US$", "current US$"),
        _file("MS.MIL.XPND.GD.ZS", "military_spending", "percent of GDP", "percent of GDP"),
        _file("SP.POP.TOTL", "population", "persons", "mid-year"),
        _long("gdp.csv", "gdp", "current US$", "current US$", "API_NY.GDP.MKTP.CD_DS2_*.csv"),
        _long("population.csv", "population", "persons", "mid-year", "API_SP.POP.TOTL_DS2_*.csv"),
    ),
    covers=(
        Covers("gdp", 1960, 2023, complete=False), Covers("population", 1960, 2023),
        Covers("military_spending", 1960, 2022, complete=False, note="from SIPRI"),
    ),
    downloads=(
        Download("API_NY.GDP.MKTP.CD.zip", "https://api.worldbank.org/v2/en/indicator/NY.GDP.MKTP.CD?downloadformat=csv"),
        Download("API_SP.POP.TOTL.zip", "https://api.worldbank.org/v2/en/indicator/SP.POP.TOTL?downloadformat=csv"),
        Download("API_MS.MIL.XPND.CD.zip", "https://api.worldbank.org/v2/en/indicator/MS.MIL.XPND.CD?downloadformat=csv"),
    ),
    note="The release of a downloaded file is the day of its last update.",
)  # fmt: skip
