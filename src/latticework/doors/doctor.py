"""The doctor: what is installed, where the store is, what it holds, and whether it is sound."""

from __future__ import annotations

import platform
from base64 import urlsafe_b64decode
from collections import Counter
from hashlib import sha256
from importlib.metadata import distribution, version
from pathlib import Path

from latticework.atlas import PACK_ORIGIN, Atlas, default_folder
from latticework.doors.render.table import Sheet, Value
from latticework.errors import StoreCorrupt
from latticework.store import repair as mending
from latticework.store.layout import groups
from latticework.store.segment import Segment
from latticework.store.store import Store


def look(folder: Path | None, *, repair: bool, compact: bool) -> Sheet:
    """Check the store in a folder; with `repair` set damaged segments aside and rebuild the pack first."""
    folder = folder or default_folder()
    rows: list[tuple[Value, ...]] = [
        ("latticework", version("latticework")),
        ("Python", platform.python_version()),
        ("DuckDB", version("duckdb")),
        ("installation", installed()),
        ("store", str(folder)),
    ]
    notes: list[str] = []
    if repair:
        notes += [
            f"set aside: {origin}; import it again"
            for origin in mending.repair(folder)
            if not origin.startswith(PACK_ORIGIN)
        ]
        notes.append("the pack was rebuilt where it was damaged")
    atlas = Atlas.open(folder)
    if atlas.store is None:
        return Sheet("Doctor", ("what", "state"), [*rows, ("writable", "no")], (atlas.note,))
    if compact:
        atlas.store.compact()
    rows += _contents(atlas.store)
    try:
        atlas.store.verify()
        rows.append(("sound", "yes: every segment matches its digest"))
    except StoreCorrupt as error:
        rows.append(("sound", f"no: {error.thing}"))
        notes.append(error.next_step)
    return Sheet("Doctor", ("what", "state"), rows, tuple(notes))


def _contents(store: Store) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = [("generation", str(store.manifest.generation))]
    rows += [
        (f"segment {s.file[:10]}", f"{s.origin}: {s.rows:,} facts, {s.bytes / 1e6:.1f} MB")
        for s in store.manifest.segments
        if s.low is None
    ]
    rows += _laid_out([s for s in store.manifest.segments if s.low is not None])
    rows += [(f"facts: {kind}", f"{number:,}") for kind, number in store.count().items()]
    return rows


def _laid_out(listed: list[Segment]) -> list[tuple[Value, ...]]:
    """Say of what was laid out by pairs how many files it fills, and which imports stand in them."""
    rows: list[tuple[Value, ...]] = []
    for own in groups(listed):
        source, size = own[0].origin.split(":")[0], sum(one.bytes for one in own) / 1e6
        rows.append((f"laid out: {source}", f"{len(own):,} files ({own[0].layout}), {size:.1f} MB"))
        brought: Counter[str] = Counter()
        for one in own:
            brought.update(one.imports)
        rows += [(f"import {origin}", f"{number:,} facts") for origin, number in brought.items()]
    return rows


def installed() -> str:
    """Say whether the files of the package are those of its release, by the digests that were installed with them."""
    listed = [path for path in distribution("latticework").files or () if path.hash and path.parts[0] == "latticework"]
    if not listed:
        return "not checked: it runs from a source tree"
    changed = []
    for path in listed:
        found, digest = Path(str(path.locate())), path.hash
        assert digest is not None
        said = urlsafe_b64decode(digest.value + "=" * (-len(digest.value) % 4))
        if not found.is_file() or sha256(found.read_bytes()).digest() != said:
            changed.append(str(path))
    if changed:
        return f"changed since it was installed: {', '.join(changed[:5])}; install latticework again, unless you changed them"
    return f"sound: {len(listed):,} files as released"
