"""Militarized Interstate Disputes 5.0: disputes, their participants, incidents; and disputes of pairs by year."""

from __future__ import annotations

from typing import Any

from latticework.sources.card import COW, Card, Claim, Covers, Download, File, bib, columns, numbered
from latticework.sources.say import day, day_after, precision, year_end, year_start

_LEVEL: dict[str, Any] = {"value": "hostlev", "unit": "'hostility level'"}
_SPAN: dict[str, Any] = {
    "start": day("styear", "stmon", "stday"),
    "end": day_after("endyear", "endmon", "endday"),
    "precision": precision("stmon", "stday"),
}
_MISSING = ("", "NA", ".", "-9", "-8", "-7")
_DAYS = columns("stday stmon styear endday endmon endyear")
_SIDE = "case {0} when '1' then 'A' when '0' then 'B' end"
_YES = "case {0} when '1' then 'yes' when '0' then 'no' end"

_PARTICIPANT = Claim(
    "dispute", "ccode", **_SPAN, **_LEVEL, basis="'participant'",
    detail={
        "dispute": "dispnum", "record": "'participant'", "side": _SIDE.format("sidea"), "original": _YES.format("orig"),
        "revisionist": _YES.format("revstate"), "revision": "revtype1", "highest_action": "hiact", "fatality": "fatality",
        "deaths": "fatalpre",
    },
    keys=("dispnum", "ccode", "styear", "stmon", "stday"),
)  # fmt: skip

_INCIDENT = Claim(
    "dispute", "ccode", **_SPAN, **_LEVEL, basis="'incident'",
    detail={
        "dispute": "dispnum", "incident": "incidnum", "record": "'incident'", "side": _SIDE.format("sidea"),
        "revision": "revtype1", "highest_action": "action", "fatality": "fatality", "deaths": "fatalpre",
    },
    keys=("incidnum", "ccode", "styear", "stmon", "stday"),
)  # fmt: skip


_PAIRS = Claim(
    "dispute", "ccode1", "ccode2", start=year_start("year"), end=year_end("year"), precision="'year'",
    value="hostlev1", unit="'hostility level'", basis="'pair in a year, one dispute a year'", directed=True,
    detail={
        "dispute": "dispnum", "record": "'pair in a year'", "onset": _YES.format("cowmidonset"), "side": _SIDE.format("sidea1"),
        "original": _YES.format("orig1"), "highest_action": "hiact1", "fatality": "fatality1", "deaths": "fatalpre1",
        "other_action": "hiact2", "other_hostility": "hostlev2", "other_fatality": "fatality2", "reciprocated": _YES.format("recip"),
    },
    keys=("dispnum", "ccode1", "ccode2", "year"),
)  # fmt: skip


def _whole(number: str, side: str, record: str, **detail: str) -> Claim:
    """Read a dispute or an incident whole: the states of side A against those of side B, as the file of participants names them."""
    sides = (
        f"(select {number}, list(ccode) filter ({side} = '1') as ones, list(ccode) filter ({side} = '0') as others "
        f"from b group by {number}) s"
    )
    return Claim(
        "dispute", "ones", "others", True, many=True, **_SPAN, **_LEVEL, basis=f"'{record}'",
        detail={"dispute": "dispnum", "record": f"'{record}'", "fatality": "fatality", "deaths": "fatalpre", **detail},
        rows=f"(select t.*, s.ones, s.others from t left join {sides} using ({number}))", keys=(number,),
    )  # fmt: skip


CARD = Card(
    key="cow-mid",
    title="Militarized Interstate Disputes",
    producer="Correlates of War Project",
    address="https://correlatesofwar.org/data-sets/mids/",
    licence=COW.licence,
    allows=COW.allows,
    cite="Palmer, Glenn, Roseanne W. McManus, Vito D'Orazio, Michael R. Kenwick, Mikaela Karstens, Chase Bloch, Nick Dietrich, Kayla Kahn, Kellan Ritter, and Michael J. Soules. 2022. The MID5 Dataset, 2011-2014: Procedures, Coding Rules, and Description. Conflict Management and Peace Science 39(4): 470-482.",
    bibtex=bib("article", "palmer2022", author="Palmer, Glenn and others", year="2022", title="The {MID5} Dataset, 2011--2014: Procedures, Coding Rules, and Description", journal="Conflict Management and Peace Science", volume="39", pages="470--482"),
    files=(
        File(
            ("MIDB 5.0.csv",), "5.0", "2021", columns("dispnum ccode sidea revstate revtype1 fatality fatalpre hiact hostlev orig version") + _DAYS,
            (_PARTICIPANT,), ignore=columns("stabb revtype2"), missing=_MISSING,
            codes={"hostlev": numbered(1, 5), "hiact": numbered(0, 21), "sidea": numbered(0, 1), "version": numbered(5, 5)},
            md5={"MIDB 5.0.csv": "2e0e40a825c4a7a2076236bf566ee012"},
        ),
        File(
            ("MIDA 5.0.csv",), "5.0", "2021", columns("dispnum outcome settle fatality fatalpre hiact hostlev recip") + _DAYS,
            (
                _whole(
                    "dispnum", "sidea", "whole dispute", highest_action="hiact", outcome="outcome", settlement="settle",
                    reciprocated=_YES.format("recip"),
                ),
            ),
            ignore=columns("maxdur mindur numa numb ongo2014 version"), beside="MIDB 5.0.csv",
            missing=_MISSING, codes={"hostlev": numbered(1, 5), "outcome": numbered(0, 9), "settle": numbered(0, 4)},
            md5={"MIDA 5.0.csv": "e81d6e6ed9bad729af90d166a9d6ebdd"},
        ),
        File(
            ("MIDIP 5.0.csv",), "5.0", "2021", columns("dispnum incidnum ccode sidea insidea fatality fatalpre action hostlev revtype1") + _DAYS,
            (_INCIDENT,), ignore=columns("stabb revtype2 version"), missing=_MISSING,
            codes={"hostlev": numbered(0, 5), "action": numbered(0, 22)},
            md5={"MIDIP 5.0.csv": "0f712921900aabcd879e01ea88237365"},
        ),
        File(
            ("MIDI 5.0.csv",), "5.0", "2021", columns("dispnum incidnum action hostlev fatality fatalpre") + _DAYS,
            (_whole("incidnum", "insidea", "whole incident", incident="incidnum", highest_action="action"),),
            ignore=columns("duration tbi numa version"), beside="MIDIP 5.0.csv", missing=_MISSING,
            md5={"MIDI 5.0.csv": "23655c74e835b4d07a2167a167b2383b"},
        ),
        File(
            ("cow_mid_ddydisps_peacesciencer.csv",), "5.0, as in peacesciencer", "2024",
            columns("dispnum ccode1 ccode2 year cowmidonset sidea1 fatality1 fatality2 fatalpre1 hiact1 hiact2 hostlev1 hostlev2 orig1 recip"),
            (_PAIRS,), ignore=columns("cowmidongoing sidea2 fatalpre2 orig2 fatality hostlev mindur maxdur stmon"), missing=_MISSING,
            md5={"cow_mid_ddydisps_peacesciencer.csv": "638fff52578e29baa0e036665e602471"},
        ),
    ),
    covers=(Covers("dispute", 1816, 2014),),
    downloads=(Download("MID-5-Data-and-Supporting-Materials.zip", "https://correlatesofwar.org/wp-content/uploads/MID-5-Data-and-Supporting-Materials.zip"),),
    note=(
        "A dispute stands several times, and record says how: whole (MIDA), by participant (MIDB), by incident (MIDI whole, MIDIP by "
        "participant), by pair and year. Count one record only. MIDA and MIDI name no states: their sides are those of MIDB and MIDIP, "
        "which must be beside them; the sides of an incident are its own, not those of the dispute."
    ),
)  # fmt: skip
