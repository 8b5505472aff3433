"""Reading a corpus with a dask scheduler and two workers, each a process of its own, as on a cluster; and what dies there."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from latticework.doors.corpus import folder
from latticework.doors.corpus.cluster import read_there
from latticework.errors import RunStopped
from tests.doors.corpora import line, make_corpus, run, sound

pytest.importorskip("distributed", reason="dask is not installed")
linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds workers in /proc")


class Cluster:
    """A scheduler and the nannies of two workers."""

    def __init__(self, place: Path) -> None:
        self.file = place / "scheduler.json"
        self.scheduler = self._start("scheduler", "--port", "0", "--no-show")
        self.nannies = [self._start("worker", "--nthreads", "1", "--memory-limit", "0") for _ in range(2)]
        deadline = time.monotonic() + 20
        while not self.file.exists() and time.monotonic() < deadline:
            time.sleep(0.05)

    def _start(self, what: str, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{what}", "--scheduler-file", str(self.file), "--no-dashboard", *words],
            cwd=self.file.parent, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def workers(self) -> list[int]:
        """The processes that read, which the nannies replace when they die."""
        found = []
        for entry in Path("/proc").iterdir():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                if parent in {one.pid for one in self.nannies} and b"spawn_main" in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
            except (OSError, ValueError, IndexError):
                continue
        return sorted(found)

    def end(self) -> None:
        """End all of it."""
        for process in (*self.nannies, self.scheduler):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "cluster").mkdir()
    made = Cluster(tmp_path / "cluster")
    yield made
    made.end()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    made = make_corpus(tmp_path)
    (made / "d.jsonl").write_text("".join(line(n) for n in range(30, 150)))
    run(made, tmp_path / "reference")
    return made


def when_busy(out: Path, act: partial[None]) -> threading.Thread:
    """Do something once a worker is in the middle of a shard and others are done."""

    def wait() -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if list(out.glob("shards/*")) and list(out.glob(".work/*.at")):
                act()
                return
            time.sleep(0.01)

    thread = threading.Thread(target=wait)
    thread.start()
    return thread


@linux
def test_a_cluster_reads_on_when_a_worker_is_killed(corpus: Path, tmp_path: Path, cluster: Cluster) -> None:
    out, killed = tmp_path / "out", list[int]()

    def kill() -> None:
        killed.extend(cluster.workers()[:1])
        os.kill(killed[0], signal.SIGKILL)

    thread = when_busy(out, partial(kill))
    summary = run(corpus, out, partial(read_there, address=str(cluster.file)))
    thread.join()
    assert killed
    assert summary.total("documents") == 144
    sound(out, tmp_path / "reference")


def test_a_run_whose_scheduler_is_killed_stops_and_is_taken_up(corpus: Path, tmp_path: Path, cluster: Cluster) -> None:
    out = tmp_path / "out"
    thread = when_busy(out, partial(os.kill, cluster.scheduler.pid, signal.SIGKILL))
    with pytest.raises(RunStopped, match="the scheduler went away") as caught:
        run(corpus, out, partial(read_there, address=str(cluster.file)))
    thread.join()
    assert "run the same command" in str(caught.value)
    done = len(folder.names(out))
    assert 0 < done < len(folder.names(tmp_path / "reference"))
    cluster.end()
    assert run(corpus, out).found_done >= done
    sound(out, tmp_path / "reference")


def test_a_scheduler_that_is_not_there_is_said(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("latticework.doors.corpus.cluster._PATIENCE", "1s")
    with pytest.raises(RunStopped, match="cannot be reached"):
        run(corpus, tmp_path / "out", partial(read_there, address="tcp://127.0.0.1:1"))
