"""What each column's numbers are, in one line: read from tables/labels.csv."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def labels() -> dict[str, str]:
    """Give the label of every column by its name without the side's number."""
    text = files("latticework.panels").joinpath("tables/labels.csv").read_text(encoding="utf-8")
    return dict(_cells(line) for line in text.splitlines()[1:] if line)


def label_of(column: str) -> str:
    """Give the label of a column; empty when none is written."""
    return labels().get(column, "")


def _cells(line: str) -> tuple[str, str]:
    column, label = line.split(",", 1)
    return column, label.strip('"')
