"""The desk: a few workers with an atlas each, the answers they gave last, and the mark of what they answer from."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from latticework.atlas import Atlas
from latticework.doors.http.envelope import Body, Bounds, release
from latticework.errors import TooBusy, TookTooLong
from latticework.store import manifest as manifests
from latticework.store.store import Store

T = TypeVar("T")


class Desk:
    """Where questions are put and answered, each within its bounds.

    Every worker has an atlas of its own, so that many readers share no connection; each looks at the newest generation
    of the store when it begins. The same question asked again while the store is the same is answered once.
    """

    def __init__(self, folder: Path | str | None = None, bounds: Bounds = Bounds()) -> None:  # noqa: B008
        self.bounds = bounds
        self.atlas = Atlas.open(folder)
        self._own = threading.local()
        self._pool = ThreadPoolExecutor(bounds.workers, thread_name_prefix="latticework")
        self._kept: OrderedDict[str, Future[Any]] = OrderedDict()
        self._open = 0

    @property
    def folder(self) -> Path | None:
        """The folder of the store; None when the pack is answered from memory."""
        return self.atlas.store.folder if self.atlas.store else None

    def mark(self) -> str:
        """Hash what is answered from: program, pack, segments of the store, and today's day."""
        parts = [*release().values(), date.today().isoformat()]
        if self.folder:
            found = manifests.load(self.folder)
            parts += [str(found.generation), *(segment.file for segment in found.segments)]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    def generation(self) -> int:
        """The newest generation of the store."""
        return manifests.load(self.folder).generation if self.folder else 0

    async def ask(self, key: str, work: Callable[[Atlas], T]) -> T:
        """Have a worker do some work with its atlas, or give what it gave for this key before.

        Raises TooBusy when too many wait and TookTooLong after the bound of seconds; the work goes on, and asking
        again later gives its answer.
        """
        future = self._kept.get(key)
        if future is None:
            if self._open >= self.bounds.waiting:
                raise TooBusy(f"{self._open} questions are waiting")
            future = self._submit(key, work)
        self._kept.move_to_end(key)
        try:
            waited = asyncio.shield(asyncio.wrap_future(future))
            given: T = await asyncio.wait_for(waited, self.bounds.seconds)
            return given
        except TimeoutError:
            raise TookTooLong(f"no answer within {self.bounds.seconds:g} seconds") from None
        except Exception:
            self._kept.pop(key, None)
            raise

    def _submit(self, key: str, work: Callable[[Atlas], T]) -> Future[T]:
        loop = asyncio.get_running_loop()
        self._open += 1
        future = self._pool.submit(lambda: work(self._fresh()))
        self._kept[key] = future
        while len(self._kept) > self.bounds.kept:
            self._kept.popitem(last=False)

        def less() -> None:
            self._open -= 1
            given: Any = None if future.cancelled() or future.exception() else future.result()
            if isinstance(given, Body) and len(given.content) > self.bounds.kept_bytes:
                self._kept.pop(key, None)

        def done(_: Future[T]) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(less)

        future.add_done_callback(done)
        return future

    def _fresh(self) -> Atlas:
        """Give this worker's atlas, looking at the newest generation."""
        if self.folder is None:
            return self.atlas
        if not hasattr(self._own, "atlas"):
            store = Store.open(self.folder)
            self._own.atlas = Atlas(store, store)
        atlas: Atlas = self._own.atlas
        assert atlas.store is not None
        atlas.store.refresh()
        return atlas

    def close(self) -> None:
        """Take no more questions."""
        self._pool.shutdown(wait=False, cancel_futures=True)
