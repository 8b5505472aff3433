"""Documents from what a user names: files, folders, standard input, JSON lines, frames in Parquet, HTML."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from latticework.errors import BadDay, DataError, UsageError
from latticework.model.period import parse_day
from latticework.text.document import LARGEST, Document, decode, make_document
from latticework.text.times import find_times

TEXTS = frozenset({".txt", ".md", ".html", ".htm", ".xhtml"})
ROWS = frozenset({".jsonl", ".ndjson", ".json", ".parquet"})
_NAMES = {
    "key": ("id", "key", "doc_id", "uid"),
    "text": ("text", "body", "content", "article"),
    "published": ("published", "date", "published_at", "publication_date", "pub_date", "datetime"),
    "address": ("url", "address", "link", "source_url"),
}
"""How the columns of a document are called in files found in the wild, the first that is there counts."""

LONGEST_LINE = 4 * LARGEST
"""Bytes from which a line is refused: no document can be so long."""

_HEAD = 400


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that was not read, and why; the run goes on without it."""

    key: str
    because: str


def documents(paths: Iterable[str], *, published: date | None = None) -> Iterator[Document | Refused]:
    """Give the documents of files, folders (in the order of names) and `-` for standard input, one at a time.

    `published` is the day for documents that tell none themselves. Raises UsageError for a path that is not there.
    """
    for path in paths:
        if path == "-":
            yield _made(decode(sys.stdin.buffer.read(4 * LARGEST)), key="standard input", published=published)
            continue
        for file in _files(Path(path)):
            yield from _of_file(file, published)


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(f for f in path.rglob("*") if f.is_file() and _suffix(f) in TEXTS | ROWS)
    if not path.is_file():
        raise UsageError(f"there is no file or folder {str(path)!r}", next_step="name a text, or - for standard input")
    return [path]


def _suffix(path: Path) -> str:
    return Path(path.stem).suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def _of_file(file: Path, published: date | None) -> Iterator[Document | Refused]:
    suffix = _suffix(file)
    try:
        if suffix == ".parquet":
            yield from (document_of_row(row, f"{file.name}:{n}", published) for n, row in enumerate(_parquet(file), 1))
        elif suffix in (".jsonl", ".ndjson"):
            yield from _lines(file, published)
        else:
            text = decode(_bytes(file))
            if suffix == ".json":
                yield from _json(text, file, published)
            else:
                html = True if suffix in (".html", ".htm", ".xhtml") else None
                yield _made(text, key=file.stem, published=published, address=file.as_posix(), html=html)
    except (OSError, EOFError, DataError) as error:
        yield Refused(file.name, str(error))


def _bytes(file: Path) -> bytes:
    """Read a file, unpacked, no further than the largest document could reach."""
    limit = 4 * LARGEST + 1
    with gzip.open(file) if file.suffix.lower() == ".gz" else file.open("rb") as stream:
        content = stream.read(limit)
    if len(content) == limit:
        raise DataError(f"the file has more than {limit - 1:,} bytes", place=file.name, next_step="cut it into parts")
    return content


def _lines(file: Path, published: date | None) -> Iterator[Document | Refused]:
    with gzip.open(file) if file.suffix.lower() == ".gz" else file.open("rb") as stream:
        for number, line in enumerate(bounded_lines(io.BufferedReader(stream)), 1):
            if line.strip():
                yield document_of_line(line, f"{file.name}:{number}", published)


def bounded_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Give the lines of a stream; of one that is too long for any document no more than shows it is (see `LONGEST_LINE`)."""
    while line := stream.readline(LONGEST_LINE):
        kept = line
        while not line.endswith(b"\n") and (line := stream.readline(LONGEST_LINE)):
            pass
        yield kept


def document_of_line(line: bytes, key: str, published: date | None) -> Document | Refused:
    """Make a document of a line of JSON; `key` names it where the line does not, `published` dates it."""
    if len(line) >= LONGEST_LINE:
        return Refused(key, f"the line has {LONGEST_LINE:,} bytes or more: cut the document into parts")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Refused(key, f"the line is not JSON: {error}"[:200])
    return document_of_row(row, key, published) if isinstance(row, dict) else Refused(key, "the line is no JSON object")


def _json(text: str, file: Path, published: date | None) -> Iterator[Document | Refused]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield Refused(file.name, f"the file is not JSON: {error}"[:200])
        return
    rows = found if isinstance(found, list) else [found]
    for number, row in enumerate(rows, 1):
        key = file.stem if len(rows) == 1 else f"{file.name}:{number}"
        yield document_of_row(row, key, published) if isinstance(row, dict) else Refused(key, "no JSON object")


def _parquet(file: Path) -> Iterator[dict[str, Any]]:
    try:
        import pyarrow.parquet as pq  # type: ignore[import-untyped]
    except ImportError:
        raise DataError(
            "reading Parquet needs pyarrow", place=file.name, next_step="install latticework[arrow]"
        ) from None
    for batch in pq.ParquetFile(file).iter_batches(batch_size=256):
        yield from batch.to_pylist()


def document_of_row(row: dict[str, Any], key: str, published: date | None) -> Document | Refused:
    """Make a document of a row: text, id, date and address by their several usual names."""
    given = {
        name: next((row[n] for n in names if row.get(n) not in (None, "")), None) for name, names in _NAMES.items()
    }
    if not isinstance(given["text"], str):
        return Refused(key, f"no text: one of the columns {', '.join(_NAMES['text'])} is needed")
    day, how = _day(given["published"]), "metadata"
    return _made(
        given["text"], key=str(given["key"] or key), published=day or published, how=how if day else "",
        address=str(given["address"] or ""),
    )  # fmt: skip


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return parse_day(str(value)[:10])[0] if value else None
    except BadDay:
        return None


def _made(
    text: str, *, key: str, published: date | None, how: str = "", address: str = "", html: bool | None = None
) -> Document | Refused:
    try:
        document = make_document(text, key=key, published=published, published_from=how, address=address, html=html)
    except DataError as error:
        return Refused(key, str(error))
    if document.published is None:
        told = day_in_text(document.text)
        if told:
            return make_document(text, key=key, published=told, published_from="text", address=address, html=html)
    return document


def day_in_text(text: str) -> date | None:
    """Find the day a text was published in its first lines: the first date told in full."""
    for time in find_times(text[:_HEAD], None):
        span = time.resolve()
        if time.kind == "day" and span and span.first == span.last:
            return span.first
    return None
