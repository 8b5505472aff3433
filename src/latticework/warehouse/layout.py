"""How tables of events name their columns, from two small tables: a store's own layout, and GDELT's in BigQuery."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from latticework.errors import NameNotFound, UsageError
from latticework.model.tables import read_csv

DIALECTS = {"bigquery": "bigquery", "trino": "trino", "spark": "databricks", "duckdb": "duckdb"}
"""The warehouses queries are written for, and what the compiler calls each (its own dialect for Spark asks for a live session)."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One form of an events table. `columns` gives, for each part of an event, the column and its type.

    `states` says what the two parties are: `own` codes, or `cameo` letters that stood for a state at a time. Nobody looked
    before `covers_from`.
    """

    name: str
    table: str
    covers_from: date
    states: str
    title: str
    columns: dict[str, tuple[str, str]]

    def schema(self) -> dict[str, str]:
        """Give the columns that queries use, with their types."""
        return dict(self.columns.values())


@cache
def layouts() -> dict[str, Layout]:
    """All forms of events tables by name."""
    columns: dict[str, dict[str, tuple[str, str]]] = {}
    for row in read_csv("latticework.warehouse", "columns.csv"):
        columns.setdefault(row["layout"], {})[row["part"]] = (row["column"], row["type"])
    return {
        (name := row["layout"]): Layout(
            name, row["table"], date.fromisoformat(row["covers_from"]), row["states"], row["title"], columns[name]
        )
        for row in read_csv("latticework.warehouse", "layouts.csv")
    }


def find_layout(name: str) -> Layout:
    """Find a form of events tables by name; raises NameNotFound."""
    found = layouts().get(name)
    if found is None:
        raise NameNotFound("layout of events", name, layouts())
    return found


def dialect_of(warehouse: str) -> str:
    """Give the compiler's name for a warehouse; raises UsageError."""
    if warehouse not in DIALECTS:
        raise UsageError(f"no SQL is written for {warehouse!r}", next_step=f"choose one of {', '.join(DIALECTS)}")
    return DIALECTS[warehouse]


def place_of(table: str) -> tuple[str, tuple[str, ...]]:
    """Split a table's name into itself and where it stands, outermost first; a path of a file is no such name.

    >>> place_of("gdelt-bq.gdeltv2.events")
    ('events', ('gdelt-bq', 'gdeltv2'))
    >>> place_of("parquet./data/made.parquet")
    ('/data/made.parquet', ('parquet',))
    """
    head, slash, tail = table.partition("/")
    *where, last = head.split(".")
    parts = tuple(where)
    if (slash and not all(parts)) or len(parts) > 2:
        parts, last = (), head
    if not slash and not all((*parts, last)):
        raise UsageError(
            f"{table!r} is no name of a table", next_step="write TABLE, SCHEMA.TABLE or CATALOG.SCHEMA.TABLE"
        )
    return last + slash + tail, parts
