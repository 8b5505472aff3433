"""The documents of a shard as they lie in the file, not yet looked into: whatever one of them does, its place is known."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from latticework.doors.corpus.plan import ROWS, opened
from latticework.doors.corpus.shard import Shard
from latticework.errors import DataError
from latticework.text.document import Document
from latticework.text.inputs import Refused, bounded_lines, document_of_line, document_of_row

_AT_ONCE = 256
CHANGED = "the file was changed while it was read"


@dataclass(frozen=True, slots=True)
class Item:
    """A line or row of a file: its number there from 1, and what it holds."""

    row: int
    key: str
    content: bytes | dict[str, Any]

    @property
    def weight(self) -> int:
        """About how many characters it has."""
        if isinstance(self.content, bytes):
            return len(self.content)
        return sum(len(value) for value in self.content.values() if isinstance(value, str))

    def document(self, published: date | None) -> Document | Refused:
        """Make a document of it, or say why not."""
        if isinstance(self.content, bytes):
            return document_of_line(self.content, self.key, published)
        return document_of_row(self.content, self.key, published)


def items_of(shard: Shard) -> Iterator[Item]:
    """Give the rows of a shard in order; empty lines count and are left out.

    Raises DataError when the file is not what was planned.
    """
    file = Path(shard.file)
    try:
        yield from _rows(file, shard) if file.name.lower().endswith(ROWS) else _lines(file, shard)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise DataError(f"the file cannot be read: {error}", place=str(file)) from error


def _lines(file: Path, shard: Shard) -> Iterator[Item]:
    digest = hashlib.sha256()
    with file.open("rb") as raw, opened(raw, file) as stream:
        stream.seek(shard.start)
        bounded = cast(BinaryIO, _Bounded(stream, shard.end - shard.start, digest))
        for row, line in enumerate(bounded_lines(bounded), shard.row):
            if line.strip():
                yield Item(row, f"{file.name}:{row}", line)
    if digest.hexdigest() != shard.sha256:
        raise DataError(CHANGED, place=str(file), next_step="run the command again: the file is cut anew")


class _Bounded:
    """The next bytes of a stream, as lines, hashed as they pass."""

    def __init__(self, stream: IO[bytes], left: int, digest: hashlib._Hash) -> None:
        self._stream, self._left, self._digest = stream, left, digest

    def readline(self, limit: int) -> bytes:
        """Give the next line, or as much of it as the limit allows."""
        line = self._stream.readline(min(limit, self._left)) if self._left > 0 else b""
        self._left -= len(line)
        self._digest.update(line)
        return line


def _rows(file: Path, shard: Shard) -> Iterator[Item]:
    table = parquet_file(file)
    stat = file.stat()
    if _digest(file, stat.st_size, stat.st_mtime_ns) != shard.sha256:
        raise DataError(CHANGED, place=str(file), next_step="run the command again: the file is cut anew")
    first, groups = 0, []
    begin = None
    for group in range(table.metadata.num_row_groups):
        rows = table.metadata.row_group(group).num_rows
        if first < shard.end and first + rows > shard.start:
            groups.append(group)
            begin = first if begin is None else begin
        first += rows
    at = begin or 0
    for batch in table.iter_batches(batch_size=_AT_ONCE, row_groups=groups):
        low, high = max(shard.start - at, 0), min(shard.end - at, batch.num_rows)
        if low < high:
            for n, content in enumerate(batch.slice(low, high - low).to_pylist(), at + low + 1):
                yield Item(n, f"{file.name}:{n}", content)
        at += batch.num_rows
        if at >= shard.end:
            return


@lru_cache(maxsize=8)
def _digest(file: Path, size: int, changed: int) -> str:  # noqa: ARG001 - a file of another size or time is hashed anew
    """Hash a whole file; one that is not touched, once in a process."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def parquet_file(file: Path) -> Any:
    """Open a Parquet file. Raises DataError when it is none, or when pyarrow is not installed."""
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
        import pyarrow.parquet as pq  # type: ignore[import-untyped]
    except ImportError:
        raise DataError(
            "reading Parquet needs pyarrow", place=file.name, next_step="install latticework[arrow]"
        ) from None
    try:
        return pq.ParquetFile(file)
    except pa.ArrowException as error:
        raise DataError(f"the file is not Parquet: {error}", place=file.name) from error
