"""Opening official files: found by name, decoded strictly, every column taken or ignored by name."""

from __future__ import annotations

import fnmatch
import gzip
import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from latticework.errors import DataError, LatticeworkError
from latticework.sources.card import Card, File
from latticework.sources.report import Refused

if TYPE_CHECKING:
    import duckdb


def find(card: Card, folder: Path) -> list[tuple[File, Path]]:
    """Find the source's files in a folder (or one of its subfolders), by their official names or their conversions.

    Of the names of one table the first that is there is taken. Raises DataError when none is there.
    """
    present: dict[str, Path] = {}
    for path in files_of(folder):
        present.setdefault(path.name.removesuffix(".gz"), path)
    found = [
        (file, present[name])
        for file in card.files
        for pattern in [next((name for name in file.names if fnmatch.filter(present, name)), None)]
        if pattern is not None and not (file.unless and fnmatch.filter(present, file.unless))
        for name in sorted(fnmatch.filter(present, pattern))
    ]
    if not found:
        expected = "; ".join(" or ".join(file.names) for file in card.files)
        raise DataError(
            f"no file of {card.title} is there",
            place=str(folder),
            next_step=f"expected {expected}; get it from {card.address}",
        )
    return found


def files_of(folder: Path) -> list[Path]:
    """Give the files of a folder and of its subfolders, or the one file that was named."""
    return [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.is_file())


def check_file(file: File, path: Path) -> str:
    """Say how a file stands to its card without reading it: the known file, another with the same columns, or what is wrong."""
    known = file.md5.get(path.name)
    if known is not None and hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest() == known:
        return "the known file"
    try:
        plain, work, _ = _plain(file, path)
        try:
            _check_columns(file, path.name, _header(plain, file.separator))
        finally:
            if work:
                os.unlink(work)
    except LatticeworkError as error:
        return str(error).splitlines()[0]
    return "fits its card" if known is None else "fits its card, but is not the file the reader was made on"


def open_table(
    con: duckdb.DuckDBPyConnection, file: File, path: Path, *, table: str = "t"
) -> tuple[list[Refused], str]:
    """Open a file as table `t` (or another name) with its columns as text and `row_no`, the row counted with the heading as row 1.

    Gives the rows that have too many or too few columns, and the release where the file names it. Raises DataError with file, row and column when the
    encoding, a column or a code is not what the card says.
    """
    name = path.name.removesuffix(".gz")
    plain, work, release = _plain(file, path)
    try:
        given = {"path": str(plain), "missing": list(file.missing), "separator": file.separator}
        source = (
            "read_csv($path, delim=$separator, quote='\"', escape='\"', header=true, all_varchar=true, nullstr=$missing, "
            "strict_mode=true, null_padding=false, store_rejects=true, parallel=false, auto_detect=false, columns={columns})"
        )
        header = _header(plain, file.separator)
        _check_columns(file, name, header)
        columns = (
            "{"
            + ", ".join(
                f"'{_quoted(column) or f'column {place}'}': 'VARCHAR'" for place, column in enumerate(header, 1)
            )
            + "}"
        )
        kept = ", ".join(f'"{column}"' for column in file.take)
        con.execute(f"drop table if exists {table}")
        con.execute(
            f"create temp table {table} as select row_number() over () + 1 as row_no, {kept} "
            f"from {source.replace('{columns}', columns)}",
            given,
        )
        refused = _rejects(con, name)
    finally:
        if work:
            os.unlink(work)
    _check_codes(con, file, name, table)
    return refused, release


def _plain(file: File, path: Path) -> tuple[Path, str, str]:
    body = path.read_bytes()
    packed = path.name.endswith(".gz")
    if packed:
        body = gzip.decompress(body)
    name = path.name.removesuffix(".gz")
    if file.prepare:
        text, release = file.prepare(body)
    else:
        text = decode(body, file.encoding, name)
        lone = "\r" in text and "\n" not in text
        if not packed and not lone and file.encoding == "utf-8" and not text.startswith("\ufeff"):
            return path, "", ""
        release = ""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    descriptor, work = tempfile.mkstemp(suffix=".csv")
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as handle:
        handle.write(text)
    return Path(work), work, release


def decode(body: bytes, encoding: str, name: str) -> str:
    """Decode a file strictly; raises DataError with the row where the encoding breaks."""
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        row = body.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"a byte that is not {encoding}: {body[error.start : error.start + 1]!r}",
            place=f"{name}, row {row}",
            next_step="get the file again from its official address; it may have been saved by another program",
        ) from error


def _header(path: Path, separator: str) -> list[str]:
    import csv

    with path.open(encoding="utf-8-sig", newline="") as handle:
        return next(csv.reader(handle, delimiter=separator), [])


def _check_columns(file: File, name: str, header: list[str]) -> None:
    known = set(file.take) | set(file.ignore)
    for place, column in enumerate(header, 1):
        if column not in known:
            raise DataError(
                f"a column this reader does not know: {column!r}",
                place=f"{name}, row 1, column {place}",
                next_step="a new release may need a new reader: see docs/sources.md; nothing was imported",
            )
    lacking = [column for column in file.take if column not in header]
    if lacking:
        raise DataError(
            f"columns are missing: {', '.join(lacking)}",
            place=f"{name}, row 1",
            next_step="get the file again from its official address; nothing was imported",
        )


def _rejects(con: duckdb.DuckDBPyConnection, name: str) -> list[Refused]:
    rows = con.execute(
        "select line, any_value(error_message order by column_idx), any_value(csv_line) from reject_errors group by line order by line"
    ).fetchall()
    con.execute("drop table if exists reject_errors")
    con.execute("drop table if exists reject_scans")
    return [Refused(name, int(line), str(why).splitlines()[0], str(text)) for line, why, text in rows]


def _check_codes(con: duckdb.DuckDBPyConnection, file: File, name: str, table: str) -> None:
    for column, codes in file.codes.items():
        bad = con.execute(
            f'select row_no, "{column}" from {table} where "{column}" is not null and '
            f"regexp_replace(\"{column}\", '\\.0$', '') not in (select unnest($codes)) order by row_no limit 1",
            {"codes": sorted(codes)},
        ).fetchone()
        if bad:
            raise DataError(
                f"an unknown code: {bad[1]!r}",
                place=f"{name}, row {bad[0]}, column {column}",
                next_step="a new release may need a new reader: see docs/sources.md; nothing was imported",
            )


def _quoted(text: str) -> str:
    return text.replace("'", "''")
