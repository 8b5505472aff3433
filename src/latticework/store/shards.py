"""Facts that were written as files of their own, brought into the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from latticework.model.fact import COLUMNS
from latticework.store.segment import TYPES
from latticework.store.store import Store

AT_ONCE = 500
"""Files that make one segment together."""


def collect(store: Store, files: Sequence[Path], *, origin: str) -> int:
    """Write the facts of Parquet or JSON lines files with the store's columns into the store, all or none.

    Facts already there, and those that stand in several files, are written once; gives how many were new. Raises
    StoreLocked and StoreUnwritable; the store is unchanged then.
    """
    con = duckdb.connect(config={"threads": 2})

    def batches() -> Iterator[tuple[str, duckdb.DuckDBPyRelation]]:
        for start in range(0, len(files), AT_ONCE):
            read = _read([str(path) for path in files[start : start + AT_ONCE]])
            yield origin, con.sql(f"select distinct on (id) {', '.join(COLUMNS)} from {read}")

    return sum(store.add_relations(batches()))


def _read(files: Sequence[str]) -> str:
    listed = ", ".join("'" + name.replace("'", "''") + "'" for name in files)
    if files[0].endswith(".parquet"):
        return f"read_parquet([{listed}])"
    columns = ", ".join(f"{name}: '{TYPES.get(name, 'VARCHAR')}'" for name in COLUMNS)
    return f"read_json([{listed}], format='newline_delimited', columns={{{columns}}})"
