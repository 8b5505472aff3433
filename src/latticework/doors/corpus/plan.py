"""The plan: how the files of a corpus are cut into shards, between lines or rows, without holding any of them in memory."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, cast

from latticework.doors.corpus.folder import replace
from latticework.doors.corpus.shard import Shard
from latticework.errors import DataError, UsageError
from latticework.text.inputs import Refused

LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
ROWS = (".parquet",)
_CHUNK = 1 << 20


def files_of(corpus: Path) -> tuple[list[Path], int]:
    """Give the files of a corpus that can be read in shards, in the order of their names, and how many others lie there.

    Raises UsageError when there are none.
    """
    if not corpus.exists():
        raise UsageError(f"there is no file or folder {str(corpus)!r}", next_step="name a corpus")
    all_files = sorted(path for path in corpus.rglob("*") if path.is_file()) if corpus.is_dir() else [corpus]
    shown = [path for path in all_files if not any(part.startswith(".") for part in path.relative_to(corpus).parts)]
    found = [path for path in shown if path.name.lower().endswith(LINES + ROWS)]
    if not found:
        raise UsageError(
            "no file of the corpus can be read in shards",
            place=str(corpus),
            next_step="give JSON lines (also packed with gzip) or Parquet; single texts are read without --workers",
        )
    return found, len(shown) - len(found)


def shards_of(file: Path, size: int, memory: Path) -> Iterator[Shard | Refused]:
    """Give the shards of one file, each of about `size` bytes of text; what of it cannot be read is refused with its reason.

    A plan once made is kept in the folder `memory` and holds until the file's size or time of change is another.
    """
    try:
        stat = file.stat()
    except OSError as error:
        yield Refused(file.name, f"the file cannot be read: {error}")
        return
    told = {"file": str(file), "bytes": stat.st_size, "changed": stat.st_mtime_ns, "size": size}
    kept = memory / f"{hashlib.sha256(str(file).encode()).hexdigest()[:24]}.json"
    known = _kept(kept)
    if known is not None and {name: known[name] for name in told} == told:
        yield from (Shard(**one) for one in known["shards"])
        return
    made: list[Shard] = []
    try:
        for shard in _rows(file, size) if file.name.lower().endswith(ROWS) else _lines(file, size):
            made.append(shard)
            yield shard
    except (OSError, EOFError, zlib.error, DataError) as error:
        yield Refused(file.name, f"the file cannot be read to its end: {error}")
        return
    replace(kept, [json.dumps({**told, "shards": [asdict(one) for one in made]})])


def _kept(path: Path) -> dict[str, Any] | None:
    try:
        return cast(dict[str, Any], json.loads(path.read_bytes()))
    except (OSError, ValueError):
        return None


def _lines(file: Path, size: int) -> Iterator[Shard]:
    """Cut a file of lines after the first end of a line behind every `size` bytes."""
    with file.open("rb") as raw, opened(raw, file) as stream:
        start = length = newlines = disk = 0
        row, digest = 1, hashlib.sha256()

        def cut() -> Shard:
            return Shard(str(file), start, start + length, row, digest.hexdigest(), max(0, raw.tell() - disk))

        broken: Exception | None = None
        while True:
            try:
                chunk = stream.read(_CHUNK)
            except (OSError, EOFError, zlib.error) as error:
                broken, chunk = error, b""
            if not chunk:
                break
            while chunk:
                at = chunk.find(b"\n", max(0, size - length - 1))
                piece, chunk = (chunk[: at + 1], chunk[at + 1 :]) if at >= 0 else (chunk, b"")
                digest.update(piece)
                length, newlines = length + len(piece), newlines + piece.count(b"\n")
                if at >= 0:
                    yield cut()
                    start, row, disk = start + length, row + newlines, raw.tell()
                    length = newlines = 0
                    digest = hashlib.sha256()
        if length:
            yield cut()
        if broken:
            raise broken


def opened(raw: IO[bytes], file: Path) -> IO[bytes]:
    """Unpack a file that is packed."""
    return cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if file.suffix.lower() == ".gz" else raw


def _rows(file: Path, size: int) -> Iterator[Shard]:
    """Cut a Parquet file into stretches of rows, by the mean size of a row."""
    from latticework.doors.corpus.items import parquet_file

    table = parquet_file(file)
    meta = table.metadata
    unpacked = sum(meta.row_group(i).total_byte_size for i in range(meta.num_row_groups))
    each = max(1, int(size * meta.num_rows / max(1, unpacked)))
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    for start in range(0, meta.num_rows, each):
        end = min(start + each, meta.num_rows)
        yield Shard(str(file), start, end, start + 1, digest, file.stat().st_size * (end - start) // meta.num_rows)
