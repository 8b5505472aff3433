"""Mending a damaged store: what is sound stays, what is damaged is set aside, never thrown away."""

from __future__ import annotations

import os
from pathlib import Path

from latticework.errors import StoreCorrupt
from latticework.store import manifest as manifests
from latticework.store import segment as segments
from latticework.store.manifest import Manifest
from latticework.store.segment import Segment


def repair(folder: Path) -> list[str]:
    """Set damaged segments (or a damaged manifest) aside under the name `damaged-...`; give their origins.

    What is set aside is kept on disk. The pack is rebuilt when the store is next opened. Raises StoreLocked and
    StoreUnwritable.
    """
    with manifests.writing(folder):
        try:
            manifest = manifests.load(folder)
        except StoreCorrupt:
            _set_aside(folder / manifests.NAME)
            manifests.save(folder, Manifest())
            return ["the whole manifest"]
        sound: list[Segment] = []
        lost: list[str] = []
        for segment in manifest.segments:
            try:
                segments.verify(folder, segment)
                sound.append(segment)
            except StoreCorrupt:
                _set_aside(folder / segment.file)
                lost.extend(origin for origin in segment.imports if origin not in lost)
        if lost:
            manifests.save(folder, Manifest(manifest.generation + 1, tuple(sound), manifest.schema))
        return lost


def _set_aside(path: Path) -> None:
    if path.exists():
        os.replace(path, path.with_name(f"damaged-{path.name}"))
