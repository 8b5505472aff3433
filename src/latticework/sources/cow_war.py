"""Wars by the Correlates of War: between states, within states, and of pairs by year."""

from __future__ import annotations

from latticework.sources.card import COW, Card, Claim, Covers, Download, File, bib, columns, numbered
from latticework.sources.say import day, day_after, precision, year_end, year_start

_MISSING = ("", "NA", ".", "-8", "-9", "-7", "-6")
_YES = "case {0} when '1' then 'yes' when '0' then 'no' end"
_SPELL = columns("StartMonth{0} StartDay{0} StartYear{0} EndMonth{0} EndDay{0} EndYear{0}")


def _between(number: str) -> Claim:
    """Read a participant's spell of an inter-state war; deaths are counted over both spells and stand on the first."""
    return Claim(
        "war", "ccode",
        start=day(f"StartYear{number}", f"StartMonth{number}", f"StartDay{number}"),
        end=day_after(f"EndYear{number}", f"EndMonth{number}", f"EndDay{number}"),
        precision=precision(f"StartMonth{number}", f"StartDay{number}"), basis="'participant'",
        detail={
            "war": "WarNum", "title": "WarName", "record": "'participant'", "type": "WarType", "side": "Side",
            "initiator": "case Initiator when '1' then 'yes' when '2' then 'no' end", "outcome": "Outcome", "place": "WhereFought",
            **({"deaths": "BatDeath"} if number == "1" else {}),
        },
        where=f"StartYear{number} is not null", keys=("WarNum", "ccode", f"StartYear{number}"),
    )  # fmt: skip


def _within(number: str) -> Claim:
    """Read the states on either side of a war within a state; sides that are no states are named."""
    return Claim(
        "war", "unnest(list_filter([CcodeA, CcodeB], lambda x: x is not null))",
        start=day(f"StartYear{number}", f"StartMonth{number}", f"StartDay{number}"),
        end=day_after(f"EndYear{number}", f"EndMonth{number}", f"EndDay{number}"),
        precision=precision(f"StartMonth{number}", f"StartDay{number}"), basis="'participant'",
        detail={
            "war": "WarNum", "title": "WarName", "record": "'within a state'", "type": "WarType", "side_a": "SideA",
            "side_b": "SideB", "internationalized": _YES.format("Intnl"), "outcome": "Outcome", "place": "WhereFought",
            "deaths": "SideADeaths", "other_deaths": "SideBDeaths",
        },
        where=f"StartYear{number} is not null and (CcodeA is not null or CcodeB is not null)", keys=("WarNum", "SideA", "SideB", f"StartYear{number}"),
    )  # fmt: skip


_DATES = tuple(name.format(number) for number in "12" for name in _SPELL)

CARD = Card(
    key="cow-war",
    title="COW Wars",
    producer="Correlates of War Project",
    address="https://correlatesofwar.org/data-sets/cow-war/",
    licence=COW.licence,
    allows=COW.allows,
    cite="Sarkees, Meredith Reid, and Frank Whelon Wayman. 2010. Resort to War: 1816-2007. Washington DC: CQ Press; for pairs: Maoz, Zeev, et al. 2019. The Dyadic Militarized Interstate Disputes (MIDs) Dataset Version 3.0. Journal of Conflict Resolution 63(3): 811-835.",
    bibtex=bib("book", "sarkees2010", author="Sarkees, Meredith Reid and Wayman, Frank Whelon", year="2010", title="Resort to War: 1816--2007", publisher="CQ Press"),
    files=(
        File(
            ("Inter-StateWarData_v4.0.csv",), "4.0", "2010",
            columns("WarNum WarName WarType ccode Side Initiator Outcome WhereFought BatDeath") + _DATES, (_between("1"), _between("2")),
            ignore=columns("StateName TransFrom TransTo Version"), missing=_MISSING,
            codes={"Side": numbered(1, 2), "Outcome": numbered(1, 8), "WarType": numbered(1, 1)},
            md5={"Inter-StateWarData_v4.0.csv": "1bfbb9c8b30d90b63d9d5948a9f5e24c"},
        ),
        File(
            ("Intra-StateWarData_v4.1.csv",), "4.1", "2014",
            columns("WarNum WarName WarType CcodeA SideA CcodeB SideB Intnl Outcome WhereFought SideADeaths SideBDeaths") + _DATES,
            (_within("1"), _within("2")), ignore=columns("TransFrom Initiator TransTo Version"), missing=_MISSING,
            encoding="latin-1", codes={"WarType": numbered(4, 7), "Intnl": numbered(0, 1)},
            md5={"Intra-StateWarData_v4.1.csv": "d92cbaa4bd689e1522f06c51615b254f"},
        ),
        File(
            ("directed_dyadic_war.csv",), "2019", "2019",
            columns("warnum disno statea stateb warstrtmnth warstrtday warstrtyr warendmnth warenday warendyr year warolea waroleb outcomea batdtha batdthb"),
            (
                Claim(
                    "war", "statea", "stateb", True,
                    start=f"greatest({day('warstrtyr', 'warstrtmnth', 'warstrtday')}, make_date(cast(year as integer), 1, 1))",
                    end=f"least({day_after('warendyr', 'warendmnth', 'warenday')}, make_date(cast(year as integer) + 1, 1, 1))",
                    precision="case when warstrtday is null and year = warstrtyr then 'month' else 'day' end", basis="'pair in a year'",
                    detail={
                        "war": "warnum", "dispute": "disno", "record": "'pair in a year'", "year": "year",
                        "onset": "case when year = warstrtyr then 'yes' else 'no' end", "roles": "concat(warolea, '-', waroleb)",
                        "outcome": "outcomea", "deaths": "batdtha", "other_deaths": "batdthb",
                    },
                    keys=("warnum", "statea", "stateb", "year", "warstrtmnth", "warstrtday"),
                ),
            ),
            ignore=columns("dyindex wardyadrolea wardyadroleb changes_1 changes_2 batdths durindx"), missing=_MISSING,
            md5={"directed_dyadic_war.csv": "d38b7e1da378179e68cb5584bd72fcc0"},
        ),
        File(
            ("cow_war_inter_peacesciencer.csv",), "4.0, as in peacesciencer", "2022",
            columns("warnum ccode1 ccode2 year cowinteronset sidea1 initiator1 outcome1 batdeath1 batdeath2"),
            (
                Claim(
                    "war", "ccode1", "ccode2", True, start=year_start("year"), end=year_end("year"), precision="'year'", basis="'pair in a year'",
                    detail={
                        "war": "warnum", "record": "'pair in a year'", "onset": _YES.format("cowinteronset"), "side": "sidea1",
                        "initiator": _YES.format("initiator1"), "outcome": "outcome1", "deaths": "batdeath1", "other_deaths": "batdeath2",
                    },
                    keys=("warnum", "ccode1", "ccode2", "year"),
                ),
            ),
            unless="directed_dyadic_war.csv", ignore=columns("cowinterongoing sidea2 initiator2 outcome2 resume"), missing=_MISSING,
        ),
    ),
    covers=(Covers("war", 1816, 2007, note="wars between states to 2003"),),
    downloads=(
        Download("Inter-StateWarData_v4.0.csv", "https://correlatesofwar.org/wp-content/uploads/Inter-StateWarData_v4.0.csv"),
        Download("Dyadic-Interstate-War-Dataset.zip", "https://correlatesofwar.org/wp-content/uploads/Dyadic-Interstate-War-Dataset.zip"),
    ),
)  # fmt: skip
