"""Expressions as the SQL of a warehouse, headed by what they are."""

from __future__ import annotations

import re
from textwrap import fill
from typing import Any

from latticework.warehouse.layout import dialect_of
from latticework.warehouse.said import compiler


def as_sql(expression: Any, warehouse: str, *, heading: tuple[str, ...] = ()) -> str:
    """Compile an expression into the SQL of `bigquery`, `trino`, `spark` or `duckdb`, with comment lines above; runs nothing."""
    sql = str(compiler().to_sql(expression, dialect=dialect_of(warehouse), pretty=True))
    return "".join(f"-- {line}\n" for line in heading) + _LIST.sub(_wrapped, sql.strip()) + ";\n"


_LIST = re.compile(r"( *)(\S[^\n]* IN|IN) \(\s*((?:'\w*',?\s*){9,})\)")
"""A long list of plain words, one a line as the compiler writes it."""


def _wrapped(found: re.Match[str]) -> str:
    """Lay a long list of words out in lines of a page's width."""
    lead = f"{found[1]}  "
    words = fill(" ".join(found[3].split()), width=120, initial_indent=lead, subsequent_indent=lead)
    return f"{found[1]}{found[2]} (\n{words}\n{found[1]})"
