"""Segments: immutable Parquet files of fact rows, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import duckdb

from latticework.errors import StoreCorrupt, StoreUnwritable
from latticework.model.fact import COLUMNS
from latticework.store.events import COLUMNS as EVENT_COLUMNS
from latticework.store.events import LAYOUT

if TYPE_CHECKING:
    import numpy as np

BATCH = 200_000
"""Rows held in memory at once while a segment is written."""

ROWS_A_GROUP = 4096
"""Rows of one row group of what is small or laid out: what is decoded at least for one answer."""

TYPES = {"valid_from": "DATE", "valid_to": "DATE", "known_from": "DATE", "value": "DOUBLE"}
_CASTS = ", ".join(
    f'cast(nullif("{name}", \'\') as DATE) as "{name}"' if kind == "DATE"
    else f'case when isnan("{name}") then null else "{name}" end as "{name}"' if kind == "DOUBLE"
    else f'"{name}"'
    for name in COLUMNS
    for kind in (TYPES.get(name, "VARCHAR"),)
)  # fmt: skip
_SCHEMA = ", ".join(f'"{name}" {TYPES.get(name, "VARCHAR")}' for name in COLUMNS)
Key = tuple[str, str]
"""What segments are ordered by: kind and written parties of facts, actor and target of events."""

SORTED_BY = "kind, about, valid_from, id"
"""Facts of one kind and pair lie together, so a question reads few row groups."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One Parquet file of the store, as the manifest lists it. `origin` says what put it there (pack:..., a source).

    `layout` says whether its rows are facts or narrow rows of events (see `latticework.store.events`). One that was laid out
    (see `latticework.store.layout`) goes from the key `low` to the key `high`, `parts` says how many rows of each import it
    holds, and `plain` whether none of its facts names more than two parties.
    """

    file: str
    origin: str
    rows: int
    bytes: int
    sha256: str
    layout: str = "facts"
    low: Key | None = None
    high: Key | None = None
    parts: tuple[tuple[str, int], ...] = ()
    plain: bool = False

    @property
    def imports(self) -> dict[str, int]:
        """How many rows each import brought that stand in this file."""
        return dict(self.parts) if self.parts else {self.origin: self.rows}

    def as_json(self) -> dict[str, object]:
        """Give the entry of the manifest."""
        return {name: value for name, value in asdict(self).items() if value not in (None, (), False)}

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> Self:
        """Read an entry of the manifest. Raises TypeError and ValueError for what is none."""
        keys: dict[str, Key] = {n: (str(a), str(b)) for n in ("low", "high") if n in entry for a, b in (entry[n],)}
        parts = tuple((str(origin), int(rows)) for origin, rows in entry.get("parts", ()))
        return cls(**{**entry, **keys, "parts": parts})


def write(
    folder: Path, rows: Iterable[Mapping[str, object]], *, origin: str, known: Sequence[Path] = ()
) -> Segment | None:
    """Write rows into a new segment file in the folder, leaving out facts that `known` segments hold already.

    Rows stream through in batches. The file gets its name only when it is complete and on disk; None when there was
    nothing new. Raises StoreUnwritable when the folder is read-only or the disk is full, leaving nothing behind.
    """
    part = folder / f".{os.getpid()}.part"
    con = duckdb.connect(config={"threads": 2})
    with suppress(duckdb.InvalidInputException):  # as in the store: a notebook without widgets has no bar
        con.execute("set enable_progress_bar = false")
    try:
        con.execute(f"create table incoming ({_SCHEMA})")
        source = iter(rows)
        while batch := list(islice(source, BATCH)):
            con.register("batch", _columns(batch))
            con.execute(f"insert into incoming select {_CASTS} from batch")
            con.unregister("batch")
        without = ""
        if known:
            con.execute(
                "create table present as select id from read_parquet($files)", {"files": [str(f) for f in known]}
            )
            without = "where id not in (select id from present)"
        con.execute(
            f"copy (select distinct on (id) {', '.join(COLUMNS)} from incoming {without} order by {SORTED_BY}) "
            f"to '{sql_path(part)}' (format parquet, compression zstd, row_group_size {ROWS_A_GROUP})"
        )
        counted = con.execute("select count(*) from read_parquet($file)", {"file": str(part)}).fetchone()
        assert counted is not None
        return settle(folder, part, origin, int(counted[0]))
    except (OSError, duckdb.IOException) as error:
        raise StoreUnwritable(
            f"the store cannot write: {first_line(error)}",
            place=str(folder),
            next_step="free disk space or choose another folder with --store; nothing was changed",
        ) from error
    finally:
        con.close()
        if part.exists():
            part.unlink()


def write_relation(
    folder: Path, rows: duckdb.DuckDBPyRelation, *, origin: str, known: Sequence[Path] = (), among: str = "true"
) -> Segment | None:
    """Write a relation with the store's columns into a new segment, as `write` does, without a row passing through Python.

    A relation with the columns of events makes a segment of events; `known` are then segments of events too. Their rows
    stay in the order they came in, so that any number streams through. `among` says in SQL which known rows may be meant.
    """
    part = folder / f".{os.getpid()}.part"
    events = tuple(rows.columns) == EVENT_COLUMNS
    try:
        if known:
            listed = ", ".join(f"'{sql_path(path)}'" for path in known)
            key = "event" if events else "id"
            rows = rows.filter(f"{key} not in (select {key} from read_parquet([{listed}]) where {among})")
        if not events:
            rows = rows.order(SORTED_BY)
        rows.write_parquet(str(part), compression="zstd", row_group_size=100_000 if events else 20_000)
        counted = duckdb.connect().execute("select count(*) from read_parquet($file)", {"file": str(part)}).fetchone()
        assert counted is not None
        return settle(folder, part, origin, int(counted[0]), LAYOUT if events else "facts")
    except (OSError, duckdb.IOException) as error:
        raise StoreUnwritable(
            f"the store cannot write: {first_line(error)}",
            place=str(folder),
            next_step="free disk space or choose another folder with --store; nothing was changed",
        ) from error
    finally:
        part.unlink(missing_ok=True)


def verify(folder: Path, segment: Segment) -> None:
    """Read a segment's bytes against its digest; raises StoreCorrupt naming the file when they differ."""
    path = folder / segment.file
    if not path.is_file():
        raise StoreCorrupt(f"a segment of the store is missing: {segment.file}", place=str(folder), next_step=REPAIR)
    if digest(path) != segment.sha256:
        raise StoreCorrupt(f"a segment of the store is damaged: {segment.file}", place=str(folder), next_step=REPAIR)


def blame(folder: Path, listed: Sequence[Segment], error: Exception) -> None:
    """Raise StoreCorrupt when damage is why reading failed: a file differs from its digest, or cannot be opened at all."""
    for segment in listed:
        verify(folder, segment)
    if isinstance(error, duckdb.IOException | duckdb.InvalidInputException | duckdb.SerializationException):
        raise StoreCorrupt(
            f"the store cannot be read: {first_line(error)}", place=str(folder), next_step=REPAIR
        ) from error


REPAIR = "run `latticework doctor --repair`: the pack is rebuilt, and it says which imports to run again"


def digest(path: Path) -> str:
    """Hash a file's bytes."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def settle(folder: Path, part: Path, origin: str, rows: int, layout: str = "facts") -> Segment | None:
    """Give a file that was written whole its name, once it is on disk; None, and no file, when it has no rows."""
    if rows == 0:
        return None
    sha = digest(part)
    with part.open("rb+") as handle:
        os.fsync(handle.fileno())
    name = f"{sha[:20]}.parquet"
    os.replace(part, folder / name)
    return Segment(name, origin, rows, (folder / name).stat().st_size, sha, layout)


def _columns(batch: list[Mapping[str, object]]) -> dict[str, np.ndarray]:
    import numpy as np  # reading needs no numpy, and it is slow to import

    # No nulls in what is handed over: DuckDB 1.5 stumbles over text columns that begin with many of them.
    columns: dict[str, np.ndarray] = {}
    for name in COLUMNS:
        if name == "value":
            columns[name] = np.array([np.nan if row[name] is None else row[name] for row in batch], dtype=float)
        else:
            columns[name] = np.array(["" if row[name] is None else str(row[name]) for row in batch], dtype=object)
    return columns


def sql_path(path: Path) -> str:
    """Write a path so that it may stand between quotes in SQL."""
    return str(path).replace("'", "''")


def first_line(error: Exception) -> str:
    """Give what an error says, without the lines that follow."""
    return str(error).splitlines()[0]
