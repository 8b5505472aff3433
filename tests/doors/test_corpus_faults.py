"""Reading a corpus: whatever dies in the middle, nothing is lost, nothing doubled, and the run goes on."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from latticework.doors.corpus import folder, worker
from latticework.doors.corpus.plan import shards_of
from latticework.doors.corpus.processes import Reply, read_here
from latticework.doors.corpus.progress import Progress
from latticework.doors.corpus.run import read_corpus
from latticework.doors.corpus.shard import Task
from latticework.doors.corpus.trail import Trail
from latticework.errors import RunStopped, UsageError
from tests.doors.corpora import SHARD, here, ids, leftovers, line, manifest, run, settings, sound

# what dies


def workers_of(pid: int) -> list[int]:
    """The workers that a process started."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(words[1]) == pid and b"corpus.worker" in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except (OSError, ValueError, IndexError):
            continue
    return found


linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds workers in /proc")


@linux
def test_killed_workers_lose_and_double_nothing(corpus: Path, reference: Path, tmp_path: Path) -> None:
    out, killed, over = tmp_path / "out", set[int](), threading.Event()

    def kill() -> None:
        while not over.wait(0.2) and len(killed) < 3:
            busy = list((out / folder.WORK).glob("*.at")) if out.exists() else []
            for pid in workers_of(os.getpid())[:1] if busy else []:
                os.kill(pid, signal.SIGKILL)
                killed.add(pid)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        run(corpus, out, partial(read_here, workers=2))
    finally:
        over.set()
        killer.join()
    assert killed
    sound(out, reference)


def command(corpus: Path, out: Path, *more: str, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    words = ("read", str(corpus), "--out", str(out), "--shard-size", str(SHARD / 1e6), *more)
    return subprocess.Popen(
        [sys.executable, "-c", "from latticework.doors.cli import main; main()", *words], text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **(env or {})},
    )  # fmt: skip


@pytest.mark.parametrize(("how", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_a_run_killed_from_outside_is_taken_up(corpus: Path, tmp_path: Path, how: int, code: int) -> None:
    (corpus / "d.jsonl").write_text("".join(line(n) for n in range(30, 100)))
    run(corpus, tmp_path / "reference")
    out = tmp_path / "out"
    first = command(corpus, out, "--workers", "2")
    while first.poll() is None and not list(out.glob("shards/*")):
        time.sleep(0.02)
    first.send_signal(how)
    first.communicate()
    assert first.returncode == code
    assert set() < folder.names(out) < folder.names(tmp_path / "reference")
    run(corpus, out)
    deadline = time.monotonic() + 5  # workers of a killed run end the shard they are at
    while leftovers(out) and time.monotonic() < deadline:
        time.sleep(0.1)
    sound(out, tmp_path / "reference")


DEADLY = """
import os, time
from latticework.text import inputs
plain = inputs.document_of_line
def deadly(line, *more):
    if b"KILL" in line:
        os.kill(os.getpid(), 9)
    if b"HANG" in line:
        time.sleep(60)
    return plain(line, *more)
inputs.document_of_line = deadly
"""


def test_documents_that_kill_their_worker_are_set_aside(corpus: Path, reference: Path, tmp_path: Path) -> None:
    (corpus / "d.jsonl").write_text(line(50) + line(51, "KILL") + line(52) + line(53, "KILL"))
    clean = tmp_path / "clean"
    clean.mkdir()
    for name in ("a.jsonl", "b.jsonl.gz", "c.ndjson"):
        (clean / name).write_bytes((corpus / name).read_bytes())
    (clean / "d.jsonl").write_text(line(50) + line(52))
    run(clean, tmp_path / "wanted")
    (tmp_path / "sitecustomize.py").write_text(DEADLY)
    out = tmp_path / "out"
    done = command(corpus, out, "--workers", "2", "--format", "json", env={"PYTHONPATH": str(tmp_path)})
    said, talk = done.communicate()
    assert done.returncode == 0, talk
    rows = {row["what"]: row["value"] for row in json.loads(said)["rows"]}
    assert (rows["documents"], rows["refused documents"]) == (26, 2)
    refused = [json.loads(text) for text in (out / folder.REFUSED).read_text().splitlines()]
    assert [(one["row"], one["because"]) for one in refused] == [(2, "workers died reading it, 3 times alone"), (4, "workers died reading it, 3 times alone")]  # fmt: skip
    sound(out, tmp_path / "wanted")


def test_a_worker_that_gets_no_further_ends_itself(corpus: Path, tmp_path: Path) -> None:
    (corpus / "a.jsonl").write_text(line(1, "HANG"))
    task = Task(str(tmp_path / "out"), next(shards_of(corpus / "a.jsonl", SHARD, tmp_path)), settings(corpus))  # type: ignore[arg-type]
    folder.prepare(tmp_path / "out", settings(corpus))
    code = (
        f"{DEADLY}\nfrom latticework.doors.corpus import worker\nworker.PATIENCE = (0.2, 1e9)\n"
        f"worker.read_shard({task.as_json()!r})"
    )
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert time.monotonic() - began < 20
    trail = Trail(tmp_path / "out", task.name)
    assert trail.alone(1)


def test_a_document_that_breaks_the_reader_is_set_aside(
    corpus: Path, reference: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = worker.read_documents

    def breaks(documents: Any, coder: Any) -> Any:
        found = list(documents)
        if any(one.key == "d5" for one in found):
            raise RecursionError("too deep")
        return plain(found, coder)

    monkeypatch.setattr(worker, "read_documents", breaks)
    out = tmp_path / "out"
    summary = run(corpus, out)
    assert (summary.total("documents"), summary.total("refused")) == (23, 1)
    assert json.loads((out / folder.REFUSED).read_text()) == {
        "file": str(corpus / "a.jsonl"), "row": 6, "key": "d5", "because": "reading it failed: RecursionError: too deep",
    }  # fmt: skip
    assert set(ids(out)) < set(ids(reference))


def test_lines_that_are_no_documents_are_set_aside(corpus: Path, tmp_path: Path) -> None:
    (corpus / "d.jsonl").write_text("{broken\n" + "[" * 100_000 + "\n" + '{"id": "no text"}\n\n' + line(9))
    summary = run(corpus, tmp_path / "out")
    assert (summary.total("documents"), summary.total("refused")) == (25, 3)
    rows = [json.loads(text)["row"] for text in (tmp_path / "out" / folder.REFUSED).read_text().splitlines()]
    assert rows == [1, 2, 3]


# disks and folders


def test_a_full_disk_stops_the_run_and_loses_nothing(
    corpus: Path, reference: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    full, plain = [False], os.fsync

    def fsync(handle: int) -> None:
        if full[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        plain(handle)

    def two(tasks: Iterator[Task]) -> Generator[Reply]:
        for n, reply in enumerate(here(tasks), 1):
            full[0] = n >= 2
            yield reply

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(RunStopped, match="No space left") as caught:
        run(corpus, out, two)
    assert "2 shards are done" in str(caught.value)
    assert "run the same command again" in str(caught.value)
    assert len(folder.names(out)) == 2
    full[0] = False
    assert run(corpus, out).found_done == 2
    sound(out, reference)


def test_a_disk_that_is_full_at_the_end_is_said(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = folder.replace

    def full(path: Path, lines: Any) -> None:
        if path.name == folder.MANIFEST:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        plain(path, lines)

    monkeypatch.setattr(folder, "replace", full)
    with pytest.raises(RunStopped, match="No space left"):
        run(corpus, tmp_path / "out")
    assert not (tmp_path / "out" / folder.MANIFEST).exists()


def test_a_killed_run_leaves_no_manifest_that_says_it_is_whole(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(corpus, out)
    (corpus / "d.jsonl").write_text(line(40))

    def look(tasks: Iterator[Task]) -> Generator[Reply]:
        assert not (out / folder.MANIFEST).exists()
        yield from here(tasks)

    run(corpus, out, look)
    assert manifest(out)["complete"]


def test_a_small_disk_fills_up_and_the_run_goes_on_with_room(corpus: Path, reference: Path, tmp_path: Path) -> None:
    out = tmp_path / "small"
    out.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40k", "none", str(out)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        with pytest.raises(RunStopped, match="cannot write facts: No space left on device;"):
            run(corpus, out, partial(read_here, workers=2))
        assert folder.names(out) < folder.names(reference)
        subprocess.run(["mount", "-o", "remount,size=8m", str(out)], check=True)
        run(corpus, out, partial(read_here, workers=2))
        sound(out, reference)
    finally:
        subprocess.run(["umount", str(out)], check=False)


def test_a_folder_that_cannot_be_made_is_said(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RunStopped, match="cannot write facts"):
        run(corpus, tmp_path / "file" / "out")


def test_a_folder_of_another_run_is_refused(corpus: Path, tmp_path: Path) -> None:
    run(corpus, tmp_path / "out")
    with pytest.raises(UsageError, match="the publication day was '' and is '2024-02-02'"):
        run(corpus, tmp_path / "out", published="2024-02-02")


def test_the_facts_may_not_lie_among_the_texts(corpus: Path) -> None:
    with pytest.raises(UsageError, match="among the texts"):
        run(corpus, corpus / "out")


def test_a_corpus_without_shards_is_refused(tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "a.txt").write_text("text")
    with pytest.raises(UsageError, match="no file of the corpus"):
        run(tmp_path / "c", tmp_path / "out")


def test_a_worker_of_another_version_is_refused(corpus: Path, tmp_path: Path) -> None:
    from dataclasses import replace

    other = replace(settings(corpus), reader="0" * 16)
    with pytest.raises(RunStopped, match="the worker reads with"):
        read_corpus(other, tmp_path / "out", here, Progress(io.StringIO()))


def test_two_workers_at_one_shard_leave_one(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    folder.prepare(out, settings(corpus))
    account: dict[str, Any] = {"documents": 1}
    first = folder.commit(out, "n", "jsonl", [{"id": "1"}], [], account)
    second = folder.commit(out, "n", "jsonl", [{"id": "1"}, {"id": "2"}], [], account)
    assert second == first
    assert (out / "shards" / "n" / "facts.jsonl").read_text() == '{"id": "1"}\n'
    assert leftovers(out) == []


def test_a_bad_call_names_the_next_step(corpus: Path, tmp_path: Path) -> None:
    for more, said in (
        (("--workers", "1", "--cluster", "tcp://x:1"), "leave one out"),
        (("--workers", "1", "--explain"), "leave one out"),
        (("--workers", "1", "--format", "parquet"), "another --format"),
    ):
        done = command(corpus, tmp_path / "out", *more)
        _, talk = done.communicate()
        assert done.returncode == 2
        assert said in talk
