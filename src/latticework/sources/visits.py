"""Visits abroad of the secretaries of the United States' armed services."""

from __future__ import annotations

from latticework.sources.card import CITE, Card, Claim, Covers, File, bib, columns
from latticework.sources.say import day, day_after, precision

_START, _END = ('"Start Year"', '"Start Month"', '"Start Day"'), ('"End Year"', '"End Month"', '"End Day"')

CARD = Card(
    key="visits",
    title="Visits Abroad of US Service Secretaries",
    producer="Collected in the package troopdata",
    address="https://github.com/meflynn/troopdata",
    licence=CITE.licence,
    allows=CITE.allows,
    cite="Flynn, Michael E. troopdata: Tools for Analyzing Cross-National Military Deployment and Basing Data (raw list of visits).",
    bibtex=bib("misc", "troopdata", author="Flynn, Michael E.", title="troopdata", year="2022"),
    files=(
        File(
            ("us_service_secretary_visits.csv", "visits.csv"), "troopdata", "2022", columns("Title Name", "Start Day", "Start Month", "Start Year", "City Visited", "State Visit", "End Day", "End Month", "End Year"),
            (
                Claim(
                    "mission", "'USA'", '"State Visit"', True, system="iso3", start=day(*_START), end=day_after(*_END),
                    precision=precision(_START[1], _START[2]), detail={"title": '"Title"', "person": '"Name"', "place": '"City Visited"'},
                    keys=("row_no", "State Visit"),
                ),
            ),
        ),
    ),
    covers=(Covers("mission", 2008, 2012, complete=False),),
)  # fmt: skip
