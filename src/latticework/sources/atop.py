"""Alliance Treaty Obligations and Provisions: treaties, members, and who owes what to whom."""

from __future__ import annotations

from latticework.sources.card import CITE, Card, Claim, Covers, Download, File, bib, columns, numbered
from latticework.sources.say import day, day_after, precision, runs, year_end, year_start

LAST_YEAR = 2018
_PACTS = {
    "atop_defense": "defence_pact",
    "atop_nonagg": "non_aggression",
    "atop_neutral": "neutrality",
    "atop_consul": "consultation",
}
_MUTUAL = ("neutrality", "consultation")
_TYPES = ("defense", "offense", "neutral", "nonagg", "consul")
_MISSING = ("", "NA", ".", "-9", "0.0")
_OBLIGATIONS = (
    "nullif(concat_ws(', ', "
    + ", ".join(f"case when {name} in ('1', '2') then '{name}' end" for name in _TYPES)
    + "), '')"
)
_YES = "case {0} when '1' then 'yes' when '2' then 'yes' when '0' then 'no' end"


def _steps(column: str, kind: str) -> tuple[Claim, Claim]:
    """Read a pledge column of the directed pairs: in force from the first year of a run, ended in the year of its last.

    The file gives years only. A run that lasts to the end of the data has no end: nobody looked further. Pacts whose
    kind has no direction are read for the pair when either side is pledged.
    """
    mutual = kind in _MUTUAL
    table, arrow = (_PAIRS.format(column), "-") if mutual else ("t", ">")
    rows = runs(table, ("ccode1", "ccode2"), (column,), where=f"{column} = '1'")
    detail = {
        "tie": f"concat('atop:{column.removeprefix('atop_')}:', ccode1, '{arrow}', ccode2)",
        "title": f"'ATOP pledge ({column.removeprefix('atop_')})'",
    }
    first = Claim(
        kind, "ccode1", "ccode2", not mutual, start="make_date(first_year, 1, 1)", precision="'year'", basis=f"'{column}'",
        status="'in_force'", detail=detail, rows=rows, keys=("ccode1", "ccode2", "first_year"),
    )  # fmt: skip
    last = Claim(
        kind, "ccode1", "ccode2", not mutual, start="make_date(last_year, 1, 1)", precision="'year'", basis=f"'{column}'",
        status="'ended'", detail=detail, rows=rows, where=f"last_year < {LAST_YEAR}",
        keys=("ccode1", "ccode2", "last_year"),
    )  # fmt: skip
    return first, last


_PAIRS = (
    "(select min(row_no) as row_no, least(cast(ccode1 as integer), cast(ccode2 as integer)) as ccode1, "
    "greatest(cast(ccode1 as integer), cast(ccode2 as integer)) as ccode2, year, max({0}) as {0} from t group by all)"
)


def _owed(column: str) -> Claim:
    """Read a pledge that has no directed kind of its own, with its direction: one fact a run of years."""
    return Claim(
        "dyad_obligation", "ccode1", "ccode2", True, start="make_date(first_year, 1, 1)",
        end="make_date(last_year + 1, 1, 1)", precision="'year'", basis=f"'{column}'",
        rows=runs("t", ("ccode1", "ccode2"), (column,), where=f"{column} = '1'"),
        keys=("ccode1", "ccode2", "first_year", "last_year"),
    )  # fmt: skip


_MEMBER = Claim(
    "alliance_member", "member",
    start=day("yrent", "moent", "dayent"), precision=precision("moent", "dayent"),
    end=day_after("yrexit", "moexit", "dayexit"),
    detail={
        "tie": "concat('atop:', atopid)", "obligations": _OBLIGATIONS, "bilateral": _YES.format("bilat"),
        "conditional": _YES.format("conditio"), "asymmetric": _YES.format("asymm"), "base": _YES.format("base"),
        "integrated_command": _YES.format("intcom"), "specific_threat": _YES.format("specthrt"), "exit": "termmode",
    },
    keys=("atopid", "member", "yrent"),
)  # fmt: skip

_MEMBERS = ("mem1", *(f"mem{number}" for number in range(2, 60)))


def _treaty(*keys: str, many: int, phase: str) -> Claim:
    """Read each treaty (or each phase of one) with its members and obligations."""
    return Claim(
        "alliance_treaty", f"[{', '.join(_MEMBERS[:many])}]", many=True,
        start=day("begyr", "begmo", "begday"), precision=precision("begmo", "begday"), end=day_after("endyr", "endmo", "endday"),
        detail={
            "tie": "concat('atop:', atopid)", "obligations": _OBLIGATIONS, "bilateral": _YES.format("bilat"),
            "wartime": _YES.format("wartime"), "secrecy": "pubsecr", "integrated_command": _YES.format("intcom"),
            "military_aid": _YES.format("milaid"), "base": _YES.format("base"), "phases": phase,
        },
        keys=keys,
    )  # fmt: skip


_TREATY_COLUMNS = columns(
    "begyr begmo begday endyr endmo endday bilat maxphase wartime pubsecr defense offense neutral nonagg consul milaid intcom base"
)


CARD = Card(
    key="atop",
    title="Alliance Treaty Obligations and Provisions",
    producer="Brett Ashley Leeds and others, Rice University",
    address="http://www.atopdata.org",
    licence=CITE.licence,
    allows=CITE.allows,
    cite="Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell, and Andrew G. Long. 2002. Alliance Treaty Obligations and Provisions, 1815-1944. International Interactions 28: 237-260.",
    bibtex=bib("article", "leeds2002", author="Leeds, Brett Ashley and Ritter, Jeffrey M. and Mitchell, Sara McLaughlin and Long, Andrew G.", year="2002", title="Alliance Treaty Obligations and Provisions, 1815-1944", journal="International Interactions", volume="28", pages="237--260"),
    files=(
        File(
            ("atop5_1ddyr_peacesciencer.csv",), "5.1", "2022-08", columns("ccode1 ccode2 year atop_defense atop_offense atop_neutral atop_nonagg atop_consul"),
            (*(claim for column, kind in _PACTS.items() for claim in _steps(column, kind)), *map(_owed, ("atop_offense", "atop_neutral", "atop_consul"))),
            codes=dict.fromkeys(("atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul"), numbered(0, 1)),
        ),
        File(
            ("atop5_1m.csv",), "5.1", "2022-08",
            columns("atopid member yrent moent dayent yrexit moexit dayexit bilat termmode defense offense neutral nonagg consul conditio specthrt intcom base asymm"),
            (_MEMBER,), ignore=columns(
                "cowid cow4id cowsys ineffect phase maxphase wartime cowwar estmode pubsecr secrart proadd futmem "
                "speclgth length renounce proren renewlgt term termcaus active defcon offcon neucon concon "
                "defcoadv defcoloc defcocon defconum defcodem defconpr offcoadv offcoloc offcocon offconum "
                "offcodem neucoadv neucoloc neucocon neuconum neucodem neuconpr neucoatt concoadv concoloc "
                "concocon concoreq olimob obvary notaiden dipaid terrres seppeace thirdcom noothall statthr1 "
                "statthr2 conwtin medarb milcon milaid subord organ1 orgpurp1 organ2 orgpurp2 contrib armred "
                "acqterr divgains demwith reflnun refothio natrefal compag nomicoop conres agprois conmen ecaid "
                "interv source new5 rev5 version"
            ), missing=("", "NA", ".", "-9", "-8"),
            md5={"atop5_1m.csv": "83802f1e669b6ce490cc7a3acd3a8581"},
        ),
        File(
            ("atop5_1a.csv",), "5.1", "2022-08", ("atopid", *_TREATY_COLUMNS, *_MEMBERS),
            (_treaty("atopid", many=59, phase="maxphase"),), ignore=columns(
                "cowid cow4id ineffect estmode secrart proadd futmem speclgth length renounce proren renewlgt "
                "term active conditio defcon offcon neucon concon asymm notaiden dipaid terrres seppeace thirdcom "
                "noothall specthrt statthr1 statthr2 conwtin medarb milcon subord organ1 orgpurp1 organ2 orgpurp2 "
                "contrib armred acqterr divgains demwith reflnun refothio natrefal compag nomicoop conres agprois "
                "conmen ecaid interv source new5 rev5 version"
            ),
            md5={"atop5_1a.csv": "905d804cba32717aa49520c29dc87c35"},
        ),
        File(
            ("atop5_1aph.csv",), "5.1, by phase", "2022-08", ("atopid", "atopidphase", "phase", *_TREATY_COLUMNS, *_MEMBERS[:57]),
            (_treaty("atopidphase", many=57, phase="concat(phase, ' of ', maxphase)"),), ignore=columns(
                "cowid cow4id ineffect estmode secrart proadd futmem speclgth length renounce proren renewlgt "
                "term active conditio defcon offcon neucon concon asymm notaiden dipaid terrres seppeace thirdcom "
                "noothall specthrt statthr1 statthr2 conwtin medarb milcon subord organ1 orgpurp1 organ2 orgpurp2 "
                "contrib armred acqterr divgains demwith reflnun refothio natrefal compag nomicoop conres agprois "
                "conmen ecaid interv source new5 rev5 version"
            ),
            md5={"atop5_1aph.csv": "8ffd7a788998c474ff6f3e8bd55b9eb0"},
        ),
        File(
            ("atop5_1sy.csv",), "5.1", "2022-08", ("state", "year", "atopally", *_TYPES, "number"),
            tuple(
                Claim(
                    "alliance_obligations", "state", start=year_start("year"), end=year_end("year"), precision="'year'",
                    value=name, unit="'count'" if name == "number" else "'yes or no'", basis=f"'{name}'", keys=("state", "year"),
                )
                for name in ("atopally", *_TYPES, "number")
            ),
            ignore=columns(
                "transyr atopid1 atopid2 atopid3 atopid4 atopid5 atopid6 atopid7 atopid8 atopid9 atopid10 "
                "atopid11 atopid12 atopid13 atopid14 atopid15 atopid16 atopid17 atopid18 atopid19 atopid20 "
                "atopid21 atopid22 atopid23 atopid24 atopid25 atopid26 atopid27 atopid28 atopid29 atopid30 "
                "atopid31 atopid32 atopid33 atopid34 atopid35 atopid36 atopid37 atopid38 atopid39 atopid40 "
                "atopid41 atopid42 atopid43 atopid44 atopid45 atopid46 atopid47 atopid48 atopid49 atopid50 "
                "atopid51 atopid52 atopid53 atopid54 atopid55 atopid56 atopid57 atopid58 atopid59 version"
            ), codes={"atopally": numbered(0, 1)},
            md5={"atop5_1sy.csv": "ed909cfc4fdb1c4f7beb3fc1c303b8d4"},
        ),
    ),
    covers=(
        *(Covers(kind, 1815, LAST_YEAR) for kind in ("defence_pact", "neutrality", "non_aggression", "consultation", "dyad_obligation")),
        Covers("alliance_member", 1815, LAST_YEAR), Covers("alliance_treaty", 1815, LAST_YEAR),
        Covers("alliance_obligations", 1815, LAST_YEAR),
    ),
    downloads=(Download("atop5_1 (csv).zip", "http://www.atopdata.org/data.html", form="choose the .csv zip on the page"),),
    note="A pledge of a pair runs from the state that owes to the state that is owed. Files that leave out non-aggression pacts (NNA) hold nothing the full ones lack.",
)  # fmt: skip
