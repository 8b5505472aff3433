"""SIPRI military expenditure: every sheet of the workbook by state and year, with its flags and footnotes."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from latticework.errors import DataError, UsageError
from latticework.sources.card import Card, Claim, Covers, Download, File, bib, columns
from latticework.sources.say import year_end, year_start

SHEETS = {
    "Current US$": ("military_spending", "current US$", 1e6, "current US$"),
    "Constant (*) US$": ("military_spending", "constant US$", 1e6, "constant US$"),
    "Share of GDP": ("military_spending", "percent of GDP", 100.0, "percent of GDP"),
    "Per capita": ("military_spending_other", "current US$ a head", 1.0, "a head"),
    "Share of Govt. spending": (
        "military_spending_other",
        "percent of government spending",
        100.0,
        "share of government spending",
    ),
    "Local currency calendar years": ("military_spending_other", "local currency", 1.0, "calendar years"),
    "Local currency financial years": ("military_spending_other", "local currency", 1.0, "financial years"),
}
"""The sheets that are read: kind, unit, what a number is multiplied by, basis. `*` stands for the price year."""

LEFT_OUT = ("Front page", "Regional totals", "Footnotes")
"""Sheets that hold no figures of states; footnotes are joined to the figures they are about."""

_NOTHING = ("", "...", ". .", "xxx", "None")
_FLAGS = {12: "estimate", 10: "highly uncertain"}
_RGB = {"FF0000FF": "estimate", "FFFF0000": "highly uncertain"}
_HEADING = {"Country", "", "Notes", "Currency", "Reporting year", "Fiscal Year (Jan-Dec if not stated)"}
_MARKS = "†‡§¶‖"


def unfold(body: bytes) -> tuple[str, str]:
    """Turn the workbook into rows of sheet, state, year, value, flag and note. Needs the extra `xlsx`."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise UsageError("reading .xlsx needs openpyxl", next_step="pip install 'latticework[xlsx]'") from None
    book = load_workbook(io.BytesIO(body))
    notes = _footnotes(book)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("sheet", "state", "year", "value", "flag", "note", "currency", "base_year"))
    for sheet in book.worksheets:
        if sheet.title not in LEFT_OUT:
            writer.writerows(_sheet(sheet, notes))
    return out.getvalue(), ""


def _sheet(sheet: Any, notes: dict[str, str]) -> list[tuple[object, ...]]:
    base = re.search(r"\((\d{4})\)", sheet.title)
    name = re.sub(r"\(\d{4}\)", "(*)", sheet.title)
    if name not in SHEETS:
        raise DataError(
            f"a sheet this reader does not know: {sheet.title!r}", next_step="a new release may need a new reader"
        )
    rows = list(sheet.iter_rows())
    start = next((place for place, row in enumerate(rows) if row[0].value == "Country"), None)
    if start is None:
        raise DataError("no row of headings", place=sheet.title)
    heading = [str(cell.value).strip() if cell.value is not None else "" for cell in rows[start]]
    strange = [text for text in heading if not text.isdigit() and text not in _HEADING]
    if strange:
        raise DataError(f"a column this reader does not know: {strange[0]!r}", place=f"{sheet.title}, row {start + 1}")
    years = [(place, text) for place, text in enumerate(heading) if text.isdigit()]
    said = heading.index("Notes")
    currency = heading.index("Currency") if "Currency" in heading else None
    made: list[tuple[object, ...]] = []
    for row in rows[start + 1 :]:
        state = str(row[0].value or "").strip()
        marks = str(row[said].value or "")
        money = str(row[currency].value or "").strip() if currency is not None else ""
        for place, year in years:
            cell = row[place]
            if state and str(cell.value).strip() not in _NOTHING:
                made.append(
                    (
                        name,
                        state,
                        year,
                        repr(cell.value),
                        _flag(cell),
                        _said(marks, notes),
                        money,
                        base.group(1) if base else "",
                    )
                )
    return made


def _flag(cell: Any) -> str:
    colour = cell.font.color if cell.font else None
    if colour is None:
        return ""
    return _FLAGS.get(colour.indexed, "") if colour.type == "indexed" else _RGB.get(str(colour.rgb), "")


def _footnotes(book: Any) -> dict[str, str]:
    """Give the text of each mark and number of the sheet of footnotes."""
    if "Footnotes" not in book.sheetnames:
        return {}
    found: dict[str, str] = {}
    for row in book["Footnotes"].iter_rows(values_only=True):
        text = next((str(value).strip() for value in row[1:] if value), "")
        if row[0] is not None and text:
            found[str(row[0]).strip()] = text
    return found


def _said(marks: str, notes: dict[str, str]) -> str:
    keys = [*(mark for mark in marks if mark in _MARKS), *re.findall(r"\d+", marks)]
    return " | ".join(notes.get(key, f"footnote {key}") for key in keys)


def _claims() -> tuple[Claim, ...]:
    """Read each sheet: one fact a state-year, in ones and percents."""
    return tuple(
        Claim(
            kind, "state", system="name", start=year_start("year"), end=year_end("year"), precision="'year'",
            value=f"times(value, {factor!r})", unit=f"'{unit}'", basis=f"'{basis}'",
            detail={"flag": "flag", "note": "note"} | ({"base_year": "base_year"} if kind == "military_spending" else {"currency": "currency"}),
            where=f"sheet = '{sheet}'", keys=("sheet", "state", "year"),
        )
        for sheet, (kind, unit, factor, basis) in SHEETS.items()
    )  # fmt: skip


_TIDY = {
    "current_usd_m": ("current US$", "1000000", "current US$", "current_usd_m_flag"),
    "constant_2023_usd_m": ("constant US$", "1000000", "constant US$", "constant_2023_usd_m_flag"),
    "share_gdp": ("percent of GDP", "100", "percent of GDP", "share_gdp_flag"),
}
_COLUMNS = columns("sheet state year value flag note currency base_year")

CARD = Card(
    key="sipri-milex",
    title="SIPRI Military Expenditure Database",
    producer="Stockholm International Peace Research Institute",
    address="https://www.sipri.org/databases/milex",
    licence="SIPRI terms",
    allows="non-commercial use of less than a tenth of a data set with a source line; the whole only on your own machine",
    cite="Stockholm International Peace Research Institute. SIPRI Military Expenditure Database. https://doi.org/10.55163/CQGC9685",
    bibtex=bib("misc", "siprimilex", author="{Stockholm International Peace Research Institute}", title="{SIPRI} Military Expenditure Database", doi="10.55163/CQGC9685", year="2025"),
    files=(
        File(
            ("SIPRI-Milex-data-1949-2025*.xlsx",), "2026-04", "2026-04-27", _COLUMNS, _claims(), prepare=unfold,
        ),
        File(
            ("SIPRI-Milex-data-1949-2024*.xlsx",), "2025-04", "2025-04-30", _COLUMNS, _claims(), prepare=unfold,
            md5={"SIPRI-Milex-data-1949-2024_2.xlsx": "2ff985a3f6b86eb558892ebfa900ee5b"},
        ),
        File(
            ("sipri_milex_1949_2024_tidy.csv",), "2025-04, tidy", "2025-04-30", ("country", "year", *_TIDY, *(row[3] for row in _TIDY.values())),
            tuple(
                Claim(
                    "military_spending", "country", system="name", start=year_start("year"), end=year_end("year"), precision="'year'",
                    value=f"times({column}, {factor})", unit=f"'{unit}'", basis=f"'{basis}'",
                    detail={
                        "flag": f"case {flag} when 'E' then 'estimate' when 'U' then 'highly uncertain' end",
                        **({"base_year": "'2023'"} if unit == "constant US$" else {}),
                    },
                    keys=("country", "year"),
                )
                for column, (unit, factor, basis, flag) in _TIDY.items()
            ),
            unless="SIPRI-Milex-data-1949-2024*.xlsx",
            ignore=columns(
                "region per_capita_current_usd per_capita_current_usd_flag share_govt_spending share_govt_spending_flag "
                "local_currency_calendar local_currency_calendar_flag not_independent"
            ),
        ),
    ),
    covers=(Covers("military_spending", 1949, 2024), Covers("military_spending_other", 1949, 2024)),
    downloads=(Download("SIPRI-Milex-data-1949-2024_2.xlsx", "https://www.sipri.org/sites/default/files/SIPRI-Milex-data-1949-2024_2.xlsx"),),
    note="Millions and fractions in the file, ones and percents here. Blue figures are estimates, red ones highly uncertain: they are flagged. Each workbook is a release of its own.",
)  # fmt: skip
