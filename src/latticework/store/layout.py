"""Laying out: the segments of one source written anew in one order, in files that each hold a range of it.

An import leaves a segment of its own, which may hold every pair; after a hundred imports a question on a pair opens a hundred
files. Laid out, all rows of a source stand in the order of kind and parties (events: actor and target), cut into files of few
rows, and the manifest says from which key to which key each file goes, so a question opens those alone that can hold its
answer. Which import brought a row stands in the row (`origin`), and how many of each import a file holds in the manifest.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from latticework.errors import StoreUnwritable
from latticework.model.fact import COLUMNS
from latticework.store import events, segment
from latticework.store.segment import Key, Segment

ROWS_A_FILE = 1 << 17
"""Rows of one file: opening a file costs in step with its row groups, so 32 of them, and some 400 files at 5 * 10^7 facts."""

ROWS_AT_ONCE = 1 << 20
"""Rows held in memory at once while they are sorted and cut: about half a gigabyte of facts."""

MEMORY = "1200MB"
"""What DuckDB may hold while it sorts; beyond it, it writes to a folder beside the segments."""

SPILL = ".spill-"
"""How the names of the folders begin that a sort spills to; a compaction removes those of processes that were killed."""

PLAIN = "not regexp_matches(about, '[;>].*[;>]')"
"""Whether a fact names two parties at most: its written form then follows from them, and no index of forms is needed."""

_MANY_KEYS = 50_000


@dataclass(frozen=True, slots=True)
class Order:
    """By which two columns a layout is ordered, the whole order, the columns kept, and what tells plain rows from others."""

    first: str
    second: str
    by: str
    columns: tuple[str, ...]
    plain: str


ORDERS = {
    "facts": Order("kind", "about", segment.SORTED_BY, COLUMNS, PLAIN),
    events.LAYOUT: Order("actor", "target", events.SORTED_BY, events.COLUMNS, "true"),
}


@dataclass(slots=True)
class Range:
    """A stretch of keys that goes into one file, and how many rows it has."""

    plain: bool
    low: Key
    high: Key
    rows: int


def groups(listed: Iterable[Segment]) -> list[list[Segment]]:
    """Give the segments of each source and layout together, in the order in which the sources came."""
    found: dict[tuple[str, str], list[Segment]] = {}
    for one in listed:
        found.setdefault((one.origin.split(":")[0], one.layout), []).append(one)
    return list(found.values())


def lay_out(folder: Path, own: Sequence[Segment]) -> list[Segment]:
    """Write the segments of one source and layout in one order; files that nothing new falls into stay as they are.

    Small ones of facts that stand alone stay too. Raises StoreUnwritable, with nothing left behind.
    """
    loose = [one for one in own if one.low is None]
    if not loose or (len(own) == 1 and own[0].layout != events.LAYOUT and own[0].rows <= ROWS_A_FILE):
        return list(own)
    try:
        with TemporaryDirectory(prefix=SPILL, dir=folder) as spill:
            return _Laying(folder, Path(spill), ORDERS[own[0].layout], own).run()
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise StoreUnwritable(
            f"the store cannot write: {segment.first_line(error)}",
            place=str(folder),
            next_step="free disk space or choose another folder with --store; nothing was changed",
        ) from error


class _Laying:
    """One laying out: what is read, in which order, and the files made so far."""

    def __init__(self, folder: Path, spill: Path, order: Order, own: Sequence[Segment]) -> None:
        self.folder, self.spill, self.order, self.own = folder, spill, order, own
        self.con = duckdb.connect(config={"threads": 2, "memory_limit": MEMORY, "temp_directory": str(spill / "sort")})
        with suppress(duckdb.InvalidInputException):  # as in the store: a notebook without widgets has no bar
            self.con.execute("set enable_progress_bar = false")
        self.con.execute("set parquet_metadata_cache = true")
        self.con.execute("create table imports (file varchar, import varchar)")

    def run(self) -> list[Segment]:
        """Write all ranges anew that anything loose falls into; gives the segments there are then."""
        loose = [one for one in self.own if one.low is None]
        paths = [self.folder / one.file for one in loose]
        if self.order is ORDERS[events.LAYOUT] and sum(one.rows for one in loose) > ROWS_AT_ONCE:
            paths = [self._run(one, number) for number, one in enumerate(loose)]
        self.con.executemany(
            "insert into imports values (?, ?)", [(p.name, one.origin) for p, one in zip(paths, loose, strict=True)]
        )
        keys = self._keys(self._rows(paths, []))
        laid = [one for one in self.own if one.low is not None]
        anew = touched(laid, keys)
        stay = [one for one in laid if one not in anew]
        again = [self.folder / one.file for one in laid if one in anew]
        rows = self._rows(paths, again)
        made: list[Segment] = []
        try:
            for batch in _batches(ranges(self._keys(rows) if again else keys)):
                made.extend(self._batch(rows, batch))
        except BaseException:
            had = {one.file for one in self.own}
            for one in made:
                if one.file not in had:
                    (self.folder / one.file).unlink(missing_ok=True)
            raise
        finally:
            self.con.close()
        return stay + made

    def _rows(self, loose: Sequence[Path], laid: Sequence[Path]) -> str:
        columns = ", ".join(self.order.columns)
        sides = []
        if loose:
            read = f"read_parquet([{_listed(loose)}], filename = true)"
            sides.append(
                f"select {columns}, import as origin from {read} join imports on file = parse_filename(filename)"
            )
        if laid:
            sides.append(f"select {columns}, origin from read_parquet([{_listed(laid)}])")
        return " union all ".join(sides)

    def _run(self, one: Segment, number: int) -> Path:
        """Sort one segment as it was imported by itself, so that a range of keys is read from few places of it."""
        path = self.spill / f"{number}.parquet"
        columns = ", ".join(self.order.columns)
        self.con.execute(
            f"copy (select {columns} from read_parquet([{_listed([self.folder / one.file])}]) order by {self.order.by}) "
            f"to '{segment.sql_path(path)}' (format parquet, compression lz4, row_group_size 20480)"
        )
        return path

    def _keys(self, rows: str) -> list[Range]:
        """Give every key there is with the number of its rows, in order."""
        first, second, plain = self.order.first, self.order.second, self.order.plain
        found = self.con.execute(
            f"select {plain} as plain, {first}, {second}, count(*) from ({rows}) group by all order by 1, 2, 3"
        )
        return [Range(bool(p), (str(a), str(b)), (str(a), str(b)), int(n)) for p, a, b, n in _fetched(found)]

    def _batch(self, rows: str, batch: Sequence[Range]) -> Iterator[Segment]:
        """Read some neighbouring ranges together, and write each into its file."""
        self.con.execute(
            f"create or replace temp table batch as select * from ({rows}) where {self._within(batch[0], batch[-1])} "
            f"order by {self.order.by}"
        )
        begin = 0
        for one in batch:
            within = f"rowid between {begin} and {begin + one.rows - 1}"  # the table stands in the order of the ranges
            begin += one.rows
            part = self.folder / f".{os.getpid()}.part"
            try:
                self.con.execute(
                    f"copy (select * from batch where {within}) to '{segment.sql_path(part)}' "
                    f"(format parquet, compression zstd, row_group_size {segment.ROWS_A_GROUP})"
                )
                counted = self.con.execute(
                    f"select origin, count(*) from batch where {within} group by origin order by origin"
                ).fetchall()
                parts = tuple((str(origin), int(number)) for origin, number in counted)
                assert sum(number for _, number in parts) == one.rows
                made = segment.settle(self.folder, part, _origin(parts), one.rows, self.own[0].layout)
            finally:
                part.unlink(missing_ok=True)
            assert made is not None
            yield replace(made, low=one.low, high=one.high, parts=parts, plain=one.plain)

    def _within(self, first: Range, last: Range) -> str:
        """Say that a row's key is from one range to another; of each column by itself where that is the same, for files are skipped by that."""
        (a, b), (c, d) = ([_text(part) for part in key] for key in (first.low, last.high))
        one, two = self.order.first, self.order.second
        test = f"({self.order.plain}) = {str(first.plain).lower()} and {one} between {a} and {c}"
        if a == c:
            return f"{test} and {two} between {b} and {d}"
        return f"{test} and ({one} > {a} or {two} >= {b}) and ({one} < {c} or {two} <= {d})"


def ranges(keys: Sequence[Range]) -> list[Range]:
    """Cut keys in order into ranges of at most `ROWS_A_FILE` rows, but a key is never cut.

    >>> [r.rows for r in ranges([Range(True, ("gdp", f"{n:03}"), ("gdp", f"{n:03}"), 50_000) for n in range(4)])]
    [100000, 100000]
    """
    found: list[Range] = []
    for key in keys:
        last = found[-1] if found else None
        if last is None or last.plain != key.plain or last.rows + key.rows > ROWS_A_FILE:
            found.append(replace(key))
        else:
            last.high, last.rows = key.high, last.rows + key.rows
    return found


def _batches(listed: Sequence[Range]) -> Iterator[list[Range]]:
    """Put neighbouring ranges together that are read at once; one of a large kind is not read along with other kinds."""
    whole: dict[str, int] = {}
    for one in listed:
        whole[one.low[0]] = whole.get(one.low[0], 0) + one.rows
    batch: list[Range] = []
    for one in listed:
        large = bool(batch) and batch[0].low[0] != one.high[0] and whole[batch[0].low[0]] > ROWS_AT_ONCE
        apart = bool(batch) and batch[0].plain != one.plain
        if apart or large or sum(r.rows for r in batch) + one.rows > ROWS_AT_ONCE:
            if batch:
                yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


def touched(laid: Sequence[Segment], keys: Iterable[Range]) -> set[Segment]:
    """Give the laid out segments that new keys fall into: of each key the last that does not begin after it."""
    found: set[Segment] = set()
    for plain in (True, False):
        some = sorted((one.low, place) for place, one in enumerate(laid) if one.low and one.plain == plain)
        lows = [low for low, _ in some]
        places = {max(0, bisect_right(lows, key.low) - 1) for key in keys if key.plain == plain} if some else ()
        found |= {laid[some[place][1]] for place in places}
    return found


def _origin(parts: Sequence[tuple[str, int]]) -> str:
    """Name a file by its import, or where several stand in it, by their source."""
    return parts[0][0] if len(parts) == 1 else f"{parts[0][0].split(':')[0]}:*"


def _fetched(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := result.fetchmany(_MANY_KEYS):
        yield from rows


def _listed(paths: Sequence[Path]) -> str:
    return ", ".join(f"'{segment.sql_path(path)}'" for path in paths)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
