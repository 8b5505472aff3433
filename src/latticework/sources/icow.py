"""Territorial, river and maritime claims of one state on another, attempts to settle them, and changes of territory."""

from __future__ import annotations

from latticework.sources.card import CITE, COW, Card, Claim, Covers, Download, File, bib, columns
from latticework.sources.say import runs

_ISSUE = "case issue when '1' then 'territory' when '2' then 'river' when '3' then 'maritime' end"
_REGION = "case region when '1' then 'Western Hemisphere' when '2' then 'Western Europe' when '4' then 'Middle East' else region end"


def _month(column: str) -> tuple[str, str, str]:
    """Read YYYYMM, with month 99 or 00 unknown: first day, first day after, precision."""
    unknown = f"right({column}, 2) in ('99', '00')"
    year = f"cast(left({column}, 4) as integer)"
    start = f"case when {unknown} then make_date({year}, 1, 1) else make_date({year}, cast(right({column}, 2) as integer), 1) end"
    after = (
        f"cast(case when {unknown} then make_date({year} + 1, 1, 1) "
        f"else make_date({year}, cast(right({column}, 2) as integer), 1) + interval 1 month end as date)"
    )
    return start, after, f"case when {unknown} then 'year' else 'month' end"


_BEGIN, _, _PRECISION = _month("begclaim")
_, _END, _ = _month("endclaim")
_SETTLE, _, _SETTLE_PRECISION = _month("begsett")
_, _SETTLED, _ = _month("endsett")

CARD = Card(
    key="icow",
    title="Issue Correlates of War Claims, and COW Territorial Change",
    producer="Paul R. Hensel and Sara McLaughlin Mitchell; Correlates of War Project",
    address="https://doi.org/10.7910/DVN/E6PSGZ",
    licence=CITE.licence,
    allows=CITE.allows,
    cite="Hensel, Paul R. 2001. Contentious Issues and World Politics: The Management of Territorial Claims in the Americas, 1816-1992. International Studies Quarterly 45(1): 81-109; Frederick, Bryan A., Paul R. Hensel, and Christopher Macaulay. 2017. The Issue Correlates of War Territorial Claims Data, 1816-2001. Journal of Peace Research 54(1): 99-108.",
    bibtex=bib("article", "frederick2017", author="Frederick, Bryan A. and Hensel, Paul R. and Macaulay, Christopher", year="2017", title="The Issue Correlates of War Territorial Claims Data, 1816--2001", journal="Journal of Peace Research", volume="54", pages="99--108"),
    files=(
        File(
            ("ICOWclaimdy.csv",), "1.1", "2014", columns("issue region claimdy name rivname chal tgt begclaim endclaim resolved icowsal attemptst midsiss"),
            (
                Claim(
                    "territorial_claim", "chal", "tgt", True, start=_BEGIN,
                    end=f"case when endclaim >= '200112' then null else {_END} end", precision=_PRECISION,
                    value="icowsal", unit="'salience'", basis="'claim'",
                    detail={
                        "claim": "claimdy", "title": "name", "issue": _ISSUE, "region": _REGION, "resolved": "resolved",
                        "attempts": "attemptst", "disputes": "midsiss", "record": "'claim'",
                    },
                    keys=("claimdy", "chal", "tgt", "begclaim"),
                ),
            ),
            ignore=columns(
                "terriss riveriss mariss claim rivnum dyadnum dyad endviol duration icowsalc salchal saltgt "
                "salold saltan salint salintc salintt attemptsp attbilat att3non att3bind midsfat warsiss maxhost "
                "maxfatal version"
            ), missing=("", "NA", ".", "-9"), encoding="latin-1",
        ),
        File(
            ("ICOWdyadyr.csv",), "1.1", "2014", columns("issue region claimdy chal tgt year icowsal"),
            (
                Claim(
                    "territorial_claim", "chal", "tgt", True, start="make_date(first_year, 1, 1)", end="make_date(last_year + 1, 1, 1)",
                    precision="'year'", value="icowsal", unit="'salience'", basis="'claim in years of one salience'",
                    detail={"claim": "claimdy", "issue": _ISSUE, "region": _REGION, "record": "'claim in years of one salience'"},
                    rows=runs("t", ("claimdy", "issue", "region", "chal", "tgt"), ("icowsal",)), keys=("claimdy", "chal", "tgt", "first_year"),
                ),
            ),
            ignore=columns(
                "terriss riveriss mariss claim dyadnum dyad icowsalc salchal saltgt salold saltan salint salintc "
                "salintt tchomechal tchometgt tcpop tcresource tcstratloc tcidenchal tcidentgt tchistchal tchisttgt "
                "tcoffshore tccontchal tcconttgt tcncontig tcentirecl tcarea tclnarea rcquantcl rcqualcl rcnavcl "
                "rcrivtype rchomechal rchometgt rcnavc rcnavt rcpopc rcpopt rcresourcc rcresourct rcpowerc rcpowert "
                "rcirrigc rcirrigt rcdamsc rcdamst rcterrclm rcterrnum mchomechal mchometgt mcresource mcstratloc "
                "mcfishing mcmigrate mcoil mcoffshore mcterrclm mcterrnum nbilat attbilat n3non att3non n3bind "
                "att3bind att3rd nmidiss midissyr maxhost maxfatal nfatal midfatyr nwar waryr attemptsp attemptst "
                "attanyp attanyt attmult attnone recmid5 recmid10 recmid15 recmidwt recfat5 recfat10 recfat15 "
                "recfatwt recwar5 recwar10 recwar15 recwarwt recno5 recno10 recno15 recnowt recyes5 recyes10 recyes15 "
                "recyeswt pacsett tergen terviol tertot version"
            ), missing=("", "NA", ".", "-9"), encoding="latin-1",
        ),
        File(
            ("ICOWsettle.csv",), "1.1", "2014", columns("issue region claimdy chal tgt settnumt begsett endsett typesett agree"),
            (
                Claim(
                    "territorial_claim", "chal", "tgt", True, start=_SETTLE, end=_SETTLED, precision=_SETTLE_PRECISION, basis="'settlement attempt'",
                    detail={
                        "claim": "claimdy", "issue": _ISSUE, "region": _REGION, "record": "'settlement attempt'", "actors": "typesett",
                        "agreement": "case agree when '1' then 'yes' when '0' then 'no' end",
                    },
                    keys=("claimdy", "settnumt", "chal", "tgt"),
                ),
            ),
            ignore=columns(
                "terriss riveriss mariss claim dyadnum dyad settnump year yearend durmid durfat durwar typeset3 "
                "typesetm bilat nonbind3 binding3 midiss typeact actor1 actor2 actor3 actor4 actor5 actor6 "
                "typeio3 typeio5 io ioreg ioglob ioacttype iobind ionon other3rd oth3bind oth3non extentsa "
                "extentsa3 attfunc attproc attiss agreeall extentag extentag3 agreefun agreepro agreeiss terrchag "
                "allocag marchag sqchgag concesag conceven conceslo conceshi concany concchal conctgt concstr3 "
                "concstr1 concwk3 concwk1 ratfailc ratfailt ratfail compchal comptgt comply2 claimend clmendatt "
                "clmendma clmendall clmend2 clmend5 clmend10 effect4 effect3 nomid5 nomid10 nomid15 mid midhost "
                "midwar midfat midfatany midendiss version"
            ), missing=("", "NA", ".", "-9"), encoding="latin-1",
        ),
        File(
            ("tc2014.csv", "cow_territorial_change_tc2014.csv"), "5", "2014",
            columns("year month gainer procedur entity area pop portion loser number conflict"),
            tuple(
                Claim(
                    "territorial_change", giver, receiver, bool(receiver),
                    start="make_date(cast(year as integer), coalesce(cast(month as integer), 1), 1)",
                    end="cast(make_date(cast(year as integer), coalesce(cast(month as integer), 1), 1) + "
                    "case when month is null then interval 1 year else interval 1 month end as date)",
                    precision="case when month is null then 'year' else 'month' end", value="area", unit="'square km'",
                    detail={
                        "number": "number", "procedure": "procedur", "conflict": "case conflict when '1' then 'yes' when '0' then 'no' end",
                        "entity": "entity", "population": "pop", "portion": "case portion when '1' then 'part' when '0' then 'whole' end",
                    },
                    where=f"loser is {'not ' if receiver else ''}null and gainer is not null", keys=("number",),
                )
                for giver, receiver in (("loser", "gainer"), ("gainer", ""))
            ),
            ignore=columns("gaintype contgain losetype contlose entry exit indep version"), missing=("", "NA", ".", "-9"),
        ),
    ),
    covers=(
        Covers("territorial_claim", 1816, 2001, complete=False, note="the Americas, Western Europe and the Middle East"),
        Covers("territorial_change", 1816, 2014),
    ),
    downloads=(
        Download("ICOW 1.1", "https://doi.org/10.7910/DVN/E6PSGZ", form="choose the files on the Dataverse page"),
        Download("terr-changes-v6.zip", "https://correlatesofwar.org/data-sets/territorial-change/", form="choose the file on the page"),
    ),
    note=(
        "A claim stands as the whole claim (ICOWclaimdy) and by its years (ICOWdyadyr), where years of one salience that follow each other "
        "are one fact; record says which: count one of them. What else the yearly file has (settlement attempts and disputes of a year, "
        "sums over past years) can be counted from the other facts and is ignored by name. " + COW.licence + " for the territorial changes."
    ),
)  # fmt: skip
