"""A run over a corpus: plan, hand out, count, and say at the end which shards are whole."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from latticework.doors.corpus import folder
from latticework.doors.corpus.plan import files_of, shards_of
from latticework.doors.corpus.processes import Reply
from latticework.doors.corpus.progress import Progress
from latticework.doors.corpus.shard import Form, Settings, Task, reader_digest
from latticework.errors import RunStopped, UsageError
from latticework.text.coders import coder_named
from latticework.text.inputs import Refused

SIZE = 4_000_000
"""Bytes of text in a shard, unless said: about a minute of work, which is what a worker's death costs at most."""

Executor = Callable[[Iterator[Task]], Generator[Reply]]
"""What reads: gives a reply for each task, in any order."""


@dataclass(slots=True)
class Summary:
    """What a run came to: the accounts of all shards that are whole, how many of them this run found done, and the rest."""

    accounts: dict[str, dict[str, Any]] = field(default_factory=dict)
    found_done: int = 0
    equal: int = 0
    failed: list[str] = field(default_factory=list)
    unread: list[dict[str, object]] = field(default_factory=list)
    left_out: int = 0
    seconds: float = 0.0
    peak_mb: int | None = None

    def total(self, name: str) -> float:
        """Sum a count over the shards that are whole."""
        return float(sum(account[name] for account in list(self.accounts.values())))


def settings_of(corpus: Path, *, coder: str, published: str = "", form: Form = "parquet", size: int = SIZE) -> Settings:
    """Gather how a corpus is read; the coder is made once, to know its version."""
    made = coder_named(coder)
    return Settings(str(corpus.resolve()), coder, f"{made.name} {made.version}", reader_digest(), published, form, size)


def read_corpus(settings: Settings, out: Path, read: Executor, progress: Progress | None = None) -> Summary:
    """Read a corpus into a folder of shards of facts, going on where an earlier run of the same settings ended.

    Each shard is put in place whole, or not at all; `manifest.json` lists those that are whole, and `refused.jsonl` the
    documents set aside, each with its reason. Raises UsageError for a corpus without files to read or a folder of other
    settings, RunStopped when the run cannot go on.
    """
    began = time.monotonic()
    corpus, out = Path(settings.corpus), out.resolve()
    if out == corpus or corpus in out.parents:
        raise UsageError("the facts would lie among the texts", place=str(out), next_step="choose an --out elsewhere")
    files, left_out = files_of(corpus)
    folder.prepare(out, settings)
    summary = Summary(left_out=left_out)
    shown = progress or Progress(sys.stderr)
    shown.whole = sum(file.stat().st_size for file in files)
    whole = False
    try:
        with closing(read(_tasks(files, settings, out, summary, shown))) as replies:
            for task, reply in replies:
                _count(summary, task, reply)
                shown.show(summary, task.shard.share)
        _close(settings, out, summary, whole=True)
        whole = True
    except (OSError, RunStopped) as error:
        told = error if isinstance(error, RunStopped) else folder.unwritable(out, error)
        done = f"{told.thing}; {len(summary.accounts)} shards are done"
        raise RunStopped(done, place=told.place, next_step=told.next_step or folder.AGAIN) from error
    finally:
        summary.seconds = time.monotonic() - began
        shown.end()
        if not whole:
            with suppress(OSError):  # the error that is on its way says more; the shards say what is whole
                _close(settings, out, summary, whole=False)
    return summary


def _tasks(files: list[Path], settings: Settings, out: Path, summary: Summary, shown: Progress) -> Iterator[Task]:
    """Give the shards that are still to be read, as the plan goes through the files."""
    there, planned = folder.names(out), set[str]()
    for file in files:
        for shard in shards_of(file, settings.size, out / folder.PLANS):
            if isinstance(shard, Refused):
                summary.unread.append({"file": str(file), "row": None, "key": shard.key, "because": shard.because})
                continue
            task = Task(str(out), shard, settings)
            if task.name in planned:
                summary.equal += 1
                continue
            planned.add(task.name)
            account = folder.account_of(out, task.name) if task.name in there else None
            if account is None:
                yield task
                continue
            summary.accounts[task.name] = account
            summary.found_done += 1
            shown.show(summary, shard.share)


def _count(summary: Summary, task: Task, reply: dict[str, Any]) -> None:
    if "stop" in reply:
        thing, place, next_step = reply["stop"]
        raise RunStopped(thing, place=place, next_step=next_step)
    if "failed" in reply:
        summary.failed.append(f"{task.shard.file}, from row {task.shard.row}: {reply['failed']}")
        return
    summary.accounts[task.name] = reply["done"]
    if reply["peak_mb"] is not None:
        summary.peak_mb = max(summary.peak_mb or 0, reply["peak_mb"])


def _close(settings: Settings, out: Path, summary: Summary, *, whole: bool) -> None:
    """Write which shards are whole and what was refused; what no longer belongs to the corpus is put aside."""
    seen = list(summary.accounts.values())
    if whole:
        folder.tidy(out, summary.accounts)
        gone = folder.names(out) - set(summary.accounts)
        for name in gone if not summary.failed and not summary.unread else ():
            folder.put_aside(out, name)
    else:  # what this run did not come to may be whole all the same
        others = (folder.account_of(out, name) for name in folder.names(out) - set(summary.accounts))
        seen = [*seen, *(account for account in others if account)]
    accounts = sorted(seen, key=lambda one: (one["input"], one["row"]))
    complete = whole and not summary.failed
    body = {"complete": complete, **settings.as_json(), "not_read": summary.unread, "failed": summary.failed}
    folder.replace(out / folder.MANIFEST, [json.dumps({**body, "shards": accounts}, indent=1)])
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in summary.unread]
    folder.replace(out / folder.REFUSED, chain(lines, folder.refused_of(out, accounts)))
