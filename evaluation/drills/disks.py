"""Drills of the ground a store stands on: disks full or read-only, clocks that jump."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drills.told import Told
from drills.writing import BASE, MANY, ROWS, figures
from latticework.atlas import Atlas
from latticework.errors import StoreUnwritable
from latticework.store import store as stores
from latticework.store.store import Store


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[str]:
    """Give a folder on a disk of its own where the system allows that, else a limit on the size of files."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode == 0:
        try:
            yield "disk"
        finally:
            subprocess.run(["umount", "-l", str(folder)], check=False)
        return
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, old[1]))
    try:
        yield "limit"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)


def full_disk(times: int) -> Told:
    """Fill a disk to another point each time, then import: nothing may change, and reading goes on."""
    told = Told("full disk during an import")
    for number in range(times):
        with tempfile.TemporaryDirectory() as work, small_disk(Path(work) / "disk", "3m") as how:
            folder = Path(work) / "disk" / "store"
            Store.open(folder).add_facts(figures(BASE), origin="base")
            if how == "disk":
                (Path(work) / "disk" / "filler").write_bytes(b"x" * (2_500_000 + number * 480_000 // times))

            def run(folder: Path = folder) -> str:
                try:
                    Store.open(folder).add_facts(MANY, origin="many")
                except StoreUnwritable as error:
                    told.error = str(error).replace("\n", " ").replace(str(folder), "STORE")
                    assert Store.open(folder).count() == {"population": BASE}, "facts changed"
                    Store.open(folder).verify()
                    assert not list(folder.glob(".*.part")), "half a file was left"
                    return "refused, nothing changed"
                assert Store.open(folder).count() == {"population": BASE + ROWS}
                return "room enough"

            told.case(run, f"filled to {number}")
    return told


def read_only(times: int) -> Told:
    """Write into a store on a disk that is read-only, and open one there that does not exist."""
    told = Told("read-only disk")
    for _ in range(times):
        with tempfile.TemporaryDirectory() as work, small_disk(Path(work) / "disk", "3m") as how:
            folder = Path(work) / "disk" / "store"
            Store.open(folder).add_facts(figures(BASE), origin="base")
            if how != "disk":
                told.seen["not tried: no disk of its own here"] += 1
                continue
            subprocess.run(["mount", "-o", "remount,ro", str(folder.parent)], check=True)

            def run(folder: Path = folder) -> str:
                assert len(Store.open(folder).select()) == BASE
                atlas = Atlas.open(folder.parent / "another")
                assert "pack alone" in atlas.note
                assert atlas.facts(["defence_pact"], parties=["JPN"])
                try:
                    Store.open(folder).add_facts(figures(5, 9000), origin="more")
                except StoreUnwritable as error:
                    told.error = str(error).replace("\n", " ").replace(str(folder), "STORE")
                    return "refused, reading and the pack go on"
                raise AssertionError("a read-only disk was written")

            told.case(run)
    return told


def clocks(times: int) -> Told:
    """Set the clock back and ahead between imports and compactions: order is told by generations, never by the clock."""
    told, lot = Told("clock going back and ahead"), random.Random(3)
    usual = stores.time
    for number in range(times):
        with tempfile.TemporaryDirectory() as work:
            folder = Path(work) / "store"

            def run(folder: Path = folder) -> str:
                reader, generations = Store.open(folder), []
                for turn in range(4):
                    jump = lot.choice((-400, -1, 0, 1, 400)) * 86_400.0
                    stores.time = lambda jump=jump: usual() + jump  # type: ignore[assignment]
                    store = Store.open(folder)
                    store.add_facts(figures(50, turn * 50), origin="base")
                    for path in folder.glob("*.parquet"):
                        os.utime(path, (usual() + jump, usual() + jump))
                    reader = Store.open(folder) if turn == 1 else reader
                    store.compact()
                    generations.append(store.manifest.generation)
                    assert store.count() == {"population": 50 * (turn + 1)}, "facts are missing"
                assert generations == sorted(generations)
                assert len(reader.select()) in (100, 200), "an older reader lost its facts"
                return "every fact there"

            told.case(run, f"jumps {number}")
            stores.time = usual  # type: ignore[assignment]
    return told
