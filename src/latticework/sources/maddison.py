"""The Maddison Project: output a head and population over the long run."""

from __future__ import annotations

from latticework.sources.card import CC_BY, Card, Claim, Covers, Download, File, bib, columns
from latticework.sources.say import year_end, year_start


def _claim(kind: str, column: str, unit: str) -> Claim:
    """Read a column of the copy; years before 1816 come before the lists of states and are left out."""
    return Claim(
        kind, "Entity", system="name", start=year_start('"Year"'), end=year_end('"Year"'), precision="'year'",
        value=f'"{column}"', unit=f"'{unit}'", basis="'Maddison'", where='cast("Year" as integer) >= 1816', keys=("Entity", "Year"),
    )  # fmt: skip


CARD = Card(
    key="maddison",
    title="Maddison Project Database",
    producer="Groningen Growth and Development Centre",
    address="https://www.rug.nl/ggdc/historicaldevelopment/maddison/",
    licence=CC_BY.licence,
    allows=CC_BY.allows,
    cite="Bolt, Jutta, and Jan Luiten van Zanden. 2020. Maddison Style Estimates of the Evolution of the World Economy: A New 2020 Update. Maddison Project Working Paper 15.",
    bibtex=bib("techreport", "bolt2020", author="Bolt, Jutta and van Zanden, Jan Luiten", year="2020", title="Maddison Style Estimates of the Evolution of the World Economy: A New 2020 Update", institution="Maddison Project", number="15"),
    files=(
        File(
            ("owid_maddison_2020.csv",), "2020, as in OWID", "2020", columns("Entity Year Population GDP", "GDP per capita"),
            (
                _claim("economy", "GDP per capita", "2011 international $ a head"), _claim("economy", "GDP", "2011 international $"),
                _claim("population_estimate", "Population", "persons"),
            ),
        ),
    ),
    covers=(Covers("economy", 1816, 2018, complete=False, note="some states in some years"), Covers("population_estimate", 1816, 2018, complete=False)),
    downloads=(Download("mpd2020.xlsx", "https://www.rug.nl/ggdc/historicaldevelopment/maddison/releases/maddison-project-database-2020"),),
)  # fmt: skip
