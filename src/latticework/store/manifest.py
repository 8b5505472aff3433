"""The manifest: the one small file that says which segments the store consists of."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from latticework.errors import StoreCorrupt, StoreLocked, StoreTooNew, StoreUnwritable
from latticework.store.events import LAYOUT
from latticework.store.segment import REPAIR, Segment

SCHEMA = 3
"""Version of the store's layout. Older layouts are migrated on open (`MIGRATIONS`); newer ones are refused."""

NAME = "manifest.json"
_LOCK = "writer.lock"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which segments the store consists of; replaced as a whole, so a reader sees all of a write or none of it."""

    generation: int = 0
    segments: tuple[Segment, ...] = ()
    schema: int = SCHEMA

    @property
    def facts(self) -> tuple[Segment, ...]:
        """The segments whose rows are facts."""
        return tuple(segment for segment in self.segments if segment.layout != LAYOUT)

    @property
    def events(self) -> tuple[Segment, ...]:
        """The segments whose rows are events in narrow columns."""
        return tuple(segment for segment in self.segments if segment.layout == LAYOUT)

    def with_segments(self, add: Iterable[Segment], *, drop_origin: str = "") -> Manifest:
        """Give the next manifest: segments whose origin starts with `drop_origin` out, the new ones in."""
        keep = tuple(s for s in self.segments if not (drop_origin and s.origin.startswith(drop_origin)))
        have = {segment.file for segment in keep}
        return replace(
            self,
            generation=self.generation + 1,
            segments=keep + tuple(segment for segment in add if segment.file not in have),
        )


def load(folder: Path) -> Manifest:
    """Read the manifest; an absent one is an empty store. Raises StoreCorrupt or StoreTooNew."""
    path = folder / NAME
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw["schema"] > SCHEMA:
            raise StoreTooNew(
                f"the store has layout {raw['schema']}, this latticework knows {SCHEMA}",
                place=str(path),
                next_step="upgrade latticework, or choose another folder with --store",
            )
        raw = migrate(raw)
        return Manifest(raw["generation"], tuple(Segment.from_json(entry) for entry in raw["segments"]), raw["schema"])
    except FileNotFoundError:
        return Manifest()
    except OSError as error:
        raise StoreUnwritable(
            f"the store's folder cannot be read: {error.strerror}",
            place=str(folder),
            next_step="choose another folder with --store",
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreCorrupt("the store's manifest cannot be read", place=str(path), next_step=REPAIR) from error


MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    1: lambda old: {**old, "schema": 2},
    2: lambda old: {**old, "schema": 3},
}
"""For each older layout, the function that turns its manifest into the next layout's."""


def migrate(raw: dict[str, Any]) -> dict[str, Any]:
    """Bring a manifest of an older layout to this one, step by step."""
    while isinstance(schema := raw["schema"], int) and schema < SCHEMA:
        raw = MIGRATIONS[schema](raw)
    return raw


def save(folder: Path, manifest: Manifest) -> None:
    """Put the manifest in place of the old one, at once: readers see the old or the new, never half."""
    part = folder / f".{NAME}.{os.getpid()}.part"
    body = {
        "schema": manifest.schema,
        "generation": manifest.generation,
        "segments": [segment.as_json() for segment in manifest.segments],
    }
    try:
        with part.open("w", encoding="utf-8") as handle:
            json.dump(body, handle, indent=1)
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(part, folder / NAME)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreUnwritable(
            f"the store cannot write its manifest: {error.strerror}",
            place=str(folder),
            next_step="free disk space or choose another folder with --store; nothing was changed",
        ) from error


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the store's lock while writing; the system releases it when the process ends, however it ends.

    Raises StoreLocked when another process holds it, StoreUnwritable when the folder is read-only.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / _LOCK).open("a+b")
    except OSError as error:
        raise StoreUnwritable(
            f"the store's folder cannot be written: {error.strerror}",
            place=str(folder),
            next_step="choose another folder with --store",
        ) from error
    with handle:
        if not _lock(handle.fileno()):
            raise StoreLocked(
                "another latticework process is writing to the store",
                place=str(folder),
                next_step="wait until it is done and run the command again; reading goes on meanwhile",
            )
        yield


def _lock(descriptor: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows has no flock; msvcrt locks a byte range and lets go at process end too
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
