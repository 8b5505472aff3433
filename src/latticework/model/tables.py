"""Reading the tables that carry the meaning: CSV and TOML files inside the package."""

from __future__ import annotations

import csv
import io
import tomllib
from importlib.resources import files
from typing import Any

Row = dict[str, str]


def read_csv(package: str, *path: str) -> list[Row]:
    """Read a CSV table of a package into rows of text, in file order."""
    text = files(package).joinpath("tables", *path).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def read_toml(package: str, *path: str) -> dict[str, Any]:
    """Read a TOML table of a package."""
    return tomllib.loads(files(package).joinpath("tables", *path).read_text(encoding="utf-8"))
