"""Word lists of the text room, by name."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from latticework.model.tables import Row, read_csv

PACKAGE = "latticework.text"


@cache
def words(name: str) -> frozenset[str]:
    """Give the words of one list of words.csv; a list that is not there is our own mistake (KeyError)."""
    return _lists()[name]


@cache
def table(name: str) -> tuple[Row, ...]:
    """Give the rows of a table of the text room."""
    return tuple(read_csv(PACKAGE, name))


@cache
def _lists() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in read_csv(PACKAGE, "words.csv"):
        found[row["list"]].add(row["word"])
    return {name: frozenset(members) for name, members in found.items()}
