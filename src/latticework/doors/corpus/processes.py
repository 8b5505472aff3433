"""Workers as processes of this machine: each a fresh interpreter; one that dies is replaced and its shard read again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Queue
from threading import Event, Lock, Thread
from typing import Any

from latticework.doors.corpus.shard import Task
from latticework.doors.corpus.trail import forget
from latticework.errors import RunStopped

TRIES = 50
"""So often is a shard given to a worker before it is left for another run; each document set aside costs some of them."""

STARTS = 3
"""So often is a worker started that dies before it is ready."""

Reply = tuple[Task, dict[str, Any]]
"""A task and what became of it: `done`, `failed` or `stop` (see `worker.read_shard`)."""

_COMMAND = (sys.executable, "-P", "-m", "latticework.doors.corpus.worker")
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def read_here(tasks: Iterator[Task], workers: int) -> Generator[Reply]:
    """Give tasks to so many processes and their replies as they come; ends them when it is closed.

    Raises RunStopped when a worker cannot start.
    """
    replies: Queue[Reply | Exception | None] = Queue()
    lock, over = Lock(), Event()
    desks = [_Desk(tasks, lock, replies, over) for _ in range(workers)]
    for desk in desks:
        desk.start()
    left = workers
    try:
        while left:
            reply = replies.get()
            if isinstance(reply, Exception):
                raise reply
            if reply is None:
                left -= 1
            else:
                yield reply
    finally:
        over.set()
        for desk in desks:
            desk.halt()


class _Desk(Thread):
    """One worker's place: takes a task, hands it over, waits, and calls another worker when this one dies."""

    def __init__(
        self, tasks: Iterator[Task], lock: Lock, replies: Queue[Reply | Exception | None], over: Event
    ) -> None:
        super().__init__(daemon=True)
        self._tasks, self._lock, self._replies, self._over = tasks, lock, replies, over
        self._process: subprocess.Popen[str] | None = None

    def run(self) -> None:
        """Work until no task is left."""
        try:
            while (task := self._next()) is not None:
                self._replies.put((task, self._ask(task)))
            self._replies.put(None)
        except Exception as error:
            self._replies.put(error)
        finally:
            self._close()

    def _next(self) -> Task | None:
        with self._lock:
            return None if self._over.is_set() else next(self._tasks, None)

    def _ask(self, task: Task) -> dict[str, Any]:
        line = json.dumps(task.as_json()) + "\n"
        for _ in range(TRIES):
            process = self._process = self._process or self._call()
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                process.stdin.write(line)
                process.stdin.flush()
                answer = process.stdout.readline()
            except (OSError, ValueError):  # it died between two tasks, or the run is over
                answer = ""
            if answer.endswith("\n"):
                reply: dict[str, Any] = json.loads(answer)
                return reply
            self._close()
            if self._over.is_set():
                forget(Path(task.out), task.name)
                break
        return {"failed": f"{TRIES} workers died reading it"}

    def _call(self) -> subprocess.Popen[str]:
        for _ in range(STARTS):
            process = subprocess.Popen(
                _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
                env={**_ONE_THREAD, **os.environ},
            )  # fmt: skip
            assert process.stdout is not None
            if process.stdout.readline() == "ready\n":
                return process
            self._process = process
            self._close()
        raise RunStopped(
            "no worker could start; what it said stands above", next_step="mend it, and run the same command again"
        )

    def halt(self) -> None:
        """End the worker at once, from outside; the run is over."""
        if self._process is not None:
            self._process.kill()
        self.join(timeout=5)

    def _close(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):  # what was written to a dead worker cannot be sent any more
                if stream is not None:
                    stream.close()
