"""Disputes as corrected by Gibler, Miller and Little: pairs by year, participants with their leaders."""

from __future__ import annotations

from latticework.sources.card import CITE, Card, Claim, Covers, Download, File, bib, columns, numbered
from latticework.sources.say import day, day_after, precision, year_end, year_start

_YES = "case {0} when '1' then 'yes' when '0' then 'no' end"
_MISSING = ("", "NA", ".", "-9", "-8")
_DYADS = File(
    ("gml_dirdisp_v2.2.1_peacesciencer.csv", "gml_dirdisp.csv"), "2.2.1", "2021",
    columns("dispnum ccode1 ccode2 year midonset sidea1 revstate1 revtype11 fatality1 fatality2 fatalpre1 hiact1 hiact2 hostlev1 hostlev2 orig1 outcome settle recip"),
    (
        Claim(
            "dispute", "ccode1", "ccode2", True, start=year_start("year"), end=year_end("year"), precision="'year'",
            value="hostlev1", unit="'hostility level'", basis="'pair in a year'",
            detail={
                "dispute": "dispnum", "record": "'pair in a year'", "onset": _YES.format("midonset"),
                "side": "case sidea1 when '1' then 'A' when '0' then 'B' end", "original": _YES.format("orig1"),
                "revisionist": _YES.format("revstate1"), "revision": "revtype11", "highest_action": "hiact1",
                "fatality": "fatality1", "deaths": "fatalpre1", "other_action": "hiact2", "other_hostility": "hostlev2",
                "other_fatality": "fatality2", "outcome": "outcome", "settlement": "settle", "reciprocated": _YES.format("recip"),
            },
            keys=("dispnum", "ccode1", "ccode2", "year"),
        ),
    ),
    ignore=columns(
        "midongoing sidea2 revstate2 revtype12 revtype21 revtype22 fatalpre2 orig2 hiact hostlev mindur maxdur fatality "
        "fatalpre stmon endmon numa numb ongo2010 version"
    ),
    missing=_MISSING, codes={"hostlev1": numbered(0, 5), "hiact1": numbered(0, 21)},
    md5={"gml_dirdisp_v2.2.1_peacesciencer.csv": "152e1262c2bce9661981dfdb3fe3b55b"},
)  # fmt: skip

CARD = Card(
    key="gml",
    title="Gibler-Miller-Little Militarized Interstate Disputes",
    producer="Douglas M. Gibler, Steven V. Miller and Erin K. Little",
    address="https://dmgibler.people.ua.edu/mid-data.html",
    licence=CITE.licence,
    allows=CITE.allows,
    cite="Gibler, Douglas M., Steven V. Miller, and Erin K. Little. 2016. An Analysis of the Militarized Interstate Dispute (MID) Dataset, 1816-2001. International Studies Quarterly 60(4): 719-730.",
    bibtex=bib("article", "gibler2016", author="Gibler, Douglas M. and Miller, Steven V. and Little, Erin K.", year="2016", title="An Analysis of the Militarized Interstate Dispute ({MID}) Dataset, 1816--2001", journal="International Studies Quarterly", volume="60", pages="719--730"),
    files=(
        _DYADS,
        File(
            ("gml_part.csv",), "2.2.1", "2021", columns("dispnum ccode styear stmon stday endyear endmon endday obsid_start sidea hiact orig"),
            (
                Claim(
                    "dispute", "ccode", start=day("styear", "stmon", "stday"), end=day_after("endyear", "endmon", "endday"),
                    precision=precision("stmon", "stday"), basis="'participant'",
                    detail={
                        "dispute": "dispnum", "record": "'participant'", "side": "case sidea when '1' then 'A' when '0' then 'B' end",
                        "original": _YES.format("orig"), "highest_action": "hiact", "leader": "obsid_start",
                    },
                    keys=("dispnum", "ccode", "styear", "stmon"),
                ),
            ),
            ignore=columns(
                "obsid_end dummy_stday dummy_endday anymiss_leader_start anymiss_leader_end allmiss_leader_start allmiss_leader_end"
            ),
            missing=_MISSING, codes={"hiact": numbered(0, 21)},
        ),
    ),
    covers=(Covers("dispute", 1816, 2010),),
    downloads=(Download("gml-mid-data-2.2.1.zip", "https://dmgibler.people.ua.edu/mid-data.html", form="choose version 2.2.1 on the page"),),
)  # fmt: skip
