"""Throughput, CPU and memory of reading a corpus with one worker and with two, and what 100 million articles would cost.

`uv run python benchmarks/corpus.py [--sentences N] [--workers 1,2] [--shard-size MB] [--folder FOLDER]`. The texts are those of the
repository (`corpus/articles`, `evaluation/articles`), repeated under ids of their own; the verb `read` is run as a user runs it, in
processes of its own, whose CPU seconds are those the system counted, start and the writing of facts included.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = 100_000_000
LENGTH = 25
"""Sentences of an article, for the projection; the texts here are shorter."""
CORES = 64
DAY = 24 * 3600


@dataclass(frozen=True)
class Measured:
    """One run of the verb: counts as it printed them, and what the system counted."""

    workers: int
    wall: float
    cpu: float
    counts: dict[str, Any]
    bytes: int
    busy: float
    """Share of the workers' time in which they were at a shard, whoever had the processor: the rest is start and end."""


def texts() -> list[dict[str, str]]:
    files = [
        *sorted((ROOT / "corpus" / "articles").glob("*.json")),
        *sorted((ROOT / "evaluation" / "articles").glob("own-*.json")),
    ]
    rows = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    return [{"id": row["id"], "date": row["published"], "text": row["text"]} for row in rows]


def counted(rows: list[dict[str, str]]) -> list[int]:
    """The sentences of each text, as the reader cuts them."""
    from latticework.text.document import make_document
    from latticework.text.tokens import sentences

    return [len(sentences(make_document(row["text"], key=row["id"]).text)) for row in rows]


def make(folder: Path, wanted: int, files: int) -> tuple[int, int]:
    """Write a corpus of about so many sentences; gives its documents and bytes."""
    rows = texts()
    lengths = counted(rows)
    folder.mkdir(parents=True)
    streams = [(folder / f"part-{n:03}.jsonl").open("w", encoding="utf-8") for n in range(files)]
    documents = total = size = 0
    for row, length in cycle(zip(rows, lengths, strict=True)):
        if total >= wanted:
            break
        text = json.dumps({**row, "id": f"{row['id']}-{documents}"}, ensure_ascii=False) + "\n"
        streams[documents % files].write(text)
        documents, total, size = documents + 1, total + length, size + len(text.encode())
    for stream in streams:
        stream.close()
    return documents, size


def measure(corpus: Path, out: Path, workers: int, shard_mb: float) -> Measured:
    words = [
        "read",
        str(corpus),
        "--workers",
        str(workers),
        "--out",
        str(out),
        "--shard-size",
        f"{shard_mb:.4f}",
        "--format",
        "json",
    ]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", "from latticework.doors.cli import main; main()", *words],
        check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    counts = {row["what"]: row["value"] for row in json.loads(done.stdout)["rows"]}
    shards = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["shards"]
    busy = sum(shard["seconds"] for shard in shards) / (workers * wall)
    return Measured(workers, wall, cpu, counts, sum(shard["bytes"] for shard in shards), busy)


def ids(out: Path) -> str:
    """A digest of the ids of all facts: equal for equal sets."""
    import duckdb

    found = duckdb.execute(
        "select count(*) || ' facts, ' || count(distinct id) || ' distinct, digest ' || sha256(string_agg(id, ' ' order by id))[:12] "
        "from read_parquet($files)", {"files": str(out / "shards" / "*" / "facts.parquet")},
    ).fetchone()  # fmt: skip
    assert found is not None
    return str(found[0])


def project(one: Measured) -> None:
    """Say what 100 million articles would cost at these figures."""
    sentences, documents = one.counts["sentences"], one.counts["documents"]
    print(f"\n{ARTICLES:,} articles, projected from {one.workers} worker(s), CPU of the whole command:")
    for what, length in (("as long as these", sentences / documents), (f"of {LENGTH} sentences", LENGTH)):
        cpu = ARTICLES * length * one.cpu / sentences
        size = ARTICLES * length * one.bytes / sentences
        print(
            f"  {what:<18} {length:5.1f} sentences  {cpu / 3600:9,.0f} CPU hours  {cpu / DAY / CORES:6.1f} days on {CORES} cores"
            f"  {size / 1e9:7,.0f} GB of facts"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sentences", type=int, default=20_000)
    options.add_argument(
        "--workers", default="1,2", help="numbers of workers, in the order of the runs; the fewest are compared with"
    )
    options.add_argument("--files", type=int, default=4, help="files the corpus consists of")
    options.add_argument(
        "--shard-size", type=float, help="MB of text in a shard (default: that of the verb, or 24 shards if smaller)"
    )
    options.add_argument(
        "--folder", type=Path, help="where corpus and facts are put and kept (default: a temporary folder)"
    )
    given = options.parse_args()
    place = given.folder or Path(tempfile.mkdtemp(prefix="latticework-corpus-"))
    try:
        documents, size = make(place / "corpus", given.sentences, given.files)
        shard = given.shard_size or min(4.0, size / 24 / 1e6)
        print(
            f"Python {platform.python_version()}, {os.cpu_count()} cores; {documents:,} documents, {size / 1e6:,.1f} MB, shards of {shard:.2f} MB\n"
        )
        print(
            "workers  seconds  documents/s  sentences/s   CPU s  documents/CPU s  sentences/CPU s  MB a worker  at a shard  facts"
        )
        runs = []
        for workers in map(int, given.workers.split(",")):
            one = measure(place / "corpus", place / f"facts-{workers}", workers, shard)
            read, cut = one.counts["documents"], one.counts["sentences"]
            print(
                f"{workers:>7}  {one.wall:7.1f}  {read / one.wall:11,.1f}  {cut / one.wall:11,.0f}  {one.cpu:6.1f}  {read / one.cpu:15,.1f}  "
                f"{cut / one.cpu:15,.0f}  {one.counts['memory of a worker at most, MB']:11}  {one.busy:10.0%}  {ids(place / f'facts-{workers}')}",
                flush=True,
            )
            runs.append(one)
        runs.sort(key=lambda one: one.workers)
        for one in runs[1:]:
            print(f"\n{one.workers} workers: {runs[0].wall / one.wall:.2f} times the throughput of {runs[0].workers}")
        project(runs[-1])
        if len({ids(place / f"facts-{one.workers}") for one in runs}) > 1:
            sys.exit("the runs did not give the same facts")
    finally:
        if not given.folder:
            shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    main()
