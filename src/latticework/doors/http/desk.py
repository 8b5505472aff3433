"""The desk: a few workers, the answers they gave last, and the mark of what they answer from."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from latticework.atlas import Atlas
from latticework.doors.http.envelope import Bounds, release
from latticework.doors.http.forms import Body
from latticework.doors.http.generations import Generations, bears
from latticework.doors.http.noting import Noting
from latticework.errors import TooBusy, TookTooLong
from latticework.model.kind import kinds
from latticework.store.manifest import Manifest
from latticework.store.store import Store
from latticework.views.kept import Kept

T = TypeVar("T")


@dataclass(slots=True)
class _Told:
    """What was answered, of which generation, and which kinds about whom it asked for."""

    given: Any
    manifest: Manifest
    asked: frozenset[tuple[str, frozenset[str]]]


class Desk:
    """Where questions are put and answered, each within its bounds.

    Every worker has a store of its own, so that many readers share no connection; each looks at the newest generation when
    it begins, and the facts of a generation are kept for all. The same question asked at once is answered once. An answer
    is given again as long as no fact was added that bears on it, and the day is the same.
    """

    def __init__(self, folder: Path | str | None = None, bounds: Bounds = Bounds()) -> None:  # noqa: B008
        self.bounds = bounds
        self.atlas = Atlas.open(folder)
        self.generations = Generations(self.folder)
        self._own = threading.local()
        self._data = (-1, "")
        self._pool = ThreadPoolExecutor(bounds.workers, thread_name_prefix="latticework")
        self._told: OrderedDict[str, _Told] = OrderedDict()
        self._telling = threading.Lock()
        self._asked: dict[tuple[str, int], Future[Any]] = {}

    @property
    def folder(self) -> Path | None:
        """The folder of the store; None when the pack is answered from memory."""
        return self.atlas.store.folder if self.atlas.store else None

    def mark(self) -> str:
        """Hash what is answered from: the data, and today's day."""
        return hashlib.sha256(f"{self.data()}\x1f{date.today()}".encode()).hexdigest()[:16]

    def data(self) -> str:
        """Hash the data release: program, pack, and the segments of the store. It stands in the address of every page."""
        now = self.generations.newest()
        if self._data[0] != now.generation:
            parts = [*release().values(), *sorted(segment.file for segment in now.segments)]
            self._data = (now.generation, hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10])
        return self._data[1]

    def generation(self) -> int:
        """The newest generation of the store."""
        return self.generations.newest().generation

    async def ask(self, key: str, work: Callable[[Atlas], T]) -> T:
        """Have a worker do some work with an atlas, or give what it gave for this key while that still holds.

        Raises TooBusy when too many wait and TookTooLong after the bound of seconds; the work goes on, and asking
        again later gives its answer.
        """
        key, now = f"{date.today()} {key}", self.generations.newest()
        if (told := self._held(key, now)) is not None:
            return told.given  # type: ignore[no-any-return]
        future = self._asked.get((key, now.generation))
        if future is None:
            if len(self._asked) >= self.bounds.waiting:
                raise TooBusy(f"{len(self._asked)} questions are waiting")
            future = self._submit(key, now.generation, work)
        try:
            waited = asyncio.shield(asyncio.wrap_future(future))
            given: T = await asyncio.wait_for(waited, self.bounds.seconds)
            return given
        except TimeoutError:
            raise TookTooLong(f"no answer within {self.bounds.seconds:g} seconds") from None

    def _held(self, key: str, now: Manifest) -> _Told | None:
        """Give what was answered, if nothing it rests on has moved since."""
        with self._telling:
            told = self._told.get(key)
            if told is None:
                return None
            if bears(self.generations.moved(told.manifest, now), told.asked):
                return None
            told.manifest = now
            self._told.move_to_end(key)
            return told

    def _submit(self, key: str, generation: int, work: Callable[[Atlas], T]) -> Future[T]:
        loop = asyncio.get_running_loop()
        future = self._pool.submit(self._work, key, work)
        self._asked[key, generation] = future

        def done(_: Future[T]) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._asked.pop, (key, generation), None)

        future.add_done_callback(done)
        return future

    def _work(self, key: str, work: Callable[[Atlas], T]) -> T:
        """Do some work in a worker's thread, and keep what it gave with the kinds it asked for."""
        atlas = self._fresh()
        noting = Noting(atlas.memory)
        given = work(Atlas(noting, atlas.store, atlas.note))
        if isinstance(given, Body) and len(given.content) > self.bounds.kept_bytes:
            return given
        manifest = atlas.store.manifest if atlas.store else Manifest()
        with self._telling:
            self._told[key] = _Told(given, manifest, frozenset(noting.asked))
            self._told.move_to_end(key)
            while len(self._told) > self.bounds.kept:
                self._told.popitem(last=False)
        return given

    def _fresh(self) -> Atlas:
        """Give this worker's atlas, looking at the newest generation."""
        if self.folder is None:
            return self.atlas
        if not hasattr(self._own, "store"):
            self._own.store = Store.open(self.folder)
        store: Store = self._own.store
        store.manifest = self.generations.newest()
        return Atlas(Kept(store, self.generations.shelf(store)), store)

    def warm(self) -> None:
        """Read what most questions need before the first is asked; gives back at once."""

        def read() -> None:
            memory = self._fresh().memory
            for kind in kinds():
                memory.select((kind,), limit=1)

        self._pool.submit(read)

    def close(self) -> None:
        """Take no more questions."""
        self._pool.shutdown(wait=False, cancel_futures=True)
