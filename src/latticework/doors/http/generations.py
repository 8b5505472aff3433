"""The generations of a store as a server sees them: the newest, the facts kept of it, and what moved since an older one."""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Collection
from itertools import chain
from pathlib import Path

from latticework.doors.http.noting import ANY
from latticework.model.fact import About
from latticework.sources.catalogue import CATALOGUE
from latticework.store import manifest as manifests
from latticework.store.manifest import Manifest
from latticework.store.store import Store
from latticework.views.kept import Shelf

Moved = dict[str, tuple[frozenset[str], ...]]
"""The kinds of the facts that were added, each with the parties of these facts."""

MOST = 5000
"""Of more distinct parties than this nothing is said: then anything may have moved."""

REMEMBERED = 256
"""So many steps from one generation to another are remembered."""


class Generations:
    """The newest generation of a folder; any number of threads may ask."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._seen: tuple[tuple[int, int, int], Manifest] = ((0, 0, 0), Manifest())
        self._shelf = (Manifest(), Shelf())
        self._beside = Store(folder) if folder else None
        self._moved: OrderedDict[tuple[int, int], Moved | None] = OrderedDict()

    def newest(self) -> Manifest:
        """Give the newest manifest; its file is read only when it is another than last time. Without a folder: an empty one."""
        if self.folder is None:
            return Manifest()
        try:
            found = (self.folder / manifests.NAME).stat()
            sign = (found.st_mtime_ns, found.st_ino, found.st_size)
        except OSError:
            return manifests.load(self.folder)
        if sign != self._seen[0]:
            self._seen = (sign, manifests.load(self.folder))
        return self._seen[1]

    def shelf(self, store: Store) -> Shelf:
        """Give the facts kept of a store's generation: those there are, or those grown by the segments that were added."""
        with self._lock:
            had, shelf = self._shelf
            now = store.manifest
            if had.generation == now.generation:
                return shelf
            if had.generation > now.generation:
                return Shelf()  # another worker has moved on already; this one will with its next question
            more = self._added(had, now) if had.segments else None
            shelf = Shelf() if more is None else shelf.grown(more, more.count())
            self._shelf = (now, shelf)
            return shelf

    def moved(self, old: Manifest, new: Manifest) -> Moved | None:
        """Say which facts were added from one generation to another; None where anything may have changed.

        That is so when segments were replaced, very much was added, or a dataset was read, whose coverage comes with it.
        """
        if old.generation == new.generation:
            return {}
        key = (old.generation, new.generation)
        with self._lock:
            if key not in self._moved:
                self._moved[key] = self._what(old, new)
                while len(self._moved) > REMEMBERED:
                    self._moved.popitem(last=False)
            return self._moved[key]

    def _what(self, old: Manifest, new: Manifest) -> Moved | None:
        more = self._added(old, new)
        if more is None:
            return None
        if any(segment.origin.split(":")[0] in CATALOGUE for segment in more.manifest.segments):
            return None
        pairs = more.abouts(MOST)
        if pairs is None:
            return None
        found: dict[str, list[frozenset[str]]] = defaultdict(list)
        for kind, about in pairs:
            found[kind].append(frozenset(About.parse(about).parties))
        return {kind: tuple(parties) for kind, parties in found.items()}

    def _added(self, old: Manifest, new: Manifest) -> Store | None:
        """Give a store of what was added alone; None where anything was taken away. Only under the lock: there is one."""
        had = set(old.segments)
        if self._beside is None or not had <= set(new.segments):
            return None
        added = tuple(segment for segment in new.segments if segment not in had)
        self._beside.manifest = Manifest(new.generation, added, new.schema)
        return self._beside


def bears(moved: Moved | None, asked: Collection[tuple[str, frozenset[str]]]) -> bool:
    """Whether what was added may change an answer that asked for these kinds about these parties."""
    if moved is None:
        return True
    return any(
        parties <= about
        for kind, parties in asked
        for about in (chain.from_iterable(moved.values()) if kind == ANY else moved.get(kind, ()))
    )
