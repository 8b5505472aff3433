"""Direct contiguity of states by land and water."""

from __future__ import annotations

from latticework.sources.card import COW, Card, Claim, Covers, Download, File, bib, columns, numbered

_MONTH = "cast(substr({0}, 1, 4) || '-' || substr({0}, 5, 2) || '-01' as date)"

CARD = Card(
    key="cow-contiguity",
    title="Direct Contiguity",
    producer="Correlates of War Project",
    address="https://correlatesofwar.org/data-sets/direct-contiguity/",
    licence=COW.licence,
    allows=COW.allows,
    cite="Stinnett, Douglas M., Jaroslav Tir, Philip Schafer, Paul F. Diehl, and Charles Gochman. 2002. The Correlates of War Project Direct Contiguity Data, Version 3. Conflict Management and Peace Science 19(2): 58-66.",
    bibtex=bib("article", "stinnett2002", author="Stinnett, Douglas M. and Tir, Jaroslav and Schafer, Philip and Diehl, Paul F. and Gochman, Charles", year="2002", title="The Correlates of War Project Direct Contiguity Data, Version 3", journal="Conflict Management and Peace Science", volume="19", pages="58--66"),
    files=(
        File(
            ("contdir.csv",), "3.2", "2017", columns("state1no state2no conttype begin end"),
            (
                Claim(
                    "contiguity", "state1no", "state2no", start=_MONTH.format('"begin"'),
                    end="case when \"end\" = '201612' then null else cast(" + _MONTH.format('"end"') + " + interval 1 month as date) end",
                    precision="'month'", value="conttype", unit="'contiguity class'", basis="'direct'",
                    keys=("state1no", "state2no", "begin"),
                ),
            ),
            ignore=columns("dyad state1ab state2ab notes version"), codes={"conttype": numbered(1, 5)},
        ),
        File(
            ("cow_contdir_v3.2_peacesciencer.csv",), "3.2", "2017", columns("ccode1 ccode2 conttype stdate enddate"),
            (
                Claim(
                    "contiguity", "ccode1", "ccode2", start="cast(date_trunc('month', cast(stdate as date)) as date)",
                    end="case when enddate >= '2016-12-01' then null "
                    "else cast(date_trunc('month', cast(enddate as date)) + interval 1 month as date) end",
                    precision="'month'", value="conttype", unit="'contiguity class'", basis="'direct'",
                    where="cast(ccode1 as integer) < cast(ccode2 as integer) and conttype <> '0'",
                    keys=("ccode1", "ccode2", "stdate"),
                ),
            ),
            codes={"conttype": numbered(0, 5)},
        ),
    ),
    covers=(Covers("contiguity", 1816, 2016, note="a pair without a fact is further apart than 400 miles of water"),),
    downloads=(Download("DirectContiguity320.zip", "https://correlatesofwar.org/wp-content/uploads/DirectContiguity320.zip"),),
    note="The official file lists each pair once. In the conversion the rows of type 0 and of the other direction are left out.",
)  # fmt: skip
