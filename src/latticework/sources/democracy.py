"""How democratic states were: V-Dem polyarchy, Polity and extended unified democracy scores, by state and year."""

from __future__ import annotations

from latticework.sources.card import CC_BY, Card, Claim, Covers, Download, File, bib, columns, numbered
from latticework.sources.say import figures, year_end, year_start

_SCORES = dict.fromkeys(("euds", "aeuds", "polity2", "v2x_polyarchy"), ("", "score"))
_BASIS = {
    "euds": "extended UDS",
    "aeuds": "extended UDS, adjusted",
    "polity2": "Polity (polity2)",
    "v2x_polyarchy": "V-Dem polyarchy",
}


def _isard(name: str, code: str, system: str) -> File:
    """Read the four scores of a state-year as four facts, told apart by basis."""
    return File(
        (name,), "V-Dem 16, Polity5, UDS, as in isard", "2026-03", columns(f"{code} year", *_SCORES),
        figures("democracy", code, _SCORES, system=system, basis=_BASIS), codes={"polity2": numbered(-10, 10)},
    )  # fmt: skip


_VDEM = {"v2x_polyarchy": "V-Dem polyarchy", "v2x_libdem": "V-Dem liberal democracy"}
_BOUNDS = {"low": "v2x_polyarchy_codelow", "high": "v2x_polyarchy_codehigh", "deviation": "v2x_polyarchy_sd"}
_POLITY = {
    "polity2": "Polity (polity2)",
    "polity": "Polity",
    "democ": "Polity democracy",
    "autoc": "Polity autocracy",
    "durable": "Polity years since change",
}

CARD = Card(
    key="democracy",
    title="Democracy Scores: V-Dem, Polity, Extended UDS",
    producer="V-Dem Institute; Center for Systemic Peace; Xavier Marquez",
    address="https://v-dem.net/data/the-v-dem-dataset/",
    licence=CC_BY.licence,
    allows=CC_BY.allows + "; V-Dem has also used CC BY-SA 4.0, see its page",
    cite="Coppedge, Michael, et al. 2026. V-Dem Country-Year Dataset v16. https://doi.org/10.23696/vdemds26; Marshall, Monty G., and Ted Robert Gurr. 2020. Polity5; Marquez, Xavier. 2016. A Quick Method for Extending the Unified Democracy Scores.",
    bibtex=bib("misc", "coppedge2026", author="Coppedge, Michael and others", year="2026", title="{V-Dem} Country-Year Dataset v16", doi="10.23696/vdemds26"),
    files=(
        _isard("isard_cw_democracy.csv", "ccode", "cow"),
        _isard("isard_gw_democracy.csv", "gwcode", "gw"),
        File(
            ("vdem_simple_polyarchy_democracyData.csv",), "V-Dem 15", "2025-03",
            columns("vdem_country_name year cown v2x_polyarchy v2x_polyarchy_codelow v2x_polyarchy_codehigh v2x_polyarchy_sd v2x_libdem"),
            tuple(
                Claim(
                    "democracy", "cown", start=year_start("year"), end=year_end("year"), precision="'year'", value=column,
                    unit="'score'", basis=f"'{basis}'", detail=_BOUNDS if column == "v2x_polyarchy" else {},
                    where="cown is not null and cast(year as integer) >= 1816", keys=("vdem_country_name", "year"),
                )
                for column, basis in _VDEM.items()
            ),
            ignore=columns("country_text_id country_id vdem_cowcode GWn"),
        ),
        File(
            ("polity5_democracyData.csv",), "Polity5", "2020", columns("cown year scode polity_annual_country", *_POLITY),
            tuple(
                Claim(
                    "democracy", "cown", start=year_start("year"), end=year_end("year"), precision="'year'", value=column,
                    unit="'score'", basis=f"'{basis}'", where="cown is not null and cast(year as integer) >= 1816", keys=("scode", "year"),
                )
                for column, basis in _POLITY.items()
            ),
            ignore=columns(
                "p5 cyear polity_annual_ccode flag fragment xrreg xrcomp xropen xconst parreg parcomp exrec "
                "exconst polcomp prior emonth eday eyear eprec interim bmonth bday byear bprec post change d5 sf "
                "regtrans extended_country_name GWn in_GW_system"
            ), missing=("", "NA", ".", "-66", "-77", "-88"),
            codes={"polity2": numbered(-10, 10), "democ": numbered(0, 10), "autoc": numbered(0, 10)},
        ),
    ),
    covers=(Covers("democracy", 1816, 2025),),
    downloads=(
        Download("V-Dem-CY-Full+Others-v16.csv", "https://v-dem.net/data/the-v-dem-dataset/", form="the page asks for a form"),
        Download("p5v2018.xls", "http://www.systemicpeace.org/inscr/p5v2018.xls"),
    ),
    note="-66, -77 and -88 of Polity (interruption, interregnum, transition) make no fact. Polity ends in 2018, UDS earlier.",
)  # fmt: skip
