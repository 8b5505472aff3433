"""Leaders of states: who effectively led, how they came and went, and what is known of them."""

from __future__ import annotations

from latticework.sources.card import CITE, Card, Claim, Covers, Download, File, bib, columns

CARD = Card(
    key="archigos",
    title="Archigos: A Data Set on Leaders",
    producer="Henk E. Goemans, Kristian Skrede Gleditsch and Giacomo Chiozza",
    address="https://www.rochester.edu/college/faculty/hgoemans/data.htm",
    licence=CITE.licence,
    allows=CITE.allows,
    cite="Goemans, Henk E., Kristian Skrede Gleditsch, and Giacomo Chiozza. 2009. Introducing Archigos: A Dataset of Political Leaders. Journal of Peace Research 46(2): 269-283.",
    bibtex=bib("article", "goemans2009", author="Goemans, Henk E. and Gleditsch, Kristian Skrede and Chiozza, Giacomo", year="2009", title="Introducing {Archigos}: A Dataset of Political Leaders", journal="Journal of Peace Research", volume="46", pages="269--283"),
    files=(
        File(
            ("archigos.csv",), "4.1, as in peacesciencer", "2016", columns("obsid gwcode leadid leader yrborn gender startdate enddate entry exit exitcode"),
            (
                Claim(
                    "leader", "gwcode", system="gw", start="cast(startdate as date)",
                    end="case when enddate >= '2015-12-31' then null else cast(cast(enddate as date) + interval 1 day as date) end",
                    detail={
                        "title": "leader", "leader": "leadid", "born": "yrborn", "gender": "gender", "entry": "entry", "exit": "exit",
                        "after": "exitcode", "number": "obsid",
                    },
                    keys=("obsid", "startdate"),
                ),
            ),
            missing=("", "NA", ".", "-777", "-999"),
        ),
    ),
    covers=(Covers("leader", 1840, 2015),),
    downloads=(Download("1March_Archigos_4.1.txt", "https://www.rochester.edu/college/faculty/hgoemans/1March_Archigos_4.1.txt"),),
    note="A leader in office on the last day of the data (31 December 2015) has no end.",
)  # fmt: skip
