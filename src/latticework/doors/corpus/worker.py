"""The worker: reads one shard after another, and gives back counts, never rows.

Run as a module it takes tasks as lines of JSON on standard input and answers each with a line on standard output.
"""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from latticework.doors.corpus.folder import account_of, commit, unwritable
from latticework.doors.corpus.items import Item, items_of
from latticework.doors.corpus.shard import Task, reader_digest
from latticework.doors.corpus.trail import ENOUGH, Trail
from latticework.errors import DataError, LatticeworkError, StoreUnwritable, UsageError
from latticework.text.coder import Coder, linear
from latticework.text.coders import coder_named
from latticework.text.document import Document, make_document
from latticework.text.facts import facts_of
from latticework.text.inputs import Refused
from latticework.text.read import AT_ONCE, Read, read_documents

TOGETHER = 200_000
"""Characters read together at most, but for a document that alone has more: this bounds a worker's memory."""

PATIENCE = (120.0, 1_000)
"""Seconds a batch may take, and characters for each of which it may take a second more; then the worker ends itself."""


def read_shard(given: dict[str, Any]) -> dict[str, Any]:
    """Read a shard into the folder of its run, if no worker has; gives `done` with its account, `failed` or `stop`.

    `failed` says why this shard cannot be read; `stop` why the run cannot go on: what, where and the next step.
    """
    task = Task.from_json(given)
    out, trail = Path(task.out), None
    try:
        account = account_of(out, task.name)
        if account is None:
            coder = _coder(task.settings.coder)
            _same(task, coder)
            _warm()
            trail = Trail(out, task.name)
            account = commit(out, task.name, task.settings.form, *_read(task, coder, trail))
            trail.end()
        return {"done": account, "peak_mb": peak_mb()}
    except (OSError, StoreUnwritable) as error:
        return {"stop": _told(unwritable(out, error))}
    except DataError as error:
        return {"failed": str(error)}
    except LatticeworkError as error:
        return {"stop": _told(error)}
    finally:
        faulthandler.cancel_dump_traceback_later()
        if trail:
            with suppress(OSError):
                trail.leave()


def _told(error: LatticeworkError) -> tuple[str, str, str]:
    return error.thing, error.place, error.next_step


@lru_cache(maxsize=1)
def _coder(name: str) -> Coder:
    return coder_named(name)


@lru_cache(maxsize=1)
def _warm() -> None:
    """Load what reads, so that a worker that dies meanwhile is not held against its first document."""
    text = "Japan and Australia signed a defence agreement in 2014. China condemned it, and will spend $2 billion on ships."
    list(read_documents([make_document(text, key="warm", published=date(2014, 7, 1))], linear()))


def _same(task: Task, coder: Coder) -> None:
    label = f"{coder.name} {coder.version}"
    if (label, reader_digest()) != (task.settings.label, task.settings.reader):
        raise UsageError(
            f"the worker reads with {label}, code {reader_digest()}, the run with {task.settings.label}, code "
            f"{task.settings.reader}",
            next_step="install the same latticework for all workers",
        )


def _read(task: Task, coder: Coder, trail: Trail) -> tuple[list[dict[str, object]], list[object], dict[str, Any]]:
    """Read all documents of a shard: rows of facts, what was refused, and the counts."""
    day = date.fromisoformat(task.settings.published) if task.settings.published else None
    cpu, wall = time.process_time(), time.monotonic()
    rows: list[dict[str, object]] = []
    refused: list[object] = []
    documents = sentences = undated = 0
    for batch in _batches(items_of(task.shard), trail):
        trail.step(batch[0].row, batch[-1].row + 1)
        faulthandler.dump_traceback_later(_patience(batch), exit=True, file=_nowhere())
        for item, read in _together(batch, day, coder, trail.set_aside):
            if isinstance(read, Refused):
                refused.append({"file": task.shard.file, "row": item.row, "key": read.key, "because": read.because})
                continue
            documents += 1
            sentences += len(read.clauses)
            undated += read.document.published is None
            rows += (fact.row() for fact in facts_of(read, task.settings.label))
        faulthandler.cancel_dump_traceback_later()
    spent = {"cpu_seconds": round(time.process_time() - cpu, 3), "seconds": round(time.monotonic() - wall, 3)}
    shard = task.shard
    place = {"input": shard.file, "start": shard.start, "end": shard.end, "row": shard.row, "sha256": shard.sha256}
    counts = {"documents": documents, "sentences": sentences, "undated": undated}
    return rows, refused, {**place, **counts, **spent, "peak_mb": peak_mb()}


def _patience(batch: list[Item]) -> float:
    return PATIENCE[0] + sum(item.weight for item in batch) / PATIENCE[1]


@lru_cache(maxsize=1)
def _nowhere() -> Any:
    return open(os.devnull, "w")


def _batches(items: Iterable[Item], trail: Trail) -> Iterator[list[Item]]:
    """Put documents together, few and short enough; those at which a worker ended stand alone."""
    now: list[Item] = []
    weight = 0
    for item in items:
        own = trail.alone(item.row)
        if now and (own or len(now) == AT_ONCE or weight + item.weight > TOGETHER):
            yield now
            now, weight = [], 0
        now.append(item)
        weight += item.weight
        if own:
            yield now
            now, weight = [], 0
    if now:
        yield now


def _together(
    batch: list[Item], day: date | None, coder: Coder, set_aside: set[int]
) -> Iterator[tuple[Item, Read | Refused]]:
    """Read a batch; where a document breaks it, read each alone and refuse those that break."""
    made: list[tuple[Item, Document | Refused]] = []
    for item in batch:
        if item.row in set_aside:
            made.append((item, Refused(item.key, f"workers died reading it, {ENOUGH} times alone")))
            continue
        try:
            made.append((item, item.document(day)))
        except Exception as error:  # whatever a document does to the reader, the run goes on
            made.append((item, _broke(item.key, error)))
    good = [one for _, one in made if isinstance(one, Document)]
    try:
        reads: list[Read | Refused] = list(read_documents(good, coder))
    except Exception:  # one of them breaks the reader
        reads = [_alone(one, coder) for one in good]
    told = iter(reads)
    for item, one in made:
        yield item, one if isinstance(one, Refused) else next(told)


def _alone(document: Document, coder: Coder) -> Read | Refused:
    try:
        return next(read_documents([document], coder))
    except Exception as error:
        return _broke(document.key, error)


def _broke(key: str, error: Exception) -> Refused:
    """Refuse a document that broke the reader; an error that is not the document's stops the run."""
    if isinstance(error, LatticeworkError) and not isinstance(error, DataError):
        raise error
    return Refused(key, f"reading it failed: {type(error).__name__}: {error}"[:300])


def peak_mb() -> int | None:
    """Give the largest memory this process has held, in MB; None where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(largest / (1024 * 1024 if sys.platform == "darwin" else 1024))


def main() -> None:
    """Answer tasks until there are no more; what is printed meanwhile goes to standard error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run ends its workers itself
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)
        print("ready", file=answers, flush=True)
        for line in sys.stdin:
            answer = json.dumps(read_shard(json.loads(line)))
            try:
                print(answer, file=answers, flush=True)
            except BrokenPipeError:  # the run has died; the shard stands in its folder
                os._exit(0)


if __name__ == "__main__":
    main()
