"""Facts as frames of other libraries, and frames as facts: Arrow, Polars and pandas, whichever is installed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from importlib import import_module
from typing import Any

from latticework.errors import DataError, UsageError
from latticework.model.fact import COLUMNS, Fact, content_id
from latticework.model.kind import check

LIBRARIES = {"polars": "frames", "pandas": "pandas", "arrow": "arrow"}
"""The libraries a frame can be made with, and the extra that installs each."""


def to_frame(facts: Iterable[Fact], library: str = "polars") -> Any:
    """Lay facts out as a frame of `polars`, `pandas` or `arrow`, one row a fact, the store's columns.

    Raises UsageError when the library is not installed or not known.
    """
    columns: dict[str, list[object]] = {name: [] for name in COLUMNS}
    for fact in facts:
        for name, value in fact.row().items():
            columns[name].append(value)
    if library == "polars":
        return _module("polars", library).DataFrame(columns, infer_schema_length=None)
    if library == "pandas":
        return _module("pandas", library).DataFrame(columns)
    if library == "arrow":
        return _module("pyarrow", library).table(columns)
    raise UsageError(f"no frame is called {library!r}", next_step=f"choose one of {', '.join(LIBRARIES)}")


def from_frame(frame: Any) -> Iterator[Mapping[str, object]]:
    """Read fact rows from a frame with the store's columns; ids are made anew, and each row is held against its kind.

    Columns that are absent count as empty; `kind`, `about`, `valid_from`, `precision`, `known_from`, `source` and
    `locator` must be there. Raises DataError with the row's number for the first row that does not fit.
    """
    for number, given in enumerate(_dicts(frame)):
        try:
            row: dict[str, object] = {name: _plain(name, given.get(name)) for name in COLUMNS}
            row["id"] = content_id(row)
            row["read_by"] = row["read_by"] or "given"
            check(Fact.from_row(row))
        except (AssertionError, ValueError, DataError) as error:
            raise DataError(f"a row does not make a fact: {error}", place=f"row {number}") from error
        yield row


def _plain(name: str, value: object) -> object:
    if name in ("valid_from", "valid_to", "known_from"):
        if value is None or value != value:
            return None
        if isinstance(value, datetime):
            return value.date()
        return date.fromisoformat(value) if isinstance(value, str) else value
    if name == "value":
        return None if value is None or value != value else value
    return "" if value is None or value != value else str(value)


def _dicts(frame: Any) -> Iterable[Mapping[str, object]]:
    if hasattr(frame, "to_dicts"):
        found: Iterable[Mapping[str, object]] = frame.to_dicts()
    elif hasattr(frame, "to_pylist"):
        found = frame.to_pylist()
    elif hasattr(frame, "to_dict"):
        found = frame.to_dict("records")
    else:
        raise UsageError("this is no frame", next_step="give a Polars, pandas or Arrow frame")
    return found


def _module(name: str, library: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(
            f"{name} is not installed", next_step=f"pip install 'latticework[{LIBRARIES[library]}]'"
        ) from error
