"""Small corpora, and what must hold of any run over one."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import duckdb

from latticework.doors.corpus import folder
from latticework.doors.corpus.processes import Reply
from latticework.doors.corpus.progress import Progress
from latticework.doors.corpus.run import Executor, Summary, read_corpus, settings_of
from latticework.doors.corpus.shard import Settings, Task
from latticework.doors.corpus.worker import read_shard

TEXTS = (
    "Japan and Australia signed a defence cooperation agreement in Tokyo on Monday.",
    "China condemned the United States on Tuesday. Beijing warned that it would respond.",
    "France will spend 2.1 percent of its economic output on defence in 2025.",
    "North Korea fired a missile over Japan. South Korea condemned the launch.",
)
SHARD = 700
"""Bytes: a few documents a shard."""


def line(n: int, text: str | None = None) -> str:
    return json.dumps({"id": f"d{n}", "text": text or TEXTS[n % len(TEXTS)], "date": f"2024-01-{1 + n % 28:02}"}) + "\n"


def make_corpus(tmp_path: Path) -> Path:
    """Three files, one of them packed, 24 documents."""
    place = tmp_path / "corpus"
    place.mkdir()
    (place / "a.jsonl").write_text("".join(line(n) for n in range(12)))
    (place / "b.jsonl.gz").write_bytes(gzip.compress("".join(line(n) for n in range(12, 20)).encode()))
    (place / "c.ndjson").write_text("".join(line(n) for n in range(20, 24)))
    return place


def here(tasks: Iterator[Task]) -> Generator[Reply]:
    """Read in this process."""
    for task in tasks:
        yield task, read_shard(task.as_json())


def settings(corpus: Path, **more: Any) -> Settings:
    return settings_of(corpus, coder="linear", **{"size": SHARD, **more})


def run(corpus: Path, out: Path, read: Executor = here, **more: Any) -> Summary:
    return read_corpus(settings(corpus, **more), out, read, Progress(io.StringIO()))


def ids(out: Path) -> list[str]:
    """The ids of all facts of the whole shards, as anyone would read them."""
    pattern = out / folder.SHARDS / "*" / "facts.parquet"
    with duckdb.connect() as con:  # its own: the shared one may be amid another test's answer
        return [row[0] for row in con.execute(f"select id from read_parquet('{pattern}') order by id").fetchall()]


def leftovers(out: Path) -> list[str]:
    return sorted(path.name for path in (out / folder.WORK).iterdir())


def manifest(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / folder.MANIFEST).read_text())
    return found


def sound(out: Path, reference: Path) -> None:
    """Nothing lost, nothing doubled, nothing half done, and the manifest says so."""
    assert ids(out) == ids(reference)
    assert len(set(ids(out))) == len(ids(out))
    assert leftovers(out) == []
    said = manifest(out)
    assert said["complete"]
    assert {shard["name"] for shard in said["shards"]} == folder.names(out)
    assert sum(shard["facts"] for shard in said["shards"]) == len(ids(out))
