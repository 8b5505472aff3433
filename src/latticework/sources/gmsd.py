"""The Global Military Spending Dataset: spending of states since 1816, estimated with its uncertainty from many sources."""

from __future__ import annotations

import csv
import io

from latticework.sources.card import Card, Claim, Covers, Download, File, bib, columns
from latticework.sources.rds import is_rds, table
from latticework.sources.say import year_end, year_start

_INDICATORS = {
    "sipri": ("1000000", "an estimate in the units of SIPRI"),
    "nmc": ("1000", "an estimate in the units of National Material Capabilities"),
}
"""By the last word of an indicator: by what its values are multiplied to be in ones, and what is said of them."""

_TAKEN = columns("gwno year indicator mean sd")
_IGNORED = columns("og og_log og_log10 con group mean_log mean_log10 sd_log sd_log10")


def prepared(body: bytes) -> tuple[str, str]:
    """Give an official file of R, or a table made of it with commas or tabs, as a table with commas."""
    if is_rds(body):
        return table(body), ""
    text = body.decode("utf-8-sig")
    if "\t" not in text.partition("\n")[0]:
        return text, ""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(csv.reader(io.StringIO(text), delimiter="\t"))
    return out.getvalue(), ""


_UNITS = {"con": ("constant US$", "_[0-9]{4}"), "cur": ("current US$", "")}
"""By the prices of a file: the unit of its facts, and what stands in the names of its indicators for the price year."""


def _claims(prices: str) -> tuple[Claim, ...]:
    """Read the estimates of each indicator whose unit is known; the year of constant prices stands in the indicator's name."""
    unit, year = _UNITS[prices]
    return tuple(
        Claim(
            "spending_estimate", "gwno", system="gw", start=year_start("year"), end=year_end("year"), precision="'year'",
            value=f"times(mean, {factor})", unit=f"'{unit}'", basis=f"'{basis}'",
            detail={
                "deviation": f"times(sd, {factor})",
                **({"price_year": "regexp_extract(indicator, '[0-9]{4}')"} if year else {}),
            },
            where=f"regexp_full_match(indicator, 'milex_{prices}{year}_{own}')", keys=("indicator", "gwno", "year"),
        )
        for own, (factor, basis) in _INDICATORS.items()
    )  # fmt: skip


def _file(prices: str, day: str) -> File:
    """Read one release, named by its day."""
    name = f"estimates_milex_{prices}_{day.replace('-', '')}"
    return File(
        (f"{name}.rds", f"{name}.csv", f"{name}.tab"), day, day, _TAKEN, _claims(prices), ignore=_IGNORED, prepare=prepared,
    )  # fmt: skip


CARD = Card(
    key="gmsd",
    title="Global Military Spending Dataset",
    producer="Miriam Barnum, Christopher J. Fariss, Jonathan N. Markowitz and Gaea Morales",
    address="https://doi.org/10.7910/DVN/DHMZOW",
    licence="CC0 1.0",
    allows="any use; the authors ask to be cited",
    cite="Barnum, Miriam, Christopher J. Fariss, Jonathan N. Markowitz, and Gaea Morales. 2025. Measuring Arms: Introducing the Global Military Spending Dataset. Journal of Conflict Resolution 69(2-3): 540-567.",
    bibtex=bib("article", "barnum2025", author="Barnum, Miriam and Fariss, Christopher J. and Markowitz, Jonathan N. and Morales, Gaea", year="2025", title="Measuring Arms: Introducing the Global Military Spending Dataset", journal="Journal of Conflict Resolution", volume="69", pages="540--567", doi="10.1177/00220027241232964"),
    files=(
        _file("con", "2025-04-29"), _file("cur", "2025-04-29"), _file("con", "2023-12-05"), _file("cur", "2023-12-05"),
        _file("con", "2022-07-29"), _file("cur", "2022-07-29"),
    ),
    covers=(Covers("spending_estimate", 1816, 2019, note="estimates of a model; no report of any source"),),
    downloads=(Download("estimates_milex_con_20250429.rds", "https://doi.org/10.7910/DVN/DHMZOW", form="choose the files of estimates on the Dataverse page"),),
    note=(
        "Made by the published format, on no real file: the columns are those that public programs read from the releases of 2023 and 2025, "
        "and another column stops the import with its name. SIPRI's indicators are read as millions and those of National Material "
        "Capabilities as thousands of dollars, as these sources publish; the other indicators are in units of their own and make no facts, "
        "and so do the estimates of burdens (shares of output), for which there is no kind. Not verified: the order of columns, how missing "
        "values are written, the unit of the second indicator, and the day of each release, which is taken from the file's name."
    ),
)  # fmt: skip
