"""Reading the tables that carry the meaning: CSV and TOML files inside the package."""

from __future__ import annotations

import csv
import io
import tomllib
from importlib.resources import files
from typing import Any

from latticework.errors import DataError

Row = dict[str, str]


def read_csv(package: str, *path: str) -> list[Row]:
    """Read a CSV table of a package into rows of text, in file order."""
    rows = list(csv.DictReader(io.StringIO(_text(package, *path), newline="")))
    if rows and None in rows[-1].values():  # cut short in the middle of a row
        raise damaged(package, *path)
    return rows


def number(row: Row, name: str, package: str, *path: str) -> float:
    """Read a number out of a row of a table; DataError where the cell holds none."""
    try:
        return float(row[name])
    except ValueError as error:
        raise damaged(package, *path) from error


def read_toml(package: str, *path: str) -> dict[str, Any]:
    """Read a TOML table of a package."""
    text = _text(package, *path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise damaged(package, *path) from error


def _text(package: str, *path: str) -> str:
    try:
        text = files(package).joinpath("tables", *path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise damaged(package, *path) from error
    if "\0" in text:
        raise damaged(package, *path)
    return text


def damaged(package: str, *path: str) -> DataError:
    """Say that a table of a package, or a row of it, cannot be read."""
    place = "/".join((*package.split("."), "tables", *path))
    return DataError(
        "a table of the installation is gone or damaged", place=place, next_step="install latticework again"
    )
