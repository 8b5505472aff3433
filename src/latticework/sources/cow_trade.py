"""Trade of states, and of pairs in both directions, in current US dollars by year."""

from __future__ import annotations

from latticework.sources.card import COW, Card, Claim, Covers, Download, File, bib, columns
from latticework.sources.say import figures, year_end, year_start

_TOTALS = {"imports": ("", "current US$"), "exports": ("", "current US$")}
_MILLIONS = dict.fromkeys(("imports", "exports", "flow1", "flow2"), "1000000")
_MISSING = ("", "NA", ".", "-9", "-9.0")


def _flow(seller: str, buyer: str, column: str) -> Claim:
    """Read what one state bought of another, as the buyer's imports."""
    return Claim(
        "trade", seller, buyer, True, start=year_start("year"), end=year_end("year"), precision="'year'",
        value=f"times({column}, 1000000)", unit="'current US$'", basis=f"'imports of the buyer ({column})'", keys=("ccode1", "ccode2", "year"),
    )  # fmt: skip


CARD = Card(
    key="cow-trade",
    title="Trade",
    producer="Correlates of War Project",
    address="https://correlatesofwar.org/data-sets/bilateral-trade/",
    licence=COW.licence,
    allows=COW.allows,
    cite="Barbieri, Katherine, Omar M. G. Keshk, and Brian M. Pollins. 2009. Trading Data: Evaluating our Assumptions and Coding Rules. Conflict Management and Peace Science 26(5): 471-491.",
    bibtex=bib("article", "barbieri2009", author="Barbieri, Katherine and Keshk, Omar M. G. and Pollins, Brian M.", year="2009", title="Trading Data: Evaluating our Assumptions and Coding Rules", journal="Conflict Management and Peace Science", volume="26", pages="471--491"),
    files=(
        File(
            ("National_COW_4.0.csv", "cow_trade_sy_peacesciencer.csv"), "4.0", "2017", columns("ccode year imports exports"),
            figures("trade", "ccode", _TOTALS, scale=_MILLIONS), missing=_MISSING,
            ignore=columns("statename stateabb alt_imports alt_exports source1 source2 version"),
            md5={"National_COW_4.0.csv": "af55dacfaf642c2204d1d9f7ff9842f7"},
        ),
        File(
            ("Dyadic_COW_4.0.csv",), "4.0", "2017", columns("ccode1 ccode2 year flow1 flow2"),
            (_flow("ccode2", "ccode1", "flow1"), _flow("ccode1", "ccode2", "flow2")), missing=_MISSING,
            ignore=columns(
                "importer1 importer2 smoothflow1 smoothflow2 smoothtotrade spike1 spike2 dip1 dip2 trdspike tradedip bel_lux_alt_flow1 "
                "bel_lux_alt_flow2 china_alt_flow1 china_alt_flow2 source1 source2 version"
            ),
        ),
        File(
            ("cow_trade_ddy_svmiller.csv",), "4.0, rounded", "2022", columns("ccode1 ccode2 year flow1"),
            (_flow("ccode2", "ccode1", "flow1"),), ignore=columns("flow2 smoothflow1 smoothflow2"), missing=_MISSING,
            unless="Dyadic_COW_4.0.csv",
            md5={"cow_trade_ddy_svmiller.csv.gz": "ff8eeef97e30e147e57d57bc5d8e561e"},
        ),
    ),
    covers=(Covers("trade", 1870, 2014),),
    downloads=(Download("COW_Trade_4.0.zip", "https://correlatesofwar.org/wp-content/uploads/COW_Trade_4.0.zip"),),
    note="Millions in the file, dollars here. flow1 is what ccode1 imports from ccode2. The conversion has both directions and rounded values.",
)  # fmt: skip
