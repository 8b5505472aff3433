"""Workers of a cluster, through dask.distributed: it carries tasks there and counts back, and is asked for nothing else."""

from __future__ import annotations

import logging
import sys
from collections.abc import Generator, Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from latticework.doors.corpus.processes import TRIES, Reply
from latticework.doors.corpus.shard import Task
from latticework.doors.corpus.worker import read_shard
from latticework.errors import RunStopped, UsageError

AHEAD, LEAST = 3, 64
"""Tasks kept with the cluster for each of its threads, and at least: enough that none waits and that a cluster that grows
with its work grows, few enough to stop soon."""

_AGAIN = "start it again and run the same command: what is done is kept"
_PATIENCE = "30s"


def read_there(tasks: Iterator[Task], address: str) -> Generator[Reply]:
    """Give tasks to the workers of the cluster at an address (or in a scheduler file), and their replies as they come.

    All machines see the corpus and the folder of facts under the same paths. Raises UsageError when dask is not
    installed, RunStopped when the scheduler cannot be reached or goes away.
    """
    distributed = _distributed()
    with _client(distributed, address) as client:
        waiting: dict[Any, tuple[Task, int]] = {}
        if not _threads(client):
            print("no worker has come to the scheduler yet: waiting for the first", file=sys.stderr)

        def send(task: Task, before: int = 0) -> None:
            future = client.submit(read_shard, task.as_json(), pure=False, key=f"{task.name}-{before}")
            waiting[future] = (task, before)

        while True:
            for task in islice(tasks, max(0, max(LEAST, AHEAD * _threads(client)) - len(waiting))):
                send(task)
            if not waiting:
                return
            for future in _ready(distributed, client, waiting):
                task, before = waiting.pop(future)
                reply = _reply(distributed, future)
                if reply is not None:
                    yield task, reply
                elif before + 1 < TRIES:
                    send(task, before + 1)
                else:
                    yield task, {"failed": f"workers died reading it, {TRIES} times over"}


def _distributed() -> Any:
    try:
        return import_module("distributed")
    except ImportError as error:
        raise UsageError("dask is not installed", next_step="pip install 'latticework[dask]'") from error


def _client(distributed: Any, address: str) -> Any:
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what it would say is said as an error here
    given = {"scheduler_file": address} if Path(address).is_file() else {"address": address}
    try:
        return distributed.Client(**given, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise RunStopped(
            f"the scheduler cannot be reached: {error}", place=address, next_step="name the address it prints on start"
        ) from error


def _threads(client: Any) -> int:
    """Count the threads of all workers."""
    try:
        return sum(client.nthreads().values()) if client.status == "running" else 0
    except OSError:
        return 0  # the scheduler is going away, which is found out when a task is waited for


def _ready(distributed: Any, client: Any, waiting: dict[Any, tuple[Task, int]]) -> list[Any]:
    """Wait until a task comes back, and watch over the scheduler meanwhile."""
    while True:
        if client.status != "running" or any(future.status in ("lost", "cancelled") for future in waiting):
            raise RunStopped("the scheduler went away", next_step=_AGAIN)
        try:
            done = distributed.wait(list(waiting), timeout=1, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            continue
        except (OSError, distributed.CancelledError) as error:
            raise RunStopped("the scheduler went away", next_step=_AGAIN) from error
        return list(done)


def _reply(distributed: Any, future: Any) -> dict[str, Any] | None:
    """Give what a task came to; None when its workers died."""
    try:
        reply: dict[str, Any] = future.result()
    except distributed.KilledWorker:
        return None
    except (OSError, distributed.CancelledError) as error:  # the way to the scheduler broke: tasks raise no such errors
        raise RunStopped("the scheduler went away", next_step=_AGAIN) from error
    except Exception as error:
        said = f"a worker cannot read: {type(error).__name__}: {error}"
        return {"stop": (said, "", "install latticework on all workers, with what the corpus needs")}
    return reply
