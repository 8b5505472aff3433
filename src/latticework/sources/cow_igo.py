"""Memberships of intergovernmental organizations: how many a state had, and how many a pair shared, by year."""

from __future__ import annotations

from latticework.sources.card import COW, Card, Claim, Covers, Download, File, bib, columns
from latticework.sources.say import figures, runs

_COUNTS = dict.fromkeys(("sum_igo_full", "sum_igo_associate", "sum_igo_observer", "sum_igo_anytype"), ("", "count"))

CARD = Card(
    key="cow-igo",
    title="Intergovernmental Organizations",
    producer="Correlates of War Project",
    address="https://correlatesofwar.org/data-sets/igos/",
    licence=COW.licence,
    allows=COW.allows,
    cite="Pevehouse, Jon C. W., Timothy Nordstrom, Roseanne W. McManus, and Anne Spencer Jamison. 2020. Tracking Organizations in the World: The Correlates of War IGO Version 3.0 Datasets. Journal of Peace Research 57(3): 492-503.",
    bibtex=bib("article", "pevehouse2020", author="Pevehouse, Jon C. W. and Nordstrom, Timothy and McManus, Roseanne W. and Jamison, Anne Spencer", year="2020", title="Tracking Organizations in the World: The Correlates of War {IGO} Version 3.0 Datasets", journal="Journal of Peace Research", volume="57", pages="492--503"),
    files=(
        File(
            ("cow_igo_sy_peacesciencer.csv",), "3.0", "2020", columns("ccode year", *_COUNTS),
            figures("igo_memberships", "ccode", _COUNTS), md5={"cow_igo_sy_peacesciencer.csv": "2c1dc3bd3636166a851d47499558591b"},
        ),
        File(
            ("cow_igo_ndy_peacesciencer.csv",), "3.0", "2020", columns("ccode1 ccode2 year dyadigos"),
            (
                Claim(
                    "igo_memberships", "ccode1", "ccode2", start="make_date(first_year, 1, 1)", end="make_date(last_year + 1, 1, 1)",
                    precision="'year'", value="dyadigos", unit="'count'", basis="'shared, full members'",
                    rows=runs("t", ("ccode1", "ccode2"), ("dyadigos",), where="cast(ccode1 as integer) < cast(ccode2 as integer)"),
                    keys=("ccode1", "ccode2", "first_year", "last_year"),
                ),
            ),
        ),
    ),
    covers=(Covers("igo_memberships", 1816, 2014),),
    downloads=(Download("state_year_format3.zip", "https://correlatesofwar.org/data-sets/igos/", form="choose the state-year and dyadic files on the page"),),
    note="Counts made from the official state-year and dyad-year files. Years that follow each other with the same count of a pair are one fact.",
)  # fmt: skip
