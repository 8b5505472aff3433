"""Tables: where a panel's columns come from. A folder of the publishers' files is read once and kept compact."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from latticework.errors import DataError, UsageError
from latticework.panels.column import Array, compact
from latticework.panels.datasets import Dataset, find_dataset

Table = Mapping[str, Array]
"""Columns of one dataset by name. Unknown is marked as in `Column`; texts are arrays of unicode, dates of days."""

READER = "2"
"""The version of the reading below: kept tables of another version are read again."""


class Tables(Protocol):
    """What a panel asks for: the columns of a dataset by its name in datasets.toml."""

    def get(self, name: str) -> Table:
        """Give the columns of a dataset, rows ordered by its keys."""
        ...

    def version(self, name: str) -> str:
        """Give the digest of what was read, for the header of a panel."""
        ...

    def kept(self, name: str) -> Table | None:
        """Give what was worked out from these tables and kept under a name; None when it was not."""
        ...

    def keep(self, name: str, table: Table) -> None:
        """Keep what was worked out under a name that holds the digests of what it was worked out from."""
        ...


class GivenTables:
    """Tables handed over as columns: small worlds of tests, or frames a user already holds.

    Values are lists or arrays; None or NaN is unknown.
    """

    def __init__(self, columns: Mapping[str, Mapping[str, Any]]) -> None:
        self._tables = {name: _ordered(find_dataset(name), _given(table)) for name, table in columns.items()}
        self._kept: dict[str, Table] = {}

    def get(self, name: str) -> Table:
        """Give the columns of a dataset; raises UsageError when it was not handed over."""
        if name not in self._tables:
            raise UsageError(f"no table {name!r} was given", next_step=f"add it to GivenTables({{{name!r}: ...}})")
        return self._tables[name]

    def version(self, name: str) -> str:
        """Say that the table was given."""
        self.get(name)
        return "given"

    def kept(self, name: str) -> Table | None:
        """Give what was kept in memory."""
        return self._kept.get(name)

    def keep(self, name: str, table: Table) -> None:
        """Keep in memory."""
        self._kept[name] = table


class FolderTables:
    """Tables read from a folder of official files and their conversions, kept compact in the user's cache folder.

    The folder holds the files where the cards of datasets.toml say. What was read is kept by the digest of the file, so
    that a changed file is read again and an old one is never taken for it. Read columns stay in memory.
    """

    def __init__(self, folder: Path | str, *, cache: Path | str | None = None) -> None:
        self.folder = Path(folder)
        self.cache = Path(cache) if cache else default_cache()
        self._held: dict[str, Table] = {}
        self._digests: dict[str, str] = {}

    def get(self, name: str) -> Table:
        """Give the columns of a dataset, rows ordered by its keys.

        Raises UsageError when the file is not there, DataError when its columns are not those of its card.
        """
        if name not in self._held:
            card = find_dataset(name)
            kept = self.cache / f"{name}-{self.version(name)}.npz"
            table = _load(kept)
            if table is None:
                table = _ordered(card, read_file(self._path(card), card))
                _keep(kept, table)
            self._held[name] = table
        return self._held[name]

    def version(self, name: str) -> str:
        """Give the first 16 digits of the SHA-256 of the file and of how it is read."""
        if name not in self._digests:
            card = find_dataset(name)
            digest = hashlib.sha256(self._path(card).read_bytes())
            digest.update(repr((READER, card.keys, card.take, card.missing, card.whole)).encode())
            self._digests[name] = digest.hexdigest()[:16]
        return self._digests[name]

    def kept(self, name: str) -> Table | None:
        """Give what was kept in the cache folder, if it was."""
        return _load(self.cache / f"{name}.npz")

    def keep(self, name: str, table: Table) -> None:
        """Keep in the cache folder, where it can be written."""
        _keep(self.cache / f"{name}.npz", table)

    def _path(self, card: Dataset) -> Path:
        path = self.folder / card.file
        if not path.is_file():
            raise UsageError(
                f"the file of {card.title} {card.release} is not there",
                place=str(path),
                next_step=f"get it from {card.address} and put it there, or name another folder",
            )
        return path


def default_cache() -> Path:
    """Where read tables are kept unless told otherwise: `LATTICEWORK_CACHE`, or the platform's place for caches."""
    chosen = os.environ.get("LATTICEWORK_CACHE")
    if chosen:
        return Path(chosen) / "panels"
    from platformdirs import user_cache_path

    return user_cache_path("latticework") / "panels"


def read_file(path: Path, card: Dataset) -> dict[str, Array]:
    """Read a file of comma-separated values as columns; every column is taken or ignored by name.

    Empty and NA are unknown, and so are the numbers the card calls missing. Raises DataError when a column is
    missing, or one is there that the card does not know.
    """
    import duckdb

    con = duckdb.connect()
    con.execute("set threads to 1")
    source = "read_csv($path, header = true, nullstr = ['', 'NA'], sample_size = -1)"
    there = [row[0] for row in con.execute(f"describe select * from {source}", {"path": str(path)}).fetchall()]
    _check(path, card, there)
    chosen = ", ".join(f'"{name}"' for name in card.columns)
    held = con.execute(f"select {chosen} from {source}", {"path": str(path)}).fetchnumpy()
    return {name: _column(held[name], card, name) for name in card.columns}


def _check(path: Path, card: Dataset, there: list[str]) -> None:
    lacking = [name for name in card.columns if name not in there]
    strange = [name for name in there if name not in (*card.columns, *card.ignore)]
    if lacking or strange:
        problem = f"lacks {', '.join(lacking)}" if lacking else f"has the unknown columns {', '.join(strange)}"
        raise DataError(
            f"the file of {card.title} {problem}",
            place=str(path),
            next_step=f"use release {card.release}, or correct the card {card.name} in datasets.toml",
        )


def _given(table: Mapping[str, Any]) -> dict[str, Array]:
    made = {}
    for name, values in table.items():
        listed = list(values)
        if any(isinstance(v, str) for v in listed):
            text = np.array(["" if v is None else v for v in listed])
            made[name] = text.astype("datetime64[D]") if name in _DATES else text
        else:
            fine = np.array([v is not None and v == v for v in listed], dtype=bool)
            plain = np.array([v if ok else 0 for v, ok in zip(listed, fine, strict=True)])
            made[name] = compact(plain, fine) if plain.size else np.zeros(0, np.int16)
    return made


_DATES = ("start", "end", "startdate", "enddate", "stdate")


def _column(values: Any, card: Dataset, name: str) -> Array:
    fine = ~np.ma.getmaskarray(values)
    plain = np.ma.getdata(values)
    if plain.dtype.kind == "O":
        return np.array([v if ok else "" for v, ok in zip(plain, fine, strict=True)], dtype=np.str_)
    if plain.dtype.kind == "M":
        return np.asarray(plain.astype("datetime64[D]"))
    if plain.dtype.kind == "b":
        plain = plain.astype(np.int8)
    if plain.dtype.kind == "f":
        fine &= ~np.isnan(plain)
        if name in card.whole:
            plain = np.where(fine, plain, 0).astype(np.int64)
    for mark in card.missing:
        fine &= plain != mark
    return compact(plain, fine)


def _ordered(card: Dataset, table: dict[str, Array]) -> Table:
    """Order the rows by the keys, leaving out rows whose keys are unknown."""
    from latticework.panels.column import known

    keys = [table[name] for name in card.keys]
    if not keys or any(key.dtype.kind == "U" for key in keys):
        return table
    fine = np.ones(len(keys[0]), dtype=bool)
    for key in keys:
        fine &= known(key)
    order = np.lexsort(keys[::-1])
    order = order[fine[order]]
    return {name: values[order] for name, values in table.items()}


def _load(path: Path) -> Table | None:
    try:
        with np.load(path, allow_pickle=False) as held:
            return {name: held[name] for name in held.files}
    except (OSError, ValueError, EOFError):
        return None


def _keep(path: Path, table: Table) -> None:
    """Keep a read table; when the cache folder cannot be written it is read again next time."""
    part = path.with_suffix(f".{os.getpid()}.part.npz")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(part, **table)  # type: ignore[arg-type]
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
