"""Output and population of states since 1816, estimated with their uncertainty from many sources."""

from __future__ import annotations

from latticework.sources.card import CITE, Card, Claim, Covers, Download, File, bib, columns
from latticework.sources.say import year_end, year_start

_COLUMNS = {
    "mrgdppc": ("economy", "2011 international $ a head", "1", "Maddison"),
    "pwtrgdp": ("economy", "2017 international $", "1000000", "Penn World Table"),
    "pwtpop": ("population_estimate", "persons", "1000000", "Penn World Table"),
}


def _file(name: str, code: str, system: str) -> File:
    """Read each estimate with its standard deviation as a qualifier; millions become ones."""
    return File(
        (name,), "2022, as in isard", "2024",
        columns(f"{code} year", *_COLUMNS, *(f"sd_{column}" for column in _COLUMNS)),
        tuple(
            Claim(
                kind, code, system=system, start=year_start("year"), end=year_end("year"), precision="'year'",
                value=f"times({column}, {scale})", unit=f"'{unit}'", basis=f"'{basis}'",
                detail={"deviation": f"times(sd_{column}, {scale})"}, keys=(code, "year"),
            )
            for column, (kind, unit, scale, basis) in _COLUMNS.items()
        ),
    )  # fmt: skip


CARD = Card(
    key="gdp-pop",
    title="Latent Estimates of GDP, GDP per Capita and Population, 1816-2019",
    producer="Christopher J. Fariss, Therese Anders, Jonathan N. Markowitz and Miriam Barnum",
    address="https://doi.org/10.1177/00220027211054432",
    licence=CITE.licence,
    allows=CITE.allows,
    cite="Fariss, Christopher J., Therese Anders, Jonathan N. Markowitz, and Miriam Barnum. 2022. New Estimates of Over 500 Years of Historic GDP and Population Data. Journal of Conflict Resolution 66(3): 553-591.",
    bibtex=bib("article", "fariss2022", author="Fariss, Christopher J. and Anders, Therese and Markowitz, Jonathan N. and Barnum, Miriam", year="2022", title="New Estimates of Over 500 Years of Historic {GDP} and Population Data", journal="Journal of Conflict Resolution", volume="66", pages="553--591"),
    files=(_file("isard_cw_gdppop.csv", "ccode", "cow"), _file("isard_gw_gdppop.csv", "gwcode", "gw")),
    covers=(Covers("economy", 1816, 2019), Covers("population_estimate", 1816, 2019)),
    downloads=(Download("Harvard Dataverse replication files", "https://dataverse.harvard.edu/dataverse/fariss", form="choose the estimates on the page"),),
)  # fmt: skip
