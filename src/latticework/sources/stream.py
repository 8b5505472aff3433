"""Event files too large for memory: read in one pass into narrow columns, strictly, in constant memory."""

from __future__ import annotations

import fnmatch
import gzip
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

from latticework.errors import DataError
from latticework.model.state import State, states
from latticework.model.tables import read_csv
from latticework.sources.card import Card
from latticework.sources.narrow import MOST_REFUSED, Plan, narrow, originals
from latticework.sources.report import NotMatched, Refused, Report
from latticework.sources.table import files_of

if TYPE_CHECKING:
    import duckdb

    from latticework.sources.reading import Batch

MEMORY = "400MB"
"""What the engine may hold while it streams; a file of any length is read within it."""

_TABLES = "latticework.sources"
_END = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one kind of event file, in order."""

    release: str
    columns: tuple[str, ...]


def stream(folder: Path, card: Card, layouts: Sequence[Layout], patterns: Sequence[str]) -> Iterator[Batch]:
    """Read the event files of a folder, one batch a file; a batch is good until the next is asked for.

    Raises DataError with file and row when a file has another number of columns than any layout, or a code is unknown.
    """
    from latticework.sources.reading import connect

    found = [path for path in files_of(folder) if named(path, patterns)]
    if not found:
        raise DataError(
            f"no file of {card.title} is there", place=str(folder), next_step=f"get one from {card.address}"
        )
    con = connect()
    con.execute(f"set memory_limit = '{MEMORY}'")
    con.execute("set preserve_insertion_order = false")
    con.execute("set threads = 1")  # what is left to parse is small: a second thread costs more than it saves
    _lookups(con)
    try:
        for path in found:
            with _plain(path) as plain, tempfile.TemporaryDirectory() as work:
                yield _file(con, card, layouts, path.name, plain, Path(work) / "events.parquet")
    finally:
        con.close()


def _file(
    con: duckdb.DuckDBPyConnection, card: Card, layouts: Sequence[Layout], name: str, plain: Path, spool: Path
) -> Batch:
    from latticework.sources.reading import Batch

    layout, plan = _layout(card, layouts, name, plain)
    report = Report(card.key, layout.release, name)
    few = spool.with_suffix(".tsv")
    tally = narrow(plain, few, plan)
    report.rows = tally.rows
    report.refused = [Refused(name, *row) for row in tally.refused]
    names = ", ".join(
        f"'{column}': '{_TYPES.get(column, 'VARCHAR')}'" for column in (layout.columns[n] for n in plan.written())
    )
    con.execute(
        f"copy (select {_SELECT} from read_csv($path, delim='\t', header=false, quote='', escape='', auto_detect=false, "
        f"columns={{{names}}}, dateformat='%Y%m%d', ignore_errors=true, store_rejects=true, rejects_limit={MOST_REFUSED}) "
        "where Actor1CountryCode <> Actor2CountryCode) "
        f"to '{spool}' (format parquet, compression uncompressed)",
        {"path": str(few)},
    )
    report.refused = sorted(report.refused + _rejected(con, name, plain, plan), key=lambda row: row.row)
    few.unlink()
    con.execute("drop table if exists reject_errors; drop table if exists reject_scans")
    _check_codes(con, spool, name)
    _lost(con, spool, report)
    events = _EVENTS.format(source=card.key, release=layout.release, spool=spool)
    report.facts = _count(con, f"select count(*) from ({events})")
    report.kinds = {"event": report.facts}
    between = _count(con, f"select count(*) from read_parquet('{spool}')")
    report.notes = [
        f"{report.rows - len(report.refused) - between:,} rows do not name two different places",
        f"{between - report.facts:,} rows name one that is no state",
    ]
    rows = con.sql(events)
    return Batch(f"{card.key}:{layout.release}:{name}", rows, report)


TAKEN = (
    "GLOBALEVENTID", "SQLDATE", "Actor1CountryCode", "Actor2CountryCode", "EventCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumArticles", "AvgTone", "ActionGeo_CountryCode", "DATEADDED",
)  # fmt: skip
"""The columns taken, in the order of the files; all others of a layout are ignored by name."""

_TYPES = {
    "GLOBALEVENTID": "BIGINT", "SQLDATE": "DATE", "QuadClass": "UTINYINT", "GoldsteinScale": "DOUBLE", "NumMentions": "INTEGER",
    "NumArticles": "INTEGER", "AvgTone": "FLOAT", "DATEADDED": "DATE",
}  # fmt: skip
_DAY_BYTES = 8

_SELECT = (
    "GLOBALEVENTID as event, SQLDATE as day, DATEADDED as known_from, Actor1CountryCode as one, Actor2CountryCode as two, "
    "EventCode as code, QuadClass as quad, GoldsteinScale as goldstein, NumMentions as mentions, NumArticles as articles, "
    "AvgTone as tone, ActionGeo_CountryCode as place"
)

_EVENTS = (
    "select event, day, known_from, a.state as actor, b.state as target, code, quad, goldstein, mentions, articles, tone, place, "
    "'{source}' as source, '{release}' as release from read_parquet('{spool}') "
    "join lettered a on one = a.letters and day >= a.since and day < a.until "
    "join lettered b on two = b.letters and day >= b.since and day < b.until where a.state <> b.state"
)


def _lookups(con: duckdb.DuckDBPyConnection) -> None:
    """Lay out which state three letters of CAMEO stood for, and when, and which event codes there are."""
    names = ("letters", "states", "since", "until")
    con.execute(
        "create temp table lettered as select unnest($letters) as letters, unnest($states) as state, "
        "unnest($since::date[]) as since, unnest($until::date[]) as until",
        dict(zip(names, map(list, zip(*lettered(), strict=True)), strict=True)),
    )
    con.execute("create temp table cameo as select unnest($codes) as code", {"codes": sorted(cameo_codes())})


def lettered() -> Iterator[tuple[str, str, date, date]]:
    """Give three-letter codes, the state each stood for, and from when to when (half-open).

    A code stood for the state before it while that lived: RUS before 26 December 1991 is the Soviet Union.
    """
    before = {state.successors[0]: state for state in reversed(states().values()) if state.successors}
    odd = {row["state"]: row["code"] for row in read_csv(_TABLES, "cameo_states.csv")}
    for code, state in states().items():
        letters, own = odd.get(code, code), _held(state)
        yield from ((letters, code, since, until) for since, until in own)
        older = before.get(code)
        if older is not None:
            yield from ((letters, older.code, since, until) for since, until in _outside(_held(older), own))


def _held(state: State) -> list[tuple[date, date]]:
    """Give the spells of a state on either list, those that touch joined."""
    joined: list[tuple[date, date]] = []
    for since, until in sorted((spell.start, spell.end or _END) for *_, spell in state.spells):
        if joined and since <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(until, joined[-1][1]))
        else:
            joined.append((since, until))
    return joined


def _outside(spells: list[tuple[date, date]], others: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Give the parts of spells that lie in none of the others."""
    left = spells
    for since, until in others:
        left = [
            part
            for begin, end in left
            for part in ((begin, min(end, since)), (max(begin, until), end))
            if part[0] < part[1]
        ]
    return left


def cameo_codes() -> frozenset[str]:
    """Give every event code of CAMEO, as text: 010 is not 10."""
    return frozenset(row["code"] for row in read_csv(_TABLES, "cameo.csv"))


def _check_codes(con: duckdb.DuckDBPyConnection, spool: Path, name: str) -> None:
    bad = con.execute(
        "select code, min(event) from read_parquet($spool) where code not in (select code from cameo) or code is null "
        "group by code order by code limit 1",
        {"spool": str(spool)},
    ).fetchall()
    if bad:
        raise DataError(
            f"an unknown event code: {bad[0][0]!r}",
            place=f"{name}, event {bad[0][1]}, column EventCode",
            next_step="codes are text (010 is not 10); nothing was imported",
        )


def _lost(con: duckdb.DuckDBPyConnection, spool: Path, report: Report) -> None:
    rows = con.execute(
        "with said as (select one, two, day, count(*) as n from read_parquet($spool) group by all), "
        "sides as (select unnest([one, two]) as code, day, n from said) "
        "select s.code, min(year(day)), max(year(day)), sum(n) from sides s where not exists "
        "(select 1 from lettered l where l.letters = s.code and day >= l.since and day < l.until) group by s.code order by s.code",
        {"spool": str(spool)},
    ).fetchall()
    report.not_matched = [NotMatched(report.file, "cameo", str(code), int(a), int(b), int(n)) for code, a, b, n in rows]


def _count(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(con.execute(sql).fetchall()[0][0])


def named(path: Path, patterns: Sequence[str]) -> bool:
    """Whether a file, packed or not, has a name of one of the patterns."""
    name = path.name.removesuffix(".zip").removesuffix(".gz")
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


@contextmanager
def _plain(path: Path) -> Iterator[Path]:
    """Give the file unpacked: a zip or gzip is written out beside the temporary files, in pieces."""
    if path.suffix not in (".zip", ".gz"):
        yield path
        return
    with tempfile.NamedTemporaryFile(suffix=".csv") as out:
        with _opened(path) as packed:
            shutil.copyfileobj(packed, out, 1 << 20)
        out.flush()
        yield Path(out.name)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    if path.suffix == ".gz":
        with gzip.GzipFile(path, "rb") as one:
            yield one  # type: ignore[misc]  # it reads bytes, though it is no IO by name
        return
    with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as member:
        yield member


def _layout(card: Card, layouts: Sequence[Layout], name: str, plain: Path) -> tuple[Layout, Plan]:
    """Say by its number of columns what a file is: that of its first and last rows, for files of 2013 mix 57 and 58."""
    widest = _widest(plain)
    layout = next((one for one in layouts if len(one.columns) == widest), None)
    if layout is None:
        raise DataError(
            f"{widest} columns, where an event file has {' or '.join(str(len(one.columns)) for one in layouts)}",
            place=f"{name}, row 1",
            next_step=f"see {card.address}; nothing was imported",
        )
    places = tuple(layout.columns.index(column) for column in TAKEN)
    alike = [len(one.columns) for one in layouts if one.release == layout.release and one is not layout]
    sides = (layout.columns.index("Actor1CountryCode"), layout.columns.index("Actor2CountryCode"))
    return layout, Plan((widest, *alike), places, sides, _DAY_BYTES)


def _rejected(con: duckdb.DuckDBPyConnection, name: str, plain: Path, plan: Plan) -> list[Refused]:
    """Give the rows whose values cannot be read, by their number in the official file, with their whole text."""
    rows = con.execute(
        "select line, any_value(column_name order by column_idx), any_value(error_message order by column_idx) "
        "from reject_errors group by line order by line"
    ).fetchall()
    found = originals(plain, plan, [int(line) for line, *_ in rows]) if rows else {}
    return [Refused(name, *_told(found[int(line)], str(column), str(why))) for line, column, why in rows]


def _told(row: tuple[int, str], column: str, why: str) -> tuple[int, str, str]:
    return row[0], f"{column}: {why.splitlines()[0]}", row[1]


def _widest(plain: Path) -> int:
    with plain.open("rb") as handle:
        head = handle.read(1 << 16).split(b"\n")
        handle.seek(max(0, plain.stat().st_size - (1 << 16)))
        tail = handle.read().split(b"\n")
    rows = (head[:-1] if len(head) > 1 else head) + tail[1:]
    return max((row.count(b"\t") + 1 for row in rows if row), default=0)
