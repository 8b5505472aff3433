"""Dyadic Militarized Interstate Disputes 4.03: who was against whom in a dispute, year by year."""

from __future__ import annotations

from latticework.sources.card import COW, Card, Claim, Covers, Download, File, bib, columns, numbered
from latticework.sources.say import day, day_after

_YES = "case {0} when '1' then 'yes' when '0' then 'no' end"
_START = day("strtyr", "strtmnth", "strtday")
_END = day_after("endyear", "endmnth", "endday")

CARD = Card(
    key="dyadic-mid",
    title="Dyadic Militarized Interstate Disputes",
    producer="Zeev Maoz and others",
    address="https://correlatesofwar.org/data-sets/mids/",
    licence=COW.licence,
    allows=COW.allows,
    cite="Maoz, Zeev, Paul L. Johnson, Jasper Kaplan, Fiona Ogunkoya, and Aaron P. Shreve. 2019. The Dyadic Militarized Interstate Disputes (MIDs) Dataset Version 3.0. Journal of Conflict Resolution 63(3): 811-835.",
    bibtex=bib("article", "maoz2019", author="Maoz, Zeev and Johnson, Paul L. and Kaplan, Jasper and Ogunkoya, Fiona and Shreve, Aaron P.", year="2019", title="The Dyadic Militarized Interstate Disputes ({MIDs}) Dataset Version 3.0", journal="Journal of Conflict Resolution", volume="63", pages="811--835"),
    files=(
        File(
            ("dyadic_mid_4.03.csv",), "4.03", "2021",
            columns("disno dyindex statea stateb year strtday strtmnth strtyr endday endmnth endyear outcome settlmnt recip sideaa revstata revtypea fatleva highmcaa hihosta orignata fatlevb highmcab hihostb rolea roleb war severity"),
            (
                Claim(
                    "dispute", "statea", "stateb", True,
                    start=f"greatest({_START}, make_date(cast(year as integer), 1, 1))",
                    end=f"least({_END}, make_date(cast(year as integer) + 1, 1, 1))",
                    value="hihosta", unit="'hostility level'", basis="'pair in a year'",
                    precision="case when strtday is null and year = strtyr then 'month' else 'day' end",
                    detail={
                        "dispute": "disno", "record": "'pair in a year'", "year": "year",
                        "onset": "case when year = strtyr then 'yes' else 'no' end", "side": "case sideaa when '1' then 'A' when '0' then 'B' end",
                        "original": _YES.format("orignata"), "revisionist": _YES.format("revstata"), "revision": "revtypea",
                        "highest_action": "highmcaa", "fatality": "fatleva", "other_action": "highmcab",
                        "other_hostility": "hihostb", "other_fatality": "fatlevb", "outcome": "outcome",
                        "settlement": "settlmnt", "reciprocated": _YES.format("recip"), "roles": "concat(rolea, '-', roleb)",
                        "war": _YES.format("war"),
                    },
                    keys=("disno", "dyindex", "statea", "stateb", "year"),
                ),
            ),
            ignore=columns(
                "namea nameb fatlev highact hihost noinit notarg sideab revstatb revtypeb orignatb dyad_rolea "
                "dyad_roleb durindx duration cumdurat mid5hiact mid5hiacta mid5hiactb severitya severityb "
                "ongo2014 new change changetype_1 changetype_2"
            ), missing=("", "NA", ".", "-9", "-8"), codes={"hihosta": numbered(0, 5)},
            md5={"dyadic_mid_4.03.csv": "cd02df443c6e12d6f5e8b78042e5b5a4"},
        ),
    ),
    covers=(Covers("dispute", 1816, 2014),),
    downloads=(Download("dyadic_mid_4.03.zip", "https://correlatesofwar.org/wp-content/uploads/dyadic_mid_4.03_update.zip"),),
)  # fmt: skip
