"""How much a state's territory was threatened, by a measurement model, year by year."""

from __future__ import annotations

from latticework.sources.card import CITE, Card, Claim, Covers, File, bib, columns
from latticework.sources.say import year_end, year_start


def _claim(value: str, prefix: str, basis: str) -> Claim:
    """Read an estimate with its standard deviation and its bounds."""
    return Claim(
        "territorial_threat", "ccode", start=year_start("year"), end=year_end("year"), precision="'year'", value=value,
        unit="'score'", basis=f"'{basis}'",
        detail={"low": f"{prefix}lwr", "high": f"{prefix}upr", "deviation": f"{prefix}sd"}, keys=("ccode", "year"),
    )  # fmt: skip


CARD = Card(
    key="territorial-threat",
    title="Latent External Territorial Threat",
    producer="Steven V. Miller",
    address="https://svmiller.com/peacesciencer/",
    licence=CITE.licence,
    allows=CITE.allows,
    cite="Miller, Steven V. 2022. A Random Item Response Model of External Territorial Threat, 1816-2010. Journal of Global Security Studies 7(4).",
    bibtex=bib("article", "miller2022threat", author="Miller, Steven V.", year="2022", title="A Random Item Response Model of External Territorial Threat, 1816--2010", journal="Journal of Global Security Studies", volume="7"),
    files=(
        File(
            ("terrthreat.csv",), "2022", "2022", columns("ccode year lterrthreat sd lwr upr m_lterrthreat m_sd m_lwr m_upr"),
            (_claim("lterrthreat", "", "in the year"), _claim("m_lterrthreat", "m_", "mean of the years before")),
            md5={"terrthreat.csv": "4cd72380e4f51548447ecb37a22dda4d"},
        ),
    ),
    covers=(Covers("territorial_threat", 1816, 2010),),
)  # fmt: skip
