"""A shard, the settings it is read with, and the name its facts get: the same input read the same way, the same name."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal

Form = Literal["parquet", "jsonl"]
"""How facts are written."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A stretch of one file of a corpus: bytes `start` to `end` of its unpacked lines, or these rows of a Parquet file.

    `row` is the number of its first row in the file, counted from 1; `sha256` is of what it holds (of Parquet: of the
    whole file); `share` is its part of the file's bytes on disk.
    """

    file: str
    start: int
    end: int
    row: int
    sha256: str
    share: int


@dataclass(frozen=True, slots=True)
class Settings:
    """How a corpus is read: what must be equal for facts of two runs to stand in one folder.

    `coder` is the coder's name as given, `label` its name and version as facts carry it, `reader` the digest of the
    code and tables that read; `published` dates texts that tell no day; `size` is that of a shard in bytes of text.
    """

    corpus: str
    coder: str
    label: str
    reader: str
    published: str
    form: Form
    size: int

    def as_json(self) -> dict[str, Any]:
        """Give the settings as they stand in `run.json`."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Task:
    """One shard to be read into one folder: plain values, so that it can be sent to any process."""

    out: str
    shard: Shard
    settings: Settings

    @property
    def name(self) -> str:
        """The name of its output: a hash of the input and of how it is read, of nothing else."""
        shard, how = self.shard, self.settings
        content = (Path(shard.file).name, shard.row, shard.end - shard.start, shard.sha256)
        text = json.dumps([*content, how.label, how.reader, how.published, how.form])
        return hashlib.sha256(text.encode()).hexdigest()[:24]

    def as_json(self) -> dict[str, Any]:
        """Give the task as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> Task:
        """Make the task of plain values; the opposite of `as_json`."""
        return cls(given["out"], Shard(**given["shard"]), Settings(**given["settings"]))


@cache
def reader_digest() -> str:
    """Hash the code, tables and models that read texts: two machines with the same one read alike."""
    total = hashlib.sha256()
    for room in ("model", "text"):
        for path, entry in _inside(files("latticework").joinpath(room), room):
            total.update(f"{path}\0".encode() + hashlib.sha256(entry.read_bytes()).digest())
    return total.hexdigest()[:16]


def _inside(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.name == "__pycache__":
            continue
        own = f"{path}/{entry.name}"
        found += _inside(entry, own) if entry.is_dir() else [(own, entry)]
    return found
