"""Rows that made no fact: kept whole, with the reason, beside the segments; never dropped. And read again as a table."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from latticework.errors import DataError

FOLDER = "refused"

COLUMNS = ("source", "release", "file", "row", "reason", "text")
"""The columns of the table of refused rows; `row` counts the heading as row 1 where the file has one."""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row of a file of a source that made no fact: where it stands, why, and the whole row as it was read."""

    source: str
    release: str
    file: str
    row: int
    reason: str
    text: str

    @property
    def values(self) -> tuple[str | int, ...]:
        """Give the values in the order of `COLUMNS`."""
        return (self.source, self.release, self.file, self.row, self.reason, self.text)


def keep_refused(folder: Path, rows: Iterable[Mapping[str, object]], *, origins: Iterable[str] = ()) -> list[Path]:
    """Write refused rows as JSON lines, one file for each `origin` they name; a later import of it replaces the file.

    `origins` names what was imported: the file of one that refused nothing this time is taken away.
    """
    by_origin: dict[str, list[Mapping[str, object]]] = defaultdict(list)
    for row in rows:
        by_origin[str(row["origin"])].append(row)
    for origin in set(origins) - set(by_origin):
        _path(folder, origin).unlink(missing_ok=True)
    written = []
    for origin, found in sorted(by_origin.items()):
        target = _path(folder, origin)
        target.parent.mkdir(exist_ok=True)
        part = target.with_suffix(".part")
        part.write_text(
            "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in found), encoding="utf-8"
        )
        os.replace(part, target)
        written.append(target)
    return written


def refused_rows(folder: Path, source: str = "") -> Iterator[RefusedRow]:
    """Read the rows that the imports into a store refused, of one source or of all, by file and row.

    `folder` is the store's. A store that refused nothing gives nothing. Raises DataError with file and line when a file
    of refused rows cannot be read.
    """
    for path in sorted((folder / FOLDER).glob("*.jsonl")):
        found = [row for row in _read(path) if not source or row.source == source]
        yield from sorted(found, key=lambda row: row.row)


def _read(path: Path) -> Iterator[RefusedRow]:
    with path.open("rb") as handle:
        for number, line in enumerate(handle, 1):
            try:
                row = json.loads(line.decode("utf-8"))
                source, release, _ = str(row["origin"]).split(":", 2)
                yield RefusedRow(
                    source, release, str(row["file"]), int(row["row"]), str(row["reason"]), str(row["text"])
                )
            except (ValueError, KeyError, TypeError) as error:
                raise DataError(
                    "a line of refused rows cannot be read",
                    place=f"{path}, line {number}",
                    next_step="delete the file and import its source again; no fact depends on it",
                ) from error


def _path(folder: Path, origin: str) -> Path:
    return folder / FOLDER / f"{re.sub(r'[^A-Za-z0-9._-]', '_', origin)}.jsonl"
