"""Minimum distance between states from dated borders, and the capitals of states with their dates."""

from __future__ import annotations

from latticework.sources.card import Card, Claim, Covers, File, bib, columns
from latticework.sources.say import runs

_RUNS = runs("t", ("ccode1", "ccode2"), ("mindist",), where="try_cast(ccode1 as integer) < try_cast(ccode2 as integer)")


def _capitals(system: str, code: str) -> Claim:
    """Read each row as the time a city was the capital."""
    return Claim(
        "launch_site",
        code,
        system=system,
        start="cast(stdate as date)",
        end="case when enddate >= '2024-12-31' then null else cast(cast(enddate as date) + interval 1 day as date) end",
        detail={"title": "capital", "site_kind": "'capital'", "lat": "lat", "lon": "lng"},
        keys=(code, "capital", "stdate"),
    )


CARD = Card(
    key="capitals",
    title="Capitals and Minimum Distances of States",
    producer="Steven V. Miller (peacesciencer); Schvitz et al. (CShapes)",
    address="https://svmiller.com/peacesciencer/",
    licence="GPL-2 (package); distances derive from CShapes 2.0, CC BY-NC-SA",
    allows="to be read from your own copy; not commercially",
    cite="Miller, Steven V. 2022. peacesciencer: An R Package for Quantitative Peace Science Research. Conflict Management and Peace Science 39(6): 755-779; Schvitz, Guy, et al. 2022. Mapping the International System, 1886-2019: The CShapes 2.0 Dataset. Journal of Conflict Resolution 66(1): 144-161.",
    bibtex=bib("article", "miller2022", author="Miller, Steven V.", year="2022", title="{peacesciencer}: An {R} Package for Quantitative Peace Science Research", journal="Conflict Management and Peace Science", volume="39", pages="755--779"),
    files=(
        File(
            ("cow_mindist_km.csv",), "CShapes 2.0", "2022", columns("ccode1 ccode2 year mindist"),
            (
                Claim(
                    "distance", "ccode1", "ccode2", start="make_date(first_year, 1, 1)", end="make_date(last_year + 1, 1, 1)",
                    precision="'year'", value="mindist", unit="'km'", basis="'nearest points, borders of the time'", rows=_RUNS,
                    keys=("ccode1", "ccode2", "first_year", "last_year"),
                ),
            ),
        ),
        File(("cow_capitals.csv",), "COW", "2025", columns("ccode capital stdate enddate lat lng"), (_capitals("cow", "ccode"),), ignore=("statenme",)),
        File(("gw_capitals.csv",), "Gleditsch-Ward", "2025", columns("gwcode capital stdate enddate lat lng"), (_capitals("gw", "gwcode"),), ignore=("statenme",)),
    ),
    covers=(Covers("distance", 1886, 2019), Covers("launch_site", 1816, 2024, complete=False, note="capitals")),
    note="Years that follow each other with the same distance are one fact.",
)  # fmt: skip
