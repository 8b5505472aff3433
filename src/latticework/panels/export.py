"""Panels as files: Parquet, Arrow, CSV with readers for Stata and R, Stata's and R's own formats; a header always beside them."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from latticework.errors import UsageError
from latticework.panels.column import Column
from latticework.panels.frames import arrow_table
from latticework.panels.header import as_markdown, header
from latticework.panels.rds import write_rds

if TYPE_CHECKING:
    from latticework.panels.core import Core

STATA_NAME = 32
"""How long a name may be in Stata; longer ones are cut and told in the header."""

STATA_LABEL = 80
"""How long a label of a column may be in Stata."""

ROWS_AT_ONCE = 100_000


def write(panel: Core, path: Path) -> Path:
    """Write a panel by the ending of the path (.parquet, .arrow, .csv, .dta, .rds) with NAME.header.json and NAME.header.md.

    CSV comes with NAME.do and NAME.R, which read it with labels into Stata and R. A file appears only when it is whole.
    Raises UsageError for another ending, a folder that is not there, or a library that is not installed.
    """
    if path.suffix not in _WRITERS:
        raise UsageError(
            f"no panel is written as {path.suffix or path.name!r}", next_step=f"end the name in {', '.join(_WRITERS)}"
        )
    if not path.parent.is_dir():
        raise UsageError(f"the folder {path.parent} is not there", next_step="make it, or name another")
    told = header(panel)
    part = path.with_name(f".{path.name}.part")
    try:
        _WRITERS[path.suffix](panel, part, told)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    beside = path.with_suffix("")
    _text(beside.with_name(f"{beside.name}.header.json"), json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    _text(beside.with_name(f"{beside.name}.header.md"), as_markdown(told))
    if path.suffix == ".csv":
        _text(path.with_suffix(".do"), stata_reader(panel, path.name))
        _text(path.with_suffix(".R"), r_reader(panel, path.name))
    return path


def _parquet(panel: Core, path: Path, told: dict[str, Any]) -> None:
    table = arrow_table(panel.columns)
    table = table.replace_schema_metadata({"header": json.dumps(told, ensure_ascii=False)})
    import_module("pyarrow.parquet").write_table(table, path, compression="zstd")


def _arrow(panel: Core, path: Path, told: dict[str, Any]) -> None:
    table = arrow_table(panel.columns).replace_schema_metadata({"header": json.dumps(told, ensure_ascii=False)})
    import_module("pyarrow.feather").write_feather(table, str(path), compression="zstd")


def _csv(panel: Core, path: Path, _told: dict[str, Any]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(panel.columns)
        for start in range(0, len(panel), ROWS_AT_ONCE):
            part = slice(start, start + ROWS_AT_ONCE)
            lists = [_cells(column, part) for column in panel.columns.values()]
            writer.writerows(zip(*lists, strict=True))


def _cells(column: Column, part: slice) -> list[Any]:
    return Column(column.values[part], texts=column.texts).to_list()


def _stata(panel: Core, path: Path, told: dict[str, Any]) -> None:
    try:
        pyreadstat = import_module("pyreadstat")
    except ImportError as error:
        raise UsageError(
            "pyreadstat is not installed",
            next_step="pip install 'latticework[stata]', or write .csv and run its .do file",
        ) from error
    frame = panel.pandas()
    names = {name: stata_name(name) for name in frame.columns}
    for name in frame.columns:
        if str(frame[name].dtype).startswith("Int"):
            frame[name] = frame[name].astype("float64")
    labels = [panel.columns[name].label[:STATA_LABEL] for name in frame.columns]
    pyreadstat.write_dta(
        frame.rename(columns=names), str(path), column_labels=labels, file_label=told["unit"][:STATA_LABEL]
    )


def _rds(panel: Core, path: Path, told: dict[str, Any]) -> None:
    write_rds(panel.columns, path, header=json.dumps(told, ensure_ascii=False))


_WRITERS: dict[str, Callable[[Core, Path, dict[str, Any]], None]] = {
    ".parquet": _parquet,
    ".arrow": _arrow,
    ".csv": _csv,
    ".dta": _stata,
    ".rds": _rds,
}


def stata_name(name: str) -> str:
    """Give a name as Stata allows it: at most 32 letters, figures and underscores."""
    return "".join(c if c.isalnum() or c == "_" else "_" for c in name)[:STATA_NAME]


def stata_reader(panel: Core, name: str) -> str:
    """Give a Stata do-file that reads the CSV and labels its columns; an empty cell is missing."""
    lines = [f"* Reads {name} with labels. Unknown is missing, never zero.", "version 14", "clear"]
    lines.append(f'import delimited using "{name}", varnames(1) case(preserve) encoding("utf-8") clear')
    for column, held in panel.columns.items():
        if held.label:
            lines.append(f'label variable {stata_name(column)} `"{held.label[:STATA_LABEL]}"\'')
    return "\n".join([*lines, f'save "{Path(name).stem}.dta", replace', ""])


def r_reader(panel: Core, name: str) -> str:
    """Give an R script that reads the CSV into the data frame `panel` with a label on each column."""
    classes = [f'  "{column}" = "{_r_class(held)}"' for column, held in panel.columns.items()]
    labels = [f"attr(panel[[{_r(c)}]], 'label') <- {_r(held.label)}" for c, held in panel.columns.items() if held.label]
    return "\n".join(
        [
            f"# Reads {name} with labels into `panel`. Unknown is NA, never zero.",
            f"panel <- read.csv({_r(name)}, na.strings = '', check.names = FALSE, colClasses = c(",
            ",\n".join(classes),
            "))",
            *labels,
            "",
        ]
    )


def _r_class(column: Column) -> str:
    """Give the class of a column in R; whole numbers of eight bytes may be too large for R's integers."""
    if column.texts is not None:
        return "character"
    kind = column.values.dtype.kind
    return {"f": "numeric", "M": "Date"}.get(kind, "integer" if column.values.dtype.itemsize < 8 else "numeric")


def _r(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _text(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)
