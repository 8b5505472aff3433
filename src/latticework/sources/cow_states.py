"""Membership of the state system and the major powers, by the Correlates of War."""

from __future__ import annotations

from latticework.sources.card import COW, Card, Claim, Covers, Download, File, bib, columns, numbered
from latticework.sources.say import day, day_after, precision

_DAYS = columns("styear stmonth stday endyear endmonth endday")


def _end(last: str) -> str:
    """A spell that runs to the last day of the list goes on: nobody looked further."""
    return (
        f"case when endyear = '{last}' and endmonth = '12' and endday = '31' then null "
        f"else {day_after('endyear', 'endmonth', 'endday')} end"
    )


def _spells(role: str, title: str, last: str) -> Claim:
    """Read each row as one spell of a state in the list."""
    return Claim(
        "system_membership",
        "ccode",
        start=day("styear", "stmonth", "stday"),
        end=_end(last),
        precision=precision("stmonth", "stday"),
        basis="'COW'",
        detail={"list": "'COW'", "role": f"'{role}'", "title": title},
        keys=("ccode", "styear"),
    )


_MAJORS = columns("stateabb ccode") + _DAYS + ("version",)


CARD = Card(
    key="cow-states",
    title="State System Membership and Major Powers",
    producer="Correlates of War Project",
    address="https://correlatesofwar.org/data-sets/state-system-membership/",
    licence=COW.licence,
    allows=COW.allows,
    cite="Correlates of War Project. 2017. State System Membership List, v2016.",
    bibtex=bib("misc", "cow2017", author="{Correlates of War Project}", year="2017", title="State System Membership List, v2016"),
    files=(
        File(
            ("states2016.csv",), "v2016", "2017", columns("ccode statenme version") + _DAYS,
            (_spells("member", "statenme", "2016"),), ignore=("stateabb",), codes={"version": numbered(2016, 2016)},
            md5={"states2016.csv": "3f234a00f07689a4297dc80d39cc832b"},
        ),
        File(
            ("majors2016.csv",), "v2016", "2017", _MAJORS, (_spells("major power", "stateabb", "2016"),),
            codes={"version": numbered(2016, 2016)}, md5={"majors2016.csv": "72d84c81e926d4d6538ec8302ffe8d86"},
        ),
        File(
            ("majors2024.csv",), "v2024", "2026", _MAJORS, (_spells("major power", "stateabb", "2024"),),
            codes={"version": numbered(2024, 2024)}, md5={"majors2024.csv": "3676343d6e2d9c1c0774c5c838ccbc31"},
        ),
        File(
            ("isard_cw_system.csv",), "v2016, as in isard", "2023", columns("ccode cw_name start end"),
            (
                Claim(
                    "system_membership", "ccode", start='cast("start" as date)',
                    end="case when \"end\" = '2016-12-31' then null else cast(cast(\"end\" as date) + interval 1 day as date) end",
                    basis="'COW'", detail={"list": "'COW'", "role": "'member'", "title": "cw_name"}, keys=("ccode", "start"),
                ),
            ),
            ignore=("cw_abb",), unless="states2016.csv",
        ),
    ),
    covers=(Covers("system_membership", 1816, 2016),),
    downloads=(
        Download("states2016.csv", "https://correlatesofwar.org/wp-content/uploads/states2016.csv"),
        Download("majors2016.csv", "https://correlatesofwar.org/wp-content/uploads/majors2016.csv"),
    ),
)  # fmt: skip
